"""Capital letters: told at once for the letters that texts are mostly written in."""

from string import ascii_lowercase, ascii_uppercase, digits, punctuation
from typing import Final

_CAPITALS: Final = frozenset(ascii_uppercase)
_PLAIN: Final = frozenset(ascii_lowercase + digits + punctuation + "«»“”’،؟؛")


def is_capital(letter: str) -> bool:
    """Whether one character is a capital letter, as `str.isupper` tells."""
    return letter in _CAPITALS or (letter not in _PLAIN and letter.isupper())
