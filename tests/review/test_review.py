"""Reviewing: one claim at a time, two people, many at once, and taking back."""

import re
from pathlib import Path

from tests.review.asking import Client, application, client, text_of

from rawi.store import Case


def target_of(page: str) -> str:
    found = re.search(r'name="target" value="([^"]+)"', page)
    assert found
    return found[1]


def with_toll(case: Path) -> str:
    """A claim that counts two killed."""
    with Case.open(case) as opened:
        for id, record in opened.records():
            for claim in record.claims:
                counts = [each for each in record.counts if each.id in claim.counts]
                if [(each.kind, each.low, each.high) for each in counts] == [("killed", 2, 2)]:
                    return f"{id}#{claim.id}"
    raise AssertionError("the sample tells of two killed")


def follow(client: Client, answer: object) -> str:
    assert answer.status_code == 303, answer.text  # type: ignore[attr-defined]
    return client.get(answer.headers["location"]).text  # type: ignore[attr-defined]


def test_accepting_goes_on_to_the_next_claim_and_is_in_the_log(own_case: Path) -> None:
    mina = client(own_case)
    first = target_of(mina.get("/review").text)
    page = follow(mina, mina.submit("/review/decide", target=first, action="accept", query="", reason="seen the film"))
    assert target_of(page) != first
    assert "1 of" in text_of(page)
    with Case.open(own_case) as case:
        (decision,) = case.decisions()
        assert (decision.reviewer, decision.action, decision.target) == ("mina", "accept", first)
        assert decision.reason == "seen the film"
        assert case.state("claim", first).state == "accepted"


def test_a_decision_is_taken_back_and_its_claim_shown_again(own_case: Path) -> None:
    mina = client(own_case)
    first = target_of(mina.get("/review").text)
    mina.submit("/review/decide", target=first, action="reject", query="")
    page = mina.get("/review").text
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number
    page = follow(mina, mina.submit("/review/undo", number=number[1], query=""))
    assert target_of(page) == first
    with Case.open(own_case) as case:
        assert case.state("claim", first).state == "unreviewed"
        assert [each.action for each in case.decisions()] == ["reject", "undo"]


def test_nobody_takes_back_what_another_one_decided(own_case: Path) -> None:
    app = application(own_case)
    mina, omid = client(own_case, app=app), client(own_case, name="omid", role="reviewer", app=app)
    first = target_of(mina.get("/review").text)
    mina.submit("/review/decide", target=first, action="accept", query="")
    omid.submit("/review/undo", number="1", query="")
    with Case.open(own_case) as case:
        assert case.state("claim", first).state == "accepted"


def test_a_count_is_corrected_by_typing(own_case: Path) -> None:
    mina, target = client(own_case), with_toll(own_case)
    answer = mina.submit(
        "/review/correct", target=target, query="", counts="1", count0_low="۴", count0_high="۴",
        count0_kind="killed", count0_scope="incident", reason="the hospital's list",
    )  # fmt: skip
    page = text_of(follow(mina, answer))
    assert "4 killed" in page
    assert "corrected" in page
    document, _, claim = target.rpartition("#")
    shown = mina.get(f"/document/{document}").text
    card = shown[shown.index(f'id="{claim}" data-claim') :]
    assert "4 killed" in text_of(card[: card.index("</section>")])
    with Case.open(own_case) as case:
        (decision,) = case.decisions()
        assert decision.before["counts"][0]["low"] == 2
        assert decision.after["counts"][0]["low"] == 4


def test_words_that_mean_nothing_are_kept_in_their_field_with_the_reason(own_case: Path) -> None:
    mina, target = client(own_case), with_toll(own_case)
    answer = mina.submit("/review/correct", target=target, query="", time="one fine day")
    assert answer.status_code == 422
    assert 'value="one fine day"' in answer.text
    assert "reads no date" in answer.text
    with Case.open(own_case) as case:
        assert not list(case.decisions())


