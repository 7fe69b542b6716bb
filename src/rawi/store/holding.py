"""What a case holds: documents, their records, what could not be read."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from rawi.errors import CaseError
from rawi.records import Record
from rawi.store.held import BATCH, Held, marks
from rawi.store.reading import Failed

_RECORD = msgspec.json.Decoder(Record)


class Holding(Held):
    """The part of a case that gives back what was read into it."""

    def documents(self) -> list[dict[str, Any]]:
        """The rows of the current documents, in the order of their files and of their place in them."""
        return self.database.rows("SELECT * FROM document WHERE state = 'current' ORDER BY source, position, id")

    def document(self, document: str) -> dict[str, Any] | None:
        """The row of one document, a replaced one too."""
        return self.database.row("SELECT * FROM document WHERE id = ?", (document,))

    def record(self, document: str) -> Record:
        """The latest record of a document, by its id in the case. Raises CaseError when there is none."""
        body = self.database.value(
            "SELECT body FROM record JOIN document ON record.number = document.record WHERE document.id = ?",
            (document,),
        )
        if body is None:
            raise CaseError(
                f"no document {document!r} in the case",
                where=str(self.folder),
                remedy="`rawi show CASE documents` lists them",
            )
        return _RECORD.decode(body)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every current document's id in the case and its latest record, in the order of `documents`."""
        ids = [row["id"] for row in self.documents()]
        for document in ids:
            yield document, self.record(document)

    def records_of(self, documents: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """The latest records of some documents, in no order."""
        ids = list(documents)
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            for row in self.database.rows(
                f"""SELECT document.id, body FROM document JOIN record ON record.number = document.record
                    WHERE document.id IN ({marks(len(some))})""",
                some,
            ):
                yield row["id"], _RECORD.decode(row["body"])

    def readings_of(self, document: str) -> list[dict[str, Any]]:
        """Every record ever made of a document, newest first, without their bodies."""
        return self.database.rows(
            """SELECT number, sha256, options, reader, seconds, made_at FROM record WHERE document = ?
               ORDER BY number DESC""",
            (document,),
        )

    def claims_of(self, document: str) -> list[dict[str, Any]]:
        """The rows of a document's claims in their order, with the state of their review."""
        return self.database.rows("SELECT * FROM claim WHERE document = ? ORDER BY position", (document,))

    def failures(self) -> list[Failed]:
        rows = self.database.rows(
            "SELECT source, line, what, remedy FROM failure ORDER BY source, coalesce(line, 0), at, what"
        )
        return [Failed(**row) for row in rows]
