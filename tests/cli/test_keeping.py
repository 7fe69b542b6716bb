"""rawi verify, backup and restore, as a person runs them."""

import json
import shutil
from pathlib import Path

import pytest

from rawi.store import Case, Decision

from .conftest import Run


@pytest.fixture
def case(demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(demo, folder)
    with Case.open(folder) as opened:
        row = opened.filter_claims(limit=1).rows[0]
        target = f"{row['document']}#{row['id']}"
        opened.decide(Decision(reviewer="n", action="accept", target_kind="claim", target=target, reason="as written"))
    return folder


def test_there_and_back_again(rawi: Run, case: Path, tmp_path: Path) -> None:
    sound = rawi("verify", case)
    assert sound.returncode == 0, sound.stderr
    assert "All is as it was written." in sound.stdout
    log = sound.stdout.split("The log's hash: ")[1].strip()
    saved = rawi("backup", case, tmp_path / "saved.tar.gz")
    assert saved.returncode == 0, saved.stderr
    assert "1 decision" in saved.stdout
    again = rawi("restore", tmp_path / "saved.tar.gz", tmp_path / "again")
    assert again.returncode == 0, again.stderr
    found = json.loads(rawi("verify", tmp_path / "again", "--log", log, "--json").stdout)
    assert (found["broken"], found["decisions"]) == ([], 1)
    shown = rawi("show", tmp_path / "again", "events", "--json")
    assert shown.stdout == rawi("show", case, "events", "--json").stdout != ""


def test_what_was_altered_is_named(rawi: Run, case: Path) -> None:
    original = min(path for path in (case / "originals").glob("??/*"))
    original.chmod(0o644)
    data = original.read_bytes()
    original.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    done = rawi("verify", case)
    assert done.returncode == 1
    assert f"ALTERED  originals: {original.name}" in done.stdout
    assert "the first altered byte is byte 0" in done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("verify", "nowhere"), 1),
        (("backup", "nowhere", "x.tar.gz"), 1),
        (("restore", "nowhere.tar.gz", "x"), 2),
        (("restore", "{text}", "x"), 1),
        (("backup", "{case}", "{text}"), 2),
        (("restore", "{text}", "{case}"), 2),
    ],
)
def test_trouble_is_told_in_a_sentence(
    rawi: Run, case: Path, tmp_path: Path, words: tuple[str, ...], status: int
) -> None:
    (tmp_path / "text").write_text("no backup")
    done = rawi(*(word.format(text=tmp_path / "text", case=case) for word in words), cwd=tmp_path)
    assert done.returncode == status
    assert done.stderr and "Traceback" not in done.stderr
