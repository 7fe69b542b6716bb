"""Keeps the sheet of a served case up to date: made once beside the work, then followed change by change."""

import gc
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from rawi.store.database import Database
from rawi.store.dialect import SQLITE
from rawi.store.held import BATCH, marks
from rawi.store.sheet import COLUMNS, Sheet, Spot, Values

LEAST = 5_000
"""Events from which on a case has a sheet; fewer are as quickly asked of the database."""
MOST = 5_000
"""Changes up to which a sheet follows; of more, it is made anew."""
CHUNK = 4_000
APART = "\x1f"
"""Stands between values of one event."""
_OWN = {
    "type": "type", "mode": "mode", "status": "status", "scope": "scope", "review": "review", "language": "languages",
    "outlet": "outlets", "conflict": "conflicting", "country": "country", "at": "at",
    "origins_high": "origins_high", "origins_low": "origins_low", "documents": "documents", "conflicts": "conflicts",
    "waiting": "waiting",
}  # fmt: skip
"""Columns of the sheet that one of the table says."""
_ROW = f"SELECT number, {', '.join(_OWN.values())}, place_id, place, lat, lon FROM event"
_DECODE = msgspec.json.Decoder(list[str])
_XMIN = "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"


class Sheets:
    """The sheet of one case, for all threads of a process. `connect` gives a connection of its own to make it with."""

    def __init__(self, connect: Callable[[], Database], *, least: int = LEAST) -> None:
        self._connect, self._least = connect, least
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._sheet: Sheet | None = None
        self._follower = _Follower(0)
        self._within: dict[str, tuple[str, ...]] = {}
        self._small = False

    @contextmanager
    def use(self, database: Database) -> Iterator[Sheet | None]:
        """The sheet as the case is now, for this thread alone meanwhile; None while there is none."""
        with self._lock:
            if self._sheet is not None and not self._follow(database):
                self._sheet = None
            sheet = self._sheet
            if sheet is not None:
                yield sheet
        if sheet is None:
            if not self._small:
                self.begin()
            yield None

    def begin(self) -> threading.Thread | None:
        """Make the sheet beside whatever else goes on; None where that is under way already."""
        if not self._making.acquire(blocking=False):
            return None
        making = threading.Thread(target=self._make, name="rawi-sheet", daemon=True)
        making.start()
        return making

    @property
    def making(self) -> bool:
        """Whether the sheet is being made."""
        return self._making.locked()

    def _make(self) -> None:
        try:
            database = self._connect()
            try:
                self._small = database.number("SELECT count(*) FROM event") < self._least
                if self._small:
                    return
                # What changes from here on is read again when the sheet is first used.
                follower = _Follower.now(database)
                sheet, within = _made(database)
                # The collector need not look through what stays for good, again and again.
                gc.collect()
                gc.freeze()
                with self._lock:
                    self._sheet, self._follower, self._within = sheet, follower, within
            finally:
                database.close()
        finally:
            self._making.release()

    def _follow(self, database: Database) -> bool:
        """Bring the sheet up to date; False where too much has changed for that."""
        assert self._sheet is not None
        changed = self._follower.changed(database)
        if 0 in changed or len(changed) > MOST:
            return False
        numbers = sorted(changed)
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            self._read_again(database, some)
        return True

    def _read_again(self, database: Database, numbers: Sequence[int]) -> None:
        assert self._sheet is not None
        among = f"number IN ({marks(len(numbers))})"
        found = _written(database.tuples(f"{_ROW} WHERE {among}", numbers))
        for kind in ("actor", "voice"):
            named = dict(database.tuples(f"{_named(database)} AND {among} GROUP BY number", (APART, kind, *numbers)))
            found[kind] = list(map(named.get, found["number"]))
        if any(place and place[0] not in self._within for place in found["place"]):
            self._within |= _within(database)
        for number, *written in zip(found["number"], *(found[column] for column in COLUMNS), strict=True):
            self._sheet.put(number, dict(zip(COLUMNS, written, strict=True)))
        for number in {*numbers}.difference(found["number"]):
            self._sheet.drop(number)


class _Follower:
    """Where in the changes of events a sheet stands."""

    def __init__(self, cursor: int) -> None:
        self.cursor = cursor
        self._seen: set[tuple[int, int]] = set()

    @classmethod
    def now(cls, database: Database) -> "_Follower":
        if database.dialect == SQLITE:
            return cls(database.number("SELECT coalesce(max(seq), 0) FROM event_change"))
        return cls(database.number(f"SELECT {_XMIN}"))

    def changed(self, database: Database) -> set[int]:
        """The numbers of the events that changed since this was last asked."""
        if database.dialect == SQLITE:
            rows = database.tuples("SELECT seq, number FROM event_change WHERE seq > ?", (self.cursor,))
            self.cursor = max((seq for seq, _ in rows), default=self.cursor)
            return {number for _, number in rows}
        # A transaction that began before another may end after it: whatever was under way is asked for again.
        rows = database.tuples(
            f"""SELECT s.xmin, c.seq, c.number FROM (SELECT {_XMIN} AS xmin) s
                LEFT JOIN event_change c ON c.seq >= ?""",
            (self.cursor,),
        )
        found = {(seq, number) for _, seq, number in rows if seq is not None}
        new = found - self._seen
        self.cursor = rows[0][0]
        self._seen = {each for each in found if each[0] >= self.cursor}
        return {number for _, number in new}


def _made(database: Database) -> tuple[Sheet, dict[str, tuple[str, ...]]]:
    within = _within(database)
    sheet = Sheet(_parsing(within))
    named = {
        kind: dict(database.tuples(f"{_named(database)} GROUP BY number", (APART, kind))) for kind in ("actor", "voice")
    }
    last = database.number("SELECT coalesce(max(number), 0) FROM event")
    for first in range(0, last + 1, CHUNK):
        rows = database.tuples(f"{_ROW} WHERE number >= ? AND number < ? ORDER BY number", (first, first + CHUNK))
        found = _written(rows)
        numbers = found["number"]
        sheet.fill(numbers, found | {kind: map(values.get, numbers) for kind, values in named.items()})
    return sheet, within


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


def _within(database: Database) -> dict[str, tuple[str, ...]]:
    """Place → itself and all that contains it."""
    return {
        id_: tuple(dict.fromkeys((id_, *within.split())))
        for id_, within in database.tuples("SELECT id, within FROM place")
    }


def _parsing(within: dict[str, tuple[str, ...]]) -> dict[str, Callable[[Any], Values]]:
    """How the sheet's columns are read from the table's."""

    def one(written: Hashable) -> Values:
        return (written,) if written not in (None, "") else ()

    def parted(written: str) -> Values:
        return tuple(written.split(APART))

    def containing(written: tuple[str, str | None]) -> Values:
        place, country = written
        return tuple(dict.fromkeys((*within.get(place, (place,)), *((country,) if country else ()))))

    return dict.fromkeys(_OWN, one) | {
        "language": lambda written: tuple(written.split()),
        "outlet": lambda written: tuple(_DECODE.decode(written)),
        "conflict": lambda written: (*written.split(), "any") if written else (),
        "place": containing,
        "spot": lambda written: (Spot(*written),),
        "actor": parted,
        "voice": parted,
    }
