"""Noun phrases around a trigger: the stretches of a sentence that could name who did it and to whom."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rawi.lang import Pack, Reading
from rawi.records import Span
from rawi.text import fold_word

_BREAKS = frozenset(
    {
        *("clause_start", "phrase_break", "preposition", "agent_mark", "object_mark", "cue", "complementiser"),
        *("light_do", "light_be", "light_not_do", "light_not_be", "near_aux", "near_have", "mood_past"),
        *("auxiliary", "finite", "subordinator"),
    }
)
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]+")  # of a pattern: all but what is its syntax
_JOINTS = 2  # joints that a phrase may hold
_LONGEST = 16
_INSIDE = ("-", ".", "’", "'", "/")  # marks that a name may hold, with no space beside them


class Phrase(NamedTuple):
    """Tokens `first`..`last`, folded span `start`..`end` (a clitic before the noun is left out).

    `case` says how the phrase is brought in: by a preposition (`to`, `in`, `of`, `for`), an agent mark (`by`), before
    an object mark (`object`), after a conjunction (`and`), or `plain`. `joints` counts the conjunctions and
    prepositions that it holds itself: «the police and the army», "officials of the province".
    """

    first: int
    last: int
    start: int
    end: int
    case: str
    joints: int


class _Shapes(NamedTuple):
    """What tells where phrases end in a language, from its pack's [claims]."""

    verb: re.Pattern[str] | None
    clitics: tuple[tuple[str, str], ...]
    joins: frozenset[str]
    possessive: str
    article: str
    whole: tuple[str, ...]

    def clitic(self, word: str) -> str | None:
        """How a noun is brought in by what is written onto it; None when nothing is."""
        for prefix, case in self.clitics:
            if word.startswith(prefix) and len(word) > 4:
                return case
        return None


@lru_cache(maxsize=8)
def _shapes(pack: Pack) -> _Shapes:
    settings: dict[str, Any] = pack.settings.get("claims", {})
    shape = settings.get("verb_shape")
    return _Shapes(
        re.compile(_LETTERS.sub(lambda m: fold_word(m.group()), shape)) if shape else None,
        tuple(settings.get("noun_clitics", {}).items()),
        frozenset(settings.get("joins", ())),
        settings.get("possessive", ""),
        settings.get("article", ""),
        tuple(fold_word(end) for end in settings.get("whole", ())),
    )


class Chunks(NamedTuple):
    """The plain phrases of one sentence in order, the tokens that break one, and the case each preposition gives."""

    bare: list[Phrase]
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    case: dict[int, str]
    joins: frozenset[str]


def chunks(reading: Reading, index: int, times: Sequence[Span]) -> Chunks:
    """Cut sentence `index` into plain phrases. `times` are folded spans of expressions that say when: no party."""
    sentence = reading.sentences[index]
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    shapes = _shapes(reading.pack(index))
    breaks: set[int] = set()
    objects: set[int] = set()
    counted: set[int] = set()
    case: dict[int, str] = {}
    for hit in reading.hits(index):
        concept = hit.concept
        if concept in _BREAKS or concept[:3] in ("do_", "be_"):
            breaks.update(range(hit.first, hit.last + 1))
            if concept == "preposition":
                case.setdefault(hit.last, str(hit.value))
            elif concept == "agent_mark":
                case[hit.last] = "by"
            elif concept == "object_mark":
                objects.add(hit.first)
        elif concept in ("number_word", "number_bound"):
            counted.add(hit.first)
    bare: list[Phrase] = []
    at, start, brought = -1, 0, "plain"

    def close(last: int) -> None:
        if at >= 0 and last >= at:
            bare.append(Phrase(at, last, start, ends[last], "object" if last + 1 in objects else brought, 0))

    when = {i for a, b in times for i in range(len(words)) if a <= starts[i] and ends[i] <= b}
    for i, word in enumerate(words):
        if not word[0].isalnum():
            glued = 0 < i < len(words) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
            if at >= 0 and word in _INSIDE and glued:
                continue
            close(i - 1)
            at = -1
            continue
        if i in breaks or i in when or (shapes.verb is not None and shapes.verb.fullmatch(word)):
            close(i - 1)
            at = -1
            continue
        clitic = shapes.clitic(word)
        glued = i > 0 and ends[i - 1] == starts[i]
        number = not glued and _opens_number(words, i, counted)
        if at < 0 or clitic is not None or number or _parts(words[i - 1], word, shapes):
            close(i - 1)
            at, start = i, starts[i]
            brought = case.get(i - 1, "and" if i and words[i - 1] in shapes.joins else "plain")
            if clitic is not None:
                start, brought = starts[i] + 1, clitic
        if shapes.possessive and word.endswith(shapes.possessive) and i + 1 < len(words):
            bare.append(Phrase(at, i, start, ends[i] - len(shapes.possessive), "owner", 0))
    close(len(words) - 1)
    return Chunks(bare, words, starts, ends, case, shapes.joins)


def _opens_number(words: Sequence[str], i: int, counted: set[int]) -> bool:
    """Whether a number begins at token `i`: it opens a phrase of its own («پلیس سه نفر را»)."""
    if i not in counted and not words[i][0].isdigit():
        return False
    return i > 0 and i - 1 not in counted and not words[i - 1][0].isdigit()


def phrases(cut: Chunks, taken: tuple[int, int]) -> list[Phrase]:
    """The phrases that do not meet the tokens `taken`, in order, longer ones after their parts."""
    first, last = taken
    bare: list[Phrase] = []
    for one in cut.bare:
        if one.last < first or last < one.first:
            bare.append(one)
            continue
        if one.case == "owner":
            continue
        if one.first < first:
            bare.append(Phrase(one.first, first - 1, one.start, cut.ends[first - 1], one.case, 0))
        if last < one.last:
            bare.append(Phrase(last + 1, one.last, cut.starts[last + 1], one.end, "plain", 0))
    return _joined(bare, cut, taken)


def _parts(left: str, right: str, shapes: _Shapes) -> bool:
    """Whether a noun phrase may end between two words: before an indefinite word after a definite one, or after a form
    that no noun follows in a genitive («مسلحون جنديين»). Where it does not end, the joined phrase stands for it.
    """
    if not shapes.article or right.startswith(shapes.article):
        return False
    return left.startswith(shapes.article) or (left.endswith(shapes.whole) and len(left) > 4)


def _joined(bare: list[Phrase], cut: Chunks, taken: tuple[int, int]) -> list[Phrase]:
    """The phrases, and those that two or three of them make together across a conjunction, a preposition or quotes."""
    out: list[Phrase] = []
    for n, one in enumerate(bare):
        out.append(one)
        if one.case == "owner":
            continue
        whole = one
        for other in bare[n + 1 :]:
            if other.case == "owner":
                continue
            between = range(whole.last + 1, other.first)
            if whole.joints == _JOINTS or other.last - one.first > _LONGEST or other.first <= whole.last:
                break
            if any(taken[0] <= i <= taken[1] for i in between):
                break
            words = cut.words
            marks = all(not words[i][0].isalnum() and words[i] not in ".!?;:" for i in between)
            links = [i for i in between if words[i][0].isalnum()]
            linked = all(words[i] in cut.joins or i in cut.case for i in links) and len(links) <= 2
            if not (marks or linked):
                break
            whole = Phrase(one.first, other.last, one.start, other.end, one.case, whole.joints + 1)
            if other.case == "object":
                whole = whole._replace(case="object")
            out.append(whole)
    return out
