"""Who did it and to whom: the phrases of a trigger's sentence, weighed by what was learnt from annotated claims.

The weights are data (`parties.json`, made by training/parties.py) with a version. A phrase's score is a sum over named
features, one sum for the actor and one for the recipient; naming nobody is one of the choices.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from rawi.claims import party_names as names
from rawi.claims.offsets import below
from rawi.claims.party_scores import NUMBERS, Side, Wordings, actors, recipients, sides, wordings
from rawi.claims.phrases import Phrase, phrases
from rawi.claims.setting import Setting
from rawi.claims.triggers import Trigger
from rawi.lang import Reading
from rawi.records import Span

_REACH: Final = 25  # tokens between a trigger and its parties
_LIKELY: Final = 6  # candidates of each role that are tried in pairs
_NEVER: Final = -(10**9)
_NAMED: Final = names.ACTOR | names.HOLDS | names.SOURCE | names.COUNTED


class Act(msgspec.Struct, frozen=True):
    """What is known of a claim before its parties: its trigger, type, mode and the tokens of its clause."""

    trigger: Trigger
    kind: str
    mode: str
    clause: tuple[int, int]


def parties(
    reading: Reading, act: Act, setting: Setting, people: tuple[str, Span] | None = None
) -> tuple[Span | None, Span | None]:
    """(actor, recipient) as folded spans, each None when the sentence names none.

    `people` are those told by their number, with the part that the act gives them (`actor` or `recipient`) and their
    folded span: nobody else has that part then.
    """
    found = candidates(reading, act.trigger, setting)
    if not found:
        return None, None
    actor, recipient = scores(reading, act, setting, found)
    if people is not None:
        role, span = people
        shares = [min(one.end, span[1]) - max(one.start, span[0]) for one in found]
        most = max(shares)
        if most > 0:
            held = actor if role == "actor" else recipient
            held[0] = _NEVER
            for n, share in enumerate(shares, 1):
                if share != most:
                    held[n] = _NEVER
    a, b = best(actor, recipient, found)
    return _span(found, a), _span(found, b)


def scores(reading: Reading, act: Act, setting: Setting, found: Sequence[Phrase]) -> tuple[list[int], list[int]]:
    """What nobody and each candidate score as actor and as recipient, in thousandths."""
    trigger = act.trigger
    lang = reading.sentences[trigger.sentence].lang
    both = sides(lang, _role(trigger), act.kind, act.mode)
    spoken, holding = voices(trigger, setting)
    words = wordings(lang)
    actor, recipient = [actors(both.nobody)], [recipients(both.nobody)]
    where = Where(act, setting, found)
    for one in found:
        if one.known < 0:
            learn(reading, trigger.sentence, setting, words, one)
        right = one.first > trigger.last
        total = _placed(where, both.right if right else both.left, one) + one.own + (one.right if right else one.left)
        if spoken or holding:
            total += _voiced(both.left, spoken, holding, one)
        actor.append(actors(total))
        recipient.append(recipients(total))
    return actor, recipient


def _span(found: Sequence[Phrase], number: int) -> Span | None:
    return (found[number - 1].start, found[number - 1].end) if number else None


def best(actor: list[int], recipient: list[int], found: Sequence[Phrase]) -> tuple[int, int]:
    """The likeliest pair by the scores: 0 for nobody, else the phrase's number from 1. The two do not overlap.

    Of pairs that are as likely somebody goes before nobody, then the first.
    """
    a = b = 0
    top = actor[0] + recipient[0]
    right = _likeliest(recipient)
    for n in _likeliest(actor):
        for m in right:
            total = actor[n] + recipient[m]
            if total < top:
                break  # the rest score less still
            if total == top and (a or b or not (n or m)):
                continue
            if n and m and found[n - 1].start < found[m - 1].end and found[m - 1].start < found[n - 1].end:
                continue
            a, b, top = n, m, total
    return a, b


def _likeliest(scores: list[int]) -> list[int]:
    """The numbers of the highest scores, highest first, of equal ones the first."""
    out: list[int] = []
    for n, score in enumerate(scores):
        at = len(out)
        while at and scores[out[at - 1]] < score:
            at -= 1
        if at < _LIKELY:
            out.insert(at, n)
            if len(out) > _LIKELY:
                out.pop()
    return out


def candidates(reading: Reading, trigger: Trigger, setting: Setting) -> list[Phrase]:
    """The phrases of the trigger's sentence, and the wordings of actors and the sources inside longer ones."""
    found = phrases(setting.cut, trigger.first, trigger.last)
    size = len(found)
    for span, first, last in setting.named:
        start, end = span
        if start < trigger.end and trigger.start < end:
            continue
        around: Phrase | None = None
        known = False
        order = start << 32 | end
        for n, one in enumerate(found):
            if one.order == order:
                known = True
                break
            if n < size and one.start > start:
                continue
            if around is None and one.start <= start and end <= one.end:
                around = one
        if known:
            continue
        case = "plain" if around is None else around.case if around.start == start else "inside"
        key = (start, end, case)
        made = setting.made.get(key)
        if made is None:
            made = setting.made[key] = Phrase(first, last, start, end, case, 0)
        found.append(made)
    low, high = trigger.first - _REACH, trigger.last + _REACH
    near = [one for one in found if low <= one.last and one.first <= high]
    if setting.compounds and near:
        beside: Phrase | None = None
        for one in near:
            if one.last + 1 == trigger.first and (beside is None or one.order > beside.order):
                beside = one
        if beside is not None and _topic(reading, setting, trigger, beside):
            near = [one for one in near if one.last + 1 != trigger.first]
    _sort(near)
    return near


