"""One process reads documents of one language: megabytes a second, peak memory, and where the time went.

python bench/speed/reader.py LANG MEGABYTES [--profile|--each]     prints one JSON object

`--each` prints the bytes of each text and the seconds it took.
"""

import cProfile
import json
import pstats
import resource
import sys
import time
from pathlib import Path

from texts import documents, repeated

from rawi.pipeline import read, reads_many
from rawi.records import Document, Published

PACKAGE = f"{Path('src') / 'rawi'}/"


def reading(lang: str, megabytes: float) -> dict[str, object]:
    """Read about `megabytes` of one language; the first document is read once before the clock starts."""
    rows, source = documents(lang)
    reads_many()  # as a worker of `rawi build` does
    started = time.process_time()
    _read(0, *rows[0], lang)
    ready = time.process_time() - started
    before = _peak()
    size, count, started = 0, 0, time.process_time()
    for count, (text, published) in enumerate(repeated(rows, int(megabytes * 1e6)), 1):
        _read(count, text, published, lang)
        size += len(text.encode())
    seconds = time.process_time() - started
    return {
        "lang": lang,
        "source": source,
        "documents": count,
        "megabytes": size / 1e6,
        "seconds": seconds,
        "rate": size / 1e6 / seconds,
        "first_seconds": ready,
        "peak_before": before,
        "peak": _peak(),
    }


def each(lang: str, megabytes: float) -> tuple[list[int], list[float]]:
    """The bytes of each text, and the seconds that its reading took after all had been read once."""
    rows, _ = documents(lang)
    reads_many()
    texts = list(repeated(rows, int(megabytes * 1e6)))
    seconds = []
    for turn in range(2):
        for number, (text, published) in enumerate(texts):
            started = time.process_time()
            _read(number, text, published, lang)
            if turn:
                seconds.append(time.process_time() - started)
    return [len(text.encode()) for text, _ in texts], seconds


def profiled(lang: str, megabytes: float) -> dict[str, object]:
    """Seconds of a profiled reading by module (own time) and the dearest functions; the profiler itself slows it."""
    rows, _ = documents(lang)
    _read(0, *rows[0], lang)
    profile = cProfile.Profile()
    profile.enable()
    for count, (text, published) in enumerate(repeated(rows, int(megabytes * 1e6))):
        _read(count, text, published, lang)
    profile.disable()
    modules: dict[str, float] = {}
    functions: list[tuple[float, int, str]] = []
    for (file, _line, name), (_, calls, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        module = file.split(PACKAGE)[-1] if PACKAGE in file else ("built in" if file == "~" else Path(file).name)
        modules[module] = modules.get(module, 0.0) + own
        functions.append((own, calls, f"{module}:{name}" if module != "built in" else name))
    total = sum(modules.values())
    return {
        "lang": lang,
        "modules": sorted(((share / total, name) for name, share in modules.items()), reverse=True)[:14],
        "functions": [(own / total, calls, name) for own, calls, name in sorted(functions, reverse=True)[:14]],
    }


def _read(number: int, text: str, published: str | None, lang: str) -> None:
    when = Published(start=published[:10], end=published[:10]) if published else None
    read(Document(id=f"{lang}-{number}", text=text, published=when))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    job = profiled if "--profile" in sys.argv else each if "--each" in sys.argv else reading
    print(json.dumps(job(sys.argv[1], float(sys.argv[2])), ensure_ascii=False))
