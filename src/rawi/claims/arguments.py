"""Where, when, how many: what stands in the clause of a trigger."""

from collections.abc import Sequence
from typing import Final

from rawi.claims.offsets import gap
from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.ontology import count_modes
from rawi.records import Count, Span
from rawi.records.span import covers, overlap

_ENDS: Final = frozenset('.!?;:()[]«»“"”/')


def clause(reading: Reading, trigger: Trigger) -> tuple[int, int]:
    """Tokens [first, last] of the clause around the trigger: up to marks and words that open another clause."""
    words = reading.sentences[trigger.sentence].words
    first, last = trigger.first, trigger.last
    low, high = 0, len(words) - 1
    for hit in reading.concept(trigger.sentence, "clause_start"):
        at = hit.first
        if low < at <= first:
            low = at
        elif last < at <= high:
            high = at - 1
    while first > low and not _ends(words[first - 1]):
        first -= 1
    while last < high and not _ends(words[last + 1]):
        last += 1
    return first, last


def _ends(word: str) -> bool:
    return len(word) == 1 and word in _ENDS


def nearest(trigger: Span, inner: Span, spans: list[Span]) -> int:
    """Which of the spans of a sentence's mentions is nearest to the trigger in its clause, else in its sentence; of
    equally near ones the earlier. -1 where there is none.
    """
    best = -1
    within, far, at = False, 0, trigger
    for n, span in enumerate(spans):
        inside = overlap(inner, span) > 0
        if within and not inside:
            continue
        here = gap(span, trigger)
        if best < 0 or (inside and not within) or here < far or (here == far and span < at):
            best, within, far, at = n, inside, here, span
    return best


def counts_of(trigger: Trigger, spans: Sequence[Span], n: int, same: Sequence[tuple[Trigger, Span]],
              limit: Span, counts: Sequence[Count], *, verb_final: bool) -> tuple[str, ...]:  # fmt: skip
    """Ids of the counts of the sentence that measure this trigger: of a kind that suits its mode, and nearer to it than
    to any other trigger that suits them.

    Where the verb comes last (`verb_final`), a count behind a verb is the next one's, if that suits it.
    """
    if not counts:
        return ()
    suits = count_modes()
    here = spans[n]
    out: list[str] = []
    for count in counts:
        at: Span = count.span
        if not covers(limit, at):
            continue
        modes = suits.get(count.kind, frozenset())
        if not modes.intersection(trigger.modes):
            continue
        rivals = [(other, span) for other, span in same if modes.intersection(other.modes)]
        if verb_final and _follows(rivals, at):
            rivals = [one for one in rivals if not (_is_verb(one[0]) and one[1][1] <= at[0])]
            if _is_verb(trigger) and here[1] <= at[0]:
                continue
        near = gap(at, here)
        for _, span in rivals:
            if gap(at, span) < near:
                break
        else:
            out.append(count.id)
    return tuple(out)


def _follows(rivals: list[tuple[Trigger, Span]], at: Span) -> bool:
    """Whether one of some triggers stands behind a span."""
    for _, span in rivals:  # noqa: SIM110 asked of every claim: a generator would tell
        if span[0] >= at[1]:
            return True
    return False


def _is_verb(trigger: Trigger) -> bool:
    return trigger.role != "act" or trigger.light is not None
