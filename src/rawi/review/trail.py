"""The audit trail: decisions as they were appended, found by who, what, when, and written for other tools."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from rawi.engine.days import days
from rawi.store import Case, Decision
from rawi.store.decisions import COLUMNS, decoded
from rawi.store.state import ACTIONS

BATCH = 1_000
KINDS = tuple(ACTIONS)
DEEDS = tuple(dict.fromkeys(action for actions in ACTIONS.values() for action in actions))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Asked(NamedTuple):
    """Which entries: empty fields ask for nothing. `since` and `until` are days (UTC) as typed, both included;

    `calendar` is that of years before 1700 in them.

    `groups` are those of whoever asks, None where every document is open: of what is said about a document that is
    closed to them they see nothing.
    """

    reviewer: str = ""
    action: str = ""
    kind: str = ""
    target: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    groups: tuple[str, ...] | None = None
    calendar: str = "jalali"

    def given(self) -> dict[str, str]:
        """What was asked for, as a query."""
        return {name: value for name, value in self._asdict().items() if value and name in FIELDS}


FIELDS = tuple(name for name in Asked._fields if name not in ("groups", "calendar"))


def asked(query: Mapping[str, str], groups: tuple[str, ...] | None = None, calendar: str = "jalali") -> Asked:
    """What a query asks for; unknown actions and kinds are passed over."""
    given = {name: query.get(name, "").strip() for name in FIELDS}
    given["action"] = given["action"] if given["action"] in DEEDS else ""
    given["kind"] = given["kind"] if given["kind"] in KINDS else ""
    return Asked(**given, groups=groups, calendar=calendar)


def entries(case: Case, asked: Asked, *, limit: int, offset: int = 0) -> list[Decision]:
    """Entries of the log, newest first."""
    where, values = _where(asked)
    rows = case.database.rows(
        f"SELECT * FROM decision {where} ORDER BY number DESC LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    return [decoded(row) for row in rows]


def numbered(case: Case, number: int) -> list[Decision]:
    """The entry of a number, if there is one."""
    return [decoded(row) for row in case.database.rows("SELECT * FROM decision WHERE number = ?", (number,))]


def number_of(case: Case, asked: Asked) -> int:
    where, values = _where(asked)
    return int(case.database.value(f"SELECT count(*) FROM decision {where}", values) or 0)


def reviewers(case: Case) -> list[str]:
    """Everybody who ever decided something."""
    return [row["reviewer"] for row in case.database.rows("SELECT DISTINCT reviewer FROM decision ORDER BY reviewer")]


def oldest_first(case: Case, asked: Asked) -> Iterator[Decision]:
    """The entries in the order of the log, read in batches."""
    where, values = _where(asked)
    last = 0
    while True:
        more = f"{where} AND number > ?" if where else "WHERE number > ?"
        rows = case.database.rows(f"SELECT * FROM decision {more} ORDER BY number LIMIT ?", (*values, last, BATCH))
        if not rows:
            return
        yield from (decoded(row) for row in rows)
        last = rows[-1]["number"]


def as_csv(decisions: Iterator[Decision]) -> Iterator[str]:
    """A table, one decision a row. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for decision in decisions:
        fields = msgspec.structs.asdict(decision)
        writer.writerow([_cell(fields[name]) for name in COLUMNS])
        if held.tell() > 1 << 16:
            yield _taken(held)
    yield _taken(held)


def as_jsonl(decisions: Iterator[Decision]) -> Iterator[str]:
    """One decision a line, with every field as the log holds it."""
    for decision in decisions:
        yield msgspec.json.encode(decision).decode() + "\n"


def _where(asked: Asked) -> tuple[str, tuple[Any, ...]]:
    parts: list[str] = []
    values: list[Any] = []
    for column, value in (("reviewer", asked.reviewer), ("action", asked.action), ("target_kind", asked.kind)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if asked.target:
        parts.append("(target = ? OR target LIKE ? ESCAPE '!')")
        values += [asked.target, f"{_escaped(asked.target)}%"]
    since, until = days(asked.since, asked.calendar), days(asked.until, asked.calendar)
    if since:
        parts.append("at >= ?")
        values.append(since[0].isoformat())
    if until:
        # Moments sort after the day they begin with; `~` sorts after every moment of the day.
        parts.append("at <= ?")
        values.append(f"{until[1]}~")
    if asked.words:
        parts.append("(reason LIKE ? ESCAPE '!' OR \"after\" LIKE ? ESCAPE '!' OR \"before\" LIKE ? ESCAPE '!')")
        values += [f"%{_escaped(asked.words)}%"] * 3
    if asked.groups is not None:
        own = ", ".join("?" * len(asked.groups)) or "NULL"
        parts.append(
            f"""NOT EXISTS (
                  SELECT 1 FROM about JOIN document_group closed ON closed.document = about.document
                  WHERE about.decision = decision.number AND NOT EXISTS (
                    SELECT 1 FROM document_group mine WHERE mine.document = about.document AND mine.name IN ({own})))"""
        )
        values += asked.groups
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _escaped(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else msgspec.json.encode(value).decode()
    return f"'{text}" if text.startswith(_FORMULA) else text


def _taken(held: io.StringIO) -> str:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text
