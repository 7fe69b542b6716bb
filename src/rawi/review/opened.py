"""The open case: one connection a thread, since a SQLite connection belongs to the thread that made it."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.requests import Request

from rawi.review.written_names import WrittenNames
from rawi.store import Case
from rawi.store.sheets import Sheets

DATABASE = "case.sqlite"
LARGE = 5_000
"""Events from which on the parts of a page are asked for at once."""
HELPERS = 3
MOST_KEPT = 64


class Opened:
    """The case of a running server. `get` gives the calling thread its own connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._here = threading.local()
        self._kept: dict[Hashable, tuple[Hashable, Any]] = {}
        self.sheets = Sheets(lambda: Case.open(folder).database)
        self._names = WrittenNames()

    def get(self) -> Case:
        found: Case | None = getattr(self._here, "case", None)
        if found is None:
            found = self._here.case = Case.open(self.folder)
            found.sheets = self.sheets
        return found

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, worked out once for as long as nothing is written to the case.

        Only where that can be told, from the files of a SQLite case; a server's database is asked every time.
        """
        stamp = _stamp(self.folder)
        if stamp is None:
            return make()
        held = self._kept.get(key)
        if held is not None and held[0] == stamp:
            return held[1]
        value = make()
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = (stamp, value)
        return value

    def written(self, language: str, name: str, country: str | None) -> str:
        """A place that no table knows, as documents in the reader's language write it."""
        return self._names.place(self.get(), language, name, country)

    @cached_property
    def helpers(self) -> ThreadPoolExecutor:
        """Threads that answer parts of a page, each with a connection of its own."""
        return ThreadPoolExecutor(HELPERS, thread_name_prefix="rawi-part")


def case(request: Request) -> Case:
    """The case, for use within this request's handler only."""
    return opened(request).get()


def opened(request: Request) -> Opened:
    held: Opened = request.app.state.opened
    return held


def at_once(request: Request, *parts: Callable[[Case], Any]) -> list[Any]:
    """What each of the parts answers, in their order; in a large case they are worked out side by side."""
    held = opened(request)
    here = held.get()
    if here.overview()["events"] < LARGE:
        return [part(here) for part in parts]
    waiting = [held.helpers.submit(_answer, held, part) for part in parts[1:]]
    return [parts[0](here), *(each.result() for each in waiting)]


def _answer(held: Opened, part: Callable[[Case], Any]) -> Any:
    return part(held.get())


def _stamp(folder: Path) -> Hashable | None:
    """What changes whenever a SQLite case is written to; None for a case that is elsewhere."""
    found = []
    for name in (DATABASE, f"{DATABASE}-wal"):
        try:
            at = (folder / name).stat()
            found.append((at.st_mtime_ns, at.st_size))
        except OSError:
            found.append((0, 0))
    return tuple(found) if found[0] != (0, 0) else None
