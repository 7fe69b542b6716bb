"""Tokens and sentences of the folded text."""

import re
import tomllib
from bisect import bisect_right
from importlib.resources import files
from typing import Final

from rawi.records import Span

# A number with its separators, a word with inner apostrophes, or a single mark.
# The commonest letters come first, as they are told faster than letters in general.
_TOKEN: Final = re.compile(
    r"[a-z\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]++(?![\w'])|"
    r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\.\.\.|[^\w\s]|_+"
)
_STOP: Final = re.compile(
    r"(?:\.\.\.|[.!?])+[\"”»')\]]*(?=\s|$)|[.!?](?=[^\W\d_a-z.]{2})(?<=[^\W\d_a-zA-Z][.!?])"
    # «آمدند .وی گفت»: the blank stands on the wrong side of the stop.
    r"|[.!?](?=[^\W\d_a-zA-Z]{2})(?<=\s[.!?])|\n+"
)
_STOPPING: Final = [".", "!", "?", "\n"]
_DATA: Final = tomllib.loads(files("rawi.text").joinpath("sentences.toml").read_text(encoding="utf-8"))
_ABBREVIATION: Final = re.compile(
    r"[\s(\"“«'](?:[A-Za-z\u0621-\u064a]|[A-Za-z](?:\.[A-Za-z])+|"
    + "|".join(map(re.escape, _DATA["abbreviations"]))
    + ")$",
    re.I,
)
_ABBREVIATION_REACH: Final = 12
_AND_SO_ON: Final = frozenset(_DATA["and_so_on"])


# Word → itself: every table of words is asked with one object, whose hash is known and which is its key.
_SAME: Final[dict[str, str]] = {}
_KEPT: Final = 131072  # distinct words that are kept


class Piece:
    """What stands between two blanks of lower-cased folded text: its one token, `word`, or where there are several
    (`word` is empty then) its tokens and where in it they start and end.
    """

    __slots__ = ("ends", "length", "starts", "word", "words")

    def __init__(self, letters: str) -> None:
        self.length = len(letters)
        if letters.isalpha():
            self.word, self.words, self.starts, self.ends = _same(letters), _NO_WORDS, _NO_PLACES, _NO_PLACES
            return
        stop = self.length - 1
        if letters[stop] in _CLOSING and letters[:stop].isalpha():
            self.word = ""
            self.words = [_same(letters[:stop]), _same(letters[stop:])]
            self.starts, self.ends = [0, stop], [stop, stop + 1]
            return
        spans = [m.span() for m in _TOKEN.finditer(letters)]
        words = [_same(letters[start:end]) for start, end in spans]
        one = len(words) == 1
        self.word = words[0] if one else ""
        self.words = _NO_WORDS if one else words
        self.starts = _NO_PLACES if one else [start for start, _ in spans]
        self.ends = _NO_PLACES if one else [end for _, end in spans]


_CLOSING: Final = frozenset('.,:;!?)]»"')  # marks that most often follow a word
_NO_WORDS: Final[list[str]] = []  # of pieces of one token, as the next; never added to
_NO_PLACES: Final[list[int]] = []


def _same(word: str) -> str:
    """The one object that stands for a word."""
    known = _SAME.get(word)
    if known is None:
        if len(_SAME) >= _KEPT:
            _SAME.clear()
        known = _SAME[word] = word
    return known


_PIECES: Final[dict[str, Piece]] = {}
_PIECES_KEPT: Final = 65536
_LONGEST: Final = 48  # letters of a piece that is kept


def _piece(letters: str) -> Piece:
    found = Piece(letters)
    if len(letters) <= _LONGEST:
        if len(_PIECES) >= _PIECES_KEPT:
            _PIECES.clear()
        _PIECES[found.word or letters] = found
    return found


