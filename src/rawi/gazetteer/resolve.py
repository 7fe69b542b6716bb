"""Which place a name means: population, the kind named beside it, and the company of the document's other names."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from rawi.gazetteer.index import Entry, Named

_COUNTRY: Final = 2.0
_DIVISION: Final = 3.0
_OUTLET: Final = 1.5
_TYPED: Final = 4.0
_INSIDE: Final = 9.0
_FEW: Final = 2.0  # votes below which the company is not sure of a country
_NONE: Final[dict[str, float]] = {}
_NEAR: Final = 60.0  # km within which a listed site lies in a town


class Company:
    """What the names of a document say together: votes for countries and for first-level divisions.

    A name votes for each place it may mean, in shares; no name is swayed by its own vote.
    """

    def __init__(self, home: str | None = None) -> None:
        self._home = home
        self._country: dict[str, dict[str, float]] = {}
        self._division: dict[str, dict[str, float]] = {}
        self._totals: tuple[dict[str, float], dict[str, float], float] | None = None

    def add(self, key: str, named: Iterable[Named], weight: float = 1.0) -> None:
        """Let a name vote. Names said again add a little each time."""
        entries: dict[int, Entry] = {}
        chances: dict[int, float] = {}
        for one in named:
            entries[one.entry.number] = one.entry
            chances[one.entry.number] = math.exp(one.prior)
        whole = sum(chances.values())
        if not whole:
            return
        countries, divisions = self._country.setdefault(key, {}), self._division.setdefault(key, {})
        if countries:
            weight *= 0.3
        for number, entry in entries.items():
            country, division = entry.country, entry.admin1
            share = weight * chances[number] / whole
            if country:
                countries[country] = countries.get(country, 0.0) + share
            if division:
                divisions[division] = divisions.get(division, 0.0) + share
        self._totals = None

    def _sums(self) -> tuple[dict[str, float], dict[str, float], float]:
        if self._totals is None:
            countries, divisions = _summed(self._country), _summed(self._division)
            self._totals = countries, divisions, sum(countries.values())
        return self._totals

    def favour(self, key: str, entry: Entry) -> float:
        """How well a place fits the company, the name's own votes left out."""
        return self.judge(key).favour(entry)

    def judge(self, key: str) -> "Judge":
        """`favour` for the places of one name."""
        countries, divisions, whole = self._sums()
        own_countries, own_divisions = self._country.get(key, _NONE), self._division.get(key, _NONE)
        rest = max(_FEW, whole - sum(own_countries.values()))
        return Judge(self._home, (countries, own_countries), (divisions, own_divisions), rest)

    @property
    def silent(self) -> bool:
        """Whether nothing favours any place: no name has voted, and no country is at home."""
        return self._home is None and not self._country


def _summed(table: dict[str, dict[str, float]]) -> dict[str, float]:
    """The votes of all names together."""
    sums: dict[str, float] = {}
    for votes in table.values():
        for code, vote in votes.items():
            sums[code] = sums.get(code, 0.0) + vote
    return sums


class Judge:
    """What a company makes of the places of one name: votes for countries and divisions, and the name's own of them."""

    __slots__ = ("_countries", "_divisions", "_home", "_own_countries", "_own_divisions", "_rest")

    def __init__(
        self,
        home: str | None,
        countries: tuple[dict[str, float], dict[str, float]],
        divisions: tuple[dict[str, float], dict[str, float]],
        rest: float,
    ) -> None:
        self._countries, self._own_countries = countries
        self._divisions, self._own_divisions = divisions
        self._home, self._rest = home, rest

    def favour(self, entry: Entry) -> float:
        """How well a place fits the company."""
        out = 0.0
        country, division = entry.country, entry.admin1
        if country:
            out += _COUNTRY * _others(self._countries, self._own_countries, country) / self._rest
            if country == self._home:
                out += _OUTLET
        elif entry.kind == "region":
            out += _COUNTRY  # seas and continents fit every company
        if division:
            out += _DIVISION * min(1.0, _others(self._divisions, self._own_divisions, division))
        return out


def _others(votes: dict[str, float], own: dict[str, float], code: str) -> float:
    """The votes that other names have given."""
    whole = votes.get(code)
    if whole is None:
        return 0.0
    mine = own.get(code)
    return whole if mine is None else max(0.0, whole - mine)


def choose(
    key: str, among: Sequence[Named], company: Company, kind: str | None = None, within: Sequence[Entry] = ()
) -> Named:
    """The likeliest of the places that go by a name.

    `kind` is what a word beside it calls it (city, province, region, site, country); `within` are the places a name
    that follows it may mean ("Paris, Texas"), most likely first.
    """
    if len(among) == 1:
        return among[0]
    if kind is None and not within and company.silent:
        best, most = among[0], among[0].prior
        for one in among:
            if one.prior > most:
                best, most = one, one.prior
        return best
    judge = None if company.silent else company.judge(key)
    best, most = among[0], -math.inf
    for one in among:
        entry = one.entry
        value = one.prior if judge is None else one.prior + judge.favour(entry)
        if kind is not None:
            if kind == entry.kind or (kind == "city" and entry.kind == "county"):
                value += _TYPED
            if kind != "country" and entry.kind == "country":
                value -= _TYPED
        if within and any(inside(entry, place) for place in within):
            value += _INSIDE
        if value > most:
            best, most = one, value
    return best


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
