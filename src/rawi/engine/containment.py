"""What contains a place: its province and its country, as the gazetteer knows them."""

from functools import cache

from rawi.gazetteer import Entry, gazetteer, key
from rawi.records import Place
from rawi.store.rows import Placed, placed


def containing(place: Place, text: str) -> tuple[Placed, tuple[Placed, ...]]:
    """A place with the ids of what contains it, and those places themselves, the country first.

    A country's id is its code (`IQ`), a province's GeoNames' code (`IQ.06`) unless its own mention is known better.
    """
    own = placed(place, text)
    entry = _entry(place)
    outer: list[Placed] = []
    country = _country(place.country) if place.country else None
    if country is not None and place.kind != "country":
        outer.append(country)
    admin1 = entry.admin1 if entry is not None else None
    if admin1 is not None:
        province = _provinces().get(admin1)
        name = province.name if province is not None else admin1
        lat, lon = (province.lat, province.lon) if province is not None else (None, None)
        above = (place.country,) if place.country else ()
        outer.append(Placed(admin1, name, "province", place.country, lat, lon, above))
    within = tuple(each.id for each in outer if each.id != own.id)
    return own._replace(within=within), tuple(outer)


def _entry(place: Place) -> Entry | None:
    if not place.name_en:
        return None
    found = [named.entry for named in gazetteer().lookup(key(place.name_en))]
    for entry in found:
        if place.geonames and entry.geonames == place.geonames:
            return entry
    for entry in found:
        if entry.country == place.country and entry.kind == place.kind and entry.lat == place.lat:
            return entry
    return None


@cache
def _country(code: str) -> Placed:
    entry = _countries().get(code)
    if entry is None:
        return Placed(code, code, "country", code, None, None, ())
    return Placed(code, entry.name, "country", code, entry.lat, entry.lon, ())


@cache
def _countries() -> dict[str, Entry]:
    return {entry.country: entry for entry in _outlines() if entry.kind == "country" and entry.country}


@cache
def _provinces() -> dict[str, Entry]:
    return {entry.admin1: entry for entry in _outlines() if entry.kind == "province" and entry.admin1}


@cache
def _outlines() -> tuple[Entry, ...]:
    places = gazetteer()
    every = (places.place(number) for number in range(places.count))
    return tuple(entry for entry in every if entry.kind in ("country", "province"))
