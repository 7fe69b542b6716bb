"""Whose words a participle tells: "targeted farmers by claiming C", "fired back a message saying C"."""

from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import is_noun, phrase_before
from rawi.attribution.svo_tokens import is_adverb, is_upper

_REACH: Final = 24
_MEANS: Final = frozenset(("by", "while", "when", "before", "after", "despite"))
_COPULAS: Final = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def participle_doer(line: Line, cue: Cue, subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """The subject of the verb that a participle goes with; None where the participle's own rules find its voice.

    That is so after a preposition ("by claiming"), and after the object of a verb ("fired back a message saying"): who
    sent the message says it. `subject` is the phrase found right before the participle.
    """
    k = cue.first - 1
    if k < 2:
        return None
    if line.words[k] in _MEANS:
        return _doer(line, k)
    if subject is None or line.at("pronoun", subject[0]) is not None:
        return None
    issued = line.first_of("issued", subject[0], subject[1])
    if issued is None:
        return None
    inner = next((j for j in range(issued.first - 1, subject[0], -1) if _verb(line, j)), None)
    if inner is not None and line.at("received", inner) is None:
        return phrase_before(line, inner - 1)
    return _doer(line, subject[0]) if subject[0] > 1 and _verb_near(line, subject[0]) else None


def _verb_near(line: Line, first: int) -> bool:
    """Whether a verb stands right before the phrase that begins at token `first`, an adverb or a particle between."""
    near = next((j for j in range(first - 1, max(first - 4, 0), -1) if _verb(line, j)), None)
    return near is not None and line.at("received", near) is None


def _doer(line: Line, before: int) -> tuple[int, int] | None:
    """The subject of the nearest verb of doing before token `before`."""
    past = before
    for j in range(before - 1, max(0, before - _REACH), -1):
        if line.words[j] == "-" and j < past:
            opened = next((i for i in range(j - 1, max(0, j - _REACH), -1) if line.words[i] == "-"), None)
            past = opened if opened is not None and line.ends[j - 1] < line.starts[j] else past
        if j >= past and past < before:
            continue  # an aside between dashes
        if line.words[j] in (";", ":") or line.is_opener(j) is not None:
            return None
        if not _verb(line, j):
            continue
        k = j - 1
        while k >= 0 and (line.at("auxiliary", k) is not None or is_adverb(line, k)):
            k -= 1
        if k < 0 or line.at("clause_joiner", k) is not None or line.words[k] == ",":
            continue  # "won the vote and fired back …": the subject stands further left
        return phrase_before(line, k)
    return None


def _verb(line: Line, k: int) -> bool:
    """Whether token `k` is a verb in a finite form, as far as endings and small words tell."""
    if line.words[k] in _COPULAS or is_upper(line, k):
        return False
    if line.at("auxiliary", k) is not None:
        return False
    past = line.words[k].endswith("ed") and line.at("noun_marker", k - 1) is None
    told = any(
        c.first == k and c.frame in ("verb", "object") and not c.form.endswith("ing") and not is_noun(line, c)
        for c in line.cues
    )
    return past or told or line.at("finite", k) is not None
