"""Origins: the innermost identifiable voices of an event's claims, collapsed, each collapse and doubt in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rawi.merge.keys import label
from rawi.merge.names import name_skeleton
from rawi.merge.rings import rings
from rawi.merge.told import Told, Voice
from rawi.merge.words import listed, plural
from rawi.records import Origin, Ref

MEDIA = frozenset({"outlet", "agency"})


@dataclass
class Teller:
    """An origin in the making."""

    key: str
    name: str
    kind: str
    actor: str | None
    own: bool
    """Whether the outlet itself tells, or unnamed voices that it alone vouches for."""
    claims: list[Told] = field(default_factory=list)
    collapsed: dict[str, None] = field(default_factory=dict)
    doubts: dict[str, None] = field(default_factory=dict)
    maybe: set[str] = field(default_factory=set)
    circular: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        return min(told.told or "9999" for told in self.claims), self.key


def teller(told: Told) -> Teller:
    """The voice that a claim ends in: the innermost that is named, or unnamed voices by who vouches for them."""
    voices = told.voices
    inner = voices[-1]
    if inner.named:
        return Teller(inner.key, inner.name, inner.kind, inner.actor, own=len(voices) == 1)
    vouchers = [voice for voice in voices[:-1] if voice.kind in MEDIA] or [voices[0]]
    voucher = vouchers[-1]
    if len(voices) == 1:
        return Teller(inner.key, inner.name, inner.kind, None, own=True)
    outer = next((voice for voice in reversed(voices[1:-1]) if voice.named and voice.kind not in MEDIA), None)
    if outer is not None:
        # "The governor said, citing officials": the governor is the one who can be asked.
        return Teller(outer.key, outer.name, outer.kind, outer.actor, own=False)
    name = f"unnamed voices of {voucher.name}"
    return Teller(f"anonymous:{voucher.key}", name, "anonymous", None, own=voucher is voices[0])


def origins(
    claims: list[Told], leaders: Mapping[Ref, Ref], likely: Iterable[tuple[str, str, str]] = ()
) -> list[Teller]:
    """The tellers of an event's claims, in order of report.

    `leaders` maps a claim to the claim that it repeats letter for letter. `likely` are suggested copies between
    documents, (document, document, words): they only make doubts.
    """
    held: dict[str, Teller] = {}
    by_ref = {told.ref: told for told in reversed(claims)}
    for told in sorted(claims, key=lambda each: (each.told or "9999", each.ref)):
        found = teller(told)
        leader = by_ref.get(leaders.get(told.ref, told.ref), told)
        if leader is not told and found.own:
            first = teller(leader)
            if first.key != found.key:
                first.collapsed[f"{outlet(told)} prints the words of {outlet(leader)}"] = None
                found = first
        _add(held, found, told)
    _one_document(held)
    _in_office(held, claims)
    _one_person(held)
    _rings(held, claims)
    _through(held)
    _doubts(held, likely)
    return sorted(held.values(), key=lambda each: each.order)


def outlet(told: Told) -> str:
    return told.outlet or told.document


def _add(held: dict[str, Teller], found: Teller, told: Told) -> None:
    kept = held.setdefault(found.key, found)
    kept.claims.append(told)
    kept.collapsed.update(found.collapsed)
    cited = [voice for voice in told.voices[:-1] if voice.key != kept.key]
    root = told.voices[0]
    if not found.own and cited and root.key != kept.key:
        through = [voice.name for voice in cited[1:]]
        by_way = f" by way of {listed(through)}" if through else ""
        kept.collapsed[f"{root.name} cites {kept.name}{by_way}"] = None
    if len({each.ref for each in kept.claims}) > 1 and kept.own and len({each.document for each in kept.claims}) > 1:
        kept.collapsed[f"{kept.name} tells it in {plural(len({c.document for c in kept.claims}), 'document')}"] = None
        for stale in [words for words in kept.collapsed if words.startswith(f"{kept.name} tells it in ")][:-1]:
            del kept.collapsed[stale]


def _fold(held: dict[str, Teller], gone: str, into: str, words: str) -> None:
    lost = held.pop(gone)
    kept = held[into]
    kept.claims.extend(lost.claims)
    kept.collapsed.update(lost.collapsed)
    kept.collapsed[words] = None


def _one_document(held: dict[str, Teller]) -> None:
    """An outlet's bare sentences beside a cited voice in one document rest on that voice, unless they say more."""
    for key in sorted(held):
        own = held.get(key)
        if own is None or not own.own:
            continue
        targets: set[str] = set()
        for told in own.claims:
            cited = sorted((other.order, other.key) for other in held.values() if _rests_on(told, other))
            if not cited:
                break
            targets.add(cited[0][1])
        else:
            into = min(targets)
            _fold(
                held, key, into, f"{own.name} names {held[into].name} in the same document, and says no more by itself"
            )


