"""The case's database: what the store asks of it, SQLite's side of it, and its schema, which only moves forward."""

import re
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from rawi.errors import CaseError
from rawi.store.dialect import SQLITE, script

BUSY_MS = 30_000
CACHE_KIB = 65_536
LONG, PAUSE = 0.05, 0.1
"""Seconds of a transaction after which others get their turn, and how long that is.

A writer that waits for SQLite looks ten times a second whether it may.
"""
_NUMBERED = re.compile(r"(\d{4})-([a-z0-9-]+)\.sql")

Row = dict[str, Any]
Values = Sequence[Any]


class Migration(NamedTuple):
    """One step of the schema: its number (from 1, without gaps), its name and its SQL for both databases."""

    number: int
    name: str
    sql: str


class Database(ABC):
    """One connection. Statements are written with `?`; rows are dictionaries by column.

    A connection belongs to the thread that made it. Outside `transaction`, each statement stands for itself.
    """

    dialect: str
    where: str

    @abstractmethod
    def execute(self, sql: str, values: Values = ()) -> int:
        """Run a statement; return how many rows it touched."""

    @abstractmethod
    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run a statement once for each row of values."""

    @abstractmethod
    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, one by one."""

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query that may be too many to hold, one by one."""
        return self.each(sql, values)

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def end(self, *, keep: bool) -> None: ...

    @property
    @abstractmethod
    def within(self) -> bool:
        """Whether a transaction is open."""

    @abstractmethod
    def serialise(self, table: str) -> None:
        """Within a transaction: whoever else writes to the table waits until this transaction ends."""

    @abstractmethod
    def statements(self, sql: str) -> Iterator[str]:
        """The single statements of a script in this database's dialect."""

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def analyse(self) -> None:
        """Let the database count what it plans its queries by."""

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        return list(self.each(sql, values))

    @abstractmethod
    def tuples(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """The rows of a query as bare tuples, where there are many."""

    def row(self, sql: str, values: Values = ()) -> Row | None:
        return next(iter(self.rows(sql, values)), None)

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row; None where there is no row."""
        row = self.row(sql, values)
        return next(iter(row.values())) if row else None

    def number(self, sql: str, values: Values = ()) -> int:
        return int(self.value(sql, values) or 0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or not at all. One inside another is part of the outer one."""
        if self.within:
            yield
            return
        self.begin()
        try:
            yield
        except BaseException:
            self.end(keep=False)
            raise
        self.end(keep=True)

    def insert(self, table: str, rows: Sequence[Row], *, key: str = "") -> None:
        """Insert rows that have the same columns; with `key`, a row that is there already is changed."""
        if not rows:
            return
        columns = list(rows[0])
        names = ", ".join(f'"{column}"' for column in columns)
        sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
        if key:
            keys = {name.strip(' "') for name in key.split(",")}
            changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in keys)
            sql += f" ON CONFLICT ({key}) DO " + (f"UPDATE SET {changes}" if changes else "NOTHING")
        self.many(sql, [tuple(row.values()) for row in rows])


class Sqlite(Database):
    """A case's own file, in WAL mode; commits survive a crash of the process and of the machine."""

    dialect = SQLITE

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self.connection = connect(path)

    def execute(self, sql: str, values: Values = ()) -> int:
        return self.connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        self.connection.executemany(sql, rows)

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        cursor = self.connection.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        for row in cursor:
            yield dict(zip(names, row, strict=True))

    def tuples(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()

    def begin(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def end(self, *, keep: bool) -> None:
        self.connection.execute("COMMIT" if keep else "ROLLBACK")

    @property
    def within(self) -> bool:
        return self.connection.in_transaction

    def serialise(self, table: str) -> None:
        """Nothing to do: a transaction that writes is alone."""

    def analyse(self) -> None:
        self.connection.execute("PRAGMA analysis_limit = 2000")
        # Table by table: whoever writes waits for one of them, not for all.
        tables = self.tuples(
            """SELECT name FROM sqlite_master WHERE type = 'table'
               AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '%!_text%' ESCAPE '!'"""
        )
        for (table,) in tables:
            began = time.monotonic()
            self.connection.execute(f'ANALYZE "{table}"')
            if not self.within and time.monotonic() - began > LONG:
                time.sleep(PAUSE)

    def statements(self, sql: str) -> Iterator[str]:
        yield from statements(script(sql, SQLITE))

    def close(self) -> None:
        self.connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection in WAL mode. Raises CaseError when the file is no database or cannot be opened."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, cached_statements=512)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA mmap_size = 1073741824")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error as error:
        raise CaseError(
            f"the case's database cannot be opened: {error}", where=str(path), remedy="restore it from a backup"
        ) from error
    return connection


def migrations() -> list[Migration]:
    """Every migration that ships with this version, in order."""
    found = []
    for entry in resources.files("rawi.store").joinpath("migrations").iterdir():
        match = _NUMBERED.fullmatch(entry.name)
        if match:
            found.append(Migration(int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(database: Database, *, where: str, to: int | None = None) -> int:
    """Bring the schema up to this version's (or only `to` a number); return its number.

    Each migration and the row that records it are one transaction, so a crash leaves the schema at a whole
    step. Raises CaseError when the case is newer than this rawi.
    """
    known = migrations()[:to]
    done = _done(database)
    if done > known[-1].number:
        raise CaseError("the case was made by a newer rawi", where=where, remedy="upgrade rawi, then open it again")
    for migration in known[done:] if done < len(known) else ():
        with database.transaction():
            database.serialise("migration")
            # Another process may have migrated while this one waited for the lock.
            if database.row("SELECT 1 AS one FROM migration WHERE number = ?", (migration.number,)):
                continue
            for statement in database.statements(migration.sql):
                database.execute(statement)
            database.execute("INSERT INTO migration VALUES (?, ?, ?)", (migration.number, migration.name, now()))
    return known[-1].number


def _done(database: Database) -> int:
    database.execute(
        """CREATE TABLE IF NOT EXISTS migration
           (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"""
    )
    return database.number("SELECT coalesce(max(number), 0) FROM migration")


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


def now() -> str:
    """The time of day, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
