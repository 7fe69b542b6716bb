"""ACLED's event type from rawi's claims on the notes of coded rows.

    python bench/quality/acled_events.py [--rows 1500] [--errors N]

A note is read as a document; its claims and the parties its words name are mapped by `rawi.ontology.acled`. The figure
is the share of rows whose event type comes back; below it, each type's recall.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shared import need

from rawi.lang import Reading
from rawi.ontology import acled
from rawi.pipeline import read
from rawi.records import Document

_PARTIES = {"near_war": "armed", "near_force": "armed", "near_victim": "civilian", "near_crowd": "crowd"}


def parties(document: Document) -> frozenset[str]:
    """Who a note names, by the groups of words of the pack, in its first sentence."""
    reading = Reading(document)
    return frozenset(
        _PARTIES[hit.concept] for i in range(min(1, len(reading.sentences))) for hit in reading.hits(i)
        if hit.concept in _PARTIES
    )  # fmt: skip


def main() -> None:
    """Command line: [--rows N] [--errors N]."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--rows", type=int, default=1500)
    ap.add_argument("--errors", type=int, default=0)
    asked = ap.parse_args()
    path = need("data", "events", "acled_rows_en.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows[:: max(1, len(rows) // asked.rows)] if row["notes"]]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    empty = shown = 0
    for row in rows:
        document = Document(id=row["event_id_cnty"], text=row["notes"], language="en")
        told = [(c.type, c.mode or "") for c in read(document).claims if c.polarity == "affirmed"]
        empty += not told
        found = acled(told, parties(document))
        kind = row["event_type"]
        total[kind] += 1
        right[kind] += found is not None and found[0] == kind
        if (found is None or found[0] != kind) and shown < asked.errors:
            shown += 1
            print(f"{kind} / {row['sub_event_type']} read as {found} from {told}: {row['notes'][:240]}")
    n = sum(total.values())
    print(f"event type {sum(right.values()) / n:.3f} of {n} rows; {empty} without a claim")
    for kind, n in total.most_common():
        print(f"  {kind:32s} {right[kind] / n:.3f} of {n}")


if __name__ == "__main__":
    main()
