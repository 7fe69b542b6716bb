"""Sentence similarity, where an encoder is at hand: one more sign in suggesting translations and rewrites.

An encoder takes similar numbers and names for one another, so it only raises or lowers what other signs suggest, and
adds pairs that these nearly did. It never joins claims, and events and origins are as they are without it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from rawi.merge.copies import COPIES, CopyBody
from rawi.merge.program import PROGRAM
from rawi.merge.quotations import quotations
from rawi.merge.steps import Each, Groups, Query, Row, Step

ALIKE = 0.86
"""Similarity from which two accounts in two languages are suggested that nearly were: nine in ten translations of a
sentence come to it, and other sentences on the subject to .79."""
MIDDLE, WORTH, MOST = 0.82, 2000, 120
"""Similarity that says nothing; thousandths of a point's strength for each step away from it, and at most."""
READ = 600
"""Letters of an account's beginning that are compared."""


class Embedder(Protocol):
    """What turns texts into vectors. `version` tells one model from another."""

    version: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text, which depends on nothing but the text."""
        ...


Load = Callable[[], Embedder]
"""Opens an embedder, in whatever process needs it."""


@lru_cache(maxsize=4)
def _opened(load: Load) -> Embedder:
    return load()


@lru_cache(maxsize=1 << 14)
def _vector(load: Load, text: str) -> NDArray[np.float32]:
    found: NDArray[np.float32] = _opened(load).embed([text])[0]
    return found


class Meaning:
    """Functions of the merge's steps that weigh in similarity. Holds how to open an embedder, so that it travels."""

    def __init__(self, load: Load) -> None:
        self.load = load

    def similarity(self, one: str, other: str) -> float:
        """The cosine of two texts' vectors, to two places."""
        return round(float(np.dot(_vector(self.load, one), _vector(self.load, other))), 2)

    def rewritten(
        self, a: int, b: int, kind: str, status: str, points: int, body: str, language_a: str, language_b: str,
        lead_a: str, lead_b: str, model: str,
    ) -> Iterator[tuple[object, ...]]:  # fmt: skip
        """A suggested rewrite with similarity weighed in, or a pair that was nearly one; nothing for other pairs."""
        suggested = status == "suggested"
        if not suggested and language_a == language_b:
            return
        alike = self.similarity(lead_a, lead_b)
        if not suggested and alike < ALIKE:
            return
        reasons = msgspec.json.decode(body, type=CopyBody).reasons if suggested else ()
        if not suggested:
            reasons = ("a few rare names and numbers in common", f"in two languages, {language_a} and {language_b}")
        yield a, b, "rewrite", "suggested", 0, 0, _weighed(points, alike), _body((), reasons, alike, model)

    def quoted(self, pair: str, rows: Iterable[tuple[str, int, int, str, str, str, str, str]]) -> Iterator[Row]:
        """Quotations of one voice in two languages, as without an encoder, with similarity weighed in."""
        held = list(rows)
        model = held[0][7]

        def weigh(points: int, reasons: list[str], one: str, other: str) -> int:
            alike = self.similarity(one, other)
            reasons.append(_words(alike, model))
            return _weighed(points, alike)

        yield from quotations(pair, (row[:7] for row in held), weigh)


def _weighed(points: int, alike: float) -> int:
    return max(1, min(999, points + max(-MOST, min(MOST, round((alike - MIDDLE) * WORTH)))))


def _body(spans: object, reasons: Sequence[str], alike: float, model: str) -> str:
    return msgspec.json.encode((spans, (*reasons, _words(alike, model)))).decode()


def _words(alike: float, model: str) -> str:
    return f"sentences {alike:.2f} alike, by the model {model}"


def with_meaning(load: Load, program: Sequence[Step] = PROGRAM) -> tuple[Step, ...]:
    """The merge's program with similarity weighed into what it suggests. Raises what `load` raises."""
    meaning, version = Meaning(load), _opened(load).version
    model = "".join(letter for letter in version if letter.isalnum() or letter in ".-_")
    steps: list[Step] = []
    for step in program:
        match step:
            case Groups(name="quotations"):
                steps += [
                    Query("quote_leads", f"SELECT *, '{model}' AS model FROM quote_pairs"),
                    Groups("quotations", "quote_leads", meaning.quoted, COPIES),
                    Query("rewrite_leads", _LEADS.format(model=model, read=READ)),
                    Each("alike", "rewrite_leads", meaning.rewritten, COPIES),
                ]
            case Query(name="copies"):
                steps.append(Query("copies", step.text().replace("FROM rewrites", "FROM alike")))
            case _:
                steps.append(step)
    return tuple(steps)


_LEADS = """
SELECT r.a, r.b, r.kind, r.status, r.points, r.body, x.language AS language_a, y.language AS language_b,
       substring(x.text, 1, {read}) AS lead_a, substring(y.text, 1, {read}) AS lead_b, '{model}' AS model
FROM rewrites AS r JOIN documents AS x ON x.doc = r.a JOIN documents AS y ON y.doc = r.b
"""
