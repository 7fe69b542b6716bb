"""What fits, from the sheets of a server where there are any."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from rawi.store.filters import Filters, Of, visible
from rawi.store.held import BATCH, Held, marks
from rawi.store.kept import Kept
from rawi.store.sheet import Flags, Sheet

COLUMNS = {"time": "at", "origins": "origins_high"}
"""What a list is sorted by → the column, where it is called otherwise."""
CLOSED = 2_000
"""Documents that may be closed to a reader for claims and documents to be asked of a sheet."""


class Fitting(NamedTuple):
    """A sheet and the places in it of what fits. Places are in the order of the database's numbers."""

    kept: Kept
    found: Flags

    @property
    def sheet(self) -> Sheet:
        return self.kept.sheet

    def places(self, sort: str, limit: int, offset: int) -> list[int]:
        """The places of a page, in order."""
        name = sort.removeprefix("-")
        return self.sheet.page(
            self.found, COLUMNS.get(name, name), reverse=sort.startswith("-"), limit=limit, offset=offset
        )

    def page(self, sort: str, limit: int, offset: int) -> list[int]:
        """The numbers of a page's events (claims, records), in order."""
        return self.kept.numbers(self.places(sort, limit, offset))

    def beyond(self, at: str, number: int, *, back: bool, limit: int) -> list[int]:
        """The numbers that come next in order of time."""
        places = self.sheet.beyond(self.found, at, self.kept.place(number), reverse=back)
        return self.kept.numbers(islice(places, limit))

    @property
    def total(self) -> int:
        return self.found.bit_count()


class Sheeted(Held):
    """The part of a case that asks the sheets."""

    @contextmanager
    def fitting(self, filters: Filters, of: Of = "event") -> Iterator[Fitting | None]:
        """What fits; None where there is no sheet, or it does not know what is asked."""
        # What a transaction has written may yet be taken back.
        if self.sheets is None or self.database.within or filters.document or filters.event:
            yield None
            return
        with self.sheets.use(self.database, of) as kept:
            known = kept is not None and all(term.kind in kept.sheet.columns for term in filters.terms)
            # What is closed is asked for last, so that it is no older than the sheet.
            hidden = self._hidden(filters.groups, of) if known else None
            if kept is None or hidden is None:
                yield None
            else:
                yield Fitting(kept, kept.sheet.find(filters, kept.places(hidden)))

    def _hidden(self, groups: tuple[str, ...] | None, of: Of) -> list[int] | None:
        """The events of which no document is open to members of some groups; the claims and documents that are not.

        None where these are too many.
        """
        if groups is None:
            return []
        if of == "event":
            opened, names = visible("v.document", groups)
            rows = self.database.tuples(
                f"""SELECT DISTINCT c.event FROM document_group g JOIN event_claim c ON c.document = g.document
                    WHERE NOT EXISTS (SELECT 1 FROM event_claim v WHERE v.event = c.event AND {opened})""",
                names,
            )
            return [number for (number,) in rows]
        opened, names = visible("c.document", groups)
        closed = [
            document
            for (document,) in self.database.tuples(
                f"""SELECT DISTINCT c.document FROM document_group c WHERE NOT {opened} LIMIT ?""",
                [*names, CLOSED + 1],
            )
        ]
        if len(closed) > CLOSED:
            return None
        found: list[int] = []
        table, key, number = ("claim", "document", "number") if of == "claim" else ("document", "id", "record")
        for at in range(0, len(closed), BATCH):
            some = closed[at : at + BATCH]
            rows = self.database.tuples(f"SELECT {number} FROM {table} WHERE {key} IN ({marks(len(some))})", some)
            found += [number_ for (number_,) in rows]
        return found
