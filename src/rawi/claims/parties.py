"""Who did it and to whom: the noun phrases around a trigger, read by the word order of the language."""

from collections.abc import Iterable
from typing import NamedTuple

from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.ontology import complement_recipients
from rawi.records import Span

_BREAKS = frozenset(
    {
        *("clause_start", "phrase_break", "preposition", "agent_mark", "object_mark", "cue"),
        *("light_do", "light_be", "light_not_do", "light_not_be", "near_aux", "near_have", "mood_past"),
    }
)


class Run(NamedTuple):
    """A noun phrase: tokens `first`..`last`; `case` is the kind of preposition before it (`to`, `in`, `of`, `for`),
    `by` for an agent, `object` before an object mark, `plain` otherwise.
    """

    first: int
    last: int
    case: str


def parties(
    reading: Reading, trigger: Trigger, inner: tuple[int, int], times: Iterable[Span]
) -> tuple[Span | None, Span | None]:
    """(actor, recipient) as folded spans, each None when the clause `inner` (tokens) names none.

    Word order decides, by the language's settings: `sov` Persian, `vso` Arabic, `svo` English. `times` are folded spans
    of expressions that say when: no party.
    """
    order = reading.pack(trigger.sentence).settings.get("attribution", {}).get("order", "svo")
    runs = _runs(reading, trigger, inner, list(times))
    left = [r for r in runs if r.last < trigger.first]
    right = [r for r in runs if r.first > trigger.last]
    by = next((r for r in runs if r.case == "by"), None)
    if trigger.role == "act" and trigger.light is None:
        found = _of_noun(trigger, left, right, by, order)
    else:
        subject, target = _ORDERS[order](trigger, left, right)
        if subject is None and order != "vso":
            subject = _antecedent(reading, trigger, inner[0], list(times))
        passive = trigger.role == "be" or trigger.light in ("be", "not_be") or _passive(reading, trigger)
        found = (by, subject) if passive else (subject, target)
    sentence = reading.sentences[trigger.sentence]
    actor, recipient = (None if r is None else (sentence.starts[r.first], sentence.ends[r.last]) for r in found)
    return actor, recipient


def _svo(trigger: Trigger, left: list[Run], right: list[Run]) -> tuple[Run | None, Run | None]:
    subject = next((r for r in reversed(left) if r.case == "plain"), None)
    near = [r for r in right if r.first - trigger.last <= 3]
    target = next((r for r in near if r.case == "plain"), None) or next((r for r in near if r.case == "to"), None)
    return subject, target


def _vso(trigger: Trigger, left: list[Run], right: list[Run]) -> tuple[Run | None, Run | None]:
    plain = [r for r in right if r.case == "plain"]
    before = next((r for r in reversed(left) if r.case == "plain" and r.last == trigger.first - 1), None)
    subject: Run | None
    if before is not None:
        # The subject comes first, as in headlines and after أن.
        subject, rest = before, [r for r in plain if r.first - trigger.last <= 2]
    else:
        subject = next((r for r in plain if r.first - trigger.last <= 2), None)
        rest = [r for r in plain if subject is not None and r.first > subject.last]
    target = next(iter(rest), None)
    if target is None or (subject is not None and target.first - subject.last > 4):
        target = next((r for r in right if r.case == "to" and r != subject), None)
    if trigger.role == "be":
        return subject, None
    return subject, target


def _sov(trigger: Trigger, left: list[Run], right: list[Run]) -> tuple[Run | None, Run | None]:
    subject = next((r for r in left if r.case == "plain"), None)
    target = next((r for r in reversed(left) if r.case == "object"), None)
    if target is None:
        target = next((r for r in reversed(left) if r.case == "to"), None)
    if target is None:
        target = next((r for r in reversed(left) if r.case == "plain" and r != subject), None)
    return subject, target


_ORDERS = {"svo": _svo, "vso": _vso, "sov": _sov}


def _of_noun(
    trigger: Trigger, left: list[Run], right: list[Run], by: Run | None, order: str
) -> tuple[Run | None, Run | None]:
    near = [r for r in right if r.first - trigger.last <= 2]
    after = next((r for r in near if r.case == ("of" if order == "svo" else "plain")), None)
    toward = next((r for r in right if r.case == "to" and r.first - trigger.last <= 8), None)
    owner = None
    if order == "svo":
        owner = next((r for r in reversed(left) if r.last == trigger.first - 1 and r.case == "plain"), None)
    if complement_recipients().intersection(trigger.modes[:1]):
        return by or owner, after or (toward if after is None else None)
    return by or after or owner, toward


def _antecedent(reading: Reading, trigger: Trigger, start: int, times: list[Span]) -> Run | None:
    """The noun phrase that a relative clause starting at token `start` hangs on."""
    opens = {hit.first for hit in reading.concept(trigger.sentence, "clause_start")}
    if start not in opens or start == 0:
        return None
    before = _runs(reading, trigger, (max(0, start - 8), start - 1), times)
    return before[-1] if before and before[-1].last >= start - 2 else None


def _runs(reading: Reading, trigger: Trigger, inner: tuple[int, int], times: list[Span]) -> list[Run]:
    """Noun phrases between the words that cannot belong to one."""
    index = trigger.sentence
    sentence = reading.sentences[index]
    first, last = inner
    breaks = set(range(trigger.first, trigger.last + 1))
    case: dict[int, str] = {}
    for hit in reading.hits(index):
        if hit.first > last or hit.last < first - 3:
            continue
        if hit.concept in _BREAKS or hit.concept[:3] in ("do_", "be_"):
            breaks.update(range(hit.first, hit.last + 1))
            if hit.concept == "preposition":
                case.setdefault(hit.last, str(hit.value))
            elif hit.concept == "agent_mark":
                case[hit.last] = "by"
    marks = {hit.first for hit in reading.concept(index, "object_mark")}
    counted = {h.first for name in ("number_word", "number_bound") for h in reading.concept(index, name)}
    when = {
        i for i in range(first, last + 1) if any(a <= sentence.starts[i] and sentence.ends[i] <= b for a, b in times)
    }
    out: list[Run] = []
    at: int | None = None

    def close(end: int) -> None:
        if at is not None:
            kind = "object" if end + 1 in marks else case.get(at - 1, "plain")
            out.append(Run(at, end, kind))

    for i in range(first, last + 1):
        word = sentence.words[i]
        if i in breaks or i in when or not word[0].isalnum():
            close(i - 1)
            at = None
        elif at is None:
            at = i
        elif (i in counted or word[0].isdigit()) and i - 1 not in counted and not sentence.words[i - 1][0].isdigit():
            # A number opens a noun phrase of its own: «پلیس سه نفر را».
            close(i - 1)
            at = i
    close(last)
    return out


def _passive(reading: Reading, trigger: Trigger) -> bool:
    near = {hit.last for hit in reading.concept(trigger.sentence, "near_aux")}
    return trigger.role == "do" and bool(near & {trigger.first - 1, trigger.first - 2})
