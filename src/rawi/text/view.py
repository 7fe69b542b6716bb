"""The view: the folded text the rules read, cut into passages, sentences and quotations, mapped to the document."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from rawi.records import Document, Note, Span
from rawi.text.fold import Folded, fold
from rawi.text.language import READ, language
from rawi.text.quotes import Quote, quotes
from rawi.text.tokens import Sentence, boundaries

_FINAL: Final = '.!?:;"”»…*'
Joins = Callable[[str], Sequence["re.Pattern[str]"]]


class View:
    """A document as the rules read it.

    `text` and `lower` are folded strings of equal length (case kept, lower-cased); `sentences` and `quotes` hold
    folded offsets; `skipped` the folded spans left unread, with their notes in `notes`. `span(a, b)` maps a folded
    span to the document. `lang` is the document's main language.
    """

    __slots__ = (
        "_folded",
        "document",
        "lang",
        "lower",
        "notes",
        "paragraphs",
        "quotes",
        "sentences",
        "skipped",
        "text",
    )

    def __init__(self, document: Document, folded: Folded, lang: str) -> None:
        self.document, self._folded, self.lang = document, folded, lang
        self.text, self.lower = folded.text, folded.lower
        self.sentences: list[Sentence] = []
        self.quotes: list[Quote] = []
        self.paragraphs: list[Span] = []
        self.skipped: list[Span] = []
        self.notes: list[Note] = []

    def span(self, start: int, end: int) -> Span:
        """The document span of the folded span `[start, end)`."""
        return self._folded.span(start, end)

    def find(self, offset: int) -> int:
        """The folded offset of a document offset."""
        return self._folded.find(offset)

    def source(self, start: int, end: int) -> str:
        """The document's own characters for a folded span."""
        low, high = self.span(start, end)
        return self.document.text[low:high]


def view(document: Document, joins: Joins | None = None) -> View:
    """Build the view of a document.

    `joins(lang)` gives the patterns whose group `gap` marks spaces that the language's morphology takes for a lost
    joiner («می گوید», «کرده اند»); the view closes them, the document is never changed.
    """
    main = document.language or language(document.text, "en")
    folded = fold(document.text)
    folded = _unwrap(folded)
    langs = []
    lines = _lines(folded.text)
    for start, end in lines:
        low, high = folded.span(start, end)
        langs.append(_line_language(folded.source[low:high], main, document.language))
    if joins is not None:
        closed = _close_gaps(folded, lines, langs, joins)
        if closed is not folded:
            folded = closed
            lines = _lines(folded.text)
    out = View(document, folded, main)
    furniture = [n for n in document.notes if n.span and n.code.startswith("furniture.")]
    drops = [(folded.find(n.span[0]), folded.find(n.span[1])) for n in furniture if n.span]
    out.quotes = quotes(folded.text, lines)
    out.paragraphs = lines
    for number, (start, end) in enumerate(lines):
        lang = langs[number]
        if lang not in READ:
            if len(folded.text[start:end].strip()) > 1:
                out.skipped.append((start, end))
                out.notes.append(Note(code="language.unread", message=lang, span=out.span(start, end)))
            continue
        for low, high in boundaries(folded.text, start, end):
            if any(a <= low and high <= b for a, b in drops):
                out.skipped.append((low, high))
            else:
                out.sentences.append(Sentence(low, high, lang, number, folded.lower))
    return out


def _lines(text: str) -> list[Span]:
    """The spans of the lines that hold something."""
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _line_language(line: str, main: str, given: str | None) -> str:
    # A short line says too little to overrule the document; a long one in another script does.
    if len(line) < 25 and given in READ:
        return given
    if main == "en" and len(line) < 60 and line.isascii():
        return main  # whatever such a line is taken for, it is too short to overrule the document
    found = language(line, main)
    if found in READ and main in READ and found != main and len(line) < 60 and {found, main} == {"fa", "ar"}:
        return main
    if found not in READ and len(line) < 60 and main in READ:
        return main
    return found


def _close_gaps(folded: Folded, lines: Sequence[Span], langs: Sequence[str], joins: Joins) -> Folded:
    """The text without the spaces that stand for a lost joiner; `langs` gives the language of each of `lines`."""
    if not any([joins(lang) for lang in set(langs)]):
        return folded
    drops: set[Span] = set()
    text = folded.text
    first = 0
    while first < len(lines):
        # No gap is told by what stands in another line, so lines of one language are read in one go.
        last = first
        while last + 1 < len(lines) and langs[last + 1] == langs[first]:
            last += 1
        for pattern in joins(langs[first]):
            for gap in pattern.finditer(text, lines[first][0], lines[last][1]):
                drops.add(gap.span("gap"))
        first = last + 1
    return folded.without(sorted(drops))


def _unwrap(folded: Folded) -> Folded:
    """Make line ends inside a sentence blanks (their place is kept): hard-wrapped and indented continuation lines.

    A line end is soft when the line before stops short of any final mark and the next one plainly goes on: it starts
    with a small letter or is indented, or the whole text is set to one width.
    """
    lines = _lines(folded.text)
    if len(lines) < 2:
        return folded
    texts = [folded.text[start:end] for start, end in lines]
    width = sorted([len(line) for line in texts])[len(lines) // 2]
    open_ended = sum([1 for line in texts if line.rstrip()[-1:] not in _FINAL])
    wrapped = len(lines) >= 8 and 45 <= width <= 110 and open_ended >= len(lines) * 0.55
    chars: list[str] | None = None
    for number in range(1, len(lines)):
        end = lines[number - 1][1]
        if lines[number][0] != end + 1:
            continue
        head, tail = texts[number - 1].rstrip(), texts[number]
        if not head or head[-1] in _FINAL or len(head) < 25:
            continue
        first = tail.lstrip()[:1]
        indented = len(tail) - len(tail.lstrip()) >= 4
        goes_on = (first.islower() and first.isascii()) or indented or (wrapped and len(head) >= width * 0.7)
        if goes_on and first not in "-*•":
            chars = list(folded.text) if chars is None else chars
            chars[end] = " "
    return folded if chars is None else folded.respelt("".join(chars))
