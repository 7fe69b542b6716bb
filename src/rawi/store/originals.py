"""Originals: every file that was read, kept byte for byte under its SHA-256 and never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rawi.store.traces import Altered, Tracing, altered

CHUNK = 1 << 20
BLOCKS = "blocks"
_MARK = b"rawi/t1\n"
"""Begins the file that keeps an original's trace. Files of an earlier rawi hold 8 bytes for every 4,096 alone."""
_OLD_BLOCK, _OLD_DIGEST = 4_096, 8


class Originals:
    """A folder of files named by what they hold: `ab/abcdef…`. Safe for several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def blocks(self, sha256: str) -> Path:
        """Where an original's trace is."""
        return self.folder / BLOCKS / sha256

    def keep(self, stream: BinaryIO) -> tuple[str, int]:
        """Copy a stream in; return its SHA-256 and size in bytes. The same bytes are kept once.

        The file appears under its name only when it is whole and on the disk.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size, tracing = hashlib.sha256(), 0, Tracing()
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as target:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    tracing.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            sha256 = digest.hexdigest()
            path = self.path(sha256)
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                os.chmod(name, 0o444)
                os.replace(name, path)
                self._keep_trace(sha256, tracing.digest())
                _sync_folder(path.parent)
        finally:
            Path(name).unlink(missing_ok=True)
        return sha256, size

    def _keep_trace(self, sha256: str, trace: bytes) -> None:
        """Keep an original's trace beside it; it only helps to tell where it was altered."""
        path = self.blocks(sha256)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_MARK + trace)

    def first_altered(self, sha256: str) -> Altered | None:
        """Where the first altered byte is, as nearly as can be told; None where it cannot."""
        try:
            kept = self.blocks(sha256).read_bytes()
        except OSError:
            return None
        with self.open(sha256) as stream:
            return altered(stream, kept.removeprefix(_MARK)) if kept.startswith(_MARK) else _in_block(stream, kept)

    def open(self, sha256: str) -> BinaryIO:
        return self.path(sha256).open("rb")

    def all(self) -> Iterator[str]:
        """The name of every original, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            yield path.name

    def altered(self) -> Iterator[str]:
        """The name of every original whose bytes no longer fit it."""
        for sha256 in self.all():
            with self.path(sha256).open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                    yield sha256

    def sweep(self) -> None:
        """Remove what a killed process left half copied. Call it only while holding the case's lock."""
        for path in self.folder.glob(".incoming-*"):
            path.unlink(missing_ok=True)


def _in_block(stream: BinaryIO, kept: bytes) -> Altered | None:
    """The block in which a stream was altered, by the digests that an earlier rawi kept."""
    start = 0
    for at in range(0, len(kept), _OLD_DIGEST):
        now = stream.read(_OLD_BLOCK)
        if hashlib.blake2b(now, digest_size=_OLD_DIGEST).digest() != kept[at : at + _OLD_DIGEST]:
            return Altered(start, start + max(len(now), 1) - 1)
        start += len(now)
    return None


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
