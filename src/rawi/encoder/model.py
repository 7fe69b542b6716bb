"""The encoder at work: a model file, opened; text → the states of its pieces. Needs the package onnxruntime.

Each text runs by itself on one thread: its states never depend on what else is read, or on how many cores there are.
"""

import io
import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.encoder.tokens import Piece, Tokenizer
from rawi.errors import InputError, MissingPart

States = NDArray[np.float32]
FORMAT = "rawi-encoder/1"
BUILD = "make it with: rawi encoder WEIGHTS"
_BEGIN, _END, _UNKNOWN = 0, 2, 3  # the special pieces come first in a model file


def place() -> Path:
    """Where the model file is looked for: RAWI_ENCODER, else rawi/encoder.zip among the user's data."""
    named = os.environ.get("RAWI_ENCODER")
    if named:
        return Path(named)
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "rawi" / "encoder.zip"


class Encoded(NamedTuple):
    """A text's pieces and their states, (pieces, hidden) each: after the middle layer and after the last."""

    pieces: list[Piece]
    middle: States
    last: States


class Encoder:
    """An opened model file. InputError where it is missing or damaged, MissingPart without onnxruntime."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or place()
        try:
            import onnxruntime
        except ImportError as error:
            raise MissingPart(
                "the encoder needs the package onnxruntime", remedy="pip install 'rawi[careful]'"
            ) from error
        try:
            with zipfile.ZipFile(path) as archive:
                about = json.loads(archive.read("about.json"))
                pieces = json.loads(archive.read("pieces.json"))
                scores = np.load(io.BytesIO(archive.read("scores.npy")), allow_pickle=False)
                norm = json.loads(archive.read("norm.json"))
                made = archive.read("encoder.onnx")
        except FileNotFoundError as error:
            raise InputError("there is no model file", where=str(path), remedy=BUILD) from error
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise InputError(
                f"is no model file of rawi, or is damaged ({error})", where=str(path), remedy=BUILD
            ) from error
        if about.get("format") != FORMAT:
            raise InputError(f"is of another format: {about.get('format')}", where=str(path), remedy=BUILD)
        self.about: dict[str, Any] = about
        self.tokenizer = Tokenizer(pieces, scores.tolist(), norm, _UNKNOWN)
        self.positions = int(about["positions"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(made, options, providers=["CPUExecutionProvider"])

    def encode(self, text: str) -> Encoded:
        """The states of a text's pieces; a text longer than the model reads is read in windows."""
        pieces = self.tokenizer.pieces(text)
        size = self.positions - 2
        middles, lasts = [], []
        for at in range(0, len(pieces), size):
            middle, last = self.run([p.number for p in pieces[at : at + size]], "middle", "last")
            middles.append(middle[1:-1])
            lasts.append(last[1:-1])
        if not pieces:
            empty = np.zeros((0, int(self.about["hidden"])), dtype=np.float32)
            return Encoded([], empty, empty)
        return Encoded(pieces, np.concatenate(middles), np.concatenate(lasts))

    def run(self, numbers: list[int], *outputs: str) -> list[States]:
        """The outputs asked for, (pieces + 2, hidden) each: the first and last row are the marks of begin and end."""
        ids = np.array([[_BEGIN, *numbers, _END]], dtype=np.int64)
        return [out[0] for out in self._session.run(list(outputs), {"ids": ids})]
