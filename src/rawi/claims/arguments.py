"""Who, to whom, where, when, how many: what stands in the clause of a trigger."""

from collections.abc import Iterable, Sequence

from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.ontology import count_modes
from rawi.records import Count, Place, Span, Time, covers, overlap

_BREAKS = frozenset(
    ("clause_start", "phrase_break", "light_do", "light_be", "near_aux", "near_have", "cue", "mood_past")
)
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
              limit: Span, counts: Iterable[Count]) -> tuple[str, ...]:  # fmt: skip
    """Ids of the counts of the sentence that measure this trigger: of a kind that suits its mode, and nearer to it than
    to any other trigger that suits them.
    """
    suits = count_modes()
    out = []
    for count in counts:
        if not covers(limit, count.span):
            continue
        modes = suits.get(count.kind, frozenset())
        rivals = [span for other, span in same if modes.intersection(other.modes)]
        if not modes.intersection(trigger.modes):
            continue
        if _gap(count.span, spans[n]) <= min(_gap(count.span, r) for r in rivals):
            out.append(count.id)
    return tuple(out)


def parties(reading: Reading, trigger: Trigger, inner: tuple[int, int]) -> tuple[Span | None, Span | None]:
    """(actor, recipient) as document spans, each None when the clause `inner` (tokens) names none.

    Word order decides, by the language's settings: `sov` Persian, `vso` Arabic, `svo` English.
    """
    order = reading.pack(trigger.sentence).settings.get("attribution", {}).get("order", "svo")
    first, last = inner
    runs = _noun_runs(reading, trigger, first, last)
    left = [r for r in runs if r[1] < trigger.first]
    right = [r for r in runs if r[0] > trigger.last]
    by = _after_agent(reading, trigger, runs)
    passive = trigger.role == "be" or trigger.light in ("be", "not_be") or _passive(reading, trigger)
    noun = trigger.role == "act" and trigger.light is None
    actor = recipient = None
    if order == "vso" or noun:
        following = [r for r in right if r[0] - trigger.last <= 2]
        if passive or noun:
            recipient = following[0] if following else None
            actor = by
        else:
            actor = following[0] if following else None
            later = [r for r in right if actor is not None and r[0] > actor[1]]
            recipient = later[0] if later else None
    elif order == "sov":
        marked = _before_object_mark(reading, trigger, left)
        subject = next((r for r in left if r != marked), None)
        actor, recipient = (by, subject) if passive else (subject, marked)
    else:
        subject = left[-1] if left else None
        target = next((r for r in right if r[0] - trigger.last <= 2), None)
        actor, recipient = (by, subject) if passive else (subject, target)
    sentence = reading.sentences[trigger.sentence]

    def span(run: tuple[int, int] | None) -> Span | None:
        return None if run is None else reading.span((sentence.starts[run[0]], sentence.ends[run[1]]))

    return span(actor), span(recipient)


def _gap(a: Span, b: Span) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _noun_runs(reading: Reading, trigger: Trigger, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of tokens of the clause that no preposition, conjunction, auxiliary or verb breaks."""
    sentence = reading.sentences[trigger.sentence]
    breaks = set(range(trigger.first, trigger.last + 1))
    for hit in reading.hits(trigger.sentence):
        if hit.first <= last and hit.last >= first and (hit.concept in _BREAKS or hit.concept[:3] in ("do_", "be_")):
            breaks.update(range(hit.first, hit.last + 1))
    counted = {h.first for name in ("number_word", "number_bound") for h in reading.concept(trigger.sentence, name)}
    runs: list[tuple[int, int]] = []
    at = None
    for i in range(first, last + 2):
        word = sentence.words[i] if i <= last else ","
        if i > last or i in breaks or not word[0].isalnum():
            if at is not None:
                runs.append((at, i - 1))
            at = None
        elif at is None:
            at = i
        elif (i in counted or word[0].isdigit()) and i - 1 not in counted and not sentence.words[i - 1][0].isdigit():
            # A number opens a noun phrase of its own: «پلیس سه نفر را».
            runs.append((at, i - 1))
            at = i
    return runs


def _after_agent(reading: Reading, trigger: Trigger, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    marks = {hit.last for hit in reading.concept(trigger.sentence, "agent_mark")}
    return next((r for r in runs if r[0] - 1 in marks), None)


def _before_object_mark(reading: Reading, trigger: Trigger, left: list[tuple[int, int]]) -> tuple[int, int] | None:
    marks = {hit.first for hit in reading.concept(trigger.sentence, "object_mark")}
    return next((r for r in reversed(left) if r[1] + 1 in marks), None)


def _passive(reading: Reading, trigger: Trigger) -> bool:
    near = {hit.last for hit in reading.concept(trigger.sentence, "near_aux")}
    return trigger.role == "do" and bool(near & {trigger.first - 1, trigger.first - 2})