def test_saving_what_was_not_changed_decides_nothing(own_case: Path) -> None:
    mina, target = client(own_case), with_toll(own_case)
    page = mina.get(f"/review?claim={target.replace('#', '%23')}").text
    form = page[page.index('action="/review/correct"') :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name in re.findall(r'name="(count\d_approx)" value="1" checked', form):
        fields[name] = "1"
    fields = {name: value for name, value in fields.items() if not re.fullmatch(r"count\d_approx", name)} | {
        name: "1" for name in re.findall(r'name="(count\d_approx)" value="1" checked', form)
    }
    del fields["csrf"]
    page = follow(mina, mina.submit("/review/correct", **fields))
    assert "Nothing was changed" in page
    with Case.open(own_case) as case:
        assert not list(case.decisions())


def test_two_people_must_agree_and_their_disagreement_is_shown(own_case: Path) -> None:
    app = application(own_case)
    mina, omid = client(own_case, app=app), client(own_case, name="omid", role="reviewer", app=app)
    assert omid.submit("/review/people", two="1", query="").status_code == 403
    mina.submit("/review/people", two="1", query="")
    target = with_toll(own_case)
    mina.submit("/review/decide", target=target, action="accept", query="")
    with Case.open(own_case) as case:
        assert case.state("claim", target).state == "waiting"
    omid.submit("/review/decide", target=target, action="reject", query="")
    page = text_of(omid.get("/review?review=disputed").text)
    assert "mina : accepted" in page
    assert "omid : rejected" in page
    assert "reviewers disagree" in page


def test_corrections_that_differ_are_shown_side_by_side(own_case: Path) -> None:
    app = application(own_case)
    mina, omid = client(own_case, app=app), client(own_case, name="omid", role="reviewer", app=app)
    target = with_toll(own_case)
    for who, number in ((mina, "3"), (omid, "5")):
        who.submit("/review/correct", target=target, query="", counts="1", count0_low=number, count0_high=number,
                   count0_kind="killed", count0_scope="incident")  # fmt: skip
    page = text_of(mina.get(f"/review?claim={target.replace('#', '%23')}").text)
    assert "Reviewers differ" in page
    assert "mina 3 killed · omid 5 killed" in page


def test_many_are_accepted_by_filter_after_being_looked_at(own_case: Path) -> None:
    mina = client(own_case)
    page = mina.get("/review/bulk?type=AGREE").text
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest
    answer = mina.submit("/review/bulk", query="type=AGREE", digest=digest[1], reason="all from the joint statement")
    assert "were accepted" in follow(mina, answer)
    with Case.open(own_case) as case:
        decisions = list(case.decisions())
        rows = {
            f"{row['document']}#{row['id']}" for row in case.database.rows("SELECT * FROM claim WHERE type = 'AGREE'")
        }
    assert {each.target for each in decisions} == rows
    assert {each.reason for each in decisions} == {"all from the joint statement"}


def test_what_changed_since_it_was_looked_at_is_not_accepted(own_case: Path) -> None:
    mina = client(own_case)
    answer = mina.submit("/review/bulk", query="type=AGREE", digest="old", reason="")
    assert answer.headers["location"].startswith("/review/bulk")
    answer = mina.submit("/review/bulk", query="", digest="", reason="")
    assert answer.status_code == 303
    with Case.open(own_case) as case:
        assert not list(case.decisions())


def test_comments_and_codes_are_added_by_people(own_case: Path) -> None:
    mina, target = client(own_case), with_toll(own_case)
    mina.submit("/review/comment", target=target, query="", text="ask the hospital")
    mina.submit("/review/assess", target=target, query="", source_target="the governor", source="D", information="4")
    page = text_of(mina.get(f"/review?claim={target.replace('#', '%23')}").text)
    assert "ask the hospital" in page
    with Case.open(own_case) as case:
        assert case.state("source", "the governor").assessed == {"source": "D"}
        assert case.state("claim", target).assessed == {"information": "4"}
        assert case.state("claim", target).state == "unreviewed"
    assert mina.submit("/review/assess", target=target, source="Z", information="").status_code == 400


def test_readers_do_not_decide(own_case: Path) -> None:
    reader = client(own_case, role="reader", name="sara")
    assert reader.get("/review").status_code == 403
    assert reader.submit("/review/decide", target="x#E1", action="accept", query="").status_code == 403


def test_a_claim_that_is_not_there_is_refused(own_case: Path) -> None:
    mina = client(own_case)
    for target in ("", "nothing#E1", "meridian-20230715-0931#E999", "#"):
        assert mina.submit("/review/decide", target=target, action="accept", query="").status_code in (400, 404)


def test_previous_and_next_lead_through_the_claims_in_order(own_case: Path) -> None:
    mina = client(own_case)
    page = mina.get("/review").text
    first = target_of(page)
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    page = mina.get(following[1].replace("&amp;", "&")).text
    previous = re.search(r'rel="prev" href="([^"]+)"', page)
    assert previous
    assert target_of(mina.get(previous[1].replace("&amp;", "&")).text) == first


def test_programs_decide_as_people_do(own_case: Path) -> None:
    mina = client(own_case)
    waiting = mina.get("/api/review/next?type=AGREE").json()
    assert waiting["values"]["type"] == "AGREE"
    claim = waiting["claim"]
    made = mina.ask("POST", "/api/decisions", {"claim": claim, "action": "correct", "after": {"status": "planned"}})
    assert made.json()["before"] == {"status": waiting["values"]["status"]}
    assert mina.ask("POST", "/api/undo", {"number": made.json()["number"]}).status_code == 200
    assert mina.ask("POST", "/api/undo", {"number": made.json()["number"]}).status_code == 400
    for wrong in ({"action": "correct", "after": {"colour": "red"}}, {"action": "comment"}, {"action": "praise"}):
        assert mina.ask("POST", "/api/decisions", {"claim": claim, **wrong}).status_code == 400
    with Case.open(own_case) as case:
        assert case.state("claim", claim).state == "unreviewed"


def test_a_rejected_claim_leaves_its_event(own_case: Path) -> None:
    mina, target = client(own_case), with_toll(own_case)
    document, _, claim = target.rpartition("#")
    with Case.open(own_case) as case:
        event = case.event_of(document, claim)
        assert event
    mina.submit("/review/decide", target=target, action="reject", query="")
    with Case.open(own_case) as case:
        assert case.event_of(document, claim) is None
    number = mina.get("/api/decisions").json()[0]["number"]
    mina.submit("/review/undo", number=str(number), query="")
    with Case.open(own_case) as case:
        assert case.event_of(document, claim) == event
