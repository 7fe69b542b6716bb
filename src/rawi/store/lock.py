"""One writer at a time: a lock on a case that a killed process cannot leave behind."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rawi.errors import CaseError


@contextmanager
def exclusive(path: Path, *, where: str) -> Iterator[None]:
    """Hold the lock file; raise CaseError at once when another process holds it.

    The lock is SQLite's own on an empty database, which the operating system frees with the process, on every
    platform that SQLite runs on.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise CaseError(
                "another rawi is writing to this case",
                where=where,
                remedy="wait until it ends, or build into another folder with -o",
            ) from error
        yield
    finally:
        connection.close()
