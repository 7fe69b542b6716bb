"""Candidates: the words that may tell of an event, with the modes their lexicon entries name."""

from collections.abc import Mapping
from typing import Final

from rawi.lang import Hit, Reading
from rawi.ontology import modes

_ROLES: Final = ("do", "be", "act", "pre")
_VERBS: Final = frozenset({"do", "be", "light"})
_LIGHT: Final = {"light_do": "do", "light_be": "be", "light_not_do": "not_do", "light_not_be": "not_be"}


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


class _Part:
    """What a concept says of its hits: their role and mode; `not` bars, `light` comes with the voice of its verb, and
    no role is that of other concepts.
    """

    __slots__ = ("mode", "role")

    def __init__(self, role: str, mode: str) -> None:
        self.role, self.mode = role, mode


class _Found:
    """A hit that names modes, with what its concept says of it."""

    __slots__ = ("hit", "mode", "role")

    def __init__(self, hit: Hit, role: str, mode: str) -> None:
        self.hit, self.role, self.mode = hit, role, mode


def triggers(reading: Reading, index: int) -> list[Trigger]:
    """The candidates of one sentence, in order, none overlapping another."""
    roles: dict[str, _Part] = {}
    there = reading.concepts(index)
    for concept in there.names:
        part = _PARTS.get(concept)
        if part is None:
            part = _PARTS[concept] = _part(concept)
        if part.role:
            roles[concept] = part
    if not roles:
        return []
    found: list[_Found] = []
    light: dict[int, tuple[str, Hit]] = {}
    barred: set[int] = set()
    limits: Mapping[str, list[str]] = reading.pack(index).settings.get("claims", {}).get("verb_clitics", {})
    for hit in there.among(roles):
        part = roles[hit.concept]
        role, mode = part.role, part.mode
        if role == "not":
            barred.update(range(hit.first, hit.last + 1))
        elif limits and role in _VERBS and _misread(reading, index, hit, limits):
            continue
        elif role == "light":
            if hit.first not in light or light[hit.first][1].last < hit.last:
                light[hit.first] = (mode, hit)
        else:
            found.append(_Found(hit, role, mode))
    if not found:
        return []
    if len(found) > 1:
        found.sort(key=_length)
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


def _length(one: _Found) -> tuple[int, int, int]:
    hit = one.hit
    return hit.first - hit.last, hit.start - hit.end, hit.first


def _start(trigger: Trigger) -> int:
    return trigger.start


def _new(group: list[_Found], mode: str) -> bool:
    for one in group:  # noqa: SIM110 asked of every candidate: a generator would tell
        if one.mode == mode:
            return False
    return True


def _misread(reading: Reading, index: int, hit: Hit, limits: Mapping[str, list[str]]) -> bool:
    """Whether what hangs on a verb tells that it is another word: a verb takes no preposition («بوصلة» is no «وصل»),
    and an ending that folding makes look like a pronoun may be none («سلامة» is no «لامه»).
    """
    sentence, view = reading.sentences[index], reading.view
    start, end = sentence.starts[hit.first], sentence.ends[hit.last]
    if start < hit.start and view.text[start : hit.start] not in limits["before"]:
        return True
    if hit.end == end:
        return False
    low, high = view.span(hit.end, end)
    return reading.document.text[low:high] in limits["never_after"]


_PARTS: Final[dict[str, _Part]] = {}  # what `_part` says of each concept


def _part(concept: str) -> _Part:
    """What a concept says of its hits."""
    if concept == "not_event":
        return _Part("not", "")
    if concept in _LIGHT:
        return _Part("light", _LIGHT[concept])
    role, _, mode = concept.partition("_")
    return _Part(role, mode) if role in _ROLES and mode in modes() else _Part("", "")


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


_CARRIED: Final = {voice: f"act+{voice}" for voice in _LIGHT.values()}


def role_of(trigger: Trigger) -> str:
    """The candidate's role, a noun's with the voice of its light verb."""
    return trigger.role if trigger.light is None else _CARRIED[trigger.light]
