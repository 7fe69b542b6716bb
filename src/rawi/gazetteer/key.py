"""Keys: the form under which a name is stored and looked up.

A key is the folded name in lower case without diacritics, spaces and marks, so that «بندر عباس», «بندرعباس» and
«بندر‌عباس», or "Al-Hasakah" and "al Hasakah", are one. Abbreviations ("U.S.", "Ill.", "NSW") are words too ("us",
"ill"), so they are kept under a key of their own that minds case and stops.
"""

import re
import unicodedata
from typing import Final

from rawi.text import fold_word

_MARK: Final = re.compile(r"[\W_]+")
PARTED: Final = re.compile(r"[\s\u200c\-/.'’]+")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th"}
)


def key(name: str) -> str:
    """The key of a name, or of a stretch of folded, lower-cased text."""
    if name.isascii():
        return _MARK.sub("", name.lower())
    folded = fold_word(name)
    if folded.isalnum() and _ARABIC.match(folded):
        return folded
    if not _ARABIC.search(folded):
        folded = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        if not folded.isascii():
            folded = "".join([c for c in folded if c < "\u0300" or not unicodedata.combining(c)])
    return _MARK.sub("", folded)


def words(name: str) -> list[str]:
    """The keys of the words of a name; a joiner, a space or a hyphen parts two words."""
    return [k for k in map(key, PARTED.split(name)) if k]


def abbreviation_key(name: str) -> str:
    """The key of an abbreviation, which minds case and stops."""
    return "=" + "".join(name.split())
