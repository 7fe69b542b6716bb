"""Claim: an event or a public act told at a span by a chain of voices."""

import msgspec

from rawi.records.span import Span


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, is planned, called for, or denied, as told.

    `type` is one of PLOVER's sixteen types or OTHER; `mode` refines it (see ontology). `status`: happened,
    ongoing, planned, called_for, hypothetical, attempted. `polarity`: affirmed, negated. `actor`, `recipient`
    are spans; `place`, `time`, `counts` are ids of mentions in the same record; `attribution` is the innermost
    attribution whose content holds the trigger and `chain` lists attribution ids from outermost to innermost.
    `rules` names every rule that gave a value.
    """

    id: str
    span: Span
    trigger: Span
    type: str
    mode: str | None
    status: str
    polarity: str
    actor: Span | None
    recipient: Span | None
    place: str | None
    time: str | None
    counts: tuple[str, ...]
    attribution: str | None
    chain: tuple[str, ...]
    rules: tuple[str, ...]
