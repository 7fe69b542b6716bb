"""Places of ACLED's notes: how often the place a row is coded to lies within 50 km of the one rawi reads.

    python bench/quality/acled_places.py [--every N] [--errors N]

Of a note's places the first town or site is taken, else the first province or region: a note opens with where it was.
ACLED's own words for it ("coded to X") are read before all. Rows coded to a place that the note does not name (no word
of its location, division or district stands in the note) are left out, and counted. The second figure is that of rows
whose location the gazetteer knows: villages that it does not hold cannot be found, only the towns named with them.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from acled_notes import kilometres, notes

from rawi.gazetteer import gazetteer
from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document, Place

_CODED = re.compile(r"\b(?:coded|geo-?coded) (?:to|as|at) ", re.I)
_SMALL = ("city", "site")


def chosen(document: Document) -> Place | None:
    """The place that a note is about, as far as the order of its places tells."""
    found = [p for p in places(Reading(document)) if p.lat is not None and p.kind != "country"]
    coded = _CODED.search(document.text)
    if coded is not None:
        after = [p for p in found if p.span[0] >= coded.end() - 1 and p.span[0] < coded.end() + 40]
        if after:
            return after[0]
    small = [p for p in found if p.kind in _SMALL]
    return small[0] if small else found[0] if found else None


def known(row: dict[str, Any]) -> bool:
    """Whether the gazetteer holds a place of the row's location within 50 km of it."""
    key = "".join(c for c in row["location"].split(" - ")[0].lower() if c.isalnum())
    here = row["latitude"], row["longitude"]
    return any(kilometres(n.entry.lat, n.entry.lon, *here) <= 50 for n in gazetteer().lookup(key) or ())


def main() -> None:
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--every", type=int, default=10, metavar="N", help="read every N-th note")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N notes that come out wrong")
    options = ap.parse_args()
    right = rows = absent = unread = held = held_right = 0
    for row, document in notes(options.every):
        named = [row[key] for key in ("location", "admin1", "admin2", "admin3") if row[key]]
        if not any(name.split(" - ")[0].lower() in row["notes"].lower() for name in named):
            absent += 1
            continue
        rows += 1
        place = chosen(document)
        if place is None or place.lat is None or place.lon is None:
            unread += 1
            good = False
        else:
            good = kilometres(place.lat, place.lon, row["latitude"], row["longitude"]) <= 50
        right += good
        inside = known(row)
        held += inside
        held_right += inside and good
        if not good and options.errors > 0:
            options.errors -= 1
            read = f"{place.name_en}, {place.country} ({place.kind}, {place.rule})" if place else "nothing"
            print(f"{row['location']}, {row['country']} read as {read}: {row['notes'][:220]}", file=sys.stderr)
    print(
        f"acled places: {right / max(rows, 1):.3f} of {rows} notes within 50 km ({unread} with no place read, "
        f"{absent} that do not name theirs left out), {held_right / max(held, 1):.3f} of {held} whose place is known"
    )


if __name__ == "__main__":
    main()
