"""The sample story as a case, read once a run; each test that changes something gets a copy of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.once import once
from tests.review.asking import Client, client

from rawi.store import Case

SAMPLES = Path(__file__).parents[2] / "samples" / "nakhlsar"


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story, read and merged. Not to be changed: use `own_case` for that."""
    return once(tmp_path_factory, "sample-case", _read)


def _read(folder: Path) -> None:
    from rawi.engine.build import build
    from rawi.engine.corpus import merge_case
    from rawi.ingest import options

    with Case.open(folder, create=True) as case:
        build(case, (str(SAMPLES),), options(), workers=1)
        merge_case(case)
        case.set("title", "Nakhlsar")


@pytest.fixture
def own_case(sample_case: Path, tmp_path: Path) -> Path:
    """A copy of the sample case."""
    folder = tmp_path / "case"
    shutil.copytree(sample_case, folder)
    return folder


@pytest.fixture
def empty_case(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    Case.open(folder, create=True).close()
    return folder


@pytest.fixture
def reader(sample_case: Path) -> Iterator[Client]:
    """An owner at the sample case, reading English."""
    yield client(sample_case)
