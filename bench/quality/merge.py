"""How well the merge does on generated stories: events (B-cubed), copies, origins.

    python bench/quality/merge.py [--seeds 200] [--first 1000] [--errors]

Prints one line a measure. Development looked at seeds below 1000 only; the figures are taken from 1000 on.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from stories import World, world

from rawi.engine.duck import Duck
from rawi.engine.merging import Merged, collect, load
from rawi.merge.program import PROGRAM
from rawi.merge.steps import run

Ref = tuple[str, str]


def b_cubed(found: dict[Ref, str], truth: dict[Ref, str]) -> tuple[float, float]:
    """Precision and recall, averaged over claims."""
    by_found: dict[str, set[Ref]] = defaultdict(set)
    by_truth: dict[str, set[Ref]] = defaultdict(set)
    for ref, name in found.items():
        by_found[name].add(ref)
    for ref, name in truth.items():
        by_truth[name].add(ref)
    precision = recall = 0.0
    for ref in truth:
        mine, theirs = by_found[found[ref]], by_truth[truth[ref]]
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    return precision / len(truth), recall / len(truth)


def measure(made: World, merged: Merged, tally: Counter[str], errors: list[str]) -> None:
    """Add one seed's figures to a tally."""
    found = {ref: event.id for event in merged.events for ref in event.claims}
    precision, recall = b_cubed(found, made.event)
    tally["seeds"] += 1
    tally["precision"] += round(precision * 1e6)
    tally["recall"] += round(recall * 1e6)
    copies = {tuple(sorted((copy.first, copy.second))) for copy in merged.copies if copy.status == "found"}
    truth = made.copies()
    tally["copies found"] += len(copies)
    tally["copies true"] += len(truth)
    tally["copies right"] += len(copies & truth)
    errors.extend(f"copy {'missed' if pair in truth else 'wrong'} {pair}" for pair in sorted(copies ^ truth))
    for event in merged.events:
        golds = Counter(made.event[ref] for ref in event.claims)
        gold = golds.most_common(1)[0][0]
        if len(golds) > 1:
            errors.append(f"mixed {dict(golds)} {event.claims}")
        # Origins are judged where the event itself came out right.
        if set(event.claims) != {ref for ref, name in made.event.items() if name == gold}:
            if len(golds) == 1:
                errors.append(f"split {gold}: {len(event.claims)} claims {event.claims}")
            continue
        true = len({made.origin[ref] for ref in event.claims})
        tally["ranges"] += 1
        tally["inside"] += event.origins_low <= true <= event.origins_high
        tally["narrow"] += event.origins_high - event.origins_low <= 2
        tally["exact"] += event.origins_low == event.origins_high == true
        tally["many"] += len(event.claims) > 1
        tally["many inside"] += len(event.claims) > 1 and event.origins_low <= true <= event.origins_high
        if not event.origins_low <= true <= event.origins_high:
            origins = {made.origin[ref] for ref in event.claims}
            errors.append(
                f"origins of {gold}: {origins} not in {event.origins_low}..{event.origins_high} {event.origins_words}"
            )


def report(tally: Counter[str]) -> dict[str, float]:
    """The figures of a tally."""
    p, r = tally["precision"] / tally["seeds"] / 1e6, tally["recall"] / tally["seeds"] / 1e6
    return {
        "event B3 precision": round(p, 4),
        "event B3 recall": round(r, 4),
        "event B3 F1": round(2 * p * r / (p + r), 4),
        "copies precision": round(tally["copies right"] / max(1, tally["copies found"]), 4),
        "copies recall": round(tally["copies right"] / max(1, tally["copies true"]), 4),
        "origins inside": round(tally["inside"] / max(1, tally["ranges"]), 4),
        "origins no wider than 2": round(tally["narrow"] / max(1, tally["ranges"]), 4),
        "origins exact": round(tally["exact"] / max(1, tally["ranges"]), 4),
        "origins inside, events of several claims": round(tally["many inside"] / max(1, tally["many"]), 4),
        "events judged for origins": tally["ranges"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--each", action="store_true", help="print the figures so far after every seed, on one line")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    for seed in range(options.first, options.first + options.seeds):
        made = world(seed)
        with Duck(workers=1) as duck:
            load(duck, made.records)
            run(duck, PROGRAM)
            merged = collect(duck)
        errors: list[str] = []
        measure(made, merged, tally, errors)
        if options.errors:
            print(f"seed {seed}", *errors, sep="\n  ")
        if options.each:
            print(json.dumps({"seeds": tally["seeds"], "tally": tally, **report(tally)}), flush=True)
    print(json.dumps(report(tally), indent=1))


if __name__ == "__main__":
    main()
