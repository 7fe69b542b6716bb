"""Folding: one spelling for what is written in many ways, with an exact map back to the document.

The folded text drops ZWNJ, kashida, diacritics and bidi controls, writes the Arabic and Persian variants of a
letter as one, digits as ASCII, and presentation forms as plain letters. One fold serves all three languages, so a
name is found however it was typed: «خامنه‌ای», «خامنهای» and «خامنه ای» differ in spaces only.

The map is exact: for every span of the folded text, `Folded.span` gives the span of the document it was read from.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from rawi.records import Span

_DATA: Final = tomllib.loads(files("rawi.text").joinpath("letters.toml").read_text(encoding="utf-8"))
_DIGITS: Final = {chr(base + d): str(d) for base in (0x0660, 0x06F0) for d in range(10)}
_TABLE: Final[dict[str, str]] = {**_DATA["letters"], **_DATA["marks"], **_DIGITS}
_ONE: Final = str.maketrans(_TABLE)

# Dropped: they never carry a distinction that the rules may rely on.
_DROP: Final = (
    "\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"  # kashida, joiners, bidi controls, soft hyphen
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u0300-\u036f\u061c"
)
_FORMS: Final = "\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06…\uff01-\uff5e"  # presentation forms and the like
_SPECIAL: Final = re.compile(rf"[{_DROP}]+|([{_FORMS}])")
_SPECIAL_LETTER: Final = re.compile(f"[{_DROP}{_FORMS}]")  # found faster than the runs that it begins
_CHANGED: Final = re.compile(f"[{re.escape(''.join(_TABLE))}{_DROP}{_FORMS}]")  # whatever does not fold to itself
_UNUSUAL: Final = frozenset(re.findall(f"[{_DROP}{_FORMS}]", "".join(map(chr, range(0x80, 0xFFFF)))))
_COMBINING: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f]+"
)


@cache
def _expansion(char: str) -> str:
    """What a presentation form, ligature, full-width letter or ellipsis folds to."""
    if char == "…":
        return "..."
    plain = unicodedata.normalize("NFKC", char)
    return re.sub(f"[{_DROP}]", "", plain).translate(_ONE) or " "


class Folded:
    """Folded text with the map back.

    `text` is the folded string, case kept; `lower` the same, lower-cased, of equal length.
    """

    __slots__ = ("_at", "_from", "_scale", "_whole", "lower", "source", "text")

    def __init__(self, source: str, text: str, at: list[int], origin: list[int], scale: list[int]) -> None:
        # Segment k covers folded offsets from at[k]; folded i lies at origin[k] + (i - at[k]) * scale[k], where
        # scale is 1 for plain runs and 0 for the letters that one source character expanded to.
        self.source, self.text = source, text
        self._at, self._from, self._scale = at, origin, scale
        self._whole = at == [0] and origin == [0] and scale == [1]  # nothing is dropped, nothing written out
        self.lower = _lower(text)

    def start(self, i: int) -> int:
        """The document offset of folded offset `i` (as the start of a span)."""
        k = bisect_right(self._at, i) - 1
        return self._from[k] + (i - self._at[k]) * self._scale[k]

    def span(self, start: int, end: int) -> Span:
        """The document span of the folded span `[start, end)`; combining marks after the last letter belong to it."""
        source = self.source
        if end <= start:
            at = self.start(start) if start < len(self.text) else len(source)
            return at, at
        if self._whole:
            low, last = start, end
        else:
            low, last = self.start(start), self.start(end - 1) + 1
        if last < len(source) and source[last] >= "\u0300":
            marks = _COMBINING.match(source, last)
            if marks is not None:
                last = marks.end()
        return low, last

    def find(self, offset: int) -> int:
        """The first folded offset whose document offset is not before `offset`."""
        # Offsets never fall, so it lies in the last segment that starts before `offset`, or begins the next one.
        k = bisect_left(self._from, offset)
        limit = self._at[k] if k < len(self._at) else len(self.text)
        if k and self._scale[k - 1]:
            return min(limit, self._at[k - 1] + offset - self._from[k - 1])
        return limit

    def respelt(self, text: str) -> "Folded":
        """The same map under another text of equal length (line ends made blanks, say)."""
        if len(text) != len(self.text):
            raise ValueError("a respelt text must keep its length")
        return Folded(self.source, text, self._at, self._from, self._scale)

    def without(self, drops: list[Span]) -> "Folded":
        """The same text with the folded spans in `drops` (sorted, disjoint) removed, the map kept exact."""
        if not drops:
            return self
        pieces, at, origin, scale = [], [], [], []
        done = length = 0
        for start, end in [*drops, (len(self.text), len(self.text))]:
            if start > done:
                k = bisect_right(self._at, done) - 1
                while k < len(self._at) and self._at[k] < start:
                    low = max(done, self._at[k])
                    at.append(length + low - done)
                    origin.append(self._from[k] + (low - self._at[k]) * self._scale[k])
                    scale.append(self._scale[k])
                    k += 1
                pieces.append(self.text[done:start])
                length += start - done
            done = end
        return Folded(self.source, "".join(pieces), at or [0], origin or [0], scale or [1])


def fold(source: str) -> Folded:
    """Fold `source`; see the module's description. Linear in the length of the text."""
    if _is_latin(source):
        whole = _Piece(source)
        return _folded(source, whole.text, [0, *whole.at], [0, *whole.origin], [1, *whole.scale])
    texts: list[str] = []
    at, origin, scale = [0], [0], [1]
    done = length = 0
    # A text folds letter by letter, so what stands between two spaces folds alike wherever it stands.
    for part in source.split(" "):
        piece = _PIECES.get(part)
        if piece is None:
            piece = _piece(part)
        texts.append(piece.text)
        if piece.cut:
            at.extend([length + i for i in piece.at])
            origin.extend([done + i for i in piece.origin])
            scale.extend(piece.scale)
        length += piece.length + 1
        done += piece.taken + 1
    return _folded(source, " ".join(texts), at, origin, scale)


