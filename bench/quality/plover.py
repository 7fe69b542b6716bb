"""PLOVER's own example sentences: is the type among the claims that rawi reads?

    python bench/quality/plover.py [--errors N]

Each sentence comes with one event type. `any` is the share of sentences with a claim of that type, `first` the share
whose first claim of any type has it, `found` the share with a claim at all.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shared import need

from rawi.ontology import types
from rawi.pipeline import read
from rawi.records import Document


def sentences(path: Path) -> list[dict[str, str]]:
    """The rows of the set, which is JSON with trailing commas."""
    text = re.sub(r",\s*([\]}])", r"\1", path.read_text(encoding="utf-8"))
    return [row for row in json.loads(text, strict=False) if row.get("text") and row.get("event") in types()]


def main() -> None:
    """Command line: [--errors N]."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", type=int, default=0)
    asked = ap.parse_args()
    rows = sentences(need("data", "events", "plover", "PLOVER_GSR_CAMEO.txt"))
    some = first = among = shown = 0
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for n, row in enumerate(rows):
        told = [c.type for c in read(Document(id=str(n), text=row["text"], language="en")).claims]
        total[row["event"]] += 1
        right[row["event"]] += row["event"] in told
        among += row["event"] in told
        some += bool(told)
        first += bool(told) and told[0] == row["event"]
        if row["event"] not in told and shown < asked.errors:
            shown += 1
            print(f"{row['event']} ({row.get('eventText')}) read as {told}: {row['text'][:200]}")
    n = len(rows)
    print(f"any {among / n:.3f}, first {first / n:.3f}, found {some / n:.3f} of {n} sentences")
    for kind, count in total.most_common():
        print(f"  {kind:10s} {right[kind] / count:.3f} of {count}")


if __name__ == "__main__":
    main()
