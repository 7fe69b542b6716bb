"""Expression + scene → days. Nothing is guessed: what the scene does not hold stays None."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from rawi.calendars import Interval, week
from rawi.mentions.times import dated, relative
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.part import Part
from rawi.mentions.times.scene import Scene


def resolve(expression: Expression, scene: Scene) -> Interval | None:
    """The days an expression names in a scene, None when they cannot be known."""
    try:
        found = _range(expression, scene) if expression.until else _plain(expression, scene)
    except (ValueError, OverflowError):
        return None
    found = _around(expression, found, scene)
    if found is None or expression.bound is None:
        return found
    return _bounded(found, expression.bound)


def _around(expression: Expression, found: Interval | None, scene: Scene) -> Interval | None:
    """ "The week of 3 November" is the week around the day; "the rest of the week" begins today."""
    edge = expression.get("edge")
    if found is None or edge is None or found.start is None or found.end is None:
        return found
    if edge.edge == "week" and found.start == found.end:
        return week(found.start, scene.week)
    if edge.edge == "rest":
        return Interval(max(found.start, scene.today), found.end) if scene.today and scene.today <= found.end else None
    return found


def _bounded(found: Interval, bound: str) -> Interval | None:
    if bound == "since":
        return Interval(found.start, None)
    if bound == "until":
        return Interval(None, found.end)
    if bound == "before" and found.start:
        return Interval(None, found.start - timedelta(days=1))
    if bound == "after" and found.end:
        return Interval(found.end + timedelta(days=1), None)
    return found


def _range(first: Expression, scene: Scene) -> Interval | None:
    second = first.until
    assert second is not None
    if {p.sense for p in (*first.parts, *second.parts)} & {"now"}:
        if scene.today is None:
            return None
        scene = replace(scene, now=scene.today)
    given_first, given_second = _year_given(first), _year_given(second)
    if given_first and not given_second:
        low = _plain(first, scene)
        if low is None or low.end is None:
            return None
        high = _plain(second, _at(scene, low.end, 1))
    else:
        high = _plain(second, scene)
        if high is None or high.start is None:
            return None
        low = _plain(first, scene if given_first else _at(scene, high.start, -1))
    if low is None or high is None or low.start is None or high.end is None or low.start > high.end:
        return None
    return Interval(low.start, high.end)


def _year_given(expression: Expression) -> bool:
    """Whether the expression stands on its own, not on the other end of its range."""
    return not (expression.kinds & {"date", "weekday", "season"}) or any(
        p.year is not None or p.kind in ("unit", "which", "day") for p in expression.parts
    )


def _at(scene: Scene, day: date, tense: int) -> Scene:
    return replace(scene, today=day, tense=tense)


def _plain(expression: Expression, scene: Scene) -> Interval | None:
    if expression.parts[0].sense == "now" and len(expression.parts) == 1 and scene.now is not None:
        return Interval.day(scene.now)
    for kind, function in _KINDS.items():
        found = expression.get(kind)
        if found is not None:
            return function(expression, found, scene)
    return None


def _none(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    return None


# Whose part decides an expression, in order.
_KINDS: Final[dict[str, Callable[[Expression, Part, Scene], Interval | None]]] = {
    "vague": _none,
    "recurring": _none,
    "date": dated.date_of,
    "weekday": relative.weekday_of,
    "day": dated.day_of,
    "feast": dated.feast_of,
    "season": dated.season_of,
    "stretch": relative.stretch_of,
    "year": dated.year_of,
    "ago": relative.ago_of,
    "later": relative.later_of,
    "ahead": relative.ahead_of,
    "unit": relative.unit_of,
    "decade": dated.decade_of,
    "same": relative.same_of,
    "clock": relative.hour_of,
    "part": relative.hour_of,
}
