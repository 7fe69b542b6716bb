"""Finding files: folders without end or loop, and what each file is."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.reading import both, documents
from rawi.ingest import Failure, Unit, read, sources
from rawi.ingest.formats import recognise, suffix
from rawi.records import Document


def names(*paths: Path) -> list[str]:
    return [unit.name for unit in sources(paths) if isinstance(unit, Unit)]


def test_folders_are_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.html", "a/b/d.jsonl", "no-suffix", "Report v1.2"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>text</p>")
    assert names(tmp_path) == ["Report v1.2", "a/b/c.html", "a/b/d.jsonl", "a/z.txt", "b.txt", "no-suffix"]


def test_hidden_files_and_the_parts_of_saved_pages_are_passed_over(tmp_path: Path) -> None:
    for name in (
        ".git/a.txt", ".hidden.txt", "page.html", "page_files/b.txt", "page_files/c.html", "style.css", "photo.jpg",
        "~$draft.txt", "a.txt.meta.toml", "a.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>text</p>")
    assert names(tmp_path) == ["a.txt", "page.html"]
    assert names(tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_a_loop_of_links_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "t.txt").write_text("text")
    read, failed = both(tmp_path)
    assert [d.text for d in read] == ["text"]
    assert [Path(f.locator).name for f in failed] == ["back", "self"]
    assert "a folder that holds it" in failed[0].what
    assert all(f.remedy for f in failed)


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "t.txt").write_text("text")
    (outside / "u.txt").write_text("other")
    (inside / "again").symlink_to(inside / "t.txt")
    (inside / "far").symlink_to(outside)
    (inside / "far-again").symlink_to(outside)
    assert names(inside, inside / "t.txt") == ["far/u.txt", "t.txt"]


def test_unreadable_and_missing_paths_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked.txt").write_text("text")
    (tmp_path / "open.txt").write_text("text")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    usual = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return usual(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    read, failed = both(tmp_path, tmp_path / "absent", "nul\0in path")
    assert [d.locator for d in read] == [str(tmp_path / "open.txt")]
    assert [f.what for f in failed] == [
        "no such file or folder",
        "no permission to read it",
        "no such file or folder",
        "no path",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_in_a_folder_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = sources([tmp_path])
    assert isinstance(found, Failure)
    assert found.what == "neither a file nor a folder"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_a_name_that_is_no_unicode_can_be_shown(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("text")
    (document,) = documents(tmp_path)
    assert document.id.startswith("\\xff.txt@")
    assert document.locator.encode()


def test_a_unit_says_what_it_is_and_when_it_changed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (unit,) = sources([tmp_path])
    assert isinstance(unit, Unit)
    assert (unit.format, unit.size, unit.stamp) == ("text", 4, unit.sha256)
    (document,) = read(unit)
    assert isinstance(document, Document)
    assert document.sha256 == unit.sha256
    (again,) = sources([tmp_path])
    assert again == unit


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"Two boats", "text"),
        ("a.md", b"# Two boats", "text"),
        ("a", b"Two boats", "text"),
        ("Report v1.2", b"Two boats", "text"),
        ("خبر", b"Two boats", "text"),
        ("a.txt", b"  <!DOCTYPE html><html>", "html"),
        ("a.txt", b"<!-- saved --><html lang=fa>", "html"),
        ("a", b"<?xml version='1.0'?>\n<html xmlns='x'>", "html"),
        ("a.php", b"\n\n<head><title>x</title>", "html"),
        ("a.txt", "<html>".encode("utf-16"), "html"),
        ("a.HTM", b"Two boats", "html"),
        ("a.txt", b"The <html> element is old", "text"),
        ("a.jsonl", b"anything", "jsonl"),
        ("a", b'{"id": "1", "text": "x"}\n', "jsonl"),
        ("a", b'{"id": "1"}\n', "text"),
        ("a.json", b'{"id": "1", "text": "x"}\n{"id', "jsonl"),
    ],
)
def test_a_file_is_known_by_its_name_and_its_first_bytes(name: str, head: bytes, kind: str) -> None:
    assert recognise(name, head) == kind


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "a PDF"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF"),
        ("a.docx", b"PK\x03\x04 ...", "an archive"),
        ("a.docx", b"text", "a word processor's file"),
        ("a.zip", b"PK\x03\x04", "an archive"),
        ("a.jsonl", b"\x1f\x8b\x08\x00", "an archive"),
        ("a.jsonl", b"ab\x00cd\n" * 40, "binary data"),
        ("a.json", b'[{"id": "1", "text": "x"}]', "JSON that is not one object a line"),
        ("a.csv", b"id,text", "a table"),
        ("a.eml", b"From: x", "a container"),
        ("a.xyz", b"text", "rawi does not read .xyz files"),
        ("a.mp3", b"ID3...", "a recording"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    read, failed = both(tmp_path)
    assert read == []
    (refused,) = failed
    assert refused.what.startswith(what)
    assert refused.remedy


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.TXT", ".txt"),
        ("a", ""),
        (".hidden", ""),
        ("v1.2", ""),
        ("Mr. Smith said", ""),
        ("a.7z", ".7z"),
        ("a.b.html", ".html"),
    ],
)
def test_what_follows_the_last_point_is_not_always_a_suffix(name: str, ending: str) -> None:
    assert suffix(name) == ending


@pytest.mark.parametrize(
    ("data", "ids", "kind"),
    [
        (b"Two boats were seized.\n", ["stdin@"], "text/plain"),
        ("<!doctype html><p>دو قایق می‌آیند و می‌روند.</p>".encode(), ["stdin@"], "text/html"),
        (b'{"id":"1","text":"one"}\n{"id":"2","text":"two"}', ["1", "2"], "text/plain"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str], kind: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    read = documents("-", outlet="Breakwater")
    assert [d.id[: len(i)] for d, i in zip(read, ids, strict=True)] == ids
    assert {d.media_type for d in read} == {kind}
    assert not sys.stdin.closed


def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    script = "from rawi.ingest import ingest\nfor d in ingest(['-']): print(d.id, flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write('{"id":"1","text":"one"}\n')
        running.stdin.flush()
        assert running.stdout.readline() == "1\n"
        running.stdin.close()
