"""Names that may be one actor's, across scripts: transliteration keys, then likeness. Suggestions only.

Two names meet when every word of the shorter has a partner in the other: words are written in Latin letters, reduced
to the consonants that transliterations agree on, and compared. «سلیمانی», «سليماني», "Soleimani" and "Suleymani" all
reduce to slmn. A reviewer decides; nothing is merged here.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein

from rawi.text import fold_word

_DATA = tomllib.loads(files("rawi.actors").joinpath("transliteration.toml").read_text(encoding="utf-8"))
_SOUNDS: tuple[tuple[str, str], ...] = tuple((sound, letter) for sound, letter in _DATA["sounds"])
_SCRIPT = str.maketrans(_DATA["script"])
_LETTERS = re.compile(r"[^a-z ]+")
_VOWELS = re.compile(r"[aiou]+")
_DOUBLE = re.compile(r"(.)\1+")
_WORDS = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(_DATA["particles"])
_ARTICLE = re.compile(rf"^(?:{'|'.join(_DATA['articles'])})-", re.I)
_JOINED = tuple(_DATA["joined_articles"])
_LIKE = 0.85
_LIKE_WORD = 0.8
_SHORT = 3  # consonants
_ENOUGH = 5  # consonants that a name must share with a longer one
_UNMATCHED = 0.02  # for each consonant of the longer name that has no partner


class Suggestion(NamedTuple):
    """Two names that may mean one actor, and how like they are (0 to 1)."""

    one: str
    other: str
    score: float


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word as transliterations agree on them; its first letter where it has none."""
    latin = _LETTERS.sub("", anyascii(fold_word(word).translate(_SCRIPT)).lower())
    for sound, letter in _SOUNDS:
        latin = latin.replace(sound, letter)
    bones = _DOUBLE.sub(r"\1", _VOWELS.sub("", latin))
    return bones or latin[:1]


@lru_cache(maxsize=65536)
def skeletons(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, articles and particles left out."""
    out = []
    for part in name.replace("\u200c", " ").split():
        for word in _WORDS.findall(_ARTICLE.sub("", part)):
            bare = word[2:] if word.startswith(_JOINED) and len(word) > 4 else word
            latin = anyascii(fold_word(bare)).lower()
            if latin not in _PARTICLES:
                out.append(skeleton(bare))
    return tuple(bones for bones in out if bones)


def likeness(one: str, other: str) -> float:
    """How like two names are by their skeletons, 0 to 1; a lone word is like a longer name by its last word only."""
    first, second = sorted((skeletons(one), skeletons(other)), key=len)
    if not first:
        return 0.0
    whole = _whole(first, second)
    if len(first) == 1 and len(second) > 1:
        return JaroWinkler.similarity(first[0], second[-1]) * 0.95 if len(first[0]) >= _SHORT else 0.0
    left = list(second)
    scores = []
    for word in first:
        best = max(left, key=lambda w: JaroWinkler.similarity(word, w), default="")
        score = JaroWinkler.similarity(word, best) if best else 0.0
        if score < _LIKE_WORD:
            return whole
        left.remove(best)
        scores.append((score, len(word)))
    if left and sum(weight for _, weight in scores) < _ENOUGH:
        return whole
    mean = sum(score * weight for score, weight in scores) / sum(weight for _, weight in scores)
    return max(whole, mean - _UNMATCHED * sum(map(len, left)))


def _whole(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Likeness of the names as one run of consonants, for words that one spelling joins and the other parts."""
    one, other = "".join(first), "".join(second)
    if min(len(one), len(other)) < 4 or first[-1][:1] != second[-1][:1]:
        return 0.0
    return Levenshtein.normalized_similarity(one, other)


def suggest(names: Iterable[str], *, least: float = _LIKE) -> list[Suggestion]:
    """Pairs of `names` that may be one actor's, the likest first; only names with words that begin alike meet."""
    ordered = sorted({name for name in names if skeletons(name)})
    blocks: dict[str, list[int]] = {}
    for number, name in enumerate(ordered):
        for bones in skeletons(name):
            blocks.setdefault(bones[:2], []).append(number)
    pairs = {(a, b) for block in blocks.values() for i, a in enumerate(block) for b in block[i + 1 :] if a != b}
    found = [Suggestion(ordered[a], ordered[b], round(likeness(ordered[a], ordered[b]), 3)) for a, b in sorted(pairs)]
    return sorted((s for s in found if s.score >= least), key=lambda s: (-s.score, s.one, s.other))
