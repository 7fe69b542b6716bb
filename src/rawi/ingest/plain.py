"""A text as it stands: its furniture marked, its headline, its date and its author where lines say them.

The text itself is never changed.
"""

import re

import msgspec

from rawi.ingest import furniture
from rawi.ingest.dates import published_of
from rawi.records import Note, Published

_HEADLINE = 180
_SENTENCE = re.compile(r"[.!?؟…]\s+\S|\.\.")
_FINAL = re.compile(r"[.…:؛،,)\]»”\"]$")
_AFTER_LABEL = re.compile(r"^[^::]{1,30}[::]\s*(\S.{1,80})$")


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says of itself. Each note's span is `[start, end)` in its code points."""

    notes: tuple[Note, ...]
    title: str | None = None
    author: str | None = None
    published: Published | None = None


def describe(text: str) -> Described:
    """Mark the furniture of a text and take from it what it says: headline, author, day of publication."""
    marks = furniture.marks(text)
    notes: list[Note] = []
    author, published = None, None
    for mark in marks:
        notes.append(Note(code=mark.code, message=mark.why, span=(mark.start, mark.end)))
        line = text[mark.start : mark.end]
        if mark.code == "furniture.copyright" and (year := furniture.years(text, mark.start, mark.end)):
            notes.append(Note(code="time.weak-anchor", message=str(year[0]), span=year[1:]))
        if mark.dates and published is None:
            published = published_of(line, "dateline")
        if mark.code == "furniture.byline" and author is None and (named := _AFTER_LABEL.match(line)):
            author = named[1].strip(" .")
    return Described(notes=tuple(notes), title=_headline(text, marks), author=author, published=published)


def _headline(text: str, marks: list[furniture.Mark]) -> str | None:
    """The first line that is no furniture, if it stands apart and is no sentence."""
    taken = {mark.start for mark in marks}
    at = 0
    for raw in text[:20_000].splitlines(keepends=True):
        line = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if not line or start in taken:
            continue
        below = text[at : at + 2000].lstrip("\r\n \t")
        apart = len(line.split()) >= 3 and len(line) <= _HEADLINE and bool(below)
        return line if apart and not _FINAL.search(line) and not _SENTENCE.search(line) else None
    return None
