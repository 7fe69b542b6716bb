"""The merge's program on DuckDB: one machine, tables in memory or in a file, functions in a few processes."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from rawi.errors import CaseError, MissingPart
from rawi.merge.steps import Each, Groups, Row, Schema, apply

if TYPE_CHECKING:
    import duckdb

INLINE = 20_000
"""Rows up to which a function runs in this process: starting others costs more."""
BATCH = 20_000
PIECE = "24MB"
"""Bytes of one piece of a table that is handed to a process."""
PARTS = 32
HELD = 1 << 16
"""Rows that are held back while a table is cut into parts."""
ROWS = 4096
"""Rows of one row group of a piece: a process holds one at a time, and rows may be texts."""


def connect(path: str, *, memory: str, threads: int, spill: str) -> "duckdb.DuckDBPyConnection":
    """Open DuckDB with bounds.

    Raises MissingPart when it is not installed, CaseError when another process holds the file.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingPart("merging needs DuckDB", remedy="pip install duckdb") from error
    try:
        connection = duckdb.connect(path)
    except duckdb.IOException as error:
        raise CaseError(
            "another process is at work on this merge", where=path, remedy="wait until it is done, and try again"
        ) from error
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.execute(f"SET threads = {threads}")
    connection.execute(f"SET temp_directory = '{spill}'")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET partitioned_write_flush_threshold = {HELD}")
    return connection


