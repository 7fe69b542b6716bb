"""One event: values by origin, and what reviewers make of it."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.review.asking import Client, client, text_of

from rawi.review.comparing import compare
from rawi.review.dating import Dates
from rawi.review.messages import Words
from rawi.review.toll import history
from rawi.store import Case


def contested(reader: Client) -> dict[str, Any]:
    """The event with the most origins whose toll is in conflict."""
    rows = reader.ask("GET", "/api/events?conflict=killed&sort=-origins").json()["rows"]
    assert rows
    row: dict[str, Any] = rows[0]
    return row


class TestComparison:
    def test_every_telling_is_under_its_value_with_the_words_it_was_read_from(
        self, sample_case: Path, reader: Client
    ) -> None:
        with Case.open(sample_case) as case:
            event = case.event(contested(reader)["id"])
            assert event is not None
            rows = compare(event, dict(case.records_of(event.documents)))
        told = {agreement.attribute: agreement for agreement in event.agreement}
        assert {row.attribute for row in rows} == set(told)
        for row in rows:
            tellers = [teller for value in row.values for teller in value.tellers]
            assert len(tellers) == len(told[row.attribute].tellings)
        killed = next(row for row in rows if row.attribute == "killed")
        assert killed.verdict == "conflicts"
        assert [value.low for value in killed.values] == sorted(value.low or 0 for value in killed.values)
        assert all(teller.quote and teller.quote.words for value in killed.values for teller in value.tellers)

    def test_the_page_tells_conflict_in_words_and_signs(self, reader: Client) -> None:
        page = reader.get(f"/event/{contested(reader)['id']}")
        said = text_of(page.text)
        assert "≠ conflict" in said
        assert "independent origins" in said
        assert "#char=" in page.text

    def test_in_persian_it_is_mirrored_and_its_numbers_are_persian(self, sample_case: Path, reader: Client) -> None:
        page = client(sample_case, language="fa").get(f"/event/{contested(reader)['id']}").text
        assert 'dir="rtl"' in page
        assert "منشأ مستقل" in page

    def test_the_toll_has_a_history_when_it_was_told_twice(self, sample_case: Path, reader: Client) -> None:
        with Case.open(sample_case) as case:
            event = case.event(contested(reader)["id"])
            assert event is not None
            rows = compare(event, dict(case.records_of(event.documents)))
        shown = history(next(row for row in rows if row.attribute == "killed"), Dates(Words("en"), "gregorian"))
        assert shown is not None
        assert len(shown.marks) >= 2
        assert all(0 < mark.x < shown.width and 0 < mark.y < shown.height for mark in shown.marks)

    def test_what_is_not_there_is_not_found(self, reader: Client) -> None:
        assert reader.get("/event/none").status_code == 404


class TestVerdicts:
    def test_are_kept_in_the_log_with_who_and_why(self, own_case: Path) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        assert mina.submit(f"/event/{id_}/decide", action="reject", reason="One protest, two days").status_code == 303
        assert mina.ask("GET", f"/api/events/{id_}").json()["review"]["state"] == "rejected"
        with Case.open(own_case) as case:
            last = list(case.decisions())[-1]
        assert (last.reviewer, last.action, last.target, last.reason) == (
            "mina",
            "reject",
            id_,
            "One protest, two days",
        )
        assert "One protest, two days" in mina.get(f"/event/{id_}").text

    @pytest.mark.parametrize("action", ["", "explode"])
    def test_what_is_no_verdict_is_refused(self, own_case: Path, action: str) -> None:
        mina = client(own_case)
        assert mina.submit(f"/event/{contested(mina)['id']}/decide", action=action).status_code == 400

    def test_a_comment_without_words_is_asked_for_where_it_was_missed(self, own_case: Path) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        answer = mina.submit(f"/event/{id_}/decide", action="comment", reason="")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{id_}")
        assert "Write the comment" in text_of(mina.get(f"/event/{id_}").text)
        assert mina.ask("GET", "/api/decisions").json() == []

    def test_readers_may_not(self, own_case: Path) -> None:
        reader = client(own_case, role="reader")
        assert reader.submit(f"/event/{contested(reader)['id']}/decide", action="accept").status_code == 403


class TestCompany:
    def test_a_claim_is_set_apart_and_comes_back(self, own_case: Path) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        before = mina.ask("GET", f"/api/events/{id_}").json()["event"]["claims"]
        leaving = before[-1]
        name = "#".join(leaving)
        answer = mina.submit(f"/event/{id_}/claims", action="apart", claim=name, reason="Another day")
        assert answer.status_code == 303
        there = answer.headers["location"].rsplit("/", 1)[-1]
        after = mina.ask("GET", f"/api/events/{there}").json()["event"]["claims"]
        assert leaving not in after
        with Case.open(own_case) as case:
            numbers = [each.number for each in case.decisions()]
            assert case.event_of(*leaving) not in (there, id_)
        assert len(numbers) >= len(before) - 1
        mina.submit(f"/event/{there}/claims", action="undo", number=str(numbers[0]))
        with Case.open(own_case) as case:
            home = case.event_of(*leaving)
            assert home is not None
            event = case.event(home)
            assert event is not None
            assert sorted(map(list, event.claims)) == sorted(before)

    def test_two_events_become_one(self, own_case: Path) -> None:
        mina = client(own_case)
        rows = mina.ask("GET", "/api/events?type=PROTEST&sort=time&limit=50").json()["rows"]
        one, other = rows[0]["id"], rows[-1]["id"]
        first = mina.ask("GET", f"/api/events/{one}").json()["event"]["claims"][0]
        second = mina.ask("GET", f"/api/events/{other}").json()["event"]["claims"][0]
        made = mina.ask("POST", f"/api/events/{one}/claims", {"action": "one", "other": other, "reason": "The same"})
        assert made.status_code == 200
        with Case.open(own_case) as case:
            assert case.event_of(*first) == case.event_of(*second)

    def test_all_claims_cannot_leave(self, own_case: Path) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        every = mina.ask("GET", f"/api/events/{id_}").json()["event"]["claims"]
        refused = mina.ask(
            "POST", f"/api/events/{id_}/claims", {"action": "apart", "claims": ["#".join(ref) for ref in every]}
        )
        assert refused.status_code == 400
        mina.submit(f"/event/{id_}/claims", action="apart", claim=["#".join(ref) for ref in every])
        assert "All claims are ticked" in text_of(mina.get(f"/event/{id_}").text)
        assert mina.ask("GET", "/api/decisions").json() == []

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"action": "apart"}, "First tick the claims"),
            ({"action": "move", "other": "x"}, "First tick the claims"),
            ({"action": "one", "other": ""}, "Say which other event"),
            ({"action": "one", "other": "the other one"}, "No event goes by that"),
            ({"action": "one", "other": "HERE"}, "That is this event itself"),
        ],
    )
    def test_what_was_forgotten_is_said_on_the_event_and_nothing_is_decided(
        self, own_case: Path, fields: dict[str, str], said: str
    ) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        given = {
            name: value.replace("HERE", f"http://127.0.0.1:8765/event/{id_}?from=list#claims")
            for name, value in fields.items()
        }
        answer = mina.submit(f"/event/{id_}/claims", **given)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{id_}")
        assert said in text_of(mina.get(f"/event/{id_}").text)
        assert mina.ask("GET", "/api/decisions").json() == []

    def test_the_other_event_may_be_given_by_its_address_and_those_of_the_days_around_are_offered(
        self, own_case: Path
    ) -> None:
        mina = client(own_case)
        id_ = contested(mina)["id"]
        offered = re.findall(r'<option value="(e[0-9a-f]+)">([^<]+)', mina.get(f"/event/{id_}").text)
        assert id_ not in dict(offered)
        assert any("Demonstration, Nakhlsar" in words for _, words in offered)
        other = offered[-1][0]
        first, second = (mina.ask("GET", f"/api/events/{each}").json()["event"]["claims"][0] for each in (id_, other))
        mina.submit(f"/event/{id_}/claims", action="one", other=f" http://127.0.0.1:8765/event/{other}#claims ")
        with Case.open(own_case) as case:
            assert case.event_of(*first) == case.event_of(*second)
