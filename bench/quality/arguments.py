"""Who, to whom, where, when, how many: the arguments of the claims that were found.

Claims are paired with annotated events by type and trigger, as the score of events does. Then, for each argument, a
span counts as found when it shares at least half of its letters with the annotated one (intersection over union);
precision and recall are over the paired events that name it.

python bench/quality/arguments.py [--errors actor] [dev train seeds]
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from goldread import document
from rawi.pipeline import read
from rawi.records import Claim, Record, Span, overlap

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
ARGUMENTS = ("actor", "recipient", "place", "time", "counts")
LEAST = 0.5


def iou(a: Span, b: Span) -> float:
    shared = overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def paired(events: list[dict[str, Any]], claims: list[Claim]) -> list[tuple[dict[str, Any], Claim]]:
    """Events and claims of one type whose triggers meet, best first, each once."""
    scored = sorted(
        (
            (iou(tuple(event["trigger"]), claim.trigger), i, j)
            for i, event in enumerate(events)
            for j, claim in enumerate(claims)
            if event["trigger"] and event["type"] == claim.type and claim.type != "OTHER"
        ),
        reverse=True,
    )
    left, right, out = set[int](), set[int](), []
    for score, i, j in scored:
        if score > 0.2 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((events[i], claims[j]))
    return out


def annotated(row: dict[str, Any], event: dict[str, Any], name: str) -> list[Span]:
    if name == "counts":
        by_id = {count["id"]: tuple(count["span"]) for count in row["counts"]}
        return [by_id[each] for each in event.get("counts") or () if each in by_id]
    found = event.get(name)
    if isinstance(found, str):
        table = {each["id"]: each["span"] for each in row["times" if name == "time" else "places"] if "id" in each}
        found = table.get(found)
    return [tuple(found)] if found else []


def read_as(record: Record, claim: Claim, name: str) -> list[Span]:
    if name in ("actor", "recipient"):
        found: Span | None = getattr(claim, name)
        return [found] if found else []
    if name == "counts":
        return [count.span for count in record.counts if count.id in claim.counts]
    table = record.times if name == "time" else record.places
    return [each.span for each in table if each.id == getattr(claim, name)]


def measure(path: Path, errors: str | None) -> Iterator[tuple[str, Counter[str]]]:
    tallies = {name: Counter[str]() for name in ARGUMENTS}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = read(document(row))
        for event, claim in paired(row["events"], list(record.claims)):
            for name in ARGUMENTS:
                gold, made = annotated(row, event, name), read_as(record, claim, name)
                hit = sum(any(iou(g, m) >= LEAST for m in made) for g in gold)
                tallies[name].update(hit=hit, gold=len(gold), made=len(made))
                if errors == name and (hit < len(gold) or len(made) > len(gold)):
                    show = [[row["text"][a:b] for a, b in spans] for spans in (gold, made)]
                    at = max(0, claim.trigger[0] - 90)
                    print(
                        f"{record.id} [{row['text'][slice(*claim.trigger)]}] wanted {show[0]} read {show[1]}\n"
                        f"    …{' '.join(row['text'][at : claim.trigger[1] + 90].split())}…"
                    )
    yield from tallies.items()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["dev", "train"])
    parser.add_argument("--errors", choices=ARGUMENTS)
    parser.add_argument("--language", choices=("fa", "ar", "en"))
    asked = parser.parse_args()
    for name in asked.sets:
        for path in sorted((GOLD / name).glob("*.jsonl")) or [GOLD / f"{name}.jsonl"]:
            if not path.exists():
                print(f"{name}: skipped, {path} is absent")
                continue
            if asked.language and path.stem != asked.language:
                continue
            for argument, tally in measure(path, asked.errors):
                hit, gold, made = tally["hit"], tally["gold"], tally["made"]
                f1 = 2 * hit / (gold + made) if gold + made else 0.0
                right, found = (hit / n if n else 0.0 for n in (made, gold))
                print(f"{name} {path.stem} {argument}: F1 {f1:.3f} (P {right:.3f}, R {found:.3f}, {gold} annotated)")


if __name__ == "__main__":
    main()
