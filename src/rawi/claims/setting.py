"""What stands in one sentence beside its triggers: mentions and voices, as folded spans."""

from collections.abc import Sequence
from typing import Final

from rawi.claims.habits import habits
from rawi.claims.phrases import Chunks, Phrase, chunks
from rawi.claims.triggers import Trigger
from rawi.claims.uses import uses
from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Count, Place, Span, Time
from rawi.text.span_index import SpanIndex

_MARKS: Final = frozenset(';:.!?"«»“”()')


class Setting:
    """Places and counts; wordings of actors with their kinds; the sources of attributions; (cue, source) and (source,
    content) of each attribution that has a source; words for people; all as folded spans.

    `heads` are the first tokens of the sentence's triggers in order; `cut` its phrases; `touches` the bits of what each
    token is. `named` are the wordings of actors and the sources, each with its first and last token. `commas` and
    `marks` are the tokens that are commas and marks. `compounds` says that the language puts a noun right
    before another to tell what that is about.
    """

    __slots__ = (
        "actors", "commas", "compounds", "counts", "cued", "cut", "heads", "holding", "made", "marks", "named",
        "people", "places", "sources", "touches",
    )  # fmt: skip

    def __init__(
        self,
        reading: Reading,
        index: int,
        times: list[Span],
        places: list[Span],
        counts: list[Span],
        actors: list[tuple[Span, str]],
        voices: list["Voiced"],
        heads: list[int],
    ) -> None:
        sentence = reading.sentences[index]
        words = sentence.words
        self.places, self.counts, self.actors = places, counts, actors
        self.sources: list[Span] = [voice.source for voice in voices]
        self.cued: list[tuple[Span, Span]] = []
        self.holding: list[tuple[Span, list[Span]]] = []
        for voice in voices:
            cue, content = voice.cue, _within(voice.content, sentence.start, sentence.end)
            if cue is not None and cue[0] < sentence.end and sentence.start < cue[1]:
                self.cued.append((cue, voice.source))
            if content:
                self.holding.append((voice.source, content))
        self.heads = sorted(heads)
        self.compounds = habits(reading.pack(index)).compounds
        self.cut: Chunks = chunks(reading, index, times)
        self.people: list[Span] = []
        touches = [0] * len(words)
        self.touches: list[int] = touches
        there = reading.concepts(index)
        for use in uses(reading, index):
            if use.person:
                for hit in there.of(use.name):
                    self.people.append((hit.start, hit.end))
            if use.touches:
                for hit in there.of(use.name):
                    touches[hit.first] = touches[hit.first] | use.touches
        self.commas: list[int] = []
        self.marks: list[int] = []
        for k, word in enumerate(words):
            if len(word) == 1:
                if word == ",":
                    self.commas.append(k)
                elif word in _MARKS:
                    self.marks.append(k)
        self.named: list[tuple[Span, int, int]] = []
        self.made: dict[tuple[int, int, str], Phrase] = {}
        named = [span for span, _ in actors]
        named += self.sources
        done: set[Span] = set()
        for span in named:
            if span not in done:
                done.add(span)
                first = sentence.token_at(span[0])
                if first < len(words):
                    self.named.append((span, first, min(sentence.token_at(span[1] - 1), len(words) - 1)))


class Voiced:
    """A voice of the document as folded spans: its phrase, its cue, and what it tells."""

    __slots__ = ("content", "cue", "source")

    def __init__(self, source: Span, cue: Span | None, content: list[Span]) -> None:
        self.source, self.cue, self.content = source, cue, content


def _within(spans: Sequence[Span], low: int, high: int) -> list[Span]:
    return [span for span in spans if span[0] < high and low < span[1]]


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
        self.reading = reading
        self.heads: dict[int, list[int]] = {}
        for trigger in triggers:
            self.heads.setdefault(trigger.sentence, []).append(trigger.first)
        # Document spans; only those that meet a sentence asked for are folded.
        self.times = SpanIndex((t.span, (t.span,)) for t in times)
        self.counts = SpanIndex((c.span, (c.span,)) for c in counts)
        self.places = SpanIndex((p.span, (p.span,)) for p in places)
        self.actors = SpanIndex((a, (a.span,)) for a in actors)
        self.voices = SpanIndex((a, (a.source,)) for a in attributions if a.source is not None)
        self._made: dict[int, Setting] = {}

    def __getitem__(self, index: int) -> Setting:
        found = self._made.get(index)
        if found is None:
            found = self._made[index] = self._of(index)
        return found

    def _of(self, index: int) -> Setting:
        sentence = self.reading.sentences[index]
        limit = self.reading.span((sentence.start, sentence.end))
        return Setting(
            self.reading,
            index,
            self._within(self.times, limit),
            self._within(self.places, limit),
            self._within(self.counts, limit),
            [(self._one(a.span), a.kind) for a in self.actors.touching(*limit)],
            [self._voiced(a, a.source) for a in self.voices.touching(*limit) if a.source is not None],
            self.heads.get(index, []),
        )

    def _voiced(self, voice: Attribution, source: Span) -> Voiced:
        cue: Span | None = voice.cue
        told: tuple[Span, ...] = voice.content
        return Voiced(self._one(source), None if cue is None else self._one(cue), [self._one(span) for span in told])

    def _within(self, spans: SpanIndex[Span], limit: Span) -> list[Span]:
        return [self._one(span) for span in spans.touching(*limit)]

    def _one(self, span: Span) -> Span:
        """The folded span of a document span."""
        view = self.reading.view
        return view.find(span[0]), view.find(span[1] - 1) + 1
