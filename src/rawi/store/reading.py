"""Reading into a case: files begin, their documents' records are kept, files end."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from rawi.records import Record
from rawi.store.database import Row, now
from rawi.store.held import Held
from rawi.store.rows import attribution_rows, claim_rows, document_columns
from rawi.store.rowtraces import RECORD, row_trace
from rawi.store.seals import record_seal

FRESH = -1
"""In `document.indexed`: the record's rows are there, and nothing to find them by."""


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


class ReadingIn(Held):
    """The part of a case that files are read into. Whatever it wrote is kept once a method returns."""

    def has_read(self, fingerprint: Fingerprint) -> bool:
        """Whether this very file was read to its end, asked in this way, by this reader, without a failure."""
        row = self.database.row(
            """SELECT 1 AS one FROM source WHERE locator = ? AND sha256 = ? AND options = ? AND reader = ?
               AND state = 'read' AND NOT EXISTS (SELECT 1 FROM failure WHERE failure.source = source.locator)""",
            fingerprint,
        )
        return row is not None

    def begin(self, fingerprint: Fingerprint, *, size: int) -> int:
        """Say that a file's reading starts (or goes on after a crash); return the number of the reading.

        Its earlier failures are forgotten. `size` is in bytes, and the original is already kept.
        """
        with self.together():
            row = self.database.row("SELECT * FROM source WHERE locator = ?", (fingerprint.locator,))
            goes_on = row is not None and row["state"] == "reading" and _fingerprint(row) == fingerprint
            reading: int = (row["reading"] if row else 0) + (0 if goes_on else 1)
            started = {**fingerprint._asdict(), "reading": reading, "state": "reading", "read_at": now()}
            self.database.insert("source", [started], key="locator")
            self.database.execute(
                "INSERT INTO original (sha256, size, kept_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (fingerprint.sha256, size, now()),
            )
            self.database.execute("DELETE FROM failure WHERE source = ?", (fingerprint.locator,))
        return reading

    def keep_known(
        self, fingerprint: Fingerprint, reading: int, position: int, *, name: str, locator: str, sha256: str
    ) -> bool:
        """Carry a document over when its latest record still stands: same place, bytes, options and reader."""
        with self.together():
            found = self.database.execute(
                """UPDATE document SET reading = ?, position = ?, state = 'current',
                     indexed = CASE WHEN state = 'current' THEN indexed ELSE 0 END
                   WHERE name = ? AND source = ? AND locator = ? AND sha256 = ? AND EXISTS (
                     SELECT 1 FROM record WHERE number = document.record AND options = ? AND reader = ?)""",
                (
                    reading, position, name, fingerprint.locator, locator, sha256, fingerprint.options,
                    fingerprint.reader,
                ),
            )  # fmt: skip
        return found > 0

    def save(self, fingerprint: Fingerprint, reading: int, readings: Iterable[Reading]) -> list[str]:
        """Keep the records of some of a file's documents, all or none; return the documents' ids in the case."""
        with self.together():
            self.database.serialise("record")
            return [self._save(fingerprint, reading, each) for each in readings]

    def fail(self, failures: Iterable[Failed]) -> None:
        """Keep what could not be read. A file's earlier failures are forgotten by `begin` or `forgive`."""
        rows = [{**failed._asdict(), "at": now()} for failed in failures]
        with self.together():
            self.database.insert("failure", rows)

    def forgive(self, source: str) -> None:
        """Forget a file's earlier failures, before it is tried again."""
        self.database.execute("DELETE FROM failure WHERE source = ?", (source,))

    def finish(self, fingerprint: Fingerprint, reading: int) -> int:
        """Say that a file was read to its end; return how many documents it no longer holds (they stay, replaced)."""
        with self.together():
            replaced = self.database.execute(
                """UPDATE document SET state = 'replaced', indexed = 0
                   WHERE source = ? AND reading < ? AND state = 'current'""",
                (fingerprint.locator, reading),
            )
            self.database.execute("UPDATE source SET state = 'read' WHERE locator = ?", (fingerprint.locator,))
        return replaced

    def _save(self, fingerprint: Fingerprint, reading: int, each: Reading) -> str:
        record = each.record
        document = self._id(fingerprint.locator, reading, record)
        last = self.database.row("SELECT number, digest FROM record ORDER BY number DESC LIMIT 1")
        number = (last["number"] if last else 0) + 1
        row = {
            "number": number,
            "document": document,
            "sha256": record.sha256,
            "options": fingerprint.options,
            "reader": fingerprint.reader,
            "seconds": each.seconds,
            "made_at": now(),
            "body": msgspec.json.encode(record).decode(),
        }
        row["digest"] = record_seal(row, (last["digest"] if last else "") or "")
        self.database.insert("record", [{**row, "trace": row_trace(row, RECORD)}])
        self._forget_rows(document)
        kept = {
            "id": document,
            "source": fingerprint.locator,
            "position": each.position,
            **document_columns(record),
            "record": number,
            "reading": reading,
            "state": "current",
            "indexed": FRESH,
        }
        self.database.insert("document", [kept], key="id")
        self.database.insert("attribution", attribution_rows(document, record))
        self.database.insert("claim", claim_rows(document, number, record))
        self._changed_records([number])
        return document

    def _forget_rows(self, document: str) -> None:
        """Take away what was derived from a document's record; it can be made again."""
        self.database.execute(
            "INSERT INTO document_change (number) SELECT record FROM document WHERE id = ?", (document,)
        )
        self.database.execute(
            "DELETE FROM claim_mark WHERE number IN (SELECT number FROM claim WHERE document = ?)", (document,)
        )
        self.database.execute(
            "DELETE FROM document_mark WHERE number IN (SELECT record FROM document WHERE id = ?)", (document,)
        )
        for table in ("attribution", "claim", "mention"):
            self.database.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def _id(self, source: str, reading: int, record: Record) -> str:
        """The record's own id, or, where another document of the case has it, that id and a mark of its place."""
        row = self.database.row("SELECT source, locator, reading FROM document WHERE id = ?", (record.id,))
        if row is None or row["locator"] == record.locator:
            return record.id
        if row["source"] == source and row["reading"] < reading:
            return record.id
        return f"{record.id}~{hashlib.sha256(record.locator.encode()).hexdigest()[:8]}"


def _fingerprint(row: Row) -> Fingerprint:
    return Fingerprint(row["locator"], row["sha256"], row["options"], row["reader"])
