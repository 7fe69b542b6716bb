"""Furniture of a text: lines that are no part of what it tells, each with the reason. Words are in furniture.toml.

Only whole lines are judged, and only short ones; a paragraph is never furniture.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any, NamedTuple

from rawi.ingest.dates import find_date, year_bounds
from rawi.ingest.folding import fold_lines, variants

EDGE = 8
"""How many lines that are not blank count as the head, and as the tail, of a text."""
AFTER = 300
_LONGEST = 400
_LIST_LINE, _LIST_LINES = 140, 12
_BULLETS = " \t•*–—»>|►▸▪■●◄·[(-"
_RULING = re.compile(r"\s*(?:[::؛|>»›/،]|[-–—](?:\s|$))|\s+[-–—]")
_BARE = re.compile(r"[\d\s()\[\].,:؛!/،…*•|]+")
_SEPARATORS = re.compile(r"\s*[|•·/»›>،,\t]\s*|\s{2,}|\s+[-–]\s+")
_SENTENCE = re.compile(r"[.!?؟]\s+\S")
_TERMINAL = re.compile(r"[.!?؟…:؛\"»”)]$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"\d{4}|\b\d{2}$")
_WORD = re.compile(r"[^\W\d_]+")


class Mark(NamedTuple):
    """A stretch `[start, end)` of a text that is furniture: the code, why, and whether a date in it is publication."""

    code: str
    why: str
    start: int
    end: int
    dates: bool = False


class _Entry(NamedTuple):
    code: str
    why: str
    longest: int
    within: str
    block: str
    dates: bool


class _Words(NamedTuple):
    openings: dict[str, list[tuple[str, bool, _Entry]]]
    whole: dict[str, _Entry]
    ends: dict[str, list[tuple[str, _Entry]]]
    has: list[tuple[str, _Entry]]
    patterns: list[tuple[re.Pattern[str], _Entry]]
    any_pattern: re.Pattern[str]
    near: list[tuple[str, re.Pattern[str], _Entry]]
    buttons: frozenset[str]
    button: _Entry
    around: frozenset[str]
    dateline: _Entry


class _Rare(NamedTuple):
    """What is looked for only in texts that hold a certain string."""

    has: list[tuple[str, _Entry]]
    near: list[tuple[re.Pattern[str], _Entry]]


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    folded: str


@cache
def table() -> dict[str, Any]:
    """The vocabulary of furniture, as data."""
    return tomllib.loads(files("rawi.ingest").joinpath("furniture.toml").read_text("utf-8"))


@cache
def _words() -> _Words:
    data = table()
    button = _Entry(data["buttons"]["code"], data["buttons"]["why"], 200, "", "", False)
    dateline = _Entry(data["dateline"]["code"], data["dateline"]["why"], 100, "edge", "", True)
    buttons = frozenset(v for name in data["buttons"]["names"] for v in variants(name))
    around = frozenset(v for word in data["dateline"]["words"] for v in variants(word))
    any_pattern = re.compile("|".join(f"(?:{p})" for row in data["line"] for p in row.get("pattern", ())))
    words = _Words({}, {}, {}, [], [], any_pattern, [], buttons, button, around, dateline)
    for row in data["line"]:
        entry = _Entry(
            row["code"],
            row["why"],
            row["longest"],
            row.get("within", ""),
            row.get("block", ""),
            row.get("dates", False),
        )
        for kind in ("label", "starts"):
            for phrase in (v for p in row.get(kind, ()) for v in variants(p)):
                words.openings.setdefault(_first(phrase), []).append((phrase, kind == "label", entry))
        words.whole.update({v: entry for p in row.get("whole", ()) for v in variants(p)})
        for phrase in (v for p in row.get("ends", ()) for v in variants(p)):
            words.ends.setdefault(_last(phrase), []).append((phrase, entry))
        words.has.extend((v, entry) for p in row.get("has", ()) for v in variants(p))
        words.patterns.extend((re.compile(p), entry) for p in row.get("pattern", ()))
        words.near.extend((key, re.compile(p), entry) for key, found in row.get("near", {}).items() for p in found)
    for openings in words.openings.values():
        openings.sort(key=lambda o: -len(o[0]))
    return words


def marks(text: str) -> list[Mark]:
    """Every line of `text` that is furniture, in order; spans in code points, without the line's own white space."""
    folded = fold_lines(text)
    lines = _lines(text, folded)
    rare = _rare(folded)
    found: list[Mark] = []
    repeated = _repeated(lines)
    skip = 0
    for i, line in enumerate(lines):
        if i < skip:
            continue
        at_edge = i < EDGE or i >= len(lines) - EDGE
        entry, alone = None, False
        if len(line.text) <= _LONGEST:
            entry, alone = _entry(line, at_edge, line.start > AFTER, rare)
        if entry is None:
            if i in repeated:
                found.append(Mark("furniture.repeat", "a line given twice", line.start, line.end))
            continue
        found.append(Mark(entry.code, entry.why, line.start, line.end, entry.dates))
        if alone and entry.block:
            skip = len(lines) if entry.block == "rest" else _below(lines, i + 1)
            found.extend(Mark(entry.code, entry.why, below.start, below.end) for below in lines[i + 1 : skip])
    return found


