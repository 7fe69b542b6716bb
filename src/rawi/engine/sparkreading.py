"""Reading on Apache Spark: files and chunks of files spread over executors, records as Parquet."""

import base64
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rawi.engine.job import Job, Read, careful_reader, known_actors, work
from rawi.engine.plan import jobs
from rawi.engine.recordfiles import COLUMN
from rawi.engine.spark import Spark, session
from rawi.ingest import Failure, Options, Unit, sources
from rawi.merge.steps import Each, Row

JOBS = {"number": "INTEGER", "job": "VARCHAR"}
READ = {
    "number": "INTEGER", "position": "INTEGER", COLUMN: "VARCHAR", "language": "VARCHAR", "attributions": "INTEGER",
    "claims": "INTEGER", "failure": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True)
class Extracted:
    """What a reading came to: documents by language, what was found in them, and what failed."""

    documents: int
    languages: dict[str | None, int]
    attributions: int
    claims: int
    failures: list[Failure]


def extract_on_spark(
    paths: Iterable[str | Path], options: Options, output: Path, *, master: str, partitions: int | None = None,
    settings: dict[str, str] | None = None,
) -> Extracted:  # fmt: skip
    """Read files and folders on Spark; write their records into the folder `output`, as Parquet with a column `record`.

    Files and output must be reachable from every executor; files of many documents are taken apart here. The records
    are those that reading on one machine gives, whatever the partitions.
    """
    known_actors(options.actors)
    careful_reader(options)
    failures: list[Failure] = []
    rows: list[Row] = []
    for each in sources(paths, limit_bytes=options.limit_bytes, digest=False):
        for job in jobs(each, options) if isinstance(each, Unit) else (each,):
            if isinstance(job, Job):
                rows.append((len(rows), base64.b64encode(pickle.dumps(job)).decode()))
            else:
                failures.append(job)
    work_folder = output.with_name(f".{output.name}-reading")
    with Spark(session(master, **(settings or {})), work_folder, partitions=partitions) as spark:
        spark.fill("jobs", JOBS, rows)
        spread = spark.spark.table("jobs").repartition(partitions or max(1, min(len(rows), 4096)))
        spark.map_table(spread, Each("read", "jobs", read_rows, READ))
        spark.write_query(f"SELECT {COLUMN} FROM read WHERE {COLUMN} IS NOT NULL", output)
        failures += [
            msgspec.json.decode(body, type=Failure)
            for (body,) in spark.rows("SELECT failure FROM read WHERE failure IS NOT NULL ORDER BY number, position")
        ]
        languages = {
            language: number
            for language, number in spark.rows(
                f"SELECT language, count(*) FROM read WHERE {COLUMN} IS NOT NULL GROUP BY language ORDER BY 2 DESC, 1"
            )
        }
        attributions = spark.number("SELECT coalesce(sum(attributions), 0) FROM read")
        claims = spark.number("SELECT coalesce(sum(claims), 0) FROM read")
        spark.forget()
    return Extracted(sum(languages.values()), languages, attributions, claims, failures)


def read_rows(number: int, job: str) -> Iterator[Row]:
    """The records and failures of one job."""
    for position, each in enumerate(work(pickle.loads(base64.b64decode(job)))):
        if isinstance(each, Read):
            yield number, each.position, each.body.decode(), each.language, each.attributions, each.claims, None
        else:
            yield number, position, None, None, 0, 0, msgspec.json.encode(each).decode()
