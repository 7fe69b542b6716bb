"""Lists of events, claims and documents: filtered, sorted, paged, counted."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from rawi.store.daily import Daily
from rawi.store.database import Row
from rawi.store.filters import ALL, EXACT, Filters, Of, Term, find, number_of
from rawi.store.held import BATCH, marks
from rawi.store.sheeted import Sheeted
from rawi.store.state import State

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
REVIEWS = ("unreviewed", "waiting", "accepted", "rejected", "disputed")
SOME = 200
"""Claims that are looked through at once."""
_STATE = msgspec.json.Decoder(State)


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
        page = self._page_of_sheet("event", filters, sort, limit, offset)
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
        page = self._page_of_sheet("claim", filters, sort, limit, offset)
        page = page or self._page("claim", filters, sort, limit, offset)
        self._titled(page.rows)
        return page

    def filter_documents(self, filters: Filters = ALL, *, sort: str = "time", limit: int = 50, offset: int = 0) -> Page:
        """A page of current documents as rows of `document`."""
        page = self._page_of_sheet("document", filters, sort, limit, offset)
        return page or self._page("document", filters, sort, limit, offset)

    def claims_awaiting(self, reviewer: str, filters: Filters = ALL, *, limit: int = 2_000) -> list[Row]:
        """The first claims that fit and wait for this reviewer, in order of time: `number`, `document` and `id`."""
        states = ("unreviewed", "waiting") if self.people() > 1 else ("unreviewed",)
        asked = msgspec.structs.replace(filters, terms=(*filters.terms, Term("review", states)))
        with self.fitting(asked, "claim") as fits:
            numbers = None if fits is None else fits.page("time", limit, 0)
        if numbers is None:
            found = find(self.database, "claim", asked)
            rows = self.database.tuples(
                f"SELECT m.number {found.sql} ORDER BY m.at, m.number LIMIT ?", [*found.values, limit]
            )
            numbers = [number for (number,) in rows]
        kept = {row["number"]: row for row in self._some_of("claim", "number, document, id, review", "number", numbers)}
        listed = [kept[number] for number in numbers if number in kept]
        decided = self._decided_by(reviewer, [row["number"] for row in listed if row["review"] == "waiting"])
        return [row for row in listed if row["number"] not in decided]

    def claims_numbered(self, numbers: list[int]) -> list[Row]:
        """Rows as of `filter_claims`, by their numbers and in their order."""
        return self._titled(self._rows("claim", numbers))

    def claim_beside(self, filters: Filters, number: int, *, following: bool) -> Row | None:
        """The claim before or after one, decided or not, in order of time; the first where `number` is 0."""
        place = self._at(number) if number else None
        found = self._beside(filters, place, back=not following)
        return None if found is None else self.database.row("SELECT * FROM claim WHERE number = ?", (found,))

    def next_for_review(
        self, reviewer: str, filters: Filters = ALL, *, after: int = 0, back: bool = False
    ) -> Row | None:
        """The next claim that waits for this reviewer, in order of time, as a row of `filter_claims`; None when done.

        `after` is the `number` of the claim that was shown last; from the end it goes on at the beginning. A claim
        waits that nobody has decided about, or, in two-person review, that another one has.
        """
        place = self._at(after) if after else None
        found = self._next(reviewer, filters, place, back=back)
        if found is None and place is not None:
            found = self._next(reviewer, filters, None, back=back)
        if found is None:
            return None
        return self.claims_numbered([found])[0]

    def progress(self, filters: Filters = ALL) -> dict[str, int]:
        """State of review → number of claims that fit; over COUNTED, of those counted."""
        if filters == ALL:
            total = self.claims()
            rows = self.database.rows(
                "SELECT state, count(*) AS number FROM review WHERE target_kind = 'claim' GROUP BY state"
            )
            counted = {row["state"]: row["number"] for row in rows}
            counted["unreviewed"] = total - sum(number for state, number in counted.items() if state != "unreviewed")
        elif (counted_ := self._counted_reviews(filters)) is not None:
            counted = counted_
        else:
            found = find(self.database, "claim", filters)
            rows = self.database.rows(
                f"""SELECT c.review AS state, count(*) AS number FROM (SELECT m.number {found.sql} LIMIT {COUNTED}) f
                    JOIN claim c ON c.number = f.number GROUP BY c.review""",
                found.values,
            )
            counted = {row["state"]: row["number"] for row in rows}
        return {state: counted.get(state, 0) for state in REVIEWS}

    def _counted_reviews(self, filters: Filters) -> dict[str, int] | None:
        with self.fitting(filters, "claim") as fits:
            if fits is None:
                return None
            return {state: (fits.found & fits.sheet.of("review", state)).bit_count() for state in REVIEWS}

    def _next(self, reviewer: str, filters: Filters, after: Row | None, *, back: bool) -> int | None:
        best: Row | None = None
        for state in ("unreviewed", "waiting"):
            if state == "waiting" and self.people() < 2:
                continue
            terms = (*filters.terms, Term("review", (state,)))
            asked = msgspec.structs.replace(filters, terms=terms)
            number = self._beside(asked, after, back=back, but=reviewer if state == "waiting" else None)
            row = None if number is None else self._at(number)
            if row is not None and (best is None or _before(row, best, back=back)):
                best = row
        return None if best is None else int(best["number"])

    def _beside(self, filters: Filters, after: Row | None, *, back: bool, but: str | None = None) -> int | None:
        """The number of the first claim that fits (after another) in order of time, `but` those a reviewer decided."""
        some = self._following(filters, after, back=back, limit=1 if but is None else SOME)
        if but is None:
            return some[0] if some else None
        while some:
            decided = self._decided_by(but, some)
            if left := [number for number in some if number not in decided]:
                return left[0]
            after = self._at(some[-1])
            some = self._following(filters, after, back=back, limit=SOME)
        return None

    def _at(self, claim: int) -> Row | None:
        return self.database.row("SELECT at, number FROM claim WHERE number = ?", (claim,))

    def _following(self, filters: Filters, after: Row | None, *, back: bool, limit: int) -> list[int]:
        """The numbers of the first claims that fit (after another) in order of time."""
        with self.fitting(filters, "claim") as fits:
            if fits is not None and after is None:
                return fits.page("-time" if back else "time", limit, 0)
            if fits is not None and after is not None:
                return fits.beyond(after["at"], after["number"], back=back, limit=limit)
        found = find(self.database, "claim", filters)
        sign, way = ("<", "DESC") if back else (">", "ASC")
        # What is asked of nothing ends with the table's name.
        joint = "WHERE" if found.sql.endswith(" m") else "AND"
        beyond = "" if after is None else f" {joint} (m.at, m.number) {sign} (?, ?)"
        rows = self.database.tuples(
            f"SELECT m.number {found.sql}{beyond} ORDER BY m.at {way}, m.number {way} LIMIT ?",
            [*found.values, *(() if after is None else (after["at"], after["number"])), limit],
        )
        return [number for (number,) in rows]

    def _decided_by(self, reviewer: str, numbers: list[int]) -> set[int]:
        """Those of some claims that a reviewer's word stands about."""
        found: set[int] = set()
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            rows = self.database.tuples(
                f"""SELECT c.number, r.body FROM claim c JOIN review r
                    ON r.target_kind = 'claim' AND r.document = c.document AND r.item = c.id
                    WHERE c.number IN ({marks(len(some))})""",
                some,
            )
            found.update(number for number, body in rows if reviewer in _STATE.decode(body).verdicts)
        return found

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

    def _page_of_sheet(self, of: Of, filters: Filters, sort: str, limit: int, offset: int) -> Page | None:
        with self.fitting(filters, of) as fits:
            if fits is None:
                return None
            numbers, total = fits.page(sort, limit, offset), fits.total
        return Page(self._rows(of, numbers), total, False)

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
        kept: dict[int, Row] = {row[key]: row for row in self._some_of(of, "*", key, numbers)}
        return [kept[number] for number in numbers if number in kept]

    def _some_of(self, of: Of, columns: str, key: str, numbers: list[int]) -> Iterator[Row]:
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            yield from self.database.rows(f"SELECT {columns} FROM {of} WHERE {key} IN ({marks(len(some))})", some)

    def _titled(self, rows: list[Row]) -> list[Row]:
        titles = self._titles({row["document"] for row in rows})
        for row in rows:
            row["toll"] = msgspec.json.decode(row["toll"] or "[]")
            row["title"] = titles.get(row["document"])
        return rows

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
