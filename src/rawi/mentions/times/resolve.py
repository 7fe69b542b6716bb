"""Expression + scene → interval. Nothing is guessed: what the scene does not hold stays None."""

from datetime import date, timedelta
from types import ModuleType

from msgspec.structs import replace

from rawi.calendars import CALENDARS, Interval, months, season, week
from rawi.calendars import feasts as feast_days
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.part import Part
from rawi.mentions.times.scene import Scene, add_months, expand_year

# A date without a year is the nearest; one ahead must be this much nearer than one behind, by tense.
_AHEAD = {-1: 8.0, 0: 2.5, 1: 0.4}
_SPAN = {"week": 7, "day": 1}


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
    """"The week of 3 November" is the week around the day; "the rest of the week" begins today."""
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


def _date(expression: Expression, one: Part, scene: Scene) -> Interval | None:
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
        return _day(expression, day, scene)
    if year is not None:
        return _edged(expression, _calendar_days(one, year, month, module, expression), module)
    if scene.near is not None:
        return _edged(expression, _nearest(one, month, module, scene.near, 0, expression), module)
    if scene.today is None:
        return None
    which = expression.get("which")
    sign = one.sign if one.sign is not None else which.sign if which is not None else None
    if sign:
        return _edged(expression, _strict(one, month, module, scene.today, sign, expression), module)
    tense = {"since": -1, "until": 1}.get(expression.word or "", scene.tense)
    return _edged(expression, _nearest(one, month, module, scene.today, tense, expression), module)


def _weekday_of_month(one: Part, module: ModuleType, scene: Scene) -> Interval | None:
    """"Friday the 15th": the nearest such day of a month that falls on that weekday."""
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


def _calendar_days(
    one: Part, year: int, month: int, module: ModuleType, expression: Expression
) -> Interval:
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
    for year in (now - 1, now, now + 1) if one.day != 29 and one.day != 30 else range(now - 4, now + 5):
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


def _edged(expression: Expression, days: Interval | None, module: ModuleType) -> Interval | None:
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


