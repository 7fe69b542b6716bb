"""Signatures: words followed by their author in brackets, «C (X, date)»."""

import re
from typing import Final

from rawi.attribution.contents import trim
from rawi.attribution.draft import Draft

_SIGNED: Final = re.compile(r"[\s.\"”»]*\((?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3})(?P<rest>[ ,]*\d[^()]*)?\)\s*$")


def sign(draft: Draft) -> None:
    """Take a signature off the end of speech: the content ends before it, and the voice goes by the name in it.

    A bracket is a signature when it holds a name of four words at most, alone or before a date.
    """
    if not draft.content.speech or draft.source is None:
        return
    view = draft.line.reading.view
    start, end = draft.content.spans[-1]
    # The bracket may stand just after the words, or inside a quotation that nothing closes.
    stop = end
    while stop < len(view.text) and stop < end + 4 and view.text[stop] in ' ."”»)':
        stop += 1
    stop = max(stop, end)
    last = stop - 1
    while last > start and view.text[last].isspace():
        last -= 1
    if view.text[last] != ")":
        return
    found = _SIGNED.search(view.text, start, stop)
    if found is None or found.start() - start < 12:
        return
    inner = trim(view, start, found.start())
    if inner is None:
        return
    draft.content.spans[-1] = inner
    draft.name_hint = " ".join(view.source(*found.span("name")).split())
    draft.signature = found.span()
