"""The case: a folder that holds originals, records and decisions of one inquiry."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from rawi.errors import CaseError
from rawi.store.accounts import Accounts
from rawi.store.database import Database, Sqlite, migrate
from rawi.store.deciding import Deciding
from rawi.store.held import ORIGINALS
from rawi.store.holding import Holding
from rawi.store.indexing import Indexing
from rawi.store.listing import Listing
from rawi.store.lock import exclusive
from rawi.store.merged import MergedIn
from rawi.store.originals import Originals
from rawi.store.searching import Searching
from rawi.store.totals import Totals

DATABASE = "case.sqlite"
LOCK = "case.lock"


class Case(Deciding, Indexing, MergedIn, Holding, Listing, Totals, Searching, Accounts):
    """A case folder, opened. Use it as a context manager, or close it. It belongs to the thread that opened it.

    Every method that writes has kept what it was given, through a crash too, once it returns.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder, self.database = folder, database
        self.originals = Originals(folder / ORIGINALS)

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Open a case, bringing its schema up to date; with `create`, make the folder and an empty case.

        Raises CaseError when there is no case, when the folder holds other things, or when it is too new.
        """
        path = folder / DATABASE
        if not path.exists():
            if not create:
                raise CaseError(
                    "this is not a case", where=str(folder), remedy="make one with `rawi build PATH… -o CASE`"
                )
            _make_folder(folder)
        try:
            database = Sqlite(path)
            migrate(database, where=str(folder))
        except sqlite3.DatabaseError as error:
            raise CaseError(
                f"the case's database is damaged: {error}", where=str(path), remedy="restore it from a backup"
            ) from error
        return cls(folder, database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    def lock(self) -> AbstractContextManager[None]:
        """Hold the case for a build. Raises CaseError when another process builds into it."""
        return exclusive(self.folder / LOCK, where=str(self.folder))


def _make_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(
            "the place for the case already holds something else", where=str(folder), remedy="name a new folder with -o"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(
            f"the case's folder cannot be made: {error.strerror}", where=str(folder), remedy="name another with -o"
        ) from error
