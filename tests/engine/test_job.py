"""Whatever a document does, the next one is read."""

import gc
import os
import time
from typing import Any

import msgspec
import pytest

from rawi import pipeline
from rawi.engine import job as jobs
from rawi.engine.job import Job, Read, read_document, work
from rawi.errors import PackError
from rawi.ingest import Failure, Unit, options
from rawi.records import Document

UNIT = Unit(path="news.jsonl", name="news.jsonl", format="jsonl", size=1)
DOCUMENTS = tuple(
    Document(id=f"n{n}", text=f"The mayor said that shop {n} was closed.", locator=f"news.jsonl:{n}") for n in range(3)
)


def failing(error: Exception) -> Any:
    honest = pipeline.read

    def read(document: Document, known: object = None) -> Any:
        if document.id == "n1":
            raise error
        return honest(document)

    return read


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ZeroDivisionError("by zero"), "rawi itself failed on it: ZeroDivisionError"),
        (RecursionError(), "rawi itself failed on it: RecursionError"),
        (MemoryError(), "not enough memory"),
        (PackError("a rule is broken", remedy="mend it"), "a rule is broken"),
    ],
)
def test_an_error_is_one_documents_own(monkeypatch: pytest.MonkeyPatch, error: Exception, says: str) -> None:
    monkeypatch.setattr(pipeline, "read", failing(error))
    results = work(Job(UNIT, options(), DOCUMENTS))
    assert [type(each) for each in results] == [Read, Failure, Read]
    assert isinstance(results[1], Failure)
    assert results[1].what.startswith(says)
    assert results[1].locator == "news.jsonl:1"
    assert results[1].remedy


@pytest.mark.skipif(os.name != "posix", reason="the alarm is a POSIX signal")
def test_a_document_has_only_so_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SECONDS", 0.05)
    monkeypatch.setattr(pipeline, "read", lambda document, known=None: time.sleep(5))
    began = time.monotonic()
    failure = read_document(DOCUMENTS[0], 0)
    assert isinstance(failure, Failure)
    assert "not read within" in failure.what
    assert time.monotonic() - began < 2


def test_what_was_read_says_what_it_took() -> None:
    read = read_document(DOCUMENTS[0], 7)
    assert isinstance(read, Read)
    assert read.position == 7
    assert read.seconds > 0
    assert read.record.id == "n0"
    assert (read.language, read.attributions) == ("en", len(read.record.attributions))


def test_a_record_that_breaks_its_schema_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = pipeline.read
    monkeypatch.setattr(pipeline, "read", lambda document, known=None: msgspec.structs.replace(honest(document), language=True))
    failure = read_document(DOCUMENTS[0], 0)
    assert isinstance(failure, Failure)
    assert "language" in failure.what


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Monday that four people were killed in Baghdad, a doctor told AFP. “They fired,” he added.",
        "به گزارش ایرنا، پلیس گفت چهار نفر در تهران کشته شدند. وی افزود دو نفر دستگیر شدند.",
        "قال مصدر أمني لوكالة فرانس برس إن أربعة أشخاص قتلوا في بغداد يوم الاثنين. وأضاف أن المظاهرات مستمرة.",
    ],
)
def test_a_reading_leaves_no_cycles_behind_so_that_workers_need_not_look_for_them(text: str) -> None:
    pipeline.read(Document(id="first", text=text))
    gc.collect()
    gc.disable()
    try:
        assert pipeline.read(Document(id="again", text=text * 5)).claims
        assert gc.collect() == 0
    finally:
        gc.enable()
