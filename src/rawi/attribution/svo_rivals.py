"""Where another voice takes over inside a sentence: "X said C, while Y said D", "X says C; Y says D"."""

from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import is_noun, subject_of

_VOICED: Final = frozenset({"verb", "object", "figure"})
_MARKS: Final = frozenset((",", ";", "—", "-"))
_QUOTES: Final = "\"'”’»"


def rival(line: Line, cue: Cue, start: int) -> int | None:
    """The folded offset at which a later cue's clause begins, when that clause stands against the cue's own; None when
    no later voice does. `start` is where the content begins.
    """
    for other in line.cues:
        if other.first <= cue.last + 2 or other.frame not in _VOICED or is_noun(line, other):
            continue
        if other.has("strict") and line.words[other.last + 1 : other.last + 2] != ["that"]:
            continue
        subject, inverted = subject_of(line, other)
        if subject is None or inverted:
            continue
        at = _opening(line, cue.last + 1, subject[0] - 1)
        if at is not None and line.starts[at] > start:
            return line.starts[at]
    return None


def _opening(line: Line, low: int, k: int) -> int | None:
    """The mark before which the clause of a subject ends on the left: a semicolon, or a comma with a word of contrast
    after it; looked for from token `k` back.
    """
    for j in range(k, max(low, k - 7), -1):
        if line.words[j] == ";":
            return j
        if line.at("contrast", j) is not None and line.words[j - 1] in _MARKS:
            return j - 1
        if line.at("contrast", j) is not None and line.words[j - 1][0] in _QUOTES and line.words[j - 2] == ",":
            return j  # «said it would "help," but others say …»
        if line.words[j] == "," or line.at("finite", j) is not None or line.at("auxiliary", j) is not None:
            return None
    return None
