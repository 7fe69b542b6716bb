"""Reading on Spark gives the records that reading on one machine gives."""

import shutil
from pathlib import Path

import pytest

from rawi.engine.extract import extract
from rawi.engine.job import Read
from rawi.ingest import Options

SAMPLES = Path(__file__).parents[2] / "samples" / "nakhlsar"


@pytest.mark.slow
def test_spark_reads_what_one_machine_reads(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="the Spark engine is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17 or later")
    import duckdb

    from rawi.engine.sparkreading import extract_on_spark

    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-nothing")
    out = tmp_path / "records"
    found = extract_on_spark([SAMPLES, bad], Options(), out, master="local[2]", partitions=3)
    expected = sorted(each.body.decode() for each in extract([SAMPLES], Options(), workers=1) if isinstance(each, Read))
    rows = duckdb.execute(f"SELECT record FROM '{out}/*.parquet'").fetchall()
    assert sorted(record for (record,) in rows) == expected
    assert found.documents == len(expected)
    assert len(found.failures) == 1
    assert not list(tmp_path.glob(".records*"))


def test_standard_output_is_no_place_for_spark() -> None:
    from click.testing import CliRunner

    from rawi.cli import main

    done = CliRunner().invoke(main, ["extract", str(SAMPLES), "--engine", "spark"])
    assert done.exit_code != 0
