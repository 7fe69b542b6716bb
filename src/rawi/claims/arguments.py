"""Where, when, how many: what stands in the clause of a trigger."""

from collections.abc import Iterable, Sequence

from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.ontology import count_modes
from rawi.records import Count, Place, Span, Time, covers, overlap

_ENDS = frozenset('.!?;:()[]«»"“”/')


def clause(reading: Reading, trigger: Trigger) -> tuple[int, int]:
    """Tokens [first, last] of the clause around the trigger: up to marks and words that open another clause."""
    sentence = reading.sentences[trigger.sentence]
    stops = {t for hit in reading.concept(trigger.sentence, "clause_start") for t in (hit.first,)}
    first, last = trigger.first, trigger.last
    while first > 0 and sentence.words[first - 1] not in _ENDS and first not in stops:
        first -= 1
    while last + 1 < len(sentence) and sentence.words[last + 1] not in _ENDS and last + 1 not in stops:
        last += 1
    return first, last


def nearest(trigger: Span, limit: Span, inner: Span, items: Iterable[Time | Place]) -> str | None:
    """The id of the mention nearest to the trigger in its clause, else in its sentence, else None."""
    here = [i for i in items if covers(limit, i.span)]
    within = [i for i in here if overlap(inner, i.span)]
    chosen = min(within or here, key=lambda i: (_gap(i.span, trigger), i.span), default=None)
    return chosen.id if chosen is not None else None


def counts_of(trigger: Trigger, spans: Sequence[Span], n: int, same: Sequence[tuple[Trigger, Span]],
              limit: Span, counts: Iterable[Count], *, verb_final: bool) -> tuple[str, ...]:  # fmt: skip
    """Ids of the counts of the sentence that measure this trigger: of a kind that suits its mode, and nearer to it than
    to any other trigger that suits them.

    Where the verb comes last (`verb_final`), a count behind a verb is the next one's, if that suits it.
    """
    suits = count_modes()
    here = spans[n]
    out = []
    for count in counts:
        if not covers(limit, count.span):
            continue
        modes = suits.get(count.kind, frozenset())
        if not modes.intersection(trigger.modes):
            continue
        rivals = [(other, span) for other, span in same if modes.intersection(other.modes)]
        if verb_final and any(span[0] >= count.span[1] for _, span in rivals):
            rivals = [one for one in rivals if not (_is_verb(one[0]) and one[1][1] <= count.span[0])]
            if _is_verb(trigger) and here[1] <= count.span[0]:
                continue
        if _gap(count.span, here) <= min(_gap(count.span, span) for _, span in rivals):
            out.append(count.id)
    return tuple(out)


def _is_verb(trigger: Trigger) -> bool:
    return trigger.role != "act" or trigger.light is not None


def _gap(a: Span, b: Span) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])
