"""Traces: short digests along a run of bytes, which tell where it was altered.

A trace is the number of bytes (8 bytes), then for each 4,096 of them a digest (8 bytes) and a check (1 byte) of every
64. It is 1.8 % of what it is of. It proves nothing, which is the business of seals: it only says where to look.
"""

import hashlib
import io
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

BLOCK, STRETCH, DIGEST = 4_096, 64, 8
_EACH = DIGEST + BLOCK // STRETCH
_HEAD = 8
LONGEST_SLIPPED_IN = 1 << 20
LEADS = range(0xC3, 0xE0)
"""First bytes of letters of two bytes, as those of Persian and Arabic are."""


class Altered(NamedTuple):
    """The first altered byte is among these, the first and the last, counted from 0: one where it is known exactly."""

    first: int
    last: int


class Tracing:
    """Makes the trace of a stream."""

    def __init__(self) -> None:
        self._left, self._found, self._size = b"", bytearray(), 0

    def update(self, chunk: bytes) -> None:
        self._size += len(chunk)
        data = self._left + chunk
        whole = len(data) - len(data) % BLOCK
        for at in range(0, whole, BLOCK):
            self._found += _block(data[at : at + BLOCK])
        self._left = data[whole:]

    def digest(self) -> bytes:
        return self._size.to_bytes(_HEAD, "big") + bytes(self._found) + (_block(self._left) if self._left else b"")


def trace(data: bytes) -> str:
    """The trace of some bytes, as base64."""
    tracing = Tracing()
    tracing.update(data)
    return b64encode(tracing.digest()).decode()


def altered_in(data: bytes, kept: str) -> Altered | None:
    """Where bytes are not those that a trace (as base64) is of; None where they seem to be, or it is no trace."""
    try:
        return altered(io.BytesIO(data), b64decode(kept, validate=True))
    except ValueError:
        return None


def altered(stream: BinaryIO, kept: bytes) -> Altered | None:
    """Where a stream's bytes are not those that a trace is of."""
    if len(kept) < _HEAD:
        return None
    then = int.from_bytes(kept[:_HEAD], "big")
    size = stream.seek(0, io.SEEK_END)
    for number in range((then + BLOCK - 1) // BLOCK):
        start = number * BLOCK
        length = min(BLOCK, then - start)
        at = _HEAD + number * _EACH
        digest = kept[at : at + DIGEST]
        checks = kept[at + DIGEST : at + DIGEST + (length + STRETCH - 1) // STRETCH]
        if len(digest) < DIGEST:
            return None
        stream.seek(start)
        now = stream.read(length)
        if _digest(now) != digest:
            stream.seek(start)
            more = stream.read(length + min(max(size - then, 0), LONGEST_SLIPPED_IN))
            first, last = _within(now, more, length, digest, checks, size - then)
            return Altered(start + first, start + last)
    return Altered(then, then) if size > then else None


def _within(now: bytes, more: bytes, length: int, digest: bytes, checks: bytes, longer: int) -> tuple[int, int]:
    """The first altered byte of a block: `length` bytes were there, `now` are, `more` with what may have slipped in."""
    if 0 < longer <= LONGEST_SLIPPED_IN:
        for at in range(length):
            if _digest((more[:at] + more[at + longer :])[:length]) == digest:
                return at, at
    found = [_check(now[at : at + STRETCH]) for at in range(0, length, STRETCH)]
    stretch = next((at for at, check in enumerate(checks) if found[at] != check), None)
    if stretch is None:
        return 0, length - 1
    start, end = stretch * STRETCH, min((stretch + 1) * STRETCH, length)
    if len(now) < end:
        # It ends here: whatever is left of the stretch may be as it was.
        return (start, len(now)) if len(now) > start else (start, start)
    for at, was in _guesses(now, start, end, longer):
        # Where one byte is missing, all after it stands one earlier.
        after = now[at:] if longer == -1 else now[at + len(was) :]
        if _digest((now[:at] + was + after)[:length]) == digest:
            # Of a letter of two bytes the first may have stayed.
            return (at, at) if len(was) == 1 or was[0] != now[at] else (at + 1, at + 1)
    return start, end - 1


def _guesses(now: bytes, start: int, end: int, longer: int) -> Iterator[tuple[int, bytes]]:
    """What may have stood in a stretch: another byte, a byte that was taken out, another letter of two bytes."""
    for at in range(start, end):
        for value in range(256):
            yield at, bytes((value,))
    if longer == 0:
        for at in range(start, end):
            if at + 1 < len(now) and now[at] in LEADS:
                for lead in LEADS:
                    for value in range(0x80, 0xC0):
                        yield at, bytes((lead, value))


def _block(data: bytes) -> bytes:
    return _digest(data) + bytes(_check(data[at : at + STRETCH]) for at in range(0, len(data), STRETCH))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST).digest()


def _check(data: bytes) -> int:
    return zlib.crc32(data) & 0xFF
