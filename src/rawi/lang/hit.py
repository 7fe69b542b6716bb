"""An entry of the lexicon where it stands in a sentence."""

from typing import Any


class Hit:
    """A lexicon entry found in a sentence. Never changed.

    `concept` and `value` are the entry's; `first`/`last` the token indices it covers (inclusive); `start`/`end`
    folded offsets without clitics; `form` the entry's folded form.
    """

    __slots__ = ("concept", "end", "first", "form", "last", "start", "value")

    def __init__(self, concept: str, value: Any, first: int, last: int, start: int, end: int, form: str) -> None:
        self.concept, self.value, self.form = concept, value, form
        self.first, self.last, self.start, self.end = first, last, start, end

    def __repr__(self) -> str:
        return f"Hit({self.concept}:{self.form} {self.start}-{self.end})"
