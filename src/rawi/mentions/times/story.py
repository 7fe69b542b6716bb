"""What the text told so far: the time dated just before, years that carry over, tense, and "today" for nowadays."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rawi.calendars import CALENDARS, Interval
from rawi.lang import Reading
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.part import Part
from rawi.mentions.times.words import words_of

_CLAUSE: Final = 14  # words from a time to the verb that tells its tense
_REACH: Final = 3  # sentences back that a back-reference may look


class Story:
    """The dated expressions of a document as they are told, asked in text order."""

    def __init__(self, reading: Reading, found: Sequence[Expression]) -> None:
        self._reading = reading
        self.told: list[tuple[Expression, Interval | None]] = []
        self._full: dict[tuple[str, int, int], int] = {}
        for expression in found:
            one = expression.get("date")
            if one is not None and one.day and one.month and one.year and not one.short and one.calendar:
                self._full.setdefault((one.calendar, one.month, one.day), one.year)

    def tell(self, expression: Expression, days: Interval | None) -> None:
        """Note how an expression was resolved."""
        self.told.append((expression, days))

    def before(self, expression: Expression) -> Interval | None:
        """The time dated just before that "that day" or "four years later" looks back to."""
        kinds = expression.kinds
        if not kinds & {"same", "later", "ahead", "clock", "part"}:
            return None
        fuzzy = any(p.kind == "same" and p.precision == "vague" for p in expression.parts)
        reach = _REACH if kinds & {"same", "later", "ahead"} and not fuzzy else 2
        for told, days in reversed(self.told):
            if expression.sentence - told.sentence > reach:
                return None
            if told.kinds & {"vague", "recurring", "later"} and (expression.get("later") or not told.get("later")):
                continue
            if days is None or days.start is None:
                return None
            return days
        return None

    def near(self, expression: Expression) -> date | None:
        """A day close to which a date without a year lies, where the text itself says so."""
        one = expression.get("date")
        if one is None and expression.get("weekday"):
            return self._dated_day(expression)
        if one is None or one.year is not None or not one.month or not one.day or not one.calendar:
            return None
        if expression.kinds & {"year", "unit", "which", "day"}:
            return None
        twin = self._full.get((one.calendar, one.month, one.day))
        if twin is not None:
            return _day_of(one, twin)
        if self.told:
            told, days = self.told[-1]
            other = told.get("date")
            if other is None or days is None or days.start is None or expression.sentence - told.sentence > 1:
                return None
            gap = self._reading.view.lower[told.end : expression.start]
            if other.calendar != one.calendar and len(gap) <= 20:
                return days.start
            if other.year is not None and not other.short and other.calendar == one.calendar:
                return days.start
        return None

    def _dated_day(self, expression: Expression) -> date | None:
        """The day just told by weekday and full date («Saturday, November 2, 2019. On Monday …»)."""
        if not self.told:
            return None
        if self._reading.document.published is not None:
            return self._day_to_come(expression)
        told, days = self.told[-1]
        one = told.get("date")
        if one is None or one.year is None or told.get("weekday") is None or expression.sentence - told.sentence > 2:
            return None
        return days.start if days is not None and days.start == days.end else None

    def _day_to_come(self, expression: Expression) -> date | None:
        """A day to come that the text told by its date: «يوم الجمعة 12 ماي … تنطلق يوم الجمعة لتختتم يوم الأحد»."""
        published, weekday = self._reading.document.published, expression.get("weekday")
        if published is None or weekday is None or weekday.sign is not None or expression.kinds & {"which", "unit"}:
            return None
        ahead = [
            (told, days.start)
            for told, days in self.told
            if days is not None and days.start is not None and days.start == days.end
            if published.end < days.start.isoformat() and (told.get("date") or told.get("weekday"))
        ]
        named = [day for told, day in ahead if told.get("date") and day.weekday() == weekday.weekday]
        inside = [day for told, day in ahead if told is self.told[-1][0] and told.sentence == expression.sentence]
        day = next(iter(named[-1:] + inside), None)
        return None if day is None or self.tense(expression) < 0 else day

    def tense(self, expression: Expression) -> int:
        """1 where the clause tells of what will be, -1 where of what was, 0 where nothing tells."""
        sentence = self._reading.sentences[expression.sentence]
        at, last = sentence.token_at(expression.start), sentence.token_at(expression.end)
        cues = [(hit.first, 1) for hit in self._reading.concept(expression.sentence, "future_cue")]
        ahead = {first for first, _ in cues}
        cues += [
            (hit.first, -1)
            for hit in self._reading.concept(expression.sentence, "past_cue")
            if hit.first not in ahead and hit.first - 1 not in ahead
        ]
        after = sorted(c for c in cues if c[0] >= last)
        before = sorted((c for c in cues if c[0] < at), reverse=True)
        if words_of(self._reading.pack(expression.sentence)).verb_last and after:
            return after[0][1]
        near = sorted((*(((c[0] - last), c[1]) for c in after), *(((at - c[0]), c[1]) for c in before)))
        return near[0][1] if near and near[0][0] <= _CLAUSE else 0

    def nowadays(self, expression: Expression) -> bool:
        """Whether "today" stands for these days: a bare one, by a verb in the present that reports no happening."""
        one = expression.parts[0]
        if len(expression.parts) != 1 or one.kind != "day" or one.low != 0 or one.fine or expression.bound:
            return False
        reading, index = self._reading, expression.sentence
        sentence, words = reading.sentences[index], words_of(reading.pack(index))
        at, last = sentence.token_at(expression.start), sentence.token_at(expression.end)
        literal = [hit for hit in reading.concept(index, "today_literal") if at - 7 <= hit.first <= last + 7]
        if literal:
            return False
        present = {hit.first for hit in reading.concept(index, "present_cue")}
        present |= {k for k, word in enumerate(sentence.words) if words.present(word)}
        if not words.verb_last:
            return any(at - 5 <= k <= last + 4 for k in present)
        past = {hit.last for hit in reading.concept(index, "past_verb")}
        past |= {hit.first for hit in reading.concept(index, "future_cue")}
        verbs = sorted(k for k in present | past if k >= last)
        return bool(verbs) and verbs[0] not in past


def _day_of(one: Part, year: int) -> date | None:
    try:
        found: date = CALENDARS[one.calendar or "gregorian"].to_date(year, one.month, one.day)
    except ValueError:
        return None
    return found
