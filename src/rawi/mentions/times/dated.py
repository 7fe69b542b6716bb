"""Times that a calendar fixes: dates, years, seasons, decades, feasts. What the scene does not hold stays None."""

from datetime import date, timedelta
from types import ModuleType
from typing import Final

from rawi.calendars import CALENDARS, Interval, months, season
from rawi.calendars import feasts as feast_days
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.part import Part
from rawi.mentions.times.scene import Scene, expand_year

# A date without a year is the nearest; one ahead must be this much nearer than one behind, by tense.
_AHEAD: Final = {-1: 8.0, 0: 2.5, 1: 0.4}
_SPAN: Final = {"week": 7, "day": 1}


def date_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The days of a date; its year may come from beside it, from a neighbour, or from the scene."""
    calendar = one.calendar or scene.calendar
    module = CALENDARS[calendar]
    unit, day = expression.get("unit"), expression.get("day")
    month = one.month
    year = _given_year(expression, one, calendar, scene)
    if month is None:
        if one.weekday is not None:
            return _weekday_of_month(one, module, scene)
        shift = one.sign if one.sign is not None else unit.sign if unit is not None and unit.unit == "month" else 0
        there = scene.month(shift or 0, calendar)
        if there is None:
            return None
        year, month = there
    if year is None and day is not None and scene.today is not None and one.day:
        return day_of(expression, day, scene)
    if year is not None:
        return edged(expression, _calendar_days(one, year, month, module, expression), module)
    if scene.near is not None:
        return edged(expression, _nearest(one, month, module, scene.near, 0, expression), module)
    if scene.today is None:
        return None
    which = expression.get("which")
    sign = one.sign if one.sign is not None else which.sign if which is not None else None
    if sign:
        return edged(expression, _strict(one, month, module, scene.today, sign, expression), module)
    # «از ماه اکتبر گران خواهد شد»: what begins then may lie ahead.
    tense = {"since": max(scene.tense, 0) or -1, "until": 1}.get(expression.word or "", scene.tense)
    return edged(expression, _nearest(one, month, module, scene.today, tense, expression), module)


def _weekday_of_month(one: Part, module: ModuleType, scene: Scene) -> Interval | None:
    """ "Friday the 15th": the nearest such day of a month that falls on that weekday."""
    found = []
    for shift in (-2, -1, 0, 1, 2):
        there = scene.month(shift, "gregorian" if module is CALENDARS["gregorian"] else "jalali")
        if there is None or scene.today is None or one.day is None or not module.valid(*there, int(one.day)):
            continue
        day: date = module.to_date(*there, int(one.day))
        if day.weekday() == one.weekday:
            found.append(day)
    today = scene.today
    return Interval.day(min(found, key=lambda day: abs((day - (today or day)).days))) if found else None


def _given_year(expression: Expression, one: Part, calendar: str, scene: Scene) -> int | None:
    year_part, unit = expression.get("year"), expression.get("unit")
    if one.year is not None:
        return expand_year(one.year, calendar, scene.today) if one.short else one.year
    if year_part is not None and year_part.year is not None:
        return expand_year(year_part.year, calendar, scene.today) if year_part.short else year_part.year
    if unit is not None and unit.unit == "year":
        return scene.year(calendar, unit.sign or 0)
    return None


def _calendar_days(one: Part, year: int, month: int, module: ModuleType, expression: Expression) -> Interval:
    """The days of a date whose year is known; the second end of a range may fall in the next year."""
    if one.year is not None and one.month_to is not None and one.month_to < month:
        year -= 1  # «Nov to Feb 2017»: the year is that of the end
    if one.day is None:
        last = one.month_to or month
        return Interval(module.month(year, month).start, module.month(year + (last < month), last).end)
    last_month, last_day = one.month_to or month, one.day_to or one.day
    start: date = module.to_date(year, month, int(one.day))
    end: date = module.to_date(year + (last_month < month), last_month, int(last_day))
    weekday = expression.get("weekday")
    if one.calendar == "hijri" and start == end and weekday is not None and weekday.weekday is not None:
        # The sighting differs by a day between countries; the weekday tells which it was.
        off = (weekday.weekday - start.weekday() + 3) % 7 - 3
        if abs(off) == 1:
            start = end = start + timedelta(days=off)
    return Interval(start, end)


def _candidates(one: Part, month: int, module: ModuleType, today: date, expression: Expression) -> list[Interval]:
    now = module.of_date(today)[0]
    found = []
    for year in (now - 1, now, now + 1) if one.day not in {29, 30} else range(now - 4, now + 5):
        try:
            found.append(_calendar_days(one, year, month, module, expression))
        except ValueError:
            continue
    return found


def _nearest(
    one: Part, month: int, module: ModuleType, today: date, tense: int, expression: Expression
) -> Interval | None:
    def far(days: Interval) -> float:
        assert days.start is not None and days.end is not None
        if days.end < today:
            return float((today - days.end).days)
        return max(0, (days.start - today).days) * _AHEAD[tense]

    return min(_candidates(one, month, module, today, expression), key=far, default=None)


def _strict(
    one: Part, month: int, module: ModuleType, today: date, sign: int, expression: Expression
) -> Interval | None:
    """The last such date wholly before today, or the first wholly after."""
    found = _candidates(one, month, module, today, expression)
    if sign < 0:
        return max((d for d in found if d.end and d.end < today), key=lambda d: d.end or today, default=None)
    return min((d for d in found if d.start and d.start > today), key=lambda d: d.start or today, default=None)


def edged(expression: Expression, days: Interval | None, module: ModuleType) -> Interval | None:
    """Early and late leave a time whole; halves, quarters and the first so many months cut it."""
    edge = expression.get("edge")
    if days is None or edge is None or days.start is None or days.end is None:
        return days
    length = (days.end - days.start).days + 1
    if edge.edge and "/" in edge.edge:
        number, of = (int(x) for x in edge.edge.split("/"))
        if length > 300:
            year = module.of_date(days.start)[0]
            size = 12 // of
            return months(year, size * (number - 1) + 1, size * number, module)
        if of == 2 and length in range(28, 32):
            middle = days.start + timedelta(days=14)
            return Interval(days.start, middle) if number == 1 else Interval(middle + timedelta(days=1), days.end)
        return days
    if edge.unit is not None and edge.low:
        size = int(edge.low)
        if edge.unit == "month" and length > 300 and size <= 12:
            year = module.of_date(days.start)[0]
            return months(year, 1, size, module) if (edge.sign or 0) <= 0 else months(year, 13 - size, 12, module)
        if edge.unit in _SPAN and size * _SPAN[edge.unit] < length:
            move = timedelta(days=size * _SPAN[edge.unit] - 1)
            if (edge.sign or 0) <= 0:
                return Interval(days.start, days.start + move)
            return Interval(days.end - move, days.end)
    return days


def season_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The days of a season."""
    calendar = one.calendar or scene.calendar
    module, number = CALENDARS[calendar], one.season
    if number is None:
        return None
    year = _given_year(expression, one, calendar, scene)
    same, which = expression.get("same"), expression.get("which")
    if year is not None:
        return season(year, number, module)
    today = scene.today
    if today is None or same is not None:
        return None
    now = module.of_date(today)[0]
    found = [season(y, number, module) for y in (now - 1, now, now + 1)]
    sign = one.sign if one.sign is not None else which.sign if which is not None else None
    if sign == -1:
        return max((d for d in found if d.end and d.end < today), key=lambda d: d.end or today, default=None)
    if sign == 1:
        return min((d for d in found if d.start and d.start > today), key=lambda d: d.start or today, default=None)

    def far(days: Interval) -> float:
        assert days.start is not None and days.end is not None
        if days.end < today:
            return float((today - days.end).days)
        return max(0, (days.start - today).days) * (1.5 if scene.tense == 0 else _AHEAD[scene.tense])

    return min(found, key=far)


