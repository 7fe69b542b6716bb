"""Candidates: the words that may tell of an event, with the modes their lexicon entries name."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from rawi.lang import Hit, Reading
from rawi.ontology import modes

_ROLES = ("do", "be", "act", "pre")
_VERBS = frozenset({"do", "be", "light"})
_LIGHT = {"light_do": "do", "light_be": "be", "light_not_do": "not_do", "light_not_be": "not_be"}


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate in sentence `sentence`: tokens `first`..`last`, folded span `start`..`end`.

    `modes` are the modes named by the entry, in the ontology's order of preference; `role` is `do` (a verb whose
    subject acts), `be` (one whose subject undergoes) or `act` (a noun). `light` names the voice of the light verb that
    carries a noun, `light_form` that verb. `form` is the entry's folded form.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    modes: tuple[str, ...]
    role: str
    form: str
    light: str | None = None
    light_form: str = ""


def triggers(reading: Reading, index: int) -> list[Trigger]:
    """The candidates of one sentence, in order, none overlapping another."""
    found: list[tuple[Hit, str, str]] = []
    light: dict[int, tuple[str, Hit]] = {}
    barred: set[int] = set()
    roles = {concept: parts for concept in reading.concepts(index) if (parts := _parts(concept))[0]}
    if not roles:
        return []
    limits = reading.pack(index).settings.get("claims", {}).get("verb_clitics", {})
    for hit in reading.concepts(index).among(roles):
        role, mode = roles[hit.concept]
        if role and role != "not" and limits and _misread(reading, index, hit, role, limits):
            continue
        if role == "not":
            barred.update(range(hit.first, hit.last + 1))
        elif role == "light":
            if hit.first not in light or light[hit.first][1].last < hit.last:
                light[hit.first] = (mode, hit)
        elif role:
            found.append((hit, role, mode))
    if not found:
        return []
    found.sort(key=lambda f: (f[0].first - f[0].last, f[0].start - f[0].end, f[0].first))
    taken: dict[int, int] = {}
    groups: list[list[tuple[Hit, str, str]]] = []
    for hit, role, mode in found:
        if role == "pre" and hit.last + 1 not in light:
            continue
        if all(t in barred for t in range(hit.first, hit.last + 1)):
            continue
        owners = {taken[t] for t in range(hit.first, hit.last + 1) if t in taken}
        if not owners:
            taken.update((t, len(groups)) for t in range(hit.first, hit.last + 1))
            groups.append([(hit, role, mode)])
        elif len(owners) == 1:
            group = groups[owners.pop()]
            same = group[0][0]
            if (same.first, same.last) == (hit.first, hit.last) and mode not in (m for _, _, m in group):
                group.append((hit, role, mode))
    made = [_trigger(reading, index, group, light, taken) for group in groups]
    return sorted(made, key=lambda t: t.start)


def _misread(reading: Reading, index: int, hit: Hit, role: str, limits: Mapping[str, list[str]]) -> bool:
    """Whether what hangs on a verb tells that it is another word: a verb takes no preposition («بوصلة» is no «وصل»),
    and an ending that folding makes look like a pronoun may be none («سلامة» is no «لامه»).
    """
    if role not in _VERBS:
        return False
    sentence, view = reading.sentences[index], reading.view
    start, end = sentence.starts[hit.first], sentence.ends[hit.last]
    if start < hit.start and view.text[start : hit.start] not in limits["before"]:
        return True
    if hit.end == end:
        return False
    low, high = view.span(hit.end, end)
    return reading.document.text[low:high] in limits["never_after"]


@lru_cache(maxsize=4096)
def _parts(concept: str) -> tuple[str, str]:
    """(role, mode) of a concept: `not` bars, `light` comes with the voice of its verb; empty for other concepts."""
    if concept == "not_event":
        return "not", ""
    if concept in _LIGHT:
        return "light", _LIGHT[concept]
    role, _, mode = concept.partition("_")
    return (role, mode) if role in _ROLES and mode in modes() else ("", "")


def _trigger(
    reading: Reading,
    index: int,
    group: list[tuple[Hit, str, str]],
    light: dict[int, tuple[str, Hit]],
    taken: dict[int, int],
) -> Trigger:
    hit, role, _ = group[0]
    end, last, voice, carried = hit.end, hit.last, None, ""
    after = hit.last + 1
    if role in ("act", "pre") and after in light and after not in taken:
        voice, verb = light[after]
        end, last, carried = verb.end, verb.last, verb.form
    return Trigger(
        sentence=index,
        first=hit.first,
        last=last,
        start=hit.start,
        end=end,
        modes=tuple(m for _, _, m in group),
        role="act" if role == "pre" else role,
        form=hit.form,
        light=voice,
        light_form=carried,
    )


def role_of(trigger: Trigger) -> str:
    """The candidate's role, a noun's with the voice of its light verb."""
    return trigger.role if trigger.light is None else f"act+{trigger.light}"
