"""A claim as the merged answer needs it: who told it, through whom, and what it says, apart from its document."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rawi.merge.names import media_key, unnamed, voice_key
from rawi.records import Attribution, Claim, Count, Record, Span, covers, overlap


class Voice(msgspec.Struct, frozen=True, array_like=True):
    """One link of a chain. `key` is the same for one voice in every document and script."""

    key: str
    name: str
    kind: str
    actor: str | None
    named: bool
    addressee: str | None = None


Tally = tuple[str, int, int | None, bool, str]
"""A count as told: kind, low, high, approx, scope."""


class Other(msgspec.Struct, frozen=True, array_like=True):
    """What another voice says of a claim's counts."""

    voices: tuple[Voice, ...]
    counts: tuple[Tally, ...]
    denied: bool


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A claim with its chain (the outlet first, then inward) and its values; `sig` is the key of its Traits, `total`
    says that it counts a whole period.

    `denied` tells that a voice of the chain denies it. `told` is the ISO date of publication. `language` and
    `outlet` are the document's.
    """

    document: str
    claim: str
    span: Span
    language: str | None
    outlet: str | None
    told: str | None
    type: str
    mode: str | None
    status: str
    negated: bool
    denied: bool
    voices: tuple[Voice, ...]
    start: str | None
    end: str | None
    place: tuple[str, str | None, float | None, float | None, str, int | None] | None
    own_place: bool
    counts: tuple[Tally, ...]
    actor: str | None
    recipient: str | None
    sig: int
    total: bool
    others: tuple["Other", ...] = ()
    """Counts in the claim's sentence that other voices give ("…, while a rights group put it at four")."""

    @property
    def ref(self) -> tuple[str, str]:
        return self.document, self.claim


def tellings(told: Told) -> Iterator[Told]:
    """The claim as its own voice tells it, then as the other voices of its sentence do."""
    yield told
    for other in told.others:
        yield msgspec.structs.replace(told, voices=other.voices, counts=other.counts, denied=other.denied, others=())


ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(Told)


def outlet_voice(outlet: str | None, document: str) -> Voice:
    """The root of every chain. A document of an unknown outlet is a voice of its own."""
    if outlet:
        return Voice(f"media:{media_key(outlet)}", outlet, "outlet", None, True)
    return Voice(f"document:{document}", "an unknown outlet", "unknown", None, False)


def chain(ids: Iterable[str], record: Record, document: str, by_id: Mapping[str, Attribution]) -> tuple[Voice, ...]:
    """The voices of attributions, from the outlet inward; a voice named twice running is one link."""
    voices = [outlet_voice(record.outlet, document)]
    for each in ids:
        attribution = by_id.get(each)
        if attribution is None:
            continue
        voice = _voice(attribution, document)
        if voice.key != voices[-1].key:
            voices.append(voice)
    return tuple(voices)


def own_chain(claim: Claim) -> tuple[str, ...]:
    return claim.chain or ((claim.attribution,) if claim.attribution else ())


def others(
    claim: Claim, counts: list[Count], record: Record, document: str, by_id: Mapping[str, Attribution]
) -> tuple[list[Count], tuple[Other, ...]]:
    """A claim's counts parted: those of its own voice, and those that lie within what another voice alone says.

    There is nothing to part where each kind of count comes once.
    """
    if len({count.kind for count in counts}) == len(counts):
        return counts, ()
    own: list[Count] = []
    said: dict[str, list[Count]] = {}
    chain_ids = own_chain(claim)
    for count in counts:
        inner = [
            attribution
            for attribution in record.attributions
            if attribution.id not in chain_ids
            and any(covers(part, count.span) for part in attribution.content)
            and not any(overlap(part, claim.trigger) for part in attribution.content)
        ]
        if inner:
            best = min(inner, key=lambda a: (sum(end - start for start, end in a.content), a.id))
            said.setdefault(best.id, []).append(count)
        else:
            own.append(count)
    if not own:
        return counts, ()
    found = []
    for name, told in sorted(said.items()):
        ids = [name]
        while (parent := by_id[ids[0]].parent) is not None and parent in by_id and parent not in ids:
            ids.insert(0, parent)
        # What a voice says of another's number is not said by that other, however the sentence is built.
        ids = [each for each in ids if each == name or each not in chain_ids[-1:]]
        voices = chain(ids, record, document, by_id)
        denied = by_id[name].polarity == "denies"
        found.append(Other(voices, tuple(map(tally, told)), denied))
    return own, tuple(found)


def tally(count: Count) -> Tally:
    return count.kind, count.low, count.high, count.approx, count.scope


def _voice(attribution: Attribution, document: str) -> Voice:
    name = attribution.source_name
    kind = attribution.source_kind
    named = (
        bool(name) and kind not in ("anonymous", "group") and not (attribution.actor is None and _only_role(name, kind))
    )
    key = voice_key(name, kind, attribution.actor) if name else f"document:{document}"
    via = attribution.via.name if attribution.via else None
    return Voice(key if named else f"unnamed:{key}", name or "an unnamed voice", kind, attribution.actor, named, via)


def _only_role(name: str, kind: str) -> bool:
    return kind == "person" and unnamed(name) and len(name.split()) <= 2


def denials(claim: Claim, by_id: Mapping[str, Attribution]) -> bool:
    """Whether the chain denies the claim: an odd number of its voices do."""
    return sum(1 for each in claim.chain if each in by_id and by_id[each].polarity == "denies") % 2 == 1
