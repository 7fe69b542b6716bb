"""A claim as the merged answer needs it: who told it, through whom, and what it says, apart from its document."""

import msgspec

from rawi.merge.names import media_key, unnamed, voice_key
from rawi.records import Attribution, Claim, Record, Span


class Voice(msgspec.Struct, frozen=True, array_like=True):
    """One link of a chain. `key` is the same for one voice in every document and script."""

    key: str
    name: str
    kind: str
    actor: str | None
    named: bool
    addressee: str | None = None


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
    counts: tuple[tuple[str, int, int | None, bool, str], ...]
    actor: str | None
    recipient: str | None
    sig: int
    total: bool

    @property
    def ref(self) -> tuple[str, str]:
        return self.document, self.claim


ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(Told)


def outlet_voice(outlet: str | None, document: str) -> Voice:
    """The root of every chain. A document of an unknown outlet is a voice of its own."""
    if outlet:
        return Voice(f"media:{media_key(outlet)}", outlet, "outlet", None, True)
    return Voice(f"document:{document}", "an unknown outlet", "unknown", None, False)


def chain(claim: Claim, record: Record, document: str, by_id: dict[str, Attribution]) -> tuple[Voice, ...]:
    """The voices of a claim, from the outlet inward; a voice named twice running is one link."""
    voices = [outlet_voice(record.outlet, document)]
    for attribution_id in claim.chain or ((claim.attribution,) if claim.attribution else ()):
        attribution = by_id.get(attribution_id)
        if attribution is None:
            continue
        voice = _voice(attribution, document)
        if voice.key != voices[-1].key:
            voices.append(voice)
    return tuple(voices)


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


def denials(claim: Claim, by_id: dict[str, Attribution]) -> bool:
    """Whether the chain denies the claim: an odd number of its voices do."""
    return sum(1 for each in claim.chain if each in by_id and by_id[each].polarity == "denies") % 2 == 1
