"""Agreement: for each attribute of an event, what each origin says, in order of report."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rawi.merge.names import name_skeleton
from rawi.merge.origins import Teller, least, origin_id
from rawi.merge.told import Told
from rawi.merge.towns import SHORTEST
from rawi.merge.traits import CITY, LEVELS, NOWHERE
from rawi.merge.words import bounds, day, listed
from rawi.records import Agreement, Ref, Telling

MANY = 1 << 40


class Value(NamedTuple):
    """A value as told: its label, and bounds that tell how it stands to another (counts and days)."""

    shown: str
    low: int | None = None
    high: int | None = None
    level: int = NOWHERE
    place: str | None = None
    country: str | None = None


class Said(NamedTuple):
    teller: Teller
    told: Told
    value: Value


def agreement(tellers: list[Teller]) -> tuple[Agreement, ...]:
    """The agreement table of an event's tellers: counts first, then place, time, actor, recipient, status."""
    kinds = sorted({count[0] for each in tellers for told in each.claims for count in told.counts})
    found: list[Agreement] = []
    for kind in kinds:
        found.extend(_row(kind, tellers, _count_of(kind), _count_relation, frozenset((kind,))))
    found.extend(_row("place", tellers, _place_of, _place_relation))
    found.extend(_row("time", tellers, _time_of, _time_relation))
    found.extend(_row("actor", tellers, lambda told: _word(told.actor), _word_relation))
    found.extend(_row("recipient", tellers, lambda told: _word(told.recipient), _word_relation))
    found.extend(_row("happened", tellers, _happened, _happened_relation))
    return tuple(found)


def _row(
    attribute: str, tellers: list[Teller], value_of: Callable[[Told], Value | None],
    relation: Callable[[Said, Said], str], kinds: frozenset[str] = frozenset(),
) -> list[Agreement]:  # fmt: skip
    said: list[Said] = []
    also: dict[int, list[Ref]] = {}
    for each in tellers:
        held: dict[tuple[Value, bool], int] = {}
        for told in sorted(each.claims, key=lambda t: (t.told or "9999", t.ref)):
            value = value_of(told)
            if value is None:
                continue
            if (value, told.denied) in held:
                also[held[value, told.denied]].append(told.ref)
                continue
            held[value, told.denied] = len(said)
            also[len(said)] = []
            said.append(Said(each, told, value))
    if not said or (attribute == "happened" and len({one.value.shown for one in said}) == 1):
        return []
    order = sorted(
        range(len(said)), key=lambda at: (said[at].told.told or "9999", said[at].teller.order, said[at].told.ref)
    )
    tellings: list[Telling] = []
    before: list[Said] = []
    for at in order:
        one = said[at]
        how = _against(one, before, relation, denials=attribute in kinds or attribute == "happened")
        before.append(one)
        tellings.append(
            Telling(
                origin=origin_id(one.teller.key),
                value=one.value.shown,
                told=one.told.told,
                claim=one.told.ref,
                chain=tuple(voice.name for voice in one.told.voices),
                relation=how,
                low=one.value.low if attribute not in ("place", "time") else None,
                high=one.value.high if attribute not in ("place", "time") else None,
                denied=one.told.denied,
                also=tuple(sorted(also[at])),
            )
        )
    speakers = {one.teller.key for one in said}
    silent = tuple(origin_id(each.key) for each in tellers if each.key not in speakers)
    verdict = _verdict(tellings, len(speakers))
    heard = [each for each in tellers if each.key in speakers]
    low = least(heard)
    return [Agreement(
        attribute=attribute, verdict=verdict, tellings=tuple(tellings), silent=silent,
        words=_words(attribute, verdict, [said[at] for at in order]), origins_low=low, origins_high=len(heard),
    )]  # fmt: skip


def _against(one: Said, before: list[Said], relation: Callable[[Said, Said], str], *, denials: bool) -> str:
    """How a telling stands to those before it: the nearest kinship counts, conflict only where there is none.

    Who denies an event says nothing against its place, its time or who had part in it: `denials` is false for these.
    """
    if not before:
        return "first"
    found = {
        "conflicts" if denials and one.told.denied != other.told.denied else relation(other, one) for other in before
    }
    return next(how for how in ("same", "refines", "broader", "grows", "conflicts") if how in found)


