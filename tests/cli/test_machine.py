"""What fails because of the machine is said as such, with what to do; only what is rawi's own is called that."""

import errno
import os
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rawi.cli.group import LazyGroup
from rawi.cli.machine import as_machines


def full_database() -> BaseException:
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA max_page_count = 2")
    base.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.OperationalError) as caught:
        base.execute("INSERT INTO t VALUES (zeroblob(100000))")
    return caught.value


def read_only(folder: Path) -> BaseException:
    sqlite3.connect(folder / "case").execute("CREATE TABLE t (x)").connection.close()
    base = sqlite3.connect(f"file:{folder / 'case'}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as caught:
        base.execute("INSERT INTO t VALUES (1)")
    return caught.value


def locked(folder: Path) -> BaseException:
    one, two = (sqlite3.connect(folder / "shared", timeout=0, isolation_level=None) for _ in range(2))
    one.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        two.execute("BEGIN EXCLUSIVE")
    return caught.value


def test_a_full_disk_is_called_so_whoever_met_it(tmp_path: Path) -> None:
    for error in (full_database(), OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/cases/harbour")):
        told = as_machines(error)
        assert told is not None
        assert told.what == "the disk is full"
        assert "run the same command again" in told.remedy
    assert "harbour" in str(told)


def test_what_cannot_be_written_or_waits_for_another_is_told_apart(tmp_path: Path) -> None:
    assert "nothing can be written" in str(as_machines(read_only(tmp_path)))
    assert "another rawi writes" in str(as_machines(locked(tmp_path)))
    assert "not allowed" in str(as_machines(PermissionError(errno.EACCES, "Permission denied", "/cases/x")))
    assert "memory" in str(as_machines(MemoryError()))


def test_the_cause_of_a_failure_counts() -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise ValueError("the page was not made") from error
    except ValueError as error:
        assert "disk is full" in str(as_machines(error))


@pytest.mark.parametrize(
    "error", [ValueError("full of hope"), KeyError("disk"), sqlite3.OperationalError("no such table: t")]
)
def test_what_is_rawis_own_is_not_put_on_the_machine(error: Exception) -> None:
    assert as_machines(error) is None


def test_a_command_that_meets_a_full_disk_ends_with_one_sentence_and_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAWI_DEBUG", raising=False)
    group = LazyGroup(name="rawi", commands_and_help={"fill": "fills the disk"})

    @click.command("fill")
    def fill() -> None:
        raise full_database()

    monkeypatch.setattr(group, "get_command", lambda ctx, name: fill)
    ended = CliRunner().invoke(group, ["fill"])
    assert ended.exit_code == 1
    assert "the disk is full" in ended.output
    assert "itself failed" not in ended.output
