"""The case: a folder that holds originals, records and decisions of one inquiry."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from rawi.errors import CaseError
from rawi.records import Record
from rawi.store import decisions as log
from rawi.store.database import connect, migrate, transaction
from rawi.store.decisions import Decision
from rawi.store.lock import exclusive
from rawi.store.originals import Originals
from rawi.store.rows import attribution_rows, claim_rows, document_columns

DATABASE = "case.sqlite"
ORIGINALS = "originals"
LOCK = "case.lock"


class Fingerprint(NamedTuple):
    """What decides how a file is read: its bytes, what was asked of the reader, and the reader itself."""

    locator: str
    sha256: str
    options: str
    reader: str


class Reading(NamedTuple):
    """One document's record, its place in its file (from 0) and the seconds the reading took."""

    position: int
    record: Record
    seconds: float


class Failed(NamedTuple):
    """A file, or a line of one, that could not be read, and what to do about it."""

    source: str
    line: int | None
    what: str
    remedy: str


class Case:
    """A case folder, opened. Use it as a context manager, or close it.

    Every method that writes has kept what it was given, through a crash too, once it returns.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder, self.connection = folder, connection
        self.originals = Originals(folder / ORIGINALS)

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Open a case, bringing its schema up to date; with `create`, make the folder and an empty case.

        Raises CaseError when there is no case, when the folder holds other things, or when it is too new.
        """
        database = folder / DATABASE
        if not database.exists():
            if not create:
                raise CaseError(
                    "this is not a case", where=str(folder), remedy="make one with `rawi build PATH… -o CASE`"
                )
            _make_folder(folder)
        try:
            connection = connect(database)
            migrate(connection, where=str(folder))
        except sqlite3.DatabaseError as error:
            raise CaseError(
                f"the case's database is damaged: {error}", where=str(database), remedy="restore it from a backup"
            ) from error
        return cls(folder, connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def lock(self) -> AbstractContextManager[None]:
        """Hold the case for a build. Raises CaseError when another process builds into it."""
        return exclusive(self.folder / LOCK, where=str(self.folder))

    def together(self) -> AbstractContextManager[None]:
        """What is written inside is kept all at once, or not at all."""
        return transaction(self.connection)

    # Settings

    def setting(self, name: str, default: str | None = None) -> str | None:
        row = self.connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row["value"] if row else default

    def set(self, name: str, value: str) -> None:
        with transaction(self.connection):
            self.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # Reading into the case

    def has_read(self, fingerprint: Fingerprint) -> bool:
        """Whether this very file was read to its end, asked in this way, by this reader, without a failure."""
        row = self.connection.execute(
            """SELECT 1 FROM source WHERE locator = ? AND sha256 = ? AND options = ? AND reader = ? AND state = 'read'
               AND NOT EXISTS (SELECT 1 FROM failure WHERE failure.source = source.locator)""",
            fingerprint,
        ).fetchone()
        return row is not None

    def begin(self, fingerprint: Fingerprint, *, size: int) -> int:
        """Say that a file's reading starts (or goes on after a crash); return the number of the reading.

        Its earlier failures are forgotten. `size` is in bytes, and the original is already kept.
        """
        with transaction(self.connection):
            row = self.connection.execute("SELECT * FROM source WHERE locator = ?", (fingerprint.locator,)).fetchone()
            goes_on = row is not None and row["state"] == "reading" and _fingerprint(row) == fingerprint
            reading: int = (row["reading"] if row else 0) + (0 if goes_on else 1)
            self.connection.execute(
                """INSERT INTO source VALUES (?, ?, ?, ?, ?, 'reading', ?)
                   ON CONFLICT (locator) DO UPDATE SET sha256 = excluded.sha256, options = excluded.options,
                     reader = excluded.reader, reading = excluded.reading, state = 'reading',
                     read_at = excluded.read_at""",
                (*fingerprint, reading, _now()),
            )
            self.connection.execute(
                "INSERT INTO original VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (fingerprint.sha256, size, _now())
            )
            self.connection.execute("DELETE FROM failure WHERE source = ?", (fingerprint.locator,))
        return reading

    def keep_known(
        self, fingerprint: Fingerprint, reading: int, position: int, *, name: str, locator: str, sha256: str
    ) -> bool:
        """Carry a document over when its latest record still stands: same place, bytes, options and reader."""
        with transaction(self.connection):
            return (
                self.connection.execute(
                    """UPDATE document SET reading = ?, position = ?, state = 'current'
                       WHERE name = ? AND source = ? AND locator = ? AND sha256 = ? AND EXISTS (
                         SELECT 1 FROM record WHERE number = document.record AND options = ? AND reader = ?)""",
                    (
                        reading,
                        position,
                        name,
                        fingerprint.locator,
                        locator,
                        sha256,
                        fingerprint.options,
                        fingerprint.reader,
                    ),
                ).rowcount
                > 0
            )

    def save(self, fingerprint: Fingerprint, reading: int, readings: Iterable[Reading]) -> list[str]:
        """Keep the records of some of a file's documents, all or none; return the documents' ids in the case."""
        with transaction(self.connection):
            return [self._save(fingerprint, reading, each) for each in readings]

    def fail(self, failures: Iterable[Failed]) -> None:
        """Keep what could not be read. A file's earlier failures are forgotten by `begin` or `forgive`."""
        rows = [(*failed, _now()) for failed in failures]
        with transaction(self.connection):
            self.connection.executemany("INSERT INTO failure VALUES (?, ?, ?, ?, ?)", rows)

    def forgive(self, source: str) -> None:
        """Forget a file's earlier failures, before it is tried again."""
        with transaction(self.connection):
            self.connection.execute("DELETE FROM failure WHERE source = ?", (source,))

    def finish(self, fingerprint: Fingerprint, reading: int) -> int:
        """Say that a file was read to its end; return how many documents it no longer holds (they stay, replaced)."""
        with transaction(self.connection):
            replaced = self.connection.execute(
                "UPDATE document SET state = 'replaced' WHERE source = ? AND reading < ? AND state = 'current'",
                (fingerprint.locator, reading),
            ).rowcount
            self.connection.execute("UPDATE source SET state = 'read' WHERE locator = ?", (fingerprint.locator,))
        return replaced

    def _save(self, fingerprint: Fingerprint, reading: int, each: Reading) -> str:
        record = each.record
        document = self._id(fingerprint.locator, reading, record)
        number = self.connection.execute(
            """INSERT INTO record (document, sha256, options, reader, seconds, made_at, body)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                document,
                record.sha256,
                fingerprint.options,
                fingerprint.reader,
                each.seconds,
                _now(),
                msgspec.json.encode(record).decode(),
            ),
        ).lastrowid
        columns = document_columns(record)
        for table in ("attribution", "claim"):
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._upsert(
            "document",
            {
                "id": document,
                "source": fingerprint.locator,
                "position": each.position,
                **columns,
                "record": number,
                "reading": reading,
                "state": "current",
            },
        )
        for row in attribution_rows(document, record):
            self._upsert("attribution", row)
        for row in claim_rows(document, record):
            self._upsert("claim", row)
        return document

    def _id(self, source: str, reading: int, record: Record) -> str:
        """The record's own id, or, where another document of the case has it, that id and a mark of its place."""
        row = self.connection.execute(
            "SELECT source, locator, reading FROM document WHERE id = ?", (record.id,)
        ).fetchone()
        if row is None or row["locator"] == record.locator:
            return record.id
        if row["source"] == source and row["reading"] < reading:
            return record.id
        return f"{record.id}~{hashlib.sha256(record.locator.encode()).hexdigest()[:8]}"

    def _upsert(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        values = ", ".join(f":{name}" for name in row)
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in row)
        key = "id" if table == "document" else "document, id"
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {changes}", row
        )

    # What the case holds

    def documents(self) -> list[dict[str, Any]]:
        """The rows of the current documents, in the order of their files and of their place in them."""
        rows = self.connection.execute("SELECT * FROM document WHERE state = 'current' ORDER BY source, position, id")
        return [dict(row) for row in rows]

    def record(self, document: str) -> Record:
        """The latest record of a document, by its id in the case. Raises CaseError when there is none."""
        row = self.connection.execute(
            "SELECT body FROM record JOIN document ON record.number = document.record WHERE document.id = ?",
            (document,),
        ).fetchone()
        if row is None:
            raise CaseError(
                f"no document {document!r} in the case",
                where=str(self.folder),
                remedy="`rawi show CASE documents` lists them",
            )
        return msgspec.json.decode(row["body"], type=Record)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every current document's id in the case and its latest record, in the order of `documents`."""
        for document in self.documents():
            yield document["id"], self.record(document["id"])

    def failures(self) -> list[Failed]:
        rows = self.connection.execute("SELECT source, line, what, remedy FROM failure ORDER BY source, line, rowid")
        return [Failed(*row) for row in rows]

    # Decisions

    def decide(self, decision: Decision) -> Decision:
        """Append a decision; return it as the log holds it."""
        return log.append(self.connection, decision)

    def decisions(self) -> Iterator[Decision]:
        return log.decisions(self.connection)


def _fingerprint(row: sqlite3.Row) -> Fingerprint:
    return Fingerprint(row["locator"], row["sha256"], row["options"], row["reader"])


def _make_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(
            "the place for the case already holds something else", where=str(folder), remedy="name a new folder with -o"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(
            f"the case's folder cannot be made: {error.strerror}", where=str(folder), remedy="name another with -o"
        ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
