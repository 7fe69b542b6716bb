"""The last step: everything about one event, gathered into its record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from rawi.merge.agreement import agreement
from rawi.merge.compare import score
from rawi.merge.copies import CopyBody
from rawi.merge.families import family
from rawi.merge.keys import label
from rawi.merge.origins import Teller, least, origin, origins
from rawi.merge.told import DECODER, Told, tellings
from rawi.merge.traits import CITY, LEVELS, NOWHERE
from rawi.merge.words import plural
from rawi.records import Event, EventPlace, Link, Merge, Ref

EVENTS = {
    "event": "BIGINT", "id": "VARCHAR", "family": "VARCHAR", "type": "VARCHAR", "status": "VARCHAR",
    "scope": "VARCHAR", "starts": "VARCHAR", "ends": "VARCHAR", "country": "VARCHAR", "place": "VARCHAR",
    "lat": "DOUBLE", "lon": "DOUBLE", "claims": "INTEGER", "documents": "INTEGER", "origins_low": "INTEGER",
    "origins_high": "INTEGER", "conflicts": "VARCHAR", "body": "VARCHAR",
}  # fmt: skip
Part = tuple[int, str, str, str, str, str]
"""event, kind, then three values and a body that depend on the kind (see sql/parts.sql)."""


def event_id(rank: str) -> str:
    """An event's id from the rank of its first claim."""
    return label("e", rank)


def ref(rank: str) -> Ref:
    """The claim that a rank (day of publication, document, claim) belongs to."""
    _, document, claim = rank.split("\x1f")
    return document, claim


def assemble(event: int, parts: Iterable[Part]) -> Iterator[tuple[object, ...]]:
    """The record of one event, and the columns to find it by."""
    sorted_parts: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        sorted_parts[part[1]].append(part)
    ranks = [part[2] for part in sorted_parts["claim"]]
    claims = [DECODER.decode(part[5]) for part in sorted_parts["claim"]]
    leaders = {told.ref: ref(part[3]) for told, part in zip(claims, sorted_parts["claim"], strict=True)}
    leading = [told for told in claims if leaders[told.ref] == told.ref] or claims
    likely = [
        (part[2], part[3], "; ".join(msgspec.json.decode(part[5], type=CopyBody).reasons))
        for part in sorted_parts["copy"]
    ]
    tellers = origins([each for told in claims for each in tellings(told)], leaders, likely)
    counted = [each for each in tellers if any(not told.denied for told in each.claims)] or tellers
    low, high = least(counted), len(counted)
    first = min(ranks)
    start, end, basis = _time(leading)
    place = _place(leading)
    type_ = _most(told.type for told in leading)
    table = agreement(tellers)
    body = Event(
        id=event_id(first),
        type=type_ or "OTHER",
        mode=_most(told.mode for told in leading),
        family=family(type_ or "OTHER")[0],
        status=_most(told.status for told in leading) or "happened",
        scope="cumulative" if any(told.total for told in leading) else "incident",
        start=start,
        end=end,
        time_basis=basis,
        place=place,
        claims=tuple(ref(rank) for rank in ranks),
        documents=tuple(sorted({told.document for told in claims})),
        outlets=tuple(sorted({told.outlet for told in claims if told.outlet})),
        languages=tuple(sorted({told.language for told in claims if told.language})),
        origins=tuple(origin(each) for each in tellers),
        origins_low=low,
        origins_high=high,
        origins_words=_origin_words(tellers, counted, low, high),
        agreement=table,
        merges=tuple(_merges(claims, leaders, sorted_parts)),
        links=tuple(
            Link(kind=part[3], event=event_id(part[2]), score=score(int(part[4])), reasons=_reasons(part[5]))
            for part in sorted_parts["link"]
        ),
        suggestions=tuple(_suggestions(claims, sorted_parts["suggest"])),
    )
    conflicts = " ".join(row.attribute for row in table if row.verdict == "conflicts")
    yield (
        event, body.id, body.family, body.type, body.status, body.scope, start, end, place.country if place else None,
        place.name if place else None, place.lat if place else None, place.lon if place else None, len(body.claims),
        len(body.documents), low, high, conflicts, msgspec.json.encode(body).decode(),
    )  # fmt: skip


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _time(claims: list[Told]) -> tuple[str | None, str | None, str]:
    """The tightest time that most claims name; failing that, the days on which it was told."""
    own = Counter((told.start, told.end) for told in claims if told.start and told.end)
    if own:
        start, end = min(own, key=lambda span: (_width(span), -own[span], span))
        return start, end, "claims"
    told = sorted(each.told for each in claims if each.told)
    return (None, told[0], "told") if told else (None, None, "unknown")


