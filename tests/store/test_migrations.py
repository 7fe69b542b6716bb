"""The schema moves forward in whole steps."""

from pathlib import Path

import pytest

from rawi.errors import CaseError
from rawi.store import database
from rawi.store.database import Migration, Sqlite, migrate, migrations, statements


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    connection = Sqlite(tmp_path / "x.sqlite")
    assert migrate(connection, where="x") == migrate(connection, where="x") == len(migrations())
    assert connection.number("SELECT count(*) FROM migration") == len(migrations())


def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [*migrations(), Migration(len(migrations()) + 1, "broken", "CREATE TABLE half (a);\nSELECT nothing;\n")]
    connection = Sqlite(tmp_path / "x.sqlite")
    migrate(connection, where="x")
    monkeypatch.setattr(database, "migrations", lambda: broken)
    with pytest.raises(Exception, match="nothing"):
        migrate(connection, where="x")
    assert connection.number("SELECT count(*) FROM migration") == len(broken) - 1
    assert not connection.row("SELECT 1 FROM sqlite_master WHERE name = 'half'")


def test_a_case_of_a_newer_rawi_is_left_alone(tmp_path: Path) -> None:
    connection = Sqlite(tmp_path / "x.sqlite")
    migrate(connection, where="x")
    connection.execute("INSERT INTO migration VALUES (9999, 'later', 'then')")
    with pytest.raises(CaseError, match="newer rawi"):
        migrate(connection, where="x")


def test_statements_keep_triggers_whole() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN SELECT 1; END;\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(ValueError, match="unfinished"):
        list(statements("SELECT 1"))
