"""What the clause of a trigger tells of its mood: the verb that governs it, the helping verbs about it, its time."""

from collections.abc import Iterable

from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading
from rawi.records import Attribution, Published, Span, Time, overlap

_CHAIN = 5  # tokens before a trigger among which its helping verbs stand
_MARKS = frozenset(".!?;:,()[]/")


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
        self, words: list[str], stops: frozenset[int], helping: dict[int, str], tenses: tuple[Tense, ...], order: str
    ) -> None:
        self.words, self.stops, self.helping, self.tenses, self.order = words, stops, helping, tenses, order

    def bounds(self, trigger: Trigger) -> tuple[int, int]:
        """Tokens [first, last] about the trigger with no mark between and no word that opens another clause."""
        first, last = trigger.first, trigger.last
        while first > 0 and self.words[first - 1] not in _MARKS and first not in self.stops:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in _MARKS and last + 1 not in self.stops:
            last += 1
        return first, last


def clause_of(reading: Reading, index: int, tenses: Iterable[Tense]) -> Clause:
    """The sentence `index` made ready to be asked about its triggers."""
    pack = reading.pack(index)
    return Clause(
        reading.sentences[index].words,
        frozenset(h.first for h in reading.concept(index, "clause_start")),
        {t: h.form for h in reading.concept(index, "helping") for t in range(h.first, h.last + 1)},
        tuple(tenses),
        pack.settings.get("attribution", {}).get("order", "svo"),
    )


def clause_features(trigger: Trigger, clause: Clause) -> list[str]:
    """Named features of the trigger's clause: the tense that governs it and where, helping verbs before and after."""
    first, last = clause.bounds(trigger)
    words = clause.words
    out = []
    before = [t for t in clause.tenses if first <= t.first and t.last < trigger.first]
    after = [t for t in clause.tenses if trigger.last < t.first and t.last <= last]
    governs = (after[:1] or before[-1:]) if clause.order == "sov" else (before[-1:] or after[:1])
    tense = governs[0].tense if governs else "none"
    out += [f"governed={tense}", f"governed={tense}&role={role_of(trigger)}"]
    if before:
        out.append(f"before-verb={before[-1].tense}")
        out.append(f"first-verb={before[0].tense}")
    if after:
        out.append(f"after-verb={after[0].tense}")
        out.append(f"last-verb={after[-1].tense}")
    chain, k = [], trigger.first - 1
    while k >= first and trigger.first - k <= _CHAIN and (k in clause.helping or k - 1 in clause.helping):
        if k in clause.helping:
            chain.append(words[k])
        k -= 1
    out.append(f"helped={' '.join(reversed(chain))}")
    later = next((k for k in range(trigger.last + 1, last + 1) if k in clause.helping), None)
    if later is not None:
        out.append(f"then={words[later]}")
        out.append(f"then={' '.join(words[later : later + 2])}")
    out.append(f"opens={words[first]}" if first < trigger.first else "opens")
    if first in clause.stops:
        out.append("subordinate")
    if first > 0 and words[first - 1] in _MARKS:
        out.append(f"after-mark={words[first - 1]}")
    return out


def held_features(trigger: Trigger, clause: Clause, cues: Iterable[tuple[int, int, str]]) -> list[str]:
    """What the cues of mood within the trigger's clause speak for, before and after it. `cues` are (first token, last
    token, what it speaks for).
    """
    first, last = clause.bounds(trigger)
    before, after = set(), set()
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


def told_features(trigger_span: Span, voices: Iterable[Attribution]) -> list[str]:
    """What the voices about the trigger do: the stance of the innermost that holds it, whether it is a cue itself."""
    out = []
    holding = [a for a in voices if any(overlap(c, trigger_span) for c in a.content)]
    if holding:
        inner = min(holding, key=lambda a: sum(e - s for s, e in a.content))
        out += [f"stance={inner.stance}", f"stance={inner.stance}:{inner.polarity}", f"told-mode={inner.mode}"]
    for a in voices:
        if a.cue is not None and overlap(a.cue, trigger_span):
            out.append("is-cue")
    return out


def time_features(
    trigger_span: Span, inner: Span, limit: Span, times: Iterable[Time], published: Published | None
) -> list[str]:
    """How the nearest time of the clause, else of the sentence, stands to the day of publication."""
    here = [t for t in times if overlap(limit, t.span)]
    within = [t for t in here if overlap(inner, t.span)]
    chosen = min(
        within or here, key=lambda t: max(0, t.span[0] - trigger_span[1], trigger_span[0] - t.span[1]), default=None
    )
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
