"""Sentence similarity across languages: vectors of unit length whose inner product is near 1 for what says the same."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rawi.encoder.model import Encoder

PREFIX = "query: "  # what the model was taught to expect before texts that are compared with one another


class Embedder:
    """Embeds short texts. Opens the model file of `path`, or the one in its usual place (see rawi.encoder.model.place).

    Good for proposing what may be the same or a translation; it hardly tells one number from another, so it never
    decides. Raises what `Encoder` raises.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._encoder = Encoder(path)
        self.dim = int(self._encoder.about["hidden"])
        self.version = str(self._encoder.about["source_sha256"])[:12]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, 384) float32, each row of unit length. A text's row depends on nothing but the text."""
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        size = self._encoder.positions - 2
        for row, text in enumerate(texts):
            numbers = self._encoder.tokenizer.numbers(PREFIX + text)
            total = np.zeros(self.dim, dtype=np.float64)
            # A long text's vector is the mean over its windows, each counted by its length.
            for at in range(0, len(numbers), size):
                window = numbers[at : at + size]
                (last,) = self._encoder.run(window, "last")
                total += last.mean(axis=0, dtype=np.float64) * len(window)
            out[row] = total / max(float(np.linalg.norm(total)), 1e-12)
        return out
