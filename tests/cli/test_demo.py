"""The first thing a newcomer sees: the demo, its page, and its story in the terminal."""

import json
from pathlib import Path

import msgspec
import pytest

from rawi.export.schema import NOUNS, schema
from rawi.records import Record

from .conftest import Run


def test_the_demo_reads_every_sample_in_three_languages(demo: Path, rawi: Run) -> None:
    rows = [json.loads(line) for line in rawi("show", demo, "documents", "--json").stdout.splitlines()]
    assert len(rows) == 18
    assert {row["language"] for row in rows} == {"fa", "ar", "en"}
    assert all(row["claims"] for row in rows)
    assert (demo / "dossier.html").exists()


def test_the_demo_a_second_time_reads_nothing(demo: Path, rawi: Run) -> None:
    done = rawi("demo", "-o", demo)
    assert "14 files had not changed" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("what", ["documents", "claims", "chains", "voices", "tolls", "wordings"])
def test_every_listing_has_rows_and_the_same_ones_as_json(demo: Path, rawi: Run, what: str) -> None:
    text, lines = rawi("show", demo, what), rawi("show", demo, what, "--json")
    assert text.returncode == lines.returncode == 0
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    assert rows
    assert len(text.stdout.splitlines()) == len(rows) + 1
    assert "\x1b" not in text.stdout
    assert "\u2067" not in text.stdout


def test_listings_can_be_cut_and_narrowed(demo: Path, rawi: Run) -> None:
    claims = [json.loads(line) for line in rawi("show", demo, "claims", "--json").stdout.splitlines()]
    document = claims[-1]["document"]
    narrowed = rawi("show", demo, "claims", "--json", "--document", document).stdout.splitlines()
    assert [json.loads(line) for line in narrowed] == [row for row in claims if row["document"] == document]
    assert len(rawi("show", demo, "claims", "--json", "--limit", "2").stdout.splitlines()) == 2
    missing = rawi("show", demo, "claims", "--document", "no-such")
    assert missing.returncode == 1
    assert "no document 'no-such'" in missing.stderr


@pytest.mark.parametrize("noun", NOUNS)
def test_the_schema_is_that_of_the_types(rawi: Run, noun: str) -> None:
    printed = json.loads(rawi("schema", noun).stdout)
    assert printed == json.loads(json.dumps(schema(noun)))
    assert printed["$ref"].split("/")[-1] in printed["$defs"]


def test_records_keep_to_their_schema(rawi: Run, demo: Path, tmp_path: Path) -> None:
    sample = next(Path(__file__).parents[2].glob("samples/*/report-ar.txt"))
    lines = rawi("extract", sample).stdout.splitlines()
    properties = schema()["$defs"]["Record"]["properties"]
    for line in lines:
        assert set(json.loads(line)) == set(properties)
        assert msgspec.json.decode(line, type=Record, strict=True).schema == "rawi/1"


def test_doctor_finds_this_installation_sound(rawi: Run) -> None:
    done = rawi("doctor", "--json")
    findings = {finding["name"]: finding for finding in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0, done.stdout
    assert {"rawi", "sqlite", "pack fa", "pack ar", "pack en", "reading"} <= set(findings)
    assert all(finding["state"] != "wrong" for finding in findings.values())
    assert all(finding["remedy"] for finding in findings.values() if finding["state"] == "absent")
