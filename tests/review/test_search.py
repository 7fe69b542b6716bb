"""Search: however a word is spelt, or exactly as it stands; what was found is marked and leads to the passage."""

from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.engine.build import build
from rawi.engine.corpus import merge_case
from rawi.ingest import options
from rawi.review.screens.search import marked
from rawi.store import Case

SPELLINGS = {"joined": "خامنه‌ای", "lost": "خامنهای", "arabic": "خامنئي"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three short documents that spell one name in three ways, and one that tries to be more than text."""
    folder = tmp_path_factory.mktemp("spellings")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "joined.txt").write_text("خامنه‌ای در دیدار کشاورزان از سد بازدید کرد.", encoding="utf-8")
    (texts / "lost.txt").write_text("به گفته او، خامنهای از ساخت سد خبر نداشت.", encoding="utf-8")
    (texts / "arabic.txt").write_text("قال خامنئي إن السد سيبنى في العام المقبل.", encoding="utf-8")
    (texts / "sly.txt").write_text("The <script>alert(1)</script> dam \u202egnorw\u202c was built.", encoding="utf-8")
    with Case.open(folder / "case", create=True) as made:
        build(made, (str(texts),), options(), workers=1)
        merge_case(made)
    return folder / "case"


@pytest.fixture
def reader_here(case: Path) -> Client:
    return client(case)


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_every_spelling_of_a_name_finds_them_all(reader_here: Client, spelling: str) -> None:
    page = reader_here.get("/search", params={"q": spelling}).text
    assert [f"<mark>{each}</mark>" in page for each in SPELLINGS.values()] == [True, True, True]


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_the_exact_switch_finds_the_letters_as_they_stand(reader_here: Client, spelling: str) -> None:
    page = reader_here.get("/search", params={"q": spelling, "exact": "1"}).text
    assert [f"<mark>{each}</mark>" in page for each in SPELLINGS.values()] == [
        each == spelling for each in SPELLINGS.values()
    ]


def test_what_was_found_leads_to_its_passage(reader_here: Client) -> None:
    page = reader_here.get("/search", params={"q": "خامنئي"}).text
    at = page.index("/document/arabic.txt")
    address = page[at:].split('"')[0].replace("&amp;", "&")
    shown = reader_here.get(address).text
    assert '<mark class="here" id="char=4,10"' in shown


def test_texts_stay_texts(reader_here: Client) -> None:
    page = reader_here.get("/search", params={"q": "dam"}).text
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_claims_are_searched_too(reader: Client) -> None:
    page = text_of(reader.get("/search", params={"q": "tanks", "what": "claims"}).text)
    assert "found" in page
    result = reader.get("/api/search", params={"q": "governor", "what": "claims"}).json()
    assert result["hits"]
    assert all(hit["claim"] for hit in result["hits"])


def test_fields_narrow_a_search(reader: Client) -> None:
    every = reader.get("/api/search", params={"q": "governor"}).json()
    one = reader.get("/api/search", params={"q": "governor outlet:Meridian"}).json()
    assert {hit["outlet"] for hit in one["hits"]} == {"Meridian"}
    assert one["total"] < every["total"]


def test_a_query_that_cannot_be_meant_is_answered_in_words(reader: Client) -> None:
    answer = reader.get("/search", params={"q": "(governor AND"})
    assert answer.status_code == 200
    assert reader.get("/api/search", params={"q": "(governor AND"}).status_code in (200, 400)


def test_an_empty_search_shows_how_to_search(reader: Client) -> None:
    assert "How to search" in text_of(reader.get("/search").text)


def test_marks_never_overlap_and_lose_nothing() -> None:
    assert str(marked("a <b> c", ((0, 1), (0, 3), (2, 5)))) == "<mark>a</mark> <mark>&lt;b&gt;</mark> c"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "there is no such day as “2019-13-40”"), ("fa", "روزی چون «2019-13-40»"), ("ar", "لا يوم مثل «2019-13-40»")],
)
def test_a_search_that_cannot_be_meant_is_refused_in_the_readers_language(
    case: Path, language: str, told: str
) -> None:
    page = client(case, language=language).get("/search", params={"q": "after:2019-13-40"})
    assert page.status_code == 200
    assert told in page.text
