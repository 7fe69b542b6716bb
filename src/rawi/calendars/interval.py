"""Intervals of days: inclusive, either end may be unknown."""

from datetime import date, timedelta

import msgspec


class Interval(msgspec.Struct, frozen=True):
    """Days from `start` to `end`, both included; None where an end is open or not known."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def day(cls, day: date) -> "Interval":
        """The interval of one day."""
        return cls(day, day)

    def shift(self, days: int) -> "Interval":
        """The same length of time, `days` later (earlier when negative)."""
        move = timedelta(days=days)
        return Interval(self.start + move if self.start else None, self.end + move if self.end else None)

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def week(day: date, first: int) -> Interval:
    """The week of `day` where weeks begin on weekday `first` (Monday is 0)."""
    start = day - timedelta(days=(day.weekday() - first) % 7)
    return Interval(start, start + timedelta(days=6))
