"""The merge's program on Apache Spark: the same steps, for corpora that outgrow a machine.

A table that several steps read is written as Parquet into the work folder before the next step begins. That cuts every
lineage: an executor that dies costs the tasks it ran, and nothing is computed twice from afar. A table that one step
reads, once, is handed on as it is made. The folder must be reachable from every executor (a shared or object file
system on a cluster).
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rawi.errors import MissingPart
from rawi.merge.steps import Each, Groups, Row, Schema, apply

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Spread = Callable[..., Iterable[Iterable[Row]]]
TYPES = {"BIGINT": "long", "INTEGER": "int", "VARCHAR": "string", "DOUBLE": "double"}
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "5000",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.task.maxFailures": "8",
    # Rows go to their tables' files as they come, and need not be sorted by table first.
    "spark.sql.maxConcurrentOutputFileWriters": "16",
}
HELD = 2000
"""Rows that a function's process holds before it hands them on."""
WHOLE = {"spark.sql.adaptive.skewJoin.enabled": "false", "spark.sql.adaptive.localShuffleReader.enabled": "false"}
"""Groups of rows must stay whole. Where a join already spreads a table by the column that it is grouped by, Spark
leaves our spreading out, and would then be free to cut the join's large partitions in pieces, and a group with them:
at a million claims vague claims of seven events were so given theirs by halves."""
LOCAL = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1"}
"""On one machine the jobs are many and short, and Java's second compiler costs more than it gains."""


def session(master: str, **settings: str) -> "SparkSession":
    """A Spark session. Raises MissingPart without pyspark or a Java of version 17 or later."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingPart("the Spark engine needs pyspark", remedy="pip install 'rawi[spark]'") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("rawi")
    for name, value in {**SETTINGS, **_local(master), **settings}.items():
        builder = builder.config(name, value)
    try:
        spark: SparkSession = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise MissingPart(
            f"Spark did not start: {str(error).splitlines()[0]}",
            remedy="install Java 17 or later, and name a master with --master",
        ) from error
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _local(master: str) -> dict[str, str]:
    """Settings for a master in this process: two parts a core, where Spark's 200 would be empty ones."""
    found = re.fullmatch(r"local(?:\[(\d+|\*)(?:,.*)?\])?", master)
    if found is None:
        return {}
    cores = (os.cpu_count() or 1) if found[1] == "*" else int(found[1] or 1)
    return {**LOCAL, "spark.sql.shuffle.partitions": str(2 * cores)}


