"""Status and polarity of a trigger, from the cues of mood around it."""

from collections import defaultdict
from typing import NamedTuple

from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.rules import Match, matches

STATUSES = ("happened", "ongoing", "planned", "called_for", "hypothetical", "attempted")


class Cue(NamedTuple):
    """A cue of mood: tokens `first`..`last`, and what its rule says of the words in its reach."""

    first: int
    last: int
    rule: str
    status: str | None
    polarity: str | None
    side: str
    reach: int

    def gap(self, trigger: Trigger) -> int | None:
        """Tokens between the cue and the trigger when the trigger is in the cue's reach, None when it is not."""
        if self.last < trigger.first:
            gap, side = trigger.first - self.last - 1, "before"
        elif self.first > trigger.last:
            gap, side = self.first - trigger.last - 1, "after"
        else:
            return 0 if self.side in ("within", "around") or self.first < trigger.first else None
        if self.side == "within" or gap > self.reach:
            return None
        return gap if self.side in (side, "around") else None


def cues(reading: Reading, index: int) -> list[Cue]:
    """The cues of mood of one sentence."""
    sentence, view = reading.sentences[index], reading.view
    rules = reading.pack(index).rules("claims")
    out = []

    def has(concept: str) -> bool:
        return bool(reading.concept(index, concept))

    found: list[Match] = list(matches(rules, view.lower, view.text, sentence.start, sentence.end, has))
    for match in found:
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
                given.get("side", "around"),
                given.get("reach", 0),
            )
        )
    return out


def mood_features(trigger: Trigger, base: list[str], kind: str, found: list[Cue], lang: str) -> list[str]:
    """The named features from which the status is read."""
    out = [f for f in base if f.startswith(_KEPT)]
    reached: dict[str, int] = defaultdict(lambda: 99)
    for cue in found:
        gap = cue.gap(trigger)
        if gap is None:
            continue
        name = cue.rule.split(".", 1)[1]
        reached[name] = min(reached[name], gap)
    for name, gap in reached.items():
        out += [f"cue:{name}", f"cue:{name}:{'near' if gap < 3 else 'far'}"]
    mode = trigger.modes[0]
    out += [f"mode={mode}", f"kind={kind}", f"role={trigger.role}", f"verb={_shape(trigger, lang)}"]
    out += [f"kind={kind}&verb={_shape(trigger, lang)}", f"form={trigger.form}"]
    return [*out, *(f"{lang}|{f}" for f in out)]


_KEPT = ("b", "g-", "g+", "n:mood", "s:mood", "w-1", "w+1", "prefix", "title", "told", "end=", "start=", "role")


def _shape(trigger: Trigger, lang: str) -> str:
    """The outer letters of the verb that carries the trigger: where tense shows in all three languages."""
    verb = trigger.light_form or trigger.form
    last = verb.split(" ")[-1]
    first = verb.split(" ")[0] if trigger.light_form else last
    if lang == "en":
        return last[-3:]
    return f"{first[:2]}.{last[-2:]}" if trigger.role != "act" or trigger.light_form else "noun"


def polarity(trigger: Trigger, found: list[Cue]) -> tuple[str, str | None]:
    """(polarity, the rule that denied it): negated when a negative word bears directly on the trigger."""
    if trigger.light in ("not_do", "not_be"):
        return "negated", None
    for cue in found:
        if cue.polarity == "negated" and cue.gap(trigger) is not None:
            return "negated", cue.rule
    return "affirmed", None


def agreeing(trigger: Trigger, found: list[Cue], status: str) -> list[str]:
    """Ids of the rules whose cue reaches the trigger and speaks for `status`, nearest first."""
    near = [(gap, c.rule) for c in found if c.status == status and (gap := c.gap(trigger)) is not None]
    return list(dict.fromkeys(rule for _, rule in sorted(near)))
