"""The history of a toll as our own SVG: who told which number when, with its bounds."""

from datetime import date
from typing import NamedTuple

from rawi.review.comparing import Row
from rawi.review.dating import Dates
from rawi.review.messages import direction

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 18, 14, 26
SHAPES = ("circle", "square", "diamond", "triangle", "cross", "ring")


class Mark(NamedTuple):
    """One telling: its place, its bounds (from top to bottom; open above where nobody knows), the origin's shape."""

    x: float
    y: float
    top: float
    bottom: float
    open_above: bool
    shape: str
    origin: int
    words: str


class Line(NamedTuple):
    """A line of the grid and its label."""

    at: float
    words: str


class Series(NamedTuple):
    """One origin: its shape and its tellings in order of time, joined by a line."""

    name: str
    shape: str
    path: str


class History(NamedTuple):
    """A chart ready to draw. `mirrored`: time runs from right to left, as the reader's language does."""

    attribute: str
    marks: list[Mark]
    series: list[Series]
    days: list[Line]
    numbers: list[Line]
    mirrored: bool = False
    width: int = WIDTH
    height: int = HEIGHT


def history(row: Row, dates: Dates) -> History | None:
    """The history of one count; None where there is nothing to compare: fewer than two dated tellings."""
    told = sorted(
        (
            (date.fromisoformat(teller.told), teller, value)
            for value in row.values
            for teller in value.tellers
            if teller.told and value.low is not None
        ),
        key=lambda each: (each[0], each[2].low or 0),
    )
    if len(told) < 2:
        return None
    first, last = told[0][0], told[-1][0]
    days = max((last - first).days, 1)
    most = max(max(value.high or 0, value.low or 0) for _, _, value in told)
    top = _round_up(most)
    names = list(dict.fromkeys(teller.origin for _, teller, _ in told))
    shown = {teller.origin: teller.name for _, teller, _ in told}
    crowd: dict[date, int] = {}
    marks: list[Mark] = []
    for day, teller, value in told:
        place = crowd.get(day, 0)
        crowd[day] = place + 1
        along = (day - first).days / days if last > first else 0.5
        low, high = value.low or 0, value.high if value.high is not None else None
        index = names.index(teller.origin)
        middle = (low + high) / 2 if high is not None and high != low else low
        marks.append(
            Mark(
                0 if last > first else place,
                _y(middle, top),
                _y(high if high is not None else low, top),
                _y(low, top),
                high is None,
                SHAPES[index % len(SHAPES)],
                index,
                value.label,
            )._replace(x=_x(along, place, same=last == first))
        )
    mirrored = direction(dates.words.language) == "rtl"
    if mirrored:
        marks = [mark._replace(x=round(WIDTH - mark.x, 1)) for mark in marks]
    series = [
        Series(
            shown[name],
            SHAPES[i % len(SHAPES)],
            " ".join(f"{mark.x},{mark.y}" for mark in marks if mark.origin == i),
        )
        for i, name in enumerate(names)
    ]
    every = sorted({first, last, first + (last - first) / 2})
    days_shown = [
        Line(
            _x((day - first).days / days if last > first else 0.5, 0, same=last == first), dates.short(day.isoformat())
        )
        for day in (every if days > 2 else sorted({first, last}))
    ]
    if mirrored:
        days_shown = [line._replace(at=round(WIDTH - line.at, 1)) for line in days_shown]
    numbers = [Line(_y(value, top), str(value)) for value in _grid(top)]
    return History(row.attribute, marks, series, days_shown, numbers, mirrored)


def _x(along: float, place: int, *, same: bool) -> float:
    """Tellings of one day stand side by side."""
    shift = place * (26 if same else 9)
    base = LEFT + 24 + along * (WIDTH - LEFT - RIGHT - 90)
    return round((LEFT + 60 if same else base) + shift, 1)


def _y(number: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - number / top * (HEIGHT - TOP - BOTTOM), 1)


def _round_up(number: int) -> int:
    """A round number at or above, four steps of which are whole where they can be."""
    for size in (4, 8, 12, 20, 40, 60, 80, 100):
        if number <= size:
            return size
    scale: int = 10 ** (len(str(number)) - 1)
    return -(-number // scale) * scale


def _grid(top: int) -> list[int]:
    return sorted({0, top // 4, top // 2, top * 3 // 4, top})
