"""Columns in memory answer as going through all would, whether a set is made number by number or at once."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.store import sheet as sheets
from rawi.store.filters import Filters
from rawi.store.sheet import Sheet

DAYS = ("2019-11-01", "2019-11-02", "2019-11-03", "2020-01-01")
ROWS = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(("protest", "assault"))), max_size=40)


def parse(written: Any) -> tuple[str, ...]:
    return (written,)


def made(rows: list[tuple[str, str]], gone: set[int]) -> Sheet:
    sheet = Sheet({"at": parse, "type": parse, "spot": parse})
    numbers = list(range(1, len(rows) + 1))
    sheet.fill(
        numbers, {"at": [day for day, _ in rows], "type": [kind for _, kind in rows], "spot": [None] * len(rows)}
    )
    for number in gone & set(numbers):
        sheet.drop(number)
    return sheet


@pytest.mark.parametrize("many", [0, 1_000_000], ids=["at once", "number by number"])
@settings(deadline=None)  # the first example waits for numpy
@given(rows=ROWS, gone=st.sets(st.integers(1, 40), max_size=6), hidden=st.sets(st.integers(1, 60), max_size=6))
def test_what_lies_between_days_is_found_without_what_is_gone_or_hidden(
    many: int, rows: list[tuple[str, str]], gone: set[int], hidden: set[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "_MANY", many)
        sheet = made(rows, gone)
        found = sheet.find(Filters(after="2019-11-02", before="2019-12"), sorted(hidden))
        protests = sheet.find(Filters(after="2019-11-02")) & sheet.of("type", "protest")
    alive = [(number, *row) for number, row in enumerate(rows, 1) if number not in gone]
    assert sheet.numbers(found) == [
        number for number, day, _ in alive if "2019-11-02" <= day < "2019-12~" and number not in hidden
    ]
    assert sheet.numbers(protests) == [
        number for number, day, kind in alive if day >= "2019-11-02" and kind == "protest"
    ]


def test_a_set_of_many_is_that_of_its_numbers() -> None:
    size = sheets._MANY * 2
    sheet = made([(DAYS[number % 4], "protest") for number in range(size)], set())
    assert sheet.of("at", DAYS[0]).bit_count() == size // 4
    assert sheet.find(Filters(after=DAYS[0], before=DAYS[2])).bit_count() == size // 4 * 3
