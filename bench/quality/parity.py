"""Parity: the same document in Persian, Arabic and English must give the same counts, dates, places and voices.

    python bench/quality/parity.py [LIMIT] [--pairs]

What is compared is what a translation keeps. A translator repeats a name where another writes a pronoun, so values are
taken once a document: the sets of counts (kind, low, high), of resolved dates (start, end) and of places on the map;
two places are the same when both are that country, or lie within 161 km and are neither a country. Overlap is Dice's.
Voices are the different names that speak in a document (nobody named left out), and the figure is the ratio of the
smaller to the larger number. A pair in which both sides are empty says nothing and is left out. The documents have no
publication dates. --pairs prints each pair of languages, to see which language misses what.
"""

import argparse
import gzip
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from acled_notes import kilometres
from shared import need

from rawi.lang import load
from rawi.pipeline import read
from rawi.records import Document, Place, Record

_LANGS = ("fa", "ar", "en")


def same(one: Place, other: Place) -> bool:
    """Whether two places are the same on the map."""
    if "country" in (one.kind, other.kind):
        return one.kind == other.kind and one.country == other.country
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= 161


def distinct(record: Record) -> list[Place]:
    """The places of a record that lie on the map, each once."""
    out: list[Place] = []
    for place in record.places:
        if place.lat is not None and not any(same(place, known) for known in out):
            out.append(place)
    return out


def voices(record: Record, lang: str) -> int:
    """How many different names speak."""
    nobody = load(lang).settings["attribution"]["unspecified"]
    return len({a.source_name for a in record.attributions} - {nobody})


def overlaps(one: Record, other: Record, langs: tuple[str, str]) -> dict[str, float]:
    """The figure of each field for which either record has something."""
    out: dict[str, float] = {}
    for field, x, y in (
        ("counts", *({(c.kind, c.low, c.high) for c in r.counts if c.kind != "things"} for r in (one, other))),
        ("dates", *({(t.start, t.end) for t in r.times if t.start or t.end} for r in (one, other))),
    ):
        if x or y:
            out[field] = 2 * len(x & y) / (len(x) + len(y))
    mine, theirs = distinct(one), distinct(other)
    if mine or theirs:
        shared = sum(any(same(p, q) for q in theirs) for p in mine) + sum(any(same(p, q) for q in mine) for p in theirs)
        out["places"] = shared / (len(mine) + len(theirs))
    m, n = voices(one, langs[0]), voices(other, langs[1])
    if max(m, n):
        out["voices"] = min(m, n) / max(m, n)
    return out


def main() -> None:
    """Print the mean of each field over documents and pairs of languages."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("limit", nargs="?", type=int, default=10**9, help="read the first LIMIT documents")
    ap.add_argument("--pairs", action="store_true", help="print each pair of languages too")
    options = ap.parse_args()
    totals: dict[tuple[str, str], list[float]] = defaultdict(list)
    with gzip.open(need("data", "parallel_news", "ntrex_docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, options.limit):
            row = json.loads(line)
            told = {lang: read(Document(id=row["id"], text="\n".join(row[lang]), language=lang)) for lang in _LANGS}
            for a, b in itertools.combinations(_LANGS, 2):
                for field, figure in overlaps(told[a], told[b], (a, b)).items():
                    totals[field, ""].append(figure)
                    totals[field, f"{a}-{b}"].append(figure)
    for (field, pair), found in sorted(totals.items()):
        if not pair or options.pairs:
            name = f"{field} {pair}".strip()
            print(f"parity {name}: {sum(found) / len(found):.3f} over {len(found)} pairs")


if __name__ == "__main__":
    main()
