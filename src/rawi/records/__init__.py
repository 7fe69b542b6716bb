"""The nouns: frozen records that every stage takes and gives. See docs/records.md."""

from rawi.records.attribution import Attribution, Via
from rawi.records.claim import Claim
from rawi.records.document import Document, Note, Published
from rawi.records.event import Agreement, Copy, Event, EventPlace, Link, Merge, Origin, Ref, Telling
from rawi.records.mention import ActorMention, Count, Place, Time
from rawi.records.record import SCHEMA, Record
from rawi.records.span import Span, covers, overlap

__all__ = [
    "SCHEMA",
    "ActorMention",
    "Agreement",
    "Attribution",
    "Claim",
    "Copy",
    "Count",
    "Document",
    "Event",
    "EventPlace",
    "Link",
    "Merge",
    "Note",
    "Origin",
    "Place",
    "Published",
    "Record",
    "Ref",
    "Span",
    "Telling",
    "Time",
    "Via",
    "covers",
    "overlap",
]
