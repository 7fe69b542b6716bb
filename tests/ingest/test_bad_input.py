"""Bad input: each file is reported with its place and a remedy, and the rest goes on."""

import json
import re
from pathlib import Path

import pytest

from ingest.reading import both, failure, one
from rawi.ingest import Failure, ingest
from rawi.records import Document


def test_one_bad_file_after_another_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "0-good.txt").write_text("The boats were freed.")
    (tmp_path / "1-empty.txt").write_bytes(b"")
    (tmp_path / "2-blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "3-binary.txt").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "4-damaged.txt").write_bytes("قایق‌ها آزاد شدند.\n".encode() * 3 + b"\xff\xff" + "پایان".encode())
    (tmp_path / "5-empty.html").write_bytes(b"<!doctype html><title>x</title><script>run()</script>")
    (tmp_path / "6-lost.txt").write_bytes(("??? ????? ?? ??????? " * 20).encode())
    (tmp_path / "7-scan.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "8-bad.jsonl").write_bytes(b"{\n")
    (tmp_path / "9-good.txt").write_text("The boats were seized again.")
    read, failed = both(tmp_path)
    assert [d.text for d in read] == ["The boats were freed.", "The boats were seized again."]
    assert [Path(f.locator).name[0] for f in failed] == list("12345678")
    assert all(f.what and f.remedy for f in failed)
    assert failed[3].what == "not valid utf-8 at byte 105 (line 4)"


def test_a_text_above_the_limit_is_reported_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.seek(100 << 20)
        stream.write(b"end")
    (tmp_path / "small.txt").write_text("The boats were freed.")
    read, failed = both(tmp_path)
    assert len(read) == 1
    assert failed[0].what == "100 MB, above the limit of 64 MB for one text"
    assert both(tmp_path / "small.txt", limit_bytes=10)[1][0].what.startswith("0 MB, above the limit")


@pytest.mark.parametrize("name", ["long.txt", "long.jsonl"])
def test_a_text_of_more_pages_than_can_be_read_at_once_is_refused_with_its_length(tmp_path: Path, name: str) -> None:
    told = "The boats were freed. " * 380_000
    short = json.dumps({"id": "b", "text": "The boats were freed."})
    text = told if name == "long.txt" else f"{json.dumps({'id': 'a', 'text': told})}\n{short}\n"
    (tmp_path / name).write_text(text)
    read, failed = both(tmp_path)
    assert [each.id for each in read] == (["b"] if name == "long.jsonl" else [])
    assert re.match(r"a text of 8,3\d\d,\d\d\d letters, above the limit of 8,000,000", failed[0].what)
    assert name in failed[0].locator
    assert "split it" in failed[0].remedy


def test_a_line_of_a_million_characters_is_a_text_like_others(tmp_path: Path) -> None:
    line = "قایق‌ها را بردند و " * 60_000
    assert one(tmp_path / "long.txt", line).text == line
    assert len(one(tmp_path / "long.html", f"<html><body><p>{line}</p></body></html>").text) > 1_000_000


def test_a_text_broken_off_inside_a_character_is_read_and_reported(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_bytes("خط یکم\nقایق‌ها آزاد شدند".encode()[:-1])
    document, failed = list(ingest([tmp_path]))
    assert isinstance(document, Document)
    assert document.text == "خط یکم\nقایق‌ها آزاد شدن"
    assert "ingest.truncated" in {n.code for n in document.notes}
    assert isinstance(failed, Failure)
    assert failed.what.startswith("truncated")
    assert failed.line == 2


def test_a_page_broken_off_inside_a_tag_is_read_and_reported(tmp_path: Path) -> None:
    (tmp_path / "cut.html").write_text("<html><body><p>The boats were freed on Monday.</p><p class='ne")
    document, failed = list(ingest([tmp_path]))
    assert isinstance(document, Document)
    assert document.text == "The boats were freed on Monday."
    assert isinstance(failed, Failure)
    assert failed.what.startswith("truncated")


def test_letters_exchanged_before_saving_are_refused_with_the_way_back(tmp_path: Path) -> None:
    spoiled = "".join(
        bytes([b]).decode("windows-1252", "ignore") or chr(b) for b in "قایق‌ها آزاد شدند و رفتند".encode()
    )
    found = failure(tmp_path / "a.txt", spoiled)
    assert "windows-1252" in found.what
    assert "iconv" in found.remedy


def test_damage_is_shown_when_the_reader_insists(tmp_path: Path) -> None:
    data = "قایق‌ها آزاد شدند.\n".encode() * 3 + b"\xff" + "پایان".encode()
    assert "--encoding" in failure(tmp_path / "a.txt", data).remedy
    document = one(tmp_path / "a.txt", data, encoding="utf-8")
    assert document.text.endswith("\ufffdپایان")
    assert [n.message for n in document.notes if n.code == "ingest.damaged"] == [
        "1 characters could not be decoded, shown as U+FFFD"
    ]
