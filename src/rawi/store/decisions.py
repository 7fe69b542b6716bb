"""Decisions: what reviewers decided, appended one by one, each holding the hash of the one before."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from rawi.store.database import Database, Row, Values
from rawi.store.rowtraces import DECISION, row_trace

START = "0" * 64


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer said of a target, and why.

    `target_kind` and `action` are of `rawi.store.state.ACTIONS`; `target` is the id (a claim's or attribution's is
    `DOCUMENT#ID`, a decision's its number). `before`, `after` and `anchor` are JSON values; the anchor says what the
    target was (its words and where they stood), so that it is found again when the document is read anew.
    `number`, `at`, `previous` and `hash` are given by the log.
    """

    reviewer: str
    action: str
    target_kind: str
    target: str
    reason: str
    before: Any = None
    after: Any = None
    anchor: Any = None
    number: int = 0
    at: str = ""
    previous: str = ""
    hash: str = ""


COLUMNS = (
    "number", "at", "reviewer", "action", "target_kind", "target", "before", "after", "reason", "previous", "hash",
    "anchor",
)  # fmt: skip
_JSON = ("before", "after", "anchor")
_INSERT = f"INSERT INTO decision ({', '.join(COLUMNS)}, trace) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"


def append(database: Database, decisions: Sequence[Decision]) -> list[Decision]:
    """Add decisions to the end of the log, all or none; return them with their numbers, times and hashes.

    Once the transaction around this ends, the decisions survive a crash.
    """
    made = []
    with database.transaction():
        database.serialise("decision")
        last = database.row("SELECT number, hash FROM decision ORDER BY number DESC LIMIT 1")
        number, previous = (last["number"], last["hash"]) if last else (0, START)
        for decision in decisions:
            number += 1
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            numbered = msgspec.structs.replace(decision, number=number, at=at, previous=previous)
            previous = seal(numbered)
            made.append(msgspec.structs.replace(numbered, hash=previous))
        database.many(_INSERT, [_values(decision) for decision in made])
    return made


def seal(decision: Decision) -> str:
    """The SHA-256 of a decision's fields, the hash before it included, as compact JSON in a fixed order.

    The anchor is the last field, and counts where there is one.
    """
    fields = [
        decision.number,
        decision.at,
        decision.reviewer,
        decision.action,
        decision.target_kind,
        decision.target,
        _json(decision.before),
        _json(decision.after),
        decision.reason,
        decision.previous,
    ]
    if decision.anchor is not None:
        fields.append(_json(decision.anchor))
    return hashlib.sha256(msgspec.json.encode(fields)).hexdigest()


def decisions(database: Database, where: str = "", values: Values = ()) -> Iterator[Decision]:
    """The log, oldest first: all of it, or the rows that `where` (SQL) asks for."""
    for row in (database.each if where else database.stream)(f"SELECT * FROM decision {where} ORDER BY number", values):
        yield decoded(row)


def decoded(row: Row) -> Decision:
    return Decision(**{name: msgspec.json.decode(row[name]) if name in _JSON else row[name] for name in COLUMNS})


def first_break(database: Database) -> int | None:
    """The number of the first decision that was altered, removed or slipped in; None when the log is whole.

    A log that was cut off at its end is whole as far as it goes: compare its last hash with one kept elsewhere.
    """
    previous, expected = START, 1
    for row in database.stream("SELECT * FROM decision ORDER BY number"):
        if row["number"] != expected:
            return expected
        try:
            decision = decoded(row)
        except msgspec.MsgspecError:
            return expected
        if decision.previous != previous or decision.hash != seal(decision):
            return expected
        previous, expected = decision.hash, expected + 1
    return None


def _values(decision: Decision) -> tuple[Any, ...]:
    found = msgspec.structs.asdict(decision)
    row = {name: _json(found[name]) if name in _JSON else found[name] for name in COLUMNS}
    return *row.values(), row_trace(row, DECISION)


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
