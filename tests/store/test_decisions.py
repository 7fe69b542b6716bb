"""The log of decisions only grows, and tells when it was touched."""

import sqlite3

import pytest

from rawi.store import Case, Decision, first_break


def decide(case: Case, n: int) -> Decision:
    return case.decide(
        Decision(
            reviewer="نسرین",
            action="correct",
            target_kind="claim",
            target=f"a#E{n}",
            reason="the toll is the ministry's",
            before={"low": 3},
            after={"low": 4},
        )
    )


def test_decisions_come_back_in_order_and_chained(case: Case) -> None:
    made = [decide(case, n) for n in range(3)]
    assert list(Case.open(case.folder).decisions()) == made
    assert [decision.number for decision in made] == [1, 2, 3]
    assert made[1].previous == made[0].hash
    assert first_break(case.database) is None


@pytest.mark.parametrize("statement", ["UPDATE decision SET reason = 'x'", "DELETE FROM decision"])
def test_the_log_refuses_changes(case: Case, statement: str) -> None:
    decide(case, 1)
    with pytest.raises(sqlite3.IntegrityError, match="only appended"):
        case.database.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE decision SET reason = 'x' WHERE number = 2", 2),
        ("UPDATE decision SET after = '{\"low\": 5}' WHERE number = 1", 1),
        ("DELETE FROM decision WHERE number = 2", 2),
        ("UPDATE decision SET number = number + 10", 1),
    ],
)
def test_tampering_past_the_triggers_is_found(case: Case, tampering: str, found: int) -> None:
    for n in range(3):
        decide(case, n)
    for trigger in ("decision_is_immutable", "decision_is_kept"):
        case.database.execute(f"DROP TRIGGER {trigger}")
    case.database.execute(tampering)
    assert first_break(case.database) == found
