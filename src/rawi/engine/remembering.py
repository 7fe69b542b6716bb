"""A DuckDB engine that remembers: functions run only on rows, and groups of rows, that were not seen before.

The functions of the program are pure, so a result may be kept under a digest of what it was made from. Adding a
document therefore costs the alignment, clustering and gathering of what it touches, and nothing else; and the result
is that of a merge from scratch, because the queries are the same and the functions would have given the same.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from rawi.engine.duck import Duck
from rawi.merge.steps import Each, Groups, Row, Schema

DIGEST = "digest_"


class OfRow:
    """A step's function for rows that carry their digest in front."""

    def __init__(self, function: Callable[..., Iterable[Row]]) -> None:
        self.function = function

    def __call__(self, digest: str, *values: Any) -> Iterator[Row]:
        for row in self.function(*values):
            yield digest, *row


class OfGroup:
    """A step's function for groups that carry their digest in front."""

    def __init__(self, function: Callable[[Any, list[Row]], Iterable[Row]]) -> None:
        self.function = function

    def __call__(self, digest: str, rows: list[Row]) -> Iterator[Row]:
        for row in self.function(rows[0][1], [row[1:] for row in rows]):
            yield digest, *row


class Remembering(Duck):
    """A Duck over a file that keeps, beside the tables, what each function gave for what.

    What a run did not ask for is forgotten. Kept results of other code or data than today's are never used.
    """

    def __init__(self, path: Path, *, workers: int | None = None, memory: str = "1500MB") -> None:
        super().__init__(path, workers=workers, memory=memory, folder=path.parent)
        self.ran = 0
        """Rows and groups that functions ran on since the engine was opened."""
        if self.setting("revision") != revision():
            self.forget()
            self.set("merged", "")
            self.set("revision", revision())

    def has(self, name: str) -> bool:
        return self.number(f"SELECT count(*) FROM duckdb_tables() WHERE table_name = '{name}'") > 0

    def setting(self, name: str) -> str | None:
        self.connection.execute("CREATE TABLE IF NOT EXISTS settings (name VARCHAR PRIMARY KEY, value VARCHAR)")
        row = self.connection.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [name, value])

    def forget(self) -> None:
        """Drop every table but the settings."""
        names = [row[0] for row in self.rows("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'settings'")]
        self.drop(names)

    def each(self, step: Each) -> None:
        columns = self._columns(step.source)
        digests = f'SELECT {_digest(columns)} AS {DIGEST}, * FROM "{step.source}"'
        self._remember(
            step, digests, Each(f"{step.name}_new", f"{step.name}_todo", OfRow(step.function), _kept(step.schema))
        )

    def groups(self, step: Groups) -> None:
        columns = self._columns(step.source)
        first = columns[0]
        digests = (
            f'SELECT d.{DIGEST}, s.* FROM "{step.source}" s JOIN (SELECT "{first}" AS first_, '
            f"md5(string_agg(row_, '' ORDER BY row_)) AS {DIGEST} FROM "
            f'(SELECT "{first}", {_digest(columns)} AS row_ FROM "{step.source}") GROUP BY 1) d '
            f'ON d.first_ = s."{first}"'
        )
        self._remember(
            step, digests, Groups(f"{step.name}_new", f"{step.name}_todo", OfGroup(step.function), _kept(step.schema))
        )

    def _remember(self, step: Each | Groups, digests: str, inner: Each | Groups) -> None:
        seen, kept, asked = f"{step.name}_seen", f"{step.name}_kept", f"{step.name}_asked"
        for name, schema in ((seen, {DIGEST: "VARCHAR"}), (kept, _kept(step.schema))):
            columns = ", ".join(f'"{column}" {type_}' for column, type_ in schema.items())
            self.connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')
        self.query(asked, digests)
        self.query(
            inner.source, f'SELECT DISTINCT * FROM "{asked}" WHERE {DIGEST} NOT IN (SELECT {DIGEST} FROM "{seen}")'
        )
        self.ran += self.number(f'SELECT count(DISTINCT {DIGEST}) FROM "{inner.source}"')
        if isinstance(inner, Each):
            super().each(inner)
        else:
            super().groups(inner)
        self.connection.execute(f'INSERT INTO "{kept}" SELECT * FROM "{inner.name}"')
        self.query(seen, f'SELECT DISTINCT {DIGEST} FROM "{asked}"')
        self.connection.execute(f'DELETE FROM "{kept}" WHERE {DIGEST} NOT IN (SELECT {DIGEST} FROM "{seen}")')
        columns = ", ".join(f'k."{column}"' for column in step.schema)
        # One digest may stand for several equal rows; each of them gives its results.
        times = f'SELECT {DIGEST} FROM "{asked}"' if isinstance(step, Each) else f'SELECT {DIGEST} FROM "{seen}"'
        self.query(step.name, f'SELECT {columns} FROM "{kept}" k JOIN ({times}) t ON t.{DIGEST} = k.{DIGEST}')
        self.drop((asked, inner.source, inner.name))

    def _columns(self, table: str) -> list[str]:
        return [column[0] for column in self.connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description]


def _kept(schema: Schema) -> Schema:
    return {DIGEST: "VARCHAR", **schema}


def _digest(columns: list[str]) -> str:
    shown = ", ".join(f"coalesce(CAST(\"{column}\" AS VARCHAR), '\\0')" for column in columns)
    return f"md5(concat_ws('\x1e', {shown}))"


def revision() -> str:
    """A digest of the code and data that the functions depend on."""
    digest = hashlib.sha256()
    for package in ("rawi.merge", "rawi.text"):
        for path in sorted(Path(str(files(package))).rglob("*")):
            if path.suffix in (".py", ".sql", ".toml", ".tsv"):
                digest.update(path.name.encode() + path.read_bytes())
    for name in ("merging.toml", "morphology.py"):
        for path in sorted(Path(str(files("rawi.lang"))).glob(f"*/{name}")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
