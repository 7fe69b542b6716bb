"""Failures that are the machine's and not rawi's: a full disk, a right that lacks, memory that ends."""

import errno
import sqlite3
from collections.abc import Iterator

from rawi.errors import CaseError, InputError, RawiError

_AGAIN = "then run the same command again: what was kept is not read twice"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FILES = frozenset({errno.EMFILE, errno.ENFILE})


def as_machines(error: BaseException) -> RawiError | None:
    """The failure in a person's words where it, or what it came from, is the machine's; None where it is rawi's own."""
    for each in _chain(error):
        named = type(each).__name__
        said = str(each).lower()
        where = str(getattr(each, "filename", None) or "")
        number = each.errno if isinstance(each, OSError) else None
        if number in _FULL or "disk is full" in said or "no space left" in said or named == "DiskFull":
            return CaseError("the disk is full", where=where, remedy=f"make room on it, {_AGAIN}")
        if number == errno.EROFS or "readonly database" in said or "read-only mode" in said:
            return CaseError(
                "nothing can be written there", where=where, remedy="choose a folder that you may write to"
            )
        if isinstance(each, PermissionError):
            return InputError("not allowed", where=where, remedy="ask for the right to it, or choose another folder")
        if number in _FILES:
            return CaseError("too many files are open", where=where, remedy=f"raise the limit (`ulimit -n`), {_AGAIN}")
        if isinstance(each, sqlite3.OperationalError) and "database is locked" in said:
            return CaseError("another rawi writes to this case", remedy=f"wait until it ends, {_AGAIN}")
        if isinstance(each, sqlite3.OperationalError) and "disk i/o error" in said:
            return CaseError(
                "the disk could not be read or written", remedy=f"check the disk and the space left on it, {_AGAIN}"
            )
        if isinstance(each, MemoryError) or named == "OutOfMemoryException":
            return CaseError("the memory is full", remedy="use fewer --workers, or close other programs")
        if type(each).__module__.startswith("psycopg") and named in {"OperationalError", "AdminShutdown"}:
            return CaseError(
                f"the team's database does not answer ({each})".replace("\n", " "), remedy=f"see that it runs, {_AGAIN}"
            )
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
