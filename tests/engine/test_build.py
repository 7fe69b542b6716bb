"""A build reads each file once, keeps what it acknowledged, and goes on where it was."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rawi import pipeline
from rawi.engine.build import Built, build
from rawi.engine.reader import reader_version
from rawi.errors import CaseError
from rawi.ingest import options
from rawi.records import Document, Record
from rawi.store import Case

from .writing import write_lines, write_texts


def build_into(folder: Path, *paths: Path, **facts: str) -> tuple[Built, list[str]]:
    with Case.open(folder, create=True) as case:
        built = build(case, paths, options(**facts), workers=1)  # type: ignore[arg-type]
        return built, [row["id"] for row in case.documents()]


def records_in(folder: Path) -> int:
    with Case.open(folder) as case:
        return case.database.number("SELECT count(*) FROM record")


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 3)
    first, ids = build_into(tmp_path / "case", texts)
    again, same = build_into(tmp_path / "case", texts)
    assert (first.documents, again.documents, again.unchanged) == (3, 0, 3)
    assert ids == same
    assert records_in(tmp_path / "case") == 3


def test_a_changed_file_is_read_and_its_old_text_kept(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 2)
    _, before = build_into(tmp_path / "case", texts)
    (texts / "001.txt").write_text("The mayor denied that the bridge had been closed.", encoding="utf-8")
    built, after = build_into(tmp_path / "case", texts)
    assert (built.documents, built.unchanged, built.replaced) == (1, 1, 1)
    assert len(after) == 2
    with Case.open(tmp_path / "case") as case:
        (old,) = set(before) - set(after)
        assert "(1)" in case.record(old).text


def test_what_is_said_of_a_file_counts_as_a_change(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 1)
    build_into(tmp_path / "case", texts)
    built, (id,) = build_into(tmp_path / "case", texts, outlet="The Evening")
    assert built.documents == 1
    with Case.open(tmp_path / "case") as case:
        assert case.record(id).outlet == "The Evening"
    (texts / "000.txt.meta.toml").write_text('outlet = "The Night"', encoding="utf-8")
    built, (id,) = build_into(tmp_path / "case", texts, outlet="The Evening")
    assert built.documents == 1
    with Case.open(tmp_path / "case") as case:
        assert case.record(id).outlet == "The Night"


def test_a_newer_reader_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = write_texts(tmp_path / "texts", 1)
    build_into(tmp_path / "case", texts)
    monkeypatch.setattr("rawi.engine.build.reader_version", lambda: "later")
    built, ids = build_into(tmp_path / "case", texts)
    assert built.documents == 1
    assert len(ids) == 1
    assert records_in(tmp_path / "case") == 2


def test_one_line_more_is_one_document_read(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "news.jsonl", 5)
    build_into(tmp_path / "case", lines)
    write_lines(lines, 6)
    built, ids = build_into(tmp_path / "case", lines)
    assert (built.documents, built.kept) == (1, 5)
    assert ids == [f"n{n}" for n in range(6)]


def test_bad_files_and_lines_are_reported_each_time_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts", 1)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "lines.jsonl").write_text('{"id": "a", "text": "The mayor said so."}\nnot json\n{"id": "b"}\n')
    for _ in range(2):
        built, ids = build_into(tmp_path / "case", folder, tmp_path / "missing.txt")
        assert len(ids) == 2
        assert sorted((Path(failure.locator).name, failure.line or 0) for failure in built.failures) == [
            ("empty.txt", 0),
            ("lines.jsonl", 2),
            ("lines.jsonl", 3),
            ("missing.txt", 0),
        ]
        assert all(failure.remedy for failure in built.failures)
        with Case.open(tmp_path / "case") as case:
            assert len(case.failures()) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no Unicode are Linux's")
def test_a_name_that_is_no_unicode_is_read_shown_and_known_again(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 1)
    odd = os.fsencode(texts) + b"/caf\xe9"
    Path(os.fsdecode(odd + b".txt")).write_text("The mayor said that the harbour was closed.", encoding="utf-8")
    Path(os.fsdecode(odd + b".jsonl")).write_text("no JSON\n", encoding="utf-8")
    Path(os.fsdecode(odd + b"-0.txt")).write_bytes(b"")
    built, ids = build_into(tmp_path / "case", texts)
    again, same = build_into(tmp_path / "case", texts)
    assert (built.documents, again.documents) == (2, 0)
    assert ids == same
    assert any("caf\\xe9.txt" in each for each in ids)
    assert {failure.locator.rpartition("/")[2] for failure in built.failures} == {"caf\\xe9.jsonl", "caf\\xe9-0.txt"}


def test_originals_are_kept_byte_for_byte(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 2)
    build_into(tmp_path / "case", texts)
    with Case.open(tmp_path / "case") as case:
        kept = {case.originals.path(sha256).read_bytes() for sha256 in case.originals.all()}
    assert kept == {path.read_bytes() for path in texts.iterdir()}


def test_standard_input_is_kept_and_known_again(tmp_path: Path) -> None:
    data = json.dumps({"id": "a", "text": "The mayor said that the bridge was closed."}) + "\n"
    command = [sys.executable, "-c", "from rawi.cli import main; main()", "build", "-", "-o", str(tmp_path / "case")]
    for words in ("Read 1 document", "had not changed"):
        done = subprocess.run(command, input=data, capture_output=True, text=True, check=True)
        assert words in done.stdout
    assert records_in(tmp_path / "case") == 1


def test_a_file_that_changes_under_the_reader_is_not_called_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = write_texts(tmp_path / "texts", 1)
    honest = pipeline.read

    def read(document: Document, known: object = None) -> Record:
        with (texts / "000.txt").open("a", encoding="utf-8") as stream:
            stream.write(" More.")
        return honest(document)

    monkeypatch.setattr(pipeline, "read", read)
    built, _ = build_into(tmp_path / "case", texts)
    assert "changed while" in built.failures[0].what
    monkeypatch.undo()
    built, _ = build_into(tmp_path / "case", texts)
    assert (built.documents, built.failures) == (1, [])


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", 1)
    with Case.open(tmp_path / "case", create=True) as case, case.lock(), pytest.raises(CaseError, match="another rawi"):
        build_into(tmp_path / "case", texts)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_a_killed_build_goes_on_and_reads_nothing_twice(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "news.jsonl", 500)
    command = [sys.executable, "-c", "from rawi.cli import main; main()", "build", str(lines), "-o"]
    command += [str(tmp_path / "case"), "--workers", "1", "--no-dossier"]
    acknowledged = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while acknowledged < 20 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
            if (tmp_path / "case" / "case.sqlite").exists():
                acknowledged = records_in(tmp_path / "case")
        process.send_signal(signal.SIGKILL)
    assert 20 <= acknowledged < 500
    survived = records_in(tmp_path / "case")
    assert survived >= acknowledged
    built, ids = build_into(tmp_path / "case", lines)
    assert built.kept == survived
    assert ids == [f"n{n}" for n in range(500)]
    assert records_in(tmp_path / "case") == 500


def test_the_readers_version_follows_its_data() -> None:
    assert reader_version() == reader_version()
    assert reader_version().startswith("0.")
    assert reader_version().count("+") == 1
