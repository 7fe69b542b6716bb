"""Parity: the same document in Persian, Arabic and English must give the same counts, dates, places and voices.

    python bench/quality/parity.py [LIMIT] [--pairs]

What is compared is what a translation keeps. A translator repeats a name where another writes a pronoun, so values are
taken once a document: the sets of counts (kind, low, high), of resolved dates (start, end) and of places on the map;
two places are the same when both are that country, or lie within 161 km and are neither a country. Overlap is Dice's.
Voices are the different names that speak in a document (nobody named left out), and the figure is the ratio of the
smaller to the larger number. A pair in which both sides are empty says nothing and is left out. The documents have no
publication dates. --pairs prints each pair of languages, to see which language misses what.

The second figure leaves out the values that the texts themselves tell differently, as read
by eye and listed with the reason in parity.toml; it stands beside the first and replaces nothing.
"""

import argparse
import gzip
import itertools
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Set
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from acled_notes import kilometres
from shared import need

from rawi.lang import load
from rawi.pipeline import read
from rawi.records import Document, Place, Record

_LANGS = ("fa", "ar", "en")
_OPEN = ("", "open")  # how parity.toml writes None, which TOML has not


def same(one: Place, other: Place) -> bool:
    """Whether two places are the same on the map."""
    if "country" in (one.kind, other.kind):
        return one.kind == other.kind and one.country == other.country
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= 161


def distinct(record: Record, but: Set[tuple[Any, ...]] = frozenset()) -> list[Place]:
    """The places of a record that lie on the map, each once; none whose name and country are in `but`."""
    out: list[Place] = []
    for place in record.places:
        told = (place.name_en, place.country) in but
        if place.lat is not None and not told and not any(same(place, known) for known in out):
            out.append(place)
    return out


def differing() -> dict[tuple[str, str], set[tuple[Any, ...]]]:
    """By document and field, the values that the texts themselves tell differently."""
    out: dict[tuple[str, str], set[tuple[Any, ...]]] = defaultdict(set)
    for entry in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["differs"]:
        for field in ("counts", "dates", "places", "voices"):
            for value in entry.get(field, ()):
                out[entry["document"], field].add(tuple(None if v in _OPEN else v for v in value))
    return out


def voices(record: Record, lang: str, but: Set[tuple[Any, ...]] = frozenset()) -> int | None:
    """How many different names speak; none that holds a piece of `but`, and None where a text cannot be judged."""
    nobody = load(lang).settings["attribution"]["unspecified"]
    left = [piece for language, piece in but if language == lang]
    if "*" in left:
        return None
    names = {a.source_name for a in record.attributions} - {nobody}
    return sum(not any(piece in name for piece in left) for name in names)


def _values(record: Record, field: str) -> set[tuple[Any, ...]]:
    if field == "counts":
        return {(c.kind, c.low, c.high) for c in record.counts if c.kind != "things"}
    return {(t.start, t.end) for t in record.times if t.start or t.end}


def overlaps(
    one: Record,
    other: Record,
    langs: tuple[str, str],
    but: dict[tuple[str, str], set[tuple[Any, ...]]] | None = None,
) -> dict[str, float]:
    """The figure of each field for which either record has something; without the values in `but`."""
    out: dict[str, float] = {}
    own = {field: (but or {}).get((one.id, field), set()) for field in ("counts", "dates", "places", "voices")}
    for field in ("counts", "dates"):
        x, y = (_values(record, field) - own[field] for record in (one, other))
        if x or y:
            out[field] = 2 * len(x & y) / (len(x) + len(y))
    mine, theirs = distinct(one, own["places"]), distinct(other, own["places"])
    if mine or theirs:
        shared = sum(any(same(p, q) for q in theirs) for p in mine) + sum(any(same(p, q) for q in mine) for p in theirs)
        out["places"] = shared / (len(mine) + len(theirs))
    m, n = voices(one, langs[0], own["voices"]), voices(other, langs[1], own["voices"])
    if m is not None and n is not None and max(m, n):
        out["voices"] = min(m, n) / max(m, n)
    return out


def main() -> None:
    """Print the mean of each field over documents and pairs of languages."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("limit", nargs="?", type=int, default=10**9, help="read the first LIMIT documents")
    ap.add_argument("--pairs", action="store_true", help="print each pair of languages too")
    options = ap.parse_args()
    totals: dict[tuple[str, str], list[float]] = defaultdict(list)
    told_by_all: dict[str, list[float]] = defaultdict(list)
    but = differing()
    with gzip.open(need("data", "parallel_news", "ntrex_docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, options.limit):
            row = json.loads(line)
            told = {lang: read(Document(id=row["id"], text="\n".join(row[lang]), language=lang)) for lang in _LANGS}
            for a, b in itertools.combinations(_LANGS, 2):
                for field, figure in overlaps(told[a], told[b], (a, b)).items():
                    totals[field, ""].append(figure)
                    totals[field, f"{a}-{b}"].append(figure)
                for field, figure in overlaps(told[a], told[b], (a, b), but).items():
                    told_by_all[field].append(figure)
    for (field, pair), found in sorted(totals.items()):
        if not pair or options.pairs:
            name = f"{field} {pair}".strip()
            print(f"parity {name}: {sum(found) / len(found):.3f} over {len(found)} pairs")
    for field in ("counts", "dates", "places", "voices"):
        found = told_by_all[field]
        print(f"  {field} that all texts tell: {sum(found) / len(found):.3f} over {len(found)} pairs")


if __name__ == "__main__":
    main()
