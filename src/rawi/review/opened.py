"""The open case: one connection a thread, since a SQLite connection belongs to the thread that made it."""

import threading
from pathlib import Path

from starlette.requests import Request

from rawi.store import Case


class Opened:
    """The case of a running server. `get` gives the calling thread its own connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._here = threading.local()

    def get(self) -> Case:
        found: Case | None = getattr(self._here, "case", None)
        if found is None:
            found = self._here.case = Case.open(self.folder)
        return found


def case(request: Request) -> Case:
    """The case, for use within this request's handler only."""
    opened: Opened = request.app.state.opened
    return opened.get()
