"""The record: everything read from one document. `rawi extract` writes one a line."""

import msgspec

from rawi.records.attribution import Attribution
from rawi.records.claim import Claim
from rawi.records.document import Note, Published
from rawi.records.mention import ActorMention, Count, Place, Time

SCHEMA = "rawi/1"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One document's reading: immutable, recomputable from the document and the rules' versions.

    `reader` names what read it: rawi's version and each pack's (`{"rawi": "0.1.0", "fa": "…"}`).
    """

    schema: str = SCHEMA
    id: str
    locator: str
    sha256: str
    media_type: str
    language: str | None
    outlet: str | None
    author: str | None
    title: str | None
    published: Published | None
    text: str
    times: tuple[Time, ...] = ()
    counts: tuple[Count, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    reader: dict[str, str] = {}
