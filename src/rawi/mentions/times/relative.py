"""Times that are counted from a day: from today, or from what the text dated just before."""

from datetime import date, timedelta

from msgspec.structs import replace

from rawi.calendars import CALENDARS, Interval, months
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.dated import day_of, edged
from rawi.mentions.times.part import Part
from rawi.mentions.times.scene import Scene, add_months


def weekday_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """A weekday: the last, the next, that of a week named beside it."""
    today, wanted = scene.today, one.weekday
    day, ago = expression.get("day"), expression.get("ago")
    bare = expression.kinds <= {"weekday", "part", "clock"}
    if today is None and scene.near is not None and wanted is not None and bare:
        return Interval.day(scene.near + timedelta(days=(wanted - scene.near.weekday()) % 7))
    if today is None or wanted is None:
        return None
    if day is not None:
        return day_of(expression, day, scene)
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
        forward = forward or scene.tense > 0 or (expression.word == "until" and scene.tense == 0)
        start = today + ahead if forward else today - back
    if one.weekday_to is None:
        return Interval.day(start)
    return Interval(start, start + timedelta(days=(one.weekday_to - wanted) % 7))


def unit_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """This, the last or the next week, month, year, …"""
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
    return edged(expression, found, module)


def _school_year(scene: Scene, shift: int) -> Interval | None:
    today = scene.today
    if today is None:
        return None
    first = today.year - (today.month < 8) + shift
    return Interval(date(first, 9, 1), date(first + 1, 6, 30))


def ago_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The point some units away from today: a day, or the whole week, month or year."""
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


def stretch_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The last or the next so many units."""
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


def same_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """What was dated just before."""
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


def later_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """A point counted from what was dated just before."""
    before = scene.before
    if before is None or before.start is None or before.end is None or one.low is None or one.unit is None:
        return None
    if one.unit == "same-year":
        move = int(one.low) * 12 * (one.sign or 1)
        return Interval(add_months(before.start, move, scene.calendar), add_months(before.end, move, scene.calendar))
    length = (before.end - before.start).days + 1
    fits = {"day": 1, "hour": 1, "week": 7, "month": 31, "year": 366, "decade": 366}.get(one.unit)
    if fits is None or length > fits:
        return None
    if one.unit == "hour":
        return before if one.low <= 6 else None
    if one.unit == "week":
        return before.shift(int(one.low * 7) * (one.sign or 1))
    return _shifted(before.start, one.low * (one.sign or 1), one.unit, replace(scene, today=before.start, tense=0))


def ahead_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """«بعد يومين», "in two days": counted from today where it is to come, else from what was told before."""
    return ago_of(expression, one, scene) if scene.tense > 0 else later_of(expression, one, scene)


def hour_of(expression: Expression, one: Part, scene: Scene) -> Interval | None:
    """The day of an hour or a part of the day: that dated just before."""
    if expression.leads and scene.today is not None:
        return Interval.day(scene.today)  # «۲۳:۳۰ — …»: an entry of a live report
    before = scene.before
    return before if before is not None and before.start is not None and before.start == before.end else None
