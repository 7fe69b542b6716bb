"""A merge is kept in short transactions, on either database: others write meanwhile, and nothing is lost by a stop."""

from collections.abc import Iterator

import pytest

from contract.casework import copy, event, fill
from rawi.records import Event
from rawi.store import Case
from rawi.store.merged import SOME


@pytest.fixture
def merged(case: Case) -> Case:
    fill(case)
    case.keep_merge([event()], [copy()])
    return case


def test_others_write_while_a_merge_is_kept(merged: Case, database: str | None) -> None:
    with Case.open(merged.folder, database=database) as other:

        def events() -> Iterator[Event]:
            for number in range(2 * SOME + 1):
                if number in (0, SOME + 1, 2 * SOME):
                    # A transaction that held all would keep this one waiting until it gives up.
                    other.set("note", f"while event {number} came")
                    assert other.database.number("SELECT count(*) FROM event") >= number // SOME * SOME
                yield event(f"e{number:04}", "mill-fa", start=f"2024-05-{number % 28 + 1:02}")

        merged.keep_merge(events(), [copy()])
        assert other.setting("note") == f"while event {2 * SOME} came"
        assert other.database.number("SELECT count(*) FROM event") == 2 * SOME + 1


def test_a_merge_that_was_broken_off_is_made_good_by_the_next(merged: Case) -> None:
    wanted = [event(f"e{number:04}", "mill-fa") for number in range(SOME + 2)]

    def broken() -> Iterator[Event]:
        yield from wanted[: SOME + 1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merged.keep_merge(broken(), [])
    merged.keep_merge(wanted, [])
    assert sorted(each.id for each in merged.events()) == [each.id for each in wanted]
    assert merged.copies() == ([], 0)