def _rests_on(told: Told, other: Teller) -> bool:
    # A paper or an earlier figure that is cited is nobody on whose word the rest of the report could rest.
    beside = [each for each in other.claims if each.document == told.document and other.kind != "document"]
    return not other.own and any(not _says_more(told, each) for each in beside)


def _says_more(told: Told, other: Told) -> bool:
    theirs = {count[0]: count for count in other.counts}
    return any(count[0] in theirs and count[1:3] != theirs[count[0]][1:3] for count in told.counts)


def _one_person(held: dict[str, Teller]) -> None:
    """A person under the full name here and the last name there is one."""
    people = sorted(key for key, each in held.items() if key.startswith("name:") and each.kind == "person")
    for short in people:
        bones = set(short[5:].split())
        fuller = [key for key in people if key in held and key != short and bones < set(key[5:].split())]
        if short in held and len(fuller) == 1 and max(map(len, bones), default=0) >= 3:
            _fold(held, short, fuller[0], f"{held[short].name} is {held[fuller[0]].name}")


def _in_office(held: dict[str, Teller], claims: list[Told]) -> None:
    """A person who speaks by name here and for an office there, where some voice is named by both."""
    offices: dict[str, set[frozenset[str]]] = defaultdict(set)
    for told in claims:
        for voice in told.voices:
            if voice.key.startswith("office:"):
                offices[voice.key].add(frozenset(name_skeleton(voice.name)))
    for person in sorted(key for key, each in held.items() if key.startswith("name:") and each.kind == "person"):
        bones = frozenset(person[5:].split())
        found = [key for key, names in sorted(offices.items()) if key in held and any(bones < name for name in names)]
        if len(found) == 1 and max(map(len, bones), default=0) >= 3:
            _fold(held, person, found[0], f"{held[person].name} speaks as {held[found[0]].name}")


def _rings(held: dict[str, Teller], claims: list[Told]) -> None:
    """Outlets that cite one another in a ring are one teller, of whom nobody knows where it began."""
    cites: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for told in claims:
        media = [voice for voice in told.voices if voice.kind in MEDIA]
        for voice in media:
            names.setdefault(voice.key, voice.name)
        for outer, inner in pairwise(media):
            cites[outer.key].add(inner.key)
    for ring in rings(cites):
        members = sorted(key for key, each in held.items() if key in ring or _within(each, set(ring)))
        if not members:
            continue
        first = min(members, key=lambda key: held[key].order)
        shown = tuple(names[key] for key in ring)
        for key in members:
            if key != first:
                _fold(held, key, first, f"{listed(list(shown))} cite one another")
        kept = held[first]
        kept.circular = shown
        kept.name = (
            f"{' and '.join(shown)} (citing one another)" if len(shown) <= 3 else f"{shown[0]} and others in a ring"
        )
        kept.own = False
        kept.doubts[f"{listed(list(shown))} cite one another: none of them shows where it began"] = None
        kept.maybe.update(key for key in held if key != first)


def _within(each: Teller, ring: set[str]) -> bool:
    """Whether unnamed voices are vouched for by outlets of a ring only, one by way of another."""
    return each.kind == "anonymous" and all(
        sum(voice.key in ring for voice in told.voices[:-1]) > 1 for told in each.claims
    )


