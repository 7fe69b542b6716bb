"""An entry of the lexicon where it stands in a sentence."""

from typing import Any

import msgspec


class Hit(msgspec.Struct, eq=False, gc=False):
    """A lexicon entry found in a sentence.

    `concept` and `value` are the entry's; `first`/`last` the token indices it covers (inclusive); `start`/`end`
    folded offsets without clitics; `form` the entry's folded form.
    """

    concept: str
    value: Any
    first: int
    last: int
    start: int
    end: int
    form: str

    def __repr__(self) -> str:
        return f"Hit({self.concept}:{self.form} {self.start}-{self.end})"