class Duck:
    """An engine (see merge.steps.Engine) over one DuckDB database. Use it as a context manager.

    `path` is the database, in memory by default; `workers` the processes that run functions; `memory` bounds
    DuckDB's own memory, beyond which it spills to `folder` (a temporary one by default).
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        workers: int | None = None,
        memory: str = "1500MB",
        folder: Path | None = None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rawi-merge-", dir=folder))
        self.workers = workers or os.cpu_count() or 1
        self.memory = memory
        self.connection = connect(
            str(path) if path else ":memory:", memory=memory, threads=self.workers, spill=str(self.folder / "spill")
        )
        self._pool: ProcessPoolExecutor | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The engine's vocabulary

    def query(self, name: str, sql: str) -> None:
        self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS {sql}')

    def number(self, sql: str) -> int:
        row = self.connection.execute(sql).fetchone()
        return int(row[0]) if row else 0

    def rows(self, sql: str) -> Iterator[Row]:
        cursor = self.connection.cursor().execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield from batch

    def drop(self, names: Iterable[str]) -> None:
        for name in names:
            self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def each(self, step: Each) -> None:
        if self._is_small(step.source):
            self.fill(step.name, step.schema, apply(step, self.rows(f'SELECT * FROM "{step.source}"')))
            return
        pieces = self._place()
        self.connection.execute(
            f"COPY (SELECT * FROM \"{step.source}\") TO '{pieces}' "
            f"(FORMAT parquet, ROW_GROUP_SIZE {ROWS}, FILE_SIZE_BYTES '{PIECE}')"
        )
        self._apply(step, [[str(path)] for path in sorted(pieces.rglob("*.parquet"))], pieces)

    def groups(self, step: Groups) -> None:
        if self._is_small(step.source):
            ordered = f'SELECT * FROM "{step.source}" ORDER BY 1'
            self.fill(step.name, step.schema, apply(step, self.rows(ordered)))
            return
        pieces = self._place()
        first = self.connection.execute(f'SELECT * FROM "{step.source}" LIMIT 0').description[0][0]
        self.connection.execute(
            f'COPY (SELECT *, hash("{first}") % {PARTS} AS part_ FROM "{step.source}") '
            f"TO '{pieces}' (FORMAT parquet, ROW_GROUP_SIZE {ROWS}, PARTITION_BY (part_))"
        )
        found = [sorted(map(str, part.glob("*.parquet"))) for part in sorted(pieces.iterdir())]
        self._apply(step, found, pieces)

    def _is_small(self, table: str) -> bool:
        """Whether a function runs here: one worker means no other processes, so that any script may merge."""
        return self.workers == 1 or self.number(f'SELECT count(*) FROM "{table}"') <= INLINE

    # Tables from rows

    def fill(self, name: str, schema: Schema, rows: Iterable[Row]) -> None:
        """Make a table from rows."""
        self.drop((name,))
        insert(self.connection, name, schema, rows)

    def write(self, name: str, path: Path) -> None:
        """Write a table as a Parquet file."""
        where = str(path).replace("'", "''")
        self.connection.execute(
            f"COPY (SELECT * FROM \"{name}\" ORDER BY 1) TO '{where}' (FORMAT parquet, COMPRESSION zstd)"
        )

    def pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Rows and records hold no cycles: looking for some again and again costs a third of the time.
            self._pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=gc.disable)
        return self._pool

    def _apply(self, step: Each | Groups, pieces: Sequence[list[str]], folder: Path) -> None:
        out = self._place()
        out.mkdir()
        jobs = [
            self.pool().submit(run_piece, step, paths, str(out / f"{number:05}.parquet"))
            for number, paths in enumerate(pieces)
        ]
        made = [path for path in (job.result() for job in jobs) if path]
        shutil.rmtree(folder, ignore_errors=True)
        columns = ", ".join(f'"{column}"' for column in step.schema)
        if made:
            listed = ", ".join(f"'{path}'" for path in made)
            self.query(step.name, f"SELECT {columns} FROM read_parquet([{listed}])")
        else:
            self.fill(step.name, step.schema, ())
        shutil.rmtree(out, ignore_errors=True)

    def _place(self) -> Path:
        self._count += 1
        return self.folder / f"{self._count:04}"


def insert(connection: "duckdb.DuckDBPyConnection", name: str, schema: Schema, rows: Iterable[Row]) -> int:
    """Add rows to a table, which is made if it is not there; return how many."""
    connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({declare(schema)})')
    return append(connection, name, schema, rows)


def declare(schema: Schema) -> str:
    """The columns of a table, as SQL declares them."""
    return ", ".join(f'"{column}" {type_}' for column, type_ in schema.items())


def append(connection: "duckdb.DuckDBPyConnection", name: str, schema: Schema, rows: Iterable[Row]) -> int:
    """Add rows to a table; return how many."""
    chosen = ", ".join(f'CAST("{column}" AS {type_})' for column, type_ in schema.items())
    waiting, added = iter(rows), 0
    while held := list(islice(waiting, BATCH)):
        batch = {
            column: _column(type_, values)
            for (column, type_), values in zip(schema.items(), zip(*held, strict=True), strict=True)
        }
        connection.register("batch", batch)
        connection.execute(f'INSERT INTO "{name}" SELECT {chosen} FROM batch')
        connection.unregister("batch")
        added += len(held)
    return added


def _column(type_: str, values: tuple[Any, ...]) -> Any:
    """Values as an array that DuckDB reads without a copy of its own; None is masked."""
    if type_ == "VARCHAR":
        texts = np.empty(len(values), dtype=object)
        texts[:] = values
        return texts
    kind = _KINDS[type_]
    if None in values:
        mask = [value is None for value in values]
        return np.ma.masked_array(np.array([value or 0 for value in values], dtype=kind), mask)
    return np.array(values, dtype=kind)


_KINDS = {"BIGINT": np.int64, "INTEGER": np.int32, "DOUBLE": np.float64}


def run_piece(step: Each | Groups, paths: list[str], target: str) -> str | None:
    """Run a step's function over one piece of its source, in a process of its own; return the file made."""
    out = Path(target)
    spill = out.with_suffix(".spill")
    connection = connect(":memory:", memory="400MB", threads=1, spill=str(spill))
    names = ", ".join(f"'{path}'" for path in paths)
    order = "ORDER BY 1" if isinstance(step, Groups) else ""
    cursor = connection.execute(f"SELECT * FROM read_parquet([{names}], hive_partitioning = false) {order}")

    def rows() -> Iterator[Row]:
        while batch := cursor.fetchmany(BATCH):
            yield from (tuple(row) for row in batch)

    made = connection.cursor()
    written = insert(made, "made", step.schema, apply(step, rows()))
    if written:
        made.execute(f"COPY made TO '{target}' (FORMAT parquet)")
    connection.close()
    shutil.rmtree(spill, ignore_errors=True)
    for path in paths:
        Path(path).unlink()
    return target if written else None
