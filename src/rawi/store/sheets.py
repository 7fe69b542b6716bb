"""Keeps the sheets of a served case up to date: made once beside the work, then followed change by change."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rawi.store.database import Database
from rawi.store.dialect import SQLITE
from rawi.store.eventsheet import EventSheet
from rawi.store.filters import Of
from rawi.store.kept import Kept
from rawi.store.rowsheets import ClaimSheet, DocumentSheet

LEAST = 5_000
"""Events (claims, documents) from which on a case has a sheet of them; fewer are as quickly asked of the database."""
MOST = 5_000
"""Changes up to which a sheet follows; of more, it is made anew."""
MADE: tuple[type[Kept], ...] = (EventSheet, DocumentSheet, ClaimSheet)
"""What there are sheets of, in the order in which they are made."""
_XMIN = "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"


class Sheets:
    """The sheets of one case, for all threads of a process. `connect` gives a connection to make them with."""

    def __init__(self, connect: Callable[[], Database], *, least: int = LEAST) -> None:
        self._connect, self._least = connect, least
        self._locks = {each.of: threading.Lock() for each in MADE}
        self._making = threading.Lock()
        self._held: dict[Of, tuple[Kept, _Follower]] = {}
        self._small: set[Of] = set()

    @contextmanager
    def use(self, database: Database, of: Of) -> Iterator[Kept | None]:
        """A sheet as the case is now, for this thread alone meanwhile; None while there is none."""
        with self._locks[of]:
            held = self._held.get(of)
            if held is not None:
                # Not to be used again where following breaks off.
                del self._held[of]
                if _follow(*held, database):
                    self._held[of] = held
                else:
                    held = None
            if held is not None:
                yield held[0]
        if held is None:
            if of not in self._small:
                self.begin()
            yield None

    def begin(self) -> threading.Thread | None:
        """Make the sheets that are not there beside whatever else goes on; None where that is under way already."""
        if not self._making.acquire(blocking=False):
            return None
        making = threading.Thread(target=self._make, name="rawi-sheet", daemon=True)
        making.start()
        return making

    @property
    def making(self) -> bool:
        """Whether sheets are being made."""
        return self._making.locked()

    def _make(self) -> None:
        try:
            database = self._connect()
            try:
                for each in MADE:
                    if each.of not in self._held:
                        self._make_one(each, database)
            finally:
                database.close()
        finally:
            self._making.release()

    def _make_one(self, kind: type[Kept], database: Database) -> None:
        some = f"SELECT count(*) FROM (SELECT 1 AS one FROM {kind.of} LIMIT ?) f"
        if database.number(some, (self._least,)) < self._least:
            self._small.add(kind.of)
            return
        # What changes from here on is read again when the sheet is first used.
        follower = _Follower.now(database, kind.changes)
        kept = kind.made(database)
        # The collector need not look through what stays for good, again and again.
        gc.collect()
        gc.freeze()
        with self._locks[kind.of]:
            self._held[kind.of] = kept, follower


def _follow(kept: Kept, follower: "_Follower", database: Database) -> bool:
    """Bring a sheet up to date; False where too much has changed for that."""
    changed = follower.changed(database)
    return 0 not in changed and len(changed) <= MOST and kept.follow(database, sorted(changed))


class _Follower:
    """Where in a table of changes a sheet stands."""

    def __init__(self, table: str, cursor: int) -> None:
        self.table, self.cursor = table, cursor
        self._seen: set[tuple[int, int]] = set()

    @classmethod
    def now(cls, database: Database, table: str) -> "_Follower":
        if database.dialect == SQLITE:
            return cls(table, database.number(f"SELECT coalesce(max(seq), 0) FROM {table}"))
        return cls(table, database.number(f"SELECT {_XMIN}"))

    def changed(self, database: Database) -> set[int]:
        """The numbers of what changed since this was last asked."""
        if database.dialect == SQLITE:
            rows = database.tuples(f"SELECT seq, number FROM {self.table} WHERE seq > ?", (self.cursor,))
            self.cursor = max((seq for seq, _ in rows), default=self.cursor)
            return {number for _, number in rows}
        # A transaction that began before another may end after it: whatever was under way is asked for again.
        rows = database.tuples(
            f"""SELECT s.xmin, c.seq, c.number FROM (SELECT {_XMIN} AS xmin) s
                LEFT JOIN {self.table} c ON c.seq >= ?""",
            (self.cursor,),
        )
        found = {(seq, number) for _, seq, number in rows if seq is not None}
        new = found - self._seen
        self.cursor = rows[0][0]
        self._seen = {each for each in found if each[0] >= self.cursor}
        return {number for _, number in new}
