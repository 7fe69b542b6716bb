"""What a list is asked for, as the address of a page says it: filters, order, place in the list.

`type=ASSAULT&type=PROTEST` asks for either, `outlet.all=A&outlet.all=B` for both, `place.not=IQ` for neither. Days may
be written in the reader's calendar (`after=1402/04/24`). `near=2023-07-15&within=3` asks for three days around one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from rawi.engine.days import around, days, western
from rawi.review.dating import Dates
from rawi.review.rendering import pair
from rawi.store.filters import Filters, How, Term
from rawi.store.listing import SORTS
from rawi.store.marks import EVENT_KINDS

HOWS: dict[How, str] = {"any": "", "all": ".all", "none": ".not"}
DEFAULT_SORT = "-origins"
SORTINGS = ("time", "-time", *(f"-{name}" for name in SORTS["event"]))
WITHIN = 3
"""Days around a day, where their number is not said."""


class Chosen(NamedTuple):
    """One value that is asked for or ruled out."""

    kind: str
    value: str
    how: How


class Near(NamedTuple):
    """Days around a day (or around a month or a year): those typed, and the first and last of all."""

    start: date
    end: date
    first: date
    last: date


class Facet(NamedTuple):
    """A kind of values and the most frequent of them: value, label, number."""

    kind: str
    rows: list[dict[str, Any]]


def facets_of(found: Mapping[str, list[dict[str, Any]]], kinds: Iterable[str]) -> list[Facet]:
    """The kinds that have values, in the order of `kinds`."""
    return [Facet(kind, rows) for kind in kinds if (rows := [row for row in found.get(kind, ()) if row["value"]])]


class Query:
    """A query on events. Immutable: each method that changes something gives the address of another.

    Of the fields of an address only those are kept that say something here: `kinds` of values with the three ways of
    asking for them, and the `plain` ones. `old` names are read as the new ones.
    """

    kinds: ClassVar[tuple[str, ...]] = EVENT_KINDS
    plain: ClassVar[tuple[str, ...]] = ("after", "before", "near", "within", "box", "origins", "contested", "sort")
    old: ClassVar[Mapping[str, str]] = {}

    def __init__(self, fields: Iterable[tuple[str, str]], dates: Dates) -> None:
        self._known = {f"{kind}{mark}": (kind, how) for kind in self.kinds for how, mark in HOWS.items()}
        self.dates = dates
        named = ((self.old.get(name, name), value.strip()) for name, value in fields)
        self.fields = [
            field for field in dict.fromkeys(named) if field[1] and (field[0] in self._known or field[0] in self.plain)
        ]

    @classmethod
    def of(cls, params: QueryParams, dates: Dates) -> Self:
        return cls(params.multi_items(), dates)

    def first(self, name: str) -> str:
        return next((value for field, value in self.fields if field == name), "")

    @property
    def chosen(self) -> list[Chosen]:
        """The values asked for, in the order of the address."""
        known = self._known
        return [Chosen(known[name][0], value, known[name][1]) for name, value in self.fields if name in known]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The values asked for, as the store takes them."""
        terms: dict[tuple[str, How], list[str]] = {}
        for each in self.chosen:
            terms.setdefault((each.kind, each.how), []).append(each.value)
        return tuple(Term(kind, tuple(dict.fromkeys(values)), how) for (kind, how), values in terms.items())

    @property
    def since(self) -> str | None:
        """The first day that is asked for by itself."""
        return day_of(self.first("after"), self.dates)

    @property
    def until(self) -> str | None:
        return day_of(self.first("before"), self.dates, last=True)

    @property
    def within(self) -> int:
        """How many days around the day of `near`."""
        given = western(self.first("within"))
        return int(given) if given.isdecimal() and len(given) < 5 else WITHIN

    @property
    def near(self) -> Near | None:
        """The day that is asked for with the days around it, and these."""
        typed, calendar = self.first("near"), self.dates.typed
        own, outer = days(typed, calendar), around(typed, calendar, self.within)
        return Near(*own, *outer) if own and outer else None

    @property
    def after(self) -> str | None:
        """The first day that fits, by whatever was asked."""
        return max(filter(None, (self.since, self.near and self.near.first.isoformat())), default=None)

    @property
    def before(self) -> str | None:
        return min(filter(None, (self.until, self.near and self.near.last.isoformat())), default=None)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north, where all four are numbers on the earth."""
        try:
            west, south, east, north = (float(part) for part in self.first("box").split(","))
        except ValueError:
            return None
        fits = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90
        return (west, south, east, north) if fits else None

    @property
    def origins(self) -> int | None:
        given = self.first("origins")
        return int(given) if given.isdecimal() and len(given) < 6 else None

    @property
    def conflict(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.first("contested"))

    @property
    def sort(self) -> str:
        asked = self.first("sort")
        return asked if asked in SORTINGS else DEFAULT_SORT

    def filters(self, groups: tuple[str, ...] | None) -> Filters:
        """The query as the store takes it."""
        return Filters(
            terms=self.terms,
            after=self.after,
            before=self.before,
            box=self.box,
            origins=(self.origins, None),
            conflict=self.conflict,
            groups=groups,
        )

    @property
    def is_empty(self) -> bool:
        return all(name == "sort" for name, _ in self.fields)

    def is_chosen(self, kind: str, value: str, how: How = "any") -> bool:
        return (kind + HOWS[how], value) in self.fields

    def how_of(self, kind: str) -> How:
        """Whether a kind's values are asked for all at once, or any of them."""
        return "all" if any(each.kind == kind and each.how == "all" for each in self.chosen) else "any"

    def toggled(self, kind: str, value: str, how: How = "any") -> str:
        """The address with the value asked for, or no longer."""
        if any(self.is_chosen(kind, value, each) for each in HOWS):
            same = self.is_chosen(kind, value, how)
            kept = [field for field in self.fields if field not in {(kind + mark, value) for mark in HOWS.values()}]
            return self._url(kept if same else [*kept, (kind + HOWS[how], value)])
        return self._url([*self.fields, (kind + HOWS[how], value)])

    def together(self, kind: str, how: How) -> str:
        """The address with all of a kind's values asked for at once, or any of them."""
        marks = (kind, f"{kind}.all")
        return self._url([(kind + HOWS[how], value) if name in marks else (name, value) for name, value in self.fields])

    def without(self, *names: str) -> str:
        return self._url([field for field in self.fields if field[0] not in names])

    def having(self, **changes: str | int | None) -> str:
        """The address with these fields in the place of what they were; None or an empty text takes one away."""
        kept = [field for field in self.fields if field[0] not in changes]
        return self._url([*kept, *((name, str(value)) for name, value in changes.items() if value not in (None, ""))])

    def but(self, *names: str) -> list[tuple[str, str]]:
        """The other fields, to keep as hidden inputs of a form that asks for these."""
        return [field for field in self.fields if field[0] not in names]

    @property
    def text(self) -> str:
        """The query as it is kept in a saved search: without the place in the list."""
        return urlencode(self.fields)

    def url(self, path: str) -> str:
        return f"{path}?{self.text}" if self.fields else path

    def _url(self, fields: list[tuple[str, str]]) -> str:
        return "?" + "&".join([pair(name, str(value)) for name, value in fields])


def day_of(text: str, dates: Dates, *, last: bool = False) -> str | None:
    """The first (or last) day of what a reader typed, as an ISO date; None where it is no day, month or year."""
    found = days(text, dates.typed)
    return None if found is None else found[int(last)].isoformat()
