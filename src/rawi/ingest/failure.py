"""Failure: a file or line that could not be read, said so that a person can act on it."""

import msgspec

from rawi.errors import RawiError


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, where, and what to do next. `line` counts from 1; None when no line is to blame."""

    locator: str
    line: int | None = None
    what: str
    remedy: str = ""

    @property
    def where(self) -> str:
        """`locator`, or `locator:line`."""
        return self.locator if self.line is None else f"{self.locator}:{self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")


def failed(locator: str, error: RawiError, line: int | None = None) -> Failure:
    """The failure that an error means for one file or line."""
    return Failure(locator=locator, line=line, what=error.what, remedy=error.remedy)


def unreachable(locator: str, error: OSError) -> Failure:
    """The failure that the operating system's refusal means."""
    if isinstance(error, PermissionError):
        return Failure(locator=locator, what="no permission to read it", remedy="make it readable and read it again")
    if isinstance(error, FileNotFoundError):
        return Failure(locator=locator, what="no such file or folder", remedy="check the path, or the link")
    what = error.strerror or type(error).__name__
    return Failure(locator=locator, what=what[0].lower() + what[1:], remedy="check the file, the link or the disk")
