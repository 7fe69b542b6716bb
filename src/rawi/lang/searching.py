"""Words for full text: one token for what is one word however it was typed, and the other forms it is found by.

«خامنه‌ای», «خامنهای», «خامنه ای» and «خامنئي» find one another; a word is found with its clitics, plurals and
articles. With the switch to exact, the letters must be as they are written.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rawi.lang.ar.morphology import analyses as arabic
from rawi.lang.en.morphology import analyses as english
from rawi.lang.fa.morphology import analyses as persian
from rawi.text import fold_word

VERSION = 1
"""Goes up whenever the tokens change: an index of another version is made anew."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d'’"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_REST = re.compile(r"[\W_]+")
_DATA = tomllib.loads(files("rawi.lang").joinpath("searching.toml").read_text(encoding="utf-8"))
_AFTER_ANY = frozenset(map(fold_word, _DATA["joined_after_any"]))
_AFTER_HE = frozenset(map(fold_word, _DATA["joined_after_he"]))
_BEFORE = frozenset(map(fold_word, _DATA["joined_before"]))
_ENDINGS = tuple((fold_word(ending), fold_word(other)) for ending, other in _DATA["endings"])
_ARTICLES = tuple(map(fold_word, _DATA["articles"]))
_ENGLISH = tuple(sorted(_DATA["english"].items(), key=lambda item: -len(item[0])))
_SECOND = _AFTER_ANY | _AFTER_HE
_GAPS = (" ", "\u200c", "\u00a0")
_HE = fold_word(_DATA["he"])
_LEFT = 3
"""Letters that must be left when something is taken off a word, one more where only one letter is taken off its end."""


class Word(NamedTuple):
    """A word of a text: its span in code points, its folded form, and the letters as written, lower-cased."""

    start: int
    end: int
    folded: str
    written: str


class Forms(NamedTuple):
    """What a word of a query is looked for by: `words` among the words, `stems` among their other forms."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; those that a lost joiner parted are one."""
    start = end = -1
    held, raw = "", ""
    for match in _WORD.finditer(text):
        found = match.group()
        folded, written = _folded(found)
        if not folded:
            continue
        if (folded in _SECOND or held in _BEFORE) and _joins(held, folded) and _gap(text, end, match.start()):
            held, raw, end = held + folded, f"{raw} {written}", match.start() + len(written)
            continue
        if held:
            yield Word(start, end, held, raw)
        start = match.start()
        held, raw, end = folded, written, start + len(written)
    if held:
        yield Word(start, end, held, raw)


def tokens(text: str) -> tuple[list[str], list[str], list[str]]:
    """The words, the other forms that they are found by, and the words as written, as tokens of letters and digits."""
    found: list[str] = []
    written: list[str] = []
    for _, _, folded, raw in words(text):
        found.append(folded)
        if raw == folded:
            written.append(raw)
        else:
            written += coded(raw)
    others: dict[str, None] = {}
    for each in dict.fromkeys(found):
        others.update(dict.fromkeys(stems(each)))
    return found, list(others), written


@lru_cache(maxsize=1 << 16)
def coded(written: str) -> tuple[str, ...]:
    """Tokens for words as they are written: themselves, or a code where folding would change them."""
    return tuple(each if _folded(each)[0] == each else _code(each) for each in written.split(" "))


@lru_cache(maxsize=1 << 17)
def stems(word: str) -> tuple[str, ...]:
    """The other forms under which a folded word is kept: without clitics and endings, and in its usual spelling."""
    found: dict[str, None] = {}
    if word.isascii():
        for before, after in english(word):
            found[word[before : len(word) - after]] = None
        for ending, other in _ENGLISH:
            if word.endswith(ending) and len(word) - len(ending) > _LEFT:
                base = word[: -len(ending)] + other
                found[base] = None
                if ending not in ("s", "es", "ies") and base[-1] == base[-2]:
                    found[base[:-1]] = None
                elif ending in ("ing", "ings"):
                    found[base + "e"] = None
    else:
        for before, after in {*persian(word), *arabic(word)}:
            left = len(word) - before - after
            if left >= _LEFT + (after == 1):
                found[word[before : len(word) - after]] = None
        for ending, other in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
                found[word[: -len(ending)] + other] = None
    found.pop(word, None)
    return tuple(found)


@lru_cache(maxsize=4096)
def asked(word: str) -> Forms:
    """What a folded word of a query is looked for by."""
    bases: dict[str, None] = {}
    if word.isascii():
        bases.update(dict.fromkeys(stems(word)))
    else:
        for article in _ARTICLES:
            if word.startswith(article) and len(word) - len(article) >= _LEFT:
                bases[word[len(article) :]] = None
        for before, after in persian(word):
            if after >= 2 and len(word) - before - after >= _LEFT:
                bases[word[before : len(word) - after]] = None
        for ending, other in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
                bases[word[: -len(ending)] + other] = None
    every = (word, *(base for base in bases if base != word))
    return Forms(every, every)


@cache
def _code(word: str) -> str:
    return "x" + hashlib.sha256(word.encode()).hexdigest()[:12]


@lru_cache(maxsize=1 << 17)
def _folded(raw: str) -> tuple[str, str]:
    """A word as it stands: folded, and its letters in lower case without what hangs on its end."""
    raw = raw.rstrip("'’\u200c\u200d")
    lower = raw.lower()
    return _REST.sub("", fold_word(raw)), lower if len(lower) == len(raw) else raw


def _gap(text: str, end: int, start: int) -> bool:
    return text[end:start] in _GAPS


def _joins(first: str, second: str) -> bool:
    if second in _AFTER_ANY:
        return len(first) > 1 and not first.isascii()
    if second in _AFTER_HE:
        return first.endswith(_HE) and len(first) > 2
    return first in _BEFORE and not second.isascii() and len(second) > 1
