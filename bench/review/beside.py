"""Builds documents into a case while reviewers decide about it: nobody's decision may be refused or lost.

    python bench/review/beside.py [--documents 300] [--reviewers 3] [--database postgresql://…]

Prints one JSON object: the seconds of the build, the decisions that were acknowledged, refused and lost meanwhile,
milliseconds that one waited for its acknowledgement (median, 95th percentile, most), and where the log broke.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from rawi.store import Case, first_break

BUILD = "from rawi.cli import main; main()"
WRITER = """
import sys, time
from pathlib import Path
from rawi.store import Case, Decision
who, targets = sys.argv[2], sys.argv[3:]
case = Case.open(Path(sys.argv[1]))
print("ready", flush=True)
n = 0
while True:
    n += 1
    began = time.perf_counter()
    action, target = ("accept", "reject")[n % 2], targets[n % len(targets)]
    made = Decision(reviewer=who, action=action, target_kind="claim", target=target, reason="-")
    try:
        made = case.decide(made)
    except Exception as error:
        print("refused", type(error).__name__, 0, flush=True)
        continue
    print(made.number, made.hash, 1000 * (time.perf_counter() - began), flush=True)
    time.sleep(0.05)
"""
TOLD = (
    "Police said on {day} May 2024 that {n} workers were killed at a mill in Kabul. The union denied that guards had "
    "fired. A witness told the agency that {m} people were arrested near Herat on the next day. "
)


def write(folder: Path, first: int, number: int) -> Path:
    """Some texts of our own, each with days and numbers of its own."""
    folder.mkdir()
    for each in range(first, first + number):
        text = TOLD.format(day=each % 28 + 1, n=each % 17 + 2, m=each % 41 + 3) * 6
        (folder / f"t{each:05}.txt").write_text(f"Report {each}.\n\n{text}", encoding="utf-8")
    return folder


def build(texts: Path, case: Path, *more: str) -> float:
    """Seconds that a build takes; it must end well."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", BUILD, "build", str(texts), "-o", str(case), *more],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--reviewers", type=int, default=3)
    parser.add_argument("--database")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rawi-beside-"))
    case = folder / "case"
    build(write(folder / "before", 0, 20), case, *(("--database", asked.database) if asked.database else ()))
    with Case.open(case) as opened:
        targets = [f"{row['document']}#{row['id']}" for row in opened.database.rows("SELECT document, id FROM claim")]
    texts = write(folder / "more", 1_000, asked.documents)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(case), f"r{n}", *random.sample(targets, min(20, len(targets)))],
            stdout=subprocess.PIPE, text=True,
        )
        for n in range(asked.reviewers)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
    seconds = build(texts, case)
    for writer in writers:
        writer.terminate()
    lines = [line.split() for writer in writers for line in writer.communicate()[0].splitlines()]
    told = {
        (int(number), hash_): float(took)
        for number, hash_, took in (each for each in lines if len(each) == 3 and each[0] != "refused")
    }
    with Case.open(case) as opened:
        kept = {(each.number, each.hash) for each in opened.decisions()}
        broken = first_break(opened.database)
        documents = opened.database.number("SELECT count(*) FROM document WHERE state = 'current'")
    took = sorted(told.values())
    refused, lost = sum(line[:1] == ["refused"] for line in lines), len(told.keys() - kept)
    print(json.dumps({
        "build_s": round(seconds, 1), "documents": documents, "acknowledged": len(told), "refused": refused,
        "lost": lost, "broken": broken, "wait_p50": round(median(took), 1),
        "wait_p95": round(quantiles(took, n=20)[-1], 1), "wait_most": round(took[-1], 1),
    }))  # fmt: skip
    shutil.rmtree(folder)
    return 1 if refused or lost or broken is not None else 0


if __name__ == "__main__":
    sys.exit(main())
