"""What every part of a case works with: its folder, its database, its settings."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rawi.store.database import LONG, PAUSE, Database
from rawi.store.originals import Originals

if TYPE_CHECKING:
    from rawi.store.sheets import Sheets

ORIGINALS = "originals"
BATCH = 500
"""How many values one statement lists at most."""


class Held:
    """The base of the parts of `Case`."""

    folder: Path
    database: Database
    originals: Originals
    anew: bool = False
    sheets: "Sheets | None" = None
    """Where events are held in memory too, as in a server."""

    def together(self) -> AbstractContextManager[None]:
        """What is written inside is kept all at once, or not at all."""
        return self.database.transaction()

    @contextmanager
    def briefly(self) -> Iterator[None]:
        """A transaction among many, after which those who wait to write have their turn."""
        within = self.database.within
        began = time.monotonic()
        with self.together():
            yield
        if not within and time.monotonic() - began > LONG:
            time.sleep(PAUSE)

    def setting(self, name: str, default: str | None = None) -> str | None:
        row = self.database.row("SELECT value FROM setting WHERE name = ?", (name,))
        return row["value"] if row else default

    def set(self, name: str, value: str) -> None:
        self.database.insert("setting", [{"name": name, "value": value}], key="name")

    def settings(self) -> dict[str, str]:
        return {row["name"]: row["value"] for row in self.database.rows("SELECT * FROM setting ORDER BY name")}

    def people(self) -> int:
        """How many reviewers must accept or reject a claim: 1, or 2 where the setting `two_person` is `1`."""
        return 2 if self.setting("two_person") == "1" else 1

    def claims(self) -> int:
        """How many claims the case holds; of a case that is being added to, how many there were."""
        ready = self._ready("overview")
        return int(ready["claims"]) if ready else self.database.number("SELECT count(*) FROM claim")

    def _changed_records(self, numbers: Iterable[int]) -> None:
        """Say of which records the documents or their claims changed, to whoever holds them in memory."""
        self.database.many("INSERT INTO document_change (number) VALUES (?)", [(number,) for number in numbers])

    def _ready(self, name: str) -> Any:
        """An answer that was made ready; None when there is none, or while all are made anew."""
        if self.anew:
            return None
        body = self.database.value("SELECT body FROM ready WHERE name = ?", (name,))
        return None if body is None else msgspec.json.decode(body)

    def _make_ready(self, name: str, answer: Any) -> None:
        self.database.insert("ready", [{"name": name, "body": msgspec.json.encode(answer).decode()}], key="name")


def marks(number: int) -> str:
    """`?, ?, ?`"""
    return ", ".join("?" * number)
