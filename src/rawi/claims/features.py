"""What is known of a candidate, as named features: its words, its place in sentence and document, its neighbours."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rawi.claims import slots
from rawi.claims.sentence_facts import SentenceFacts
from rawi.claims.slots import NAMES, Fact, number
from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading
from rawi.ontology import modes
from rawi.records import Attribution, Count, Place, Span, Time, overlap


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
        self.times = [t.span for t in times]
        self.counts = [c.span for c in counts]
        self.places = [p.span for p in places]
        self.attributions = list(attributions)
        self.limits = [reading.span((s.start, s.end)) for s in reading.sentences]
        self.title = _title(reading)
        self.title_modes = {m for t in found if t.sentence == self.title for m in t.modes[:1]}
        self._title_types = {_type_of(mode) for mode in self.title_modes}
        self.title_words = set(reading.sentences[self.title].words) if self.title is not None else set()
        self.tf: Counter[str] = Counter()
        for sentence in reading.sentences:
            self.tf.update(sentence.words)
        self._begin = [limit[0] for limit in self.limits]
        self.voices: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            touched: set[int] = set()
            for span in attribution.content:
                touched.update(self.sentences_of(span))
            if attribution.cue is not None:
                touched.update(self.sentences_of(attribution.cue))
            if attribution.source is not None:
                touched.update(self.sentences_of(attribution.source))
            for index in touched:
                self.voices.setdefault(index, []).append(attribution)
        self._mentioned: dict[int, dict[int, list[Span]]] = {}
        for slot, mentions in ((slots.TIME, self.times), (slots.COUNT, self.counts), (slots.PLACE, self.places)):
            for span in mentions:
                for index in self.sentences_of(span):
                    self._mentioned.setdefault(index, {}).setdefault(slot, []).append(span)
        self._in_sentence = Counter([t.sentence for t in found])
        self._scenes: dict[int, SentenceFacts] = {}
        self._seen_modes: dict[str, int] = {}
        self._seen_forms: dict[str, int] = {}
        self.facts: list[list[Fact]] = [self._facts(n) for n in range(len(found))]
        self.base = Names(self.facts)

    def sentences_of(self, span: Span) -> list[int]:
        """The sentences that a document span touches, in order."""
        out: list[int] = []
        index = max(0, bisect_right(self._begin, span[0]) - 1)
        while index < len(self.limits) and self.limits[index][0] < span[1]:
            if overlap(self.limits[index], span):
                out.append(index)
            index += 1
        return out

    def last(self, n: int) -> str | None:
        """The mode of the candidate before `n` in its sentence."""
        found, trigger = self.found, self.found[n]
        while n > 0 and found[n - 1].sentence == trigger.sentence:
            n -= 1
            if found[n].first < trigger.first:
                return found[n].modes[0]
        return None

    def _scene(self, index: int) -> SentenceFacts:
        scene = self._scenes.get(index)
        if scene is None:
            scene = self._scenes[index] = SentenceFacts(
                self.reading, index, self._in_sentence[index], index == self.title
            )
            scene.share(self.title_words, self.tf)
        return scene

    def _facts(self, n: int) -> list[Fact]:
        trigger = self.found[n]
        index, mode = trigger.sentence, trigger.modes[0]
        scene = self._scene(index)
        out = scene.about(trigger)
        out.append((slots.ROLE, role_of(trigger)))
        seen, said = self._seen_modes.get(mode, 0), self._seen_forms.get(trigger.form, 0)
        self._seen_modes[mode], self._seen_forms[trigger.form] = seen + 1, said + 1
        out.append((slots.SEEN, number(min(3, seen))))
        out.append((slots.SAID, number(min(2, said))))
        kind = _type_of(mode)
        self._neighbours(n, out)
        if index != self.title and self.title is not None:
            if mode in self.title_modes:
                out.append((slots.MODE_IN_TITLE, ""))
            elif kind in self._title_types:
                out.append((slots.TYPE_IN_TITLE, ""))
        self._mentions(n, out)
        self._told(n, out)
        return out

    def _neighbours(self, n: int, out: list[Fact]) -> None:
        """The candidates beside it and the others of its sentence."""
        found, trigger = self.found, self.found[n]
        index = trigger.sentence
        if n and found[n - 1].sentence == index:
            kind = _type_of(found[n - 1].modes[0])
            out.append((slots.PREVIOUS, kind))
            if found[n - 1].last >= trigger.first - 2:
                out.append((slots.BESIDE, kind))
        if n + 1 < len(found) and found[n + 1].sentence == index and found[n + 1].first <= trigger.last + 2:
            out.append((slots.BEFORE, _type_of(found[n + 1].modes[0])))
        last = self.last(n)
        if last is not None:
            out.append((slots.LAST, last))
        if self._in_sentence[index] < 2:
            return
        low = high = n
        while low > 0 and found[low - 1].sentence == index:
            low -= 1
        while high + 1 < len(found) and found[high + 1].sentence == index:
            high += 1
        others: list[str] = []
        for m in range(low, high + 1):
            mode = found[m].modes[0]
            if m != n and mode not in others:
                others.append(mode)
                out.append((slots.WITH, mode))

    def _mentions(self, n: int, out: list[Fact]) -> None:
        """Whether times, counts and places stand beside it or in its sentence."""
        there = self._mentioned.get(self.found[n].sentence)
        if there is None:
            return
        start, end = self.spans[n]
        for slot, spans in there.items():
            near = False
            for a, b in spans:
                if a - end < _NEAR and start - b < _NEAR:
                    near = True
                    break
            out.append((slot, "near" if near else "in sentence"))

    def _told(self, n: int, out: list[Fact]) -> None:
        """How voices stand to it: whether it is their cue, lies in their phrase, or in what they tell."""
        span = self.spans[n]
        inside = direct = sourced = False
        for attribution in self.voices.get(self.found[n].sentence, _SILENCE):
            if attribution.cue is not None and overlap(attribution.cue, span):
                fact = (slots.CUE, str(attribution.stance))
                if fact not in out:
                    out.append(fact)
            if attribution.source is not None and overlap(attribution.source, span):
                sourced = True
            for content in attribution.content:
                if overlap(content, span):
                    inside = True
                    direct = direct or attribution.mode == "direct"
                    break
        if sourced:
            out.append((slots.IN_SOURCE, ""))
        out.append((slots.TOLD, number(inside + direct)))


class Names:
    """The facts of candidates by name, each list made when it is asked for."""

    def __init__(self, facts: list[list[Fact]]) -> None:
        self._facts = facts

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, n: int) -> list[str]:
        return [NAMES[slot] + value for slot, value in self._facts[n]]


_NEAR = 15  # characters between a candidate and a mention beside it
_SILENCE: list[Attribution] = []


_TYPES: dict[str, str] = {}  # mode → its type, as asked so far


def _type_of(mode: str) -> str:
    """The type of a mode."""
    kind = _TYPES.get(mode)
    if kind is None:
        kind = _TYPES[mode] = modes()[mode].type
    return kind


def options(trigger: Trigger) -> list[tuple[str, str, str]]:
    """The (type, mode, standing) a candidate may have: `main` types of its modes first, then what they may also be."""
    return _options(trigger.modes)


@lru_cache(maxsize=4096)
def _options(names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    known = modes()
    out: dict[str, tuple[str, str]] = {}
    for n, name in enumerate(names):
        out.setdefault(known[name].type, (name, "main" if n == 0 else "second"))
    for name in names:
        for n, other in enumerate(known[name].also):
            out.setdefault(other, (name, f"also{min(n, 1)}"))
    return [(kind, mode, standing) for kind, (mode, standing) in out.items()]


def own(trigger: Trigger, kind: str, mode: str, standing: str) -> list[str]:
    """The features that join a candidate with the type it is taken for."""
    role = role_of(trigger)
    return [
        f"standing={standing}",
        f"type={kind}",
        f"mode={mode}>{kind}",
        f"mode={mode}>{kind}&{role}",
        f"form={trigger.form}>{kind}",
        f"{standing[:4]}&{role}",
    ]


def pair(trigger: Trigger, base: list[str], kind: str, mode: str, standing: str, lang: str) -> list[str]:
    """All features of a candidate taken as an event of type `kind`, as training sees them."""
    shared = [*base, *own(trigger, kind, mode, standing)]
    out = [*shared, *(f"{lang}|{f}" for f in shared)]
    out += [f"{quad_of(kind)}&{f}" for f in base if not f.startswith(_ALONE)]
    out += [f"{kind}&{f}" for f in base if f.startswith(_WITH_TYPE)]
    out += [f"{mode}>{kind}&{f}" for f in base if f.startswith(("last", "role"))]
    return out


def quad_of(kind: str) -> str:
    """The group of types that share what their context tells."""
    return _QUAD.get(kind, "0")


_ALONE = ("w", "end", "start", "suffix")
_WITH_TYPE = ("w", "cue", "said", "seen", "g", "title", "before", "beside", "n:", "mode in", "type in", "last=")
_QUAD = {
    "ASSAULT": "A", "COERCE": "A", "PROTEST": "A",
    "SANCTION": "B", "MOBILIZE": "B", "ACCUSE": "B", "THREATEN": "B", "REJECT": "B",
    "REQUEST": "C", "CONSULT": "D", "AGREE": "D", "SUPPORT": "D", "COOPERATE": "D",
    "AID": "E", "CONCEDE": "E", "RETREAT": "E", "OTHER": "0",
}  # fmt: skip
QUADS = frozenset(_QUAD.values())


def _title(reading: Reading) -> int | None:
    """The sentence that is the document's headline: the first line, when it is short and has no final stop."""
    if len(reading.sentences) < 2:
        return None
    first, second = reading.sentences[0], reading.sentences[1]
    alone = second.paragraph != first.paragraph
    short = len(first) <= 25
    return 0 if alone and short and reading.view.text[first.end - 1] not in ".:" else None
