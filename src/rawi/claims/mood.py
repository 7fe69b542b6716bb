"""Status and polarity of a trigger, from the cues of mood around it."""

from typing import Final

from rawi.claims.slots import NAMES
from rawi.claims.triggers import Trigger, role_of
from rawi.lang import Reading

STATUSES: Final = ("happened", "ongoing", "planned", "called_for", "hypothetical", "attempted")


class Cue:
    """A cue of mood: tokens `first`..`last`, and what its rule says of the words in its reach. The status of one that
    `decides` is not weighed with the rest.
    """

    __slots__ = ("decides", "first", "last", "needs", "polarity", "reach", "rule", "side", "status", "sure", "tense")

    def __init__(
        self,
        first: int,
        last: int,
        rule: str,
        status: str | None,
        polarity: str | None,
        tense: str | None,
        side: str,
        reach: int,
        sure: bool,
        needs: str | None,
        decides: bool = False,
    ) -> None:
        self.first, self.last, self.rule = first, last, rule
        self.status, self.polarity, self.tense = status, polarity, tense
        self.side, self.reach, self.sure, self.needs, self.decides = side, reach, sure, needs, decides

    def gap(self, trigger: Trigger) -> int | None:
        """Tokens between the cue and the trigger when the trigger is in the cue's reach, None when it is not."""
        if self.last < trigger.first:
            gap, side = trigger.first - self.last - 1, "before"
        elif self.first > trigger.last:
            gap, side = self.first - trigger.last - 1, "after"
        else:
            opens = self.side == "before" and self.first == trigger.first and self.last < trigger.last
            return 0 if self.side == "within" or opens or (self.side == "after" and self.last > trigger.last) else None
        if self.side == "within" or gap > self.reach:
            return None
        return gap if self.side in (side, "around") else None


def cues(reading: Reading, index: int) -> list[Cue]:
    """The cues of mood of one sentence."""
    sentence, view = reading.sentences[index], reading.view
    out: list[Cue] = []
    for match in reading.matches_in(index, "claims"):
        start, end = match.span
        first = sentence.token_at(start)
        last = max(first, sentence.token_at(end - 1) if end > start else first)
        if last >= len(sentence) or view.lower[end - 1].isspace():
            last = max(first, sentence.token_at(len(view.lower[start:end].rstrip()) + start - 1))
        given = match.rule.constants
        out.append(
            Cue(
                first,
                last,
                match.rule.id,
                given.get("status"),
                given.get("polarity"),
                given.get("tense"),
                given.get("side", "around"),
                given.get("reach", 0),
                given.get("sure", False),
                given.get("needs"),
                given.get("decides", False),
            )
        )
    return out


def mood_features(trigger: Trigger, title: bool, kind: str, found: list[Cue], previous: str | None) -> list[str]:
    """The named features from which the status is read, but for what is known of any candidate (`MOODY`). `previous` is
    the status of the claim a few tokens before, None when none stands there: coordinated events share their mood.
    `title` tells whether the trigger stands in the headline.
    """
    out: list[str] = []
    tense = tense_of(trigger, found)
    nearest: dict[str, tuple[int, str]] = {}
    for cue in found:
        gap = cue.gap(trigger)
        if gap is None:
            continue
        if cue.tense is not None and cue.status is None:
            continue
        name = cue.status or cue.polarity or ""
        where = "<" if cue.first < trigger.first else ">"
        plain = f"cue:{where}{name}"
        if plain not in out:
            out.append(plain)
        far = f"{plain}:{min(3, (gap + 2) // 3)}"
        if far not in out:
            out.append(far)
        if where not in nearest or gap < nearest[where][0]:
            nearest[where] = (gap, name)
    before = nearest["<"][1] if "<" in nearest else "none"
    out += _standing(trigger.modes[0], kind, role_of(trigger), tense, before, previous, title)
    return out


