"""The nouns: frozen records that every stage takes and gives. See docs/records.md."""

from rawi.records.attribution import Attribution, Via
from rawi.records.claim import Claim
from rawi.records.document import Document, Note, Published
from rawi.records.mention import ActorMention, Count, Place, Time
from rawi.records.record import SCHEMA, Record
from rawi.records.span import Span, covers, overlap

__all__ = [
    "SCHEMA",
    "ActorMention",
    "Attribution",
    "Claim",
    "Count",
    "Document",
    "Note",
    "Place",
    "Published",
    "Record",
    "Span",
    "Time",
    "Via",
    "covers",
    "overlap",
]