def year_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The days of a year or of a range of years."""
    calendar = one.calendar or scene.calendar
    module = CALENDARS[calendar]
    if one.year is None:
        return None
    first = expand_year(one.year, calendar, scene.today) if one.short else one.year
    last = first
    if one.year_to is not None:
        last = one.year_to if one.year_to > 99 else first // 100 * 100 + one.year_to
        if last < first:
            return None
    if one.unit == "school-year":
        return Interval(date(first, 9, 1), date(last if last > first else first + 1, 6, 30))
    return edged(expression, Interval(module.year(first).start, module.year(last).end), module)


def decade_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The days of a decade or a century."""
    calendar = one.calendar or scene.calendar
    if one.year is None:
        return None
    module, size = CALENDARS[calendar], int(one.low or 10)
    if one.unit == "ordinal":
        first = (one.year - 1) * 100 + 1
        return Interval(module.year(first).start, module.year(first + 99).end)
    first = one.year if one.year > 99 else expand_year(one.year, calendar, scene.today)
    return Interval(module.year(first).start, module.year(first + size - 1).end)


def feast_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The days of a feast; a bare one is an occasion that comes back each year, and unknown."""
    if one.feast is None:
        return None
    calendar = feast_days.calendar_of(one.feast)
    unit, dated = expression.get("unit"), one if one.year is not None else expression.get("year")
    if dated is not None and dated.year is not None:
        within = dated.calendar or scene.calendar
        if within != calendar:
            return _feast_within(one.feast, year_of(expression, dated, scene))
        year = expand_year(dated.year, calendar, scene.today) if dated.short else dated.year
        return feast_days.feast(one.feast, year)
    if unit is not None:
        return _feast_within(one.feast, _year_of_unit(unit, scene)) if unit.unit == "year" else None
    which = expression.get("which")
    today = scene.today
    # A bare feast is an occasion that comes back each year.
    bounds = ("until", "before", "after")
    if today is None or (one.sign is None and which is None and expression.word not in bounds):
        return None
    now = CALENDARS[calendar].of_date(today)[0]
    found = [feast_days.feast(one.feast, y) for y in (now - 1, now, now + 1)]
    sign = one.sign if one.sign is not None else which.sign if which is not None else None
    if sign == -1 or (sign is None and expression.word == "after" and scene.tense <= 0):
        return max((d for d in found if d.end and d.end < today), key=lambda d: d.end or today, default=None)
    if sign == 1 or expression.word in bounds or scene.tense > 0:
        return min((d for d in found if d.start and d.start >= today), key=lambda d: d.start or today, default=None)
    return min(found, key=lambda d: abs(((d.start or today) - today).days))


def _feast_within(name: str, year: Interval | None) -> Interval | None:
    if year is None or year.start is None:
        return None
    calendar = CALENDARS[feast_days.calendar_of(name)]
    first = calendar.of_date(year.start)[0]
    for number in (first, first + 1):
        found = feast_days.feast(name, number)
        if found.start is not None and found.start in year:
            return found
    return None


def _year_of_unit(unit: Part, scene: Scene) -> Interval | None:
    number = scene.year(scene.calendar, unit.sign or 0)
    found: Interval | None = CALENDARS[scene.calendar].year(number) if number else None
    return found


def day_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """Today, its neighbours, or from one to the other."""
    if scene.today is None:
        return None
    start = scene.today + timedelta(days=int(one.low or 0))
    last = [p for p in expression.parts if p.kind == "day"][-1]
    end = scene.today + timedelta(days=int(last.high if last.high is not None else last.low or 0))
    return Interval(min(start, end), max(start, end))
