"""Calendars: Solar Hijri, Lunar Hijri, Gregorian → inclusive intervals of days.

Each calendar is a module with the same functions: `valid`, `to_date`, `of_date`, `month`, `year`.
"""

from types import ModuleType

from rawi.calendars import gregorian, lunar, solar
from rawi.calendars.interval import Interval, week
from rawi.calendars.seasons import months, season

CALENDARS: dict[str, ModuleType] = {"gregorian": gregorian, "jalali": solar, "hijri": lunar}

__all__ = ["CALENDARS", "Interval", "gregorian", "lunar", "months", "season", "solar", "week"]
