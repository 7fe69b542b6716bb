"""Events at a glance: what a filtered list shows beside its rows, all of it from looking through the events once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Any, NamedTuple

import msgspec

from rawi.store.database import Row
from rawi.store.filters import ALL, FEWEST, Filters, Found, Of, find, number_of
from rawi.store.held import marks
from rawi.store.marks import KINDS
from rawi.store.sheet import Spot
from rawi.store.sheeted import Fitting, Sheeted
from rawi.store.totals import FACETED, By, Totals, grouped

MOST = 15
"""Values of a kind that are shown."""
SPOTS = 500
OWN = ("type", "mode", "status", "scope", "review", "language", "outlet", "conflict", "place", "country")
"""Kinds of values that the rows of events say; the others are looked up among their marks."""
_DECODE = msgspec.json.Decoder(list[str])
_CONFLICTS = """EXISTS (SELECT 1 FROM event_mark c WHERE c.kind = 'conflict' AND c.value = 'any'
                AND c.at = m.at AND c.number = m.number)"""


class Glance(NamedTuple):
    """What fits some filters: how many events; how many on each day, and of those that conflict; places (as of `map`)

    and the most frequent values (as of `facets`), these two of the first FACETED. `numbers` are those of all events
    that fit where they are no more than FEWEST, else None.
    """

    total: int
    days: dict[str, int]
    contested: dict[str, int]
    places: list[Row]
    facets: dict[str, list[Row]]
    numbers: list[int] | None = None


class Glancing(Totals, Sheeted):
    """The part of a case that sums up lists of events."""

    def glance(self, filters: Filters = ALL, *, kinds: tuple[str, ...] = ()) -> Glance:
        """What fits at a glance; `kinds` are those of the facets."""
        with self.fitting(filters) as fits:
            if fits is not None:
                return self._glance_at(fits, kinds)
        if filters == ALL:
            total = number_of(self.database, "event", ALL) or 0
            return Glance(total, *self._days(filters), self.map(), self.facets("event", kinds=kinds))
        found = find(self.database, "event", filters)
        if len(filters.terms) == 1 and filters == Filters(terms=filters.terms):
            # The index of the mark alone gives the days, counted up.
            days, contested = self._days(filters)
            numbers = [
                each for (each,) in self.database.tuples(f"SELECT m.number {found.sql} LIMIT {FACETED}", found.values)
            ]
            total = self.database.number(f"SELECT count(*) AS number {found.sql}", found.values)
        else:
            numbers, days, contested = self._looked_through(found)
            total = len(numbers)
        some = numbers[:FACETED]
        summed = self._summed_up(some, kinds) if some else ([], {kind: [] for kind in kinds})
        return Glance(total, days, contested, *summed, numbers if total == len(numbers) <= FEWEST else None)

    def timeline(self, of: Of = "event", filters: Filters = ALL, *, by: By = "month") -> list[Row]:
        if (of == "event" or filters != ALL) and not self.anew:
            with self.fitting(filters, of) as fits:
                if fits is not None:
                    return grouped(fits.sheet.by_day(fits.found), by)
        return super().timeline(of, filters, by=by)

    def map(self, filters: Filters = ALL, *, limit: int = SPOTS) -> list[Row]:
        if filters != ALL:
            with self.fitting(filters) as fits:
                if fits is not None:
                    return spots_of(fits, fits.places("time", FACETED, 0), limit)
        return super().map(filters, limit=limit)

    def facets(
        self, of: Of, filters: Filters = ALL, *, kinds: tuple[str, ...] = (), limit: int = MOST
    ) -> dict[str, list[Row]]:
        wanted = kinds or KINDS["event"]
        if filters != ALL:
            with self.fitting(filters, of) as fits:
                if fits is not None and all(kind in fits.sheet.columns for kind in wanted):
                    some = fits.places("time", FACETED, 0)
                    counted = {kind: _most(fits.sheet.counted(some, kind), limit) for kind in wanted}
                    return self._labelled(counted)
        return super().facets(of, filters, kinds=kinds, limit=limit)

    def _glance_at(self, fits: Fitting, kinds: tuple[str, ...]) -> Glance:
        """The same from the sheet."""
        sheet = fits.sheet
        contested = fits.found & sheet.of("conflict", "any")
        some = fits.places("time", FACETED, 0)
        facets = self._labelled({kind: _most(sheet.counted(some, kind)) for kind in kinds})
        return Glance(fits.total, sheet.by_day(fits.found), sheet.by_day(contested), spots_of(fits, some), facets)

    def _days(self, filters: Filters) -> tuple[dict[str, int], dict[str, int]]:
        conflicting = msgspec.structs.replace(filters, conflict=True)
        days, contested = (self.timeline("event", each, by="day") for each in (filters, conflicting))
        return {row["at"]: row["number"] for row in days}, {row["at"]: row["number"] for row in contested}

    def _looked_through(self, found: Found) -> tuple[list[int], dict[str, int], dict[str, int]]:
        rows = self.database.tuples(f"SELECT m.number, m.at, {_CONFLICTS} AS contested {found.sql}", found.values)
        days = Counter(at[:10] for _, at, _ in rows)
        contested = Counter(at[:10] for _, at, contested in rows if contested)
        for each in (days, contested):
            for undated in ("", "9999"):
                each.pop(undated, None)
        return [number for number, _, _ in rows], dict(days), dict(contested)

    def _summed_up(self, numbers: list[int], kinds: tuple[str, ...]) -> tuple[list[Row], dict[str, list[Row]]]:
        """Places and facets of some events."""
        among = f"number IN ({marks(len(numbers))})"
        rows = self.database.tuples(
            f"""SELECT type, mode, status, scope, review, languages, outlets, conflicting, place_id, place, country,
                  lat, lon, conflicts FROM event WHERE {among}""",
            numbers,
        )
        counted = {kind: Counter[str]() for kind in (*OWN, *kinds)}
        at, spots = Counter[tuple[str, str | None]](), dict[str, Row]()
        for (
            type_,
            mode,
            status,
            scope,
            review,
            languages,
            outlets,
            conflicting,
            id_,
            name,
            country,
            lat,
            lon,
            n,
        ) in rows:
            for kind, value in (
                ("type", type_),
                ("mode", mode),
                ("status", status),
                ("scope", scope),
                ("review", review),
            ):
                counted[kind][value] += 1
            counted["language"].update(languages.split())
            counted["outlet"].update(_DECODE.decode(outlets))
            counted["conflict"].update([*conflicting.split(), "any"] if n else ())
            if id_ is None:
                continue
            at[id_, country] += 1
            if lat is not None:
                spot = spots.setdefault(
                    id_,
                    {"id": id_, "name": name, "country": country, "lat": lat, "lon": lon, "number": 0, "conflicts": 0},
                )
                spot["number"] += 1
                spot["conflicts"] += n > 0
        self._count_places(at, counted)
        for kind in kinds:
            if kind not in OWN:
                # Event by event: an index by number and kind has these few.
                found = self.database.tuples(
                    f"""SELECT x.value, count(*) FROM event f CROSS JOIN event_mark x
                        WHERE f.{among} AND x.number = f.number AND x.kind = ? GROUP BY x.value""",
                    [*numbers, kind],
                )
                counted[kind].update(dict(found))
        facets = self._labelled({kind: _most(counted[kind]) for kind in kinds})
        busiest = sorted(spots.values(), key=lambda spot: (-spot["number"], spot["id"]))
        return busiest[:SPOTS], facets

    def _count_places(self, at: Counter[tuple[str, str | None]], counted: dict[str, Counter[str]]) -> None:
        """A place counts for all that contains it."""
        if not at:
            return
        ids = sorted({id_ for id_, _ in at})
        within = {
            row["id"]: row["within"].split()
            for row in self.database.rows(f"SELECT id, within FROM place WHERE id IN ({marks(len(ids))})", ids)
        }
        for (id_, country), number in at.items():
            for each in {id_, *within.get(id_, ()), *((country,) if country else ())}:
                counted["place"][each] += number
            if country:
                counted["country"][country] += number


def spots_of(fits: Fitting, numbers: Sequence[int], limit: int = SPOTS) -> list[Row]:
    """The places of some events, the busiest first."""
    sheet, spots = fits.sheet, dict[str, Row]()
    flags = sheet.selectors(sheet.of("conflict", "any"))
    conflicting = sheet.counted(compress(numbers, map(flags.__getitem__, numbers)), "spot")
    for spot, number in sheet.counted(numbers, "spot").items():
        assert isinstance(spot, Spot)
        row = spots.setdefault(spot.id, {**spot._asdict(), "number": 0, "conflicts": 0})
        row["number"] += number
        row["conflicts"] += conflicting[spot]
    return sorted(spots.values(), key=lambda row: (-row["number"], row["id"]))[:limit]


def _most(counted: Counter[Any], limit: int = MOST) -> list[Row]:
    """The most frequent values."""
    kept: Iterable[tuple[Any, int]] = ((value, number) for value, number in counted.items() if value)
    some = sorted(kept, key=lambda each: (-each[1], each[0]))[:limit]
    return [{"value": value, "number": number} for value, number in some]
