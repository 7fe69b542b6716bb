"""What a quotation says, in any of the languages: the meanings of its common words, for comparing translations.

The words are a small trilingual table (data/meanings.tsv); a word that it lacks says nothing either way. Names are
known by their consonants and numbers by their value, so that these count too.
"""

import importlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from rawi.lang import LANGUAGES
from rawi.lang.loader import inflected
from rawi.merge.consonants import skeleton
from rawi.text import fold, fold_word

COLUMNS = ("en", "fa", "ar")
DENIAL = "not"
LIGHT = "~"
"""How the name of a meaning begins whose words are so common that they say half as much."""
BONES = 4
"""Consonants from which the skeleton of a word that no table knows is taken for a name's."""

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|n't|[^\W\d_]+?(?=n't)|[^\W\d_]+")
_NAME = re.compile(r"[A-Z]")


class Gloss(msgspec.Struct, frozen=True, array_like=True):
    """What stands in a quotation: meanings, numbers in digits, names by their consonants; whether it denies something.

    All are sorted. `words` counts the words.
    """

    meanings: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    denies: bool
    words: int


@lru_cache(maxsize=1 << 12)
def gloss(text: str, language: str) -> Gloss:
    """The gloss of a quotation in a language; of one that no table has, numbers and names alone."""
    meanings: set[str] = set()
    numbers: set[str] = set()
    names: set[str] = set()
    denies, words, before = False, 0, ""
    folded = fold(text).text
    for m in _TOKEN.finditer(folded):
        token = m.group()
        words += 1
        if token[0].isdigit():
            numbers.add(str(int(re.sub(r"\D", "", token))))
            continue
        word = token.lower()
        found, negated = _meaning(word, language)
        if found is None and before and (pair := _forms(language).get(f"{before} {word}")) is not None:
            found = pair
        before = word
        denies = denies or negated or found == DENIAL
        if found is not None and found != DENIAL:
            meanings.add(found)
        elif found is None and not negated and (language != "en" or (_NAME.match(token) and m.start())):
            bones = skeleton(token)
            if len(bones) >= BONES:
                names.add(bones)
    return Gloss(tuple(sorted(meanings)), tuple(sorted(numbers)), tuple(sorted(names)), denies, words)


def weigh(meanings: Iterable[str]) -> int:
    """What meanings weigh together: two each, one those of very common words."""
    return sum(1 if meaning.startswith(LIGHT) else 2 for meaning in meanings)


@lru_cache(maxsize=1 << 15)
def _meaning(word: str, language: str) -> tuple[str | None, bool]:
    """The meaning of one folded word, and whether the word denies it («نمی‌رود»)."""
    forms = _forms(language)
    if not forms:
        return None, False
    if (found := forms.get(word)) is not None:
        return found, False
    morphology = importlib.import_module(f"rawi.lang.{language}.morphology")
    beside = morphology.beside(word)
    # A denial is tried before clitics are taken off; another person only after.
    for form, denied in beside:
        if denied and (form in forms or not form):
            return forms.get(form), True
    for before, after in morphology.analyses(word)[1:]:
        if (found := forms.get(word[before : len(word) - after])) is not None:
            return found, False
    return next((forms[form] for form, _ in beside if form in forms), None), False


@cache
def called(meaning: str, language: str) -> str | None:
    """The word of a language that a meaning is shown by: the first of its column; None where there is none."""
    if language not in COLUMNS:
        return None
    path = files("rawi.merge") / "data" / "meanings.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.removeprefix(LIGHT).split("\t")
        if not line.startswith("#") and len(cells) == len(COLUMNS) and _bare(cells[0]) == meaning:
            return _bare(cells[COLUMNS.index(language)]) or None
    return None


def _bare(cell: str) -> str:
    """The first form of a cell, without what says how it is inflected."""
    return cell.split("|", 1)[0].rsplit(":", maxsplit=1)[-1].split(",", maxsplit=1)[0]


@cache
def _forms(language: str) -> dict[str, str]:
    """Form → meaning in one language, all folded; none for a language without a column."""
    if language not in LANGUAGES:
        return {}
    path = files("rawi.merge") / "data" / "meanings.tsv"
    morphology = importlib.import_module(f"rawi.lang.{language}.morphology")
    found: dict[str, str] = {}
    weak: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        light = LIGHT if line.startswith(LIGHT) else ""
        cells[0] = cells[0].removeprefix(LIGHT)
        name = light + _bare(cells[0])
        for form in filter(None, cells[COLUMNS.index(language)].split("|")):
            for at, surface in enumerate(inflected(form, morphology, Path(str(path)))):
                # A word as written in the table goes before one that some other is inflected to.
                (found if at == 0 else weak).setdefault(" ".join(fold_word(surface).lower().split()), name)
    return weak | found
