"""Record → facts: the flat rows that the merge works on. Pure, one record at a time, so any machine can do its part."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from rawi.merge.context import WORDED, actor_key, dateline, main_place, mapped, ordinal, place_key, when, where
from rawi.merge.families import family
from rawi.merge.gloss import gloss
from rawi.merge.keys import key
from rawi.merge.letters import Letters, fingerprints
from rawi.merge.marks import marks, weight
from rawi.merge.names import last_name, voice_key
from rawi.merge.quotations import Said, orders
from rawi.merge.reviewed import UNREVIEWED, Review, reviewed
from rawi.merge.signature import SIGNATURE, Row, sign
from rawi.merge.told import ENCODER, Told, chain, denials, others, outlet_voice, own_chain, tally
from rawi.merge.towns import known_times, namings
from rawi.merge.traits import Tally, Traits
from rawi.records import Claim, Place, Record

# Table → column → SQL type. The engines make their tables from this.
SCHEMA: dict[str, dict[str, str]] = {
    "documents": {
        "doc": "BIGINT", "id": "VARCHAR", "outlet": "BIGINT", "day": "INTEGER", "letters": "INTEGER",
        "language": "VARCHAR", "dated": "VARCHAR", "marks": "VARCHAR", "known": "INTEGER", "text": "VARCHAR",
    },
    "claims": {
        "claim": "BIGINT", "doc": "BIGINT", "sig": "BIGINT", "rank": "VARCHAR", "body": "VARCHAR", "at": "INTEGER",
    },
    "traits": SIGNATURE,
    "prints": {"doc": "BIGINT", "hash": "BIGINT", "day": "INTEGER", "outlet": "BIGINT"},
    "marks": {"doc": "BIGINT", "mark": "VARCHAR", "weight": "INTEGER", "day": "INTEGER"},
    "namings": {
        "doc": "BIGINT", "name": "VARCHAR", "label": "VARCHAR", "worth": "INTEGER", "country": "VARCHAR",
    },
    "quotes": {
        "doc": "BIGINT", "quote": "BIGINT", "voice": "VARCHAR", "language": "VARCHAR", "day": "INTEGER",
        "by_words": "VARCHAR", "by_others": "VARCHAR", "by_names": "VARCHAR", "by_length": "VARCHAR", "body": "VARCHAR",
    },
}  # fmt: skip
UTTERANCE = 8
"""Letters that a quotation has at least to be looked for in another language: «لن نعود إلى هناك» is fifteen."""
STATUS = {"planned": "plan", "called_for": "plan", "hypothetical": "maybe"}


class Facts(NamedTuple):
    """The rows of one record, by table; the columns are those of SCHEMA."""

    documents: list[Row]
    claims: list[Row]
    traits: list[Row]
    prints: list[Row]
    marks: list[Row]
    namings: list[Row]
    quotes: list[Row]


def empty() -> Facts:
    """No rows of any table."""
    return Facts([], [], [], [], [], [], [])


def facts(record: Record, document: str | None = None, review: Review = UNREVIEWED) -> Facts:
    """The facts of one record: of its text as it was read, of its claims as they stand after review.

    `document` is the document's id in the corpus (the record's own by default).
    """
    name = document if document is not None else record.id
    doc = key("document", name)
    published = record.published
    told = ordinal(published.start) if published else None
    told_by = ordinal(published.end) if published else None
    outlet = key("outlet", outlet_voice(record.outlet, name).key)
    day = told if told is not None and told == told_by else None
    letters = Letters(record.text)
    spots = {place.id: place_key(place, record.text) for place in record.places}
    found = marks(record, letters.folded, spots)
    out = empty()
    reader = _Claims(reviewed(record, review), name, (told, told_by), review.salts, main_place(record))
    dated = published.start if published else None
    out.documents.append(
        (
            doc,
            name,
            outlet,
            told,
            len(letters),
            record.language or "",
            dated,
            ENCODER.encode(found).decode(),
            known_times(record, reader.main_key, spots),
            record.text,
        )
    )
    out.prints.extend([(doc, print_, day, outlet) for print_ in fingerprints(letters)])
    out.marks.extend([(doc, mark, weight(mark), told) for mark in found])
    out.namings.extend([(doc, *each) for each in namings(record, letters.folded)])
    out.quotes.extend(_quotes(record, name, doc, told, reader.main_key))
    seen: set[int] = set()
    # Its place among the claims as they were read: a review that rejects some moves none.
    places = {claim.id: at for at, claim in enumerate(record.claims)}
    for claim in reader.record.claims:
        signature, body = reader.read(claim)
        sig = body.sig
        rank = f"{body.told or '9999-99-99'}\x1f{name}\x1f{claim.id}"
        at = places.get(claim.id, 0)
        out.claims.append((key("claim", name, claim.id), doc, sig, rank, ENCODER.encode(body).decode(), at))
        if sig not in seen:
            seen.add(sig)
            out.traits.append(signature)
    return out


class _Claims:
    """Turns the claims of one record into traits and tellings; what they share is looked up once."""

    def __init__(
        self,
        record: Record,
        name: str,
        told: tuple[int | None, int | None],
        salts: Mapping[str, str],
        main: Place | None,
    ) -> None:
        self.record, self.name, self.told, self.salts = record, name, told, salts
        self.places = {place.id: place for place in record.places}
        self.times = {time.id: time for time in record.times}
        self.counts = {count.id: count for count in record.counts}
        self.said = {attribution.id: attribution for attribution in record.attributions}
        self.main = main
        self.main_key = place_key(self.main, record.text) if self.main else None
        self.dated = record.published.start if record.published else None

    def read(self, claim: Claim) -> tuple[Row, Told]:
        record = self.record
        counts = [self.counts[each] for each in claim.counts if each in self.counts]
        counts = [count for count in counts if count.kind != "things"]
        time = self.times.get(claim.time) if claim.time else None
        # "Since X" has a start and no end.
        since = time is not None and time.start is not None and time.end is None and claim.status == "happened"
        scope = "cumulative" if since or any(count.scope == "cumulative" for count in counts) else "incident"
        spot = where(claim, record, self.places, self.main, self.said)
        moment = when(claim, self.times, scope, self.told[1], dateline(record.text), self.said)
        kin, anchor = family(claim.type)
        tallies: dict[str, Tally] = {}
        for count in counts:
            # A claim that gives two numbers of one kind (a total and a part of it) is known by the greater.
            held = tallies.get(count.kind)
            if held is None or (count.low, count.high or 0) > (held.low, held.high or 0):
                tallies[count.kind] = Tally(count.kind, count.low, count.high, count.approx)
        place = spot.place
        actor, recipient = actor_key(claim.actor, record), actor_key(claim.recipient, record)
        worded = any(each is not None and each.startswith(WORDED) for each in (actor, recipient))
        traits = Traits(
            family=kin,
            anchor=anchor,
            type=claim.type,
            mode=claim.mode,
            phase=STATUS.get(claim.status, "fact"),
            scope=scope,
            level=spot.level,
            place=spot.key,
            place_name=spot.name,
            country=place.country if place else None,
            latitude=round(place.lat * 1e4) if place and mapped(place) and place.lat is not None else None,
            longitude=round(place.lon * 1e4) if place and mapped(place) and place.lon is not None else None,
            own=spot.own,
            start=moment.start,
            end=moment.end,
            slack=moment.slack,
            told=self.told[0],
            told_by=self.told[1],
            counts=tuple(tallies[kind] for kind in sorted(tallies)),
            actor=actor,
            recipient=recipient,
            language=record.language if worded else None,
            salt=self.salts.get(claim.id, ""),
        )
        signature = sign(traits)
        own, other = others(claim, counts, record, self.name, self.said)
        body = Told(
            document=self.name,
            claim=claim.id,
            span=claim.span,
            language=record.language,
            outlet=record.outlet,
            told=self.dated,
            type=claim.type,
            mode=claim.mode,
            status=claim.status,
            negated=claim.polarity == "negated",
            denied=denials(claim, self.said),
            voices=chain(own_chain(claim), record, self.name, self.said),
            start=_iso(moment.start),
            end=_iso(moment.end),
            place=(spot.name or "", place.country, place.lat, place.lon, place.kind, place.geonames) if place else None,
            own_place=spot.own,
            counts=tuple(map(tally, own)),
            others=other,
            actor=_wording(claim.actor, record),
            recipient=_wording(claim.recipient, record),
            sig=signature[0],
            total=scope == "cumulative",
        )
        return signature, body


def _quotes(record: Record, name: str, doc: int, day: int | None, place: str | None) -> Iterable[Row]:
    """Direct quotations of some length, for finding one utterance in two languages."""
    language, length = record.language or "", max(1, len(record.text))
    for attribution in record.attributions:
        if attribution.mode not in ("direct", "mixed") or not attribution.content:
            continue
        voice = voice_key(attribution.source_name, attribution.source_kind, attribution.actor)
        # What was said in several goes is looked for piece by piece and as a whole: a translation may do either.
        whole = (attribution.content[0][0], attribution.content[-1][1])
        for start, end in dict.fromkeys((*attribution.content, whole)):
            if end - start < UTTERANCE:
                continue
            words = record.text[start:end][:600]
            told = gloss(words, language)
            said = Said(name, (start, end), words, attribution.source_name, voice, told, place, 100 * start // length)
            quote = key("quote", name, attribution.id, str(start), str(end))
            body = msgspec.json.encode(said).decode()
            yield doc, quote, last_name(voice), language, day, *orders(told, len(words), language), body


def _wording(span: tuple[int, int] | None, record: Record) -> str | None:
    return record.text[span[0] : span[1]] if span else None


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None
