"""Quotation structure that survives unbalanced and mixed marks.

Marks are paired inside a paragraph: a directed opener («, “, „) takes the nearest closer that follows; mixed pairs
(«…", "…»), the rule rather than the exception in crawled Persian and Arabic, are accepted. An opener that nothing
closes runs to the end of its paragraph only when speech plainly starts there (a colon or a cue stands before it);
otherwise the mark is taken for a stray one.
"""

import re
from collections.abc import Sequence
from typing import Final

from rawi.records import Span

_MARK: Final = re.compile("[«»“”„‟‹›]|\"\"?|''|(?<!\\w)'|'(?!\\w)")
# One of these stands wherever _MARK matches; a text has few of them, which are found many times faster.
_MARKS: Final = list("«»“”„‟‹›\"'")
_FINDERS: Final[dict[str, "re.Pattern[str]"]] = {}
# Lines over which an open quotation may run on.
_REACH: Final = 14
_OPEN, _CLOSE = "«“„‹", "»”›"


class Quote:
    """A quotation: `outer` with its marks, `inner` without, `depth` 0 for outermost, `closed` False when cut off."""

    __slots__ = ("closed", "depth", "inner", "outer")

    def __init__(self, outer: Span, inner: Span, depth: int, closed: bool) -> None:
        self.outer, self.inner, self.depth, self.closed = outer, inner, depth, closed

    def __repr__(self) -> str:
        return f"Quote({self.outer}, {self.inner}, depth={self.depth}, closed={self.closed})"


def quotes(text: str, lines: Sequence[Span]) -> list[Quote]:
    """The quotations of a folded text whose lines are `lines`, outermost first, in order of appearance.

    A quotation left open at the end of its line is continued when one of the next lines closes it before opening
    another: speech is often set one sentence a line.
    """
    found: list[Quote] = []
    marks = "".join([mark for mark in _MARKS if mark in text])
    if not marks:
        return found
    finder = _FINDERS.get(marks)
    if finder is None:
        finder = _FINDERS[marks] = re.compile(f"[{marks}]")
    pending: tuple[int, int, str, int] | None = None
    for number, (start, end) in enumerate(lines):
        begin = start
        if pending is not None:
            closer = _closes_pending(finder, text, start, end, pending[2])
            if closer is not None:
                found.append(Quote((pending[0], closer[1]), (pending[1], closer[0]), 0, True))
                begin, pending = closer[1], None
            elif number - pending[3] >= _REACH or _MARK.match(text, start):
                found.extend(_cut(text, pending, lines[pending[3]][1]))
                pending = None
        made, left = _line(finder, text, begin, end)
        found.extend(made)
        if left is not None and pending is None:
            pending = (*left, number)
    if pending is not None:
        found.extend(_cut(text, pending, lines[pending[3]][1]))
    found = [q for q in found if q.inner[1] > q.inner[0]]
    found.sort(key=lambda q: (q.outer[0], -q.outer[1]))
    ends: list[int] = []
    for q in found:
        while ends and ends[-1] <= q.outer[0]:
            ends.pop()
        q.depth = len(ends)
        ends.append(q.outer[1])
    return found


def _marks(finder: "re.Pattern[str]", text: str, start: int, end: int) -> list["re.Match[str]"]:
    """The matches of `_MARK`, looked for only where `finder` finds a mark."""
    found: list[re.Match[str]] = []
    done = start
    for may in finder.finditer(text, start, end):
        at = may.start()
        if at >= done:
            m = _MARK.match(text, at, end)
            if m is not None:
                done = m.end()
                found.append(m)
    return found


def _line(
    finder: "re.Pattern[str]", text: str, start: int, end: int
) -> tuple[list[Quote], tuple[int, int, str] | None]:
    """The quotations of one line, and the last opener that nothing on the line closes and nothing follows."""
    stack: list[tuple[int, int, str]] = []
    found: list[Quote] = []
    for m in _marks(finder, text, start, end):
        mark, at, after = m.group(), m.start(), m.end()
        if mark == "'":
            _single(text, at, start, end, stack, found)
            continue
        kind = _direction(text, at, after, start, end, mark, stack)
        if kind == "open":
            stack.append((at, after, mark))
        elif stack:
            # A double mark closes the innermost double quotation; single ones left open inside are stray.
            while stack and stack[-1][2] == "'":
                stack.pop()
            if stack:
                opened, inner, _ = stack.pop()
                found.append(Quote((opened, after), (inner, at), len(stack), True))
    for opened, inner, mark in stack:
        right = text[inner] if inner < end else " "
        before = text[max(start, opened - 3) : opened].rstrip()
        opens = not before or before.endswith((":", ",")) or (mark in _OPEN and end - inner > 30)
        later = any(q.outer[0] > opened and (mark != "'" or q.outer[1] - q.outer[0] > 30) for q in found)
        # Speech that a colon announced on the line before keeps its quotations inside.
        later = later and not (opened - start <= 2 and text[max(0, start - 4) : start].rstrip().endswith(":"))
        if opens and not right.isspace() and end - inner > 1 and not later:
            return found, (opened, inner, mark)
    return found, None


def _closes_pending(finder: "re.Pattern[str]", text: str, start: int, end: int, mark: str) -> Span | None:
    """The mark of this line that closes a quotation opened on an earlier one: it hangs on what stands before it."""
    for m in _marks(finder, text, start, end):
        if (m.group() == "'") != (mark == "'"):
            continue
        left = text[m.start() - 1] if m.start() > start else " "
        right = text[m.end()] if m.end() < end else " "
        if m.group() in _OPEN or left.isspace() or right.isalnum():
            return None
        return m.span()
    return None


def _cut(text: str, pending: tuple[int, int, str, int], stop: int) -> list[Quote]:
    """A quotation that nothing closes runs to the end of its line when a colon or a comma introduces it."""
    opened, inner, mark, _ = pending
    if mark == "'" or not text[max(0, opened - 3) : opened].rstrip().endswith((":", ",")):
        return []
    while stop > inner and text[stop - 1].isspace():
        stop -= 1
    return [Quote((opened, stop), (inner, stop), 0, False)]


def _direction(
    text: str, at: int, after: int, start: int, end: int, mark: str, stack: list[tuple[int, int, str]]
) -> str:
    """Whether a mark opens or closes, by its shape where it has one that fits, else by its surroundings."""
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    opened = any(entry[2] != "'" for entry in stack)
    if mark in _OPEN:
        # «word« : the second opener closes when it hangs on a word and a quotation is open.
        return "close" if opened and not left.isspace() and left not in ":(" and not right.isalnum() else "open"
    if mark in _CLOSE:
        # ”word“ : closers used as openers, as right-to-left keyboards produce them.
        return "open" if not opened and (left.isspace() or left in ":(-،,") and not right.isspace() else "close"
    if opened:
        # One mark for both ends: it opens again only where it hangs on what follows and speech led up to it.
        reopening = (
            (left.isspace() or left in ":(") and right.isalnum() and (mark != stack[-1][2] or at - stack[-1][1] > 40)
        )
        return "open" if reopening else "close"
    return "open"


def _single(text: str, at: int, start: int, end: int, stack: list[tuple[int, int, str]], found: list[Quote]) -> None:
    left = text[at - 1] if at > start else " "
    right = text[at + 1] if at + 1 < end else " "
    if stack and stack[-1][2] == "'" and not left.isspace():
        opened, inner, _ = stack.pop()
        found.append(Quote((opened, at + 1), (inner, at), len(stack), True))
    elif (left.isspace() or left in '"“«(:') and not right.isspace() and not right.isdigit():
        stack.append((at, at + 1, "'"))
