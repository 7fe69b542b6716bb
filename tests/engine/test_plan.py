"""Files of many documents are cut into jobs that lose nothing and keep the order."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from rawi.engine.job import Job
from rawi.engine.plan import CHUNK_DOCUMENTS, chunks
from rawi.ingest import Failure, Unit, options
from rawi.records import Document

UNIT = Unit(path="news.jsonl", name="news.jsonl", format="jsonl", size=1)


@given(st.lists(st.sampled_from(["document", "long", "failure", "known"]), max_size=300))
def test_every_document_and_failure_comes_once_in_order(kinds: list[str]) -> None:
    def found() -> Iterator[tuple[int, Document] | Failure]:
        position = 0
        for n, kind in enumerate(kinds):
            if kind == "failure":
                yield Failure(locator=str(n), what="bad")
                continue
            if kind != "known":
                yield position, Document(id=str(n), text="x" * (60_000 if kind == "long" else 10))
            position += 1

    places = list[tuple[str, int]]()
    for each in chunks(UNIT, options(), found()):
        if isinstance(each, Failure):
            places.append((each.locator, -1))
        else:
            assert isinstance(each, Job)
            assert each.documents
            assert len(each.documents) <= CHUNK_DOCUMENTS
            places += [(document.id, each.position + n) for n, document in enumerate(each.documents)]
            assert each.split() == [each] or len(each.split()) == len(each.documents)
    expected, position = list[tuple[str, int]](), 0
    for n, kind in enumerate(kinds):
        if kind == "failure":
            expected.append((str(n), -1))
            continue
        if kind != "known":
            expected.append((str(n), position))
        position += 1
    assert places == expected
