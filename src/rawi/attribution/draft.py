"""A draft: one attribution before voices are named and chains are built."""

from rawi.attribution.contents import Content
from rawi.attribution.line import Cue, Line
from rawi.records import Span


class Draft:
    """A cue with the source and content found for it, in folded offsets.

    `source` is None when the subject is dropped or there is none (`impersonal`). `rule` names the construction.
    """

    __slots__ = (
        "agreement",
        "content",
        "cue",
        "impersonal",
        "implied",
        "index",
        "line",
        "name_hint",
        "rank",
        "resumes",
        "rule",
        "signature",
        "source",
        "span",
    )

    def __init__(
        self, line: Line, cue: Cue | None, span: Span | None, source: Span | None, content: Content, rule: str
    ) -> None:
        self.line, self.index, self.cue, self.span = line, line.index, cue, span
        self.source, self.content, self.rule = source, content, rule
        self.impersonal = cue is not None and cue.has("impersonal")
        self.name_hint: str | None = None
        # The phrase that a dropped subject stands for, where the sentence itself tells.
        self.implied: Span | None = None
        # Whether the pronoun that opens another's words is its subject («قال X إنه طلب»): X himself speaks again.
        self.resumes = False
        # 1 for a voice that another of the same sentence relays, whichever is written first.
        self.rank = 0
        # What the cue's form says of its subject: "f", "m" or "p" (plural); None where it does not tell.
        self.agreement: str | None = None
        # Where the author's name and date follow the words in brackets.
        self.signature: Span | None = None