def _is_latin(source: str) -> bool:
    """Whether so few letters fold that to look for them in the whole text is quickest."""
    return source.isascii() or len(source.encode("utf-8", "surrogatepass")) < 1.25 * len(source)


def _folded(source: str, text: str, at: list[int], origin: list[int], scale: list[int]) -> Folded:
    # A run of specials leaves empty segments; keep the last of those that start at one offset.
    if len(at) > 1 and len(set(at)) < len(at):
        keep = [k for k in range(len(at)) if k + 1 == len(at) or at[k + 1] != at[k]]
        at, origin, scale = [at[k] for k in keep], [origin[k] for k in keep], [scale[k] for k in keep]
    return Folded(source, text, at, origin, scale)


_UNCUT: Final[list[int]] = []  # of pieces without segments; never added to


class _Piece:
    """A text or what stands between two of its spaces, folded: `text` of `length` letters for `taken` of the source.

    Where letters are dropped or written out (`cut`), `at`, `origin` and `scale` are the segments of its map that
    follow its head, counted from its own start.
    """

    __slots__ = ("at", "cut", "length", "origin", "scale", "taken", "text")

    def __init__(self, source: str) -> None:
        self.taken = len(source)
        plain, letters = _plain(source)
        self.cut = not _UNUSUAL.isdisjoint(letters)
        self.at: list[int] = [] if self.cut else _UNCUT
        self.origin: list[int] = [] if self.cut else _UNCUT
        self.scale: list[int] = [] if self.cut else _UNCUT
        self.text = self._cut(plain) if self.cut else plain
        self.length = len(self.text)

    def _cut(self, plain: str) -> str:
        pieces: list[str] = []
        done = length = 0
        for one in _SPECIAL_LETTER.finditer(plain):
            if one.start() < done:
                continue
            m = _SPECIAL.match(plain, one.start())
            assert m is not None
            start, end = m.span()
            pieces.append(plain[done:start])
            length += start - done
            if m.lastindex:
                new = _expansion(plain[start])
                self._segment(length, start, 0)
                pieces.append(new)
                length += len(new)
            self._segment(length, end, 1)
            done = end
        pieces.append(plain[done:])
        return "".join(pieces)

    def _segment(self, at: int, origin: int, scale: int) -> None:
        self.at.append(at)
        self.origin.append(origin)
        self.scale.append(scale)


_PIECES: Final[dict[str, _Piece]] = {}
_KEPT: Final = 65536  # distinct pieces that are kept
_LONGEST: Final = 48  # letters of a piece that is kept


def _piece(source: str) -> _Piece:
    found = _Piece(source)
    if len(source) <= _LONGEST:
        if len(_PIECES) >= _KEPT:
            _PIECES.clear()
        _PIECES[source] = found
    return found


def _plain(source: str) -> tuple[str, set[str]]:
    """`source` with its one-to-one letters and marks replaced, and the characters in it that folding changes."""
    for letter in _ASCII_LETTERS:
        if letter in source:
            source = source.replace(letter, _TABLE[letter])
    letters: set[str] = set()
    if not source.isascii():
        # Few of the letters that fold occur in one text: replacing those beats asking of every character.
        letters.update(_CHANGED.findall(source))
        for letter in letters:
            new = _TABLE.get(letter)
            if new is not None:
                source = source.replace(letter, new)
    return source, letters


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_ASCII_LETTERS: Final = [letter for letter in _TABLE if letter.isascii()]
_ASCII: Final = str.maketrans({letter: _TABLE[letter] for letter in _ASCII_LETTERS})


def fold_word(word: str) -> str:
    """The folded, lower-cased form of a lexicon entry or a name."""
    if word.isascii():
        return _lower(word.translate(_ASCII))
    if _CHANGED.search(word) is None:
        return _lower(word)
    return _lower(_SPECIAL.sub(_written, word.translate(_ONE)))


def fold_words(words: Iterable[str]) -> list[str]:
    """`fold_word` of many words at once, none of which holds a line end."""
    plain, letters = _plain("\n".join(words))
    return _lower(plain if _UNUSUAL.isdisjoint(letters) else _SPECIAL.sub(_written, plain)).split("\n")


def _written(m: "re.Match[str]") -> str:
    return _expansion(m[1]) if m[1] else ""
