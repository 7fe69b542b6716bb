"""Claims in conflict and claims by day: what is made ready says what the claims themselves say, whatever changes."""

import itertools

import pytest

from contract.casework import copy, event, fill, record
from rawi.store import Case, Filters, Term

ALONE = event("e2", "mill-en", claim="E2", type="REJECT", start=None, conflict=False)


@pytest.fixture
def merged(case: Case) -> Case:
    fill(case)
    case.keep_merge([event(), ALONE], [copy()])
    case.refresh()
    return case


def told(case: Case, conflict: bool, *terms: Term) -> list[str]:
    rows = case.filter_claims(Filters(conflict=conflict, terms=terms)).rows
    return sorted(f"{row['document']}#{row['id']}" for row in rows)


def test_claims_in_conflict_follow_the_merge(merged: Case) -> None:
    toll, denials = ["mill-ar#E1", "mill-en#E1", "mill-fa#E1"], ["mill-ar#E2", "mill-en#E2", "mill-fa#E2"]
    assert (told(merged, True), told(merged, False)) == (toll, denials)
    assert told(merged, True, Term("language", ("fa", "ar"))) == ["mill-ar#E1", "mill-fa#E1"]
    # A claim goes to an event that nobody disagrees about, which is kept before the one that it came from.
    alone = event("e0", "mill-en", conflict=False)
    merged.keep_events([alone, event("e1", "mill-fa", "mill-ar")], [])
    assert told(merged, True) == ["mill-ar#E1", "mill-fa#E1"]
    merged.keep_events([event("e1", "mill-fa", "mill-ar", conflict=False)], [])
    assert told(merged, True) == []
    merged.keep_merge([event()], [])
    assert told(merged, True) == toll
    merged.keep_events([], ["e1"])
    assert told(merged, True) == []


def test_a_claim_is_in_conflict_after_a_new_reading(merged: Case) -> None:
    fill(merged, record("mill-fa"), reader="rawi-2")
    assert told(merged, True) == ["mill-ar#E1", "mill-en#E1", "mill-fa#E1"]


TERMS: tuple[tuple[Term, ...], ...] = (
    (),
    (Term("language", ("en",)),),
    (Term("place", ("IR",)),),
    (Term("outlet", ("The Lantern", "پیک دشت")),),
    (Term("type", ("REJECT",), "none"),),
)
DAYS = ((None, None), ("2024-05-05", "2024-05-05"), ("2024-05", None), (None, "2024-05"), (None, "2023"))


def test_days_made_ready_are_those_that_are_counted(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rawi.store.daily.FEW", 0)
    fill(case, record("mill-en"), record("mill-fa", day="2024-05-07"), record("mill-ar", day="2024-04-01"))
    case.keep_merge([event("e1", "mill-en", "mill-fa"), ALONE], [])
    case.refresh()
    every = [
        Filters(terms=terms, after=after, before=before, conflict=conflict)
        for conflict, terms, (after, before) in itertools.product((None, True, False), TERMS, DAYS)
    ]
    ready = [case.claims_by_day(filters) for filters in every]

    def told(filters: Filters) -> dict[str, int]:
        rows = case.timeline("claim", filters, by="day")
        assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
        return {row["at"]: row["number"] for row in rows}

    for filters, days in zip(every, ready, strict=True):
        assert told(filters) == days, filters
    case.database.execute("DELETE FROM ready")
    assert case.claims_by_day(Filters(terms=(Term("place", ("IR",), "none"),))) is None
    for filters, days in zip(every, ready, strict=True):
        assert days is not None
        assert case.claims_by_day(filters) is None
        assert told(filters) == days, filters
        assert sum(days.values()) == case.filter_claims(filters).total, filters
