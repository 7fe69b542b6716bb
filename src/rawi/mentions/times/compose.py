"""From overlapping parts to expressions: the best parts are kept, neighbours that make one expression are joined.

«صباح» + «اليوم» + «الأربعاء» + «28 ديسمبر 2016» are four parts and one expression; «6 فوریه» + «18 بهمن» are two dates
and stay two. What may stand between parts is data (`time_glue`, `time_to`).
"""

from collections.abc import Callable, Iterable
from typing import Final

from rawi.mentions.times.part import Part

# Parts that never join others.
_SOLO: Final = {"vague", "recurring"}
# Which kinds may stand in one expression.
_WITH: Final = {
    "part": "day weekday date clock part feast same which unit ago",
    "clock": "clock day weekday date same feast",
    "day": "weekday date feast ago day",
    "weekday": "date which unit feast ago",
    "date": "which year unit edge",
    "season": "which year unit edge same",
    "unit": "edge unit same",
    "year": "edge unit",
    "feast": "year unit which date",
    "decade": "edge",
    "same": "edge which",
    "ago": "year",
    "edge": "feast which weekday day",
    "stretch": "edge date",
}
_JOINS: Final = {frozenset((kind, other)) for kind, others in _WITH.items() for other in others.split()}
_MANY: Final = {"part", "clock"}


class Expression:
    """Parts that make one expression, in text order; `until` is the second expression of a range.

    `word` is what the word before it says (since, until, before, after, none, or None), `bound` what of that opens
    or closes the time; `sentence` its index; `leads` whether its line begins with it.
    """

    __slots__ = ("bound", "end", "leads", "parts", "sentence", "start", "until", "word")

    def __init__(self, sentence: int, parts: list[Part]) -> None:
        self.sentence, self.parts = sentence, parts
        self.start, self.end = parts[0].start, parts[-1].end
        self.bound: str | None = None
        self.word: str | None = None
        self.leads = False
        self.until: Expression | None = None

    def get(self, kind: str) -> Part | None:
        """The first part of a kind; a vague lead of something definite does not count."""
        if kind == "vague" and len(self.parts) > 1:
            return None
        for one in self.parts:
            if one.kind == kind:
                return one
        return None

    @property
    def kinds(self) -> set[str]:
        """The kinds of its parts."""
        return {one.kind for one in self.parts}

    @property
    def fine(self) -> bool:
        """Whether it names a part of a day."""
        return any(one.fine or one.kind in ("part", "clock") for one in self.parts)

    def takes(self, other: Part) -> bool:
        """Whether `other` may join on the right."""
        for one in self.parts:
            if one.kind in _SOLO or other.kind in _SOLO:
                return False
            if one.kind == other.kind and one.kind not in _MANY and not _two_units(one, other):
                return False
            if frozenset((one.kind, other.kind)) not in _JOINS:
                return False
            if {one.kind, other.kind} == {"date", "year"} and (one.year or other.year) and not _yearless(one, other):
                return False
            if {one.kind, other.kind} == {"date", "unit"} and not _completes(one, other):
                return False
        return True


def _two_units(one: Part, other: Part) -> bool:
    return one.kind == "unit" and {one.unit, other.unit} in ({"week", "month"}, {"month", "year"}, {"day", "week"})


def _yearless(one: Part, other: Part) -> bool:
    date = one if one.kind == "date" else other
    return date.year is None


def _completes(one: Part, other: Part) -> bool:
    date, unit = (one, other) if one.kind == "date" else (other, one)
    if unit.unit == "year":
        return date.year is None
    return (unit.unit == "month" and date.month is None) or unit.unit in ("night", "week", "day")


def choose(parts: Iterable[Part]) -> list[Part]:
    """Non-overlapping parts, in text order: the longer wins, a step of priority weighs as three characters."""
    kept: list[Part] = []
    for one in sorted(parts, key=lambda p: (p.start - p.end - 3 * p.priority, p.start)):
        if all(one.end <= k.start or k.end <= one.start for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda p: p.start)


def join(sentence: int, parts: list[Part], text: str, glue: Callable[[str], bool]) -> list[Expression]:
    """Parts of one sentence as expressions. `glue` says whether what stands between two parts lets them join."""
    out: list[Expression] = []
    for one in parts:
        last = out[-1] if out else None
        gap = text[last.end : one.start] if last is not None else ""
        if last is not None and _leads(last, one, gap):
            last.parts.append(one)
            last.end = one.end
            continue
        if last is not None and last.takes(one):
            opens = gap.strip() == "(" and ")" in text[one.end : one.end + 40].split("(", maxsplit=1)[0]
            opens = opens and one.kind != "day"
            if opens or (glue(gap) and not (one.kind == "clock" and last.get("clock"))):
                last.parts.append(one)
                last.end = one.end
                continue
        out.append(Expression(sentence, [one]))
    for expression in out:
        _close_bracket(expression, text)
    return out


def _leads(last: Expression, one: Part, gap: str) -> bool:
    """«hours later, at 2:15 p.m.», «Days earlier, on 30 November»: a vague lead and what it is about."""
    vague = last.parts[0]
    if len(last.parts) != 1 or vague.sense not in ("later", "earlier") or one.kind not in ("date", "clock", "weekday"):
        return False
    return gap.strip().startswith(",") and len(gap) <= 6


def _close_bracket(expression: Expression, text: str) -> None:
    inside = text[expression.start : expression.end]
    if inside.count("(") > inside.count(")"):
        after = text[expression.end : expression.end + 12]
        if ")" in after and not after[: after.index(")")].strip():
            expression.end += after.index(")") + 1


def ranges(expressions: list[Expression], text: str, to: Callable[[str, str], bool]) -> list[Expression]:
    """Neighbours with a word for "to" between them become one expression with its `until`.

    «از سال ۸۲ تاکنون» is one open expression as well.
    """
    out: list[Expression] = []
    for expression in expressions:
        last = out[-1] if out else None
        if last is not None and last.until is None and _to_now(last, expression, text):
            last.end = expression.end
            last.bound = "since"
            continue
        if (
            last is not None
            and last.until is None
            and to(text[last.end : expression.start], text[max(0, last.start - 12) : last.start])
            and _range_kinds(last, expression)
        ):
            last.until = expression
            last.end = expression.end
            continue
        out.append(expression)
    return out


def _to_now(first: Expression, second: Expression, text: str) -> bool:
    now = second.get("vague")
    if now is None or now.sense != "until-now" or text[first.end : second.start].strip():
        return False
    return bool(first.kinds & {"date", "year", "weekday", "unit", "day"})


_ENDS: Final = {"date", "day", "weekday", "year", "season", "clock", "part", "unit", "feast", "ago", "decade"}


def _range_kinds(first: Expression, second: Expression) -> bool:
    a, b = first.kinds & _ENDS, second.kinds & _ENDS
    now = [e for e in (first, second) if e.parts[0].sense == "now" and len(e.parts) == 1]
    if len(now) == 1 and (a | b) and not (a & b):
        return True
    return bool(a and b) and bool((first.kinds | second.kinds) <= _ENDS | {"edge", "which"})
