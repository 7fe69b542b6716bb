"""Noun phrases around a trigger: the stretches of a sentence that could name who did it and to whom."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from rawi.claims.offsets import below
from rawi.claims.uses import AGENT, COUNTED, OBJECT, PREPOSITION, uses
from rawi.lang import Pack, Reading
from rawi.records import Span
from rawi.text import fold_word

_LETTERS: Final = re.compile(r"[^\W\d_a-zA-Z]+")  # of a pattern: all but what is its syntax
_JOINTS: Final = 2  # joints that a phrase may hold
_LONGEST: Final = 16
_INSIDE: Final = ("-", ".", "’", "'", "/")  # marks that a name may hold, with no space beside them
_STRONG: Final = ".!?;:"  # marks that no phrase goes on across
_KEPT: Final = 131072  # distinct words of which it is kept what they are


class Phrase:
    """Tokens `first`..`last`, folded span `start`..`end` (a clitic before the noun is left out).

    `case` says how the phrase is brought in: by a preposition (`to`, `in`, `of`, `for`), an agent mark (`by`), before
    an object mark (`object`), after a conjunction (`and`), or `plain`. `joints` counts the conjunctions and
    prepositions that it holds itself: «the police and the army», "officials of the province". `order` sorts phrases by
    their span. `known`, `number`, `own`, `left` and `right` are for the scores: what no trigger changes is kept there.
    """

    __slots__ = ("case", "end", "first", "joints", "known", "last", "left", "number", "order", "own", "right", "start")

    def __init__(self, first: int, last: int, start: int, end: int, case: str, joints: int) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end
        self.case, self.joints = case, joints
        self.order = start << 32 | end
        self.known = -1
        self.number = self.own = self.left = self.right = 0

    def __repr__(self) -> str:
        return f"Phrase({self.first}-{self.last}, {self.case}, {self.joints})"


# What a word is, as far as phrases go by it.
_WORD: Final = 1
_DIGIT: Final = 2
_VERB: Final = 4
_ARTICLE: Final = 8
_WHOLE: Final = 16
_JOIN: Final = 32
_OWNER: Final = 64
_MARK: Final = 128
_STOP: Final = 256
_HOLLOW: Final = 512
_CLITIC: Final = 1024
# What it is in its sentence: no part of a phrase, before an object mark, a word for a number.
_BROKEN: Final = 2048
_MARKED: Final = 4096
_NUMBER: Final = 8192
_FIGURE: Final = _DIGIT | _NUMBER


class _Shapes:
    """What tells where phrases end in a language, from its pack's [claims]."""

    def __init__(self, settings: dict[str, Any]) -> None:
        shape = settings.get("verb_shape")
        self.verb = re.compile(_LETTERS.sub(lambda m: fold_word(m.group()), shape)) if shape else None
        self.clitics: tuple[tuple[str, str], ...] = tuple(settings.get("noun_clitics", {}).items())
        self.joins: frozenset[str] = frozenset(settings.get("joins", ()))
        self.hollow: frozenset[str] = frozenset(settings.get("hollow", ()))
        self.possessive: str = settings.get("possessive", "")
        self.article: str = settings.get("article", "")
        self.whole: tuple[str, ...] = tuple(fold_word(end) for end in settings.get("whole", ()))
        self.known: dict[str, int] = {}

    def of(self, word: str) -> int:
        """What a word is, worked out once."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            found = self.known[word] = self._of(word)
        return found

    def _of(self, word: str) -> int:
        found = _JOIN if word in self.joins else _HOLLOW if word in self.hollow else 0
        if self.article and word.startswith(self.article):
            found |= _ARTICLE
        elif word.endswith(self.whole) and len(word) > 4:
            found |= _WHOLE
        if not word[0].isalnum():
            return found | (_STOP if word in _STRONG else _MARK)
        found |= _WORD
        if word[0].isdigit():
            found |= _DIGIT
        if self.verb is not None and self.verb.fullmatch(word) is not None:
            found |= _VERB
        if self.possessive and word.endswith(self.possessive):
            found |= _OWNER
        return found | _CLITIC if self.brought(word) is not None else found

    def brought(self, word: str) -> str | None:
        """The case of a clitic that stands before a noun, None where there is none."""
        if len(word) > 4:
            for prefix, case in self.clitics:
                if word.startswith(prefix):
                    return case
        return None


@lru_cache(maxsize=8)
def _shapes(pack: Pack) -> _Shapes:
    return _Shapes(pack.settings.get("claims", {}))


class Chunks:
    """The plain phrases of one sentence in order, and what is asked of its tokens.

    `kinds` tells what each word is, `case` the case that each preposition gives. `chains[n]` are the phrases that the
    n-th makes together with those after it, and `reach[n]` the last token looked at for them. `numbers` are the tokens
    at which a number opens a phrase.
    """

    __slots__ = ("bare", "case", "chains", "ends", "kinds", "numbers", "reach", "starts")

    def __init__(
        self,
        bare: list[Phrase],
        kinds: list[int],
        starts: list[int],
        ends: list[int],
        case: dict[int, str],
        numbers: set[int],
    ) -> None:
        self.bare, self.kinds, self.starts, self.ends, self.case = bare, kinds, starts, ends, case
        self.numbers = numbers
        self.chains: list[list[Phrase]] = []
        self.reach: list[int] = []
        for n in range(len(bare)):
            chain, reach = _chain(bare, n, self, len(kinds), len(kinds))
            self.chains.append(chain)
            self.reach.append(reach)


def chunks(reading: Reading, index: int, times: Sequence[Span]) -> Chunks:
    """Cut sentence `index` into plain phrases. `times` are folded spans of expressions that say when: no party."""
    sentence = reading.sentences[index]
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    size = len(words)
    shapes = _shapes(reading.pack(index))
    kinds = [shapes.of(word) for word in words]
    numbers: set[int] = set()
    agents: list[int] = []
    case: dict[int, str] = {}
    there = reading.concepts(index)
    for use in uses(reading, index):
        if use.cut == COUNTED:
            for hit in there.of(use.name):
                kinds[hit.first] = kinds[hit.first] | _NUMBER
        elif use.cut:
            for hit in there.of(use.name):
                for i in range(hit.first, hit.last + 1):
                    kinds[i] = kinds[i] | _BROKEN
                if use.cut == PREPOSITION:
                    if hit.last not in case:
                        case[hit.last] = str(hit.value)
                elif use.cut == AGENT:
                    agents.append(hit.last)
                elif use.cut == OBJECT:
                    kinds[hit.first] = kinds[hit.first] | _MARKED
    for i in agents:
        case[i] = "by"
    for a, b in times:
        i = below(starts, a)
        while i < size and ends[i] <= b:
            kinds[i] = kinds[i] | _BROKEN
            i += 1
    bare: list[Phrase] = []
    at, start, brought = -1, 0, "plain"
    article = bool(shapes.article)
    for i in range(size):
        kind = kinds[i]
        if not kind & _WORD:
            glued = at >= 0 and 0 < i < size - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
            if glued and words[i] in _INSIDE:
                continue
        if not kind & _WORD or kind & (_BROKEN | _VERB):
            if at >= 0 and not _hollow(kinds, at, i):
                bare.append(Phrase(at, i - 1, start, ends[i - 1], "object" if kind & _MARKED else brought, 0))
            at = -1
            continue
        # A number opens a phrase of its own: «پلیس سه نفر را».
        number = bool(kind & _FIGURE) and i > 0 and ends[i - 1] != starts[i] and not kinds[i - 1] & _FIGURE
        if number:
            numbers.add(i)
        if (
            at < 0
            or number
            or kind & _CLITIC
            or (article and not kind & _ARTICLE and kinds[i - 1] & (_ARTICLE | _WHOLE))
        ):
            if at >= 0:
                bare.append(Phrase(at, i - 1, start, ends[i - 1], "object" if kind & _MARKED else brought, 0))
            at, start = i, starts[i]
            if kind & _CLITIC:
                start, brought = start + 1, shapes.brought(words[i]) or "plain"
            else:
                given = case.get(i - 1)
                brought = given if given is not None else "and" if i and kinds[i - 1] & _JOIN else "plain"
        if kind & _OWNER and i + 1 < size:
            bare.append(Phrase(at, i, start, ends[i] - len(shapes.possessive), "owner", 0))
    if at >= 0:
        bare.append(Phrase(at, size - 1, start, ends[size - 1], brought, 0))
    return Chunks(bare, kinds, starts, ends, case, numbers)


def phrases(cut: Chunks, first: int, last: int) -> list[Phrase]:
    """The phrases that do not meet the tokens `first`..`last`, in order, longer ones after their parts."""
    bare: list[Phrase] = []
    places: list[int] = []  # of each phrase its place among the sentence's; -1 for what is left of one
    for n, one in enumerate(cut.bare):
        if one.last < first or last < one.first:
            bare.append(one)
            places.append(n)
            continue
        if one.case == "owner":
            continue
        if one.first < first and not _hollow(cut.kinds, one.first, first):
            bare.append(Phrase(one.first, first - 1, one.start, cut.ends[first - 1], one.case, 0))
            places.append(-1)
        if last < one.last:
            bare.append(Phrase(last + 1, one.last, cut.starts[last + 1], one.end, "plain", 0))
            places.append(-1)
    out: list[Phrase] = []
    for n, one in enumerate(bare):
        out.append(one)
        at = places[n]
        if at >= 0 and (cut.reach[at] < first or last < one.first):
            out += cut.chains[at]
        elif one.case != "owner":
            out += _chain(bare, n, cut, first, last)[0]
    return out


def _hollow(kinds: list[int], first: int, stop: int) -> bool:
    """Whether the tokens before `stop` from `first` on name nobody: what "broke up a" leaves before "protest"."""
    for i in range(first, stop):  # noqa: SIM110 asked of every phrase: a generator would tell
        if not kinds[i] & _HOLLOW:
            return False
    return True


def _chain(bare: list[Phrase], n: int, cut: Chunks, first: int, last: int) -> tuple[list[Phrase], int]:
    """What the phrase `n` makes with one or two after it across a conjunction, a preposition or quotes, not across the
    tokens `first`..`last`; and the last token looked at.
    """
    out: list[Phrase] = []
    one = whole = bare[n]
    reach = one.last
    if one.case == "owner":
        return out, reach
    kinds = cut.kinds
    for m in range(n + 1, len(bare)):
        other = bare[m]
        if other.case == "owner":
            continue
        reach = max(reach, other.last)
        if whole.joints == _JOINTS or other.last - one.first > _LONGEST or other.first <= whole.last:
            break
        low, high = whole.last + 1, other.first
        if (first < high and low <= last) or (low == high and low in cut.numbers):
            break
        marks, linked, links = True, True, 0
        for i in range(low, high):
            kind = kinds[i]
            if kind & _WORD:
                marks = False
                links += 1
                if not kind & _JOIN and i not in cut.case:
                    linked = False
            elif kind & _STOP:
                marks = False
        if not (marks or (linked and links <= 2)):
            break
        case = "object" if other.case == "object" else one.case
        whole = Phrase(one.first, other.last, one.start, other.end, case, whole.joints + 1)
        out.append(whole)
    return out, reach
