"""Files → records, in order, without a case."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rawi.engine.crew import Step, cores, run
from rawi.engine.job import Read, careful_reader, known_actors
from rawi.engine.plan import jobs
from rawi.ingest import Failure, Options, Unit, sources

SMALL_BYTES = 200_000
"""Below this many bytes in all, starting other processes takes longer than reading."""


def extract(
    paths: Iterable[str | Path],
    options: Options,
    *,
    workers: int | None = None,
    total: Callable[[int], None] = lambda files: None,
    done: Callable[[Unit], None] = lambda unit: None,
) -> Iterator[Read | Failure]:
    """Read files, folders and `-`; give each document's record, or why there is none, in the order of the files.

    `workers` is the number of processes (all cores when None). `total` is told how many files there are, `done`
    each file whose documents have all been given.
    """
    known_actors(options.actors)  # A faulty file is one error here, not one for each document.
    careful_reader(options)
    found = list(sources(paths, limit_bytes=options.limit_bytes, digest=False))
    units = [each for each in found if isinstance(each, Unit)]
    total(len(units))

    def steps() -> Iterator[Step]:
        for each in found:
            if isinstance(each, Unit):
                yield from jobs(each, options)
            yield each

    for each in run(steps(), workers=crew_size(units, workers)):
        if isinstance(each, Unit):
            done(each)
        elif isinstance(each, Read | Failure):
            yield each


def crew_size(units: list[Unit], workers: int | None) -> int:
    """How many processes are worth starting for these files."""
    if workers is not None:
        return max(workers, 1)
    if 0 <= sum(unit.size for unit in units) < SMALL_BYTES and all(unit.size >= 0 for unit in units):
        return 1
    return cores()
