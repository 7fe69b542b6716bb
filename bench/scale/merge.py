"""How long the merge takes and how much memory, by the number of claims.

    python bench/scale/merge.py RECORDS.jsonl [--only copies] [--engine spark --master URL]

Prints JSON: seconds of the whole, of the processors and of the slowest steps, and the greatest memory of all processes
together (resident set, read four times a second).
"""

import argparse
import json
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

from rawi.engine.duck import Duck
from rawi.engine.mergefiles import load_files, merge_files, merge_on_spark
from rawi.merge.program import COPY_STEPS
from rawi.merge.steps import run


class Watch:
    """Seconds by step, of the clock and of the processors, and the peak of memory of this process and those below."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float]] = []
        self.processors: list[float] = []
        self.peak = 0
        self.began = time.perf_counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def __call__(self, name: str) -> None:
        self.steps.append((name, time.perf_counter()))
        self.processors.append(_processors())

    def close(self) -> dict[str, object]:
        end = time.perf_counter()
        self._stop.set()
        self._thread.join()
        ends = [at for _, at in self.steps[1:]] + [end]
        spent = {name: round(then - at, 1) for (name, at), then in zip(self.steps, ends, strict=True)}
        used = [*self.processors[1:], _processors()]
        busy = {
            name: round(then - at, 1) for (name, _), at, then in zip(self.steps, self.processors, used, strict=True)
        }
        return {
            "seconds": round(end - self.began, 1),
            "cpu_seconds": round(_processors(), 1),
            "peak_mb": self.peak >> 20,
            "slowest": dict(sorted(spent.items(), key=lambda pair: -pair[1])[:12]),
            "busiest": dict(sorted(busy.items(), key=lambda pair: -pair[1])[:12]),
        }

    def _sample(self) -> None:
        while not self._stop.wait(0.25):
            self.peak = max(self.peak, sum(map(_resident, _family(os.getpid()))))


def _processors() -> float:
    """Seconds of processors that this process and those below it have used, those that ended included."""
    total = 0
    for number in _family(os.getpid()):
        try:
            total += sum(map(int, Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        except (OSError, IndexError):
            continue
    return total / os.sysconf("SC_CLK_TCK")


def _family(parent: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(stat.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(stat.parent.name))
        except (OSError, IndexError):
            continue
    found, todo = [parent], [parent]
    while todo:
        for child in children.get(todo.pop(), ()):
            found.append(child)
            todo.append(child)
    return found


def _resident(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--only", choices=["copies"])
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="1500MB")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    watch = Watch()
    try:
        if options.only:
            with Duck(folder / "tables.duckdb", workers=options.workers, memory=options.memory, folder=folder) as duck:
                watch("facts")
                load_files(duck, [options.records], [])
                run(duck, COPY_STEPS, watch)
                counts = {
                    kind: duck.number(f"SELECT count(*) FROM copy_records WHERE status = '{kind}'")
                    for kind in ("found", "suggested")
                }
                outcome: dict[str, object] = {"documents": duck.number("SELECT count(*) FROM documents"), **counts}
        elif options.engine == "spark":
            settings = {"spark.driver.memory": "3g"}
            outcome = vars(
                merge_on_spark([options.records], folder / "out", master=options.master, settings=settings, watch=watch)
            )
        else:
            outcome = vars(
                merge_files(
                    [options.records], folder / "out", workers=options.workers, memory=options.memory, watch=watch
                )
            )
        print(json.dumps({**outcome, **watch.close()}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
