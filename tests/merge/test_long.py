"""A document of very many claims costs in proportion to them, and not to their square."""

import pytest

from rawi.engine.duck import Duck
from rawi.engine.merging import load, merge
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Query, run
from rawi.records import Record

from .made import claim, record

NEAR = 5


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims count as near at a distance that a test can afford."""
    text = Query.text

    def smaller(query: Query) -> str:
        return text(query).replace("// 100", f"// {NEAR}").replace("<= 100", f"<= {NEAR}")

    monkeypatch.setattr(Query, "text", smaller)


def report(name: str, number: int) -> Record:
    """A report of `number` attacks and sieges somewhere in Iraq within four days, each with a toll of its own."""
    claims = [
        claim(n, place="Iraq", day=f"2019-11-{1 + n % 4:02}", killed=3 + n, type="ASSAULT" if n % 3 else "COERCE")
        for n in range(number)
    ]
    words = " ".join(f"attack{n:04} of the campaign" for n in range(number))
    return record(name, f"Outlet {name}", "2019-12-01", *claims, text=words)


def rows_of(table: str, *records: Record) -> int:
    """How many rows a table of the merge has when the next step begins."""
    at = next(place for place, step in enumerate(PROGRAM) if getattr(step, "name", "") == table)
    with Duck(workers=1) as duck:
        load(duck, records)
        run(duck, PROGRAM[: at + 1])
        return duck.number(f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize("table", ["kin_pairs", "neighbours"])
def test_claims_of_one_document_are_compared_with_those_near_them(table: str) -> None:
    few, many = rows_of(table, report("a", 60)), rows_of(table, report("a", 120))
    assert 0 < many < 2.2 * few
    assert many <= NEAR * 120


def test_claims_of_two_copies_are_matched_by_their_place() -> None:
    number = 90
    copies = report("a", number), report("b", number)
    assert rows_of("claim_pairs", *copies) == 2 * number + 1
    assert rows_of("repeated", *copies) == number
    merges = [each for event in merge(copies).events for each in event.merges]
    assert sum(each.reasons == ("the same words in a copied text",) for each in merges) == number
