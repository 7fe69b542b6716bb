"""A document's text with its spans marked: nested where they nest, cut where they cross."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from rawi.export.wording import direction
from rawi.records import Span

_SHOWN = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}


class Mark(NamedTuple):
    """A span and how to show it.

    `tag` is the HTML element, `classes` its classes, `refs` the ids of what it belongs to (for highlighting),
    `title` what a pointer resting on it shows, `anchor` the element's id (given to its first piece only), `after`
    what to put behind its last piece.
    """

    span: Span
    tag: str
    classes: str
    refs: str = ""
    title: str = ""
    anchor: str = ""
    after: Markup = Markup("")


class Paragraph(NamedTuple):
    """One line of the text, marked; `direction` is `rtl` or `ltr`, `start` its first code point in the text."""

    direction: str
    html: Markup
    is_heading: bool
    start: int = 0


def paragraphs(text: str, marks: Iterable[Mark], *, default: str = "ltr") -> list[Paragraph]:
    """The lines of a text that hold anything, in order, each well-formed by itself."""
    waiting = sorted(
        (mark for mark in marks if mark.span[0] < mark.span[1]), key=lambda mark: (mark.span[0], -mark.span[1])
    )
    result: list[Paragraph] = []
    begun: set[int] = set()
    start, first = 0, 0
    while start <= len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        line = text[start:end]
        if line.strip():
            # Marks are sorted by start; those that ended before this line never come back.
            while first < len(waiting) and waiting[first].span[1] <= start:
                first += 1
            here = [
                (number, mark)
                for number, mark in enumerate(waiting[first:], first)
                if mark.span[0] < end and mark.span[1] > start
            ]
            html = _marked(text, start, end, here, begun)
            result.append(Paragraph(direction(line, default), html, _is_heading(line, not result), start))
        start = end + 1
    return result


def stretch(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """A piece of the text with the marks that lie in it."""
    inside = sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1]))
    return _marked(text, start, end, list(enumerate(inside)), set())


def _marked(text: str, start: int, end: int, marks: list[tuple[int, Mark]], begun: set[int]) -> Markup:
    """One stretch of text. A mark that crosses another is closed before the other ends, and opened again after."""
    bounds = sorted({start, end, *(min(max(edge, start), end) for _, mark in marks for edge in mark.span)})
    pieces: list[Markup] = []
    stack: list[tuple[int, Mark]] = []
    position = 0
    for left, right in pairwise(bounds):
        while position < len(marks) and max(marks[position][1].span[0], start) <= left:
            number, mark = marks[position]
            stack.append((number, mark))
            pieces.append(_open(mark, first=number not in begun))
            begun.add(number)
            position += 1
        pieces.append(_text(text[left:right]))
        _close(stack, right, end, pieces)
    return Markup("").join(pieces)


def _close(stack: list[tuple[int, Mark]], at: int, end: int, pieces: list[Markup]) -> None:
    """Close what ends here; what lies above it on the stack but goes on is closed and opened again."""
    lowest = next((i for i, (_, mark) in enumerate(stack) if min(mark.span[1], end) <= at), None)
    if lowest is None:
        return
    going_on: list[tuple[int, Mark]] = []
    while len(stack) > lowest:
        number, mark = stack.pop()
        pieces.append(Markup(f"</{mark.tag}>"))
        if min(mark.span[1], end) > at:
            going_on.append((number, mark))
        elif mark.span[1] <= at:
            pieces.append(mark.after)
    for number, mark in reversed(going_on):
        stack.append((number, mark))
        pieces.append(_open(mark, first=False))


def _open(mark: Mark, *, first: bool) -> Markup:
    attributes = [f'class="{escape(mark.classes)}"']
    if mark.refs:
        attributes.append(f'data-r="{escape(mark.refs)}"')
    if mark.title:
        attributes.append(f'title="{escape(mark.title)}"')
    if mark.anchor and first:
        attributes.append(f'id="{escape(mark.anchor)}"')
    return Markup(f"<{mark.tag} {' '.join(attributes)}>")


def _text(text: str) -> Markup:
    return escape(text.translate(_SHOWN))


def _is_heading(line: str, first: bool) -> bool:
    """A short first line without a full stop is the headline."""
    return first and len(line) < 160 and line.rstrip()[-1:] not in ".؟?!:،,؛"
