"""Originals are kept byte for byte, once, and checked."""

import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.store.originals import Originals


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=4000))
def test_bytes_come_back(tmp_path_factory, data: bytes) -> None:  # type: ignore[no-untyped-def]
    originals = Originals(tmp_path_factory.mktemp("o"))
    sha256, size = originals.keep(io.BytesIO(data))
    with originals.open(sha256) as stream:
        assert stream.read() == data
    assert size == len(data)
    assert originals.keep(io.BytesIO(data)) == (sha256, size)
    assert list(originals.all()) == [sha256]
    assert list(originals.altered()) == []


def test_an_altered_original_is_found(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha256, _ = originals.keep(io.BytesIO(b"as it was"))
    originals.path(sha256).chmod(0o644)
    originals.path(sha256).write_bytes(b"as it wasn't")
    assert list(originals.altered()) == [sha256]


def test_what_a_killed_copy_left_is_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.keep(io.BytesIO(b"whole"))
    (tmp_path / ".incoming-x").write_bytes(b"ha")
    originals.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == [next(originals.all())[:2], "blocks"]
