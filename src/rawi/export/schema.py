"""JSON Schema of what rawi writes, from the very types it writes with."""

from typing import Any

import msgspec

from rawi.records import SCHEMA, Copy, Event, Record
from rawi.store import Decision

NOUNS: dict[str, type] = {"record": Record, "event": Event, "copy": Copy, "decision": Decision}
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(noun: str = "record") -> dict[str, Any]:
    """The JSON Schema (2020-12) of a noun, one of `NOUNS`, with every type it uses under `$defs`."""
    made = msgspec.json.schema(NOUNS[noun])
    title = f"{SCHEMA} {noun}"
    return {"$schema": DRAFT, "title": title, **made}
