"""Originals: every file that was read, kept byte for byte under its SHA-256 and never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
BLOCKS = "blocks"
BLOCK, DIGEST = 1 << 12, 8
"""Bytes of a block of an original, and of the digest that is kept of it."""


class Blocks:
    """Digests of the blocks of a stream: of every 4,096 bytes, 8 bytes."""

    def __init__(self) -> None:
        self._left, self._found = b"", bytearray()

    def update(self, chunk: bytes) -> None:
        data = self._left + chunk
        whole = len(data) - len(data) % BLOCK
        for at in range(0, whole, BLOCK):
            self._found += hashlib.blake2b(data[at : at + BLOCK], digest_size=DIGEST).digest()
        self._left = data[whole:]

    def digest(self) -> bytes:
        last = hashlib.blake2b(self._left, digest_size=DIGEST).digest() if self._left else b""
        return bytes(self._found) + last


class Originals:
    """A folder of files named by what they hold: `ab/abcdef…`. Safe for several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def blocks(self, sha256: str) -> Path:
        """Where the digests of an original's blocks are."""
        return self.folder / BLOCKS / sha256

    def keep(self, stream: BinaryIO) -> tuple[str, int]:
        """Copy a stream in; return its SHA-256 and size in bytes. The same bytes are kept once.

        The file appears under its name only when it is whole and on the disk.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size, blocks = hashlib.sha256(), 0, Blocks()
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as target:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    blocks.update(chunk)
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
                self._keep_blocks(sha256, blocks.digest())
                _sync_folder(path.parent)
        finally:
            Path(name).unlink(missing_ok=True)
        return sha256, size

    def _keep_blocks(self, sha256: str, digests: bytes) -> None:
        """Keep the digests of an original's blocks beside it; they only help to tell where it was altered."""
        path = self.blocks(sha256)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(digests)

    def first_altered(self, sha256: str) -> tuple[int, int] | None:
        """The first and last byte of the first block that is not as it was; None where that cannot be told."""
        try:
            kept = self.blocks(sha256).read_bytes()
        except OSError:
            return None
        blocks, size = Blocks(), 0
        with self.open(sha256) as stream:
            while chunk := stream.read(CHUNK):
                blocks.update(chunk)
                size += len(chunk)
        found = blocks.digest()
        for at in range(0, min(len(kept), len(found)), DIGEST):
            if kept[at : at + DIGEST] != found[at : at + DIGEST]:
                block = at // DIGEST
                return block * BLOCK, min(size, (block + 1) * BLOCK) - 1
        return None

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


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
