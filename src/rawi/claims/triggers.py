"""Candidates: the words that may tell of an event, with the modes their lexicon entries name."""

from typing import Final

from rawi.claims.habits import Habits, habits
from rawi.claims.uses import LIGHT, uses
from rawi.lang import Found, Hit, Reading

_MANY: Final = 32  # hits of a sentence that are no longer sorted one by one
_VERBS: Final = frozenset({"do", "be", "light"})


class Trigger:
    """A candidate in sentence `sentence`: tokens `first`..`last`, folded span `start`..`end`. Never changed.

    `modes` are the modes named by the entry, in the ontology's order of preference; `role` is `do` (a verb whose
    subject acts), `be` (one whose subject undergoes) or `act` (a noun). `light` names the voice of the light verb that
    carries a noun, `light_form` that verb. `form` is the entry's folded form.
    """

    __slots__ = ("end", "first", "form", "last", "light", "light_form", "modes", "role", "sentence", "start")

    def __init__(
        self,
        sentence: int,
        first: int,
        last: int,
        start: int,
        end: int,
        modes: tuple[str, ...],
        role: str,
        form: str,
        light: str | None,
        light_form: str,
    ) -> None:
        self.sentence, self.first, self.last, self.start, self.end = sentence, first, last, start, end
        self.modes, self.role, self.form, self.light, self.light_form = modes, role, form, light, light_form

    def __repr__(self) -> str:
        return f"Trigger({self.form} {self.start}-{self.end}, {role_of(self)}, {' '.join(self.modes)})"


class _Found:
    """A hit that names modes, with what its concept says of it and its place among the sentence's entries."""

    __slots__ = ("hit", "mode", "place", "role")

    def __init__(self, hit: Hit, role: str, mode: str, place: int) -> None:
        self.hit, self.role, self.mode, self.place = hit, role, mode, place


def triggers(reading: Reading, index: int) -> list[Trigger]:
    """The candidates of one sentence, in order, none overlapping another."""
    met: list[_Found] = []
    there = reading.concepts(index)
    for use in uses(reading, index):
        if use.role:
            places, hits = there.names[use.name], there.of(use.name)
            for k in range(len(hits)):
                met.append(_Found(hits[k], use.role, use.mode, places[k]))
    if not met:
        return []
    _sort(met, there)
    found: list[_Found] = []
    light: dict[int, tuple[str, Hit]] = {}
    barred: set[int] = set()
    settled = habits(reading.pack(index))
    for one in met:
        hit, role = one.hit, one.role
        if role == "not":
            for t in range(hit.first, hit.last + 1):
                barred.add(t)
        elif settled.limited and role in _VERBS and _misread(reading, index, hit, settled):
            continue
        elif role == "light":
            if hit.first not in light or light[hit.first][1].last < hit.last:
                light[hit.first] = (one.mode, hit)
        else:
            found.append(one)
    if not found:
        return []
    _sort_by_length(found)
    taken: dict[int, int] = {}
    groups: list[list[_Found]] = []
    for one in found:
        first, last = one.hit.first, one.hit.last
        if one.role == "pre" and last + 1 not in light:
            continue
        bars = 0
        owner, several = -1, False
        for t in range(first, last + 1):
            if t in barred:
                bars += 1
            own = taken.get(t, -1)
            if own >= 0 and own != owner:
                several = owner >= 0
                owner = own
                if several:
                    break
        if bars == last - first + 1 or several:
            continue
        if owner < 0:
            for t in range(first, last + 1):
                taken[t] = len(groups)
            groups.append([one])
            continue
        group = groups[owner]
        same = group[0].hit
        if same.first == first and same.last == last and _new(group, one.mode):
            group.append(one)
    made = [_trigger(index, group, light, taken) for group in groups]
    if len(made) > 1:
        made.sort(key=_start)
    return made


def _sort(met: list[_Found], there: Found) -> None:
    """Put hits in the order of their tokens, and of the entries where several begin at one."""
    if len(met) > _MANY:
        met.sort(key=_place)
    else:
        for n in range(1, len(met)):
            one = met[n]
            at = n
            while at and met[at - 1].place > one.place:
                met[at] = met[at - 1]
                at -= 1
            met[at] = one
    low = 0
    while low < len(met):
        high = low + 1
        while high < len(met) and met[high].place == met[low].place:
            high += 1
        if high > low + 1:
            here = {one.hit.concept: one for one in met[low:high]}
            met[low:high] = [here[concept] for concept in there.entries(met[low].place) if concept in here]
        low = high


def _place(one: _Found) -> int:
    return one.place


def _sort_by_length(found: list[_Found]) -> None:
    """Put hits in the order in which they are taken: of more tokens, then of more letters, then as they stand."""
    if len(found) > _MANY:
        found.sort(key=_length)
        return
    for n in range(1, len(found)):
        one = found[n]
        at = n
        while at and _before(one.hit, found[at - 1].hit):
            found[at] = found[at - 1]
            at -= 1
        found[at] = one


def _length(one: _Found) -> tuple[int, int, int]:
    hit = one.hit
    return hit.first - hit.last, hit.start - hit.end, hit.first


def _before(a: Hit, b: Hit) -> bool:
    """Whether a hit is taken before another, as `_length` has it."""
    tokens, others = a.last - a.first, b.last - b.first
    if tokens != others:
        return tokens > others
    letters, rest = a.end - a.start, b.end - b.start
    return letters > rest if letters != rest else a.first < b.first


def _start(trigger: Trigger) -> int:
    return trigger.start


def _new(group: list[_Found], mode: str) -> bool:
    for one in group:  # noqa: SIM110 asked of every candidate: a generator would tell
        if one.mode == mode:
            return False
    return True


def _misread(reading: Reading, index: int, hit: Hit, limits: Habits) -> bool:
    """Whether what hangs on a verb tells that it is another word: a verb takes no preposition («بوصلة» is no «وصل»),
    and an ending that folding makes look like a pronoun may be none («سلامة» is no «لامه»).
    """
    sentence, view = reading.sentences[index], reading.view
    start, end = sentence.starts[hit.first], sentence.ends[hit.last]
    if start < hit.start and view.text[start : hit.start] not in limits.before:
        return True
    if hit.end == end:
        return False
    low, high = view.span(hit.end, end)
    return reading.document.text[low:high] in limits.never_after


def _trigger(index: int, group: list[_Found], light: dict[int, tuple[str, Hit]], taken: dict[int, int]) -> Trigger:
    hit, role = group[0].hit, group[0].role
    end, last, carried = hit.end, hit.last, ""
    voice: str | None = None
    after = hit.last + 1
    if role in ("act", "pre") and after in light and after not in taken:
        voice, verb = light[after]
        end, last, carried = verb.end, verb.last, verb.form
    named = tuple([one.mode for one in group])
    role = "act" if role == "pre" else role
    return Trigger(index, hit.first, last, hit.start, end, named, role, hit.form, voice, carried)


_CARRIED: Final = {voice: f"act+{voice}" for voice in LIGHT.values()}


def role_of(trigger: Trigger) -> str:
    """The candidate's role, a noun's with the voice of its light verb."""
    return trigger.role if trigger.light is None else _CARRIED[trigger.light]
