"""Reviewers decide while another process merges, counts or builds: none of them waits for long, and nothing is lost."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from contract.casework import fill, record
from rawi.store import Case, Decision, first_break

WORST = 2.0
"""Seconds that a reviewer waits for a decision to be kept, at most."""
DOCUMENTS = 700
HERE = Path(__file__).parents[1]
MERGER = """
import sys
from pathlib import Path
from msgspec.structs import replace
from contract.casework import copy, event
from contract.test_store_waiting import DOCUMENTS as N
from rawi.store import Case
database = sys.argv[2] or None
with Case.open(Path(sys.argv[1]), database=database) as case:
    print("begun", flush=True)
    told = [replace(event(f"e{n:04}", "mill-en"), claims=((f"d{n:04}", "E1"),), documents=(f"d{n:04}",)) for n in range(N)]
    case.keep_merge(told, [copy()])
    case.refresh()
"""
BUILDER = """
import sys
from rawi.cli import main
print("begun", flush=True)
sys.argv = ["rawi", "build", sys.argv[3], "-o", sys.argv[1]]
main()
"""


@contextmanager
def running(script: str, *given: object) -> Iterator[subprocess.Popen[str]]:
    """Another process, from when it says that it has begun."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *map(str, given)], stdout=subprocess.PIPE, text=True, cwd=HERE
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != "begun":
            assert process.poll() is None
        yield process


def decide_meanwhile(
    process: subprocess.Popen[str], cases: list[Case], targets: Sequence[str]
) -> tuple[list[Decision], list[float], float]:
    """Decide until the process ends: the decisions, how long each took, and how long the process did."""
    made, took, began = list[Decision](), list[float](), time.monotonic()
    while process.poll() is None:
        for number, case in enumerate(cases):
            action, target = ("accept", "reject")[len(made) % 2], targets[len(made) // 2 % len(targets)]
            started = time.monotonic()
            decision = Decision(reviewer=f"r{number}", action=action, target_kind="claim", target=target, reason="-")
            made.append(case.decide(decision))
            took.append(time.monotonic() - started)
            time.sleep(0.02)
    return made, took, time.monotonic() - began


@pytest.fixture
def reviewers(case: Case, database: str | None) -> Iterator[Callable[[int], list[Case]]]:
    opened: list[Case] = []

    def more(number: int) -> list[Case]:
        opened.extend(Case.open(case.folder, database=database) for _ in range(number))
        return opened

    yield more
    for each in opened:
        each.close()


def kept(case: Case, made: list[Decision]) -> None:
    assert [(each.number, each.hash) for each in case.decisions()] == [(each.number, each.hash) for each in made]
    assert first_break(case.database) is None


def test_nobody_waits_for_a_merge(case: Case, database: str | None, reviewers: Callable[[int], list[Case]]) -> None:
    one = record("mill-en")
    fill(case, *(replace(one, id=f"d{n:04}", locator=f"d{n:04}.txt") for n in range(DOCUMENTS)))
    with running(MERGER, case.folder, database or "") as merger:
        made, took, seconds = decide_meanwhile(merger, reviewers(2), [f"d{n:04}#E1" for n in range(0, DOCUMENTS, 7)])
    assert merger.returncode == 0
    # Had it all been one transaction, whoever came first would have waited for all of it.
    assert seconds > 1.5 * max(took)
    assert len(made) > 10
    assert max(took) < WORST
    assert case.database.number("SELECT count(*) FROM event") == DOCUMENTS
    kept(case, made)
    # What was decided meanwhile stands in what the merge made.
    rows = case.database.rows(
        "SELECT review, count(*) AS number FROM claim WHERE review <> 'unreviewed' GROUP BY review"
    )
    decided = {each.target for each in made}
    assert sum(row["number"] for row in rows) == len(decided)
    events = case.database.number("SELECT count(*) FROM event WHERE review <> 'unreviewed'")
    assert events == len(decided)


def test_nobody_waits_for_a_build(
    case: Case, database: str | None, tmp_path: Path, reviewers: Callable[[int], list[Case]]
) -> None:
    fill(case, record("mill-en"))
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(60):
        day = f"{number % 28 + 1} May 2024"
        told = (
            f"Police said on {day} that {number % 9 + 2} workers were killed at a mill in Kabul. "
            f"The union denied that guards number {number} had fired. "
        )
        (texts / f"t{number:03}.txt").write_text(told * 4, encoding="utf-8")
    with running(BUILDER, case.folder, database or "", texts) as builder:
        made, took, _ = decide_meanwhile(builder, reviewers(2), ["mill-en#E1"])
    assert builder.returncode == 0
    assert len(made) > 10
    assert max(took) < WORST
    assert case.database.number("SELECT count(*) FROM document WHERE state = 'current'") >= 60
    kept(case, made)
