"""Verifying, backing up and bringing back a case, on either database."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.casework import copy, event, fill
from rawi.engine.indexing import indexed
from rawi.engine.searching import search, spelling
from rawi.errors import CaseError, UsageError
from rawi.store import Case, Decision
from rawi.store.backup import backup, restore
from rawi.store.dialect import SQLITE
from rawi.store.verify import verify


@pytest.fixture
def worked(case: Case) -> Case:
    """A case with an original, three records, an event, decisions and an account."""
    case.originals.keep(io.BytesIO(bytes(range(256)) * 40))
    digest = next(case.originals.all())
    fill(case)
    case.database.insert("original", [{"sha256": digest, "size": 10_240, "kept_at": "2024-05-05"}])
    case.database.execute("DELETE FROM original WHERE sha256 <> ?", (digest,))
    case.index([indexed(document, record) for document, record in case.records()])
    case.keep_merge([event()], [copy()])
    case.refresh(spelling)
    for number in (1, 2):
        case.decide(
            Decision(reviewer="n", action="accept", target_kind="claim", target=f"mill-en#E{number}", reason="")
        )
    case.add_account("nasrin", "owner", "a long walk by the river")
    case.begin_session("nasrin")
    return case


def tamper(case: Case, sql: str) -> None:
    """What somebody does who holds the database itself."""
    for table in ("record", "decision"):
        if case.database.dialect == SQLITE:
            for name in ("immutable", "kept"):
                case.database.execute(f"DROP TRIGGER IF EXISTS {table}_is_{name}")
        else:
            case.database.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    if case.database.dialect == SQLITE:
        case.database.execute("PRAGMA foreign_keys = OFF")
    case.database.execute(sql)


def test_a_sound_case_is_said_to_be_sound(worked: Case) -> None:
    found = verify(worked)
    assert (found.originals, found.records, found.decisions, found.broken) == (1, 3, 2, ())
    assert found.log == list(worked.decisions())[-1].hash
    assert verify(worked, log=next(iter(worked.decisions())).hash).broken == ()


@pytest.mark.parametrize(("at", "byte"), [(0, "byte 0"), (4_100, "byte 4,100"), (10_239, "byte 10,239")])
def test_an_altered_byte_of_an_original_is_found(worked: Case, at: int, byte: str) -> None:
    path = worked.originals.path(next(worked.originals.all()))
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    (broken,) = verify(worked).broken
    assert (broken.part, broken.name) == ("originals", path.name)
    assert broken.what == f"the first altered byte is {byte}"


def test_an_original_that_an_earlier_rawi_kept_is_altered_in_a_block(worked: Case) -> None:
    path = worked.originals.path(next(worked.originals.all()))
    data = path.read_bytes()
    old = b"".join(hashlib.blake2b(data[at : at + 4_096], digest_size=8).digest() for at in range(0, len(data), 4_096))
    worked.originals.blocks(path.name).write_bytes(old)
    path.chmod(0o644)
    path.write_bytes(data[:5_000] + b"?" + data[5_001:])
    assert "one of bytes 4,096 to 8,191" in verify(worked).broken[0].what


def test_originals_cut_off_gone_or_slipped_in_are_found(worked: Case) -> None:
    path = worked.originals.path(next(worked.originals.all()))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:5_000])
    assert "it has 5,000 bytes of 10,240" in verify(worked).broken[0].what
    path.unlink()
    assert verify(worked).broken[0].what == "it is missing"
    other = worked.originals.path("0" * 64)
    other.parent.mkdir()
    other.write_bytes(b"slipped in")
    assert verify(worked).broken[0].name == "0" * 64


@pytest.mark.parametrize(
    ("sql", "part", "name"),
    [
        ("UPDATE record SET body = replace(body, 'three', 'seven') WHERE number = 1", "records", "record 1 of document mill-en"),
        ("UPDATE record SET body = body || ' ' WHERE number = 2", "records", "record 2 of document mill-fa"),
        ("UPDATE record SET digest = NULL WHERE number = 2", "records", "record 2 of document mill-fa"),
        ("UPDATE record SET number = 9 WHERE number = 2", "records", "record 2"),
        ("UPDATE decision SET reviewer = 'k' WHERE number = 1", "decisions", "decision 1"),
        ("UPDATE decision SET anchor = 'null' WHERE number = 2", "decisions", "decision 2"),
        ("UPDATE decision SET after = '{' WHERE number = 2", "decisions", "decision 2"),
        ("DELETE FROM decision WHERE number = 1", "decisions", "decision 1"),
        ("DELETE FROM decision WHERE number = 2", "decisions", "decision 2"),
    ],
)  # fmt: skip
def test_tampering_with_the_database_is_found(worked: Case, sql: str, part: str, name: str) -> None:
    if worked.database.dialect != SQLITE and "number = 9" in sql:
        worked.database.execute("ALTER TABLE document DROP CONSTRAINT document_record_fkey")
    tamper(worked, sql)
    assert [(broken.part, broken.name) for broken in verify(worked).broken] == [(part, name)]


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE record SET body = replace(body, 'killed at the mill', 'killed in the mill') WHERE number = 1", "its body (text) was altered"),
        ("UPDATE record SET reader = 'other' WHERE number = 2", "its reader was altered"),
        ("UPDATE decision SET reviewer = 'k' WHERE number = 1", "its reviewer was altered, from byte 0 on"),
        ("UPDATE decision SET reason = 'because' WHERE number = 2", "its reason was altered"),
        ("UPDATE decision SET action = 'reject' WHERE number = 2", "its action was altered"),
        ("UPDATE decision SET trace = NULL, reviewer = 'k' WHERE number = 1", "it is not what was decided"),
    ],
)  # fmt: skip
def test_the_field_that_was_altered_is_named(worked: Case, sql: str, what: str) -> None:
    tamper(worked, sql)
    assert verify(worked).broken[0].what.startswith(what)


def test_a_log_cut_off_with_all_its_traces_is_found_by_its_hash(worked: Case) -> None:
    log = verify(worked).log
    tamper(worked, "DELETE FROM decision WHERE number = 2")
    worked.database.execute("DELETE FROM about WHERE decision = 2")
    assert verify(worked).broken == ()
    assert [broken.part for broken in verify(worked, log=log).broken] == ["decisions"]


@pytest.fixture
def saved(worked: Case, tmp_path: Path) -> Iterator[Path]:
    target = tmp_path / "backup.tar.gz"
    backup(worked, target)
    yield target


def test_a_backup_brings_back_all(worked: Case, saved: Path, tmp_path: Path, database: str | None) -> None:
    worked.decide(Decision(reviewer="n", action="reject", target_kind="claim", target="mill-fa#E1", reason="later"))
    restore(saved, tmp_path / "again", database=database)
    with Case.open(tmp_path / "again") as again:
        assert verify(again).broken == ()
        assert len(list(again.decisions())) == 2
        assert [row["id"] for row in again.filter_events().rows] == ["e1"]
        assert again.state("claim", "mill-en#E1").state == "accepted"
        assert [hit.document for hit in search(again, "خامنئي آسیاب").hits] == ["mill-fa"]
        assert again.check_password("nasrin", "a long walk by the river") is not None
        assert again.database.number("SELECT count(*) FROM session") == 0
        made = again.decide(Decision(reviewer="n", action="reject", target_kind="event", target="e1", reason=""))
        assert made.number == 3
        assert verify(again).broken == ()
    assert len(list(worked.decisions())) == 3


def test_a_backup_is_of_one_moment_while_people_decide(
    worked: Case, tmp_path: Path, database: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rawi.store.backup.PAGES", 5)
    with Case.open(worked.folder, database=database) as other:
        steps = 0

        def somebody_decides(part: str, done: int, total: int) -> None:
            nonlocal steps
            if part == "database":
                steps += 1
                assert steps <= total, "the copy began anew"
                if steps % 8 == 1:
                    other.decide(
                        Decision(reviewer="o", action="comment", target_kind="event", target="e1", after="!", reason="")
                    )

        backup(worked, tmp_path / "backup.tar.gz", somebody_decides)
    assert len(list(worked.decisions())) > 4
    restore(tmp_path / "backup.tar.gz", tmp_path / "again", database=database)
    with Case.open(tmp_path / "again") as again:
        assert verify(again).broken == ()
        assert len(list(again.decisions())) == 2


def test_backup_and_restore_never_write_over_anything(worked: Case, saved: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="exists already"):
        backup(worked, saved)
    with pytest.raises(UsageError, match="holds something already"):
        restore(saved, worked.folder)
    other = "postgresql://nobody@localhost/none" if worked.database.dialect == SQLITE else None
    with pytest.raises(UsageError, match="database"):
        restore(saved, tmp_path / "again", database=other)


def test_what_is_no_backup_is_refused(saved: Path, tmp_path: Path, database: str | None) -> None:
    (tmp_path / "half.tar.gz").write_bytes(saved.read_bytes()[:400])
    (tmp_path / "text.tar.gz").write_bytes(b"no archive at all")
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(saved) as old, tarfile.open(evil, "w:gz") as new:
        manifest = old.getmember("manifest.json")
        new.addfile(manifest, old.extractfile(manifest))
        new.addfile(tarfile.TarInfo("../../evil"), io.BytesIO())
    for number, name in enumerate(("half", "text", "evil")):
        with pytest.raises(CaseError):
            restore(tmp_path / f"{name}.tar.gz", tmp_path / str(number), database=database)
    assert not (tmp_path.parent / "evil").exists()


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://u:secret@h/d", "postgresql://u@h/d?password=x"])
def test_an_address_that_will_not_do_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError):
        Case.open(tmp_path / "team", create=True, database=address)
    assert not (tmp_path / "team").exists()


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(CaseError, match="does not answer"):
        Case.open(tmp_path / "team", create=True, database="postgresql://u@127.0.0.1:9/none")
    assert list((tmp_path / "team").iterdir()) == []
