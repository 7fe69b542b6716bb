"""Status and polarity of the claims of one document, read one after another: what was told before counts."""

from collections.abc import Iterable
from itertools import islice

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
from rawi.claims.slots import NAMES
from rawi.records import Span, Time

_BESIDE = 25  # characters within which two events share their mood


class Moods:
    """The moods of a document's candidates. Ask in order of appearance, and `tell` each answer."""

    def __init__(self, around: Surroundings, times: Iterable[Time]) -> None:
        self.around, self.times = around, tuple(times)
        self._cues: dict[int, list[Cue]] = {}
        self._clauses: dict[int, Clause] = {}
        self._told: list[tuple[Span, str]] = []
        self._by_mode: dict[str, str] = {}
        self._by_type: dict[str, str] = {}

    def cues(self, index: int) -> list[Cue]:
        """The cues of mood of one sentence, found once."""
        if index not in self._cues:
            self._cues[index] = cues(self.around.reading, index)
        return self._cues[index]

    def status(self, n: int, kind: str) -> str:
        """The status of candidate `n` taken as an event of type `kind`."""
        trigger = self.around.found[n]
        found = self.cues(trigger.sentence)
        if certain(trigger, found) == "hypothetical":
            return "hypothetical"  # what is asked or supposed did not happen, whatever else speaks for it
        plain = decided(trigger, found)
        if plain is not None:
            return plain
        lang = self.around.reading.sentences[trigger.sentence].lang
        return scorer(lang).status(self.around.facts[n], self._features(n, kind))

    def features(self, n: int, kind: str) -> list[str]:
        """The named features from which the status of candidate `n` is read."""
        known = [NAMES[slot] + value for slot, value in self.around.facts[n] if MOODY[slot]]
        return [*known, *self._features(n, kind)]

    def _features(self, n: int, kind: str) -> list[str]:
        """Those that are not known of any candidate."""
        around = self.around
        reading, trigger, span = around.reading, around.found[n], around.spans[n]
        index = trigger.sentence
        found = self.cues(index)
        if index not in self._clauses:
            tenses = [Tense(c.first, c.last, c.tense) for c in found if c.tense is not None]
            self._clauses[index] = clause_of(reading, index, tenses)
        sentence = reading.sentences[index]
        first, last = clause(reading, trigger)
        inner = reading.span((sentence.starts[first], sentence.ends[last]))
        clauses = self._clauses[index]
        spoken = [(c.first, c.last, c.status) for c in found if c.status is not None and c.side != "within"]
        sure, tense = certain(trigger, found), tense_of(trigger, found)
        when = time_features(span, inner, around.limits[index], self.times, reading.document.published)
        recent = islice(reversed(self._told), _BESIDE)
        previous = next((s for at, s in recent if 0 < span[0] - at[1] <= _BESIDE), None)
        return [
            *mood_features(trigger, index == around.title, kind, found, previous),
            *clause_features(trigger, clauses),
            *held_features(trigger, clauses, spoken),
            *told_features(span, around.voices.get(index, ())),
            *when,
            *([f"to come&tense={tense}"] if "when=to come" in when else []),
            *([f"sure={sure}"] if sure is not None else []),
            f"form={trigger.form}",
            f"last-mode={self._by_mode.get(trigger.modes[0])}",
            f"last-type={self._by_type.get(kind)}",
        ]

    def tell(self, n: int, kind: str, status: str) -> None:
        """Remember the status of candidate `n`."""
        self._told.append((self.around.spans[n], status))
        self._by_mode[self.around.found[n].modes[0]] = status
        self._by_type[kind] = status
