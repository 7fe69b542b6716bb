"""Dates of ACLED's notes: whether the day a row is coded to is what rawi reads in its note.

    python bench/quality/acled_dates.py [--every N] [--errors N]

A note "tells" when rawi's first resolved time there holds the coded day; where the row says that the day is exact
(time_precision 1), a single day must be read. Notes in which no digit and no month stand tell no day and are left out.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from acled_notes import notes

from rawi.lang import Reading
from rawi.mentions.times import times

_DATED = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b|\d{1,2}[/.-]\d")


def main() -> None:
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--every", type=int, default=4, metavar="N", help="read every N-th note")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N notes that come out wrong")
    options = ap.parse_args()
    right = rows = silent = 0
    for row, document in notes(options.every):
        if not _DATED.search(row["notes"]):
            silent += 1
            continue
        rows += 1
        found = [t for t in times(Reading(document)) if t.start or t.end]
        day, exact = row["event_date"], row["time_precision"] == 1
        first = found[0] if found else None
        good = first is not None and (first.start or day) <= day <= (first.end or day)
        good = good and (not exact or first is None or first.start == first.end)
        right += good
        if not good and options.errors > 0:
            options.errors -= 1
            read = f"{first.start}..{first.end} {first.rule}" if first else "nothing"
            print(f"{day} read as {read}: {row['notes'][:200]}", file=sys.stderr)
    print(f"acled dates: {right / max(rows, 1):.3f} of {rows} dated notes ({silent} without a date left out)")


if __name__ == "__main__":
    main()
