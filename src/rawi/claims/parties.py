"""Who did it and to whom: the phrases of a trigger's sentence, weighed by what was learnt from annotated claims.

The weights are data (`parties.json`, made by training/parties.py) with a version. A phrase's score is a sum over named
features, one sum for the actor and one for the recipient; naming nobody is one of the choices.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from rawi.claims.phrases import Phrase, phrases
from rawi.claims.setting import Setting
from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.records import Span

_FAR = ("0", "1", "2", "3", "3", "3", "6", "6", "6", "6", "6")  # the name of a distance in tokens
_MARKS = frozenset(';:.!?"«»“”()')
_REACH = 25  # tokens between a trigger and its parties
_LIKELY = 6  # candidates of each role that are tried in pairs


class Weights(msgspec.Struct, frozen=True):
    """`features`: feature → its weight for the actor and for the recipient."""

    version: str
    features: dict[str, tuple[float, float]]


class Act(msgspec.Struct, frozen=True):
    """What is known of a claim before its parties: its trigger, type, mode and the tokens of its clause."""

    trigger: Trigger
    kind: str
    mode: str
    clause: tuple[int, int]


def parties(reading: Reading, act: Act, setting: Setting) -> tuple[Span | None, Span | None]:
    """(actor, recipient) as folded spans, each None when the sentence names none."""
    found = candidates(reading, act.trigger, setting)
    if not found:
        return None, None
    actor, recipient = [], []
    known = _pairs()
    for fixed, free in ((absent(reading, act), ()), *_shown(reading, act, setting, found)):
        both = sum(filter(None, map(known.get, free)), _sum(fixed))
        actor.append(both.real)
        recipient.append(both.imag)
    a, b = best(actor, recipient, found)
    return _span(found, a), _span(found, b)


def _span(found: Sequence[Phrase], number: int) -> Span | None:
    return (found[number - 1].start, found[number - 1].end) if number else None


def best(actor: Sequence[float], recipient: Sequence[float], found: Sequence[Phrase]) -> tuple[int, int]:
    """The likeliest pair by the scores: 0 for nobody, else the phrase's number from 1. The two do not overlap."""
    chosen, top = (0, 0), actor[0] + recipient[0]
    left = sorted(range(len(actor)), key=lambda n: -actor[n])[:_LIKELY]
    right = sorted(range(len(recipient)), key=lambda n: -recipient[n])[:_LIKELY]
    for a in left:
        for b in right:
            if a and b and found[a - 1].start < found[b - 1].end and found[b - 1].start < found[a - 1].end:
                continue
            if actor[a] + recipient[b] > top:
                chosen, top = (a, b), actor[a] + recipient[b]
    return chosen


def candidates(reading: Reading, trigger: Trigger, setting: Setting) -> list[Phrase]:
    """The phrases of the trigger's sentence, and the wordings of actors and the sources inside longer ones."""
    found = phrases(setting.cut, (trigger.first, trigger.last))
    known = {(p.start, p.end) for p in found}
    sentence = reading.sentences[trigger.sentence]
    for start, end in [*(span for span, _ in setting.actors), *setting.sources]:
        if (start, end) in known or (start < trigger.end and trigger.start < end):
            continue
        known.add((start, end))
        first, last = sentence.token_at(start), sentence.token_at(end - 1)
        around = next((p for p in found if p.start <= start and end <= p.end), None)
        case = "plain" if around is None else around.case if around.start == start else "inside"
        if first < len(sentence):
            found.append(Phrase(first, min(last, len(sentence) - 1), start, end, case, 0))
    low, high = trigger.first - _REACH, trigger.last + _REACH
    return sorted((p for p in found if low <= p.last and p.first <= high), key=lambda p: (p.start, p.end))


def absent(reading: Reading, act: Act) -> tuple[str, ...]:
    """What speaks for naming nobody."""
    lang, role = reading.sentences[act.trigger.sentence].lang, _role(act.trigger)
    return (
        "none",
        f"none|{lang}|{role}",
        f"none|{act.kind}|{role}",
        f"none|{act.mode}",
        f"none|{role}",
        f"none|{lang}|{act.mode}",
    )


def _role(trigger: Trigger) -> str:
    return trigger.role if trigger.light is None else trigger.role + trigger.light


def shown(reading: Reading, act: Act, setting: Setting, found: Sequence[Phrase]) -> Iterator[list[str]]:
    """The features of each candidate."""
    for fixed, free in _shown(reading, act, setting, found):
        yield [*fixed, *free]


