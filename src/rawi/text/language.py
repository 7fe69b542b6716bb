"""Which language a passage is in: by its letters first, then by its commonest words.

Letters decide between scripts and single out Sorani, Urdu and Pashto; Persian and Arabic share most of theirs, so
there function words and the letters proper to one of them are counted. Dari is read as Persian.
"""

import re
import tomllib
from importlib.resources import files
from typing import Final

_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_ARABIC_WORD: Final = re.compile("[\u0620-\u064a\u0671-\u06d3]+")  # the commonest pieces: nothing but such letters
_LATIN: Final = re.compile("[A-Za-z]+")
_OTHER: Final = re.compile(
    "[\u0400-\u04ff\u0590-\u05ff\u0900-\u097f\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af\u0370-\u03ff]+"
)
_DATA: Final = tomllib.loads(files("rawi.text").joinpath("languages.toml").read_text(encoding="utf-8"))
_HINTS: Final = {code: re.compile(pattern) for code, pattern in _DATA["patterns"].items()}
# Of a passage's Arabic letters, the share that must be proper to a language that is not read.
_NEEDED: Final = {"ckb": 0.035, "ur": 0.04, "ps": 0.025}
_RARE: Final = re.compile("|".join(f"(?:{_DATA['patterns'][code]})" for code in _NEEDED))
_LATIN_WORDS: Final[dict[str, list[str]]] = _DATA["words"]
_WORD: Final = re.compile(r"[^\W\d_]+")
# Characters that decide; more tells no more.
_SAMPLE: Final = 500
READ = ("fa", "ar", "en")


def language(text: str, default: str = "en") -> str:
    """ISO 639 code of a passage of document text; `default` where nothing tells (numbers, a name or two)."""
    sample = text[:_SAMPLE]
    letters = words = foreign = 0
    rare = False
    for piece in sample.split():
        told = _TOLD.get(piece)
        if told is None:
            told = _told(piece)
        letters += told.letters
        words += told.words
        if told.more:
            foreign += told.foreign
            rare = rare or told.rare
    latin, other, arabic = letters & _MANY, letters >> _BITS & _MANY, letters >> 2 * _BITS
    if not latin and not other:
        if not arabic:
            return default
    elif other > arabic + latin:
        return "und"
    elif latin > arabic:
        return _latin(words & _MANY, words >> _BITS & _MANY, foreign, default)
    if rare:
        for code, need in _NEEDED.items():
            if len(_HINTS[code].findall(sample)) >= max(2, arabic * need):
                return code
    persian, arabian = words >> 2 * _BITS & _MANY, words >> 3 * _BITS
    if persian == arabian:
        return default if default in ("fa", "ar") else "fa"
    return "fa" if persian > arabian else "ar"


_RUN: Final = re.compile(r"\w+")
# Counts stand side by side in one number, so many bits apart: none of a sample's runs over into the next.
_BITS: Final = 15
_MANY: Final = (1 << _BITS) - 1
_KEPT: Final = 65536  # distinct pieces that are kept
_LONGEST: Final = 48  # characters of a piece that is kept
_MARKS: Final = ".,:;!?()[]\"'«»،؛؟…-–/%*"  # no letters: what hangs on a word by them tells nothing
_JOINER: Final = "\u200c"


class _Told:
    """What a piece between blanks tells: no pattern looks past one.

    `letters` counts Latin, other and Arabic letters, `words` Latin words, those common in English, hints of Persian and
    of Arabic, each `_BITS` above the one before; `foreign` counts words common in each language of `_OTHERS` likewise.
    `rare` says that letters of a language that is not read are there, `more` that `rare` or `foreign` is not nothing.
    """

    __slots__ = ("foreign", "letters", "more", "rare", "words")

    def __init__(self, piece: str) -> None:
        if _ARABIC_WORD.fullmatch(piece) is not None:
            self.letters = len(piece) << 2 * _BITS
            self.words = 1 + (len(_HINTS["fa"].findall(piece)) << 2 * _BITS)
            self.words += len(_HINTS["ar"].findall(piece)) << 3 * _BITS
            self.foreign = 0
            self.rare = self.more = _RARE.search(piece) is not None
            return
        if piece.isascii() and piece.isalpha():
            word = piece.lower()
            self.letters = len(piece)
            self.words = 1 + ((word in _ENGLISH) << _BITS)
            self.foreign = _FOREIGN.get(word, 0)
            self.rare, self.more = False, self.foreign > 0
            return
        known = [word.lower() for word in _WORD.findall(piece)]
        self.letters = _count(_LATIN, piece)
        self.words = len(known) + (sum(word in _ENGLISH for word in known) << _BITS)
        self.foreign = sum(_FOREIGN.get(word, 0) for word in known)
        self.rare = False
        if not piece.isascii():
            self.letters += (_count(_OTHER, piece) << _BITS) + (_count(_ARABIC, piece) << 2 * _BITS)
            runs = _RUN.findall(piece)
            self.words += sum(len(_HINTS["fa"].findall(run)) for run in runs) << 2 * _BITS
            self.words += sum(len(_HINTS["ar"].findall(run)) for run in runs) << 3 * _BITS
            self.rare = _RARE.search(piece) is not None
        self.more = self.rare or self.foreign > 0

    def add(self, other: "_Told") -> None:
        """Add what a further part of the piece tells; no run of letters may lie in both."""
        self.letters += other.letters
        self.words += other.words
        self.foreign += other.foreign
        self.rare = self.rare or other.rare
        self.more = self.more or other.more


_TOLD: Final[dict[str, _Told]] = {}


def _told(piece: str) -> _Told:
    bare = piece.strip(_MARKS)
    if bare != piece:
        found = _TOLD.get(bare) or _told(bare)
    elif _JOINER in piece:
        # Its parts are known more often than the whole («ها», «می»).
        found = _Told("")
        for part in piece.split(_JOINER):
            found.add(_TOLD.get(part) or _told(part))
    else:
        found = _Told(piece)
    if len(piece) <= _LONGEST:
        if len(_TOLD) >= _KEPT:
            _TOLD.clear()
        _TOLD[piece] = found
    return found


def _count(pattern: "re.Pattern[str]", piece: str) -> int:
    """How many letters of a class there are."""
    return sum(map(len, pattern.findall(piece)))


def _latin(words: int, english: int, foreign: int, default: str) -> str:
    if words < 4:
        return default if default in _LATIN_WORDS else "en"
    best, most = "en", english
    for code in _OTHERS:
        if not foreign:
            break
        if foreign & _MANY > most:
            best, most = code, foreign & _MANY
        foreign >>= _BITS
    return "en" if most < words * 0.12 else best


_OTHERS: Final = [code for code in _LATIN_WORDS if code != "en"]
_ENGLISH: Final = frozenset(_LATIN_WORDS["en"])
# Common word → one for each language of `_OTHERS` that it is common in, `_BITS` bits apart.
_FOREIGN: Final = {
    word: sum(1 << _BITS * n for n, code in enumerate(_OTHERS) if word in _LATIN_WORDS[code])
    for code in _OTHERS
    for word in _LATIN_WORDS[code]
}
