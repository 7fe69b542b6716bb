"""Which place a name means: population, the kind named beside it, and the company of the document's other names."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter

from rawi.gazetteer.index import Entry, Named

_COUNTRY, _DIVISION, _OUTLET, _TYPED, _INSIDE = 2.0, 3.0, 1.5, 4.0, 9.0
_FEW = 2.0  # votes below which the company is not sure of a country
_NONE: dict[str, float] = {}
_PRIOR = attrgetter("prior")
_NEAR = 60.0  # km within which a listed site lies in a town


class Company:
    """What the names of a document say together: votes for countries and for first-level divisions.

    A name votes for each place it may mean, in shares; no name is swayed by its own vote.
    """

    def __init__(self, home: str | None = None) -> None:
        self._home = home
        self._country: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._division: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._totals: tuple[dict[str, float], dict[str, float], float] | None = None

    def add(self, key: str, named: Iterable[Named], weight: float = 1.0) -> None:
        """Let a name vote. Names said again add a little each time."""
        chances = {n.entry.number: (n.entry, math.exp(n.prior)) for n in named}
        whole = sum(chance for _, chance in chances.values())
        if not whole:
            return
        countries, divisions = self._country[key], self._division[key]
        weight *= 1.0 if not countries else 0.3
        for entry, chance in chances.values():
            if entry.country:
                countries[entry.country] += weight * chance / whole
            if entry.admin1:
                divisions[entry.admin1] += weight * chance / whole
        self._totals = None

    def _sums(self) -> tuple[dict[str, float], dict[str, float], float]:
        if self._totals is None:
            sums: tuple[dict[str, float], dict[str, float]] = (defaultdict(float), defaultdict(float))
            for total, table in zip(sums, (self._country, self._division), strict=True):
                for votes in table.values():
                    for code, vote in votes.items():
                        total[code] += vote
            self._totals = (*sums, sum(sums[0].values()))
        return self._totals

    def favour(self, key: str, entry: Entry) -> float:
        """How well a place fits the company, the name's own votes left out."""
        return self.judge(key)(entry)

    def judge(self, key: str) -> Callable[[Entry], float]:
        """`favour` for the places of one name."""
        countries, divisions, whole = self._sums()
        own_countries, own_divisions = self._country.get(key, _NONE), self._division.get(key, _NONE)
        rest = max(_FEW, whole - sum(own_countries.values()))
        home = self._home

        def favour(entry: Entry) -> float:
            out = 0.0
            country, division = entry.country, entry.admin1
            if country:
                others = max(0.0, countries.get(country, 0.0) - own_countries.get(country, 0.0))
                out += _COUNTRY * others / rest
                out += _OUTLET * (country == home)
            elif entry.kind == "region":
                out += _COUNTRY  # seas and continents fit every company
            if division:
                near = max(0.0, divisions.get(division, 0.0) - own_divisions.get(division, 0.0))
                out += _DIVISION * min(1.0, near)
            return out

        return favour

    @property
    def silent(self) -> bool:
        """Whether nothing favours any place: no name has voted, and no country is at home."""
        return self._home is None and not self._country


def choose(
    key: str, named: Iterable[Named], company: Company, kind: str | None = None, within: Iterable[Entry] = ()
) -> Named:
    """The likeliest of the places that go by a name.

    `kind` is what a word beside it calls it (city, province, region, site, country); `within` are the places a name
    that follows it may mean ("Paris, Texas"), most likely first.
    """
    among = tuple(named)
    if len(among) == 1:
        return among[0]
    outer = list(within)
    if kind is None and not outer and company.silent:
        return max(among, key=_PRIOR)
    favour = None if company.silent else company.judge(key)

    def score(one: Named) -> float:
        entry = one.entry
        value = one.prior if favour is None else one.prior + favour(entry)
        if kind is not None:
            value += _TYPED * (kind == entry.kind or (kind == "city" and entry.kind == "county"))
            value -= _TYPED * (kind != "country" and entry.kind == "country")
        if outer and any(inside(entry, place) for place in outer):
            value += _INSIDE
        return value

    return max(among, key=score)


def inside(entry: Entry, outer: Entry) -> bool:
    """Whether a place lies in another one: by the codes of country and division, a site in a town by distance."""
    if entry.number == outer.number or entry.country != outer.country:
        return False
    if outer.kind == "country":
        return entry.kind != "country"
    if outer.kind == "province":
        return outer.admin1 == entry.admin1 and entry.kind in ("city", "county", "site")
    return entry.kind == "site" and outer.kind == "city" and distance(entry, outer) < _NEAR


def distance(one: Entry, other: Entry) -> float:
    """Kilometres between two places, near enough for neighbours."""
    wide = math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, (one.lon - other.lon) * wide)
