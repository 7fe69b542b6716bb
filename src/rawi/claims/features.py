"""What is known of a candidate, as named features: its words, its place in sentence and document, its neighbours."""

from collections.abc import Iterable
from typing import Final

from rawi.claims import slots
from rawi.claims.offsets import upto
from rawi.claims.rank import scorer
from rawi.claims.sentence_facts import SHORT, SentenceFacts
from rawi.claims.slots import Fact, Facts
from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading
from rawi.ontology import modes
from rawi.records import Attribution, Count, Place, Span, Time
from rawi.records.span import overlap


class Surroundings:
    """A document's mentions and attributions, ready to be asked about a candidate.

    `spans[trigger]` are document spans. Candidates are taken in order of appearance. `facts[n]` is what is known of
    the candidate `n`, and `base[n]` the same by name.
    """

    def __init__(
        self,
        reading: Reading,
        found: list[Trigger],
        times: Iterable[Time],
        counts: Iterable[Count],
        places: Iterable[Place],
        attributions: Iterable[Attribution],
        spans: list[Span] | None = None,
    ) -> None:
        self.reading, self.found = reading, found
        self.spans: list[Span] = [reading.span((t.start, t.end)) for t in found] if spans is None else spans
        self.times: list[Span] = [t.span for t in times]
        self.counts: list[Span] = [c.span for c in counts]
        self.places: list[Span] = [p.span for p in places]
        self.attributions = list(attributions)
        self.limits: list[Span] = [reading.span((s.start, s.end)) for s in reading.sentences]
        self.title = _title(reading)
        self._title_modes: list[str] = [t.modes[0] for t in found if t.sentence == self.title]
        self._title_types: list[str] = [_type_of(mode) for mode in self._title_modes]
        self._title_words = set(reading.sentences[self.title].words) if self.title is not None else set()
        self._often = _often(reading)
        self._begin: list[int] = [limit[0] for limit in self.limits]
        self.voices: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            told: tuple[Span, ...] = attribution.content
            for span in told:
                self._voice(attribution, span)
            cue: Span | None = attribution.cue
            if cue is not None:
                self._voice(attribution, cue)
            source: Span | None = attribution.source
            if source is not None:
                self._voice(attribution, source)
        self._mentioned: dict[int, list[tuple[int, list[int]]]] = {}
        self._mention(slots.TIME, self.times)
        self._mention(slots.COUNT, self.counts)
        self._mention(slots.PLACE, self.places)
        self._crowds = [0] * len(self.limits)
        for trigger in found:
            self._crowds[trigger.sentence] += 1
        self._seen_modes: dict[str, int] = {}
        self._seen_forms: dict[str, int] = {}
        self.facts: list[list[Fact]] = []
        scene: SentenceFacts | None = None
        for n, trigger in enumerate(found):
            if scene is None or scene.index != trigger.sentence:
                scene = self._scene(trigger.sentence)
            self.facts.append(self._facts(n, scene))
        self.base = Names(self.facts)

    def sentences_of(self, span: Span) -> list[int]:
        """The sentences that a document span touches, in order."""
        out: list[int] = []
        limits = self.limits
        index = max(0, upto(self._begin, span[0]) - 1)
        while index < len(limits):
            limit = limits[index]
            if limit[0] >= span[1]:
                break
            if overlap(limit, span):
                out.append(index)
            index += 1
        return out

    def touching(self, index: int, slot: int) -> list[int]:
        """Which of the document's times, counts or places (`slot`) touch a sentence, by number, in order."""
        for kept, numbers in self._mentioned.get(index, _NOWHERE):
            if kept == slot:
                return numbers
        return _NONE

    def last(self, n: int) -> str | None:
        """The mode of the candidate before `n` in its sentence."""
        found, trigger = self.found, self.found[n]
        while n > 0 and found[n - 1].sentence == trigger.sentence:
            n -= 1
            if found[n].first < trigger.first:
                return found[n].modes[0]
        return None

    def _voice(self, attribution: Attribution, span: Span) -> None:
        """Note that an attribution has something in the sentences of a span."""
        for index in self.sentences_of(span):
            there = self.voices.get(index)
            if there is None:
                self.voices[index] = [attribution]
            elif there[-1] is not attribution:
                there.append(attribution)

    def _mention(self, slot: int, spans: list[Span]) -> None:
        """Note which sentences some mentions stand in."""
        for n, span in enumerate(spans):
            for index in self.sentences_of(span):
                there = self._mentioned.get(index)
                if there is None:
                    there = self._mentioned[index] = []
                if there and there[-1][0] == slot:
                    there[-1][1].append(n)
                else:
                    there.append((slot, [n]))

    def _scene(self, index: int) -> SentenceFacts:
        facts = scorer(self.reading.sentences[index].lang).facts
        scene = SentenceFacts(self.reading, index, facts, self._crowds[index], index == self.title)
        scene.share(self._title_words, self._often)
        return scene

    def _facts(self, n: int, scene: SentenceFacts) -> list[Fact]:
        trigger, known = self.found[n], scene.facts
        index, mode = trigger.sentence, trigger.modes[0]
        out = scene.about(trigger)
        out.append(known.of(slots.ROLE, role_of(trigger)))
        seen, said = self._seen_modes.get(mode, 0), self._seen_forms.get(trigger.form, 0)
        self._seen_modes[mode], self._seen_forms[trigger.form] = seen + 1, said + 1
        out.append(known.number(slots.SEEN, min(3, seen)))
        out.append(known.number(slots.SAID, min(2, said)))
        if scene.crowd > 1:
            self._neighbours(n, known, out)
        if self._title_modes and index != self.title:
            if mode in self._title_modes:
                out.append(known.plain(slots.MODE_IN_TITLE))
            elif _type_of(mode) in self._title_types:
                out.append(known.plain(slots.TYPE_IN_TITLE))
        self._mentions(n, known, out)
        self._told(n, known, out)
        return out

    def _neighbours(self, n: int, known: Facts, out: list[Fact]) -> None:
        """The candidates beside it and the others of its sentence."""
        found, trigger = self.found, self.found[n]
        index = trigger.sentence
        low = high = n
        while low > 0 and found[low - 1].sentence == index:
            low -= 1
        while high + 1 < len(found) and found[high + 1].sentence == index:
            high += 1
        if low < n:
            kind = _type_of(found[n - 1].modes[0])
            out.append(known.of(slots.PREVIOUS, kind))
            if found[n - 1].last >= trigger.first - 2:
                out.append(known.of(slots.BESIDE, kind))
        if n < high and found[n + 1].first <= trigger.last + 2:
            out.append(known.of(slots.BEFORE, _type_of(found[n + 1].modes[0])))
        last = self.last(n)
        if last is not None:
            out.append(known.of(slots.LAST, last))
        others: list[str] = []
        for m in range(low, high + 1):
            mode = found[m].modes[0]
            if m != n and mode not in others:
                others.append(mode)
                out.append(known.of(slots.WITH, mode))

    def _mentions(self, n: int, known: Facts, out: list[Fact]) -> None:
        """Whether times, counts and places stand beside it or in its sentence."""
        start, end = self.spans[n]
        for slot, numbers in self._mentioned.get(self.found[n].sentence, _NOWHERE):
            spans = self.times if slot == slots.TIME else self.counts if slot == slots.COUNT else self.places
            near = False
            for k in numbers:
                a, b = spans[k]
                if a - end < _NEAR and start - b < _NEAR:
                    near = True
                    break
            out.append(known.of(slot, "near" if near else "in sentence"))

    def _told(self, n: int, known: Facts, out: list[Fact]) -> None:
        """How voices stand to it: whether it is their cue, lies in their phrase, or in what they tell."""
        span = self.spans[n]
        inside = 0
        direct = sourced = False
        cued: list[str] = []
        for attribution in self.voices.get(self.found[n].sentence, _SILENCE):
            cue: Span | None = attribution.cue
            if cue is not None and overlap(cue, span):
                stance = str(attribution.stance)
                if stance not in cued:
                    cued.append(stance)
                    out.append(known.of(slots.CUE, stance))
            source: Span | None = attribution.source
            if source is not None and overlap(source, span):
                sourced = True
            told: tuple[Span, ...] = attribution.content
            for content in told:
                if overlap(content, span):
                    inside = 1
                    direct = direct or attribution.mode == "direct"
                    break
        if sourced:
            out.append(known.plain(slots.IN_SOURCE))
        out.append(known.number(slots.TOLD, inside + 1 if direct else inside))


