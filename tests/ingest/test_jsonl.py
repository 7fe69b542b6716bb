"""One JSON object a line: exact, and each bad line named."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.reading import both, documents, noted

TOLD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(rows=st.lists(st.tuples(TOLD, TOLD), max_size=6, unique_by=lambda row: row[0]), ascii_only=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
def test_id_and_text_are_kept_byte_for_byte(tmp_path: Path, rows: list[tuple[str, str]], ascii_only: bool) -> None:
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=ascii_only) for name, text in rows]
    (tmp_path / "a.jsonl").write_bytes("\n".join(lines).encode())
    assert [(d.id, d.text) for d in both(tmp_path / "a.jsonl")[0]] == rows


def test_every_fact_of_a_line(tmp_path: Path) -> None:
    line = {
        "id": "n-1",
        "text": "متن خبر",
        "published": "۱۳۹۸/۰۸/۱۴",
        "outlet": "بندر نیوز",
        "title": "دو قایق",
        "author": "ا. بندری",
        "url": "https://paper.example/1",
        "language": "fa",
        "more": {"is": ["passed over"]},
    }
    (tmp_path / "a.ndjson").write_text(json.dumps(line) + "\n", "utf-8")
    (document,) = documents(tmp_path / "a.ndjson")
    assert document.published is not None
    assert (document.published.start, document.published.precision) == ("2019-11-05", "day")
    assert (document.outlet, document.title, document.author) == ("بندر نیوز", "دو قایق", "ا. بندری")
    assert (document.language, document.locator) == ("fa", f"{tmp_path / 'a.ndjson'}:1")
    assert noted(document, "source.url") == ["https://paper.example/1"]


@pytest.mark.parametrize(
    ("published", "start", "end"),
    [
        ("2019-11-05T10:00:00Z", "2019-11-05", "2019-11-05"),
        ("2019-11", "2019-11-01", "2019-11-30"),
        ("1398", "2019-03-21", "2020-03-19"),
        (2019, "2019-01-01", "2019-12-31"),
    ],
)
def test_a_publication_date_may_be_a_month_or_a_year(
    tmp_path: Path, published: str | int, start: str, end: str
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "text": "t", "published": published}))
    (document,) = documents(tmp_path / "a.jsonl")
    assert document.published is not None
    assert (document.published.start, document.published.end) == (start, end)


def test_a_date_that_means_nothing_stays_unknown_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "t", "published": "05/06/2019"}')
    (document,) = documents(tmp_path / "a.jsonl")
    assert document.published is None
    assert noted(document, "published.unread") == ["05/06/2019"]


def test_the_line_goes_before_the_sidecar_and_the_sidecar_before_the_options(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id":"1","text":"t","outlet":"line"}\n{"id":"2","text":"t"}')
    (tmp_path / "a.jsonl.meta.toml").write_text('outlet = "sidecar"')
    first, second = documents(tmp_path / "a.jsonl", outlet="option", published="2019-11-05")
    assert (first.outlet, second.outlet) == ("line", "sidecar")
    assert first.published == second.published
    assert first.published is not None


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines: list[tuple[bytes, str | None]] = [
        (b'\xef\xbb\xbf{"id":"first","text":"one"}', None),
        (b"", None),
        (b"not json", "not JSON"),
        (b'{"id":"x"}', "it lacks “text”"),
        (b'{"id":"x","text":null}', "“text” should be a text, not null"),
        (b'{"id":"x","text":"t","title":7}', "“title” should be a text, not int"),
        (b"[1]", "JSON, but no object"),
        (b'{"id":"x","text":" "}', "“text” is empty"),
        (b'{"id":"first","text":"two"}', "the id “first” was given on line 1 already"),
        (b'{"id":"x","text":"\xff"}', "not valid UTF-8 at byte 18 of the line"),
        (b'{"id":"x","text":"\\ud83d"}', "not JSON"),
        (b'{"id":"last","text":"three"}', None),
        (b'{"id":"x","text":"thr', "broken off"),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(line for line, _ in lines))
    read, failed = both(tmp_path / "a.jsonl")
    assert [d.id for d in read] == ["first", "last"]
    assert [f.line for f in failed] == [n for n, (_, what) in enumerate(lines, 1) if what]
    for found, (_, what) in zip(failed, [row for row in lines if row[1]], strict=True):
        assert what is not None
        assert what in found.what
        assert found.remedy
        assert str(found).startswith(f"{tmp_path / 'a.jsonl'}:{found.line}: ")


def test_a_line_without_id_gets_one_that_stays(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"one"}\n{"id":7,"text":"two"}\n{"id":"","text":"three"}')
    ids = [d.id for d in documents(tmp_path)]
    assert ids == [d.id for d in documents(tmp_path)]
    assert ids[0].startswith("a.jsonl:1@")
    assert ids[1] == "7"
    assert len(set(ids)) == 3


def test_a_line_above_the_limit_is_passed_over(tmp_path: Path) -> None:
    big = json.dumps({"id": "big", "text": "x" * 5000})
    (tmp_path / "a.jsonl").write_text(f'{{"id":"a","text":"t"}}\n{big}\n{{"id":"b","text":"t"}}\n')
    read, failed = both(tmp_path / "a.jsonl", limit_bytes=1000)
    assert [d.id for d in read] == ["a", "b"]
    assert [(f.line, "above the limit" in f.what) for f in failed] == [(2, True)]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1256"])
def test_lines_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"id":"1","text":"قارب"}\r\n{"id":"2","text":"قاربان"}\r\n'.encode(encoding))
    read = documents(tmp_path, encoding=None if encoding == "utf-16" else encoding)
    assert [d.text for d in read] == ["قارب", "قاربان"]


def test_furniture_inside_a_line_s_text_is_marked_too(tmp_path: Path) -> None:
    text = "The boats were freed.\n\nTags: , , ,\n"
    (tmp_path / "a.jsonl").write_bytes(msgspec.json.encode({"id": "1", "text": text}))
    (document,) = documents(tmp_path)
    assert noted(document, "furniture.tags") == ["Tags: , , ,"]


def test_lines_are_known_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text('{"id":"1","text":"one"}\n{"id":"2","text":"two"}\n')
    assert [d.id for d in documents(tmp_path / "lines")] == ["1", "2"]
