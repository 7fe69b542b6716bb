"""One sentence as attribution reads it: tokens, the concepts on them, quotations, and its cues."""

from collections.abc import Iterator, Mapping
from typing import Any

from rawi.lang import Hit, Pack, Reading
from rawi.records import Span
from rawi.text import Quote, Sentence

_OPENERS = "«“\"'‹„”»"
_DOTTED, _DOTLESS = "\u064a", "\u0649"  # final letters that folding makes one
_NOWHERE: dict[int, Hit] = {}  # of all concepts without hits; never added to


class Cue:
    """A cue found in a sentence.

    `frame` names the construction, `first`/`last` are token indices (inclusive), `span` its folded span; `value` holds
    the lexicon's facts (stance and flags); `joined` tells that a conjunction hangs on its first token; `rule` names it.
    """

    __slots__ = ("first", "form", "frame", "joined", "last", "rule", "span", "value")

    def __init__(self, hit: Hit, lang: str, joined: bool) -> None:
        self.value: Mapping[str, Any] = hit.value
        self.frame: str = self.value["frame"]
        self.form, self.first, self.last, self.span = hit.form, hit.first, hit.last, (hit.start, hit.end)
        self.joined = joined
        self.rule = f"{lang}.cue.{self.frame}"

    @property
    def stance(self) -> str:
        """What the voice does with the content."""
        return str(self.value["stance"])

    def has(self, flag: str) -> bool:
        """Whether the lexicon sets a flag on this cue."""
        return bool(self.value.get(flag))

    def __repr__(self) -> str:
        return f"Cue({self.form}, {self.frame}, {self.first}-{self.last})"


