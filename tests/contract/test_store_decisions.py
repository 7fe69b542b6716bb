"""Decisions, the state they give, and what they are about after documents were read anew, on either database."""

from typing import Any

import msgspec
import pytest

from contract.casework import event, fill, record, without_claim
from rawi.errors import UsageError
from rawi.store import Case, Decision, Filters, Term, first_break


@pytest.fixture
def merged(case: Case) -> Case:
    fill(case)
    case.keep_merge([event()], [])
    case.refresh()
    return case


def decide(case: Case, action: str, target: str = "mill-en#E1", *, by: str = "nasrin", kind: str = "claim",
           after: Any = None) -> Decision:  # fmt: skip
    return case.decide(
        Decision(reviewer=by, action=action, target_kind=kind, target=target, reason="as written", after=after)
    )


def reviews(case: Case, state: str) -> set[str]:
    found = case.filter_claims(Filters(terms=(Term("review", (state,)),))).rows
    return {f"{row['document']}#{row['id']}" for row in found}


def test_a_decision_changes_the_state_and_the_lists(merged: Case) -> None:
    decide(merged, "accept")
    decide(merged, "correct", "mill-fa#E1", after={"low": 4})
    decide(merged, "reject", "mill-ar#E1")
    assert reviews(merged, "accepted") == {"mill-en#E1", "mill-fa#E1"}
    assert reviews(merged, "rejected") == {"mill-ar#E1"}
    assert merged.state("claim", "mill-fa#E1").corrected == {"low": 4}
    assert merged.progress() == {"unreviewed": 3, "waiting": 0, "accepted": 2, "rejected": 1, "disputed": 0}
    assert merged.progress(Filters(document="mill-ar"))["rejected"] == 1
    (row,) = merged.filter_events().rows
    assert (row["waiting"], row["review"]) == (0, "waiting")
    assert merged.filter_events(Filters(terms=(Term("review", ("waiting",)),))).total == 1


def test_reviewers_who_differ_are_shown(merged: Case) -> None:
    decide(merged, "accept")
    decide(merged, "reject", by="karim")
    state = merged.state("claim", "mill-en#E1")
    assert (state.state, state.verdicts) == ("disputed", {"karim": "reject", "nasrin": "accept"})
    assert merged.filter_events(Filters(terms=(Term("review", ("disputed",)),))).total == 1
    decide(merged, "accept", by="karim")
    assert merged.state("claim", "mill-en#E1").state == "accepted"


def test_two_people_are_needed_where_the_case_says_so(merged: Case) -> None:
    decide(merged, "accept")
    merged.set("two_person", "1")
    assert reviews(merged, "waiting") == {"mill-en#E1"}
    row = merged.next_for_review("nasrin", Filters(event="e1"))
    assert row is not None and row["document"] != "mill-en"
    row = merged.next_for_review("karim", Filters(document="mill-en", terms=(Term("type", ("ASSAULT",)),)))
    assert row is not None and (row["document"], row["id"]) == ("mill-en", "E1")
    decide(merged, "accept", by="karim")
    assert reviews(merged, "accepted") == {"mill-en#E1"}
    merged.set("two_person", "0")
    assert reviews(merged, "accepted") == {"mill-en#E1"}


def test_the_next_claim_goes_round_until_all_is_decided(merged: Case) -> None:
    seen, after = [], 0
    while (row := merged.next_for_review("nasrin", after=after)) is not None:
        seen.append(f"{row['document']}#{row['id']}")
        after = row["number"]
        decide(merged, "accept", seen[-1])
    assert len(set(seen)) == len(seen) == 6
    assert merged.next_for_review("nasrin") is None


def test_undo_and_undo_of_undo(merged: Case) -> None:
    first = decide(merged, "accept")
    second = decide(merged, "reject")
    assert merged.last_of("nasrin") == second
    undo = merged.undo(second.number, reviewer="nasrin")
    assert merged.state("claim", "mill-en#E1").state == "accepted"
    assert merged.last_of("nasrin") == first
    assert merged.undone([first.number, second.number, undo.number]) == {second.number}
    merged.undo(undo.number, reviewer="karim")
    assert merged.state("claim", "mill-en#E1").state == "rejected"
    assert [each.number for each in merged.decisions_about("claim", "mill-en#E1")] == [1, 2, 3, 4]
    with pytest.raises(UsageError, match="no decision 99"):
        merged.undo(99, reviewer="nasrin")