class Spark:
    """An engine (see merge.steps.Engine) over a Spark session. Use it as a context manager.

    `folder` holds the tables as Parquet, one folder each; `partitions` is the number of parts a shuffle makes
    (Spark's own default when None); `passing` names tables that are read once (see merge.steps.passing). The result
    depends on neither.
    """

    def __init__(
        self,
        spark: "SparkSession",
        folder: Path | str,
        *,
        partitions: int | None = None,
        passing: Container[str] = (),
    ) -> None:
        self.spark, self.folder, self._passing = spark, str(folder), passing
        for setting, value in WHOLE.items():
            spark.conf.set(setting, value)
        if partitions is not None:
            spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
        self._partitions = partitions

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.spark.stop()

    # The engine's vocabulary

    def query(self, name: str, sql: str) -> None:
        self._keep(name, self.spark.sql(translate(sql)))

    def number(self, sql: str) -> int:
        return int(self.spark.sql(translate(sql)).collect()[0][0])

    def rows(self, sql: str) -> Iterator[Row]:
        return (tuple(row) for row in self.spark.sql(translate(sql)).toLocalIterator())

    def drop(self, names: Iterable[str]) -> None:
        for name in names:
            self.spark.catalog.dropTempView(name)

    def each(self, step: Each) -> None:
        self._keep(step.name, self._map(self.spark.table(step.source), step))

    def groups(self, step: Groups) -> None:
        source = self.spark.table(step.source)
        first = source.columns[0]
        spread = source.repartition(self._partitions, first) if self._partitions else source.repartition(first)
        together = spread.sortWithinPartitions(first)
        self._keep(step.name, self._map(together, step))

    # Tables

    def fill(self, name: str, schema: Schema, rows: Iterable[Row]) -> None:
        """Make a table from rows of this process; for tables of any size, `open_table` reads Parquet."""
        self._keep(name, self.spark.createDataFrame(list(rows), ddl(schema)))

    def open_table(self, name: str, *paths: str) -> None:
        """Take Parquet files as a table."""
        self.spark.read.parquet(*paths).createOrReplaceTempView(name)

    def spread(self, source: "DataFrame", function: "Spread", tables: Mapping[str, Schema]) -> None:
        """Make several tables at once: `function` takes the values of a row of `source` and gives rows for each.

        They are written in one pass, as one table with the columns of all and a folder for each: a column that a row
        leaves empty takes no room in Parquet.
        """
        wide = {"name": "VARCHAR"} | {f"{n}_{c}": type_ for n, schema in tables.items() for c, type_ in schema.items()}

        def part(batches: Iterator[Any]) -> Iterator[Any]:
            import pyarrow

            shape = arrow(wide)
            held: dict[str, list[Row]] = {name: [] for name in tables}
            for batch in batches:
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    for name, rows in zip(tables, function(*values), strict=True):
                        held[name].extend(rows)
                        if len(held[name]) >= HELD:
                            yield _wide(name, held[name], tables[name], shape, pyarrow)
                            held[name] = []
            for name, rows in held.items():
                if rows:
                    yield _wide(name, rows, tables[name], shape, pyarrow)

        where = f"{self.folder}/spread"
        frame = source.mapInArrow(part, ddl(wide))
        frame.write.mode("overwrite").partitionBy("name").parquet(where)
        kept = self.spark.read.schema(frame.schema).parquet(where)
        for name, schema in tables.items():
            columns = [f"`{name}_{column}` AS `{column}`" for column in schema]
            kept.where(f"name = '{name}'").selectExpr(*columns).createOrReplaceTempView(name)

    def map_table(self, source: "DataFrame", step: Each) -> None:
        """Make a table by a function of each row of a data frame."""
        self._keep(step.name, self._map(source, step))

    def write(self, name: str, path: Path | str) -> None:
        """Write a table as a folder of Parquet files."""
        self.spark.table(name).write.mode("overwrite").parquet(str(path))

    def write_query(self, sql: str, path: Path | str) -> None:
        """Write what a query gives as a folder of Parquet files."""
        self.spark.sql(translate(sql)).write.mode("overwrite").parquet(str(path))

    def forget(self) -> None:
        """Take the work folder away, where it is on this machine's file system."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _map(self, source: "DataFrame", step: Each | Groups) -> "DataFrame":
        columns = tuple(step.schema)

        def part(batches: Iterator[Any]) -> Iterator[Any]:
            import pyarrow

            def rows() -> Iterator[Row]:
                for batch in batches:
                    yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

            schema = arrow(step.schema)
            held: list[Row] = []
            for row in apply(step, rows()):
                held.append(row)
                if len(held) == HELD:
                    yield _batch(held, columns, schema, pyarrow)
                    held = []
            if held:
                yield _batch(held, columns, schema, pyarrow)

        return source.mapInArrow(part, ddl(step.schema))

    def _keep(self, name: str, frame: "DataFrame") -> None:
        if name in self._passing:
            frame.createOrReplaceTempView(name)
            return
        where = f"{self.folder}/{name}"
        frame.write.mode("overwrite").parquet(where)
        self.spark.read.schema(frame.schema).parquet(where).createOrReplaceTempView(name)


def _batch(rows: list[Row], columns: tuple[str, ...], schema: Any, pyarrow: Any) -> Any:
    arrays = [pyarrow.array([row[at] for row in rows], type=schema.field(at).type) for at in range(len(columns))]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _wide(name: str, rows: list[Row], schema: Schema, shape: Any, pyarrow: Any) -> Any:
    """Rows of one table as a batch with the columns of all."""
    own = dict(zip((f"{name}_{column}" for column in schema), zip(*rows, strict=True), strict=True))
    own["name"] = (name,) * len(rows)
    arrays = [
        pyarrow.array(own[field.name], type=field.type) if field.name in own else pyarrow.nulls(len(rows), field.type)
        for field in shape
    ]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=shape)


def arrow(schema: Schema) -> Any:
    """The Arrow schema of a step's rows."""
    import pyarrow

    types = {
        "BIGINT": pyarrow.int64(),
        "INTEGER": pyarrow.int32(),
        "VARCHAR": pyarrow.string(),
        "DOUBLE": pyarrow.float64(),
    }
    return pyarrow.schema([(column, types[type_]) for column, type_ in schema.items()])


def ddl(schema: Schema) -> str:
    return ", ".join(f"`{column}` {TYPES[type_]}" for column, type_ in schema.items())


def translate(sql: str) -> str:
    """The program's SQL in Spark's dialect. Raises MissingPart without sqlglot."""
    try:
        import sqlglot
    except ImportError as error:
        raise MissingPart("the Spark engine needs sqlglot", remedy="pip install 'rawi[spark]'") from error
    return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])
