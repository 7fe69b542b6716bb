"""What reviewers made of a document's claims: some left out, some with other values, some that decisions speak of."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from rawi.records import Attribution, Claim, Count, Place, Record, Span, Time

Fields = Mapping[str, Any]
"""The values of a `correct` decision, field by field: type, mode, status, polarity, voice, actor, recipient, place,
time, counts; each as JSON (see rawi.review.fields)."""


class Review(NamedTuple):
    """What stands of one document: claims rejected, values corrected (claim → fields), and claim → salt.

    A salted claim has traits of its own, whatever others say the same: decisions about pairs speak of it.
    """

    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Fields] = {}
    salts: Mapping[str, str] = {}

    @property
    def label(self) -> str:
        """Some text that is equal for equal reviews; empty where nothing was decided."""
        if not (self.rejected or self.corrected or self.salts):
            return ""
        corrected = {claim: dict(fields) for claim, fields in sorted(self.corrected.items())}
        parts = (sorted(self.rejected), corrected, dict(sorted(self.salts.items())))
        return msgspec.json.encode(parts, order="deterministic").decode()


UNREVIEWED = Review()


def reviewed(record: Record, review: Review) -> Record:
    """The record with the claims that stand, in the values that stand. New mentions have ids of their own."""
    if not review.rejected and not review.corrected:
        return record
    made = _Made(record)
    claims = tuple(
        made.claim(claim, review.corrected.get(claim.id, {}))
        for claim in record.claims
        if claim.id not in review.rejected
    )
    return msgspec.structs.replace(
        record, claims=claims, places=(*record.places, *made.places), times=(*record.times, *made.times),
        counts=(*record.counts, *made.counts), attributions=(*record.attributions, *made.attributions),
    )  # fmt: skip


class _Made:
    """Mentions that corrections make."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.said = {each.id: each for each in record.attributions}
        self.places: list[Place] = []
        self.times: list[Time] = []
        self.counts: list[Count] = []
        self.attributions: list[Attribution] = []

    def claim(self, claim: Claim, fields: Fields) -> Claim:
        found: dict[str, Any] = {
            name: fields[name] for name in ("type", "mode", "status", "polarity") if fields.get(name) or name in fields
        }
        for name in ("actor", "recipient"):
            if name in fields:
                found[name] = _span(fields[name])
        if "place" in fields:
            found["place"] = self._place(claim, fields["place"])
        if "time" in fields:
            found["time"] = self._time(claim, fields["time"])
        if "counts" in fields:
            found["counts"] = tuple(self._count(claim, at, each) for at, each in enumerate(fields["counts"] or ()))
        if "voice" in fields:
            found |= self._voice(claim, fields["voice"])
        return msgspec.structs.replace(claim, **found) if found else claim

    def _place(self, claim: Claim, value: Fields | None) -> str | None:
        if not value:
            return None
        made = Place(
            id=f"{claim.id}/place", span=_span(value) or claim.trigger, name_en=value.get("name") or value.get("text"),
            country=value.get("country"), lat=value.get("lat"), lon=value.get("lon"), kind=value.get("kind") or "city",
            geonames=value.get("geonames"), rule="review",
        )  # fmt: skip
        self.places.append(made)
        return made.id

    def _time(self, claim: Claim, value: Fields | None) -> str | None:
        if not value:
            return None
        made = Time(
            id=f"{claim.id}/time", span=_span(value) or claim.trigger, start=value.get("start"), end=value.get("end"),
            precision=value.get("precision") or "day", calendar="gregorian", basis="explicit", rule="review",
        )  # fmt: skip
        self.times.append(made)
        return made.id

    def _count(self, claim: Claim, at: int, value: Fields) -> str:
        made = Count(
            id=f"{claim.id}/count{at}", span=_span(value) or claim.trigger, kind=value["kind"],
            low=int(value.get("low") or 0), high=value.get("high"), approx=bool(value.get("approx")),
            scope=value.get("scope") or "incident", rule="review",
        )  # fmt: skip
        self.counts.append(made)
        return made.id

    def _voice(self, claim: Claim, value: Fields | None) -> dict[str, Any]:
        """The innermost voice replaced; None leaves the outlet alone."""
        outer = claim.chain[:-1]
        if not value:
            return {"attribution": None, "chain": ()}
        known = self.said.get(claim.chain[-1]) if claim.chain else None
        made = Attribution(
            id=f"{claim.id}/voice", source=_span(value), source_name=value.get("name") or "",
            source_kind=value.get("kind") or "person", cue=known.cue if known else None,
            content=known.content if known else (claim.span,), mode=known.mode if known else "indirect",
            polarity=known.polarity if known else "asserts", rule="review", parent=outer[-1] if outer else None,
        )  # fmt: skip
        self.attributions.append(made)
        return {"attribution": made.id, "chain": (*outer, made.id)}


def _span(value: Fields | None) -> Span | None:
    span = value.get("span") if value else None
    return (int(span[0]), int(span[1])) if span else None
