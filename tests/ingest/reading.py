"""What every test of ingest asks: read a path, and keep documents and failures apart."""

from pathlib import Path
from typing import Any

from rawi.ingest import Failure, ingest
from rawi.records import Document


def both(*paths: Path | str, **facts: Any) -> tuple[list[Document], list[Failure]]:
    found = list(ingest(paths, **facts))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Failure)]


def documents(*paths: Path | str, **facts: Any) -> list[Document]:
    """The documents of paths that have no fault."""
    read, failed = both(*paths, **facts)
    assert failed == []
    return read


def one(path: Path, data: bytes | str, **facts: Any) -> Document:
    """The one document of a file with this content."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (document,) = documents(path, **facts)
    return document


def failure(path: Path, data: bytes | str, **facts: Any) -> Failure:
    """The one failure of a file with this content, which gives no document."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    read, failed = both(path, **facts)
    assert read == []
    (only,) = failed
    return only


def noted(document: Document, code: str) -> list[str]:
    """What the notes of a code point to: the stretch of text, or the text kept apart."""
    return [document.text[n.span[0] : n.span[1]] if n.span else n.message for n in document.notes if n.code == code]
