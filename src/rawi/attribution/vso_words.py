"""Words of verb-first languages by shape and lexicon: finite verbs, verbal nouns, definite nouns, parts of names."""

import re
from functools import lru_cache
from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.text import fold_word

_KEPT: Final = 65536  # distinct words of which a shape is kept
_LETTERS: Final = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word of the pack as the text's are folded."""
    return fold_word(word)


class _Shape:
    """A shape of the pack, its letters folded as the text's are; what it says of a word is kept."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(_LETTERS.sub(lambda m: fold_word(m.group()), pattern))
        self._known: dict[str, bool] = {}

    def fits(self, word: str) -> bool:
        """Whether a whole word has the shape."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[word] = self._pattern.fullmatch(word) is not None
        return found


_SHAPES: Final[dict[str, _Shape]] = {}  # by pattern


def _shape(pattern: str) -> _Shape:
    found = _SHAPES.get(pattern)
    if found is None:
        found = _SHAPES[pattern] = _Shape(pattern)
    return found


def _setting(line: Line, name: str) -> str:
    return str(line.settings[name])


def shaped(line: Line, setting: str, word: str) -> bool:
    """Whether a word has a shape of the pack."""
    return _shape(_setting(line, setting)).fits(word)


def is_verb(line: Line, k: int) -> bool:
    """Whether token `k` is a finite verb: one of the lexicon, or a word of a shape that hardly any noun has."""
    if _known_noun(line, k):
        return False
    hit = line.at("action", k)
    if hit is not None and hit.start - line.starts[k] <= 1 and hit.end == line.ends[k]:
        return True
    return _shape(_setting(line, "verb_shape")).fits(line.words[k])


def fem_shaped(line: Line, k: int) -> bool:
    """Whether token `k` looks like a feminine verb of the past and is none that the lexicon knows («ويست»)."""
    word = line.words[k]
    known = line.at("action", k)
    if (known is not None and known.end == line.ends[k]) or any(c.first == k for c in line.cues):
        return False
    return word.endswith(folded(_setting(line, "feminine_past"))) and len(word) < 7


def verbal_noun(line: Line, k: int) -> bool:
    """Whether token `k` looks like an indefinite verbal noun («استخدام», «توقيف»): it opens what is told of."""
    if is_definite(line, k) or _known_noun(line, k):
        return False
    return _shape(_setting(line, "verbal_noun")).fits(line.words[k])


def _known_noun(line: Line, k: int) -> bool:
    return any(line.at(concept, k) is not None for concept in ("voice_kind", "voice_person", "given_name"))


def is_definite(line: Line, k: int) -> bool:
    """Whether the article is written onto token `k`."""
    return len(line.words[k]) > 3 and line.words[k].startswith(_setting(line, "article"))


def accusative(line: Line, k: int) -> bool:
    """Whether the bare token `k` is written as an indefinite object («بيانا»)."""
    word = line.words[k]
    return len(word) > 4 and word.endswith(_setting(line, "accusative")) and not _known_noun(line, k)


def is_adjective(line: Line, k: int) -> bool:
    """Whether the definite token `k` reads as an adjective: one of the lexicon, or made from a name («العراقية»)."""
    return shaped(line, "adjective_shape", line.words[k]) or line.at("adjective", k) is not None


def adjective_word(line: Line, word: str) -> bool:
    """Whether a word has the shape of an adjective made from a name («التونسي»)."""
    return shaped(line, "adjective_shape", word)


def name_end(line: Line, first: int, last: int) -> int:
    """The last token of a personal name that begins at `first`: given name and surname, with what joins them."""
    k = first
    parts = 0
    while k <= last:
        joined = line.at("name_part", k) is not None
        if not line.is_word(k) or (k > first and (verbal_noun(line, k) or is_verb(line, k) or line.is_act(k))):
            break
        if parts >= 2 and not joined and not (parts == 2 and _surname(line, k)):
            break
        parts += not joined
        k += 1
    return max(first, k - 1)


def _surname(line: Line, k: int) -> bool:
    """Whether a definite word after two names without the article is the third of them («محمد علي البرهومي»)."""
    plain = is_definite(line, k) and not is_definite(line, k - 1) and line.at("voice_kind", k) is None
    return plain and line.words[k].endswith(folded(_setting(line, "surname_ends")))


def agreement(line: Line, cue: Cue) -> str | None:
    """What a cue's form says of its subject: "f", "m" or "p" (plural); None for cues that are no verb or participle."""
    if cue.frame not in ("verb", "call", "object", "participle", "describe", "charge"):
        return None
    form = cue.form.split()[0]
    if _shape(_setting(line, "plural")).fits(form):
        return "p"
    feminine = _shape(_setting(line, "feminine")).fits(form)
    if cue.frame != "participle" and feminine and form in _masculine(tuple(line.settings["masculine"])):
        return "m"
    return "f" if feminine else "m"


def adjectival(line: Line, cue: Cue) -> bool:
    """Whether a participle that is also an adjective is one here: right after its noun, with a noun under «بـ» after it
    («حالة مؤكدة بالمرض»).
    """
    if not cue.has("adjective") or cue.joined or cue.first == 0 or not line.is_word(cue.first - 1):
        return False
    after = cue.last + 1
    if after >= line.size:
        return False
    under = line.words[after].startswith(str(line.settings["governor"]))
    return under and line.at("complementiser", after) is None


@lru_cache(maxsize=8)
def _masculine(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_word, forms))
