"""The index: a file of fixed-size tables that is mapped into memory, so that opening it reads next to nothing.

Layout (little-endian): magic, length and JSON of a header that gives the offset and length of each table, then
    slots     u32   hash table: record number + 1, or 0
    records   u32×3 crc of the key, offset of the key in `keys`, offset of its postings in `postings`
    keys            key bytes, each after one length byte
    postings  u32   count and `longest` packed, then count × (place number << 4 | standing)
    places          one `PLACE` struct a place
    names           names, each after one length byte
A key that only begins longer names has no postings but a `longest`: how many words the longest such name has.
"""

import json
import math
import mmap
import struct
import zlib
from pathlib import Path
from typing import Final

from rawi.errors import InputError

MAGIC: Final = b"rawigaz1"
_KEPT: Final = 1 << 16  # keys whose places are kept
PLACE: Final = struct.Struct("<ffIIIHBB")
KINDS: Final[tuple[str, ...]] = ("country", "province", "city", "site", "region", "county")
# How a name stands to its place: the name it goes by, another one, one that needs words beside it, a short form.
PRIMARY: Final = 0
ALTERNATE: Final = 1
WEAK: Final = 2
ABBREVIATION: Final = 3


class Entry:
    """A place. `kind` is one of KINDS, `admin1` GeoNames' code ("IR.26"), `population` 0 when unknown,
    `listed` whether our own tables name it: a place of the news; `capital` whether it is a country's. Never changed.
    """

    __slots__ = (
        "admin1", "capital", "country", "geonames", "kind", "lat", "listed", "lon", "name", "number", "population",
    )  # fmt: skip

    def __init__(
        self,
        number: int,
        name: str,
        kind: str,
        country: str | None,
        admin1: str | None,
        at: tuple[float, float],
        population: int,
        geonames: int | None,
        listed: bool,
        capital: bool,
    ) -> None:
        self.number, self.name, self.kind, self.country, self.admin1 = number, name, kind, country, admin1
        self.lat, self.lon = at
        self.population, self.geonames, self.listed, self.capital = population, geonames, listed, capital

    def __repr__(self) -> str:
        return f"Entry({self.number} {self.name} {self.kind} {self.admin1 or self.country})"


class Named:
    """A place under the name looked up, and how that name stands to it (PRIMARY, ALTERNATE, WEAK, ABBREVIATION).

    `prior` is how strongly the name brings the place to mind with nothing beside it. Never changed.
    """

    __slots__ = ("entry", "prior", "standing")

    def __init__(self, entry: Entry, standing: int, prior: float) -> None:
        self.entry, self.standing, self.prior = entry, standing, prior

    def __repr__(self) -> str:
        return f"Named({self.entry} {self.standing})"


# How strongly a bare name of this kind comes to mind, on the scale of the logarithm of a town's population.
_KIND: Final = {"country": 9.0, "region": 6.8, "province": 5.6, "site": 6.2, "city": 0.0, "county": 3.2}
_LISTED: Final = 4.5  # no town of our own tables counts for less
_STANDING: Final = {PRIMARY: 0.0, ALTERNATE: -0.8, WEAK: -1.5, ABBREVIATION: 0.0}


def prior(entry: Entry, standing: int) -> float:
    """How strongly a name of this standing brings a place to mind with nothing beside it."""
    size = math.log10(entry.population + 30) if entry.kind == "city" else _KIND[entry.kind]
    if entry.listed and entry.kind == "city":
        size = max(size, _LISTED)
    return size + _STANDING[standing]


class Gazetteer:
    """Names to places. Immutable; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[:8] != MAGIC:
            raise InputError(
                "not an index of places", where=str(path), remedy="delete it; it is built again on the next run"
            )
        (size,) = struct.unpack_from("<I", self._map, 8)
        header = json.loads(self._map[12 : 12 + size])
        self.version: str = header["version"]
        self.codes: list[str] = header["codes"]
        view = memoryview(self._map)
        table = {name: view[start : start + length] for name, (start, length) in header["tables"].items()}
        self._slots = table["slots"].cast("I")
        self._records = table["records"].cast("I")
        self._postings = table["postings"].cast("I")
        self._keys, self._places, self._names = table["keys"], table["places"], table["names"]
        self._mask = len(self._slots) - 1
        self.count = len(self._places) // PLACE.size
        self._known: dict[str, tuple[tuple[Named, ...], int]] = {}

    def lookup(self, key: str) -> tuple[Named, ...]:
        """The places that go by a key (see `rawi.gazetteer.key`), the most populous first."""
        return self.find(key)[0]

    def longest(self, key: str) -> int:
        """How many words the longest name that begins with `key` has; 0 when none does."""
        return self.find(key)[1]

    def find(self, key: str) -> tuple[tuple[Named, ...], int]:
        """`lookup` and `longest` at once; kept for the keys asked last."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[key] = self._find(key)
        return found

    def _find(self, key: str) -> tuple[tuple[Named, ...], int]:
        raw = key.encode()
        crc = zlib.crc32(raw)
        at = crc & self._mask
        while True:
            slot = self._slots[at]
            if slot == 0:
                return (), 0
            record = (slot - 1) * 3
            if self._records[record] == crc:
                start = self._records[record + 1]
                if self._keys[start] == len(raw) and self._keys[start + 1 : start + 1 + len(raw)] == raw:
                    break
            at = (at + 1) & self._mask
        post = self._records[record + 2]
        packed = self._postings[post]
        found = self._postings[post + 1 : post + 1 + (packed >> 8)]
        return tuple(self._named(p >> 4, p & 15) for p in found), packed & 0xFF

    def _named(self, number: int, standing: int) -> Named:
        entry = self.place(number)
        return Named(entry, standing, prior(entry, standing))

    def place(self, number: int) -> Entry:
        """The place of a number, as `Entry.number` gives it."""
        lat, lon, population, geonames, name, code, kind, marks = PLACE.unpack_from(self._places, number * PLACE.size)
        admin1 = self.codes[code]
        title = bytes(self._names[name + 1 : name + 1 + self._names[name]]).decode()
        return Entry(
            number,
            title,
            KINDS[kind],
            admin1[:2] or None,
            admin1 if len(admin1) > 2 else None,
            (round(lat, 4), round(lon, 4)),
            population,
            geonames or None,
            bool(marks & 1),
            bool(marks & 2),
        )
