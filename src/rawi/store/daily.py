"""Claims by day, made ready for the lists that are too long to be counted while somebody waits."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from rawi.store.filters import FEW, SINGLE, Filters, Term, find
from rawi.store.held import Held

Days = dict[str, int]


class Daily(Held):
    """The part of a case that knows how many claims each day has, for all and for frequent values."""

    def claims_by_day(self, filters: Filters) -> Days | None:
        """Day (as claims have it, or empty) → number of claims; None where that is not to be had from what is ready."""
        term = filters.terms[0] if filters.terms else None
        plain = Filters(filters.terms, filters.after, filters.before, conflict=filters.conflict)
        if filters != plain or len(filters.terms) > 1:
            return None
        if term is not None and term.kind not in SINGLE["claim"] and (term.how == "none" or len(term.values) != 1):
            return None
        days = self._days_of(term, "contested " if filters.conflict else "")
        if days is not None and filters.conflict is False:
            contested = self._days_of(term, "contested ")
            days = None if contested is None else _without(days, contested)
        if days is None:
            return None
        first, last = filters.after or "", filters.before
        if last and len(last) < 10:
            last += "~"
        return {day: number for day, number in days.items() if first <= day and (not last or day <= last)}

    def _days_of(self, term: Term | None, prefix: str) -> Days | None:
        every: Days | None = self._ready(prefix + _named(None))
        if term is None or every is None:
            return every
        if term.how == "all" and len(term.values) > 1:
            return None
        some = Counter[str]()
        for value in dict.fromkeys(term.values):
            one = Term(term.kind, (value,))
            days: Days | None = self._ready(prefix + _named(one))
            # What is not ready is rare.
            some.update(self._count_days(Filters((one,), conflict=True if prefix else None)) if days is None else days)
        return _without(every, some) if term.how == "none" else dict(some)

    def _count_days(self, filters: Filters) -> Days:
        found = find(self.database, "claim", filters)
        counted = self.database.tuples(f"SELECT m.at, count(*) {found.sql} GROUP BY m.at", found.values)
        return {at or "": number for at, number in counted}

    def _counted_by_day(self) -> Iterator[tuple[str, Days]]:
        """Names and answers to make ready."""
        frequent = self.database.rows(
            """SELECT kind, value FROM tally WHERE "of" = 'claim' AND number > ? AND kind NOT IN ('review', 'conflict')
               ORDER BY kind, value""",
            (FEW,),
        )
        for term in (None, *(Term(row["kind"], (row["value"],)) for row in frequent)):
            filters = Filters(() if term is None else (term,))
            yield _named(term), self._count_days(filters)
            yield f"contested {_named(term)}", self._count_days(msgspec.structs.replace(filters, conflict=True))


def _named(term: Term | None) -> str:
    """What the days of all claims, or of those with one value, are kept as."""
    return "claims by day" if term is None else f"claims by day, {term.kind} {term.values[0]}"


def _without(days: Days, less: Mapping[str, int]) -> Days:
    return {day: left for day, number in days.items() if (left := number - less.get(day, 0)) > 0}