def _sort(found: list[Phrase]) -> None:
    """Put phrases in the order of their spans: they come nearly so."""
    for n in range(1, len(found)):
        one = found[n]
        at = n
        while at and found[at - 1].order > one.order:
            found[at] = found[at - 1]
            at -= 1
        found[at] = one


def _topic(reading: Reading, setting: Setting, trigger: Trigger, one: Phrase) -> bool:
    """Whether the noun right before a noun tells what that is about, and nobody: "a water protest".

    In languages that put nouns together so; one that names people, an actor or, by its capital, somebody is kept. After
    a noun in the singular a bare form is no verb.
    """
    sentence = reading.sentences[trigger.sentence]
    last, form = sentence.words[one.last], sentence.words[trigger.last]
    if last.endswith(("s", "'")) or (trigger.role != "act" and form.endswith(("s", "ed", "ing"))):
        return False
    if (one.known if one.known >= 0 else known(reading, setting, one)) & _NAMED:
        return False
    at = sentence.starts[one.last]
    human = any(start <= at < end for start, end in setting.people)  # "a" may be somebody, so that only the noun counts
    if human or any(hit.last == one.last for hit in reading.concept(trigger.sentence, "doer")):
        return False
    return reading.view.text[at].islower() or one.last == 0


def _role(trigger: Trigger) -> str:
    return trigger.role if trigger.light is None else trigger.role + trigger.light


class Where:
    """A trigger among the phrases of its sentence, ready to be asked where each of them stands."""

    __slots__ = ("between", "clause", "first", "last", "left", "left_plain", "right", "right_plain", "setting")

    def __init__(self, act: Act, setting: Setting, found: Sequence[Phrase]) -> None:
        self.first, self.last, self.clause, self.setting = act.trigger.first, act.trigger.last, act.clause, setting
        self.left: list[int] = []
        self.right: list[int] = []
        self.left_plain: list[int] = []
        self.right_plain: list[int] = []
        for one in found:
            if one.joints or one.case == "owner":
                continue
            plain = one.case in ("plain", "and")
            if one.first > self.last:
                self.right.append(one.last)
                if plain:
                    self.right_plain.append(one.last)
            elif one.last < self.first:
                self.left.append(one.first)
                if plain:
                    self.left_plain.append(one.first)
        self.left.sort()
        self.right.sort()
        self.left_plain.sort()
        self.right_plain.sort()

    def stands(self, one: Phrase) -> tuple[int, int, int, int, int, int, int, int]:
        """(gap, rank, plain, inner, acts, comma, mark, edge) of a phrase.

        Tokens between it and the trigger; phrases and plain ones between; whether it lies in the clause; triggers,
        commas and marks between; whether it opens the sentence (2) and the clause (1).
        """
        if one.first > self.last:
            low, high = self.last + 1, one.first
            rank, plain = below(self.right, high), below(self.right_plain, high)
        else:
            low, high = one.last + 1, self.first
            rank = len(self.left) - below(self.left, low)
            plain = len(self.left_plain) - below(self.left_plain, low)
        acts = comma = mark = 0
        if low < high:
            acts = _among(self.setting.heads, low, high)
            comma = min(_among(self.setting.commas, low, high), 1)
            mark = min(_among(self.setting.marks, low, high), 1)
        first, last = self.clause
        inner = int(first <= one.first and one.last <= last)
        edge = (2 if one.first == 0 else 0) + (1 if one.first == first else 0)
        return high - low, min(rank, 3), min(plain, 2), inner, min(acts, 2), comma, mark, edge


def _among(tokens: list[int], low: int, high: int) -> int:
    """How many of some tokens lie in `low`..`high`."""
    count = 0
    for token in tokens:
        if low <= token < high:
            count += 1
    return count


def _placed(where: Where, side: Side, one: Phrase) -> int:
    """What a phrase scores by where it stands and what it names."""
    gap, rank, plain, inner, acts, comma, mark, edge = where.stands(one)
    number = one.number
    return (
        side.ranked(number, one.case, rank, plain, inner, edge)
        + side.distant(number, one.case, gap)
        + side.across(inner, acts, comma, mark)
        + side.naming(one.known)
    )


