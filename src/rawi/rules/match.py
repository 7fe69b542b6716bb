"""Match compiled rules against a stretch of the view."""

import re
from collections.abc import Callable, Iterable, Iterator

from rawi.records import Span
from rawi.rules.compile import Compiled, Family
from rawi.rules.needs import DIGIT
from rawi.rules.rule import Rule
from rawi.rules.words import DIGITS


class Match:
    """One rule's match: folded offsets, named groups, and the rule that made it."""

    __slots__ = ("m", "rule")

    def __init__(self, rule: Rule, m: "re.Match[str]") -> None:
        self.rule, self.m = rule, m

    @property
    def span(self) -> Span:
        """The span to report: group `span` where the pattern marks one, else the whole match."""
        if "span" in self.m.re.groupindex and self.m.group("span") is not None:
            return self.m.span("span")
        return self.m.span()

    def get(self, name: str) -> str | None:
        """The text of a named group, blanks made single, None when absent from the pattern or unmatched."""
        if name not in self.m.re.groupindex:
            return None
        found = self.m.group(name)
        return None if found is None else " ".join(found.split())

    def where(self, name: str) -> Span | None:
        """The folded span of a named group, None when absent or unmatched."""
        if name not in self.m.re.groupindex or self.m.group(name) is None:
            return None
        return self.m.span(name)

    def groups(self) -> dict[str, str]:
        """All matched named groups."""
        return {k: " ".join(v.split()) for k, v in self.m.groupdict().items() if v is not None}


def matches(
    rules: Iterable[Compiled], text: str, cased: str, start: int, end: int, has: Callable[[str], bool] | None = None
) -> Iterator[Match]:
    """All matches of all rules in `text[start:end]`, rule by rule (overlaps included).

    `text` is lower-cased folded text, `cased` the same with its case, read by rules marked `case`. `has(concept)`
    tells whether the stretch holds a word of a concept; rules that need what is absent are skipped.
    """
    family = rules if isinstance(rules, Family) else Family(rules)
    stretch = text[start:end]
    there = {key for key, letters in family.literals if letters in stretch}
    there.update(key for key in family.concepts if has is None or has(key))
    if DIGITS.search(stretch) is not None:
        there.add(DIGIT)
    yield from run(family.candidates(family.mask(there)), text, cased, start, end)


def run(rules: Iterable[Compiled], text: str, cased: str, start: int, end: int) -> Iterator[Match]:
    """All matches of rules whose needs are known to be met, rule by rule."""
    for compiled in rules:
        where = cased if compiled.case else text
        for m in compiled.regex.finditer(where, start, end):
            if m.end() > m.start():
                yield Match(compiled.rule, m)


def run_at(
    places: Iterable[tuple[Compiled, list[int] | None]], text: str, cased: str, start: int, end: int
) -> list[Match]:
    """All matches of rules that are tried at certain places only (see `Family.places`), rule by rule."""
    found: list[Match] = []
    for compiled, offsets in places:
        where = cased if compiled.case else text
        if offsets is None:
            for m in compiled.regex.finditer(where, start, end):
                if m.end() > m.start():
                    found.append(Match(compiled.rule, m))
            continue
        match = compiled.regex.match
        done = start
        for at in offsets:
            if at >= done:
                one = match(where, at, end)
                if one is not None:
                    found.append(Match(compiled.rule, one))
                    done = one.end()
    return found
