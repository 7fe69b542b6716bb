"""Seals: a hash for every record, chained, so that a change, a removal or an insertion shows."""

import hashlib

import msgspec

from rawi.store.database import Row

SEALED = ("number", "document", "sha256", "options", "reader", "made_at", "body")


def record_seal(row: Row, previous: str) -> str:
    """The SHA-256 of a record's row and of the seal before it ('' before the first, and where there is none)."""
    return hashlib.sha256(msgspec.json.encode([*(row[name] for name in SEALED), previous])).hexdigest()
