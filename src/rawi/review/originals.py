"""Originals as text: the file a document came from, decoded and cut into lines. Nothing of it is ever rendered."""

import gzip
import io
import json
import zlib
from typing import Any, NamedTuple

from rawi.store import Case

LIMIT = 400_000
"""Bytes of a file that a page shows; those of one line, for a file of many documents."""


class Original(NamedTuple):
    """`line` is the line of a file of many documents that holds this one, from 1; `first` the number of `lines[0]`."""

    name: str
    sha256: str
    size: int
    encoding: str
    lines: list[str]
    first: int
    line: int | None
    clipped: bool


def original(case: Case, row: dict[str, Any]) -> Original | None:
    """The original of a document, by its row; None when the case does not hold it."""
    known = case.database.value("SELECT sha256 FROM source WHERE locator = ?", (row["source"],))
    sha256 = str(known or row["sha256"])
    path = case.originals.path(sha256)
    if not path.is_file():
        return None
    line = _line(row)
    with path.open("rb") as file:
        data, clipped = _some(file, line)
    text, encoding = _decoded(data)
    if line is not None:
        text = _laid_out(text)
    name = str(row["source"]).replace("\\", "/").rsplit("/", 1)[-1]
    return Original(name, sha256, path.stat().st_size, encoding, text.splitlines(), 1, line, clipped)


def _line(row: dict[str, Any]) -> int | None:
    """The line of its file that a document stands on, which its locator names; None for a file of one document."""
    locator, source = str(row["locator"]), str(row["source"])
    number = locator.removeprefix(f"{source}:") if locator.startswith(f"{source}:") else ""
    return int(number) if number.isdecimal() else None


def _some(file: io.BufferedReader, line: int | None) -> tuple[bytes, bool]:
    """The beginning of a file, or one line of it; what is packed is unpacked no further than is shown."""
    stream: Any = gzip.GzipFile(fileobj=file) if file.peek(2)[:2] == b"\x1f\x8b" else file
    try:
        if line is None:
            data = stream.read(LIMIT + 1)
            return data[:LIMIT], len(data) > LIMIT
        for _ in range(line - 1):
            while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
                pass
        data = stream.readline(LIMIT + 1)
        return data[:LIMIT], len(data) > LIMIT
    except (OSError, EOFError, zlib.error):
        return b"", True


def _decoded(data: bytes) -> tuple[str, str]:
    from rawi.errors import InputError
    from rawi.ingest.encodings import decode

    try:
        found = decode(data)
        return found.text, found.encoding
    except InputError:
        return data.decode("utf-8", "replace"), "?"


def _laid_out(text: str) -> str:
    """A line of JSON with its fields under one another; the line itself where it is none."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except ValueError:
        return text
