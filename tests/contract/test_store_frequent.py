"""Words that many documents hold are found page by page, on either database."""

import msgspec
import pytest

from contract.casework import fill, record
from rawi.engine.indexing import indexed
from rawi.engine.searching import search, spelling
from rawi.store import Case, searching


@pytest.fixture(scope="module")
def many(shared: Case) -> Case:
    """A case in which some words stand in all of forty documents, others in few, and in a row in some."""
    first = record("mill-en")
    texts = [
        f"{'salt road' if at % 2 == 0 else 'road salt'} {'grey dam' if at % 13 == 0 else 'grey'}" for at in range(40)
    ]
    fill(
        shared,
        *(
            msgspec.structs.replace(
                first, id=f"d{at}", locator=f"d{at}.txt", sha256=f"{at:064x}", text=text, title=text,
                times=(), counts=(), places=(), actors=(), attributions=(), claims=(),
            )
            for at, text in enumerate(texts)
        ),
    )  # fmt: skip
    shared.index([indexed(document, kept) for document, kept in shared.records()])
    shared.refresh(spelling)
    return shared


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
    many: Case, monkeypatch: pytest.MonkeyPatch, query: str, numbers: list[int], looked_through: int
) -> None:
    """However many texts hold the words, and whichever way is taken to the newest of them."""
    monkeypatch.setattr(searching, "LOOKED_THROUGH", looked_through)
    if looked_through == 5:
        monkeypatch.setattr(searching, "PROBED", {"document": 8, "claim": 8})
        monkeypatch.setattr(searching, "SCANNED", {"document": 16, "claim": 16})
        monkeypatch.setattr(searching, "RANKED", dict.fromkeys(searching.RANKED, 3))
        monkeypatch.setattr(searching, "COUNTED", 12)
    found: list[str] = []
    while (page := search(many, query, limit=4, offset=len(found))).hits:
        found += [hit.document for hit in page.hits]
        assert page.more or page.total == len(numbers)
    assert sorted(found) == sorted(f"d{at}" for at in numbers)
