"""A case keeps what it was given, reads nothing twice, and says what it cannot do."""

import sqlite3
from pathlib import Path

import pytest

from rawi.errors import CaseError
from rawi.store import Case, Failed, Fingerprint, Reading

from .conftest import make_record


def read_into(case: Case, fingerprint: Fingerprint, *records: object) -> list[str]:
    reading = case.begin(fingerprint, size=10)
    ids = case.save(fingerprint, reading, [Reading(i, record, 0.1) for i, record in enumerate(records)])  # type: ignore[arg-type]
    case.finish(fingerprint, reading)
    return ids


def test_a_record_comes_back_as_it_went_in(case: Case, fingerprint: Fingerprint) -> None:
    record = make_record()
    assert read_into(case, fingerprint, record) == ["a"]
    assert case.record("a") == record
    assert list(case.records()) == [("a", record)]


def test_the_columns_say_what_the_record_says(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record())
    (document,) = case.documents()
    assert (document["language"], document["outlet"], document["claims"]) == ("en", "The Morning", 1)
    claim = case.database.row("SELECT * FROM claim")
    assert claim is not None
    assert (claim["voice"], claim["place"], claim["time_start"]) == ("a witness", "Tarvand", "2024-05-04")
    depths = case.database.rows("SELECT id, depth FROM attribution ORDER BY position")
    assert [tuple(row.values()) for row in depths] == [("A1", 1), ("A2", 2)]


def test_a_file_counts_as_read_only_to_its_end_and_as_it_was(case: Case, fingerprint: Fingerprint) -> None:
    reading = case.begin(fingerprint, size=10)
    assert not case.has_read(fingerprint)
    case.finish(fingerprint, reading)
    assert case.has_read(fingerprint)
    for changed in ({"sha256": "2" * 64}, {"options": '{"outlet":"x"}'}, {"reader": "rawi-2"}, {"locator": "b.txt"}):
        assert not case.has_read(fingerprint._replace(**changed))


def test_a_file_with_a_failure_is_tried_again(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record())
    case.fail([Failed("news.txt", 3, "not JSON", "mend the line")])
    assert not case.has_read(fingerprint)
    assert case.failures() == [Failed("news.txt", 3, "not JSON", "mend the line")]
    case.begin(fingerprint, size=10)
    assert case.failures() == []


def test_reading_anew_adds_a_record_and_shows_the_latest(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record())
    newer = fingerprint._replace(reader="rawi-2")
    read_into(case, newer, make_record(text="Agency N quoted a witness: on 4 May shots were fired in Tarvand!"))
    assert case.record("a").text.endswith("!")
    assert len(case.documents()) == 1
    assert case.database.number("SELECT count(*) FROM record") == 2


def test_a_crash_in_the_middle_of_a_file_goes_on_where_it_was(case: Case, fingerprint: Fingerprint) -> None:
    first, second = make_record("a", locator="news.txt:1"), make_record("b", locator="news.txt:2")
    reading = case.begin(fingerprint, size=10)
    case.save(fingerprint, reading, [Reading(0, first, 0.1)])
    again = case.begin(fingerprint, size=10)
    assert again == reading
    assert case.keep_known(fingerprint, again, 0, name="a", locator="news.txt:1", sha256=first.sha256)
    assert not case.keep_known(fingerprint, again, 1, name="b", locator="news.txt:2", sha256=second.sha256)
    case.save(fingerprint, again, [Reading(1, second, 0.1)])
    assert case.finish(fingerprint, again) == 0
    assert [document["id"] for document in case.documents()] == ["a", "b"]


def test_what_a_file_no_longer_holds_is_replaced_not_lost(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record("a"), make_record("b", locator="news.txt:2"))
    changed = fingerprint._replace(sha256="2" * 64)
    reading = case.begin(changed, size=10)
    case.save(changed, reading, [Reading(0, make_record("a"), 0.1)])
    assert case.finish(changed, reading) == 1
    assert [document["id"] for document in case.documents()] == ["a"]
    assert case.record("b").id == "b"


def test_two_files_may_use_the_same_id(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record("1"))
    other = fingerprint._replace(locator="other.txt")
    (taken,) = read_into(case, other, make_record("1", locator="other.txt"))
    assert taken.startswith("1~")
    assert read_into(case, other._replace(reader="rawi-2"), make_record("1", locator="other.txt")) == [taken]
    assert {record.locator for _, record in case.records()} == {"news.txt", "other.txt"}


def test_an_id_twice_in_one_file_is_two_documents(case: Case, fingerprint: Fingerprint) -> None:
    ids = read_into(case, fingerprint, make_record("1", locator="f:1"), make_record("1", locator="f:2"))
    assert len(set(ids)) == 2


def test_half_a_batch_is_never_kept(case: Case, fingerprint: Fingerprint) -> None:
    reading = case.begin(fingerprint, size=10)
    with pytest.raises(AttributeError):
        case.save(fingerprint, reading, [Reading(0, make_record(), 0.1), Reading(1, None, 0.1)])  # type: ignore[arg-type]
    assert case.documents() == []
    assert case.database.number("SELECT count(*) FROM record") == 0


def test_records_cannot_be_changed_or_removed(case: Case, fingerprint: Fingerprint) -> None:
    read_into(case, fingerprint, make_record())
    for statement in ("UPDATE record SET body = '{}'", "DELETE FROM record"):
        with pytest.raises(sqlite3.IntegrityError, match="records are"):
            case.database.execute(statement)


def test_a_folder_that_is_no_case_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="rawi build"):
        Case.open(tmp_path / "missing")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "diary.txt").write_text("x")
    with pytest.raises(CaseError, match="something else"):
        Case.open(tmp_path / "full", create=True)
    assert [entry.name for entry in (tmp_path / "full").iterdir()] == ["diary.txt"]


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "case.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(CaseError, match="backup"):
        Case.open(tmp_path)


def test_one_build_at_a_time(case: Case) -> None:
    other = Case.open(case.folder)
    with case.lock(), pytest.raises(CaseError, match="another rawi"), other.lock():
        pass
    with other.lock():
        pass


def test_settings_are_kept(case: Case) -> None:
    assert case.setting("title", "none") == "none"
    case.set("title", "Tarvand")
    case.set("title", "Tarvand, May")
    assert Case.open(case.folder).setting("title") == "Tarvand, May"
