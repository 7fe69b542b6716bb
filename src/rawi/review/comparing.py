"""An event attribute by attribute: which values are told, by which origins, from which words."""

from collections.abc import Mapping
from typing import NamedTuple

from rawi.ontology import labels
from rawi.records import Agreement, Claim, Count, Event, Origin, Place, Record, Ref, Span, Telling, Time

QUOTE = 220
"""About how many characters of a passage are shown."""
ORDER = ("killed", "wounded", "casualties", "missing", "abducted", "arrested", "sentenced", "displaced", "participants",
         "happened", "status", "time", "place", "actor", "recipient")  # fmt: skip


class Quote(NamedTuple):
    """A passage with the words that matter set off: before, the words, after. `span` is theirs.

    Where they are not `exact`, the value stands elsewhere, and the words are those that tell of the event.
    """

    document: str
    before: str
    words: str
    after: str
    span: Span
    exact: bool = True


class Teller(NamedTuple):
    """One telling of a value. `name` is the origin's; `chain` the voices from the outlet inward."""

    origin: str
    name: str
    kind: str
    chain: tuple[str, ...]
    told: str | None
    claim: Ref
    relation: str
    denied: bool
    quote: Quote | None
    also: tuple[Ref, ...]


class Value(NamedTuple):
    """One value and those who tell it. A count has `low` and `high`, a time `start` and `end` (ISO)."""

    label: str
    denied: bool
    conflicting: bool
    tellers: list[Teller]
    low: int | None = None
    high: int | None = None
    approx: bool = False
    start: str | None = None
    end: str | None = None


class Row(NamedTuple):
    """One attribute: its values, those who are silent about it, and how many origins stand behind it."""

    attribute: str
    verdict: str
    values: list[Value]
    silent: list[str]
    origins_low: int
    origins_high: int
    is_count: bool


def compare(event: Event, records: Mapping[str, Record]) -> list[Row]:
    """The attributes of an event, tolls first, conflicts before agreement within a kind of attribute."""
    origins = {origin.id: origin for origin in event.origins}
    rows = [_row(agreement, origins, records) for agreement in event.agreement]
    return sorted(rows, key=lambda row: (_place_in_order(row.attribute), row.attribute))


def quote(record: Record, document: str, claim: Claim, words: Span | None = None) -> Quote:
    """The claim's passage, cut to about QUOTE characters around the words (its trigger by default)."""
    start, end = claim.span
    words = words or claim.trigger
    words = (max(words[0], 0), min(words[1], len(record.text)))
    start, end = min(start, words[0]), max(end, words[1])
    if end - start > QUOTE:
        start, end = at_words(record.text, max(start, words[0] - QUOTE // 2), min(end, words[1] + QUOTE // 2), words)
    before = ("… " if start > claim.span[0] else "") + record.text[start : words[0]]
    after = record.text[words[1] : end] + (" …" if end < claim.span[1] else "")
    return Quote(document, before, record.text[slice(*words)], after, words)


def at_words(text: str, start: int, end: int, words: Span) -> Span:
    """A stretch around some words, drawn in so that it cuts no other word in two."""
    while 0 < start < words[0] and not text[start - 1].isspace():
        start += 1
    while words[1] < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def claim_of(records: Mapping[str, Record], ref: Ref) -> Claim | None:
    record = records.get(ref[0])
    return next((claim for claim in record.claims if claim.id == ref[1]), None) if record else None


def of_attribute(
    record: Record, claim: Claim, attribute: str, bounds: tuple[int | None, int | None] = (None, None)
) -> Count | Time | Place | Span | None:
    """What a claim says of an attribute, as it was read; of several counts, the one with these bounds."""
    if attribute == "time":
        return next((time for time in record.times if time.id == claim.time), None)
    if attribute == "place":
        return next((place for place in record.places if place.id == claim.place), None)
    if attribute == "actor":
        return claim.actor
    if attribute == "recipient":
        return claim.recipient
    counts = [count for count in record.counts if count.id in claim.counts and count.kind == attribute]
    return next((count for count in counts if (count.low, count.high) == bounds), None)


def _row(agreement: Agreement, origins: Mapping[str, Origin], records: Mapping[str, Record]) -> Row:
    grouped: dict[tuple[str, bool], list[Telling]] = {}
    for telling in agreement.tellings:
        grouped.setdefault((telling.value, telling.denied), []).append(telling)
    values = [
        _value(agreement, label, denied, tellings, origins, records) for (label, denied), tellings in grouped.items()
    ]
    if all(value.low is not None for value in values):
        values.sort(key=lambda value: (value.low or 0, value.high is None, value.high or 0))
    return Row(
        agreement.attribute,
        agreement.verdict,
        values,
        [origins[silent].name for silent in agreement.silent if silent in origins],
        agreement.origins_low,
        agreement.origins_high,
        agreement.attribute in labels()["count"],
    )


def _value(
    agreement: Agreement,
    label: str,
    denied: bool,
    tellings: list[Telling],
    origins: Mapping[str, Origin],
    records: Mapping[str, Record],
) -> Value:
    first, approx = tellings[0], False
    start = end = None
    for telling in tellings:
        record, claim = records.get(telling.claim[0]), claim_of(records, telling.claim)
        bounds = (telling.low, telling.high)
        found = of_attribute(record, claim, agreement.attribute, bounds) if record and claim else None
        if isinstance(found, Time) and start is None and end is None:
            start, end = found.start, found.end
        if isinstance(found, Count):
            approx = approx or found.approx
    return Value(
        label,
        denied,
        agreement.verdict == "conflicts" and any(telling.relation == "conflicts" for telling in tellings),
        [_teller(agreement.attribute, telling, origins, records) for telling in tellings],
        first.low,
        first.high,
        approx,
        start,
        end,
    )


def _teller(attribute: str, telling: Telling, origins: Mapping[str, Origin], records: Mapping[str, Record]) -> Teller:
    origin = origins.get(telling.origin)
    record, claim = records.get(telling.claim[0]), claim_of(records, telling.claim)
    shown = None
    if record and claim:
        found = of_attribute(record, claim, attribute, (telling.low, telling.high))
        words = found if isinstance(found, tuple) or found is None else found.span
        exact = words is not None or attribute in ("happened", "status")
        shown = quote(record, telling.claim[0], claim, words)._replace(exact=exact)
    return Teller(
        telling.origin,
        origin.name if origin else telling.origin,
        origin.kind if origin else "unknown",
        telling.chain,
        telling.told,
        telling.claim,
        telling.relation,
        telling.denied,
        shown,
        telling.also,
    )


def _place_in_order(attribute: str) -> int:
    return ORDER.index(attribute) if attribute in ORDER else len(ORDER)
