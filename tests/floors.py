#!/usr/bin/env python3
"""Quality has floors, by language and by figure, and they only rise.

    python tests/floors.py          score the annotated documents; fail when a figure is below its floor
    python tests/floors.py --pin    raise each floor to the figure reached (never lower one)

The annotated documents and their scorer stay outside the repository: in `../shared/gold`, or in `gold` under the
folder that RAWI_SHARED names. Where they are not, this says so and passes. Floors are pinned with a digest of the
documents, so that other documents are never measured against these floors by accident.
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"
PINNED = ("attribution", "chain", "times", "times.value", "counts", "places", "events")
"""Figures over all that was annotated. Accuracies on what was found are left out: they fall when more is found."""

MARGIN = 0.005
"""Pinned floors lie this much below the figure reached, for figures of few cases."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise each floor to the figure reached")
    arguments = parser.parse_args()
    gold = Path(os.environ.get("RAWI_SHARED", ROOT.parent / "shared")) / "gold"
    scorer, documents = gold / "score.py", sorted((gold / "dev").glob("*.jsonl"))
    if not scorer.exists() or not documents:
        print(f"skipped: no annotated documents at {gold}")
        return 0
    pinned: dict[str, Any] = {"corpus": "", "floors": {}}
    if FLOORS.exists():
        pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "gold.jsonl"
        whole.write_bytes(b"".join(path.read_bytes() for path in documents))
        corpus = hashlib.sha256(whole.read_bytes()).hexdigest()[:16]
        figures = score(scorer, whole, Path(folder) / "records.jsonl")
    if arguments.pin:
        pin(pinned["floors"], figures, corpus)
        return 0
    if pinned["corpus"] != corpus:
        print(f"skipped: the floors are of other documents ({pinned['corpus']}, here {corpus})")
        return 0
    return compare(pinned["floors"], figures)


def score(scorer: Path, gold: Path, records: Path) -> dict[str, Any]:
    """The figures of this rawi on the documents, by language: figure → {"value": …, "n": …}."""
    command = [sys.executable, "-c", "from rawi.cli import main; main()", "extract", str(gold), "-o", str(records)]
    read = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
    if read.returncode:
        print(read.stderr.strip())
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(records), "--json"], check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def compare(floors: dict[str, dict[str, float]], figures: dict[str, Any]) -> int:
    """Print each figure beside its floor; 1 when one is below it."""
    below = 0
    for language, wanted in sorted(floors.items()):
        for figure, floor in wanted.items():
            value = (figures.get(language, {}).get(figure) or {}).get("value")
            held = value is not None and value >= floor
            below += not held
            mark, shown = "   " if held else ">>>", "-" if value is None else value
            print(f"{mark} {language}  {figure:24} {shown:>8}  floor {floor}")
    print(f"{below} below their floor" if below else "all floors held")
    return 1 if below else 0


def pin(floors: dict[str, dict[str, float]], figures: dict[str, Any], corpus: str) -> None:
    for language in sorted(set(figures) - {"all"}):
        for figure in PINNED:
            value = (figures[language].get(figure) or {}).get("value")
            if value is None:
                continue
            reached = max(0.0, math.floor((value - MARGIN) * 1000) / 1000)
            known = floors.setdefault(language, {})
            known[figure] = max(known.get(figure, 0.0), reached)
    FLOORS.write_text(json.dumps({"corpus": corpus, "floors": floors}, indent=1) + "\n", encoding="utf-8")
    print(f"pinned in {FLOORS.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