def judge(line: str) -> str | None:
    """The code of furniture that one line on its own, from the edge of a page, is; None when it is none."""
    bare = line.strip()
    if not bare or len(bare) > _LONGEST:
        return None
    folded = " ".join(fold_lines(bare).split())
    entry, _ = _entry(_Line(0, len(bare), bare, folded), True, True, _rare(folded))
    return entry.code if entry else None


def years(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The latest year named in a stretch: the Gregorian year most of it falls in, and its span."""
    found = []
    for m in _YEAR.finditer(text, start, end):
        bounds = year_bounds(int(m[0]))
        if bounds is not None:
            middle = bounds[0] + (bounds[1] - bounds[0]) / 2
            found.append((middle.year, m.start(), m.end()))
    return max(found, default=None)


def _rare(folded: str) -> _Rare:
    words = _words()
    return _Rare(
        [(phrase, entry) for phrase, entry in words.has if phrase in folded],
        [(pattern, entry) for key, pattern, entry in words.near if key in folded],
    )


def _lines(text: str, folded: str) -> list[_Line]:
    out, at = [], 0
    # A last line of nothing but joiners folds to no line at all.
    for raw, low in zip_longest(text.splitlines(keepends=True), folded.splitlines(), fillvalue=""):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare[0])
            out.append(_Line(start, start + len(bare), bare, low.strip()))
        at += len(raw)
    return out


def _first(folded: str) -> str:
    return folded[:40].split(" ", 1)[0].rstrip(":：؛.,،…!")


def _last(folded: str) -> str:
    return folded[-40:].rstrip(".)] ").rsplit(" ", 1)[-1].strip(".)]")


def _entry(line: _Line, at_edge: bool, after: bool, rare: _Rare) -> tuple[_Entry | None, bool]:
    """The entry a line falls under, and whether it is only a heading, with nothing of its own."""
    words, size, folded = _words(), len(line.text), line.folded
    bare = folded.lstrip(_BULLETS)

    def fits(entry: _Entry) -> bool:
        return size <= entry.longest and (
            not entry.within or (entry.within == "edge" and at_edge) or (entry.within == "after" and after)
        )

    first = _first(bare)
    if size <= 60:
        whole = words.whole.get(_BARE.sub(" ", bare).strip())
        if whole is not None and fits(whole):
            return whole, True
    for phrase, label, entry in words.openings.get(first, ()):
        if bare.startswith(phrase) and fits(entry):
            rest = bare[len(phrase) :]
            if not label and (not rest or not rest[0].isalnum()):
                return entry, False
            if label and (not rest.strip(" .:：؛…") or _RULING.match(rest)):
                return entry, not rest.strip(" .:：؛…")
    for phrase, entry in words.ends.get(_last(bare), ()):
        if bare.rstrip(".)] ").endswith(phrase) and fits(entry) and not _SENTENCE.search(bare):
            return entry, False
    for phrase, entry in rare.has:
        if phrase in folded and fits(entry):
            return entry, False
    for pattern, entry in rare.near:
        if pattern.match(folded) and fits(entry):
            return entry, False
    if words.any_pattern.match(folded):
        for pattern, entry in words.patterns:
            if pattern.match(folded) and fits(entry):
                return entry, False
    if first in words.buttons and size <= words.button.longest and _is_buttons(bare, words):
        return words.button, False
    if at_edge and size <= words.dateline.longest and _is_date(bare, words):
        return words.dateline, False
    return None, False


def _is_buttons(bare: str, words: _Words) -> bool:
    pieces = [p for p in _SEPARATORS.split(bare) if p]
    if len(pieces) < 2:
        pieces = bare.split(" ")
    named = [_BARE.sub(" ", p).strip() for p in pieces]
    named = [p for p in named if p]
    return len(named) >= 2 and all(p in words.buttons or p in words.whole for p in named)


def _is_date(bare: str, words: _Words) -> bool:
    if not _DAY.search(bare) or (found := find_date(bare)) is None or found[2] != "day":
        return False
    left = [w for w in _WORD.findall(bare) if w not in words.around]
    return len(left) <= 1 or (
        len(left) <= 4 and all(find_date(f"1 {word} 1398") or find_date(f"1 {word} 2019") for word in left)
    )


def _repeated(lines: list[_Line]) -> set[int]:
    """Lines of the head given again: all of them when they are a few words (a caption), else all but the first."""
    places: dict[str, list[int]] = {line.text: [] for line in lines[:EDGE] if len(line.text) <= 200}
    for i, line in enumerate(lines):
        if line.text in places:
            places[line.text].append(i)
    out: set[int] = set()
    for text, found in places.items():
        if len(found) > 1 and not (_TERMINAL.search(text) and len(text) < 40):
            out.update(found if len(text.split()) <= 3 else found[1:])
    return out


def _below(lines: list[_Line], first: int) -> int:
    i = first
    while i < len(lines) and i - first < _LIST_LINES:
        if len(lines[i].text) > _LIST_LINE or lines[i].text[-1] in ".!…":
            break
        i += 1
    return i
