"""The scene an expression is resolved in: what day it is, which calendar counts, what was dated just before."""

from datetime import date

import msgspec

from rawi.calendars import CALENDARS, Interval, week


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression may lean on.

    `today` is one day of the anchor, None when there is none. `calendar` is the one that "this month" and "last year"
    count in; `week` the weekday weeks begin on, `weekend` its two ends (Monday is 0). `tense` is -1, 0 or 1 for what
    the clause tells. `before` is the time dated just before in the text; `near` a day of the text that a date
    without a year lies close to, `now` the day of "now" where it is the end of a range.
    """

    today: date | None = None
    calendar: str = "gregorian"
    week: int = 0
    weekend: tuple[int, int] = (5, 6)
    tense: int = 0
    before: Interval | None = None
    near: date | None = None
    now: date | None = None

    def year(self, calendar: str, shift: int = 0) -> int | None:
        """The year of today in `calendar`, shifted; None without an anchor."""
        return None if self.today is None else int(CALENDARS[calendar].of_date(self.today)[0]) + shift

    def month(self, shift: int = 0, calendar: str | None = None) -> tuple[int, int] | None:
        """(year, month) of today in the scene's calendar, `shift` months later."""
        if self.today is None:
            return None
        year, number, _ = CALENDARS[calendar or self.calendar].of_date(self.today)
        whole = year * 12 + number - 1 + shift
        return whole // 12, whole % 12 + 1

    def week_of(self, shift: int = 0) -> Interval | None:
        """This week, or one `shift` weeks later."""
        return None if self.today is None else week(self.today, self.week).shift(7 * shift)


def add_months(day: date, months: int, calendar: str) -> date:
    """The same day some months later, or the last of that month where there is no such day."""
    module = CALENDARS[calendar]
    year, number, on = module.of_date(day)
    whole = year * 12 + number - 1 + months
    target = module.month(whole // 12, whole % 12 + 1)
    length = (target.end - target.start).days + 1
    found: date = module.to_date(whole // 12, whole % 12 + 1, min(on, length))
    return found


def expand_year(year: int, calendar: str, today: date | None) -> int:
    """A year of two digits in full: the latest that lies no more than ten years ahead."""
    centuries = {"jalali": (1300, 1400), "gregorian": (1900, 2000), "hijri": (1300, 1400)}[calendar]
    now = CALENDARS[calendar].of_date(today or date(2021, 1, 1))[0]
    return max((c + year for c in centuries if c + year <= now + 10), default=centuries[0] + year)
