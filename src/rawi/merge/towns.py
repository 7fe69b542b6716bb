"""Towns that no gazetteer knows: named so in some documents of a corpus, recognised by their name in all of them.

A name is taken for a town's where the words before it say so ("the town of …") in enough of the documents that hold
it. It is one town in any script, by its consonant skeleton. Claims whose document is about such a town, and that name
no better place, are then placed there.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from rawi.merge.consonants import attached, skeleton
from rawi.merge.context import LEAD, dateline
from rawi.merge.names import alternatives, name_skeleton
from rawi.merge.signature import SIGNATURE, sign
from rawi.merge.told import DECODER, ENCODER
from rawi.merge.traits import CITY, NOWHERE, PROVINCE, SITE, Traits, decode
from rawi.records import Record, Span, overlap
from rawi.text import Folded, fold

SHORTEST = 4
"""Consonants that a town's skeleton must have: shorter ones are those of too many other words."""
NAMED, HELD = 2, 1
"""What a naming is worth: words that only towns have before them, and words that commonly stand there."""
TOWNSHIPS = {"doc": "BIGINT", "body": "VARCHAR"}
MOVED = {"claim": "BIGINT", "doc": "BIGINT", "rank": "VARCHAR", "told": "VARCHAR", **SIGNATURE}
"""A claim that was moved, and the row of its new traits."""
_TOKEN = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SENTENCE = re.compile(r"[.!?؟؛;…]+[\s\"'»”]|\n+")


class Township(msgspec.Struct, frozen=True, array_like=True):
    """An unlisted town in one document: the sentences that name it, and whether the document is about it."""

    key: str
    label: str
    country: str | None
    main: bool
    sentences: tuple[Span, ...]


@cache
def _frames() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Patterns over folded text whose first group is the name that follows."""
    prefix = attached("towns")
    return tuple(
        (re.compile(rf"(?<!\w){prefix}(?:{alternatives('towns', part)})\s+([^\W\d_][\w'-]{{2,}})", re.I), worth)
        for part, worth in (("named", NAMED), ("held", HELD))
    )


def namings(record: Record, folded: Folded) -> Iterator[tuple[str, str, int, str | None]]:
    """The names that a record's text puts as those of towns: skeleton, label, worth, likely country.

    Names that the gazetteer resolved are left out.
    """
    worth: dict[str, int] = {}
    labels: dict[str, str] = {}
    for pattern, points in _frames():
        for m in pattern.finditer(folded.text):
            word = m.group(1)
            if not _ARABIC.match(word) and not word[0].isupper():
                continue
            bones = skeleton(word)
            if len(bones) >= SHORTEST:
                worth[bones] = max(points, worth.get(bones, 0))
                labels.setdefault(bones, record.text[slice(*folded.span(*m.span(1)))])
    for place in record.places:
        if place.geonames is None and place.kind == "city" and place.rule.startswith("place.called"):
            wording = record.text[slice(*place.span)]
            found = name_skeleton(wording)
            if len(found) == 1 and len(found[0]) >= SHORTEST:
                worth[found[0]] = NAMED
                labels.setdefault(found[0], wording)
    if worth:
        known = {
            bone
            for place in record.places
            if place.geonames is not None
            for bone in name_skeleton(record.text[slice(*place.span)])
        }
        lands = Counter(place.country for place in record.places if place.country and place.geonames is not None)
        land = min(lands, key=lambda code: (-lands[code], code)) if lands else None
        for bones in sorted(set(worth) - known):
            yield bones, labels[bones], worth[bones], land


def known_times(record: Record, main: str | None, keys: dict[str, str]) -> int:
    """How often the town that a record is about by the gazetteer is named, the dateline left out."""
    line = dateline(record.text)
    return sum(1 for place in record.places if keys[place.id] == main and not (line and overlap(line, place.span)))


def township(doc: int, rows: Iterable[tuple[int, str, str, str | None, int, str]]) -> Iterator[tuple[object, ...]]:
    """The unlisted towns of one document (rows: doc, name, label, country, times the known town is named, text)."""
    towns: list[tuple[int, int, str, str, str | None, list[Span]]] = []
    rows = list(rows)
    text, known = rows[0][5], rows[0][4]
    wanted = {name: (label, country) for _, name, label, country, _, _ in rows}
    starts = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    seen: dict[str, list[Span]] = {}
    folded = fold(text)
    for m in _TOKEN.finditer(folded.text):
        word = m.group()
        if (_ARABIC.match(word) or word[0].isupper()) and (bones := skeleton(word)) in wanted:
            seen.setdefault(bones, []).append(folded.span(*m.span()))
    for name, spans in seen.items():
        label, country = wanted[name]
        towns.append((-len(spans), spans[0][0], name, label, country, spans))
    if not towns:
        return
    towns.sort()
    found = []
    for at, (times, first, name, label, country, spans) in enumerate(towns):
        main = at == 0 and -times >= known and (-times >= 2 or first <= LEAD)
        held = sorted({_around(span, starts, len(text)) for span in spans})
        found.append(Township(f"w{name}", label, country, main, tuple(held)))
    yield doc, msgspec.json.encode(found).decode()


def _around(span: Span, starts: list[int], end: int) -> Span:
    at = bisect_right(starts, span[0]) - 1
    return starts[at], starts[at + 1] if at + 1 < len(starts) else end


def moved(claim: int, doc: int, rank: str, body: str, traits: str, towns: str) -> Iterator[tuple[object, ...]]:
    """A claim of a document that names unlisted towns, placed in one of them; nothing where it has a better place."""
    held, told = decode(traits), DECODER.decode(body)
    found = _town(held, told.span, _towns(towns))
    if found is None:
        return
    town, own = found
    if held.place == town.key and held.own == own and held.country == town.country and held.latitude is None:
        return
    here = msgspec.structs.replace(
        held, level=CITY, place=town.key, place_name=town.label, country=town.country, latitude=None, longitude=None,
        own=own,
    )  # fmt: skip
    signature = sign(here)
    name = told.place[0] if told.place and held.own and held.level == SITE else town.label
    there = msgspec.structs.replace(
        told, sig=signature[0], place=(name, town.country, None, None, "city", None), own_place=own
    )
    yield claim, doc, rank, ENCODER.encode(there).decode(), *signature


def _town(held: Traits, span: Span, towns: list[Township]) -> tuple[Township, bool] | None:
    """The town that a claim is placed in, and whether by its own words."""
    here = [town for town in towns if any(overlap(span, sentence) for sentence in town.sentences)]
    main = next((town for town in towns if town.main), None)
    if held.own and held.level > PROVINCE:
        # Unlisted sites and villages lie in the town that the document is about; a town on the map stays.
        if held.place is None or not held.place.startswith("w"):
            return None
        named = next((town for town in towns if town.key == held.place), None)
        return (named, True) if named else (main, True) if main and held.level == SITE else None
    if len(here) == 1 and (here[0] is main or held.own or held.level == NOWHERE):
        return here[0], True
    if held.own and held.level > NOWHERE:
        return None
    return (main, False) if main else None


@lru_cache(maxsize=1 << 10)
def _towns(body: str) -> list[Township]:
    return msgspec.json.decode(body, type=list[Township])
