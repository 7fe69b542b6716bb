"""One program, two engines: the same copies, origins and events, whatever the partitions, the order and the losses."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rawi.engine.duck import Duck
from rawi.engine.merging import Merged, collect, load, merge
from rawi.merge.keys import key, label
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Drop, Each, Groups, Query, Row, passing, run
from rawi.records import Record

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from stories import world


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return world(11, stories=3).records


@pytest.fixture(scope="module")
def expected(records: list[Record]) -> Merged:
    return merge(records)


def test_order_and_processes_make_no_difference(
    records: list[Record], expected: Merged, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffled = records[:]
    random.Random(1).shuffle(shuffled)
    # Every function in processes of its own, on pieces of tables.
    monkeypatch.setattr("rawi.engine.duck.INLINE", 0)
    with Duck(workers=2) as duck:
        load(duck, shuffled)
        run(duck, PROGRAM)
        assert collect(duck) == expected


def test_a_small_memory_gives_the_same(records: list[Record], expected: Merged) -> None:
    with Duck(workers=1, memory="120MB") as duck:
        load(duck, records)
        run(duck, PROGRAM)
        assert collect(duck) == expected


def test_keys_are_the_same_in_every_process() -> None:
    code = "from rawi.merge.keys import key, label; print(key('document', 'الف'), label('e', 'x'))"
    for seed in ("1", "2"):
        out = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert out.stdout.split() == [str(key("document", "الف")), label("e", "x")]
    assert (key("document", "الف"), label("e", "x")) == (-2951568947134025320, "e0a7651f82b16")


def test_every_query_is_readable_to_spark() -> None:
    pytest.importorskip("sqlglot", reason="the Spark engine is not installed")
    from rawi.engine.spark import translate

    for step in PROGRAM:
        if isinstance(step, Query):
            assert "SELECT" in translate(step.text())


def test_tables_that_one_step_reads_once_are_handed_on() -> None:
    program = (
        Query("once", "SELECT 1 AS a"),
        Query("twice", "SELECT a FROM once"),
        Query("kept", "SELECT x.a FROM twice AS x JOIN twice AS y ON x.a = y.a"),
        Each("mapped", "kept", zip, {"a": "INTEGER"}),
        Query("last", "SELECT a FROM mapped"),
        Drop(("once", "twice", "mapped")),
    )
    assert passing(program) == {"once", "mapped"}
    assert not passing(PROGRAM) & {"events", "members", "copy_records", "found_copies", "documents"}


# Spark itself: minutes, so left out of the fast suite.


@pytest.fixture
def spark_class() -> Iterator[type]:
    pytest.importorskip("pyspark", reason="the Spark engine is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17 or later")
    from rawi.engine.spark import Spark

    yield Spark


@pytest.mark.slow
@pytest.mark.parametrize("partitions", [1, 5])
def test_spark_gives_what_duckdb_gives(
    records: list[Record], expected: Merged, spark_class: type, tmp_path: Path, partitions: int
) -> None:
    from rawi.engine.spark import session

    shuffled = records[:]
    random.Random(partitions).shuffle(shuffled)
    with spark_class(session("local[2]"), tmp_path, partitions=partitions, passing=passing(PROGRAM)) as spark:
        load(spark, shuffled)
        run(spark, PROGRAM)
        assert collect(spark) == expected


@pytest.mark.slow
def test_spark_leaves_groups_whole_where_a_join_is_uneven(spark_class: type, tmp_path: Path) -> None:
    from rawi.engine.spark import session

    # What makes Spark cut in pieces at this size what it cuts at a million claims.
    uneven = {
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "1b",
        "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "0.1",
        "spark.sql.adaptive.advisoryPartitionSizeInBytes": "1b",
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
    }

    def count_rows(unit: int, rows: list[Row]) -> Iterator[Row]:
        yield unit, len(rows)

    sizes = Groups("sizes", "met", count_rows, {"unit": "BIGINT", "rows": "BIGINT"})
    with spark_class(session("local[2]", **uneven), tmp_path, passing={"met"}) as spark:
        spark.fill("claims", {"unit": "BIGINT", "claim": "BIGINT"}, [(n % 7, n) for n in range(2100)])
        spark.fill("units", {"unit": "BIGINT", "body": "VARCHAR"}, [(n, "traits") for n in range(7)])
        spark.query("met", "SELECT c.unit, c.claim, u.body FROM claims AS c JOIN units AS u ON u.unit = c.unit")
        run(spark, [sizes])
        assert sorted(spark.rows("SELECT unit, rows FROM sizes")) == [(n, 300) for n in range(7)]


@pytest.mark.slow
def test_a_killed_executor_changes_nothing(
    records: list[Record], expected: Merged, spark_class: type, tmp_path: Path
) -> None:
    from rawi.engine.spark import session

    killed: list[int] = []

    def kill(name: str) -> None:
        if name in ("found_copies", "clustered", "events"):
            killed.extend(_kill_one_executor(killed))

    master = session("local-cluster[2,1,1024]", **{"spark.deploy.maxExecutorRetries": "-1"})
    with spark_class(master, tmp_path, partitions=3, passing=passing(PROGRAM)) as spark:
        load(spark, records)
        run(spark, PROGRAM, kill)
        assert collect(spark) == expected
    assert len(set(killed)) == 3, killed


def _kill_one_executor(before: list[int]) -> list[int]:
    """Kill one of this session's executors: a Java process below this one that runs Spark's executor backend."""
    import os
    import signal

    for number in _below(os.getpid()):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in words and b"java" in words.split(b"\0")[0] and number not in before:
            os.kill(number, signal.SIGKILL)
            return [number]
    return []


def _below(parent: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, todo = [], [parent]
    while todo:
        for child in children.get(todo.pop(), ()):
            found.append(child)
            todo.append(child)
    return sorted(found)


def test_parquet_holds_what_the_merge_gave(records: list[Record], expected: Merged, tmp_path: Path) -> None:
    import duckdb

    from rawi.engine.mergefiles import merge_files
    from rawi.records import Event

    lines = tmp_path / "records.jsonl"
    lines.write_bytes(b"\n".join(map(msgspec.json.encode, records)))
    outcome = merge_files([lines], tmp_path / "events", workers=1)
    assert (outcome.documents, outcome.events) == (len(records), len(expected.events))
    rows = duckdb.execute(f"SELECT body FROM '{tmp_path}/events/events.parquet' ORDER BY id").fetchall()
    assert tuple(msgspec.json.decode(body, type=Event) for (body,) in rows) == expected.events
    assert sorted(path.name for path in (tmp_path / "events").iterdir()) == [
        "copies.parquet",
        "events.parquet",
        "members.parquet",
    ]
