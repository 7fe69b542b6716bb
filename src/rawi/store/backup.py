"""Backing up a case while people work in it, and bringing it back.

A backup is one .tar.gz: `manifest.json`, the originals, other small files of the case, and its database as it was at
one moment: SQLite's own file, made by its backup interface, or PostgreSQL's tables, copied out in one transaction.
"""

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from rawi.errors import CaseError, UsageError
from rawi.store import address
from rawi.store.case import Case
from rawi.store.database import Sqlite, migrate, migrations, now
from rawi.store.held import ORIGINALS
from rawi.store.postgres import Postgres

FORMAT = "rawi-backup/1"
MANIFEST, TABLES = "manifest.json", "tables"
SMALL = ("actors.toml", "actors.jsonl")
"""Files of a case that people write themselves."""
LEFT_OUT = ("migration", "session", "event_change", "document_change")
CHUNK = 1 << 20
PAGES = 2_000
Watch = Callable[[str, int, int], None]
"""Told of the part (`database`, `originals`), of how much of it is done, and of how much there is."""


def backup(case: Case, target: Path, watch: Watch = lambda part, done, total: None) -> dict[str, Any]:
    """Write a backup of a live case; return its manifest. The file appears under its name only when it is whole."""
    if target.exists():
        raise UsageError(f"{target} exists already", remedy="name a new file, or move the old one away")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise CaseError(f"the backup cannot be written: {error.strerror}", where=str(target)) from error
    try:
        with os.fdopen(handle, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar:
                manifest = _write(case, tar, watch)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(name, target)
    except OSError as error:
        raise CaseError(
            f"the backup cannot be written: {error.strerror}", where=str(target), remedy="see that the disk has room"
        ) from error
    finally:
        Path(name).unlink(missing_ok=True)
    return manifest


def restore(
    source: Path, folder: Path, *, database: str | None = None, watch: Watch = lambda part, done, total: None
) -> dict[str, Any]:
    """Bring a backup back into a new folder; return its manifest. `database` is for a backup from PostgreSQL."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} holds something already", remedy="name a new folder")
    try:
        with tarfile.open(source, "r:gz") as tar:
            manifest = _manifest(tar, source)
            if manifest["schema"] > len(migrations()):
                raise CaseError("the backup was made by a newer rawi", where=str(source), remedy="upgrade rawi")
            if manifest["database"] == "postgresql" and database is None:
                raise UsageError(
                    "the backup is of a case on PostgreSQL",
                    remedy="name a database for it: --database postgresql://USER@HOST/DATABASE",
                )
            if manifest["database"] == "sqlite" and database is not None:
                raise UsageError(
                    "the backup is of a case in its own folder", remedy="leave --database out to restore it so"
                )
            folder.mkdir(parents=True, exist_ok=True)
            _read(tar, folder, database, manifest, watch)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CaseError(
            f"the backup cannot be read: {error}",
            where=str(source),
            remedy="see that it is whole, and the disk has room",
        ) from error
    return manifest


def _write(case: Case, tar: tarfile.TarFile, watch: Watch) -> dict[str, Any]:
    dialect = case.database.dialect
    manifest = {
        "format": FORMAT,
        "made_at": now(),
        "database": dialect,
        "schema": case.database.number("SELECT max(number) FROM migration"),
        "decisions": case.database.number("SELECT count(*) FROM decision"),
        "originals": case.database.number("SELECT count(*) FROM original"),
    }
    _add(tar, MANIFEST, json.dumps(manifest, indent=1).encode())
    # The database first: whatever it speaks of is among the originals by then, and stays there.
    if isinstance(case.database, Postgres):
        _write_tables(case.database, tar, watch)
    else:
        _write_file(case, tar, watch)
    names = list(case.originals.all())
    for done, name in enumerate(names, 1):
        tar.add(case.originals.path(name), arcname=f"{ORIGINALS}/{name[:2]}/{name}", recursive=False)
        blocks = case.originals.blocks(name)
        if blocks.exists():
            tar.add(blocks, arcname=f"{ORIGINALS}/blocks/{name}", recursive=False)
        watch("originals", done, len(names))
    for name in SMALL:
        if (case.folder / name).is_file():
            tar.add(case.folder / name, arcname=name, recursive=False)
    return manifest


def _write_file(case: Case, tar: tarfile.TarFile, watch: Watch) -> None:
    with tempfile.TemporaryDirectory(prefix="rawi-backup-", dir=case.folder) as folder:
        path = Path(folder) / address.DATABASE
        assert isinstance(case.database, Sqlite)
        copy, source = sqlite3.connect(path), case.database.connection
        # As it is at this moment: without a transaction, each decision of somebody else would begin it all anew.
        source.execute("BEGIN")
        try:
            source.execute("SELECT number FROM migration LIMIT 1").fetchone()
            source.backup(copy, pages=PAGES, progress=lambda _, left, total: watch("database", total - left, total))
        finally:
            source.execute("ROLLBACK")
            copy.close()
        tar.add(path, arcname=address.DATABASE, recursive=False)


def _write_tables(database: Postgres, tar: tarfile.TarFile, watch: Watch) -> None:
    tables = tables_of(database)
    with database.transaction():
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for done, table in enumerate(tables, 1):
            with tempfile.TemporaryFile() as file:
                with database.connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                    for data in copy:
                        file.write(data)
                size = file.tell()
                file.seek(0)
                _add(tar, f"{TABLES}/{table}", file, size)
            watch("database", done, len(tables))


def _read(tar: tarfile.TarFile, folder: Path, database: str | None, manifest: dict[str, Any], watch: Watch) -> None:
    opened = None
    done = 0
    if database is not None:
        found = address.write(folder, database)
        opened = Postgres(found.address, found.schema)
        opened.make_schema()
        migrate(opened, where=str(folder), to=manifest["schema"])
    for member in tar:
        if not member.isfile() or not _is_ours(member.name):
            raise CaseError(f"the backup holds “{member.name}”, which is none of a case's files", where=str(folder))
        stream = tar.extractfile(member)
        assert stream is not None
        if member.name.startswith(f"{TABLES}/"):
            if opened is not None:
                _read_table(opened, member.name.removeprefix(f"{TABLES}/"), stream)
            watch("database", 1, 1)
        elif member.name != MANIFEST:
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as target:
                while chunk := stream.read(CHUNK):
                    target.write(chunk)
            if member.name.startswith(f"{ORIGINALS}/"):
                path.chmod(0o444)
                done += "/blocks/" not in member.name
                watch("originals", done, max(done, manifest["originals"]))
    if opened is not None:
        _set_numbers(opened)
        opened.close()
    with Case.open(folder) as case:
        case.database.execute("DELETE FROM session")
        case.database.execute("DELETE FROM event_change")
        case.database.execute("DELETE FROM document_change")


def _read_table(database: Postgres, table: str, stream: IO[bytes]) -> None:
    if table not in tables_of(database):
        raise CaseError(f"the backup holds a table “{table}”, which no case has", where=database.where)
    with database.connection.cursor() as cursor, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
        while chunk := stream.read(CHUNK):
            copy.write(chunk)


def _set_numbers(database: Postgres) -> None:
    """Rows that PostgreSQL numbers itself go on after those that came back."""
    for table, column in (("record", "number"), ("event", "number")):
        database.execute(
            f"""SELECT setval(pg_get_serial_sequence('{table}', '{column}'),
                (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"""
        )


def tables_of(database: Postgres) -> list[str]:
    """The tables of a case, those first that others refer to."""
    rows = database.rows("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename", (database.schema,))
    names = [row["tablename"] for row in rows if row["tablename"] not in LEFT_OUT]
    first = ["setting", "original", "source", "record", "document", "account"]
    return [*first, *(name for name in names if name not in first)]


def _manifest(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    member = tar.next()
    stream = tar.extractfile(member) if member is not None and member.name == MANIFEST and member.isfile() else None
    try:
        found: dict[str, Any] = json.loads(stream.read(CHUNK)) if stream is not None else {}
    except ValueError:
        found = {}
    if found.get("format") != FORMAT:
        raise CaseError(
            "this is no backup of a case", where=str(source), remedy="make one with `rawi backup CASE FILE`"
        )
    return found


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    if name in (MANIFEST, address.DATABASE, *SMALL):
        return True
    if parts[0] == TABLES:
        return len(parts) == 2 and parts[1].isidentifier()
    return parts[0] == ORIGINALS and len(parts) == 3 and all(part.isalnum() for part in parts)


def _add(tar: tarfile.TarFile, name: str, data: bytes | IO[bytes], size: int | None = None) -> None:
    info = tarfile.TarInfo(name)
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    info.size = len(data) if isinstance(data, bytes) else size or 0
    info.mode = 0o600
    tar.addfile(info, stream)
