"""Parity: the same document in Persian, Arabic and English must give the same counts, dates, places and voices.

    python bench/quality/parity.py [LIMIT]

For each document and each pair of languages: the overlap (Dice) of the multisets of counts (kind, low, high), of
resolved dates (start, end) and of places (by English name), and the ratio of the smaller to the larger number of voices
(top-level attributions). A pair in which both are empty is left out. The documents have no publication dates.
"""

import gzip
import itertools
import json
import sys
from collections import Counter

from shared import need

from rawi.pipeline import read
from rawi.records import Document, Record


def values(record: Record) -> dict[str, Counter[object]]:
    """What a record holds, by field, as multisets."""
    return {
        "counts": Counter((c.kind, c.low, c.high) for c in record.counts if c.kind != "things"),
        "dates": Counter((t.start, t.end) for t in record.times if t.start or t.end),
        "places": Counter(p.name_en for p in record.places if p.name_en),
        "voices": Counter({"voices": len([a for a in record.attributions if a.parent is None])}),
    }


def main() -> None:
    """Print the mean of each field over documents and pairs of languages."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 10**9
    totals: dict[str, list[float]] = {"counts": [], "dates": [], "places": [], "voices": []}
    with gzip.open(need("data", "parallel_news", "ntrex_docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            row = json.loads(line)
            read_as = {
                lang: values(read(Document(id=row["id"], text="\n".join(row[lang]), language=lang)))
                for lang in ("fa", "ar", "en")
            }
            for a, b in itertools.combinations(read_as, 2):
                for field, found in totals.items():
                    x, y = read_as[a][field], read_as[b][field]
                    if field == "voices":
                        m, n = x["voices"], y["voices"]
                        if max(m, n):
                            found.append(min(m, n) / max(m, n))
                    elif x or y:
                        found.append(2 * sum((x & y).values()) / (sum(x.values()) + sum(y.values())))
    for field, found in totals.items():
        print(f"parity {field}: {sum(found) / max(len(found), 1):.3f} over {len(found)} pairs")


if __name__ == "__main__":
    main()
