"""One sentence as attribution reads it: tokens, the concepts on them, quotations, and its cues."""

import re
from functools import lru_cache
from typing import Any, Final

from rawi.lang import Hit, Pack, Reading
from rawi.records import Span
from rawi.text import Quote, Sentence

_OPENERS: Final = frozenset("«“\"'‹„”»")
# Final letters that folding makes one.
_DOTTED: Final = "\u064a"
_DOTLESS: Final = "\u0649"
_KEPT: Final = 65536  # distinct words that are looked at once
_NOTHING: Final[dict[str, Any]] = {}  # of all tokens without entries; never added to
_NOWHERE: Final[dict[int, Hit]] = {}  # of all concepts without hits; never added to


@lru_cache(maxsize=32)
def pattern(shape: str) -> "re.Pattern[str]":
    """A shape of words that a pack tells, compiled once."""
    return re.compile(shape)


class Cue:
    """A cue found in a sentence.

    `frame` names the construction, `first`/`last` are token indices (inclusive), `span` its folded span; `value` holds
    the lexicon's facts (stance and flags); `joined` tells that a conjunction hangs on its first token; `rule` names it.
    """

    __slots__ = ("first", "form", "frame", "joined", "last", "rule", "span", "value")

    def __init__(self, hit: Hit, lang: str, joined: bool) -> None:
        value: dict[str, Any] = hit.value
        self.value, self.frame = value, str(value["frame"])
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


class _Habits:
    """How a language attributes: a pack's [attribution], with what may not hang on the words of some concepts."""

    def __init__(self, pack: Pack) -> None:
        settings: dict[str, Any] = dict(pack.settings["attribution"])
        self.pack, self.settings = pack, settings
        self.order: str = settings["order"]
        self.articled = "article" in settings
        self.apart: str | None = settings.get("spelt_apart")
        self.joiners: list[str] = list(settings.get("joiners", []))
        self.soft: list[str] = list(settings.get("soft_acts", []))
        marks: str | None = settings.get("present")
        self._present = re.compile(marks) if marks is not None else None
        self._presents: dict[str, bool] = {}
        person: str | None = settings.get("first_person")
        self._person = re.compile(person) if person is not None else None
        self._persons: dict[str, bool] = {}
        self.article: str | None = settings.get("article")
        self.prefixes: list[str] = list(settings.get("cue_prefixes", [""]))
        self.suffixes: list[str] = list(settings.get("cue_suffixes", []))
        self.articleless = frozenset(settings.get("articleless", ()))
        self.unprefixed = frozenset(settings.get("unprefixed", ()))
        self.unsuffixed = frozenset(settings.get("unsuffixed", ()))
        self.concepts = self.articleless | self.unprefixed | self.unsuffixed

    def is_present(self, word: str) -> bool:
        """Whether a word is a verb of the present by its form; kept for each word."""
        if self._present is None:
            return False
        found = self._presents.get(word)
        if found is None:
            if len(self._presents) >= _KEPT:
                self._presents.clear()
            found = self._presents[word] = self._present.fullmatch(word) is not None
        return found

    def is_first_person(self, form: str) -> bool:
        """Whether a verb is of the first person by its form; kept for each form."""
        if self._person is None:
            return False
        found = self._persons.get(form)
        if found is None:
            if len(self._persons) >= _KEPT:
                self._persons.clear()
            found = self._persons[form] = self._person.search(form) is not None
        return found


_HABITS: Final[dict[str, _Habits]] = {}  # of the packs in use, by language


def _habits(pack: Pack) -> _Habits:
    """The habits of a pack, read once."""
    known = _HABITS.get(pack.code)
    if known is None or known.pack is not pack:
        known = _HABITS[pack.code] = _Habits(pack)
    return known


