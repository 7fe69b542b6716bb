"""Status and polarity of the claims of one document, read one after another: what was told before counts."""

from collections.abc import Sequence
from typing import Final

from rawi.claims import slots
from rawi.claims.arguments import clause
from rawi.claims.clause_mood import (
    Clause,
    Tense,
    clause_features,
    clause_of,
    held_features,
    time_features,
    told_features,
)
from rawi.claims.features import Surroundings
from rawi.claims.mood import MOODY, Cue, certain, cues, decided, mood_features, tense_of
from rawi.claims.rank import scorer
from rawi.records import Attribution, Span, Time

_BESIDE: Final = 25  # characters within which two events share their mood


class Moods:
    """The moods of a document's candidates. Ask in order of appearance, and `tell` each answer."""

    def __init__(self, around: Surroundings, times: Sequence[Time]) -> None:
        self.around, self.times = around, times
        self._cues: dict[int, list[Cue]] = {}
        self._clauses: dict[int, Clause] = {}
        self._told: list[tuple[Span, str]] = []
        self._by_mode: dict[str, str] = {}
        self._by_type: dict[str, str] = {}
        self._at = -1  # the candidate whose clause was asked for last
        self._clause = (0, 0)

    def clause(self, n: int) -> tuple[int, int]:
        """The tokens [first, last] of the clause about candidate `n`."""
        if n != self._at:
            self._at, self._clause = n, clause(self.around.reading, self.around.found[n])
        return self._clause

    def cues(self, index: int) -> list[Cue]:
        """The cues of mood of one sentence, found once."""
        found = self._cues.get(index)
        if found is None:
            found = self._cues[index] = cues(self.around.reading, index)
        return found

    def status(self, n: int, kind: str) -> str:
        """The status of candidate `n` taken as an event of type `kind`."""
        trigger = self.around.found[n]
        found = self.cues(trigger.sentence)
        plain = decided(trigger, found)
        if plain != "happened" and certain(trigger, found) == "hypothetical":
            # What is asked or supposed did not happen, whatever else speaks for it, unless that is presupposed.
            return "hypothetical"
        if plain is not None:
            return plain
        lang = self.around.reading.sentences[trigger.sentence].lang
        return scorer(lang).status(self.around.facts[n], self._features(n, kind))

    def features(self, n: int, kind: str) -> list[str]:
        """The named features from which the status of candidate `n` is read."""
        known = [fact.name for fact in self.around.facts[n] if MOODY[fact.slot]]
        return [*known, *self._features(n, kind)]

    def _features(self, n: int, kind: str) -> list[str]:
        """Those that are not known of any candidate."""
        around = self.around
        reading, trigger, span = around.reading, around.found[n], around.spans[n]
        index = trigger.sentence
        found = self.cues(index)
        clauses = self._clauses.get(index)
        if clauses is None:
            tenses = [Tense(c.first, c.last, c.tense) for c in found if c.tense is not None]
            clauses = self._clauses[index] = clause_of(reading, index, tenses)
        sentence = reading.sentences[index]
        first, last = self.clause(n)
        inner = reading.span((sentence.starts[first], sentence.ends[last]))
        low, high = clauses.bounds(trigger)
        spoken = [(c.first, c.last, c.status) for c in found if c.status is not None and c.side != "within"]
        sure, tense = certain(trigger, found), tense_of(trigger, found)
        here = around.touching(index, slots.TIME)
        times, at = [self.times[k] for k in here], [around.times[k] for k in here]
        when = time_features(span, inner, times, at, reading.document.published)
        out = mood_features(trigger, index == around.title, kind, found, self._beside(span))
        out += clause_features(trigger, clauses, low, high)
        out += held_features(trigger, low, high, spoken)
        out += told_features(span, around.voices.get(index, _SILENCE))
        out += when
        if when[0] == "when=to come":
            out.append(f"to come&tense={tense}")
        if sure is not None:
            out.append(f"sure={sure}")
        out.append(f"form={trigger.form}")
        out.append(f"last-mode={self._by_mode.get(trigger.modes[0])}")
        out.append(f"last-type={self._by_type.get(kind)}")
        return out

    def _beside(self, span: Span) -> str | None:
        """The status of the last event told that stands a few characters before one."""
        told = self._told
        for k in range(len(told) - 1, max(-1, len(told) - 1 - _BESIDE), -1):
            at, status = told[k]
            if 0 < span[0] - at[1] <= _BESIDE:
                return status
        return None

    def tell(self, n: int, kind: str, status: str) -> None:
        """Remember the status of candidate `n`."""
        self._told.append((self.around.spans[n], status))
        self._by_mode[self.around.found[n].modes[0]] = status
        self._by_type[kind] = status


_SILENCE: Final[list[Attribution]] = []
