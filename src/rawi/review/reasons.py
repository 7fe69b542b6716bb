"""The merge's reasons in the reader's words.

The merge writes its reasons in English. Each of them is a message of the catalogue `reason`, whose English text is the
merge's own: what a reason says is read back with it, and said again in another language. A field's name says what it
holds: `n…` a whole number, `day…` days, `mode…` and `kind…` names of the ontology, `number…` bounds, `code…` a
language, `name…` somebody who tells, `place…` a place, `things` several reasons in one, `numbers` figures, `meanings`
words by their names in the merge's table. What no message fits stays in English.
"""

import re
import string
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from rawi.review.dating import Dates
from rawi.review.messages import Words, catalogue
from rawi.review.naming import Names, visible

GROUP = "reason."
SOURCE = "en"
PLACE = f"{GROUP}by-document"
"""What the merge adds when it went by the place of the document."""


class Pattern(NamedTuple):
    """A message and what finds it in the merge's words."""

    key: str
    words: re.Pattern[str]
    weight: int


class Reasons:
    """Says the merge's reasons in one language."""

    def __init__(self, words: Words, dates: Dates, names: Names) -> None:
        self.words, self.dates, self.names = words, dates, names

    def __call__(self, text: str) -> Markup:
        """One reason, as HTML."""
        return self._joined(self._one(part) for part in text.split("; "))

    def all(self, reasons: tuple[str, ...]) -> Markup:
        """Several reasons in one line."""
        return self._joined(self(reason) for reason in reasons)

    def name(self, name: str) -> Markup:
        """Somebody who tells, isolated; `unnamed voices of …` in the reader's words."""
        if self.words.language != SOURCE:
            for pattern in _patterns():
                if pattern.key.startswith(f"{GROUP}unnamed") and (found := pattern.words.fullmatch(name)):
                    return self._said(pattern.key, found)
        return Markup("<bdi>{}</bdi>").format(visible(name))

    def _joined(self, parts: Iterable[Markup]) -> Markup:
        return Markup(self.words("frame.semicolon")).join(parts)

    def _one(self, text: str) -> Markup:
        ending = catalogue(SOURCE)[PLACE]
        if isinstance(ending, str) and text.endswith(ending) and len(text) > len(ending):
            return self._one(text.removesuffix(ending)) + self.words(PLACE)
        for pattern in _patterns():
            if found := pattern.words.fullmatch(text):
                return self._said(pattern.key, found)
        return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(visible(text))

    def _said(self, key: str, found: re.Match[str]) -> Markup:
        return self.words.html(key, **{field: self._value(field, value) for field, value in found.groupdict().items()})

    def _value(self, field: str, value: str) -> Any:
        kind = field.rstrip("2")
        if kind == "n":
            return int(value)
        if kind == "day":
            first, _, last = value.partition(" to ")
            return self.dates.interval(_iso(first), _iso(last or first)) or value
        if kind == "mode":
            return self.names.mode(value) if not value.isupper() else self.names.type(value)
        if kind == "kind":
            return self.names.count(value)
        if kind == "number":
            return self.names.told_number(value)
        if kind == "place":
            return self.names.place(value)
        if kind == "code":
            return self.names.language_name(value)
        if kind == "things":
            return Markup(self.words("claim.comma")).join(self._one(part) for part in value.split(", "))
        if kind == "numbers":
            return self.names.digits(value)
        if kind == "meanings":
            # Meanings are rarely told, and their table comes with the languages.
            from rawi.merge.gloss import called

            words = (called(meaning, self.words.language) or meaning for meaning in value.split(", "))
            return Markup(self.words("claim.comma")).join(map(visible, words))
        if kind == "name":
            return self.name(value)
        return visible(value)


@lru_cache(maxsize=1)
def _patterns() -> tuple[Pattern, ...]:
    """The messages as patterns, those with the most words of their own first."""
    made = []
    for key, message in catalogue(SOURCE).items():
        if not key.startswith(GROUP):
            continue
        if isinstance(message, dict):
            message = message["other"]  # The merge counts all alike: "1 days".
        assert isinstance(message, str), key
        written, weight = "", 0
        for literal, field, _, _ in string.Formatter().parse(message):
            written += re.escape(literal)
            weight += len(literal)
            if field:
                written += rf"(?P<{field}>\d+)" if field.rstrip("2") == "n" else f"(?P<{field}>.+?)"
        made.append(Pattern(key, re.compile(written), weight))
    return tuple(sorted(made, key=lambda pattern: -pattern.weight))


def _iso(day: str) -> str | None:
    try:
        return datetime.strptime(day, "%d %b %Y").date().isoformat()
    except ValueError:
        return None