def _standing(mode: str, kind: str, role: str, tense: str, before: str, previous: str | None, title: bool) -> list[str]:
    """What a trigger of a mode, type, role and tense tells, with what stands nearest before it and the claim before."""
    key = (mode, kind, role, tense, before, previous, title)
    out = _STANDING.get(key)
    if out is None:
        out = [f"mode={mode}", f"kind={kind}", f"role={role}", f"tense={tense}", f"nearest={before}"]
        out += [f"tense={tense}&nearest={before}", f"tense={tense}&role={role}", f"kind={kind}&tense={tense}"]
        out += [f"mode={mode}&tense={tense}", f"previous={previous}"]
        if title:
            out.append(f"title&tense={tense}")
        if len(_STANDING) >= _ENOUGH:
            _STANDING.clear()
        _STANDING[key] = out
    return out


_STANDING: Final[dict[tuple[str, str, str, str, str, str | None, bool], list[str]]] = {}
_ENOUGH: Final = 8192  # lists of names that are kept
_KEPT: Final = ("b", "g-", "g+", "w-1", "w+1", "prefix", "title", "told", "end=", "start=", "suffix")
# Of each slot whether its facts speak for a status.
MOODY: Final = [name.startswith(_KEPT) for name in NAMES]


def tense_of(trigger: Trigger, found: list[Cue]) -> str:
    """The tense that a rule reads off the trigger, `past` for other verbs, `none` for nouns."""
    for cue in found:
        if cue.tense is not None and cue.gap(trigger) is not None:
            return cue.tense
    return "past" if trigger.role != "act" or trigger.light is not None else "none"


def _in_tense(cue: Cue, trigger: Trigger, found: list[Cue]) -> bool:
    """Whether the event stands in the tense that a cue needs, if it needs one."""
    return cue.needs is None or cue.needs == tense_of(trigger, found)


def certain(trigger: Trigger, found: list[Cue]) -> str | None:
    """The status that grammar speaks for most plainly: a condition outranks the rest, then the nearest sure cue. None
    when no cue in reach is sure. It is weighed with all else.
    """
    best: tuple[bool, int, str] | None = None
    for cue in found:
        if not cue.sure or cue.status is None or not _in_tense(cue, trigger, found):
            continue
        gap = cue.gap(trigger)
        if gap is not None:
            here = (cue.status != "hypothetical", gap, cue.status)
            if best is None or here < best:
                best = here
    return None if best is None else best[2]


def decided(trigger: Trigger, found: list[Cue]) -> str | None:
    """The status that the words about it leave no doubt of («در حال بمباران», "are negotiating"): of those in reach the
    first, but for what is presupposed, which comes after the rest. A cue that needs a tense speaks of no other.
    """
    plain: str | None = None
    for cue in found:
        if not cue.decides or cue.gap(trigger) is None or not _in_tense(cue, trigger, found):
            continue
        if cue.status != "happened":
            return cue.status
        plain = cue.status
    return plain


def polarity(trigger: Trigger, found: list[Cue]) -> tuple[str, str | None]:
    """(polarity, the rule that denied it): negated when a negative word bears directly on the trigger."""
    for cue in found:
        if cue.polarity == "negated" and cue.gap(trigger) is not None:
            return "negated", cue.rule
    if trigger.light in ("not_do", "not_be"):
        return "negated", None
    return "affirmed", None


def agreeing(trigger: Trigger, found: list[Cue], status: str) -> list[str]:
    """Ids of the rules whose cue reaches the trigger and speaks for `status`, nearest first, then of its tense."""
    if not found:
        return []
    tense = tense_of(trigger, found)
    near: list[tuple[int, str]] = []
    for cue in found:
        speaks = cue.status == status and (cue.needs is None or cue.needs == tense)
        if not speaks and cue.tense is None:
            continue
        gap = cue.gap(trigger)
        if gap is not None:
            if speaks:
                near.append((gap, cue.rule))
            if cue.tense is not None:
                near.append((99, cue.rule))
    near.sort()
    return list(dict.fromkeys([rule for _, rule in near]))
