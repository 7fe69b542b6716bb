"""`rawi merge`, and what a built case shows of its merge."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from tests.merge.made import claim, record

from rawi.cli import main
from rawi.engine.corpus import merge_case
from rawi.store import Case, Decision, Fingerprint, Reading

POLICE = ("the police", "organisation")
RECORDS = (
    record("a", "Outlet A", "2019-11-03", claim(killed=3, voices=(POLICE,))),
    record("b", "Outlet B", "2019-11-04", claim(killed=4)),
    record("c", "Outlet C", "2019-11-09", claim(day="2019-11-08", place="Baghdad", killed=40)),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    with Case.open(folder, create=True) as opened:
        mark = Fingerprint("made", "0" * 64, "", "test")
        reading = opened.begin(mark, size=1)
        opened.save(mark, reading, [Reading(at, each, 0.0) for at, each in enumerate(RECORDS)])
        opened.finish(mark, reading)
        merge_case(opened)
    return folder


def show(case: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["show", str(case), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_merge_writes_parquet_and_says_what_it_came_to(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_bytes(b"\n".join(map(msgspec.json.encode, RECORDS)))
    result = CliRunner().invoke(main, ["merge", str(lines), "-o", str(tmp_path / "out"), "--json", "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output) == {
        "documents": 3, "claims": 3, "events": 2, "shared": 1, "copies": 0, "suggested": 0,
        "crowded": 0,
    }  # fmt: skip


def test_a_line_that_is_no_record_is_named_with_its_place(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text('{"id": 3}\n')
    result = CliRunner().invoke(main, ["merge", str(lines), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "records.jsonl, byte 0" in result.output
    assert "Traceback" not in result.output


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_bytes(msgspec.json.encode(RECORDS[0]) + b"\n" + msgspec.json.encode(RECORDS[0]))
    result = CliRunner().invoke(main, ["merge", str(lines), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "two records have the id 'a'" in result.output


def test_events_are_listed_in_order_of_time(case: Path) -> None:
    rows = [json.loads(line) for line in show(case, "events", "--json").splitlines()]
    assert [row["start"] for row in rows] == ["2019-11-03", "2019-11-08"]
    assert rows[0]["origins_high"] == 2


def test_an_event_shows_its_tellers_its_tolls_and_its_reasons(case: Path) -> None:
    text = show(case, "event", "1")
    assert "the police" in text
    assert "killed: grows" in text
    assert "both in Karbala" in text
    assert json.loads(show(case, "event", "1", "--json"))["claims"] == [["a", "e1"], ["b", "e1"]]


def test_an_event_that_is_not_there_is_a_plain_sentence(case: Path) -> None:
    result = CliRunner().invoke(main, ["show", str(case), "event", "99"])
    assert result.exit_code == 2
    assert "no event 99" in result.output


def test_origins_and_conflicts_and_copies_are_listed(case: Path) -> None:
    assert any(json.loads(line)["name"] == "the police" for line in show(case, "origins", "--json").splitlines())
    assert show(case, "conflicts", "--json") == ""
    assert "found" not in show(case, "copies")


def test_a_reviewers_split_is_kept_and_undone(case: Path) -> None:
    with Case.open(case) as opened:
        made = opened.decide(
            Decision(reviewer="me", action="split", target_kind="claim", target="a#e1", reason="two squares",
                     after="b#e1")
        )  # fmt: skip
        assert merge_case(opened).events == 3
        opened.decide(
            Decision(reviewer="me", action="undo", target_kind="decision", target=str(made.number), reason="no")
        )
        assert merge_case(opened).events == 2


@pytest.mark.parametrize("what", ["events", "copies", "origins", "conflicts"])
def test_every_list_is_there_as_json(case: Path, what: str) -> None:
    with Case.open(case) as opened:
        text = " ".join(f"{word}{number} stood by the bridge" for number, word in enumerate(["stone", "iron"] * 12))
        copied = [record(name, f"Outlet {name}", "2019-11-04", text=text) for name in ("d", "e")]
        disputed = record("f", "Outlet F", "2019-11-03", claim(killed=17))
        mark = Fingerprint("more", "1" * 64, "", "test")
        reading = opened.begin(mark, size=1)
        opened.save(mark, reading, [Reading(at, each, 0.0) for at, each in enumerate([*copied, disputed])])
        opened.finish(mark, reading)
        merge_case(opened)
    rows = [json.loads(line) for line in show(case, what, "--json").splitlines()]
    assert rows or what == "conflicts"
    assert all(isinstance(row, dict) for row in rows)


def test_merge_tells_what_it_came_to_as_json(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_bytes(b"\n".join(map(msgspec.json.encode, RECORDS)))
    result = CliRunner().invoke(main, ["merge", str(lines), "-o", str(tmp_path / "events"), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["events"] == 2
