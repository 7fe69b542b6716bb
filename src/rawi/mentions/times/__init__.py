"""Reading → times: dated expressions with calendar, precision and basis.

part       what one rule reads, as values
compose    parts → expressions
anchor     what day the text speaks from
story      what the text told before
resolve    expression + scene → days
read       the whole, in order
"""

from rawi.mentions.times.read import timed, times

__all__ = ["timed", "times"]
