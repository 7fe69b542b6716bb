"""Five reviewers decide at once and are killed; each decision that was acknowledged must be in the log.

    python bench/review/crash.py [--trials 50] [--database postgresql://…]

Prints one JSON object: trials, decisions acknowledged, decisions found, decisions lost, logs that broke.
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rawi.store import Case, first_break

WRITERS = 5
WRITER = """
import sys
from pathlib import Path
from rawi.store import Case, Decision
who = sys.argv[2]
case = Case.open(Path(sys.argv[1]))
n = 0
print("ready", flush=True)
while True:
    n += 1
    target = f"doc#{who}-{n}"
    made = case.decide(Decision(reviewer=who, action="accept", target_kind="claim", target=target, reason="-"))
    print(made.number, made.hash, flush=True)
"""


def trial(folder: Path, *, writers: int = WRITERS, seconds: float = 0.3) -> tuple[set[tuple[int, str]], int]:
    """Let writers decide, kill them, and return what was acknowledged; and how many decisions were there before."""
    with Case.open(folder) as case:
        before = case.database.number("SELECT count(*) FROM decision")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), f"reviewer-{number}"], stdout=subprocess.PIPE, text=True
        )
        for number in range(writers)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
    time.sleep(seconds)
    random.shuffle(running)
    for process in running:
        process.send_signal(signal.SIGKILL)
    acknowledged: set[tuple[int, str]] = set()
    for process in running:
        told, _ = process.communicate()
        for line in told.splitlines(keepends=True):
            parts = line.split()
            if line.endswith("\n") and len(parts) == 2:
                acknowledged.add((int(parts[0]), parts[1]))
    return acknowledged, before


def lost(folder: Path, acknowledged: set[tuple[int, str]]) -> tuple[set[tuple[int, str]], int, int | None]:
    """What was acknowledged and is not in the log; how long the log is; where it broke."""
    with Case.open(folder) as case:
        kept = {(decision.number, decision.hash) for decision in case.decisions()}
        return acknowledged - kept, len(kept), first_break(case.database)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=50)
    parser.add_argument("--database")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rawi-crash-"))
    case = folder / "case"
    Case.open(case, create=True, database=asked.database).close()
    told, missing, broken = 0, 0, 0
    for number in range(asked.trials):
        acknowledged, _ = trial(case, seconds=random.uniform(0.05, 0.6))
        gone, found, where = lost(case, acknowledged)
        told, missing, broken = told + len(acknowledged), missing + len(gone), broken + (where is not None)
        print(f"trial {number + 1}: {len(acknowledged)} acknowledged, {len(gone)} lost", file=sys.stderr)
    print(json.dumps({"trials": asked.trials, "acknowledged": told, "found": found, "lost": missing, "broken": broken}))
    shutil.rmtree(folder)
    return 1 if missing or broken else 0


if __name__ == "__main__":
    sys.exit(main())
