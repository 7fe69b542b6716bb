"""What is known of a candidate, as named features: its words, its place in sentence and document, its neighbours."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading
from rawi.ontology import modes
from rawi.records import Attribution, Count, Place, Span, Time, overlap


class Surroundings:
    """A document's mentions and attributions, ready to be asked about a candidate.

    `spans[trigger]` are document spans. Candidates are taken in order of appearance.
    """

    def __init__(
        self,
        reading: Reading,
        found: list[Trigger],
        times: Iterable[Time],
        counts: Iterable[Count],
        places: Iterable[Place],
        attributions: Iterable[Attribution],
    ) -> None:
        self.reading, self.found = reading, found
        self.spans: list[Span] = [reading.span((t.start, t.end)) for t in found]
        self.times = [t.span for t in times]
        self.counts = [c.span for c in counts]
        self.places = [p.span for p in places]
        self.attributions = list(attributions)
        self.limits = [reading.span((s.start, s.end)) for s in reading.sentences]
        self.title = _title(reading)
        self.title_modes = {m for t in found if t.sentence == self.title for m in t.modes[:1]}
        self.title_words = set(reading.sentences[self.title].words) if self.title is not None else set()
        self.tf: Counter[str] = Counter()
        for sentence in reading.sentences:
            self.tf.update(sentence.words)
        self.by_sentence: dict[int, list[int]] = {}
        for n, trigger in enumerate(found):
            self.by_sentence.setdefault(trigger.sentence, []).append(n)
        self._kept: dict[int, dict[int, list[str]]] = {}
        self._topic: dict[int, list[str]] = {}
        self._begin = [limit[0] for limit in self.limits]
        self.voices: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            spans = [s for s in (*attribution.content, attribution.cue, attribution.source) if s is not None]
            for index in sorted({i for s in spans for i in self.sentences_of(s)}):
                self.voices.setdefault(index, []).append(attribution)
        self._mentioned: dict[int, dict[str, list[Span]]] = {}
        for name, mentions in (("time", self.times), ("count", self.counts), ("place", self.places)):
            for span in mentions:
                for index in self.sentences_of(span):
                    self._mentioned.setdefault(index, {}).setdefault(name, []).append(span)
        self._seen_modes: Counter[str] = Counter()
        self._seen_forms: Counter[str] = Counter()
        self._in_sentence = Counter(t.sentence for t in found)
        self.base = [self._base(n) for n in range(len(found))]

    def sentences_of(self, span: Span) -> Iterator[int]:
        """The sentences that a document span touches, in order."""
        index = max(0, bisect_right(self._begin, span[0]) - 1)
        while index < len(self.limits) and self.limits[index][0] < span[1]:
            if overlap(self.limits[index], span):
                yield index
            index += 1

    def _base(self, n: int) -> list[str]:
        trigger = self.found[n]
        sentence = self.reading.sentences[trigger.sentence]
        words, size = sentence.words, len(sentence.words)
        out = ["b"]
        first, last = trigger.first, trigger.last
        out.append(f"role={role_of(trigger)}")
        before = words[first - 1] if first else "<s>"
        before2 = words[first - 2] if first > 1 else "<s>"
        after = words[last + 1] if last + 1 < size else "</s>"
        after2 = words[last + 2] if last + 2 < size else "</s>"
        out += [f"w-1={before}", f"w-2={before2}", f"w+1={after}", f"w+2={after2}"]
        groups = self._groups(trigger.sentence)
        for where, at in (("-1", first - 1), ("-2", first - 2), ("+1", last + 1), ("+2", last + 2)):
            out += [f"g{where}={g}" for g in groups.get(at, ())]
        text = self.reading.view.text
        whole = text[sentence.starts[first] : sentence.ends[last]]
        lead = trigger.start - sentence.starts[first]
        if lead:
            out.append(f"prefix={text[sentence.starts[first] : trigger.start].lower()}")
        tail = sentence.ends[last] - trigger.end
        if tail:
            out.append(f"suffix={text[trigger.end : sentence.ends[last]].lower()}")
        out.append(f"end={whole[-3:].lower() if sentence.lang == 'en' else whole[-1:]}")
        out.append(f"start={whole[:2] if sentence.lang == 'ar' else ''}")
        if whole[:1].isupper() and first:
            out.append("capital")
        if any(w[0].isdigit() for w in words[max(0, first - 3) : first]):
            out.append("number before")
        if any(w[0].isdigit() for w in words[last + 1 : last + 4]):
            out.append("number after")
        # Where in the document
        index = trigger.sentence
        title = self.title is not None and index == self.title
        out.append("title" if title else f"sentence={min(index, 6)}")
        out.append(f"part={4 * index // max(1, len(self.reading.sentences))}")
        out.append(f"long={min(4, len(self.reading.sentences) // 6)}")
        out.append(f"position={0 if first == 0 else 1 + 4 * first // size}")
        out.append(f"tail={min(3, size - 1 - last)}")
        out.append(f"crowd={min(5, self._in_sentence[index])}")
        out.append(f"length={min(5, size // 10)}")
        mode = trigger.modes[0]
        out.append(f"seen={min(3, self._seen_modes[mode])}")
        out.append(f"said={min(2, self._seen_forms[trigger.form])}")
        if n and self.found[n - 1].sentence == index:
            out.append(f"previous={modes()[self.found[n - 1].modes[0]].type}")
            if self.found[n - 1].last >= first - 2:
                out.append(f"beside={modes()[self.found[n - 1].modes[0]].type}")
        if n + 1 < len(self.found) and self.found[n + 1].sentence == index and self.found[n + 1].first <= last + 2:
            out.append(f"before={modes()[self.found[n + 1].modes[0]].type}")
        self._seen_modes[mode] += 1
        self._seen_forms[trigger.form] += 1
        out += self._around(n)
        out += self._company(n, groups)
        return out

    def _company(self, n: int, groups: dict[int, list[str]]) -> list[str]:
        """Who and what stands near: groups of words within five tokens, other candidates, words of the title."""
        trigger = self.found[n]
        near: set[str] = set()
        for at, names in groups.items():
            if trigger.first - 5 <= at < trigger.first:
                near.update(f"<{name}" for name in names)
            elif trigger.last < at <= trigger.last + 5:
                near.update(f">{name}" for name in names)
        out = [f"n:{name}" for name in sorted(near)]
        mode = trigger.modes[0]
        kind = modes()[mode].type
        if trigger.sentence != self.title and self.title is not None:
            if mode in self.title_modes:
                out.append("mode in title")
            elif kind in {modes()[m].type for m in self.title_modes}:
                out.append("type in title")
        same = [self.found[m] for m in self.by_sentence[trigger.sentence] if m != n]
        out += [f"with={other.modes[0]}" for other in same]
        left = [other for other in same if other.first < trigger.first]
        if left:
            out.append(f"last={left[-1].modes[0]}")
        return [*out, *self._theme(trigger.sentence)]

    def _theme(self, index: int) -> list[str]:
        """How much a sentence shares with the title, and with the document's frequent words."""
        if index not in self._topic:
            words = self.reading.sentences[index].words
            shared = sum(1 for w in set(words) if len(w) > 2 and w in self.title_words)
            weight = sum(self.tf[w] for w in set(words) if len(w) > 3) / (1 + len(words))
            self._topic[index] = [f"topic={min(4, shared)}", f"centre={min(5, int(weight))}"]
        return self._topic[index]

    def _around(self, n: int) -> list[str]:
        span, index = self.spans[n], self.found[n].sentence
        out = []
        for name, near in self._mentioned.get(index, _NOTHING).items():
            gap = min(max(s[0] - span[1], span[0] - s[1]) for s in near)
            out.append(f"{name}={'near' if gap < 15 else 'in sentence'}")
        inside = depth = 0
        for attribution in self.voices.get(index, ()):
            if attribution.cue is not None and overlap(attribution.cue, span):
                out.append(f"cue={attribution.stance}")
            if attribution.source is not None and overlap(attribution.source, span):
                out.append("in source")
            if any(overlap(c, span) for c in attribution.content):
                inside = 1
                depth += attribution.mode == "direct"
        out.append(f"told={inside + (depth > 0)}")
        return out

    def _groups(self, index: int) -> dict[int, list[str]]:
        if index in self._kept:
            return self._kept[index]
        found = self._kept.setdefault(index, {})
        for concept, hits in self.reading.concepts(index).items():
            if concept[:5] in _GROUPS:
                for hit in hits:
                    for at in range(hit.first, hit.last + 1):
                        found.setdefault(at, []).append(concept)
        return found


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


_GROUPS = frozenset(("near_", "mood_"))
_ALONE = ("w", "end", "start", "suffix")
_WITH_TYPE = ("w", "cue", "said", "seen", "g", "title", "before", "beside", "n:", "mode in", "type in", "last=")
_QUAD = {
    "ASSAULT": "A", "COERCE": "A", "PROTEST": "A",
    "SANCTION": "B", "MOBILIZE": "B", "ACCUSE": "B", "THREATEN": "B", "REJECT": "B",
    "REQUEST": "C", "CONSULT": "D", "AGREE": "D", "SUPPORT": "D", "COOPERATE": "D",
    "AID": "E", "CONCEDE": "E", "RETREAT": "E", "OTHER": "0",
}  # fmt: skip
QUADS = frozenset(_QUAD.values())


_NOTHING: Mapping[str, list[Span]] = {}


def _title(reading: Reading) -> int | None:
    """The sentence that is the document's headline: the first line, when it is short and has no final stop."""
    if len(reading.sentences) < 2:
        return None
    first, second = reading.sentences[0], reading.sentences[1]
    alone = second.paragraph != first.paragraph
    short = len(first) <= 25
    return 0 if alone and short and reading.view.text[first.end - 1] not in ".:" else None
