"""Claims: the list, the queue and accepting at once take the filters that events have."""

import csv
import io
import re
from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.store import Case
from rawi.store.filters import Filters, Term


def fitting(case: Path, *terms: Term, **rest: str) -> set[str]:
    with Case.open(case) as opened:
        rows = opened.filter_claims(Filters(terms=terms, **rest), limit=1000).rows
        return {f"{row['document']}#{row['id']}" for row in rows}


def of(client: Client, query: str) -> set[str]:
    return {row["claim"] for row in client.get(f"/api/claims?{query}&limit=1000").json()["rows"]}


@pytest.fixture(scope="module")
def mina(sample_case: Path) -> Client:
    return client(sample_case)


def test_a_place_asks_for_all_that_lies_in_it(mina: Client, sample_case: Path) -> None:
    iran = of(mina, "place=IR")
    assert iran == fitting(sample_case, Term("place", ("IR",)))
    with Case.open(sample_case) as opened:
        places = {row["place"] for row in opened.filter_claims(Filters(terms=(Term("place", ("IR",)),)), limit=1000).rows}
    assert len(places) > 1, "towns, and the country itself"
    assert of(mina, "place.not=IR") == fitting(sample_case) - iran


def test_days_are_those_of_the_readers_calendar(sample_case: Path, mina: Client) -> None:
    wanted = fitting(sample_case, after="2023-07-14", before="2023-07-15")
    assert 0 < len(wanted) < len(fitting(sample_case))
    assert of(mina, "after=2023-07-14&before=2023-07-15") == wanted
    assert of(client(sample_case, language="fa"), "after=1402/04/23&before=۲۴ تیر ۱۴۰۲") == wanted
    assert of(mina, "near=2023-07-14&within=1") == fitting(sample_case, after="2023-07-13", before="2023-07-15")


def test_filters_are_joined_and_turned_around(mina: Client, sample_case: Path) -> None:
    both = of(mina, "language=fa&status=denied&status=planned")
    assert both == fitting(sample_case, Term("language", ("fa",)), Term("status", ("denied", "planned")))
    assert of(mina, "contested=yes") | of(mina, "contested=no") == fitting(sample_case)
    assert of(mina, "contested=yes")


@pytest.mark.parametrize("path", ["/claims", "/review", "/review/bulk"])
def test_every_list_of_claims_offers_the_same_filters(mina: Client, path: str) -> None:
    page = mina.get(f"{path}?status.not=denied").text
    for kind in ("type", "place", "outlet", "actor", "voice", "language", "status", "review", "mode"):
        assert re.search(rf'href="{path}\?[^"]*{kind}=', page), kind
    assert 'name="after"' in page
    assert 'name="near"' in page
    assert 'name="find.place"' in page
    assert 'name="find.actor"' in page
    assert re.search(r"Status not\s*:", text_of(page))


def test_a_place_may_be_typed_in_the_readers_language(sample_case: Path) -> None:
    persian = client(sample_case, language="fa")
    for path in ("/claims", "/review", "/review/bulk"):
        answer = persian.get(f"{path}?find.place=ایران&language=fa")
        assert answer.headers["location"] == f"{path}?language=fa&place=IR"


def test_the_queue_keeps_to_what_is_asked_for(own_case: Path) -> None:
    mina = client(own_case)
    wanted = fitting(own_case, Term("place", ("IR",)), Term("language", ("ar",)), before="2023-07-15")
    assert len(wanted) > 2
    query = "place=IR&language=ar&before=2023-07-15"
    page, seen = mina.get(f"/review?{query}").text, set()
    while found := re.search(r'name="target" value="([^"]+)"', page):
        seen.add(found[1])
        answer = mina.submit("/review/decide", target=found[1], action="accept", query=query)
        assert "place=IR" in answer.headers["location"]
        page = mina.get(answer.headers["location"]).text
    assert seen == wanted
    assert "No claim fits" in text_of(page)


def test_many_of_a_place_and_days_are_accepted_at_once(own_case: Path) -> None:
    mina, query = client(own_case), "place=IR&after=2023-07-16"
    wanted = fitting(own_case, Term("place", ("IR",)), after="2023-07-16")
    page = mina.get(f"/review/bulk?{query}").text
    assert f"Accept {len(wanted)} claims" in text_of(page)
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest
    mina.submit("/review/bulk", query=query, digest=digest[1], reason="the court's list")
    with Case.open(own_case) as case:
        assert {each.target for each in case.decisions()} == wanted


def test_accepting_at_once_asks_first_which_claims(own_case: Path) -> None:
    page = client(own_case).get("/review/bulk").text
    assert "Choose which claims" in page
    assert 'name="digest"' not in page


def test_programs_accept_what_they_name_and_nothing_that_is_not_there(own_case: Path) -> None:
    mina = client(own_case)
    some = sorted(fitting(own_case, Term("type", ("AGREE",))))
    answer = mina.ask("POST", "/api/claims/accept", {"claims": some, "reason": "joint statement"})
    assert [each["target"] for each in answer.json()] == some
    assert mina.ask("POST", "/api/claims/accept", {"claims": [*some, "nothing#E1"]}).status_code == 404
    assert mina.ask("POST", "/api/claims/accept", {"claims": []}).status_code == 400
    with Case.open(own_case) as case:
        assert len(list(case.decisions())) == len(some)


def test_claims_are_exported_as_the_list_shows_them(mina: Client, sample_case: Path) -> None:
    answer = mina.get("/exports/claims.csv?language=en")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["claim"] for row in rows} == fitting(sample_case, Term("language", ("en",)))
    assert any("killed: 4" in row["toll"] for row in rows)
    lines = mina.get("/exports/claims.json?language=en").text.splitlines()
    assert len(lines) == len(fitting(sample_case, Term("language", ("en",))))


def test_a_search_of_claims_is_kept(own_case: Path) -> None:
    mina = client(own_case)
    mina.submit("/searches", screen="claims", name="Iran, denied", query="place=IR&status=denied")
    page = mina.get("/claims").text
    assert 'href="/claims?place=IR&amp;status=denied"' in page


def test_a_province_stands_once_among_the_places(mina: Client) -> None:
    page = mina.get("/claims").text
    offered = re.findall(r'href="/claims\?place=([^"]+)"', page)
    assert len(offered) == len(set(offered))
    # It is named in some documents, and contains towns named in others.
    assert len(re.findall(r"<bdi>Khuzestan</bdi></a>\s*<span class=\"count\"", page)) == 1


@pytest.mark.parametrize("path", ["/claims", "/review"])
def test_claims_of_one_document_say_which(mina: Client, sample_case: Path, path: str) -> None:
    document = sorted(fitting(sample_case))[0].rpartition("#")[0]
    page = mina.get(path, params={"document": document})
    assert page.status_code == 200
    assert document in page.text