class Sentence:
    """One sentence: folded offsets, its language, and its tokens as parallel lists.

    `words` are lower-cased folded tokens; `starts`/`ends` their folded offsets; `paragraph` numbers the line.
    """

    __slots__ = ("end", "ends", "lang", "paragraph", "start", "starts", "words")

    def __init__(self, start: int, end: int, lang: str, paragraph: int, lower: str) -> None:
        self.start, self.end, self.lang, self.paragraph = start, end, lang, paragraph
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        # No token holds a blank, so the tokens are those of the pieces between blanks.
        pieces = lower[start:end].split()
        if self._spread(pieces, start) != end and pieces:
            # Somewhere more than one blank parts two pieces, or blanks stand at an end.
            self.words, self.starts, self.ends = [], [], []
            at = start
            for letters in pieces:
                at = lower.find(letters, at)
                self._spread([letters], at)
                at += len(letters)

    def _spread(self, pieces: list[str], at: int) -> int:
        """Add the tokens of pieces that one blank parts, the first of them at `at`; the offset after the last."""
        words, starts, ends = self.words, self.starts, self.ends
        for letters in pieces:
            piece = _PIECES.get(letters)
            if piece is None:
                piece = _piece(letters)
            if piece.word:
                words.append(piece.word)
                starts.append(at)
                at += piece.length
                ends.append(at)
            else:
                words.extend(piece.words)
                for offset in piece.starts:
                    starts.append(at + offset)
                for offset in piece.ends:
                    ends.append(at + offset)
                at += piece.length
            at += 1
        return at - 1

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or follows the folded `offset`; `len(self)` when none does."""
        return bisect_right(self.ends, offset)


def _may_stop(text: str, start: int, end: int) -> list[int]:
    """The offsets of the marks that a match of `_STOP` begins with."""
    out: list[int] = []
    for mark in _STOPPING:
        at = text.find(mark, start, end)
        while at >= 0:
            out.append(at)
            at = text.find(mark, at + 1, end)
    out.sort()
    return out


def _stops(text: str, start: int, end: int) -> list[Span]:
    """The spans of `_STOP`, looked for only where one may begin."""
    out: list[Span] = []
    done = start
    for at in _may_stop(text, start, end):
        if at < done:
            continue
        if text[at] != "\n" and (at + 1 == end or text[at + 1] == " "):
            done = at + 1  # one mark before a blank: the plainest stop there is
            out.append((at, done))
            continue
        m = _STOP.match(text, at, end)
        if m is not None:
            done = m.end()
            out.append((at, done))
    return out


def boundaries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence spans of the paragraph `text[start:end]`, trimmed; never empty ones.

    A full stop inside a quotation ends a sentence of the quotation too; whether a quotation is one content is for
    attribution to say, so a sentence may start inside one.
    """
    out: list[tuple[int, int]] = []
    at = start
    for first, stop in _stops(text, start, end):
        if text[first] == ".":
            dots = text.startswith("...", first, stop)
            if not dots:
                if _abbreviated(text, start, first) and not _ends_anyway(text, stop, end):
                    continue
                follow = text[stop : stop + 2].lstrip()
                if follow and follow[0].islower() and follow[0].isascii() and text[stop - 1] not in '"”»':
                    continue
            elif stop < end and (
                text[stop : stop + 2].strip()[:1].islower() or _and_so_on(text, start, first, stop, end)
            ):
                continue
            if stop == first + 1 and stop < end and text[stop] == " " and _spaced_date(text, start, first, end):
                continue
            if stop == first + 1 and stop < end and not text[stop].isspace() and _initials(text, start, first, end):
                continue
        out.append((at, stop))
        at = stop
    out.append((at, end))
    trimmed = []
    for low, high in out:
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if high > low:
            trimmed.append((low, high))
    return trimmed


_SHORTENED: Final[dict[str, bool]] = {}  # what stands before a stop → whether it ends in an abbreviation


def _abbreviated(text: str, start: int, at: int) -> bool:
    """Whether an abbreviation, after a blank or an opening mark, ends at the stop at `at`."""
    low = max(start, at - _ABBREVIATION_REACH)
    words = text[low:at].split()
    if not words or text[at - 1].isspace():
        return False
    last = words[-1]
    if low == 0 or len(last) < at - low:
        last = " " + last
    known = _SHORTENED.get(last)
    if known is None:
        if len(_SHORTENED) >= _KEPT:
            _SHORTENED.clear()
        known = _SHORTENED[last] = _ABBREVIATION.search(last) is not None
    return known


_NEW: Final = re.compile(r"\s*\n")
_SPELT: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3}){2,}(?![^\W\d_])")
_SPACED: Final = re.compile(r"(?<!\d)\d{1,4} \. \d{1,2} \. \d{1,4}(?!\d)")
_LETTER: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]$")


def _initials(text: str, start: int, at: int, end: int) -> bool:
    """Whether the stop at `at` joins letters or syllables spelt out («سي.إن.إن», «ر.م.ع»), with no blank around it.

    Two short words with one stop between them («شد.وی») are the end of a sentence and the head of the next.
    """
    if _LETTER.search(text, max(start, at - 2), at):
        return True
    low = max(start, at - 12)
    return any(m.start() < at < m.end() for m in _SPELT.finditer(text, low, min(end, at + 12)))


def _and_so_on(text: str, start: int, at: int, stop: int, end: int) -> bool:
    """Whether dots at `at` stand for "and so on" inside a line («هتل، پل و... را»)."""
    word = text[max(start, at - 3) : at].split()
    return bool(word) and word[-1] in _AND_SO_ON and not _ends_anyway(text, stop, end)


def _spaced_date(text: str, start: int, at: int, end: int) -> bool:
    """Whether the stop at `at` parts the figures of a date written with blanks («23 . 8 . 1395»)."""
    if at < start + 2 or text[at - 1] != " " or not text[at - 2].isdigit():
        return False
    return any(m.start() < at < m.end() for m in _SPACED.finditer(text, max(start, at - 11), min(end, at + 12)))


def _ends_anyway(text: str, at: int, end: int) -> bool:
    """Whether a stop after an abbreviation still ends the sentence: at the end of its line."""
    return at >= end or _NEW.match(text, at, end) is not None