class Names:
    """The facts of candidates by name, each list made when it is asked for."""

    def __init__(self, facts: list[list[Fact]]) -> None:
        self._facts = facts

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, n: int) -> list[str]:
        return [fact.name for fact in self._facts[n]]


_NEAR: Final = 15  # characters between a candidate and a mention beside it
_SILENCE: Final[list[Attribution]] = []
_NOWHERE: Final[list[tuple[int, list[int]]]] = []
_NONE: Final[list[int]] = []
_TYPES: Final[dict[str, str]] = {}  # mode → its type, as asked so far


def _type_of(mode: str) -> str:
    """The type of a mode."""
    kind = _TYPES.get(mode)
    if kind is None:
        kind = _TYPES[mode] = modes()[mode].type
    return kind


def _often(reading: Reading) -> dict[str, int]:
    """How often the longer words of the document stand in it."""
    out: dict[str, int] = {}
    for sentence in reading.sentences:
        for word in sentence.words:
            if len(word) > SHORT:
                seen = out.get(word)
                out[word] = 1 if seen is None else seen + 1
    return out


def _title(reading: Reading) -> int | None:
    """The sentence that is the document's headline: the first line, when it is short and has no final stop."""
    if len(reading.sentences) < 2:
        return None
    first, second = reading.sentences[0], reading.sentences[1]
    alone = second.paragraph != first.paragraph
    short = len(first) <= 25
    return 0 if alone and short and reading.view.text[first.end - 1] not in ".:" else None
