"""`rawi merge`: files of records in, Parquet files of events and copies out, on DuckDB or on Spark."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from rawi.engine.duck import Duck, connect, insert
from rawi.engine.merging import decide, write
from rawi.engine.recordfiles import COLUMN, Piece, decode, pieces, records
from rawi.errors import InputError, UsageError
from rawi.merge.facts import SCHEMA, Facts, empty, facts
from rawi.merge.meaning import with_meaning
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Row, Step, passing, run
from rawi.records import Record

Watch = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What a merge came to."""

    documents: int
    claims: int
    events: int
    shared: int
    copies: int
    suggested: int
    crowded: int = 0
    """Blocks so crowded that each telling in them was compared with those nearest to it only."""


def merge_files(paths: list[Path], output: Path, *, workers: int | None = None, memory: str = "1500MB",
                embeddings: Path | None = None, watch: Watch = lambda name: None) -> Outcome:  # fmt: skip
    """Merge files of records on this machine; write `events`, `copies` and `members` into the folder `output`.

    `embeddings` is the file of an encoder whose similarities are weighed into suggestions.
    """
    program = _program(embeddings)
    output.mkdir(parents=True, exist_ok=True)
    lines, parquet = _kinds(paths)
    work = Path(tempfile.mkdtemp(prefix=".merging-", dir=output))
    try:
        with Duck(work / "tables.duckdb", workers=workers, memory=memory, folder=work) as duck:
            watch("facts")
            load_files(duck, lines, parquet)
            decide(duck)
            run(duck, program, watch)
            write(duck, output)
            return outcome(duck.number)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def load_files(duck: Duck, lines: list[Path], parquet: list[Path]) -> None:
    """Make the tables of facts from files, in several processes where there is enough to do."""
    jobs: list[Piece] = pieces(lines)
    for path in parquet:
        spread = duck.folder / f"records-{len(jobs):05}.jsonl"
        _unpack(path, spread)
        jobs += pieces([spread])
    out = duck.folder / "facts"
    out.mkdir()
    if len(jobs) <= 2:
        made = [facts_of_piece(job, str(out / f"{at:05}")) for at, job in enumerate(jobs)]
    else:
        waiting = [duck.pool().submit(facts_of_piece, job, str(out / f"{at:05}")) for at, job in enumerate(jobs)]
        made = [job.result() for job in waiting]
    for name, schema in SCHEMA.items():
        found = ", ".join(f"'{folder}/{name}.parquet'" for folder in made if Path(folder, f"{name}.parquet").exists())
        columns = ", ".join(f'"{column}"' for column in schema)
        if found:
            duck.query(name, f"SELECT {columns} FROM read_parquet([{found}])")
        else:
            duck.fill(name, schema, ())
    shutil.rmtree(out, ignore_errors=True)
    _refuse_twins(duck)


def facts_of_piece(piece: Piece, target: str) -> str:
    """Write the facts of a piece's records as Parquet files into the folder `target`; return it."""
    folder = Path(target)
    folder.mkdir()
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMA}
    for record in records(piece):
        for name, rows in zip(SCHEMA, facts(record), strict=True):
            tables[name].extend(rows)
    connection = connect(":memory:", memory="600MB", threads=1, spill=str(folder / "spill"))
    for name, schema in SCHEMA.items():
        if insert(connection, name, schema, tables[name]):
            connection.execute(f"COPY \"{name}\" TO '{folder}/{name}.parquet' (FORMAT parquet)")
    connection.close()
    return target


def _refuse_twins(duck: Duck) -> None:
    twins = list(duck.rows("SELECT id FROM documents GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1"))
    if twins:
        raise InputError(
            f"two records have the id {twins[0][0]!r}", remedy="give each document an id of its own, or merge a case"
        )


def _program(embeddings: Path | None) -> Sequence[Step]:
    if embeddings is None:
        return PROGRAM
    from rawi.encoder import Embedder

    return with_meaning(partial(Embedder, embeddings))


def _kinds(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The files of JSON lines and of Parquet among paths; a folder stands for the files in it."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    parquet = [file for file in files if file.suffix == ".parquet"]
    lines = [
        file
        for file in files
        if file.suffix in (".jsonl", ".ndjson", ".json") or (file in paths and file not in parquet)
    ]
    if not lines and not parquet:
        raise UsageError("no records there", where=str(paths[0]), remedy="name files of JSON lines or Parquet")
    return lines, parquet


def _unpack(path: Path, target: Path) -> None:
    import duckdb

    try:
        with duckdb.connect() as connection, target.open("wb") as lines:
            cursor = connection.execute(
                f"SELECT \"{COLUMN}\" FROM read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
            )
            while batch := cursor.fetchmany(1000):
                lines.writelines(record.encode() + b"\n" for (record,) in batch)
    except duckdb.Error as error:
        raise InputError(
            f"no column {COLUMN!r} of records: {str(error).splitlines()[0]}",
            where=str(path),
            remedy="name records in JSON lines",
        ) from error


def merge_on_spark(paths: list[Path], output: Path, *, master: str, settings: dict[str, str] | None = None,
                   partitions: int | None = None, embeddings: Path | None = None,
                   watch: Watch = lambda name: None) -> Outcome:  # fmt: skip
    """Merge files of records on Spark. Every executor must reach `output`, and the file of `embeddings`."""
    from rawi.engine.spark import Spark, session

    program = _program(embeddings)
    lines, parquet = _kinds(paths)
    work = output / "_work"
    with Spark(session(master, **(settings or {})), work, partitions=partitions, passing=passing(program)) as spark:
        watch("facts")
        frames = [spark.spark.read.text([str(path) for path in lines])] if lines else []
        frames += [spark.spark.read.parquet(str(path)).selectExpr(f"{COLUMN} AS value") for path in parquet]
        source = frames[0]
        for frame in frames[1:]:
            source = source.unionByName(frame)
        spark.spread(source, facts_of_line, SCHEMA)
        decide(spark)
        run(spark, program, watch)
        write(spark, output)
        found = outcome(spark.number)
    shutil.rmtree(work, ignore_errors=True)
    return found


def facts_of_line(line: str) -> Facts:
    """A record as JSON → its facts."""
    return facts(decode(_DECODER, line, "a record")) if line.strip() else empty()


def outcome(number: Callable[[str], int]) -> Outcome:
    return Outcome(
        documents=number("SELECT count(*) FROM documents"),
        claims=number("SELECT count(*) FROM claims"),
        events=number("SELECT count(*) FROM events"),
        shared=number("SELECT count(*) FROM events WHERE documents > 1"),
        copies=number("SELECT count(*) FROM copy_records WHERE status = 'found'"),
        suggested=number("SELECT count(*) FROM copy_records WHERE status = 'suggested'"),
        crowded=number("SELECT count(*) FROM crowds"),
    )


_DECODER = msgspec.json.Decoder(Record)
