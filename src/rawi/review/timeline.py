"""The timeline as our own SVG: events by day, week, month or year of the reader's calendar."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from rawi.review.dating import Dates
from rawi.review.messages import direction

WIDTH, HEIGHT = 560, 150
MOST_BARS = 90
LEAST_HEIGHT = 3
FAR = 0.03
"""Part of all events that may lie beyond either end."""
CROWDED = 3
"""How many times longer the whole must be than where most events are, for the rest to be left beyond the ends."""


class Day(NamedTuple):
    """How many events began on a day (ISO), and on how many of them the origins conflict."""

    day: str
    events: int
    conflicts: int


class Bar(NamedTuple):
    """One bar: its place, its two heights (in units, conflicts from the foot), its days, its numbers."""

    x: float
    width: float
    height: float
    conflict_height: float
    start: str
    end: str
    events: int
    conflicts: int


class Tick(NamedTuple):
    """A label under the bars."""

    x: float
    words: str


class Timeline(NamedTuple):
    """A timeline ready to draw; `first` and `last` are the ISO days at its ends. Empty when there are no bars.

    `earlier` and `later` are the numbers of events beyond its ends. `mirrored`: time runs from right to left, as the
    reader's language does.
    """

    bars: list[Bar]
    ticks: list[Tick]
    most: int
    first: str
    last: str
    unit: str
    earlier: int = 0
    later: int = 0
    mirrored: bool = False
    width: int = WIDTH
    height: int = HEIGHT


class Stretch(NamedTuple):
    """One unit of time: from its first to its last day."""

    start: date
    end: date


def timeline(days: Iterable[Day], dates: Dates, *, whole: bool = False) -> Timeline:
    """The timeline of these days, in the finest unit that leaves no more than MOST_BARS bars.

    Few events far from all others are left beyond its ends, unless it shall show the `whole`.
    """
    every = [(parsed, day) for day in days if (parsed := _parse(day.day)) is not None]
    every.sort(key=itemgetter(0))
    if not every:
        return Timeline([], [], 0, "", "", "day")
    first, last = (every[0][0], every[-1][0]) if whole else _core(every)
    held = [each for each in every if first <= each[0] <= last]
    earlier = sum(day.events for at, day in every if at < first)
    later = sum(day.events for at, day in every if at > last)
    unit, of = _unit(first, last, dates)
    stretches = list(_stretches(first, last, of))
    events, conflicts = [0] * len(stretches), [0] * len(stretches)
    at = 0
    for day, counted in held:
        while stretches[at].end < day:
            at += 1
        events[at] += counted.events
        conflicts[at] += counted.conflicts
    most, step = max(events), WIDTH / len(stretches)
    bars = [
        Bar(
            round(i * step, 2),
            round(max(step - (1.5 if step > 5 else 0.5), 1), 2),
            _height(events[i], most),
            _height(conflicts[i], most),
            stretch.start.isoformat(),
            stretch.end.isoformat(),
            events[i],
            conflicts[i],
        )
        for i, stretch in enumerate(stretches)
    ]
    ticks, mirrored = _ticks(stretches, step, unit, dates), direction(dates.words.language) == "rtl"
    if mirrored:
        bars = [bar._replace(x=round(WIDTH - bar.x - bar.width, 2)) for bar in bars]
        ticks = [tick._replace(x=round(WIDTH - tick.x, 1)) for tick in ticks]
    return Timeline(
        bars,
        ticks,
        most,
        stretches[0].start.isoformat(),
        stretches[-1].end.isoformat(),
        unit,
        earlier,
        later,
        mirrored,
    )


def _core(every: list[tuple[date, Day]]) -> tuple[date, date]:
    """The first and last day to show: without the outermost events at either end, where they take much time."""
    first, last = every[0][0], every[-1][0]
    total, seen = sum(day.events for _, day in every), 0
    inner: list[date] = []
    for at, day in every:
        seen += day.events
        if total * FAR < seen <= total * (1 - FAR) + day.events:
            inner.append(at)
    if not inner or (inner[-1] - inner[0]) * CROWDED > last - first:
        return first, last
    air = max((inner[-1] - inner[0]) / 4, timedelta(days=10))
    return max(first, inner[0] - air), min(last, inner[-1] + air)


def _unit(first: date, last: date, dates: Dates) -> tuple[str, Callable[[date], Stretch]]:
    days = (last - first).days + 1
    if days <= MOST_BARS:
        return "day", lambda day: Stretch(day, day)
    if days <= MOST_BARS * 7:
        return "week", _week
    if days <= MOST_BARS * 30:
        return "month", lambda day: _period(day, dates, whole_year=False)
    return "year", lambda day: _period(day, dates, whole_year=True)


def _week(day: date) -> Stretch:
    start = day - timedelta(days=day.weekday())
    return Stretch(start, start + timedelta(days=6))


def _period(day: date, dates: Dates, *, whole_year: bool) -> Stretch:
    """The month or year of the reader's calendar that holds a day."""
    from rawi import calendars

    calendar = calendars.CALENDARS[dates.calendar]
    try:
        year, month, _ = calendar.of_date(day)
        interval = calendar.year(year) if whole_year else calendar.month(year, month)
    except (ValueError, OverflowError):
        return Stretch(day, day)
    return Stretch(interval.start, interval.end)


def _stretches(first: date, last: date, of: Callable[[date], Stretch]) -> Iterable[Stretch]:
    stretch = of(first)
    while True:
        yield stretch
        if stretch.end >= last:
            return
        stretch = of(stretch.end + timedelta(days=1))


def _height(number: int, most: int) -> float:
    return 0.0 if not number else round(max(number / most * (HEIGHT - 6), LEAST_HEIGHT), 1)


def _ticks(stretches: list[Stretch], step: float, unit: str, dates: Dates) -> list[Tick]:
    """About six labels, from the first bar on, that never crowd one another."""
    every = max(round(len(stretches) / 6), 1, round(100 / step) if step < 100 else 1)
    return [
        Tick(
            round(i * step, 1), dates.short(stretch.start.isoformat()) if unit != "year" else dates.year(stretch.start)
        )
        for i, stretch in enumerate(stretches)
        if i % every == 0 and i * step <= WIDTH - 60
    ]


def _parse(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
