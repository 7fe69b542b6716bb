"""The same texts read by rawi and by the trio in turn, each text at its best of all turns.

    python bench/speed/turns.py [--peers PYTHON] [--kilobytes 60] [--turns 5] [--languages en]

Where a machine's pace changes from minute to minute, a rate says more of the minute than of the reader. Here each text
counts with the least time that any turn took for it, so that what the machine did otherwise falls out; rawi and the
peers get the same number of turns. Processor time of one core, in megabytes of UTF-8 a second.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def readings(python: str, script: str, *arguments: str) -> tuple[list[int], list[float]]:
    """Bytes of each text, and seconds that it took in a process of its own."""
    done = subprocess.run(
        [python, str(HERE / script), *arguments, "--each"],
        capture_output=True, text=True, check=True, env=os.environ | ALONE,
    )  # fmt: skip
    sizes, seconds = json.loads(done.stdout)
    return sizes, seconds


def main() -> None:
    """Command line; see the module."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--peers", metavar="PYTHON", help="an interpreter that has the peers; without it rawi runs alone")
    ask.add_argument("--kilobytes", type=float, default=60)
    ask.add_argument("--turns", type=int, default=5)
    ask.add_argument("--languages", nargs="+", default=["en"], choices=["fa", "ar", "en"])
    given = ask.parse_args()
    size = str(given.kilobytes / 1000)
    works: list[tuple[str, str, tuple[str, ...]]] = [
        (f"rawi {lang}", sys.executable, ("reader.py", lang, size)) for lang in given.languages
    ]
    if given.peers:
        works.append(("the trio, en", given.peers, ("peers.py", size)))
    best: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for turn in range(given.turns):
        for name, python, (script, *arguments) in works:
            bytes_of, seconds = readings(python, script, *arguments)
            sizes[name] = sum(bytes_of)
            best[name] = [min(pair) for pair in zip(best.get(name, seconds), seconds, strict=True)]
        print(f"turn {turn + 1} of {given.turns}", end="\r", file=sys.stderr, flush=True)
    rates = {name: sizes[name] / 1e6 / sum(seconds) for name, seconds in best.items()}
    for name, rate in rates.items():
        print(f"{name}: {rate:.4f} MB/s ({len(best[name])} texts, {sizes[name] / 1000:.0f} kB, {given.turns} turns)")
    if given.peers and "rawi en" in rates:
        print(f"rawi reads English {rates['rawi en'] / rates['the trio, en']:.1f} times as fast as the trio")


if __name__ == "__main__":
    main()
