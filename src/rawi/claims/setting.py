"""What stands in one sentence beside its triggers: mentions and voices, as folded spans."""

from collections.abc import Iterable, Sequence

import msgspec

from rawi.claims.phrases import Chunks, chunks
from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Count, Place, Span, Time

_PEOPLE = frozenset({"voice_person", "voice_kind", "count_person", "count_victim", "indefinite"})
_TOUCH = ("pronoun", "number_word", "act_", "do_")


class Setting(msgspec.Struct, frozen=True):
    """Times, places, counts; wordings of actors with their kinds; the sources of attributions; (cue, source) and
    (source, content) of each attribution that has a source; the tokens of the triggers; the sentence's phrases; words
    for people; (token, kind) of what else a phrase may hold: a pronoun, a number, an act.
    """

    times: Sequence[Span]
    places: Sequence[Span]
    counts: Sequence[Span]
    actors: Sequence[tuple[Span, str]]
    sources: Sequence[Span]
    cued: Sequence[tuple[Span, Span]]
    holding: Sequence[tuple[Span, Sequence[Span]]]
    triggers: Sequence[tuple[int, int]]
    cut: Chunks
    people: Sequence[Span]
    touches: Sequence[tuple[int, str]]


class Settings:
    """The settings of one document's sentences, each made when it is first asked for."""

    def __init__(
        self,
        reading: Reading,
        times: Sequence[Time],
        counts: Sequence[Count],
        places: Sequence[Place],
        actors: Sequence[ActorMention],
        attributions: Sequence[Attribution],
        triggers: Sequence[Trigger],
    ) -> None:
        self.reading, self.triggers = reading, triggers
        self.times = self._folded(t.span for t in times)
        self.counts = self._folded(c.span for c in counts)
        self.places = self._folded(p.span for p in places)
        self.actors = list(zip(self._folded(a.span for a in actors), (a.kind for a in actors), strict=True))
        self.voices = [
            (self._folded([a.source])[0], self._folded([a.cue] if a.cue else []), self._folded(a.content))
            for a in attributions
            if a.source is not None
        ]
        self._made: dict[int, Setting] = {}

    def __getitem__(self, index: int) -> Setting:
        if index not in self._made:
            self._made[index] = self._of(index)
        return self._made[index]

    def _of(self, index: int) -> Setting:
        sentence = self.reading.sentences[index]
        low, high = sentence.start, sentence.end

        def here(spans: Iterable[Span]) -> list[Span]:
            return [span for span in spans if span[0] < high and low < span[1]]

        when = here(self.times)
        hits = self.reading.hits(index)
        voices = [(source, here(cue), here(content)) for source, cue, content in self.voices if here([source])]
        return Setting(
            times=when,
            places=here(self.places),
            counts=here(self.counts),
            actors=[(span, kind) for span, kind in self.actors if span[0] < high and low < span[1]],
            sources=[source for source, _, _ in voices],
            cued=[(cue[0], source) for source, cue, _ in voices if cue],
            holding=[(source, content) for source, _, content in voices if content],
            triggers=[(t.first, t.last) for t in self.triggers if t.sentence == index],
            cut=chunks(self.reading, index, when),
            people=[(hit.start, hit.end) for hit in hits if hit.concept in _PEOPLE],
            touches=sorted({(h.first, h.concept.partition("_")[0]) for h in hits if h.concept.startswith(_TOUCH)}),
        )

    def _folded(self, spans: Iterable[Span]) -> list[Span]:
        find = self.reading.view.find
        return [(find(start), find(end - 1) + 1) for start, end in spans]
