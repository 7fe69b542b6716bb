"""Places of tweets (IDRISI): how many located mentions rawi reads, and how near it puts them.

    python bench/quality/idrisi.py [--lang ar|en] [--part dev|train] [--errors N]

A mention is found where a place of rawi's overlaps it (IoU at least .3). Mentions of one span count once. Distances are
measured on found mentions that both sides locate; roads, squares and buildings are located by rawi only as near as the
town named with them.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from acled_notes import kilometres
from shared import need

from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document, Place, Span, overlap

_TOWNS = ("Country", "State", "City/town", "Province", "County", "District")


def iou(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    return overlap(a, b) / (max(a[1], b[1]) - min(a[0], b[0]))


def best(span: Span, found: list[Place], taken: set[str]) -> Place | None:
    """The place that overlaps a span most, if one does enough."""
    free = [p for p in found if p.id not in taken and iou(p.span, span) >= 0.3]
    return max(free, key=lambda p: iou(p.span, span), default=None)


def close(place: Place, mark: dict[str, Any]) -> bool:
    """Whether both lie within 161 km of each other; countries need only be the same."""
    if mark["type"] == "Country" and place.kind == "country":
        return (place.country or "").lower() == mark.get("osm_country_code")
    return kilometres(place.lat or 0, place.lon or 0, float(mark["lat"]), float(mark["lon"])) <= 161


def main() -> None:
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--lang", choices=("ar", "en"), action="append")
    ap.add_argument("--part", choices=("dev", "train"), default="dev")
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N mentions missed or made up")
    options = ap.parse_args()
    folder = need("data", "places")
    for lang in options.lang or ("ar", "en"):
        gold = made = hit = located = near = towns = towns_hit = 0
        types: Counter[str] = Counter()
        for path in sorted(folder.glob(f"idrisi_{lang}_*_{options.part}.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                found = list(places(Reading(Document(id=row["tweet_id"], text=row["text"], language=lang))))
                marks = {(m["start_offset"], m["end_offset"]): m for m in row["location_mentions"]}
                taken: set[str] = set()
                missed = []
                for span, mark in marks.items():
                    place = best(span, found, taken)
                    town = mark["type"] in _TOWNS
                    towns += town
                    if place is None:
                        types[mark["type"]] += 1
                        missed.append(row["text"][slice(*span)])
                        continue
                    taken.add(place.id)
                    hit += 1
                    towns_hit += town
                    if place.lat is not None and place.lon is not None and mark.get("lat"):
                        located += 1
                        near += close(place, mark)
                gold, made = gold + len(marks), made + len(found)
                extra = [row["text"][slice(*p.span)] for p in found if p.id not in taken]
                if (missed or extra) and options.errors > 0:
                    options.errors -= 1
                    print(f"missed {missed} extra {extra}: {row['text']}", file=sys.stderr)
        p, r = hit / max(made, 1), hit / max(gold, 1)
        print(
            f"idrisi {lang}: F1 {2 * p * r / max(p + r, 1e-9):.3f} (P {p:.3f}, R {r:.3f}, {gold} mentions), towns "
            f"and wider R {towns_hit / max(towns, 1):.3f} of {towns}, "
            f"within 161 km {near / max(located, 1):.3f} of {located}"
        )
        print("  missed by type: " + ", ".join(f"{name} {n}" for name, n in types.most_common(6)))


if __name__ == "__main__":
    main()
