"""Records in files, for merging: JSON lines as `rawi extract` writes them, or Parquet with one JSON record a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rawi.errors import InputError
from rawi.records import Record

PIECE = 8 << 20
"""Bytes of JSON lines that one job takes."""
COLUMN = "record"
"""The Parquet column that holds a record as JSON."""


@dataclass(frozen=True)
class Piece:
    """A part of a file of JSON lines: those that begin at bytes `[start, end)`."""

    path: str
    start: int
    end: int


def pieces(paths: list[Path]) -> list[Piece]:
    """JSON-lines files cut into pieces. Raises InputError for what is no file."""
    found: list[Piece] = []
    for path in paths:
        if not path.is_file():
            raise InputError(
                "no such file of records", where=str(path), remedy="`rawi extract PATH… -o FILE` makes one"
            )
        size = path.stat().st_size
        found.extend(Piece(str(path), at, min(at + PIECE, size)) for at in range(0, size, PIECE))
    return found


def records(piece: Piece) -> Iterator[Record]:
    """The records of a piece. Raises InputError with the byte at which a line is no record."""
    decoder = msgspec.json.Decoder(Record)
    with open(piece.path, "rb") as lines:
        if piece.start:
            # The line under way belongs to the piece before.
            lines.seek(piece.start - 1)
            lines.readline()
        while (at := lines.tell()) < piece.end:
            line = lines.readline()
            if line.strip():
                yield decode(decoder, line, f"{piece.path}, byte {at}")


def decode(decoder: "msgspec.json.Decoder[Record]", line: bytes | str, where: str) -> Record:
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise InputError(
            f"this line is no record: {error}", where=where, remedy="`rawi schema` prints what a record looks like"
        ) from error
