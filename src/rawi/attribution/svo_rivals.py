"""Where another voice takes over inside a sentence: "X said C, while Y said D", "X says C; Y says D"."""

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import is_noun, subject_of

_VOICED = frozenset({"verb", "object", "figure"})


def rival(line: Line, cue: Cue, start: int) -> int | None:
    """The folded offset at which a later cue's clause begins, when that clause stands against the cue's own; None when
    no later voice does. `start` is where the content begins.
    """
    for other in line.cues:
        if other.first <= cue.last + 2 or other.frame not in _VOICED or is_noun(line, other):
            continue
        subject, inverted = subject_of(line, other)
        if subject is None or inverted:
            continue
        k = subject[0] - 1
        while k > cue.last and line.at("source_lead", k) is not None and line.at("contrast", k) is None:
            k -= 1
        if k <= cue.last + 1:
            continue
        if line.words[k] == ";":
            at = k
        else:
            joint = line.at("contrast", k)
            if joint is None or line.words[k - 1] not in (",", ";", "—", "-"):
                continue
            at = k - 1
        if line.starts[at] > start:
            return line.starts[at]
    return None
