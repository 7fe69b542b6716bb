"""The events that fit, from the sheet of a server where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rawi.store.filters import Filters, visible
from rawi.store.held import Held
from rawi.store.sheet import KINDS, Flags, Sheet

COLUMNS = {"time": "at", "origins": "origins_high"}
"""What a list is sorted by → the column, where it is called otherwise."""


class Fitting(NamedTuple):
    """A sheet and the events in it that fit."""

    sheet: Sheet
    found: Flags

    def page(self, sort: str, limit: int, offset: int) -> list[int]:
        """The numbers of a page's events, in order."""
        name = sort.removeprefix("-")
        return self.sheet.page(
            self.found, COLUMNS.get(name, name), reverse=sort.startswith("-"), limit=limit, offset=offset
        )

    @property
    def total(self) -> int:
        return self.found.bit_count()


class Sheeted(Held):
    """The part of a case that asks the sheet."""

    @contextmanager
    def fitting(self, filters: Filters) -> Iterator[Fitting | None]:
        """The events that fit; None where there is no sheet, or it does not know what is asked."""
        # What a transaction has written may yet be taken back.
        if self.sheets is None or self.database.within or any(term.kind not in KINDS for term in filters.terms):
            yield None
            return
        hidden = self._hidden(filters.groups)
        with self.sheets.use(self.database) as sheet:
            yield None if sheet is None else Fitting(sheet, sheet.find(filters, hidden))

    def _hidden(self, groups: tuple[str, ...] | None) -> list[int]:
        """The events of which no document is open to members of some groups."""
        if groups is None:
            return []
        opened, names = visible("v.document", groups)
        rows = self.database.tuples(
            f"""SELECT DISTINCT c.event FROM document_group g JOIN event_claim c ON c.document = g.document
                WHERE NOT EXISTS (SELECT 1 FROM event_claim v WHERE v.event = c.event AND {opened})""",
            names,
        )
        return [number for (number,) in rows]
