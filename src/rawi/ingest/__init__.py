"""File → Document. One format a module; one bad file or line never stops the rest. See docs/ingest.md.

    for found in ingest(["reports/"], published="2019-11-05"):
        ...  # a Document, or a Failure that says what is wrong, where, and what to do

A case that wants to pass over files it has read asks `sources` for the units first, compares their `stamp`, and
gives `read` the rest.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rawi.ingest.failure import Failure
from rawi.ingest.reader import read
from rawi.ingest.settings import LIMIT, Options, options
from rawi.ingest.sources import Unit, sources
from rawi.records import Document

__all__ = ["LIMIT", "Failure", "Options", "Unit", "ingest", "options", "read", "sources"]


def ingest(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limit_bytes: int = LIMIT,
) -> Iterator[Document | Failure]:
    """Read files, folders (recursively) and standard input (`-`), one document after the other.

    `published`, `outlet` and `language` fill in what a file and its sidecar do not say; `encoding` is insisted on;
    a text above `limit_bytes` is reported and left. UsageError when an option cannot be understood; everything
    else that goes wrong is a Failure among the documents.
    """
    chosen = options(published=published, outlet=outlet, language=language, encoding=encoding, limit_bytes=limit_bytes)
    return _documents(paths, chosen)


def _documents(paths: Iterable[str | Path], chosen: Options) -> Iterator[Document | Failure]:
    for unit in sources(paths, limit_bytes=chosen.limit_bytes, digest=False):
        if isinstance(unit, Failure):
            yield unit
        else:
            yield from read(unit, chosen)
