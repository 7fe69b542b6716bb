"""Which documents somebody may see, by the groups of their account."""

from collections.abc import Iterable

from starlette.requests import Request

from rawi.review.access import person
from rawi.store import Case


def groups(request: Request) -> tuple[str, ...] | None:
    """The groups to filter by; None where every document is open (owners, and cases without accounts)."""
    who = person(request)
    return None if who.groups is None or who.role == "owner" else tuple(sorted(who.groups))


def open_to(request: Request, case: Case, documents: Iterable[str]) -> list[str]:
    """Those of the documents that the reader may see."""
    return case.visible_of(list(documents), groups(request))