def _day(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    if scene.today is None:
        return None
    start = scene.today + timedelta(days=int(one.low or 0))
    last = [p for p in expression.parts if p.kind == "day"][-1]
    end = scene.today + timedelta(days=int(last.high if last.high is not None else last.low or 0))
    return Interval(min(start, end), max(start, end))


def _weekday(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    today, wanted = scene.today, one.weekday
    day, ago = expression.get("day"), expression.get("ago")
    if today is None and scene.near is not None and wanted is not None and expression.kinds <= {"weekday", "part", "clock"}:
        return Interval.day(scene.near + timedelta(days=(wanted - scene.near.weekday()) % 7))
    if today is None or wanted is None:
        return None
    if day is not None:
        return _day(expression, day, scene)
    unit, which = expression.get("unit"), expression.get("which")
    back = timedelta(days=(today.weekday() - wanted) % 7)
    ahead = timedelta(days=(wanted - today.weekday()) % 7)
    sign = one.sign if one.sign is not None else which.sign if which is not None else None
    weeks = None
    if unit is not None and unit.unit == "week":
        weeks = unit.sign or 0
    elif ago is not None and ago.unit == "week" and ago.low is not None:
        weeks = int(ago.low) * (ago.sign or -1)
    if weeks is not None:
        there = scene.week_of(weeks)
        assert there is not None and there.start is not None
        start = there.start + timedelta(days=(wanted - there.start.weekday()) % 7)
    elif sign == -1:
        start = today - (back or timedelta(days=7))
    elif sign == 1:
        start = today + (ahead or timedelta(days=7))
    else:
        forward = sign == 0 and scene.tense >= 0 and which is None
        forward = forward or scene.tense > 0 or expression.word == "until"
        start = today + ahead if forward else today - back
    if one.weekday_to is None:
        return Interval.day(start)
    return Interval(start, start + timedelta(days=(one.weekday_to - wanted) % 7))


def _season(expression: Expression, one: Part, scene: Scene) -> Interval | None:
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


def _unit(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    shift, module = one.sign or 0, CALENDARS[scene.calendar]
    today = scene.today
    if today is None:
        return None
    others = [p for p in expression.parts if p.kind == "unit" and p is not one]
    found: Interval | None = None
    if one.unit == "week":
        found = scene.week_of(shift)
    elif one.unit == "month":
        there = scene.month(shift)
        if others and others[0].unit == "year" and there is not None:
            there = (there[0] + (others[0].sign or 0), there[1])
        found = module.month(*there) if there else None
    elif one.unit == "year":
        year = scene.year(scene.calendar, shift)
        found = module.year(year) if year else None
    elif one.unit == "new-year":
        # Towards the end of a year "the new year" is the one to come.
        there = scene.month(0)
        assert there is not None
        found = module.year(there[0] + (there[1] >= 11))
    elif one.unit == "day":
        found = Interval.day(today + timedelta(days=shift))
    elif one.unit == "weekend":
        this = scene.week_of(0)
        assert this is not None and this.start is not None
        start = this.start + timedelta(days=(scene.weekend[0] - this.start.weekday()) % 7 + 7 * shift)
        found = Interval(start, start + timedelta(days=1))
    elif one.unit == "quarter":
        year, number, _ = module.of_date(today)
        whole = year * 4 + (number - 1) // 3 + shift
        found = months(whole // 4, whole % 4 * 3 + 1, whole % 4 * 3 + 3, module)
    elif one.unit == "decade":
        year = module.of_date(today)[0] // 10 * 10 + 10 * shift
        found = Interval(module.year(year).start, module.year(year + 9).end)
    elif one.unit == "century":
        first = (module.of_date(today)[0] - 1) // 100 * 100 + 1 + 100 * shift
        found = Interval(module.year(first).start, module.year(first + 99).end)
    elif one.unit == "school-year":
        found = _school_year(scene, shift)
    return _edged(expression, found, module)


def _school_year(scene: Scene, shift: int) -> Interval | None:
    today = scene.today
    if today is None:
        return None
    first = today.year - (today.month < 8) + shift
    return Interval(date(first, 9, 1), date(first + 1, 6, 30))


def _ago(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    today, low, high = scene.today, one.low, one.high
    if today is None or low is None or high is None or one.unit is None:
        return None
    sign = one.sign or -1
    if one.unit in ("hour", "minute", "second"):
        days = int(high) // 24 if one.unit == "hour" else 0
        return Interval.day(today + timedelta(days=sign * days))
    near, far = _shifted(today, low * sign, one.unit, scene), _shifted(today, high * sign, one.unit, scene)
    if near is None or far is None:
        return None
    return Interval(far.start, near.end) if sign < 0 else Interval(near.start, far.end)


def _shifted(today: date, amount: float, unit: str, scene: Scene) -> Interval | None:
    """The day, week, month or year that lies `amount` units from today."""
    module = CALENDARS[scene.calendar]
    if unit == "day":
        return Interval.day(today + timedelta(days=int(amount)))
    if unit == "week":
        return scene.week_of(int(amount))
    if unit == "year" and float(amount).is_integer():
        year = scene.year(scene.calendar, int(amount))
        return module.year(year) if year else None
    if unit in ("month", "year"):
        there = scene.month(round(amount * (12 if unit == "year" else 1)))
        return module.month(*there) if there else None
    if unit == "decade":
        year = scene.year(scene.calendar, int(amount * 10))
        return module.year(year) if year else None
    return None


def _stretch(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    today, amount = scene.today, one.high
    if today is None or amount is None or one.unit is None:
        return None
    sign = one.sign or -1
    if one.unit in ("hour", "minute"):
        days = max(0, -(-int(amount) // 24)) if one.unit == "hour" else 0
        there = today + timedelta(days=sign * days)
        return Interval(min(today, there), max(today, there))
    if one.unit == "day":
        move = timedelta(days=int(amount))
        one_day = timedelta(days=1)
        return Interval(today - move, today - one_day) if sign < 0 else Interval(today + one_day, today + move)
    if one.unit == "week":
        there = today + timedelta(days=int(amount * 7) * sign)
    else:
        size = {"month": 1, "year": 12, "decade": 120, "quarter": 3}.get(one.unit)
        if size is None:
            return None
        there = add_months(today, round(amount * size) * sign, "gregorian")
    return Interval(min(today, there), max(today, there))


def _year(expression: Expression, one: Part, scene: Scene) -> Interval | None:
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
    return _edged(expression, Interval(module.year(first).start, module.year(last).end), module)


def _decade(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    calendar = one.calendar or scene.calendar
    if one.year is None:
        return None
    module, size = CALENDARS[calendar], int(one.low or 10)
    if one.unit == "ordinal":
        first = (one.year - 1) * 100 + 1
        return Interval(module.year(first).start, module.year(first + 99).end)
    first = one.year if one.year > 99 else expand_year(one.year, calendar, scene.today)
    return Interval(module.year(first).start, module.year(first + size - 1).end)


def _feast(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    if one.feast is None:
        return None
    calendar = feast_days.calendar_of(one.feast)
    unit, dated = expression.get("unit"), one if one.year is not None else expression.get("year")
    if dated is not None and dated.year is not None:
        within = dated.calendar or scene.calendar
        if within != calendar:
            return _feast_within(one.feast, _year(expression, dated, scene))
        return feast_days.feast(one.feast, expand_year(dated.year, calendar, scene.today) if dated.short else dated.year)
    if unit is not None:
        return _feast_within(one.feast, _unit(expression, unit, scene)) if unit.unit == "year" else None
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


def _same(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    before = scene.before
    if before is None or before.start is None:
        return None
    if one.year is not None and before.end is not None:
        module = CALENDARS[one.calendar or "gregorian"]
        move = 12 * (one.year - module.of_date(before.start)[0])
        calendar = one.calendar or "gregorian"
        return Interval(add_months(before.start, move, calendar), add_months(before.end, move, calendar))
    days = (before.end - before.start).days + 1 if before.end else 1
    if one.unit in ("day", "night") and days > 1:
        return None
    if one.unit == "season" and days not in range(88, 96):
        return None
    if one.unit == "week" and days > 7:
        return None
    if one.unit in ("month", "year"):
        start = before.start
        module = CALENDARS[one.calendar or scene.calendar]
        whole = module.of_date(start)
        return module.month(whole[0], whole[1]) if one.unit == "month" else module.year(whole[0])  # type: ignore[no-any-return]
    return Interval(before.start, before.end or before.start)


def _later(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    before = scene.before
    if before is None or before.start is None or before.end is None or one.low is None or one.unit is None:
        return None
    if one.unit == "same-year":
        move = int(one.low) * 12 * (one.sign or 1)
        return Interval(
            add_months(before.start, move, scene.calendar), add_months(before.end, move, scene.calendar)
        )
    length = (before.end - before.start).days + 1
    fits = {"day": 1, "hour": 1, "week": 7, "month": 31, "year": 366, "decade": 366}.get(one.unit)
    if fits is None or length > fits:
        return None
    if one.unit == "hour":
        return before if one.low <= 6 else None
    if one.unit == "week":
        return before.shift(int(one.low * 7) * (one.sign or 1))
    return _shifted(before.start, one.low * (one.sign or 1), one.unit, _at(scene, before.start, 0))


def _ahead(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """«بعد يومين», "in two days": counted from today where it is to come, else from what was told before."""
    return _ago(expression, one, scene) if scene.tense > 0 else _later(expression, one, scene)


def _hour(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    before = scene.before
    return before if before is not None and before.start is not None and before.start == before.end else None


_KINDS = {
    "vague": _none,
    "recurring": _none,
    "date": _date,
    "weekday": _weekday,
    "day": _day,
    "feast": _feast,
    "season": _season,
    "stretch": _stretch,
    "year": _year,
    "ago": _ago,
    "later": _later,
    "ahead": _ahead,
    "unit": _unit,
    "decade": _decade,
    "same": _same,
    "clock": _hour,
    "part": _hour,
}
