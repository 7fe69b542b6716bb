"""How well misspelt Persian is read: annotated documents with their spelling spoilt, against the same documents clean.

    python bench/quality/spelling.py [dev/fa train/fa ...] [--way NAME] [--seed N] [--keep FOLDER]

Each way of spelling.toml spoils every document (seeded, so that a run can be repeated); the annotations move with the
letters. The table gives what score.py says of the clean and of each spoilt reading, and how far each fell.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from bisect import bisect_right
from pathlib import Path
from typing import Any

from shared import need

ROWS = ("attribution", "attribution.content", "chain", "times.value", "counts", "places", "events", "events.status")
_DIGITS = str.maketrans("0123456789۰۱۲۳۴۵۶۷۸۹", "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")

Step = dict[str, Any]
Edit = tuple[int, int, str]


def edits(text: str, steps: list[Step], dice: random.Random) -> list[Edit]:
    """What the steps replace in `text`: (start, end, replacement), in order; the first step at a place wins."""
    taken: dict[int, Edit] = {}
    for step in steps:
        for found in re.finditer(step["find"], text):
            if dice.random() >= step["share"] or found.start() in taken:
                continue
            new = found[0].translate(_DIGITS) if step["write"] == "digits" else found.expand(step["write"])
            taken[found.start()] = (found.start(), found.end(), new)
    made: list[Edit] = []
    for at in sorted(taken):
        if not made or at >= made[-1][1]:
            made.append(taken[at])
    return made


class Spoilt:
    """A text with edits made; `at(offset)` says where an offset of the old text lies in the new one."""

    def __init__(self, text: str, made: list[Edit]) -> None:
        pieces, done, moved = [], 0, 0
        self._from, self._by = [0], [0]
        for start, end, new in made:
            pieces += [text[done:start], new]
            done = end
            moved += len(new) - (end - start)
            self._from.append(end)
            self._by.append(moved)
        self.text = "".join([*pieces, text[done:]])
        self._made = made

    def at(self, offset: int, closes: bool = False) -> int:
        """The new offset; that of an end (`closes`) leaves out what was put in right there."""
        k = bisect_right(self._from, offset) - 1
        if closes and k and self._made[k - 1][:2] == (offset, offset):
            k -= 1
        return offset + self._by[k]


def moved(value: Any, spoilt: Spoilt) -> Any:
    """An annotation with its spans moved: every pair of numbers is one."""
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value):
        return [spoilt.at(value[0]), spoilt.at(value[1], closes=True)]
    if isinstance(value, list):
        return [moved(each, spoilt) for each in value]
    if isinstance(value, dict):
        return {key: moved(each, spoilt) for key, each in value.items()}
    return value


def spoil(row: dict[str, Any], steps: list[Step], seed: int) -> dict[str, Any]:
    """An annotated document with its spelling spoilt."""
    dice = random.Random(f"{seed} {row['id']}")
    spoilt = Spoilt(row["text"], edits(row["text"], steps, dice))
    title = row.get("title")
    if title:
        title = Spoilt(title, edits(title, steps, dice)).text
    return {**moved(row, spoilt), "text": spoilt.text, "title": title}


def figures(rows: list[dict[str, Any]], folder: Path) -> dict[str, float | None]:
    """score.py's figures of annotated documents, all together."""
    folder.mkdir(parents=True, exist_ok=True)
    gold, records = folder / "gold.jsonl", folder / "records.jsonl"
    gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    reader = Path(__file__).parents[1] / "goldread.py"
    subprocess.run([sys.executable, str(reader), str(gold), str(records)], check=True)
    scorer = [sys.executable, str(need("gold", "score.py")), str(gold), str(records), "--json"]
    scored = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    return {name: scored["all"].get(name, {}).get("value") for name in ROWS}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["dev/fa", "train/fa"])
    parser.add_argument("--way", action="append", help="only this way (may be given again)")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the spoilt documents and their records here")
    options = parser.parse_args()
    ways = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["way"]
    lines = [line for name in options.sets for line in need("gold", f"{name}.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in map(json.loads, filter(None, lines)) if row["lang"] == "fa"]
    print(f"{len(rows)} documents of {', '.join(options.sets)}, seed {options.seed}; in brackets the fall in points\n")
    print("| spelling | " + " | ".join(ROWS) + " |\n| --- |" + " ---: |" * len(ROWS))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        clean = figures(rows, folder / "clean")
        print("| clean | " + " | ".join(_cell(clean[name], clean[name]) for name in ROWS) + " |")
        for way in ways:
            if options.way and way["name"] not in options.way:
                continue
            spoilt = [spoil(row, way["steps"], options.seed) for row in rows]
            found = figures(spoilt, folder / way["name"].replace(" ", "-"))
            cells = " | ".join(_cell(found[name], clean[name]) for name in ROWS)
            print(f"| {way['name']} | {cells} |", flush=True)


def _cell(value: float | None, clean: float | None) -> str:
    if value is None or clean is None:
        return "–"
    fell = round((clean - value) * 100, 1)
    return f"{value:.3f}" + (f" ({fell:+.1f})".replace("+", "−").replace("(-", "(+") if fell else "")


if __name__ == "__main__":
    main()
