"""The view: the folded text the rules read, cut into passages, sentences and quotations, mapped to the document."""

import itertools
import re
from collections.abc import Callable, Sequence

from rawi.records import Document, Note, Span
from rawi.text.fold import Folded, fold
from rawi.text.language import READ, language
from rawi.text.quotes import Quote, quotes
from rawi.text.tokens import Sentence, boundaries

_LINE = re.compile(r"[^\n]+")
_FINAL = '.!?:;"”»…*'
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
    for m in _LINE.finditer(folded.text):
        low, high = folded.span(*m.span())
        langs.append(_line_language(folded.source[low:high], main, document.language))
    if joins is not None:
        folded = _close_gaps(folded, langs, joins)
    out = View(document, folded, main)
    furniture = [n for n in document.notes if n.span and n.code.startswith("furniture.")]
    drops = [(folded.find(n.span[0]), folded.find(n.span[1])) for n in furniture if n.span]
    out.quotes = quotes(folded.text, [m.span() for m in _LINE.finditer(folded.text)])
    for number, m in enumerate(_LINE.finditer(folded.text)):
        lang = langs[number]
        out.paragraphs.append(m.span())
        if lang not in READ:
            if len(m.group().strip()) > 1:
                out.skipped.append(m.span())
                out.notes.append(Note(code="language.unread", message=lang, span=out.span(*m.span())))
            continue
        for low, high in boundaries(folded.text, *m.span()):
            if any(a <= low and high <= b for a, b in drops):
                out.skipped.append((low, high))
            else:
                out.sentences.append(Sentence(low, high, lang, number, folded.lower))
    return out


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


def _close_gaps(folded: Folded, langs: Sequence[str], joins: Joins) -> Folded:
    """The text without the spaces that stand for a lost joiner; `langs` gives each line's language."""
    if not any([joins(lang) for lang in set(langs)]):
        return folded
    drops: set[Span] = set()
    text = folded.text
    for m, lang in zip(_LINE.finditer(text), langs, strict=True):
        for pattern in joins(lang):
            drops.update(g.span("gap") for g in pattern.finditer(text, *m.span()))
    return folded.without(sorted(drops))


def _unwrap(folded: Folded) -> Folded:
    """Make line ends inside a sentence blanks (their place is kept): hard-wrapped and indented continuation lines.

    A line end is soft when the line before stops short of any final mark and the next one plainly goes on: it starts
    with a small letter or is indented, or the whole text is set to one width.
    """
    lines = list(_LINE.finditer(folded.text))
    if len(lines) < 2:
        return folded
    width = sorted(m.end() - m.start() for m in lines)[len(lines) // 2]
    open_ended = sum(1 for m in lines if m.group().rstrip()[-1:] not in _FINAL)
    wrapped = len(lines) >= 8 and 45 <= width <= 110 and open_ended >= len(lines) * 0.55
    chars: list[str] | None = None
    for before, after in itertools.pairwise(lines):
        if after.start() != before.end() + 1:
            continue
        head, tail = before.group().rstrip(), after.group()
        if not head or head[-1] in _FINAL or len(head) < 25:
            continue
        first = tail.lstrip()[:1]
        indented = len(tail) - len(tail.lstrip()) >= 4
        goes_on = (first.islower() and first.isascii()) or indented or (wrapped and len(head) >= width * 0.7)
        if goes_on and first not in "-*•":
            chars = list(folded.text) if chars is None else chars
            chars[before.end()] = " "
    return folded if chars is None else folded.respelt("".join(chars))