def test_what_nobody_can_decide_is_refused_whole(merged: Case) -> None:
    good = Decision(reviewer="n", action="accept", target_kind="claim", target="mill-en#E1", reason="")
    for wrong in (msgspec.structs.replace(good, action="delete"), msgspec.structs.replace(good, target_kind="moon")):
        with pytest.raises(UsageError):
            merged.decide_all([good, wrong])
    assert list(merged.decisions()) == []


def test_the_log_is_paged_and_filtered(merged: Case) -> None:
    decide(merged, "accept")
    decide(merged, "comment", after="see the photograph", by="karim")
    decide(merged, "accept", "e1", kind="event")
    page, total = merged.log(limit=2)
    assert ([each.number for each in page], total) == ([3, 2], 3)
    assert [each.number for each in merged.log(reviewer="karim")[0]] == [2]
    assert [each.number for each in merged.log(kind="event")[0]] == [3]
    assert [each.number for each in merged.log(target="mill-en")[0]] == [2, 1]
    assert merged.log(after="2999")[1] == 0
    assert merged.reviewers() == [("karim", 1), ("nasrin", 2)]
    assert first_break(merged.database) is None


def test_decisions_stay_with_their_claim_when_its_id_changes(merged: Case) -> None:
    decide(merged, "reject", "mill-en#E2")
    fill(merged, without_claim(record("mill-en"), "E1"), reader="rawi-2")
    assert reviews(merged, "rejected") == {"mill-en#E1"}
    assert merged.orphans() == []
    fill(merged, record("mill-en"), reader="rawi-3")
    assert reviews(merged, "rejected") == {"mill-en#E2"}


def test_decisions_without_their_claim_are_orphans_and_come_back(merged: Case) -> None:
    first = decide(merged, "accept")
    undo = merged.undo(first.number, reviewer="nasrin")
    merged.undo(undo.number, reviewer="nasrin")
    fill(merged, without_claim(record("mill-en"), "E1"), reader="rawi-2")
    assert first in merged.orphans()
    assert reviews(merged, "accepted") == set()
    assert merged.overview()["orphans"] == 3
    fill(merged, record("mill-en"), reader="rawi-3")
    assert merged.orphans() == []
    assert reviews(merged, "accepted") == {"mill-en#E1"}


def test_decisions_follow_the_words_into_a_changed_file(merged: Case) -> None:
    decide(merged, "accept")
    text = "Updated at noon. " + record("mill-en").text
    longer = record("mill-en", text=text, sha256="f" * 64)
    fill(merged, longer, reader="rawi-2")
    state = merged.state("claim", "mill-en#E1")
    assert state.state == "unreviewed"  # The passage begins otherwise now: these are not the words that were accepted.
    decide(merged, "reject", "mill-en#E2")
    fill(merged, record("mill-en", text="At noon: " + text, sha256="e" * 64), reader="rawi-2")
    assert merged.state("claim", "mill-en#E2").state == "rejected"


def test_decisions_about_events_stay_with_their_claims(merged: Case) -> None:
    decide(merged, "accept", "e1", kind="event")
    assert merged.filter_events().rows[0]["review"] == "accepted"
    merged.keep_merge([event("e9", "mill-fa", "mill-en")], [])
    assert merged.state("event", "e9").state == "accepted"
    assert merged.filter_events().rows[0]["review"] == "accepted"
    merged.keep_merge([], [])
    assert len(merged.orphans()) == 1
    merged.keep_merge([event()], [])
    assert merged.state("event", "e1").state == "accepted"


def test_actors_are_renamed_merged_and_added(merged: Case) -> None:
    decide(merged, "rename", "ministry", kind="actor", after={"fa": "وزارت آسیاب"})
    decide(merged, "merge", "ministry", kind="actor", after="state")
    circle = decide(merged, "merge", "state", kind="actor", after="ministry")
    decide(merged, "add", "union", kind="actor", after={"kind": "organisation", "names": {"en": "The union"}})
    found = merged.actors_decided()
    assert (found["ministry"].names, found["ministry"].into) == ({"fa": "وزارت آسیاب"}, "state")
    assert found["state"].into is None
    assert found["union"].added == {"kind": "organisation", "names": {"en": "The union"}}
    merged.undo(circle.number, reviewer="nasrin")
    assert "state" not in merged.actors_decided()


def test_the_log_refuses_changes(merged: Case) -> None:
    decide(merged, "accept")
    for statement in ("UPDATE decision SET reason = 'x'", "DELETE FROM decision", "DELETE FROM record"):
        with pytest.raises(Exception, match=r"only appended|are kept"):
            merged.database.execute(statement)
    assert first_break(merged.database) is None