def _stands(text: str, word: str) -> bool:
    """Whether a word stands in a text between blanks."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return True
        at = text.find(word, at + 1)
    return False


def _spelt(reading: Reading, sentence: Sentence, apart: str | None) -> list[str]:
    """The tokens of a sentence, those of a name that folding makes a preposition as the text has them.

    Only in texts that write both: some write the preposition as the name.
    """
    if apart is None or apart not in sentence.words:
        return sentence.words
    name = apart[:-1] + _DOTTED
    both = reading.kept.get("spelt apart")
    if both is None:
        text = reading.document.text
        both = reading.kept["spelt apart"] = _stands(text, name) and _stands(text, apart[:-1] + _DOTLESS)
    if not both:
        return sentence.words
    words, starts, ends = sentence.words.copy(), sentence.starts, sentence.ends
    for k, word in enumerate(sentence.words):
        if word == apart and reading.view.source(starts[k], ends[k]) == name:
            words[k] = name
    return words


class Line:
    """A sentence with what attribution asks of it, token by token.

    `settings` are the pack's for attribution; `order` is the order of its sentences (svo, sov, vso), `articled` whether
    its article is written onto the noun.
    """

    def __init__(self, reading: Reading, index: int) -> None:
        self.reading, self.index = reading, index
        self.sentence: Sentence = reading.sentences[index]
        self.pack: Pack = reading.pack(index)
        habits = self._habits = _habits(self.pack)
        self.settings, self.order, self.articled = habits.settings, habits.order, habits.articled
        self.words = _spelt(reading, self.sentence, habits.apart)
        self.starts, self.ends = self.sentence.starts, self.sentence.ends
        self.size = len(self.words)
        self._at: dict[str, dict[int, Hit]] = {}
        self._rows: list[dict[str, Any]] | None = None
        self.cues: list[Cue] = self._cues() if "cue" in reading.concepts(index).names else []

    def __len__(self) -> int:
        return self.size

    def concepts(self, k: int) -> dict[str, Any]:
        """The concepts of which an entry begins at token `k`; none for a token that there is not."""
        rows = self._rows
        if rows is None:
            rows = self._all_concepts()
        return rows[k] if 0 <= k < self.size else _NOTHING

    def _all_concepts(self) -> list[dict[str, Any]]:
        rows = self._rows = self.reading.concepts(self.index).rows(self.size)
        return rows

    def at(self, concept: str, k: int) -> Hit | None:
        """The longest hit of a concept that begins at token `k`; None for a token that there is not."""
        # Most words are of few concepts, and none that is asked for.
        rows = self._rows
        if rows is None:
            rows = self._all_concepts()
        if not 0 <= k < self.size or concept not in rows[k]:
            return None
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
        limits = self._habits
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

    def covered(self, concept: str, first: int, last: int) -> list[Hit]:
        """The hits of a concept that begin and end within tokens `first..last`, in order."""
        known = self._at.get(concept)
        if known is None:
            known = self._table(concept)
        if not known:
            return []
        return [hit for k, hit in known.items() if first <= k and hit.last <= last]

    def first_of(self, concept: str, first: int, last: int) -> Hit | None:
        """The first hit of a concept that begins and ends within tokens `first..last`."""
        found = self.covered(concept, first, last)
        return found[0] if found else None

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
        row = self.concepts(k)
        if "no_act" in row:
            return False
        return any(concept.startswith("act_") and concept not in self._habits.soft for concept in row)

    def is_present(self, k: int) -> bool:
        """Whether token `k` is a verb of the present by its form, where the pack tells of such."""
        return self._habits.is_present(self.words[k])

    def is_first_person(self, cue: Cue) -> bool:
        """Whether a cue is a verb of the first person by its form, where the pack tells of such."""
        return self._habits.is_first_person(cue.form)

    def is_word(self, k: int) -> bool:
        """Whether token `k` is a word or a number rather than a mark."""
        return self.words[k][0].isalnum()

    def _cues(self) -> list[Cue]:
        out: list[Cue] = []
        done = -1
        for hit in self.reading.concept(self.index, "cue"):
            if hit.first <= done or not self._plain(hit):
                continue
            done = hit.last
            value: dict[str, Any] = hit.value
            frame: str = value["frame"]
            if frame == "participle" and hit.first and self.at("predicated", hit.first - 1) is not None:
                continue  # «نحن مطالبون بـC»
            if frame == "participle" and self._closes(hit):
                continue  # «سنة مؤكدة.»
            if value.get("nominal") and self._is_noun(hit):
                continue  # «ترفض الحكومة مطالبة النقابات بـC»
            if frame != "none":
                out.append(Cue(hit, self.pack.code, hit.start > self.starts[hit.first]))
        return out

    def _closes(self, hit: Hit) -> bool:
        """Whether nothing that could be told follows a participle: it ends its clause and is an adjective."""
        after = hit.last + 1
        return after >= self.size or self.words[after] in (".", ",", ")", ";", "!", "?")

    def _is_noun(self, hit: Hit) -> bool:
        """Whether a word that looks like a participle follows a word bare, so that it is a noun there."""
        if hit.first == 0 or hit.start > self.starts[hit.first] or not self.is_word(hit.first - 1):
            return False
        return self.words[hit.first - 1] not in self._habits.joiners

    def _plain(self, hit: Hit) -> bool:
        """Whether a cue stands in its word as a cue can: bare, or after a conjunction; never with a case clitic."""
        limits = self._habits
        before = self.words[hit.first][: hit.start - self.starts[hit.first]]
        after = (
            self.words[hit.last][len(self.words[hit.last]) - (self.ends[hit.last] - hit.end) :]
            if hit.end < self.ends[hit.last]
            else ""
        )
        return before in limits.prefixes and (not after or after in limits.suffixes)
