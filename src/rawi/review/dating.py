"""Dates in the reader's calendar: Gregorian, Solar Hijri or Lunar Hijri, in the reader's language."""

from datetime import date, timedelta
from functools import lru_cache

from rawi.review.messages import Words, digits

CALENDARS = ("gregorian", "jalali", "hijri")
USUAL = {"en": "gregorian", "fa": "jalali", "ar": "gregorian"}
OLDER = {"en": "jalali", "fa": "jalali", "ar": "hijri"}
"""Of which calendar a year such as 1402 is for who reads Gregorian dates."""


class Dates:
    """Dates in one language and one calendar."""

    def __init__(self, words: Words, calendar: str) -> None:
        self.words, self.calendar = words, calendar
        self.months = words.list(f"dates.{calendar}")

    @property
    def typed(self) -> str:
        """The calendar of years before 1700, where the reader types days."""
        return OLDER[self.words.language] if self.calendar == "gregorian" else self.calendar

    @property
    def hint(self) -> str:
        """How days may be typed."""
        key = "dates.hint-gregorian" if self.calendar == "gregorian" else "dates.hint"
        return self.words(key, day=self.short("2023-07-15"), calendar=self.words(f"dates.name.{self.typed}"))

    def day(self, iso: str | None) -> str:
        """One ISO day in words; what is no such day of the calendar as it is."""
        parts = self._parts(iso)
        return self._written(*parts) if parts else digits(self.words.language, iso or "")

    def interval(self, start: str | None, end: str | None) -> str:
        """An inclusive interval of ISO days in words: a day, a month, a year, or from … to …; empty when unknown."""
        return _said(self.words.language, self.calendar, start, end)

    def _interval(self, start: str | None, end: str | None) -> str:
        if start is None and end is None:
            return ""
        if start is None or end is None:
            key = "dates.until" if start is None else "dates.since"
            return self.words(key, day=self.day(start or end))
        if start == end:
            return self.day(start)
        first, last, after = self._parts(start), self._parts(end), self._parts(_next(end))
        if first is None or last is None or after is None:
            return self.words("dates.span", first=self.day(start), last=self.day(end))
        if first[2] == 1 and after[2] == 1:
            # Whole months: a year, one month, or several of either.
            if first[1] == 1 and after[1] == 1:
                return self._pair(self._year(first[0]), self._year(last[0]))
            return self._pair(self._month(*first[:2]), self._month(*last[:2]))
        if first[:2] == last[:2]:
            month = self._month(*first[:2])
            days = digits(self.words.language, f"{first[2]}–{last[2]}")
            return self.words("dates.days", days=days, month=month)
        return self.words("dates.span", first=self.day(start), last=self.day(end))

    def short(self, iso: str | None) -> str:
        """One day in figures, in the order of the calendar: 2023-07-15, ۱۴۰۲/۰۴/۲۴."""
        parts = self._parts(iso)
        if parts is None:
            return ""
        mark = "-" if self.calendar == "gregorian" and self.words.language == "en" else "/"
        return digits(self.words.language, mark.join((f"{parts[0]:04}", f"{parts[1]:02}", f"{parts[2]:02}")))

    def year(self, day: date) -> str:
        """The year of the reader's calendar that a day is in."""
        parts = self._parts(day.isoformat())
        return self._year(parts[0]) if parts else ""

    def _pair(self, first: str, last: str) -> str:
        return first if first == last else self.words("dates.span", first=first, last=last)

    def _parts(self, iso: str | None) -> tuple[int, int, int] | None:
        try:
            day = date.fromisoformat(iso or "")
            if self.calendar == "gregorian":
                return day.year, day.month, day.day
            # Calendars are loaded when a reader first asks for one that is not Gregorian.
            from rawi import calendars

            year, month, number = calendars.CALENDARS[self.calendar].of_date(day)
            return year, month, number
        except (ValueError, OverflowError):
            return None

    def _written(self, year: int, month: int, day: int) -> str:
        language = self.words.language
        return self.words(
            "dates.day",
            day=digits(language, str(day)),
            month=self.months[month - 1],
            year=digits(language, str(year)),
        )

    def _month(self, year: int, month: int) -> str:
        return self.words("dates.month", month=self.months[month - 1], year=self._year(year))

    def _year(self, year: int) -> str:
        return digits(self.words.language, str(year))


@lru_cache(maxsize=16_384)
def _said(language: str, calendar: str, start: str | None, end: str | None) -> str:
    return Dates(Words(language), calendar)._interval(start, end)


def _next(iso: str) -> str:
    try:
        return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""
