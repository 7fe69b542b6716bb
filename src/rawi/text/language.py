"""Which language a passage is in: by its letters first, then by its commonest words.

Letters decide between scripts and single out Sorani, Urdu and Pashto; Persian and Arabic share most of theirs, so
there function words and the letters proper to one of them are counted. Dari is read as Persian.
"""

import re
import tomllib
from importlib.resources import files

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile("[A-Za-z]+")
_OTHER = re.compile("[\u0400-\u04ff\u0590-\u05ff\u0900-\u097f\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af\u0370-\u03ff]+")
_DATA = tomllib.loads(files("rawi.text").joinpath("languages.toml").read_text(encoding="utf-8"))
_HINTS = {code: re.compile(pattern) for code, pattern in _DATA["patterns"].items()}
# Of a passage's Arabic letters, the share that must be proper to a language that is not read.
_NEEDED = {"ckb": 0.035, "ur": 0.04, "ps": 0.025}
_RARE = re.compile("|".join(f"(?:{_DATA['patterns'][code]})" for code in _NEEDED))
# Letters one of which stands wherever _RARE matches.
_RARE_LETTERS = re.compile("[" + "".join(sorted({letter for letter in _RARE.pattern if not letter.isascii()})) + "]")
_LATIN_WORDS: dict[str, list[str]] = _DATA["words"]
_WORD = re.compile(r"[^\W\d_]+")
# Characters that decide; more tells no more.
_SAMPLE = 500
READ = ("fa", "ar", "en")


def language(text: str, default: str = "en") -> str:
    """ISO 639 code of a passage of document text; `default` where nothing tells (numbers, a name or two)."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return default if _LATIN.search(sample) is None else _latin(sample, default)
    latin, other = _letters(_LATIN, sample), _letters(_OTHER, sample)
    if not latin and not other:
        if _ARABIC.search(sample) is None:
            return default
    else:
        arabic = _letters(_ARABIC, sample)
        if other > arabic + latin:
            return "und"
        if latin > arabic:
            return _latin(sample, default)
    if _RARE_LETTERS.search(sample) is not None and _RARE.search(sample) is not None:
        arabic = _letters(_ARABIC, sample)
        for code, need in _NEEDED.items():
            if len(_HINTS[code].findall(sample)) >= max(2, arabic * need):
                return code
    both = sum(map(_TOLD.__getitem__, _RUN.findall(sample)))
    persian, arabian = both & _MANY, both >> _BITS
    if persian == arabian:
        return default if default in ("fa", "ar") else "fa"
    return "fa" if persian > arabian else "ar"


def _letters(pattern: "re.Pattern[str]", sample: str) -> int:
    """How many letters of a class there are."""
    return 0 if pattern.search(sample) is None else len("".join(pattern.findall(sample)))


_RUN = re.compile(r"\w+")
_BITS = 16
_MANY = (1 << _BITS) - 1
_KEPT = 131072  # distinct words that are looked at once


class _Told(dict[str, int]):
    """Word → how often it tells Persian, and above that many bits how often Arabic: no pattern looks past a word."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = len(_HINTS["fa"].findall(word)) + (len(_HINTS["ar"].findall(word)) << _BITS)
        return found


_TOLD = _Told()


def _latin(sample: str, default: str) -> str:
    words = (_LATIN if sample.isascii() else _WORD).findall(sample)
    if len(words) < 4:
        return default if default in _LATIN_WORDS else "en"
    # A sample has at most half as many words as characters, so that no count runs over into the next.
    hits = sum(map(_COMMON.__getitem__, words))
    english = hits & _MANY
    hits >>= _BITS
    best, most = "en", english
    for code in _OTHERS:
        if not hits:
            break
        if hits & _MANY > most:
            best, most = code, hits & _MANY
        hits >>= _BITS
    return "en" if most < len(words) * 0.12 else best


_OTHERS = [code for code in _LATIN_WORDS if code != "en"]
# Common word → one for each language that it is common in, `_BITS` bits apart, English lowest.
_KNOWN = {
    word: sum(1 << _BITS * n for n, code in enumerate(["en", *_OTHERS]) if word in _LATIN_WORDS[code])
    for row in _LATIN_WORDS.values()
    for word in row
}


class _Common(dict[str, int]):
    """Word as written → the languages it is common in, as in `_KNOWN`."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = _KNOWN.get(word.lower(), 0)
        return found


_COMMON = _Common()
