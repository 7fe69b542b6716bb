"""Where a case's database is: in its folder, or on a server that CASE/case.toml names."""

import secrets
import tomllib
from pathlib import Path
from typing import NamedTuple

from rawi.errors import CaseError
from rawi.store.database import Database, Sqlite

DATABASE = "case.sqlite"
SETTINGS = "case.toml"
_TEXT = """\
# This case's records and decisions are on a PostgreSQL server; originals are in this folder.
# The password is never written here: put it into ~/.pgpass, or the environment variable PGPASSWORD.
[database]
address = "{address}"
schema = "{schema}"
"""


class Address(NamedTuple):
    """A PostgreSQL database and the schema of the case in it."""

    address: str
    schema: str


def is_case(folder: Path) -> bool:
    return (folder / DATABASE).exists() or (folder / SETTINGS).exists()


def read(folder: Path) -> Address | None:
    """The server that a case's settings name; None where its database is in its folder."""
    path = folder / SETTINGS
    if not path.exists():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))["database"]
        return Address(str(found["address"]), str(found["schema"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CaseError(
            "the case's settings do not say where its database is",
            where=str(path),
            remedy="write [database] with address and schema",
        ) from error


def write(folder: Path, address: str) -> Address:
    """Keep where a new case's database is; its schema gets a name of its own."""
    found = Address(address, f"rawi_{secrets.token_hex(6)}")
    escaped = address.replace("\\", "\\\\").replace('"', '\\"')
    (folder / SETTINGS).write_text(_TEXT.format(address=escaped, schema=found.schema), encoding="utf-8")
    return found


def connect(folder: Path) -> Database:
    """A connection to a case's database."""
    found = read(folder)
    if found is None:
        return Sqlite(folder / DATABASE)
    from rawi.store.postgres import Postgres

    return Postgres(found.address, found.schema)
