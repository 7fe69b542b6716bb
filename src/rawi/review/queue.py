"""Which claims await a reviewer: filters as an address names them, neighbours in order of time, progress."""

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from rawi.review.told import Voices
from rawi.store import Case
from rawi.store.filters import Filters, Term, find
from rawi.store.state import STATES

AT_ONCE = 2_000
"""Claims that one step accepts at most."""
BY = {"type": "type", "status": "status", "outlet": "outlet", "language": "language", "state": "review"}


class Asked(NamedTuple):
    """Which claims: names of the filter's fields, empty where anything goes."""

    type: str = ""
    status: str = ""
    outlet: str = ""
    language: str = ""
    state: str = ""
    document: str = ""

    def given(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self._asdict().items() if value]

    def filters(self, own: tuple[str, ...] | None) -> Filters:
        terms = tuple(Term(BY[name], (value,)) for name, value in self.given() if name in BY)
        return Filters(terms=terms, document=self.document or None, groups=own)


class Choice(NamedTuple):
    """A field of the filter with its values: (value, words, how many claims)."""

    name: str
    values: list[tuple[str, str, int | None]]
    chosen: str


class Progress(NamedTuple):
    total: int
    done: int
    waiting: int
    disputed: int


def asked(given: Any) -> Asked:
    return Asked(**{name: str(given.get(name, "")).strip() for name in Asked._fields})


def beside(here: Case, filters: Filters, number: int, *, following: bool) -> dict[str, Any] | None:
    """The claim before or after one, decided or not, in order of time; the first where `number` is 0."""
    found = find(here.database, "claim", filters)
    place = here.database.row("SELECT at, number FROM claim WHERE number = ?", (number,)) if number else None
    sign, way = (">", "ASC") if following else ("<", "DESC")
    # What is asked of nothing ends with the table's name.
    joint = "WHERE" if found.sql.endswith(" m") else "AND"
    beyond = f" {joint} (m.at, m.number) {sign} (?, ?)" if place else ""
    values = (place["at"], place["number"]) if place else ()
    row = here.database.row(
        f"SELECT m.number {found.sql}{beyond} ORDER BY m.at {way}, m.number {way} LIMIT 1", (*found.values, *values)
    )
    return here.database.row("SELECT * FROM claim WHERE number = ?", (row["number"],)) if row else None


def waiting(here: Case, filters: Filters, reviewer: str) -> list[dict[str, Any]]:
    """The claims that fit and still await this reviewer, at most AT_ONCE."""
    rows = here.filter_claims(filters, limit=AT_ONCE).rows
    waiting = []
    for row in rows:
        if row["review"] == "unreviewed":
            waiting.append(row)
        elif row["review"] == "waiting":
            state = here.state("claim", f"{row['document']}#{row['id']}")
            if reviewer not in state.verdicts:
                waiting.append(row)
    return waiting


def digest(rows: list[dict[str, Any]]) -> str:
    """Says which claims a page of many showed."""
    return hashlib.sha256("\n".join(f"{row['document']}#{row['id']}" for row in rows).encode()).hexdigest()[:24]


def choices(here: Case, wanted: Asked, known: Voices) -> list[Choice]:
    facets = here.facets("claim", kinds=tuple(BY.values()), limit=40)
    words: dict[str, Callable[[str], str]] = {
        "type": known.names.type,
        "status": known.names.status,
        "outlet": str,
        "language": known.names.language_name,
        "state": lambda state: known.words.or_as_is("claim.state", state),
    }
    choices = []
    for name, kind in BY.items():
        rows = facets.get(kind, [])
        values = [(row["value"], words[name](row["value"]), row["number"]) for row in rows if row["value"]]
        if name == "state":
            values = sorted(values, key=lambda each: STATES.index(each[0]))
        chosen = getattr(wanted, name)
        if chosen and chosen not in [value for value, *_ in values]:
            values.append((chosen, words[name](chosen), None))
        choices.append(Choice(name, values, chosen))
    return choices


def progress(here: Case) -> Progress:
    counted = here.progress()
    total = sum(counted.values())
    return Progress(total, total - counted["unreviewed"] - counted["waiting"], counted["waiting"], counted["disputed"])


def parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query))


def more(query: str, sign: str = "&") -> str:
    """The filter's part of an address, rewritten from what it says, whatever was sent."""
    given = urlencode(asked(parsed(query)).given())
    return f"{sign}{given}" if given else ""