def _through(held: dict[str, Teller]) -> None:
    """An agency that others cite has its news from the voices that its own report names, where they say the same."""
    for key in sorted(held):
        cited = held.get(key)
        if cited is None or cited.circular or not key.startswith("media:"):
            continue
        own = {told.document for told in cited.claims if told.voices[0].key == key}
        reports = sorted(
            (each.order, each.key)
            for each in held.values()
            if each is not cited and any(told.voices[0].key == key for told in each.claims)
        )
        if own or not reports:
            continue
        values = _values(cited)
        fitting = [other for _, other in reports if values <= _values(held[other])]
        if fitting:
            _fold(
                held,
                key,
                fitting[0],
                f"{cited.name}, which others cite, names {held[fitting[0]].name} in its own report",
            )
        else:
            cited.doubts[f"{cited.name}'s own report names {listed([held[other].name for _, other in reports])}"] = None
            cited.maybe.update(other for _, other in reports)


def _doubts(held: dict[str, Teller], likely: Iterable[tuple[str, str, str]]) -> None:
    ordered = sorted(held.values(), key=lambda each: each.order)
    homes: dict[str, set[str]] = defaultdict(set)
    for each in ordered:
        for told in each.claims:
            homes[told.document].add(each.key)
    for a, b, words in likely:
        for key in sorted(homes[b]):
            for other in sorted(homes[a]):
                later, earlier = held[key], held[other]
                if (later.order < earlier.order) or later.own is False:
                    later, earlier = earlier, later
                if key != other and later.own:
                    later.doubts[f"its text may be that of {earlier.name} in other words: {words}"] = None
                    later.maybe.add(earlier.key)
    for at, later in enumerate(ordered):
        if not later.own:
            _same_office(later, ordered[:at])
            continue
        # Told on one day, a bare report may rest on a sourced one, not the reverse.
        sourced = [each for each in ordered if not each.own and each.order[0] <= later.order[0]]
        for earlier in (*sourced, *ordered[:at]):
            if earlier is not later and _nothing_new(later, earlier):
                words = f"gives no source, was published no earlier and says nothing that {earlier.name} does not say"
                later.doubts[words] = None
                later.maybe.add(earlier.key)
                break


def _same_office(later: Teller, before: list[Teller]) -> None:
    """Voices of one kind in two languages, neither known to the register, may be one."""
    if not later.key.startswith("name:") or later.kind != "organisation":
        return
    mine = {told.language for told in later.claims}
    for earlier in before:
        if earlier.kind != later.kind or not earlier.key.startswith("name:"):
            continue
        theirs = {told.language for told in earlier.claims}
        if not mine & theirs and _agree(later, earlier):
            later.doubts[f"may be {earlier.name} in another language"] = None
            later.maybe.add(earlier.key)
            return


def _agree(one: Teller, other: Teller) -> bool:
    return bool(_values(one) & _values(other))


def _values(each: Teller) -> set[tuple[str, int, int | None]]:
    return {count[:3] for told in each.claims for count in told.counts}


def _nothing_new(later: Teller, earlier: Teller) -> bool:
    new = _values(later)
    return bool(new) and new <= _values(earlier) and (later.order[0] >= earlier.order[0])


def least(tellers: list[Teller]) -> int:
    """The fewest independent origins these can be: every doubt taken as true, where what it may be is counted."""
    kept = {each.key for each in tellers}
    for each in sorted(tellers, key=lambda each: each.order, reverse=True):
        if each.doubts and each.maybe & (kept - {each.key}):
            kept.discard(each.key)
    return len(kept)


def origin_id(key: str) -> str:
    return label("o", key)


def origin(each: Teller) -> Origin:
    """The public record of a teller."""
    through: dict[str, None] = {}
    for told in each.claims:
        for voice in told.voices:
            if voice.kind in MEDIA and voice.key != each.key:
                through.setdefault(voice.name)
    return Origin(
        id=origin_id(each.key),
        name=each.name,
        kind=each.kind,
        actor=each.actor,
        claims=tuple(sorted(told.ref for told in each.claims)),
        documents=tuple(sorted({told.document for told in each.claims})),
        through=tuple(sorted(through)),
        collapsed=tuple(sorted(each.collapsed)),
        doubts=tuple(sorted(each.doubts)),
        maybe=tuple(sorted(map(origin_id, each.maybe))),
        circular=each.circular,
    )


__all__ = ["Teller", "Voice", "least", "origin", "origin_id", "origins", "teller"]
