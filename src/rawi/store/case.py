"""The case: a folder that holds originals, records and decisions of one inquiry."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from rawi.errors import CaseError
from rawi.store import address
from rawi.store.database import Database, migrate
from rawi.store.deciding import Deciding
from rawi.store.glancing import Glancing
from rawi.store.held import ORIGINALS
from rawi.store.holding import Holding
from rawi.store.indexing import Indexing
from rawi.store.listing import Listing
from rawi.store.lock import exclusive
from rawi.store.merged import MergedIn
from rawi.store.originals import Originals
from rawi.store.searching import Searching
from rawi.store.sessions import SignedIn

LOCK = "case.lock"


class Case(Deciding, Indexing, MergedIn, Holding, Listing, Glancing, Searching, SignedIn):
    """A case folder, opened. Use it as a context manager, or close it. It belongs to the thread that opened it.

    Every method that writes has kept what it was given, through a crash too, once it returns.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder, self.database = folder, database
        self.originals = Originals(folder / ORIGINALS)

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, database: str | None = None) -> Self:
        """Open a case, bringing its schema up to date; with `create`, make the folder and an empty case.

        `database` is the address of a PostgreSQL database that a new case keeps its records and decisions in; a case
        that is there already knows its own. Raises CaseError when there is no case, when the folder holds other
        things, when the case is too new, or when its database does not answer.
        """
        if not address.is_case(folder):
            if not create:
                raise CaseError(
                    "this is not a case", where=str(folder), remedy="make one with `rawi build PATH… -o CASE`"
                )
            _make(folder, database)
        opened = None
        try:
            opened = address.connect(folder)
            migrate(opened, where=str(folder))
        except sqlite3.DatabaseError as error:
            raise CaseError(
                f"the case's database is damaged: {error}", where=str(folder), remedy="restore it from a backup"
            ) from error
        except BaseException:
            if opened is not None:
                opened.close()
            raise
        return cls(folder, opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    def lock(self) -> AbstractContextManager[None]:
        """Hold the case for a build. Raises CaseError when another process builds into it."""
        return exclusive(self.folder / LOCK, where=str(self.folder))


def _make(folder: Path, database: str | None) -> None:
    """Make the folder of a new case, and, on a server, its schema."""
    if database is None:
        _make_folder(folder)
        return
    from rawi.store.postgres import Postgres, check_address

    check_address(database)
    _make_folder(folder)
    found = address.write(folder, database)
    try:
        server = Postgres(found.address, found.schema)
        server.make_schema()
        server.close()
    except BaseException:
        (folder / address.SETTINGS).unlink()
        raise


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