def learn(reading: Reading, index: int, setting: Setting, words: Wordings, one: Phrase) -> None:
    """Keep on a phrase what is known of it and what its own words score."""
    tokens = reading.sentences[index].words
    first, last = one.first, one.last
    one.known = known(reading, setting, one)
    one.number = NUMBERS.case(one.case)
    own = words.shape(one.number, one.case, one.joints, long(one)) + words.touched[bits(setting, one)]
    one.own = own + words.of(tokens[first]).first + words.of(tokens[last]).last
    if first > 0:
        word = words.of(tokens[first - 1])
        one.left, one.right = word.before_left, word.before_right
    if last + 1 < len(tokens):
        word = words.of(tokens[last + 1])
        one.left += word.after_left
        one.right += word.after_right


def long(one: Phrase) -> int:
    """The length of a phrase in tokens, roughly."""
    length = one.last - one.first + 1
    return length if length < 4 else 4 if length < 7 else 7


def bits(setting: Setting, one: Phrase) -> int:
    """What else a phrase holds."""
    out = 0
    touches = setting.touches
    for k in range(one.first, one.last + 1):
        out |= touches[k]
    return out


def known(reading: Reading, setting: Setting, one: Phrase) -> int:
    """The bits of what a phrase names: an actor of the register, a voice, counted people, a place."""
    start, end = one.start, one.end
    out = told = 0
    for span, kind in setting.actors:
        if _most(span, start, end):
            told |= 1 << NUMBERS.kind(kind)
        elif start <= span[0] and span[1] <= end:
            out = names.HOLDS
    if told:
        out = names.ACTOR | told << len(names.WHAT)
    for span in setting.sources:
        if span[0] == start or _most(span, start, end):
            out |= names.SOURCE
            break
    for a, b in setting.counts:
        if a < end and start < b:
            out |= names.COUNTED
            break
    for a, b in setting.people:
        if a < end and start < b:
            out |= names.HUMAN
            break
    if reading.view.text[start].isupper():
        out |= names.CAPITAL
    for a, b in setting.places:
        if a <= start and end <= b:
            out |= names.PLACE
            break
    return out


def _most(span: Span, start: int, end: int) -> bool:
    """Whether `span` covers half of `start`..`end` or more."""
    low = span[0] if span[0] > start else start
    high = span[1] if span[1] < end else end
    return high - low + high - low >= end - start


def voices(trigger: Trigger, setting: Setting) -> tuple[list[Span], list[Span]]:
    """The sources of attributions whose cue a trigger is, and of those that tell it."""
    spoken = [source for cue, source in setting.cued if cue[0] < trigger.end and trigger.start < cue[1]]
    holding: list[Span] = []
    for source, content in setting.holding:
        for a, b in content:
            if a <= trigger.start < b:
                holding.append(source)
                break
    return spoken, holding


def _voiced(side: Side, spoken: list[Span], holding: list[Span], one: Phrase) -> int:
    """What a phrase scores as the voice that tells the trigger."""
    total = 0
    for source in spoken:
        if source[0] < one.end and one.start < source[1]:
            total += side.speaker[source == (one.start, one.end)]
    for source in holding:
        if source[0] < one.end and one.start < source[1]:
            total += side.holder[source == (one.start, one.end)]
    return total


def absent(reading: Reading, act: Act) -> list[str]:
    """What speaks for naming nobody, as named features."""
    lang = reading.sentences[act.trigger.sentence].lang
    return names.nobody(lang, _role(act.trigger), act.kind, act.mode)


def shown(reading: Reading, act: Act, setting: Setting, found: Sequence[Phrase]) -> Iterator[list[str]]:
    """The features of each candidate by name, as training sees them."""
    trigger, kind, mode = act.trigger, act.kind, act.mode
    sentence = reading.sentences[trigger.sentence]
    lang, words, role = sentence.lang, sentence.words, _role(trigger)
    where = Where(act, setting, found)
    spoken, holding = voices(trigger, setting)
    for one in found:
        right, case = one.first > trigger.last, one.case
        gap, rank, plain, inner, acts, comma, mark, edge = where.stands(one)
        far = names.FAR[gap] if gap < len(names.FAR) else "11"
        yield [
            *names.wording(lang, words, one.first, one.last),
            *names.beside(lang, words, one.first, one.last, right),
            *names.shape(lang, case, one.joints, long(one)),
            *names.touched(bits(setting, one)),
            *names.ranked(lang, role, mode, right, case, rank, plain, inner, edge),
            *names.distant(lang, role, kind, right, case, far),
            *names.across(lang, role, right, inner, acts, comma, mark),
            *names.naming(role, kind, mode, right, known(reading, setting, one), list(NUMBERS.kinds)),
            *(f for s in spoken if s[0] < one.end and one.start < s[1]
              for f in names.spoken(lang, kind, s == (one.start, one.end))),
            *(f for s in holding if s[0] < one.end and one.start < s[1]
              for f in names.held(lang, role, kind, s == (one.start, one.end))),
        ]  # fmt: skip
