"""A crew gives results in order, whatever happens to one of its members."""

import os
from pathlib import Path
from typing import Any

import pytest

from rawi.engine.crew import Mark, Step, run
from rawi.engine.job import Job, Read
from rawi.ingest import Failure, Unit, options
from rawi.records import Document

UNIT = Unit(path="news.jsonl", name="news.jsonl", format="jsonl", size=1)


class Deadly:
    """Takes the process down that unpacks it, as a crash in a library would."""

    locator = "news.jsonl:13"

    def __reduce__(self) -> Any:
        return os._exit, (9,)


def job(*documents: Any, position: int = 0) -> Job:
    return Job(UNIT, options(), documents, position)


def document(n: int) -> Document:
    return Document(id=f"n{n}", text=f"The mayor said that shop {n} was closed.", locator=f"news.jsonl:{n}")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    mark, failure = Mark(), Failure(locator="x", what="lost")
    steps: list[Step] = [
        job(document(0), document(1)),
        failure,
        job(document(2), position=2),
        mark,
        job(document(3), position=3),
    ]
    results = list(run(iter(steps), workers=workers))
    assert [each.position if isinstance(each, Read) else each for each in results] == [0, 1, failure, 2, mark, 3]


def test_one_core_or_many_give_the_same_bytes() -> None:
    steps = [job(document(n), position=n) for n in range(12)]
    bodies = [[each.body for each in run(iter(steps), workers=workers) if isinstance(each, Read)] for workers in (1, 3)]
    assert bodies[0] == bodies[1]
    assert len(bodies[0]) == 12


def test_a_worker_that_dies_costs_one_document() -> None:
    steps = [
        job(document(0)),
        job(document(1), Deadly(), document(3), position=1),
        job(document(4), position=4),
        job(document(5), position=5),
    ]
    results = list(run(iter(steps), workers=2))
    assert [each.position for each in results if isinstance(each, Read)] == [0, 1, 3, 4, 5]
    (failure,) = [each for each in results if isinstance(each, Failure)]
    assert failure.locator == "news.jsonl:13"
    assert "died" in failure.what
    assert failure.remedy
    assert results.index(failure) == 2


def test_jobs_are_drawn_as_they_are_needed() -> None:
    drawn = 0

    def steps() -> Any:
        nonlocal drawn
        for n in range(200):
            drawn += 1
            yield job(document(n), position=n)

    results = run(steps(), workers=2)
    next(iter(results))
    assert drawn < 40
    results.close()  # type: ignore[attr-defined]


def test_a_file_that_vanishes_is_a_failure(tmp_path: Path) -> None:
    gone = Unit(path=str(tmp_path / "gone.txt"), name="gone.txt", format="text", size=1)
    (failure,) = run(iter([Job(gone, options(), None)]), workers=1)
    assert isinstance(failure, Failure)
    assert failure.remedy
