"""Consonant skeletons: a name's consonants by classes, the same in every script. The data is data/consonants.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rawi.text import fold_word

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class _Letters:
    """The letters of both scripts, as the data has them."""

    classes: dict[str, str]
    article: str
    ending: str
    latin_article: re.Pattern[str]
    latin_ending: str
    soft_c: re.Pattern[str]
    together: tuple[tuple[str, str], ...]
    written_x: str
    hard_c: str
    single: dict[int, str]


@cache
def _data() -> dict[str, Any]:
    path = files("rawi.merge") / "data" / "consonants.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _letters() -> _Letters:
    arabic, latin = _data()["arabic"], _data()["latin"]
    single = {letter: one for one, letters in latin["classes"].items() for letter in letters}
    return _Letters(
        classes={letter: one for one, letters in arabic["classes"].items() for letter in letters},
        article=arabic["article"],
        ending=arabic["ending"],
        latin_article=re.compile(rf"^{re.escape(latin['article'])}(?=\w)"),
        latin_ending=latin["ending"],
        soft_c=re.compile(rf"c(?=[{latin['softens_c']}])"),
        together=tuple((written, one.upper()) for written, one in latin["together"]),
        written_x=latin["x"],
        hard_c=latin["c"],
        single=str.maketrans({**single, **dict.fromkeys(latin["silent"], "")}),
    )


@cache
def particles() -> frozenset[str]:
    """Words of a name that are no part of its skeleton, folded."""
    return frozenset(_data()["names"]["particles"])


@cache
def attached(place: str) -> str:
    """A pattern for the letter that may be written together with a word: before `offices` or before `towns`."""
    return f"[{_data()['names'][f'before_{place}']}]?"


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonant classes of one word: "Soleimani", «سلیمانی» and «السليماني» give `slmn`."""
    plain, letters = fold_word(word), _letters()
    found = _arabic(plain, letters) if _ARABIC.search(plain) else _latin(plain, letters)
    return _TWICE.sub(r"\1", found)


def _arabic(plain: str, letters: _Letters) -> str:
    if plain.startswith(letters.article) and len(plain) > len(letters.article) + 2:
        plain = plain[len(letters.article) :]
    return "".join(letters.classes.get(letter, "") for letter in plain.removesuffix(letters.ending))


def _latin(plain: str, letters: _Letters) -> str:
    plain = letters.latin_article.sub("", plain)
    # After soft c (Mercedes) has become s, x marks kh; a written x is ks. Classes that were found stand in capitals.
    plain = letters.soft_c.sub("s", plain.replace("x", letters.written_x))
    for written, one in letters.together:
        plain = plain.replace(written, one)
    plain = plain.replace("c", letters.hard_c).lower().removesuffix(letters.latin_ending)
    return "".join(letter for letter in plain.translate(letters.single) if letter.isalpha() and letter.isascii())
