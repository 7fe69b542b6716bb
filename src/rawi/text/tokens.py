"""Tokens and sentences of the folded text."""

import re

# A number with its separators, a word with inner apostrophes, or a single mark.
_TOKEN = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\.\.\.|[^\w\s]|_+")
_STOP = re.compile(r"(?:\.\.\.|[.!?])+[\"”»')\]]*(?=\s|$)|[.!?](?=[^\W\d_a-z.]{2})(?<=[^\W\d_a-zA-Z][.!?])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“«'])(?:[A-Za-z]|[A-Za-z](?:\.[A-Za-z])+|mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|cpl|pvt|adm|cmdr|rep|sen|gov|"
    r"hon|rev|st|sr|jr|no|vs|etc|inc|corp|co|ltd|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|u\.s|u\.k|u\.n|"
    r"a\.m|p\.m|ayat|approx|dept|est|fig|mt|ft|bros|pres|atty|supt|det|ave|blvd|rd)$",
    re.I,
)


class Sentence:
    """One sentence: folded offsets, its language, and its tokens as parallel lists.

    `words` are lower-cased folded tokens; `starts`/`ends` their folded offsets; `paragraph` numbers the line.
    """

    __slots__ = ("end", "ends", "lang", "paragraph", "start", "starts", "words")

    def __init__(self, start: int, end: int, lang: str, paragraph: int, lower: str) -> None:
        self.start, self.end, self.lang, self.paragraph = start, end, lang, paragraph
        spans = [m.span() for m in _TOKEN.finditer(lower, start, end)]
        self.words: list[str] = [lower[a:b] for a, b in spans]
        self.starts: list[int] = [a for a, _ in spans]
        self.ends: list[int] = [b for _, b in spans]

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or follows the folded `offset`; `len(self)` when none does."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def boundaries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence spans of the paragraph `text[start:end]`, trimmed; never empty ones.

    A full stop inside a quotation ends a sentence of the quotation too; whether a quotation is one content is for
    attribution to say, so a sentence may start inside one.
    """
    out: list[tuple[int, int]] = []
    at = start
    for m in _STOP.finditer(text, start, end):
        stop = m.end()
        if text[m.start()] == "." and m.group()[0] == "." and not m.group().startswith("..."):
            if _ABBREVIATION.search(text, max(start, m.start() - 12), m.start()) and not _ends_anyway(
                text, m.end(), end
            ):
                continue
            follow = text[m.end() : m.end() + 2].lstrip()
            if follow and follow[0].islower() and follow[0].isascii() and not m.group().endswith(('"', "”", "»")):
                continue
        if m.group().startswith("...") and stop < end and text[stop : stop + 2].strip()[:1].islower():
            continue
        if m.group() == "." and stop < end and not text[stop].isspace() and _initials(text, start, m.start(), end):
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
_BEFORE, _AFTER = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}$"), re.compile(r"[^\W\d_]{1,3}(?![^\W\d_])")


def _initials(text: str, start: int, at: int, end: int) -> bool:
    """Whether the stop at `at` joins letters or syllables spelt out («سي.إن.إن», «ر.م.ع»), with no blank around it."""
    before = _BEFORE.search(text, max(start, at - 4), at)
    if before is None:
        return False
    after = _AFTER.match(text, at + 1, min(end, at + 6))
    return after is not None or len(before.group()) == 1


def _ends_anyway(text: str, at: int, end: int) -> bool:
    """Whether a stop after an abbreviation still ends the sentence: at the end of its line."""
    return at >= end or _NEW.match(text, at, end) is not None