class _Limits:
    """What may not hang on the words of some concepts, from a pack's [attribution]."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.article: str | None = settings.get("article")
        self.prefixes: list[str] = list(settings.get("cue_prefixes", [""]))
        self.suffixes: list[str] = list(settings.get("cue_suffixes", []))
        self.articleless = frozenset(settings.get("articleless", ()))
        self.unprefixed = frozenset(settings.get("unprefixed", ()))
        self.unsuffixed = frozenset(settings.get("unsuffixed", ()))
        self.concepts = self.articleless | self.unprefixed | self.unsuffixed


_LIMITS: dict[str, tuple[Pack, _Limits]] = {}  # of the packs in use, by language


def _limits(pack: Pack) -> _Limits:
    """The limits of a pack, read once."""
    known = _LIMITS.get(pack.code)
    if known is None or known[0] is not pack:
        known = _LIMITS[pack.code] = pack, _Limits(pack.settings["attribution"])
    return known[1]


def _spelt(reading: Reading, sentence: Sentence, pack: Pack) -> list[str]:
    """The tokens of a sentence, those of a name that folding makes a preposition as the text has them.

    Only in texts that write both: some write the preposition as the name.
    """
    apart = pack.settings["attribution"].get("spelt_apart")
    if apart is None or apart not in sentence.words:
        return sentence.words
    name = apart[:-1] + _DOTTED
    both = reading.kept.get("spelt apart")
    if both is None:
        tokens = set(reading.document.text.split())
        both = reading.kept["spelt apart"] = name in tokens and apart[:-1] + _DOTLESS in tokens
    if not both:
        return sentence.words
    source = reading.view.source
    spans = zip(sentence.words, sentence.starts, sentence.ends, strict=True)
    return [name if w == apart and source(a, b) == name else w for w, a, b in spans]


class Line:
    """A sentence with what attribution asks of it, token by token."""

    def __init__(self, reading: Reading, index: int) -> None:
        self.reading, self.index = reading, index
        self.sentence: Sentence = reading.sentences[index]
        self.pack: Pack = reading.pack(index)
        self.words = _spelt(reading, self.sentence, self.pack)
        self.starts, self.ends = self.sentence.starts, self.sentence.ends
        self.size = len(self.words)
        self._at: dict[str, dict[int, Hit]] = {}
        self._acts: set[int] | None = None
        self.cues: list[Cue] = list(self._cues()) if "cue" in reading.concepts(index).names else []

    def __len__(self) -> int:
        return self.size

    def at(self, concept: str, k: int) -> Hit | None:
        """The longest hit of a concept that begins at token `k`."""
        known = self._at.get(concept)
        if known is None:
            known = self._table(concept)
        return known.get(k)

    def _table(self, concept: str) -> dict[int, Hit]:
        """The longest hits of a concept by the token they begin at, in order."""
        found = self.reading.concept(self.index, concept)
        if not found:
            self._at[concept] = _NOWHERE
            return _NOWHERE
        table: dict[int, Hit] = {}
        limits = _limits(self.pack)
        limited = concept in limits.concepts
        article = limits.article if limited and concept in limits.articleless else None
        bare = limits.prefixes if limited and concept in limits.unprefixed else None
        endless = limited and concept in limits.unsuffixed
        respelt = self.words is not self.sentence.words
        for hit in found:
            if respelt and self.words[hit.first] != self.sentence.words[hit.first]:
                continue  # «علي بن سالم»: no «على»
            if endless and hit.end < self.ends[hit.last]:
                continue  # «امام» is no «اما»
            if article and hit.start > self.starts[hit.first] and self.words[hit.first].startswith(article):
                continue  # «العلي» is no «علي»
            if bare and self.words[hit.first][: hit.start - self.starts[hit.first]] not in bare:
                continue  # «لأنه» is no «أنه»
            known = table.get(hit.first)
            if known is None or known.last < hit.last:
                table[hit.first] = hit
        self._at[concept] = table
        return table

    def covered(self, concept: str, first: int, last: int) -> Iterator[Hit]:
        """The hits of a concept that begin and end within tokens `first..last`, in order."""
        known = self._at.get(concept)
        if known is None:
            known = self._table(concept)
        return iter([hit for k, hit in known.items() if first <= k and hit.last <= last] if known else ())

    def span(self, first: int, last: int) -> Span:
        """The folded span of tokens `first..last`."""
        return self.starts[first], self.ends[last]

    def is_opener(self, k: int) -> Quote | None:
        """The quotation whose opening mark is token `k`, if there is one."""
        if k >= self.size or self.words[k] not in _OPENERS:
            return None
        for quote in self.reading.view.quotes:
            if quote.outer[0] == self.starts[k]:
                return quote
            if quote.outer[0] > self.starts[k]:
                break
        return None

    def is_act(self, k: int) -> bool:
        """Whether a word for an act or an event begins at token `k` (such a word opens an object, not a voice)."""
        if self._acts is None:
            soft = self.pack.settings["attribution"].get("soft_acts", [])
            self._acts = set()
            found = self.reading.concepts(self.index)
            for concept in found.names:
                if concept.startswith("act_") and concept not in soft:
                    self._acts.update([hit.first for hit in found.of(concept)])
            self._acts.difference_update([hit.first for hit in found.of("no_act")])
        return k in self._acts

    def is_word(self, k: int) -> bool:
        """Whether token `k` is a word or a number rather than a mark."""
        return self.words[k][0].isalnum()

    def _cues(self) -> Iterator[Cue]:
        hits = [h for h in self.reading.concept(self.index, "cue") if self._plain(h)]
        hits.sort(key=lambda h: (h.first, -(h.last - h.first), -(h.end - h.start)))
        done = -1
        for hit in hits:
            if hit.first <= done:
                continue
            done = hit.last
            if hit.value["frame"] == "participle" and hit.first and self.at("predicated", hit.first - 1) is not None:
                continue  # «نحن مطالبون بـC»
            if hit.value["frame"] == "participle" and self._closes(hit):
                continue  # «سنة مؤكدة.»
            if hit.value.get("nominal") and self._is_noun(hit):
                continue  # «ترفض الحكومة مطالبة النقابات بـC»
            if hit.value["frame"] != "none":
                joined = hit.start > self.starts[hit.first]
                yield Cue(hit, self.pack.code, joined)

    def _closes(self, hit: Hit) -> bool:
        """Whether nothing that could be told follows a participle: it ends its clause and is an adjective."""
        after = hit.last + 1
        return after >= self.size or self.words[after] in (".", ",", ")", ";", "!", "?")

    def _is_noun(self, hit: Hit) -> bool:
        """Whether a word that looks like a participle follows a word bare, so that it is a noun there."""
        if hit.first == 0 or hit.start > self.starts[hit.first] or not self.is_word(hit.first - 1):
            return False
        return self.words[hit.first - 1] not in self.pack.settings["attribution"].get("joiners", [])

    def _plain(self, hit: Hit) -> bool:
        """Whether a cue stands in its word as a cue can: bare, or after a conjunction; never with a case clitic."""
        limits = _limits(self.pack)
        before = self.words[hit.first][: hit.start - self.starts[hit.first]]
        after = (
            self.words[hit.last][len(self.words[hit.last]) - (self.ends[hit.last] - hit.end) :]
            if hit.end < self.ends[hit.last]
            else ""
        )
        return before in limits.prefixes and (not after or after in limits.suffixes)
