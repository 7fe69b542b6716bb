"""build, extract and explain: results to stdout, the rest to stderr, an exit status to rely on."""

import json
import os
import re
from pathlib import Path

import pytest

from .conftest import Run

TEXT = "The governor of Basra said on 4 May 2024 that three people were killed in Baghdad."


def test_extract_writes_records_to_stdout_and_the_rest_to_stderr(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("extract", tmp_path / "a.txt", "--outlet", "The Morning", "--published", "2024-05-05")
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    assert (record["schema"], record["text"], record["outlet"]) == ("rawi/1", TEXT, "The Morning")
    assert record["published"]["start"] == "2024-05-05"
    assert "1 document (1 English)" in done.stderr
    assert done.returncode == 0


def test_extract_to_a_file_writes_it_whole_or_not_at_all(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("extract", tmp_path / "a.txt", "-o", tmp_path / "records.jsonl")
    assert done.stdout == ""
    assert len((tmp_path / "records.jsonl").read_text().splitlines()) == 1
    done = rawi("extract", tmp_path / "a.txt", "-o", tmp_path / "no" / "such" / "records.jsonl")
    assert done.returncode == 1
    assert "cannot write there" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "records.jsonl"]


def test_extract_reads_standard_input(rawi: Run) -> None:
    done = rawi("extract", "-", input=json.dumps({"id": "x", "text": TEXT}) + "\n")
    assert json.loads(done.stdout)["id"] == "x"


def test_bad_input_is_named_with_line_and_remedy_and_the_rest_is_read(rawi: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "lines.jsonl").write_text(f'{{"id": "a", "text": "{TEXT}"}}\nnot json\n{{"id": "b"}}\n')
    (folder / "long.txt").write_text("word " * 200_000)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    done = rawi("build", folder, "-o", tmp_path / "case")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "Read 3 documents" in done.stdout
    assert "5 failures" in done.stdout
    for words in ("empty.txt", "binary.txt", "lines.jsonl:2", "lines.jsonl:3", "loop", "→"):
        assert words in done.stdout
    assert rawi("show", tmp_path / "case", "failures", "--json").stdout.count("\n") == 5


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_named(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text(TEXT)
    (tmp_path / "closed.txt").chmod(0)
    done = rawi("extract", tmp_path / "closed.txt")
    assert done.returncode == 1
    assert "no permission" in done.stderr


def test_an_option_that_makes_no_sense_is_wrong_usage(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("extract", tmp_path / "a.txt", "--published", "someday")
    assert done.returncode == 2
    assert "--published" in done.stderr
    assert "2019-11-05" in done.stderr


def test_building_twice_reads_once(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    first = rawi("build", tmp_path / "a.txt", "-o", tmp_path / "case")
    again = rawi("build", tmp_path / "a.txt", "-o", tmp_path / "case")
    assert "Read 1 document from 1 file" in first.stdout
    assert "1 file had not changed" in again.stdout
    assert (tmp_path / "case" / "dossier.html").stat().st_size > 10_000
    assert "\x1b" not in first.stdout + first.stderr


def test_a_folder_that_is_no_case_is_refused_in_words(rawi: Run, tmp_path: Path) -> None:
    done = rawi("show", tmp_path)
    assert done.returncode == 1
    assert "this is not a case" in done.stderr
    assert "rawi build" in done.stderr


def test_explain_names_the_rule_behind_each_value(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("explain", tmp_path / "a.txt")
    assert done.returncode == 0
    for pattern in (
        r"trigger ASSAULT  \[\d+,\d+\)  ← (were )?killed",
        r"when 4 May 2024 \(Gregorian.*\)  en\.\S+  \[30,40\)  ← 4 May 2024",
        r"how many 3 killed.*← three people",
        r"where Baghdad, city, IQ",
        r"says.*en\.",
    ):
        assert re.search(pattern, done.stdout), pattern


def test_explain_prints_the_rules_themselves(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("explain", tmp_path / "a.txt", "--at", str(TEXT.index("4 May")), "--rules")
    (rule,) = re.findall(r"  (\S+)  \[30,40\)", done.stdout)
    assert re.search(rf"^{re.escape(rule)}$", done.stdout, re.M)
    assert re.search(r"^  pattern  .*\{", done.stdout, re.M)


def test_explain_at_a_place_shows_what_was_read_there(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = rawi("explain", tmp_path / "a.txt", "--at", str(TEXT.index("4 May")))
    assert "4 May 2024" in done.stdout
    assert "Baghdad" not in done.stdout.replace(TEXT, "").split("when")[-1]
    assert "nothing was read here" in rawi("explain", tmp_path / "a.txt", "--at", "9999").stdout


def test_explain_asks_for_a_document_that_is_there(rawi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": TEXT}))
    assert rawi("explain", tmp_path / "a.jsonl", "--id", "x").returncode == 0
    assert rawi("explain", tmp_path / "a.jsonl", "--id", "y").returncode == 2


def test_output_that_nobody_reads_is_no_error(rawi: Run, tmp_path: Path) -> None:
    import subprocess
    import sys

    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(json.dumps({"id": str(n), "text": TEXT}) for n in range(300)))
    code = f"from rawi.cli import main; main(['extract', {str(lines)!r}, '--workers', '1'])"
    done = subprocess.run(
        f'"{sys.executable}" -c "{code}" | head -1', shell=True, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["id"] == "0"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
