"""Decisions: what reviewers decided, appended one by one, each holding the hash of the one before."""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from rawi.store.database import transaction

START = "0" * 64


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer said of a target, and why.

    `target_kind` is `document`, `claim`, `event` or `actor`; `target` its id (a claim's is `DOCUMENT#CLAIM`);
    `action` is accept, reject, correct, merge, split, undo or a later one. `before` and `after` are JSON values.
    `number`, `at`, `previous` and `hash` are given by the log.
    """

    reviewer: str
    action: str
    target_kind: str
    target: str
    reason: str
    before: Any = None
    after: Any = None
    number: int = 0
    at: str = ""
    previous: str = ""
    hash: str = ""


def append(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Add a decision to the end of the log; return it with its number, time and hashes.

    Once this returns, the decision survives a crash.
    """
    with transaction(connection):
        last = connection.execute("SELECT number, hash FROM decision ORDER BY number DESC LIMIT 1").fetchone()
        numbered = msgspec.structs.replace(
            decision,
            number=(last["number"] if last else 0) + 1,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            previous=last["hash"] if last else START,
        )
        sealed = msgspec.structs.replace(numbered, hash=seal(numbered))
        connection.execute(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sealed.number,
                sealed.at,
                sealed.reviewer,
                sealed.action,
                sealed.target_kind,
                sealed.target,
                _json(sealed.before),
                _json(sealed.after),
                sealed.reason,
                sealed.previous,
                sealed.hash,
            ),
        )
    return sealed


def seal(decision: Decision) -> str:
    """The SHA-256 of a decision's fields, the hash before it included, as compact JSON in a fixed order."""
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
    return hashlib.sha256(msgspec.json.encode(fields)).hexdigest()


def decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    """The whole log, oldest first."""
    for row in connection.execute("SELECT * FROM decision ORDER BY number"):
        fields = dict(row)
        for name in ("before", "after"):
            fields[name] = msgspec.json.decode(fields[name])
        yield Decision(**fields)


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def first_break(connection: sqlite3.Connection) -> int | None:
    """The number of the first decision that was altered, removed or slipped in; None when the log is whole."""
    previous, expected = START, 1
    for decision in decisions(connection):
        if decision.number != expected:
            return expected
        if decision.previous != previous or decision.hash != seal(decision):
            return decision.number
        previous, expected = decision.hash, expected + 1
    return None
