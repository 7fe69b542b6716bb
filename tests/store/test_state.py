"""The current state is a pure function of the decisions."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rawi.store import Decision
from rawi.store.attaching import event_review, matching
from rawi.store.state import STATES, ActorState, actors, followed, standing, state_of

PEOPLE = st.sampled_from(["karim", "leyla", "nasrin"])
FIELDS = st.sampled_from(["low", "place", "type"])
VALUES = st.integers(1, 3)


@st.composite
def said(draw: st.DrawFn) -> tuple[str, str, Any]:
    """Who, what, and with which value."""
    action = draw(st.sampled_from(["accept", "reject", "correct", "comment", "assess"]))
    after: Any = None
    if action == "correct":
        after = draw(st.dictionaries(FIELDS, VALUES, min_size=1, max_size=2))
    elif action == "assess":
        after = {"source": draw(st.sampled_from("ABCDEF"))}
    return draw(PEOPLE), action, after


def numbered(sayings: list[tuple[str, str, Any]], *, target: str = "a#E1") -> list[Decision]:
    return [
        Decision(
            reviewer=who, action=action, target_kind="claim", target=target, reason="r", after=after, number=number
        )
        for number, (who, action, after) in enumerate(sayings, 1)
    ]


def undo(number: int, of: int) -> Decision:
    return Decision(reviewer="karim", action="undo", target_kind="decision", target=str(of), reason="", number=number)


@given(st.lists(said(), max_size=12), st.integers(1, 2), st.randoms())
def test_the_state_minds_no_order_of_rows(sayings: list[tuple[str, str, Any]], people: int, dice: Any) -> None:
    decided = numbered(sayings)
    shuffled = decided[:]
    dice.shuffle(shuffled)
    assert state_of(decided, people=people) == state_of(shuffled, people=people)
    assert state_of(decided, people=people).state in STATES


@given(st.lists(said(), max_size=12), st.integers(1, 2), st.randoms())
def test_reviewers_may_come_in_any_order(sayings: list[tuple[str, str, Any]], people: int, dice: Any) -> None:
    """Only the order of one reviewer's own words counts for verdicts and corrections."""
    queues: dict[str, list[tuple[str, str, Any]]] = {}
    for each in sayings:
        queues.setdefault(each[0], []).append(each)
    turns = [each[0] for each in sayings]
    dice.shuffle(turns)
    woven = [queues[who].pop(0) for who in turns]
    one, other = state_of(numbered(sayings), people=people), state_of(numbered(woven), people=people)
    assert (one.state, one.verdicts, one.corrected, one.options) == (
        other.state, other.verdicts, other.corrected, other.options,
    )  # fmt: skip


@given(st.lists(said(), min_size=1, max_size=10), st.data())
def test_undo_is_as_if_it_was_never_said(sayings: list[tuple[str, str, Any]], data: st.DataObject) -> None:
    decided = numbered(sayings)
    of = data.draw(st.integers(1, len(decided)))
    last = len(decided) + 1
    without = [each for each in decided if each.number != of]
    assert state_of([*decided, undo(last, of)]) == state_of(without)
    assert state_of([*decided, undo(last, of), undo(last + 1, last)]) == state_of(decided)
    again = [*decided, undo(last, of), undo(last + 1, last), undo(last + 2, last + 1)]
    assert state_of(again) == state_of(without)


@given(st.lists(said(), max_size=12))
def test_two_people_never_accept_what_one_leaves_open(sayings: list[tuple[str, str, Any]]) -> None:
    one, two = state_of(numbered(sayings)), state_of(numbered(sayings), people=2)
    assert (one.verdicts, one.corrected, one.options) == (two.verdicts, two.corrected, two.options)
    if two.state in ("accepted", "rejected"):
        assert two.state == one.state and len(two.verdicts) >= 2
    if one.state in ("unreviewed", "disputed"):
        assert two.state == one.state


def test_those_who_differ_over_a_value_both_keep_it() -> None:
    state = state_of(numbered([("karim", "correct", {"low": 3}), ("nasrin", "correct", {"low": 4, "type": "AID"})]))
    assert state.state == "disputed"
    assert state.options == {"low": {"karim": 3, "nasrin": 4}}
    assert state.corrected == {"type": "AID"}


def test_who_rejects_corrects_nothing() -> None:
    state = state_of(numbered([("karim", "correct", {"low": 3}), ("karim", "reject", None)]))
    assert (state.state, state.corrected) == ("rejected", {})


def test_an_undo_of_nothing_takes_nothing_back() -> None:
    decided = [*numbered([("karim", "accept", None)]), undo(2, 99)]
    assert [each.number for each in standing(decided)] == [1]


@st.composite
def moves(draw: st.DrawFn) -> list[Decision]:
    """Merges among a few actors, in any direction."""
    names = st.sampled_from("abcd")
    pairs = draw(st.lists(st.tuples(names, names), max_size=10))
    return [
        Decision(reviewer="n", action="merge", target_kind="actor", target=one, after=other, reason="", number=number)
        for number, (one, other) in enumerate(pairs, 1)
    ]


@given(moves())
def test_actors_never_merge_in_a_circle(decided: list[Decision]) -> None:
    found = actors(decided)
    for actor in "abcd":
        end = followed(actor, found)
        assert found.get(end, ActorState()).into is None
        assert followed(end, found) == end


@given(st.text(min_size=1, max_size=30), st.integers(0, 1000), st.integers(1, 50))
def test_a_passage_is_known_again_by_itself(quote: str, start: int, length: int) -> None:
    own = {"sha256": "1", "span": [start, start + length], "quote": quote, "trigger": [start, start + 1], "type": "AID"}
    far = {**own, "span": [start + 2000, start + 2100], "trigger": [start + 2000, start + 2001]}
    assert matching(own, [far, own]) == 1
    assert matching(own, [far]) is None
    elsewhere = {**own, "sha256": "2", "span": [start + 7, start + 7 + length], "trigger": [0, 1]}
    assert matching(own, [elsewhere]) == 0
    assert matching(own, [{**elsewhere, "quote": quote + "!"}]) is None


def test_an_event_is_what_its_claims_come_to() -> None:
    assert event_review({"accepted": 2}) == "accepted"
    assert event_review({"accepted": 2, "unreviewed": 1}) == "waiting"
    assert event_review({"accepted": 2, "disputed": 1}) == "disputed"
    assert event_review({}) == "unreviewed"
