"""What the clause of a trigger tells of its mood: the verb that governs it, the helping verbs about it, its time."""

from collections.abc import Sequence
from typing import Final

from rawi.claims.habits import habits
from rawi.claims.offsets import gap
from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading
from rawi.records import Attribution, Published, Span, Time
from rawi.records.span import overlap

_CHAIN: Final = 5  # tokens before a trigger among which its helping verbs stand
_MARKS: Final = frozenset(".!?;:,()[]/")


class Tense:
    """A tensed word: tokens `first`..`last`, and its tense."""

    __slots__ = ("first", "last", "tense")

    def __init__(self, first: int, last: int, tense: str) -> None:
        self.first, self.last, self.tense = first, last, tense


class Clause:
    """What the moods of the triggers of one sentence are read from.

    `stops` are tokens before which a clause ends; `helping` the tokens that are helping verbs; `words` the sentence's.
    """

    __slots__ = ("helping", "order", "stops", "tenses", "words")

    def __init__(
        self, words: list[str], stops: list[int], helping: dict[int, str], tenses: list[Tense], order: str
    ) -> None:
        self.words, self.stops, self.helping, self.tenses, self.order = words, stops, helping, tenses, order

    def bounds(self, trigger: Trigger) -> tuple[int, int]:
        """Tokens [first, last] about the trigger with no mark between and no word that opens another clause."""
        words = self.words
        first, last = trigger.first, trigger.last
        low, high = 0, len(words) - 1
        for at in self.stops:
            if low < at <= first:
                low = at
            elif last < at <= high:
                high = at - 1
        while first > low and not _mark(words[first - 1]):
            first -= 1
        while last < high and not _mark(words[last + 1]):
            last += 1
        return first, last


def _mark(word: str) -> bool:
    return len(word) == 1 and word in _MARKS


def clause_of(reading: Reading, index: int, tenses: list[Tense]) -> Clause:
    """The sentence `index` made ready to be asked about its triggers."""
    helping: dict[int, str] = {}
    for hit in reading.concept(index, "helping"):
        for at in range(hit.first, hit.last + 1):
            helping[at] = hit.form
    return Clause(
        reading.sentences[index].words,
        [hit.first for hit in reading.concept(index, "clause_start")],
        helping,
        tenses,
        habits(reading.pack(index)).order,
    )


def clause_features(trigger: Trigger, clause: Clause, first: int, last: int) -> list[str]:
    """Named features of the trigger's clause (tokens `first`..`last`): the tense that governs it and where, helping
    verbs before and after.
    """
    words, helping = clause.words, clause.helping
    # The first and the last tensed word before the trigger, and after it.
    opening: Tense | None = None
    before: Tense | None = None
    after: Tense | None = None
    closing: Tense | None = None
    for one in clause.tenses:
        if first <= one.first and one.last < trigger.first:
            before = one
            if opening is None:
                opening = one
        if trigger.last < one.first and one.last <= last:
            closing = one
            if after is None:
                after = one
    late = before if after is None else after
    governs = late if before is None or clause.order == "sov" else before
    tense = governs.tense if governs is not None else "none"
    out = _verbs(tense, role_of(trigger), _of(opening), _of(before), _of(after), _of(closing)).copy()
    helped = ""
    if helping:
        k = trigger.first - 1
        while k >= first and trigger.first - k <= _CHAIN:
            if k in helping:
                helped = f"{words[k]} {helped}" if helped else words[k]
            elif k - 1 not in helping:
                break
            k -= 1
    out.append(f"helped={helped}")
    if helping:
        for k in range(trigger.last + 1, last + 1):
            if k in helping:
                out.append(f"then={words[k]}")
                if k + 1 < len(words):
                    out.append(f"then={words[k]} {words[k + 1]}")
                break
    out.append(f"opens={words[first]}" if first < trigger.first else "opens")
    if first in clause.stops:
        out.append("subordinate")
    if first > 0 and _mark(words[first - 1]):
        out.append(f"after-mark={words[first - 1]}")
    return out


def _of(one: Tense | None) -> str:
    return "" if one is None else one.tense


def _verbs(tense: str, role: str, opening: str, before: str, after: str, closing: str) -> list[str]:
    """What the tensed words of a clause tell: the one that governs, the first and the last of each side."""
    key = (tense, role, opening, before, after, closing)
    out = _VERBS.get(key)
    if out is None:
        out = [f"governed={tense}", f"governed={tense}&role={role}"]
        if before:
            out += [f"before-verb={before}", f"first-verb={opening}"]
        if after:
            out += [f"after-verb={after}", f"last-verb={closing}"]
        if len(_VERBS) >= _ENOUGH:
            _VERBS.clear()
        _VERBS[key] = out
    return out


_VERBS: Final[dict[tuple[str, str, str, str, str, str], list[str]]] = {}
_ENOUGH: Final = 8192  # lists of names that are kept


def held_features(trigger: Trigger, first: int, last: int, cues: Sequence[tuple[int, int, str]]) -> list[str]:
    """What the cues of mood within the trigger's clause speak for, before and after it. `cues` are (first token, last
    token, what it speaks for).
    """
    if not cues:
        return ["clause<", "clause>"]
    before: set[str] = set()
    after: set[str] = set()
    for start, end, name in cues:
        if first <= start and end < trigger.first:
            before.add(name)
        elif trigger.last < start and end <= last:
            after.add(name)
    left, right = "+".join(sorted(before)), "+".join(sorted(after))
    out = [f"clause<{left}", f"clause>{right}"]
    if left or right:
        out.append(f"clause={left}>{right}")
    return out


def told_features(trigger_span: Span, voices: Sequence[Attribution]) -> list[str]:
    """What the voices about the trigger do: the stance of the innermost that holds it, whether it is a cue itself."""
    inner: Attribution | None = None
    length = 0
    spoken = False
    for voice in voices:
        told: tuple[Span, ...] = voice.content
        holds = False
        size = 0
        for part in told:
            size += part[1] - part[0]
            holds = holds or overlap(part, trigger_span) > 0
        if holds and (inner is None or size < length):
            inner, length = voice, size
        cue: Span | None = voice.cue
        spoken = spoken or (cue is not None and overlap(cue, trigger_span) > 0)
    out: list[str] = []
    if inner is not None:
        stance = f"stance={inner.stance}"
        out += [stance, f"{stance}:{inner.polarity}", f"told-mode={inner.mode}"]
    if spoken:
        out.append("is-cue")
    return out


def time_features(
    trigger_span: Span, inner: Span, times: Sequence[Time], spans: list[Span], published: Published | None
) -> list[str]:
    """How the nearest time of the clause, else of the sentence, stands to the day of publication. `times` are the
    sentence's, `spans` theirs.
    """
    chosen: Time | None = None
    within, far = False, 0
    for n in range(len(spans)):
        span = spans[n]
        inside = overlap(inner, span) > 0
        if within and not inside:
            continue
        here = gap(span, trigger_span)
        if chosen is None or (inside and not within) or here < far:
            chosen, within, far = times[n], inside, here
    if chosen is None:
        return ["when=none"]
    if chosen.start is None:
        when = "vague"
    elif published is None:
        when = "undated"
    elif chosen.start > published.end:
        when = "to come"
    elif chosen.end is None:
        when = "open"
    elif chosen.end >= published.start:
        when = "now" if chosen.start >= published.start else "long"
    else:
        when = "past"
    where = "clause" if within else "sentence"
    return [f"when={when}", f"when={when}:{where}"]
