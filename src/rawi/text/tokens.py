"""Tokens and sentences of the folded text."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from importlib.resources import files

# A number with its separators, a word with inner apostrophes, or a single mark.
# The commonest letters come first, as they are told faster than letters in general.
_TOKEN = re.compile(
    r"[a-z\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]++(?![\w'])|"
    r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\.\.\.|[^\w\s]|_+"
)
_STOP = re.compile(
    r"(?:\.\.\.|[.!?])+[\"”»')\]]*(?=\s|$)|[.!?](?=[^\W\d_a-z.]{2})(?<=[^\W\d_a-zA-Z][.!?])"
    # «آمدند .وی گفت»: the blank stands on the wrong side of the stop.
    r"|[.!?](?=[^\W\d_a-zA-Z]{2})(?<=\s[.!?])|\n+"
)
_MAY_STOP = re.compile(r"[.!?\n]")
_DATA = tomllib.loads(files("rawi.text").joinpath("sentences.toml").read_text(encoding="utf-8"))
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“«'])(?:[A-Za-z\u0621-\u064a]|[A-Za-z](?:\.[A-Za-z])+|"
    + "|".join(map(re.escape, _DATA["abbreviations"]))
    + ")$",
    re.I,
)
_AND_SO_ON = frozenset(_DATA["and_so_on"])


# Word → itself: every table of words is asked with one object, whose hash is known and which is its key.
_SAME: dict[str, str] = {}
_KEPT = 131072  # distinct words that are kept


class Sentence:
    """One sentence: folded offsets, its language, and its tokens as parallel lists.

    `words` are lower-cased folded tokens; `starts`/`ends` their folded offsets; `paragraph` numbers the line.
    """

    __slots__ = ("end", "ends", "lang", "paragraph", "start", "starts", "words")

    def __init__(self, start: int, end: int, lang: str, paragraph: int, lower: str) -> None:
        self.start, self.end, self.lang, self.paragraph = start, end, lang, paragraph
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        # Only blanks lie between tokens, so the next token's first occurrence is the token.
        at = start
        for word in _TOKEN.findall(lower, start, end):
            at = lower.find(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
            known = _SAME.get(word)
            if known is None:
                if len(_SAME) >= _KEPT:
                    _SAME.clear()
                known = _SAME[word] = word
            words.append(known)
        self.words, self.starts, self.ends = words, starts, ends

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or follows the folded `offset`; `len(self)` when none does."""
        return bisect_right(self.ends, offset)


def _stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of `_STOP`, looked for only where one may begin."""
    m = _MAY_STOP.search(text, start, end)
    while m is not None:
        found = _STOP.match(text, m.start(), end)
        if found is not None:
            yield found.span()
        m = _MAY_STOP.search(text, (found or m).end(), end)


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
                if _ABBREVIATION.search(text, max(start, first - 12), first) and not _ends_anyway(text, stop, end):
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


_NEW = re.compile(r"\s*\n")
_SPELT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3}){2,}(?![^\W\d_])")
_SPACED = re.compile(r"(?<!\d)\d{1,4} \. \d{1,2} \. \d{1,4}(?!\d)")
_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]$")


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
