"""Folding of short strings, so that names in data are found however a page spells them. Lengths are not kept."""

import tomllib
from importlib.resources import files

_DATA = tomllib.loads(files("rawi.ingest").joinpath("letters.toml").read_text(encoding="utf-8"))
_FOLDS = (
    *((each, to) for to, written in _DATA["folds"].items() for each in written),
    *((mark, "") for mark in _DATA["dropped"]),
    *((digit, str(i)) for row in _DATA["digits"] for i, digit in enumerate(row)),
)


def fold(value: str) -> str:
    """Case, vowel marks, joiners and spellings of one letter made one; digits in ASCII; single spaces."""
    return " ".join(fold_lines(value).split())


def fold_lines(value: str) -> str:
    """`fold` for a whole text at once: lines and white space stay, so the n-th line folds to the n-th line."""
    if not value.isascii():
        for a, b in _FOLDS:
            value = value.replace(a, b)
    return value.casefold()


def variants(phrase: str) -> set[str]:
    """The foldings of a phrase of data, in which a joiner stands for a joiner, a space or nothing."""
    return {fold(phrase), fold(phrase.replace("\u200c", " "))}
