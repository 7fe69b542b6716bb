"""Traces of rows: which field of a record or a decision was altered, and from which byte of it on."""

from collections.abc import Sequence

import msgspec

from rawi.store.database import Row
from rawi.store.traces import altered_in, trace

RECORD = ("number", "document", "sha256", "options", "reader", "made_at", "body")
DECISION = (
    "number", "at", "reviewer", "action", "target_kind", "target", "before", "after", "reason", "previous", "anchor",
)  # fmt: skip


def row_trace(row: Row, fields: Sequence[str]) -> str:
    """The traces of a row's fields as the database holds them, in their order."""
    return " ".join(trace(str(row[field]).encode()) for field in fields)


def where_altered(row: Row, fields: Sequence[str]) -> str:
    """Which field of a row was altered, and where in it; empty where its trace does not tell."""
    traces = (row["trace"] or "").split(" ")
    for field, kept in zip(fields, traces, strict=False):
        part = str(row[field]).encode()
        found = altered_in(part, kept)
        if found is not None:
            inside = _member(part, found.first) if field == "body" else ""
            last = max(min(found.last, len(part) - 1), found.first)
            some = f"byte {found.first:,}" if found.first == last else f"one of bytes {found.first:,} to {last:,}"
            return f"its {field}{inside} was altered, from {some} on"
    return ""


def _member(body: bytes, at: int) -> str:
    """Which member of a record's JSON a byte lies in."""
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.MsgspecError:
        return ""
    end = 1
    for name, value in members.items():
        end += len(msgspec.json.encode(name)) + 1 + len(bytes(value)) + 1
        if at < end:
            return f" ({name})"
    return ""

