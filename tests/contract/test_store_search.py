"""Search finds the same on either database, however a word is spelt."""

from collections.abc import Callable

import pytest

from contract.casework import event, fill
from rawi.engine.indexing import indexed
from rawi.engine.searching import highlight, search, spelling
from rawi.errors import UsageError
from rawi.store import Case, Filters


def searcher(case: Case) -> Callable[..., list[str]]:
    """Search a case of three documents; give the ids of what fits, sorted."""
    fill(case)
    case.index([indexed(document, record) for document, record in case.records()])
    case.keep_merge([event()], [])
    case.refresh(spelling)

    def search_for(query: str, **how: object) -> list[str]:
        hits = search(case, query, **how)  # type: ignore[arg-type]
        assert hits.total == len(hits.hits)
        return sorted(hit.document + (f"#{hit.claim}" if hit.claim else "") for hit in hits.hits)

    return search_for


@pytest.fixture(scope="module")
def found(shared: Case) -> Callable[..., list[str]]:
    return searcher(shared)


@pytest.fixture
def own(case: Case) -> Callable[..., list[str]]:
    """To search a case that the test changes."""
    return searcher(case)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("mill", ["mill-en"]),
        ("MINISTRY workers", ["mill-en"]),
        ("ministry nothing", []),
        ("nothing OR workers", ["mill-en"]),
        ("worker", ["mill-en"]),
        ("guard fire", ["mill-en"]),
        ("work*", ["mill-en"]),
        ('"killed at the mill"', ["mill-en"]),
        ('"mill the at"', []),
        ("خامنه‌ای", ["mill-ar", "mill-fa"]),
        ("خامنهای", ["mill-ar", "mill-fa"]),
        ("خامنه ای", ["mill-ar", "mill-fa"]),
        ("خامنئي", ["mill-ar", "mill-fa"]),
        ("تروند", ["mill-ar", "mill-fa"]),
        ("آسياب", ["mill-fa"]),
        ("کارگرها", ["mill-fa"]),
        ("نقابة", ["mill-ar"]),
        ("کشته -ministry", ["mill-fa"]),
        ("خامنه‌ای NOT (آسیاب OR nothing)", ["mill-ar"]),
        ("language:fa", ["mill-fa"]),
        ("تروند outlet:سهل", ["mill-ar"]),
        ("-language:fa تروند", ["mill-ar"]),
        ('voice:"speaker of The Lantern"', ["mill-en"]),
        ("place:tarvand -outlet:lantern", ["mill-ar", "mill-fa"]),
        ("place:iran mill", ["mill-en"]),
        ("actor:mills", ["mill-ar", "mill-en", "mill-fa"]),
        ("outlet:nobody", []),
        ("mill after:2024-05 before:2024-05-05", ["mill-en"]),
        ("mill after:2025", []),
        ("mill after:1403/02 before:1403/2/16", ["mill-en"]),
        ("mill after:۱۴۰۴", []),
        ("mill near:2024-05-06~1", ["mill-en"]),
        ("mill near:1403/2/20~1", []),
        ("", []),
        ("()", []),
        ("mill) (", ["mill-en"]),
        ("it's; DROP TABLE 'claim' \" -- mill", []),
    ],
)
def test_documents_are_found(found: Callable[..., list[str]], query: str, ids: list[str]) -> None:
    assert found(query) == ids


def test_exact_asks_for_the_letters_as_written(found: Callable[..., list[str]]) -> None:
    assert found("خامنه‌ای", exact=True) == ["mill-fa"]
    assert found("خامنهای", exact=True) == []
    assert found("خامنئي", exact=True) == ["mill-ar"]
    assert found("worker", exact=True) == []
    assert found('"the mill"', exact=True) == ["mill-en"]
    assert found("تَروند", exact=True) == ["mill-fa"]


def test_claims_are_found_by_passage_voice_and_place(found: Callable[..., list[str]]) -> None:
    assert found("union", what="claims") == ["mill-en#E2"]
    assert found("lantern", what="claims") == ["mill-en#E1", "mill-en#E2"]
    assert found("Tarvand type:REJECT -language:en", what="claims") == ["mill-ar#E2", "mill-fa#E2"]


def test_groups_are_minded(case: Case, own: Callable[..., list[str]]) -> None:
    case.set_groups("mill-en", ("desk",))
    assert own("mill", filters=Filters(groups=())) == []
    assert own("mill", filters=Filters(groups=("desk",))) == ["mill-en"]


@pytest.mark.usefixtures("found")
def test_a_hit_shows_where_it_is(shared: Case) -> None:
    (hit,) = search(shared, "خامنئي آسیاب").hits
    assert hit.document == "mill-fa"
    text = shared.record("mill-fa").text
    assert {hit.snippet[a:b] for a, b in hit.spans} == {"خامنه‌ای", "آسیاب"}
    assert text[hit.offset : hit.offset + len(hit.snippet)] == hit.snippet
    assert text[slice(*hit.span)] == "خامنه‌ای"
    (claim,) = search(shared, "کشته", what="claims").hits
    assert (claim.claim, text[slice(*claim.span)]) == ("E1", claim.snippet)


@pytest.mark.parametrize("query", ["-mill", "NOT mill", "after:May", "near:2024-13-05~2", "outlet:", "x" * 2000, "(" * 50 + "a"])
def test_what_cannot_be_meant_is_said(found: Callable[..., list[str]], query: str) -> None:
    with pytest.raises(UsageError):
        found(query)


def test_words_are_marked_in_a_text() -> None:
    text = "The mills closed; خامنه ای را ندید."
    assert [text[a:b] for a, b in highlight(text, "mill خامنئي -closed")] == ["mills", "خامنه ای"]
    assert highlight(text, "mill", exact=True) == ()


def test_an_index_of_other_tokens_is_made_anew(case: Case, own: Callable[..., list[str]]) -> None:
    case.forget_texts()
    assert own("mill") == []
    assert sorted(case.unindexed(7)) == ["mill-ar", "mill-en", "mill-fa"]
    case.index([indexed(document, record) for document, record in case.records()], 7)
    assert own("mill") == ["mill-en"]
    assert case.unindexed(7) == []
