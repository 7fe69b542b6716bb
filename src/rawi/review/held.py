"""What the case holds of one document, as the screens ask for it."""

from functools import lru_cache
from typing import Any

from rawi.records import Copy, Event
from rawi.store import Case


def document(case: Case, id: str) -> dict[str, Any] | None:
    """The row of a document, current or replaced."""
    row = case.connection.execute("SELECT * FROM document WHERE id = ?", (id,)).fetchone()
    return dict(row) if row else None


def original_of(case: Case, row: dict[str, Any]) -> str:
    """The SHA-256 of the file that a document was read from."""
    found = case.connection.execute("SELECT sha256 FROM source WHERE locator = ?", (row["source"],)).fetchone()
    return str(found["sha256"]) if found else str(row["sha256"])


def events_of(case: Case, id: str) -> dict[str, str]:
    """The event that each claim of a document tells of, by the claim's id."""
    return {claim: event.id for event in _merged(case)[0] for document, claim in event.claims if document == id}


def copies_of(case: Case, id: str) -> list[Copy]:
    """The copies that a document is one side of."""
    return [copy for copy in _merged(case)[1] if id in (copy.first, copy.second)]


def _merged(case: Case) -> tuple[tuple[Event, ...], tuple[Copy, ...]]:
    return _merged_in(str(case.folder))


@lru_cache(maxsize=2)
def _merged_in(folder: str) -> tuple[tuple[Event, ...], tuple[Copy, ...]]:
    from pathlib import Path

    from rawi.engine.corpus import merged

    with Case.open(Path(folder)) as case:
        found = merged(case)
    return found.events, found.copies
