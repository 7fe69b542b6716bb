"""Subjects that hold a relative of their own: "a clerk who spoke to us by phone | insists"."""

from typing import Final

from rawi.attribution.line import Line
from rawi.attribution.svo_tokens import is_acronym, is_adverb, is_upper

_REACH: Final = 18
_STOPS: Final = frozenset((",", ".", ";", ":", "?", "!", "(", ")", "-", "–", "—"))


def relative_begins(line: Line, last: int) -> int | None:
    """The token of "who" whose clause ends at token `last`, so that its head is the subject of what follows.

    The relative holds one verb only, its own: with a second one the subject is found nearer.
    """
    if "who" not in line.words[max(1, last - _REACH) : last]:
        return None
    k = last
    while k > 0 and last - k <= _REACH and line.words[k] != "who":
        if line.words[k] in _STOPS:
            return None
        k -= 1
    if k < 1 or line.words[k] != "who" or not line.is_word(k - 1) or is_acronym(line, k):
        return None
    verb = k + 1
    while verb < last and (line.at("auxiliary", verb) is not None or is_adverb(line, verb)):
        verb += 1
    if verb >= last:
        return None
    for j in range(verb + 1, last + 1):
        own = line.at("finite", j) is not None or line.at("auxiliary", j) is not None or _past(line, j)
        if (own or line.at("subordinator", j) is not None) and line.words[j] != "to" and not is_adverb(line, j):
            return None
        if any(c.first == j and c.frame in ("verb", "object") and line.at("cue_noun", j) is None for c in line.cues):
            return None
    return k


def _past(line: Line, k: int) -> bool:
    """Whether a past form that no determiner makes an adjective stands at token `k`."""
    return line.words[k].endswith("ed") and not is_upper(line, k) and line.at("noun_marker", k - 1) is None
