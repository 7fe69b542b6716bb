"""Templates are compiled once, and anew whenever they or what compiles them changes."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from rawi.review.compiled import Compiled


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def environment(folder: Path, text: str) -> Environment:
    return Environment(loader=DictLoader({"a.html": text}), bytecode_cache=Compiled(folder), autoescape=True)


def rendered(folder: Path, text: str) -> str:
    return environment(folder, text).get_template("a.html").render(name="<mill>")


def test_what_was_compiled_is_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert rendered(folder, "Hello {{ name }}") == "Hello &lt;mill&gt;"
    (kept,) = folder.iterdir()
    at = kept.stat().st_mtime_ns
    assert rendered(folder, "Hello {{ name }}") == "Hello &lt;mill&gt;"
    assert kept.stat().st_mtime_ns == at


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    assert rendered(tmp_path, "Hello {{ name }}") == "Hello &lt;mill&gt;"
    assert rendered(tmp_path, "Salam {{ name }}") == "Salam &lt;mill&gt;"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_torn_is_compiled_anew(tmp_path: Path) -> None:
    rendered(tmp_path, "Hello {{ name }}")
    (kept,) = tmp_path.iterdir()
    for torn in (b"", b"x", kept.read_bytes()[:40], kept.read_bytes()[:-9]):
        kept.write_bytes(torn)
        assert rendered(tmp_path, "Hello {{ name }}") == "Hello &lt;mill&gt;"


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert rendered(tmp_path / "file", "Hello {{ name }}") == "Hello &lt;mill&gt;"