def _shown(
    reading: Reading, act: Act, setting: Setting, found: Sequence[Phrase]
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The features of each candidate: those that many candidates share as one tuple, and its own."""
    plain = [p for p in found if p.joints == 0 and p.case != "owner"]
    for one in found:
        fixed, free = _stands(reading, act, setting, plain, one)
        free += _named(reading, act, setting, one)
        yield fixed, free


def _stands(
    reading: Reading, act: Act, setting: Setting, bare: Sequence[Phrase], one: Phrase
) -> tuple[tuple[str, ...], list[str]]:
    """Where the phrase stands: its side, distance and case, what lies between; and how it begins and ends."""
    trigger = act.trigger
    sentence = reading.sentences[trigger.sentence]
    lang, words = sentence.lang, sentence.words
    right = one.first > trigger.last
    side = "R" if right else "L"
    low, high = (trigger.last + 1, one.first) if right else (one.last + 1, trigger.first)
    gap = high - low
    far = _FAR[gap] if gap < len(_FAR) else "11"
    between = [p.case for p in bare if low <= p.first and p.last < high]
    plain = min(2, between.count("plain") + between.count("and"))
    rank = min(len(between), 3)
    acts = min(2, sum([low <= a < high for a, _ in setting.triggers]))
    across = words[low:high]
    comma = int("," in across)
    mark = int(not _MARKS.isdisjoint(across))
    inner = int(act.clause[0] <= one.first and one.last <= act.clause[1])
    length = one.last - one.first + 1
    long = length if length < 4 else 4 if length < 7 else 7
    edge = 2 * (one.first == 0) + (one.first == act.clause[0])
    features = [
        f"{lang}|first={words[one.first]}",
        f"{lang}|last={words[one.last]}",
        f"{lang}|ends={words[one.last][-2:]}",
    ]
    if one.first > 0:
        features.append(f"{lang}|before={words[one.first - 1]}|{side}")
    if one.last + 1 < len(words):
        features.append(f"{lang}|after={words[one.last + 1]}|{side}")
    place = (side, one.case, rank, far, plain, inner, acts, comma, mark, one.joints, long, edge)
    return _placed(lang, _role(trigger), act.kind, act.mode, place), features


@lru_cache(maxsize=65536)
def _placed(lang: str, role: str, kind: str, mode: str, place: tuple[Any, ...]) -> tuple[str, ...]:
    """The features of where a phrase stands; few places are so common that most phrases stand in one of them."""
    side, case, rank, far, plain, inner, acts, comma, mark, joints, long, edge = place
    key = f"{lang}|{role}|{side}"
    features = [
        f"{key}|{case}|{rank}",
        f"{key}|{case}|{far}",
        f"{key}|{case}|p{plain}|{inner}",
        f"{role}|{side}|{case}|{rank}",
        f"{kind}|{side}|{case}|{far}",
        f"{mode}|{role}|{side}",
        f"{lang}|{mode}|{role}|{side}|{case}",
        f"{key}|in{inner}|a{acts}|c{comma}|m{mark}",
        f"joints{joints}|{case}",
        f"{lang}|long{long}|{case}",
    ]
    if edge & 2:
        features.append(f"{key}|opens")
    if edge & 1:
        features.append(f"{key}|opens clause|{case}")
    return tuple(features)


def _named(reading: Reading, act: Act, setting: Setting, one: Phrase) -> list[str]:
    """What the phrase names: an actor of the register, a voice, counted people, a place."""
    trigger, kind, mode = act.trigger, act.kind, act.mode
    start, end = one.start, one.end
    lang, role = reading.sentences[trigger.sentence].lang, _role(trigger)
    side = "R" if one.first > trigger.last else "L"
    features: list[str] = []
    for cue, source in setting.cued:
        if source[0] < end and start < source[1] and cue[0] < trigger.end and trigger.start < cue[1]:
            how = "same" if source == (start, end) else "meets"
            features += (f"speaker {how}|{kind}", f"speaker {how}|{lang}")
    for source, content in setting.holding:
        if source[0] < end and start < source[1] and any(a <= trigger.start < b for a, b in content):
            how = "same" if source == (start, end) else "meets"
            features += (f"holder {how}|{kind}", f"holder {how}|{lang}|{role}")
    # Most sentences name few of these: an empty list is not gone through.
    told = sorted({name for span, name in setting.actors if _most(span, start, end)}) if setting.actors else []
    what: list[str] = ["actor"] if told else []
    if setting.actors and not told and any([start <= a and b <= end for (a, b), _ in setting.actors]):
        what.append("holds actor")
    if setting.sources and any([span[0] == start or _most(span, start, end) for span in setting.sources]):
        what.append("source")
    if setting.counts and any([a < end and start < b for a, b in setting.counts]):
        what.append("counted")
    if setting.people and any([a < end and start < b for a, b in setting.people]):
        what.append("human")
    if reading.view.text[start].isupper():
        what.append("capital")
    if not what:
        features.append(f"{kind}|nobody known")
    if setting.places and any([a <= start and end <= b for a, b in setting.places]):
        what.append("place")
    for name in what:
        features += (f"{role}|{side}|{name}", f"{kind}|{role}|{name}", f"{mode}|{name}")
    features += (f"told={name}|{role}" for name in told)
    features += sorted({f"touches {name}" for at, name in setting.touches if one.first <= at <= one.last})
    return features


def _most(span: Span, start: int, end: int) -> bool:
    """Whether `span` covers half of `start`..`end` or more."""
    return 2 * (min(span[1], end) - max(span[0], start)) >= end - start


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    raw = files("rawi.claims").joinpath("parties.json").read_bytes()
    return msgspec.json.decode(raw, type=Weights)


@lru_cache(maxsize=1)
def _pairs() -> dict[str, complex]:
    """The shipped weights, the actor's as the real and the recipient's as the imaginary part: one sum gives both."""
    return {feature: complex(a, b) for feature, (a, b) in weights().features.items()}


@lru_cache(maxsize=65536)
def _sum(features: tuple[str, ...]) -> complex:
    known = _pairs()
    return sum(filter(None, map(known.get, features)), 0j)
