"""Every error rawi raises on purpose, in one tree.

RawiError
├── InputError        a file or a line that cannot be read (names file, line, remedy)
├── UsageError        the caller asked for something that does not exist or does not fit
├── PackError         a language pack, rule or lexicon that breaks the rules of packs
├── CaseError         a case folder that is missing, locked, damaged or of a newer version
└── MissingPart       an optional part is not installed (names what to install)

Each carries what happened, where, and what to do next; `str(error)` is one readable paragraph.
"""


class RawiError(Exception):
    """Something went wrong that a person can act on.

    `what` says what happened, `where` names the file and place, `remedy` says what to do next.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.remedy:
            parts.append(f"({self.remedy})")
        return " ".join(parts)


class InputError(RawiError):
    """A file or a line cannot be read."""


class UsageError(RawiError):
    """The caller asked for something that does not exist or does not fit."""


class PackError(RawiError):
    """A language pack breaks the rules of packs."""


class CaseError(RawiError):
    """A case folder is missing, locked, damaged or of a newer version."""


class MissingPart(RawiError):
    """An optional part is not installed."""
