"""Lists of events, claims and documents: filtered, sorted, paged, counted."""

from typing import Any, NamedTuple

import msgspec

from rawi.store.daily import Daily
from rawi.store.database import Row
from rawi.store.filters import ALL, EXACT, Filters, Of, Term, find, number_of
from rawi.store.held import BATCH, marks
from rawi.store.sheeted import Sheeted

COUNTED = 10_000
"""Rows are counted up to here; beyond, a page says that there are more."""
SORTS: dict[str, dict[str, str]] = {
    "event": {
        "origins": "origins_high",
        "documents": "documents",
        "conflicts": "conflicts",
        "waiting": "waiting",
    },
    "claim": {},
    "document": {},
}
"""What besides `time` lists are sorted by, and its column. A `-` before it turns it around."""


class Page(NamedTuple):
    """A page of a list. `total` is a bound where `more` is true: there are more rows than were counted."""

    rows: list[Row]
    total: int
    more: bool


class Listing(Daily, Sheeted):
    """The part of a case that lists what it holds."""

    def filter_events(
        self,
        filters: Filters = ALL,
        *,
        sort: str = "time",
        limit: int = 50,
        offset: int = 0,
        counted: bool = True,
        among: list[int] | None = None,
    ) -> Page:
        """A page of events as rows of `event` (see the schema). `sort`: time, origins, documents, conflicts, waiting.

        `toll` and `outlets` are decoded: `[[attribute, [value, …]], …]` and a list. Whoever counts otherwise (see
        `glance`) leaves out to count: then `total` says only how many rows there are up to this page's end.
        `among` are the numbers of all that fit, where they are known to be few.
        """
        page = self._page_of_sheet(filters, sort, limit, offset)
        if page is not None:
            pass
        elif among is None:
            page = self._page("event", filters, sort, limit, offset, counted=counted)
        else:
            page = self._page_among(among, sort, limit, offset)
        for row in page.rows:
            row["toll"], row["outlets"] = msgspec.json.decode(row["toll"]), msgspec.json.decode(row["outlets"])
            row["languages"], row["conflicting"] = row["languages"].split(), row["conflicting"].split()
        return page

    def filter_claims(self, filters: Filters = ALL, *, sort: str = "time", limit: int = 50, offset: int = 0) -> Page:
        """A page of claims as rows of `claim`, with the document's `title`.

        `toll` is decoded: `[[kind, low, high, scope], …]`.
        """
        page = self._page("claim", filters, sort, limit, offset)
        titles = self._titles({row["document"] for row in page.rows})
        for row in page.rows:
            row["toll"] = msgspec.json.decode(row["toll"] or "[]")
            row["title"] = titles.get(row["document"])
        return page

    def filter_documents(self, filters: Filters = ALL, *, sort: str = "time", limit: int = 50, offset: int = 0) -> Page:
        """A page of current documents as rows of `document`."""
        return self._page("document", filters, sort, limit, offset)

    def next_for_review(
        self, reviewer: str, filters: Filters = ALL, *, after: int = 0, back: bool = False
    ) -> Row | None:
        """The next claim that waits for this reviewer, in order of time, as a row of `filter_claims`; None when done.

        `after` is the `number` of the claim that was shown last; from the end it goes on at the beginning. A claim
        waits that nobody has decided about, or, in two-person review, that another one has.
        """
        place = self.database.row("SELECT at, number FROM claim WHERE number = ?", (after,)) if after else None
        found = self._next(reviewer, filters, place, back=back)
        if found is None and place is not None:
            found = self._next(reviewer, filters, None, back=back)
        if found is None:
            return None
        row = self._rows("claim", [found])[0]
        row["toll"] = msgspec.json.decode(row["toll"] or "[]")
        row["title"] = self._titles({row["document"]}).get(row["document"])
        return row

    def progress(self, filters: Filters = ALL) -> dict[str, int]:
        """State of review → number of claims that fit; over COUNTED, of those counted."""
        if filters == ALL:
            total = self.claims()
            rows = self.database.rows(
                "SELECT state, count(*) AS number FROM review WHERE target_kind = 'claim' GROUP BY state"
            )
            counted = {row["state"]: row["number"] for row in rows}
            counted["unreviewed"] = total - sum(number for state, number in counted.items() if state != "unreviewed")
        else:
            found = find(self.database, "claim", filters)
            rows = self.database.rows(
                f"""SELECT c.review AS state, count(*) AS number FROM (SELECT m.number {found.sql} LIMIT {COUNTED}) f
                    JOIN claim c ON c.number = f.number GROUP BY c.review""",
                found.values,
            )
            counted = {row["state"]: row["number"] for row in rows}
        return {state: counted.get(state, 0) for state in ("unreviewed", "waiting", "accepted", "rejected", "disputed")}

    def _next(self, reviewer: str, filters: Filters, after: Row | None, *, back: bool) -> int | None:
        conditions, values = ["m.number IS NOT NULL"], list[Any]()
        sign, way = ("<", "DESC") if back else (">", "ASC")
        if after is not None:
            conditions.append(f"(m.at, m.number) {sign} (?, ?)")
            values += [after["at"], after["number"]]
        best: Row | None = None
        for state in ("unreviewed", "waiting"):
            if state == "waiting" and self.people() < 2:
                continue
            terms = (*filters.terms, Term("review", (state,)))
            found = find(self.database, "claim", msgspec.structs.replace(filters, terms=terms))
            own: list[str] = []
            mine: list[Any] = []
            if state == "waiting":
                own = [
                    """NOT EXISTS (SELECT 1 FROM claim c JOIN about a ON a.target_kind = 'claim'
                         AND a.document = c.document AND a.item = c.id AND a.attached = 1
                       JOIN decision d ON d.number = a.decision
                       WHERE c.number = m.number AND d.reviewer = ? AND d.action IN ('accept', 'reject', 'correct'))"""
                ]
                mine = [reviewer]
            row = self.database.row(
                f"""SELECT m.at, m.number {found.sql} AND {" AND ".join([*conditions, *own])}
                    ORDER BY m.at {way}, m.number {way} LIMIT 1""",
                [*found.values, *values, *mine],
            )
            if row is not None and (best is None or _before(row, best, back=back)):
                best = row
        return None if best is None else int(best["number"])

    def _page(self, of: Of, filters: Filters, sort: str, limit: int, offset: int, *, counted: bool = True) -> Page:
        name, way = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        column = SORTS[of].get(name)
        if column is None:
            found = find(self.database, of, filters)
            sql = f"SELECT m.number {found.sql} ORDER BY m.at {way}, m.number {way}"
        else:
            found = find(self.database, of, filters, sorted_by_table=True)
            sql = (
                f"""SELECT t.number, count(*) OVER () AS total FROM (SELECT m.number {found.sql}) f
                    JOIN {of} t ON t.number = f.number ORDER BY t.{column} {way}, t.number {way}"""
                if found.few
                else f"SELECT m.number {found.sql} ORDER BY m.{column} {way}, m.number {way}"
            )
        rows = self.database.rows(f"{sql} LIMIT ? OFFSET ?", [*found.values, limit, offset])
        if rows and "total" in rows[0]:
            total, more = rows[0]["total"], False
        elif not counted:
            total, more = offset + len(rows), len(rows) == limit
        else:
            total, more = self._count(of, filters, offset, len(rows), limit)
        return Page(self._rows(of, [row["number"] for row in rows]), total, more)

    def _page_of_sheet(self, filters: Filters, sort: str, limit: int, offset: int) -> Page | None:
        with self.fitting(filters) as fits:
            if fits is None:
                return None
            numbers, total = fits.page(sort, limit, offset), fits.total
        return Page(self._rows("event", numbers), total, False)

    def _page_among(self, numbers: list[int], sort: str, limit: int, offset: int) -> Page:
        if not numbers:
            return Page([], 0, False)
        name, way = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        column = SORTS["event"].get(name, "at")
        rows = self.database.tuples(
            f"""SELECT number FROM event WHERE number IN ({marks(len(numbers))})
                ORDER BY {column} {way}, number {way} LIMIT ? OFFSET ?""",
            [*numbers, limit, offset],
        )
        return Page(self._rows("event", [number for (number,) in rows]), len(numbers), False)

    def _count(self, of: Of, filters: Filters, offset: int, shown: int, limit: int) -> tuple[int, bool]:
        if 0 < shown < limit or (shown == 0 and offset == 0):
            return offset + shown, False
        known = number_of(self.database, of, filters)
        if known is None and of == "claim" and (days := self.claims_by_day(filters)) is not None:
            known = sum(days.values())
            known = known if known > EXACT else None
        if known is not None:
            return known, False
        # Counting needs no order: a mark leads where the list was read in an order of the table.
        found = find(self.database, of, filters)
        number = self.database.number(
            f"SELECT count(*) AS number FROM (SELECT 1 AS one {found.sql} LIMIT {COUNTED + 1}) f", found.values
        )
        return min(number, COUNTED), number > COUNTED

    def _rows(self, of: Of, numbers: list[int]) -> list[Row]:
        """The rows of a table by number, in the order of the numbers."""
        key = "record" if of == "document" else "number"
        kept: dict[int, Row] = {}
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            for row in self.database.rows(f"SELECT * FROM {of} WHERE {key} IN ({marks(len(some))})", some):
                kept[row[key]] = row
        return [kept[number] for number in numbers if number in kept]

    def _titles(self, documents: set[str]) -> dict[str, str | None]:
        ids = sorted(documents)
        titles: dict[str, str | None] = {}
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            for row in self.database.rows(f"SELECT id, title FROM document WHERE id IN ({marks(len(some))})", some):
                titles[row["id"]] = row["title"]
        return titles


def _before(one: Row, other: Row, *, back: bool) -> bool:
    a, b = (one["at"], one["number"]), (other["at"], other["number"])
    return a > b if back else a < b
