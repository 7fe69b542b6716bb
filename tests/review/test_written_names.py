"""Places that no table knows are called as documents in the reader's language call them."""

from pathlib import Path

import pytest
from tests.review.asking import client, text_of

from rawi.review.written_names import WrittenNames
from rawi.store import Case


@pytest.mark.parametrize(("language", "form"), [("fa", "نخلسار"), ("ar", "نخلسار"), ("en", "Nakhlsar")])
def test_an_invented_town_is_called_as_passages_call_it(sample_case: Path, language: str, form: str) -> None:
    with Case.open(sample_case) as case:
        assert WrittenNames().place(case, language, "Nakhlsar", None) == form


def test_a_name_that_no_passage_has_stays_as_it_is(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        assert WrittenNames().place(case, "fa", "Clock Square", None) == "Clock Square"
        assert WrittenNames().place(case, "fa", "Nowhereville", None) == "Nowhereville"


def test_lists_show_the_readers_form(sample_case: Path) -> None:
    page = client(sample_case, language="fa").get("/events").text
    assert "<bdi>نخلسار</bdi>" in page
    assert "<bdi>Nakhlsar</bdi>" not in page
    assert "<bdi>Nakhlsar</bdi>" in client(sample_case).get("/events").text


def test_countries_are_named_not_coded(sample_case: Path) -> None:
    page = text_of(client(sample_case, language="fa").get("/documents").text)
    assert "ایران" in page
    assert " IR " not in page
