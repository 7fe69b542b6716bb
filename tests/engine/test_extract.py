"""Records without a case: in order, and the same from any number of processes."""

import json
from functools import partial
from pathlib import Path

from rawi.engine.extract import crew_size, extract
from rawi.engine.job import Read
from rawi.ingest import Failure, Unit, options, sources

from .writing import write_lines, write_texts


def note(done: list[str], unit: Unit) -> None:
    done.append(unit.name)


def test_records_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write_texts(tmp_path / "news", 3)
    write_lines(tmp_path / "news" / "lines.jsonl", 70)
    runs = []
    for workers in (1, 2):
        totals, done = list[int](), list[str]()
        results = list(
            extract(
                [tmp_path / "news"],
                options(),
                workers=workers,
                total=totals.append,
                done=partial(note, done),
            )
        )
        runs.append([each.body for each in results if isinstance(each, Read)])
        assert (totals, done) == ([4], ["000.txt", "001.txt", "002.txt", "lines.jsonl"])
    assert runs[0] == runs[1]
    ids = [json.loads(body)["id"] for body in runs[0]]
    assert [id.split("@")[0] for id in ids] == ["000.txt", "001.txt", "002.txt", *(f"n{n}" for n in range(70))]


def test_id_and_text_are_kept_byte_for_byte(tmp_path: Path) -> None:
    text = "گفت:\r\n«می\u200cرود» e\u0301 \U0001f3f3\ufe0f\u200d\U0001f308 "
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": " ۱۲ ", "text": text}), encoding="utf-8")
    (read,) = extract([path], options())
    assert isinstance(read, Read)
    assert (read.record.id, read.record.text) == (" ۱۲ ", text)


def test_a_failure_stands_where_its_line_stood(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"id": "a", "text": "He said so."}\n{\n{"id": "b", "text": "She said so."}\n')
    kinds = [type(each) for each in extract([path], options())]
    assert kinds == [Read, Failure, Read]


def test_few_bytes_are_read_without_starting_processes(tmp_path: Path) -> None:
    units = [unit for unit in sources([write_texts(tmp_path / "news", 3)]) if isinstance(unit, Unit)]
    assert crew_size(units, None) == 1
    assert crew_size(units, 3) == 3
