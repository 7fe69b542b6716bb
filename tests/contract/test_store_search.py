"""Search finds the same on either database, however a word is spelt."""

from collections.abc import Callable

import msgspec
import pytest

from contract.casework import event, fill, record
from rawi.engine.indexing import indexed
from rawi.engine.searching import highlight, search, spelling
from rawi.errors import UsageError
from rawi.store import Case, Filters, searching


@pytest.fixture
def found(case: Case) -> Callable[..., list[str]]:
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


def test_groups_are_minded(case: Case, found: Callable[..., list[str]]) -> None:
    case.set_groups("mill-en", ("desk",))
    assert found("mill", filters=Filters(groups=())) == []
    assert found("mill", filters=Filters(groups=("desk",))) == ["mill-en"]


def test_a_hit_shows_where_it_is(case: Case, found: Callable[..., list[str]]) -> None:
    (hit,) = search(case, "خامنئي آسیاب").hits
    assert hit.document == "mill-fa"
    text = case.record("mill-fa").text
    assert {hit.snippet[a:b] for a, b in hit.spans} == {"خامنه‌ای", "آسیاب"}
    assert text[hit.offset : hit.offset + len(hit.snippet)] == hit.snippet
    assert text[slice(*hit.span)] == "خامنه‌ای"
    (claim,) = search(case, "کشته", what="claims").hits
    assert (claim.claim, text[slice(*claim.span)]) == ("E1", claim.snippet)


@pytest.mark.parametrize("query", ["-mill", "NOT mill", "after:May", "near:2024-13-05~2", "outlet:", "x" * 2000, "(" * 50 + "a"])
def test_what_cannot_be_meant_is_said(found: Callable[..., list[str]], query: str) -> None:
    with pytest.raises(UsageError):
        found(query)


def test_words_are_marked_in_a_text() -> None:
    text = "The mills closed; خامنه ای را ندید."
    assert [text[a:b] for a, b in highlight(text, "mill خامنئي -closed")] == ["mills", "خامنه ای"]
    assert highlight(text, "mill", exact=True) == ()


def test_an_index_of_other_tokens_is_made_anew(case: Case, found: Callable[..., list[str]]) -> None:
    case.forget_texts()
    assert found("mill") == []
    assert sorted(case.unindexed(7)) == ["mill-ar", "mill-en", "mill-fa"]
    case.index([indexed(document, record) for document, record in case.records()], 7)
    assert found("mill") == ["mill-en"]
    assert case.unindexed(7) == []


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ('"salt road"', range(0, 40, 2)),  # frequent, in a row half the time
        ('"road salt"', range(1, 40, 2)),
        ('"grey dam"', range(0, 40, 13)),  # frequent each, together in few
        ('"dam grey"', ()),
        ("salt", range(40)),
        ("salt dam", range(0, 40, 13)),
        ("gre*", range(40)),
        ("salt -dam", [at for at in range(40) if at % 13]),
    ],
)
@pytest.mark.parametrize("looked_through", [5, 1000])
def test_pages_of_frequent_words_miss_and_repeat_nothing(
    case: Case, monkeypatch: pytest.MonkeyPatch, query: str, numbers: list[int], looked_through: int
) -> None:
    """However many texts hold the words, and whichever way is taken to the newest of them."""
    monkeypatch.setattr(searching, "LOOKED_THROUGH", looked_through)
    if looked_through == 5:
        monkeypatch.setattr(searching, "PROBED", {"document": 8, "claim": 8})
        monkeypatch.setattr(searching, "SCANNED", {"document": 16, "claim": 16})
        monkeypatch.setattr(searching, "RANKED", dict.fromkeys(searching.RANKED, 3))
        monkeypatch.setattr(searching, "COUNTED", 12)
    texts = [f"{'salt road' if at % 2 == 0 else 'road salt'} {'grey dam' if at % 13 == 0 else 'grey'}" for at in range(40)]
    first = record("mill-en")
    fill(
        case,
        *(
            msgspec.structs.replace(
                first, id=f"d{at}", locator=f"d{at}.txt", sha256=f"{at:064x}", text=text, title=text, times=(), counts=(),
                places=(), actors=(), attributions=(), claims=(),
            )
            for at, text in enumerate(texts)
        ),
    )  # fmt: skip
    case.index([indexed(document, kept) for document, kept in case.records()])
    case.refresh(spelling)
    found: list[str] = []
    while (page := search(case, query, limit=4, offset=len(found))).hits:
        found += [hit.document for hit in page.hits]
        assert page.more or page.total == len(numbers)
    assert sorted(found) == sorted(f"d{at}" for at in numbers)