def _verdict(tellings: list[Telling], speakers: int) -> str:
    found = {telling.relation for telling in tellings}
    for how in ("conflicts", "grows"):
        if how in found:
            return how
    if {"refines", "broader"} & found:
        return "refines"
    return "agrees" if speakers > 1 else "single"


def _count_of(kind: str) -> Callable[[Told], Value | None]:
    def value(told: Told) -> Value | None:
        held = [count for count in told.counts if count[0] == kind]
        if not held:
            return None
        _, low, high, approx, _ = max(held, key=lambda count: (count[1], count[2] or 0))
        return Value(bounds(low, high, approx), low, high)

    return value


def _count_relation(first: Said, later: Said) -> str:
    a, b = first.value, later.value
    assert a.low is not None and b.low is not None
    a_high, b_high = a.high if a.high is not None else MANY, b.high if b.high is not None else MANY
    if (a.low, a_high) == (b.low, b_high):
        return "same"
    if a.low <= b.low and b_high <= a_high:
        return "refines"
    if b.low <= a.low and a_high <= b_high:
        return "broader"
    if max(a.low, b.low) <= min(a_high, b_high):
        return "same"
    rises = b.low > a.low and (later.told.told or "") > (first.told.told or "9999")
    return "grows" if rises else "conflicts"


def _place_of(told: Told) -> Value | None:
    if told.place is None or not told.own_place:
        return None
    name, country, lat, lon, kind, geonames = told.place
    spot = f"g{geonames}" if geonames is not None else f"{lat} {lon}" if lat is not None else _unlisted(name)
    return Value(name, level=LEVELS.get(kind, CITY), place=spot, country=country)


def _unlisted(name: str) -> str:
    """A place that no gazetteer knows goes by its consonants: «نخلسار» is no other town than Nakhlsar."""
    bones = " ".join(name_skeleton(name))
    return bones if len(bones) >= SHORTEST else name


def _place_relation(first: Said, later: Said) -> str:
    a, b = first.value, later.value
    if a.place == b.place or a.shown == b.shown:
        return "same"
    if a.level != b.level and (a.country is None or b.country is None or a.country == b.country):
        return "refines" if b.level > a.level else "broader"
    return "conflicts"


def _time_of(told: Told) -> Value | None:
    if told.start is None or told.end is None:
        return None
    start, end = date.fromisoformat(told.start).toordinal(), date.fromisoformat(told.end).toordinal()
    return Value(day(start) if start == end else f"{day(start)} to {day(end)}", start, end)


def _time_relation(first: Said, later: Said) -> str:
    how = _count_relation(first, later)
    return "conflicts" if how == "grows" else how


def _word(wording: str | None) -> Value | None:
    return Value(" ".join(wording.split())[:80]) if wording else None


def _word_relation(first: Said, later: Said) -> str:
    # Wordings of an actor differ without disagreeing; the framing table shows them, and nothing here judges them.
    return "same" if first.value == later.value else "refines"


def _happened(told: Told) -> Value | None:
    denied = told.negated != told.denied
    return Value("did not happen" if denied else "happened")


def _happened_relation(first: Said, later: Said) -> str:
    return "same" if first.value == later.value else "conflicts"


def _words(attribute: str, verdict: str, said: list[Said]) -> str:
    shown = []
    for one in said[:6]:
        inward = [voice.name for voice in one.told.voices[1:]]
        source = one.told.voices[0].name + (f", citing {listed(list(reversed(inward)))}" if inward else "")
        when = f", {day(date.fromisoformat(one.told.told).toordinal())}" if one.told.told else ""
        denied = "denies " if one.told.denied else ""
        shown.append(f"{denied}{one.value.shown} ({source}{when})")
    more = f" and {len(said) - 6} more" if len(said) > 6 else ""
    joint = {"conflicts": " against ", "grows": ", then ", "refines": "; "}.get(verdict, "; ")
    return f"{attribute}: {joint.join(shown)}{more}"
