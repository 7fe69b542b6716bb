"""The log: every decision, found, explained, exported, and checked."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.review import trail
from rawi.store import Case, Decision

CLAIM = "meridian-20230715-0931#E1"


@pytest.fixture
def decided(own_case: Path) -> Path:
    with Case.open(own_case) as case:
        claim = f"meridian-20230715-0931#{case.claims_of('meridian-20230715-0931')[0]['id']}"
        case.decide(Decision(reviewer="mina", action="accept", target_kind="claim", target=claim, reason="=1+1"))
        case.decide(Decision(reviewer="omid", action="reject", target_kind="claim", target=claim, reason="50% sure"))
        case.decide(
            Decision(
                reviewer="omid",
                action="rename",
                target_kind="actor",
                target="iran",
                reason="",
                before={"en": "Iran"},
                after={"en": "Islamic Republic"},
            )
        )
        case.undo(2, reviewer="omid")
    return own_case


@pytest.fixture
def mina(decided: Path) -> Client:
    return client(decided)


def test_the_newest_decision_stands_first_and_what_was_taken_back_is_said(mina: Client) -> None:
    page = text_of(mina.get("/log").text)
    assert page.index("took back") < page.index("renamed", page.index("4 entries"))
    assert "rejected taken back" in page
    assert "Iran → Islamic Republic" in page


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"reviewer": "mina"}, [1]),
        ({"action": "rename"}, [3]),
        ({"kind": "claim"}, [2, 1]),
        ({"target": "meridian"}, [2, 1]),
        ({"words": "50% sure"}, [2]),
        ({"words": "5__ sure"}, []),
        ({"words": "Islamic"}, [3]),
        ({"until": "2000-01-01"}, []),
        ({"since": "2000-01-01"}, [4, 3, 2, 1]),
        ({"action": "'; DROP TABLE decision"}, [4, 3, 2, 1]),
    ],
)
def test_entries_are_found_by_who_what_when_and_words(mina: Client, query: dict[str, str], numbers: list[int]) -> None:
    assert [each["number"] for each in mina.get("/api/decisions", params=query).json()] == numbers


def test_the_export_to_a_table_runs_no_formulas(mina: Client) -> None:
    answer = mina.get("/log.csv?reviewer=mina")
    assert "attachment" in answer.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row["reason"] == "'=1+1"
    assert row["action"] == "accept"


def test_the_export_as_lines_is_the_log_itself(mina: Client, decided: Path) -> None:
    rows = [json.loads(line) for line in mina.get("/log.jsonl").text.splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert all(row["previous"] == before["hash"] for before, row in pairwise(rows))


def test_long_logs_are_exported_in_batches(decided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "BATCH", 1)
    with Case.open(decided) as case:
        assert [each.number for each in trail.oldest_first(case, trail.Asked())] == [1, 2, 3, 4]
        assert [each.number for each in trail.oldest_first(case, trail.Asked(reviewer="omid"))] == [2, 3, 4]


def test_the_chain_is_checked_on_demand(mina: Client) -> None:
    assert "The chain is whole" in mina.get("/log?check=1").text


def test_decisions_that_lost_what_they_were_about_are_shown(decided: Path) -> None:
    with Case.open(decided) as case:
        case.decide(
            Decision(reviewer="mina", action="accept", target_kind="claim", target="gone#E1", reason="it was there")
        )
    page = text_of(client(decided).get("/log").text)
    assert "1 decision has lost what it was about" in page
    assert "gone#E1" in page


def test_an_entry_is_taken_back_by_whoever_took_it_or_by_an_owner(decided: Path) -> None:
    sara = client(decided, name="sara", role="reviewer")
    assert sara.submit("/log/undo", number="1").status_code == 400
    assert client(decided, name="omid", role="reviewer").submit("/log/undo", number="2").status_code == 400, (
        "it is already"
    )
    assert client(decided, name="nobody", role="owner").submit("/log/undo", number="1").status_code == 303
    with Case.open(decided) as case:
        assert [(each.action, each.target) for each in case.decisions()][-1] == ("undo", "1")


def test_of_closed_documents_nothing_is_said_to_those_outside(decided: Path) -> None:
    with Case.open(decided) as case:
        case.set_groups("meridian-20230715-0931", ["inner"])
        assert [each.number for each in trail.entries(case, trail.Asked(groups=("outer",)), limit=9)] == [3]
        assert [each.number for each in trail.entries(case, trail.Asked(groups=()), limit=9)] == [3]
        assert len(trail.entries(case, trail.Asked(groups=("inner",)), limit=9)) == 4


def test_what_was_decided_at_once_is_one_row_and_an_empty_log_says_what_will_stand_there(own_case: Path) -> None:
    mina = client(own_case)
    assert "Nothing has been decided yet" in text_of(mina.get("/log").text)
    assert "No entry fits" in text_of(mina.get("/log?words=nowhere").text)
    row = mina.ask("GET", "/api/events?sort=-documents&limit=1").json()["rows"][0]
    claims = mina.ask("GET", f"/api/events/{row['id']}").json()["event"]["claims"]
    mina.submit(f"/event/{row['id']}/claims", action="apart", claim="#".join(claims[-1]))
    page = mina.get("/log").text
    number = len(mina.ask("GET", "/api/decisions?limit=1000").json())
    assert number == len(claims) - 1
    assert page.count(">Take back</button>") == 1 + (number - 1) // 50
    assert f"and {min(number, 50) - 1} more, decided at once" in text_of(page)
