"""The document screen: text as written, chains, the original as text, copies, exact addresses."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.pipeline import read
from rawi.records import Document
from rawi.review.dating import Dates
from rawi.review.marked import Shown, text
from rawi.review.messages import Words
from rawi.review.naming import Names
from rawi.review.screens.document import told_claims
from rawi.review.told import Voices
from rawi.store import Case

MERIDIAN = "/document/meridian-20230715-0931"


def voices(language: str = "en", calendar: str = "gregorian") -> Voices:
    words = Words(language)
    return Voices(words, Dates(words, calendar), Names(language, words))


def written(html: str) -> str:
    """A marked paragraph without its marks and without what is no part of the text."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="number".*?</a>', "", html)))


def test_every_paragraph_stands_as_written_where_it_says_it_stands() -> None:
    source = "  Police «در شیراز»\u200c 🌴 killed two people <on> Friday,\n\nsaid A & B.\n\u200fدو نفر کشته شدند."
    record = read(Document(id="d", text=source))
    known = voices()
    paragraphs = text(record, told_claims("d", record, known, {}), known, Shown(at=(3, 40)))
    assert len(paragraphs) == 3
    for paragraph in paragraphs:
        line = written(str(paragraph.html))
        assert source[paragraph.start : paragraph.start + len(line)] == line


def test_a_claim_shows_its_chain_from_the_outlet_inward(reader: Client) -> None:
    page = reader.get(MERIDIAN).text
    chains = re.findall(r'<ol class="chain".*?</ol>', page, re.DOTALL)
    assert any(re.match(r"Meridian .*Rud Human Rights.*hospital staff", text_of(chain)) for chain in chains)


def test_values_lead_to_the_words_they_were_read_from(reader: Client, sample_case: Path) -> None:
    page = reader.get(MERIDIAN).text
    with Case.open(sample_case) as case:
        source = case.record("meridian-20230715-0931").text
    found = re.findall(r'class="as-written" href="\?char=(\d+),(\d+)#char=\1,\2"><(?:q|bdi)[^>]*>(.*?)</', page)
    assert found
    for start, end, words in found:
        assert " ".join(source[int(start) : int(end)].split()) == unescape(words)


def test_an_address_of_a_passage_marks_exactly_that_passage_without_javascript(
    reader: Client, sample_case: Path
) -> None:
    with Case.open(sample_case) as case:
        source = case.record("meridian-20230715-0931").text
    start = source.index("Nearly 2,000 people")
    page = reader.get(f"{MERIDIAN}?char={start},{start + 19}").text
    marked = "".join(re.findall(r'<mark class="here".*?</mark>', page, re.DOTALL))
    assert f'id="char={start},{start + 19}"' in marked
    assert written(marked) == "Nearly 2,000 people"


@pytest.mark.parametrize("char", ["", "a,b", "9,3", "99999999,100000000", "-1,4"])
def test_an_address_that_names_no_passage_shows_the_document(reader: Client, char: str) -> None:
    page = reader.get(f"{MERIDIAN}?char={char}")
    assert page.status_code == 200
    assert 'class="here"' not in page.text


def test_the_original_is_shown_as_text_only(reader: Client, sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        id = next(row["id"] for row in case.documents() if row["id"].startswith("harbour-post-en.html"))
    page = reader.get(f"/document/{id}?beside=original").text
    assert "&lt;!doctype html&gt;" in page.lower()
    assert "&lt;script type=&#34;application/ld+json&#34;&gt;" in page
    assert page.count("<script") == page.count('<script type="module" src="/static/')


def test_the_original_of_a_line_is_that_line(reader: Client) -> None:
    page = text_of(reader.get(f"{MERIDIAN}?beside=original").text)
    assert "line 1 of the file" in page
    assert "&#34;id&#34;: &#34;meridian-20230715-0931&#34;" in page


def test_copies_stand_beside_one_another_with_their_differences(reader: Client) -> None:
    page = reader.get(f"{MERIDIAN}?beside=copies").text
    assert "The Harbour Post" in page
    assert "Two dead as water protest turns violent in southwest Iran" in "".join(
        re.findall(r'<ins class="only">(.*?)</ins>', page)
    )


def test_everyone_who_speaks_is_shown_with_those_they_quote(reader: Client) -> None:
    page = reader.get(f"{MERIDIAN}?beside=voices").text
    tree = page[page.index('<ul class="tree">') :]
    rud = tree.index("Rud Human Rights")
    assert rud < tree.index("hospital staff") < tree.index("</ul>", rud)


def test_a_document_that_is_not_there_is_refused(reader: Client) -> None:
    assert reader.get("/document/nothing").status_code == 404


def test_the_screen_speaks_persian_in_the_readers_calendar(sample_case: Path) -> None:
    page = client(sample_case, language="fa").get(MERIDIAN).text
    assert '<html lang="fa" dir="rtl">' in page
    assert "۲۴ تیر ۱۴۰۲" in page
    assert "چه کسی از چه کسی نقل کرده" in page


def test_the_documents_are_listed_and_filtered(reader: Client) -> None:
    page = text_of(reader.get("/documents").text)
    assert "18 documents" in page
    assert "5 documents" in text_of(reader.get("/documents?language=en").text)


def test_the_records_are_there_for_programs(reader: Client) -> None:
    listed = reader.get("/api/documents?language=en").json()
    assert {row["language"] for row in listed} == {"en"}
    record = reader.get(f"/api/documents/{listed[0]['id']}").json()
    assert record["schema"] == "rawi/1"
