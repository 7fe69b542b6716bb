"""Days as people type them into filters and searches: figures or words, in any of the three calendars."""

import re
import unicodedata
from datetime import date, timedelta

OUR_ERA = 1700
"""Years from here on are Gregorian; smaller ones are of the calendar that is asked with."""
LONGEST = 60
MOST_AROUND = 3_660
_FIGURES = re.compile(r"(\d{3,4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AROUND = re.compile(r"(.+?)(?:~(\d{1,4}))?")
Days = tuple[date, date]
"""The first and the last day."""


def days(text: str, calendar: str) -> Days | None:
    """The day, month or year that a text names, as its first and last day; None where it names none.

    `calendar` (a name of `rawi.calendars`) is that of years before OUR_ERA. What is no figures is read as a document
    is: «۲۳ تیر ۱۴۰۲», `July 2023`, «محرم ١٤٤٥».
    """
    written = western(text.strip())
    found = _FIGURES.fullmatch(written)
    if found is not None:
        year, month, day = (int(part or 0) for part in found.groups())
        return _figures(year, month, day, calendar)
    if len(written) > LONGEST or not any(letter.isdecimal() for letter in written):
        return None
    return _words(text.strip())


def around(text: str, calendar: str, within: int) -> Days | None:
    """The days that lie no more than `within` days from those that a text names."""
    found = days(text, calendar)
    if found is None:
        return None
    apart = timedelta(days=min(max(within, 0), MOST_AROUND))
    try:
        return found[0] - apart, found[1] + apart
    except OverflowError:
        return None


def parted(text: str) -> tuple[str, int]:
    """`2023-07-15~3` as the day and the number of days around it; without a number, none."""
    found = _AROUND.fullmatch(western(text))
    return (found[1], int(found[2] or 0)) if found else (text, 0)


def western(text: str) -> str:
    """A text with its digits, of whatever script, as 0-9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _figures(year: int, month: int, day: int, calendar: str) -> Days | None:
    from rawi import calendars

    there = calendars.CALENDARS["gregorian" if year > OUR_ERA else calendar]
    try:
        if day:
            only: date = there.to_date(year, month, day)
            return only, only
        found = there.month(year, month) if month else there.year(year)
    except (ValueError, OverflowError, KeyError, IndexError):
        return None
    return found.start, found.end


def _words(text: str) -> Days | None:
    # Knowing the names of months loads the languages.
    from rawi.lang.loader import LANGUAGES
    from rawi.pipeline import read
    from rawi.records import Document

    for language in (None, *LANGUAGES):  # A month alone may say too little of its language.
        for time in read(Document(id="typed", text=text, language=language)).times:
            if time.start and time.end:
                return date.fromisoformat(time.start), date.fromisoformat(time.end)
    return None
