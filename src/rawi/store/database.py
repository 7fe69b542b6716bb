"""The case's SQLite file: connections, transactions, migrations."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from rawi.errors import CaseError

BUSY_MS = 30_000
_NUMBERED = re.compile(r"(\d{4})-([a-z0-9-]+)\.sql")


class Migration(NamedTuple):
    """One step of the schema: its number (from 1, without gaps), its name and its SQL."""

    number: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """Every migration that ships with this version, in order."""
    found = []
    for entry in resources.files("rawi.store").joinpath("migrations").iterdir():
        match = _NUMBERED.fullmatch(entry.name)
        if match:
            found.append(Migration(int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    return sorted(found)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in WAL mode whose commits survive a crash of the process and of the machine.

    Transactions are begun and ended by `transaction`, never implicitly. Raises CaseError when the file is no
    database or cannot be opened.
    """
    try:
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        raise CaseError(
            f"the case's database cannot be opened: {error}", where=str(path), remedy="restore it from a backup"
        ) from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept together, or not at all. One inside another is part of the outer one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrate(connection: sqlite3.Connection, *, where: str) -> int:
    """Bring the schema up to this version's; return its number.

    Each migration and the row that records it are one transaction, so a crash leaves the schema at a whole
    step. Raises CaseError when the case is newer than this rawi.
    """
    connection.execute(
        """CREATE TABLE IF NOT EXISTS migration
           (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"""
    )
    known = migrations()
    done: int = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()[0]
    if done > known[-1].number:
        raise CaseError("the case was made by a newer rawi", where=where, remedy="upgrade rawi, then open it again")
    for migration in known:
        if migration.number <= done:
            continue
        with transaction(connection):
            # Another process may have migrated while this one waited for the lock.
            if connection.execute("SELECT 1 FROM migration WHERE number = ?", (migration.number,)).fetchone():
                continue
            for statement in statements(migration.sql):
                connection.execute(statement)
            connection.execute(
                "INSERT INTO migration VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                (migration.number, migration.name),
            )
    return known[-1].number


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script (`executescript` would commit the transaction it runs in)."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError(f"unfinished statement: {pending.strip()[:80]}")
