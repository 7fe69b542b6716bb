"""The sheet of events: how its columns are read from the database."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import msgspec

from rawi.store.database import Database
from rawi.store.dialect import SQLITE
from rawi.store.held import BATCH, marks
from rawi.store.kept import APART, Kept, one, parted
from rawi.store.sheet import Spot, Values

CHUNK = 4_000
_OWN = {
    "type": "type", "mode": "mode", "status": "status", "scope": "scope", "review": "review", "language": "languages",
    "outlet": "outlets", "conflict": "conflicting", "country": "country", "at": "at",
    "origins_high": "origins_high", "origins_low": "origins_low", "documents": "documents", "conflicts": "conflicts",
    "waiting": "waiting",
}  # fmt: skip
"""Columns of the sheet that one of the table says."""
NAMED = ("actor", "voice")
"""Columns that only marks say."""
COLUMNS = (*_OWN, "place", "spot", *NAMED)
_ROW = f"SELECT number, {', '.join(_OWN.values())}, place_id, place, lat, lon FROM event"
_DECODE = msgspec.json.Decoder(list[str])


class EventSheet(Kept):
    """All events."""

    of = "event"
    changes = "event_change"

    def __init__(self, within: dict[str, tuple[str, ...]]) -> None:
        super().__init__(_parsing(within))
        self._within = within

    @classmethod
    def made(cls, database: Database) -> Self:
        kept = cls(contained(database))
        named = {kind: dict(database.tuples(f"{_named(database)} GROUP BY number", (APART, kind))) for kind in NAMED}
        last = database.number("SELECT coalesce(max(number), 0) FROM event")
        for first in range(0, last + 1, CHUNK):
            rows = database.tuples(f"{_ROW} WHERE number >= ? AND number < ? ORDER BY number", (first, first + CHUNK))
            found = _written(rows)
            numbers = found["number"]
            kept.sheet.fill(numbers, found | {kind: map(values.get, numbers) for kind, values in named.items()})
        return kept

    def follow(self, database: Database, changed: Sequence[int]) -> bool:
        for at in range(0, len(changed), BATCH):
            self._read_again(database, changed[at : at + BATCH])
        return True

    def _read_again(self, database: Database, numbers: Sequence[int]) -> None:
        among = f"number IN ({marks(len(numbers))})"
        found = _written(database.tuples(f"{_ROW} WHERE {among}", numbers))
        for kind in NAMED:
            named = dict(database.tuples(f"{_named(database)} AND {among} GROUP BY number", (APART, kind, *numbers)))
            found[kind] = list(map(named.get, found["number"]))
        if any(place and place[0] not in self._within for place in found["place"]):
            self._within |= contained(database)
        for number, *written in zip(found["number"], *(found[column] for column in COLUMNS), strict=True):
            self.sheet.put(number, dict(zip(COLUMNS, written, strict=True)))
        for number in {*numbers}.difference(found["number"]):
            self.sheet.drop(number)


def contained(database: Database) -> dict[str, tuple[str, ...]]:
    """Place → itself and all that contains it."""
    return {
        id_: tuple(dict.fromkeys((id_, *within.split())))
        for id_, within in database.tuples("SELECT id, within FROM place")
    }


def _written(rows: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """What the table says of some events, by column of the sheet, and their `number`s."""
    numbers, *own = (list(column) for column in zip(*rows, strict=True)) if rows else [[]] * (len(_OWN) + 5)
    place_ids, places, lats, lons = own[-4:]
    found = dict(zip(_OWN, own[:-4], strict=True))
    countries = found["country"]
    return {
        "number": numbers,
        **found,
        "place": [None if id_ is None else (id_, country) for id_, country in zip(place_ids, countries, strict=True)],
        "spot": [
            None if spot[0] is None or spot[3] is None else spot
            for spot in zip(place_ids, places, countries, lats, lons, strict=True)
        ],
    }


def _named(database: Database) -> str:
    """The values of one kind of mark of each event, in one text."""
    put = "group_concat(value, ?)" if database.dialect == SQLITE else "string_agg(value, ?)"
    return f"SELECT number, {put} FROM event_mark WHERE kind = ?"


def _parsing(within: dict[str, tuple[str, ...]]) -> dict[str, Callable[[Any], Values]]:
    """How the sheet's columns are read from the table's."""

    def containing(written: tuple[str, str | None]) -> Values:
        place, country = written
        return tuple(dict.fromkeys((*within.get(place, (place,)), *((country,) if country else ()))))

    return dict.fromkeys(_OWN, one) | {
        "language": lambda written: tuple(written.split()),
        "outlet": lambda written: tuple(_DECODE.decode(written)),
        "conflict": lambda written: (*written.split(), "any") if written else (),
        "place": containing,
        "spot": lambda written: (Spot(*written),),
        **dict.fromkeys(NAMED, parted),
    }