def _width(span: tuple[str | None, str | None]) -> int:
    return (date.fromisoformat(span[1] or "") - date.fromisoformat(span[0] or "")).days


def _place(claims: list[Told]) -> EventPlace | None:
    """The most exact place that claims name themselves, the commonest first; the documents' place failing that."""
    for own in (True, False):
        spots = Counter(told.place for told in claims if told.place and told.own_place == own)
        if not spots:
            continue
        fine = {spot for spot in spots if LEVELS.get(spot[4], CITY) >= CITY} or set(spots)
        chosen = min(fine, key=lambda spot: (-spots[spot], -LEVELS.get(spot[4], NOWHERE), str(spot)))
        name, country, lat, lon, kind, geonames = chosen
        return EventPlace(name=name, country=country, lat=lat, lon=lon, kind=kind, geonames=geonames)
    return None


def _origin_words(tellers: list[Teller], counted: list[Teller], low: int, high: int) -> tuple[str, ...]:
    shown = (
        plural(high, "independent origin") if low == high else f"between {low} and {plural(high, 'independent origin')}"
    )
    words = [f"{shown} in {plural(len({t.document for each in tellers for t in each.claims}), 'document')}"]
    for each in tellers:
        words.extend(each.collapsed)
        words.extend(f"{each.name}: {doubt}" for doubt in each.doubts)
        if each not in counted:
            words.append(f"{each.name} denies it and is not counted")
    return tuple(words)


def _reasons(body: str) -> tuple[str, ...]:
    return msgspec.json.decode(body, type=tuple[str, ...])


def _merges(claims: list[Told], leaders: dict[Ref, Ref], parts: dict[str, list[Part]]) -> Iterator[Merge]:
    by_sig: dict[str, list[Ref]] = defaultdict(list)
    for told in claims:
        if leaders[told.ref] != told.ref:
            yield Merge(a=leaders[told.ref], b=told.ref, score=1.0, reasons=("the same words in a copied text",))
        else:
            by_sig[str(told.sig)].append(told.ref)
    for refs in by_sig.values():
        for other in refs[1:]:
            words = ("both say the same of what, where, when and how many",)
            yield Merge(a=refs[0], b=other, score=0.95, reasons=words)
    for part in parts["merge"]:
        a, b = by_sig.get(part[2]), by_sig.get(part[3])
        if a and b:
            by = "review" if int(part[4]) >= 100_000 else "rawi"
            yield Merge(a=a[0], b=b[0], score=score(min(int(part[4]), 2000)), reasons=_reasons(part[5]), by=by)
    attached = {part[2]: part for part in parts["attached"]}
    units = {ref(part[2]): part[4] for part in parts["claim"]}
    anchor = next((told.ref for told in claims if units[told.ref] not in attached), None)
    for told in claims:
        found = attached.get(units[told.ref])
        if found is not None and anchor is not None and leaders[told.ref] == told.ref:
            yield Merge(a=anchor, b=told.ref, score=score(int(found[4])), reasons=_reasons(found[5]))


def _suggestions(claims: list[Told], parts: list[Part]) -> Iterator[Merge]:
    by_sig = {str(told.sig): told.ref for told in reversed(claims)}
    for part in parts:
        mine = by_sig.get(part[2], claims[0].ref)
        yield Merge(a=mine, b=ref(part[3]), score=score(int(part[4])), reasons=_reasons(part[5]))
