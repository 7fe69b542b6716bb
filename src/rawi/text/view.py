"""The view: the folded text the rules read, cut into passages, sentences and quotations, mapped to the document."""

import re
from collections.abc import Callable, Sequence

from rawi.records import Document, Note, Span
from rawi.text.fold import Folded, fold
from rawi.text.language import READ, language
from rawi.text.quotes import Quote, quotes
from rawi.text.tokens import Sentence, boundaries

_LINE = re.compile(r"[^\n]+")
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
    langs = {m.start(): _line_language(m.group(), main, document.language) for m in _LINE.finditer(folded.text)}
    if joins is not None:
        before = sorted(langs)
        folded, moved = _close_gaps(folded, langs, joins)
        langs = {at - moved(at): langs[at] for at in before}
    out = View(document, folded, main)
    furniture = [n for n in document.notes if n.span and n.code.startswith("furniture.")]
    drops = [(folded.find(n.span[0]), folded.find(n.span[1])) for n in furniture if n.span]
    for number, m in enumerate(_LINE.finditer(folded.text)):
        lang = langs.get(m.start(), main)
        out.paragraphs.append(m.span())
        if lang not in READ:
            if len(m.group().strip()) > 1:
                out.skipped.append(m.span())
                out.notes.append(Note(code="language.unread", message=lang, span=out.span(*m.span())))
            continue
        quoted = quotes(folded.text, *m.span())
        out.quotes.extend(quoted)
        for low, high in boundaries(folded.text, *m.span(), quoted):
            if any(a <= low and high <= b for a, b in drops):
                out.skipped.append((low, high))
            else:
                out.sentences.append(Sentence(low, high, lang, number, folded.lower))
    return out


def _line_language(line: str, main: str, given: str | None) -> str:
    # A short line says too little to overrule the document; a long one in another script does.
    if len(line) < 25 and given in READ:
        return given
    found = language(line, main)
    if found in READ and main in READ and found != main and len(line) < 60 and {found, main} == {"fa", "ar"}:
        return main
    if found not in READ and len(line) < 60 and main in READ:
        return main
    return found


def _close_gaps(folded: Folded, langs: dict[int, str], joins: Joins) -> tuple[Folded, Callable[[int], int]]:
    drops: set[Span] = set()
    text = folded.text
    for m in _LINE.finditer(text):
        for pattern in joins(langs[m.start()]):
            drops.update(g.span("gap") for g in pattern.finditer(text, *m.span()))
    ordered = sorted(drops)

    def moved(at: int) -> int:
        return sum(end - start for start, end in ordered if end <= at)

    return folded.without(ordered), moved
