"""Filters: which claims, documents or events are asked for; and the SQL that finds them without reading all of them.

Every condition on a value (`type`, `place`, `actor`, …) is one on a mark. The rarest mark leads the search, in the
order of time; the others are looked up for each row it gives.
"""

from typing import Any, Literal, NamedTuple

import msgspec

from rawi.store.database import Database
from rawi.store.held import marks
from rawi.store.marks import ALONE, CONFLICT

How = Literal["any", "all", "none"]
Of = Literal["claim", "document", "event"]
FEW = 20_000
"""Up to so many rows are gathered and sorted; more are read in an order that an index gives."""
FEWEST = 4_000
"""Likewise where an index of the table itself gives the order: of more rows the first come soon."""
EXACT = 10_000
SINGLE: dict[Of, tuple[str, ...]] = {
    "claim": ("type", "mode", "status", "polarity", "language", "outlet", "country", "review"),
    "document": ("language", "outlet", "author"),
    "event": ("type", "mode", "status", "scope", "country", "review"),
}
"""Kinds of mark of which nothing has two values: whatever has either of some is found once."""
EVERY = ("all", "")
"""The mark that every document has."""


class Term(msgspec.Struct, frozen=True):
    """A condition on one kind of mark: any of the values, all of them, or none of them."""

    kind: str
    values: tuple[str, ...]
    how: How = "any"


class Filters(msgspec.Struct, frozen=True):
    """What is asked for; all of it must hold.

    `after`/`before`: inclusive ISO dates, of the event, of what the claim tells of (else of its publication), or of
    the document's publication. `box`: west, south, east, north in degrees. `origins`: least and most origins of an
    event. `conflict`: events (or claims of events) that tellers disagree about, or do not. `event`, `document`:
    claims of one. `groups`: the groups of the reader, None where all documents are open.
    """

    terms: tuple[Term, ...] = ()
    after: str | None = None
    before: str | None = None
    box: tuple[float, float, float, float] | None = None
    origins: tuple[int | None, int | None] = (None, None)
    conflict: bool | None = None
    event: str | None = None
    document: str | None = None
    groups: tuple[str, ...] | None = None


ALL = Filters()
"""Nothing is asked: all fits."""


class Found(NamedTuple):
    """`FROM … WHERE …` over an alias `m` with `at` and `number`. `few`: it gives no more than FEW rows."""

    sql: str
    values: tuple[Any, ...]
    few: bool


def find(database: Database, of: Of, filters: Filters, *, sorted_by_table: bool = False) -> Found:
    """The rows that fit, as SQL. With `sorted_by_table`, `m` is the table itself, to be read in an order of its own."""
    terms = _parted(filters.terms)
    if of == "event" and filters.conflict:
        terms = _in_conflict(terms)
    elif of == "claim" and filters.conflict is not None:
        terms = [*terms, Term("conflict", ("any",), "any" if filters.conflict else "none")]
    lead, few = _lead(database, of, terms, FEWEST if sorted_by_table else FEW)
    if of == "claim" and (filters.document is not None or filters.event is not None):
        lead, few = None, True
    elif sorted_by_table and not few:
        lead = None
    if lead is None and of == "document" and not sorted_by_table:
        lead = Term(EVERY[0], (EVERY[1],))
        terms = [lead, *terms]
    conditions: list[str] = []
    values: list[Any] = []
    if lead is None:
        table = f"{of} m"
    elif len(lead.values) == 1:
        table = f"{of}_mark m"
        conditions.append("m.kind = ? AND m.value = ?")
        values += [lead.kind, lead.values[0]]
    elif lead.kind in SINGLE[of]:
        table = f"{of}_mark m"
        conditions.append(f"m.kind = ? AND m.value IN ({marks(len(lead.values))})")
        values += [lead.kind, *lead.values]
    else:
        table = f"(SELECT DISTINCT at, number FROM {of}_mark WHERE kind = ? AND value IN ({marks(len(lead.values))})) m"
        values += [lead.kind, *lead.values]
    for term in terms:
        if term is not lead:
            among = "= ?" if len(term.values) == 1 else f"IN ({marks(len(term.values))})"
            conditions.append(
                f"""{"NOT " if term.how == "none" else ""}EXISTS (SELECT 1 FROM {of}_mark x
                    WHERE x.kind = ? AND x.value {among} AND x.at = m.at AND x.number = m.number)"""
            )
            values += [term.kind, *term.values]
    if filters.after:
        conditions.append("m.at >= ?")
        values.append(filters.after)
    if filters.before:
        # A shorter date (2019, 2019-11) stands for all its days.
        conditions.append("m.at <= ?")
        values.append(filters.before if len(filters.before) >= 10 else f"{filters.before}~")
    own, more = _own(of, filters, "m" if lead is None and table == f"{of} m" else "o")
    if own and lead is None:
        conditions += own
    elif own:
        key = "record" if of == "document" else "number"
        conditions.append(f"EXISTS (SELECT 1 FROM {of} o WHERE o.{key} = m.number AND {' AND '.join(own)})")
    values += more
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return Found(f"FROM {table}{where}", tuple(values), few)


def number_of(database: Database, of: Of, filters: Filters) -> int | None:
    """How many rows fit, where that is known without looking."""
    if filters == ALL and of != "document":
        return database.number(f"SELECT count(*) FROM {of}")
    term = filters.terms[0] if len(filters.terms) == 1 else None
    if term is None or filters != Filters(terms=(term,)) or len(term.values) != 1 or term.how == "none":
        return None
    if term.kind == "review":
        return None
    found: int | None = database.value(
        'SELECT number FROM tally WHERE "of" = ? AND kind = ? AND value = ?', (of, term.kind, term.values[0])
    )
    # A few are counted anew, since decisions change them; of many, a few more or less are no matter.
    return found if found is not None and found > EXACT else None


def _parted(terms: tuple[Term, ...]) -> list[Term]:
    """`all` of several values is one condition for each."""
    parted: list[Term] = []
    for term in terms:
        if term.how == "all":
            parted += [Term(term.kind, (value,)) for value in term.values]
        elif term.values:
            parted.append(term)
    return parted


def _in_conflict(terms: list[Term]) -> list[Term]:
    """Terms that only events in conflict fit: one of their marks for those, where there is one."""
    for at, term in enumerate(terms):
        if term.how != "none" and term.kind not in ALONE:
            return [*terms[:at], Term(term.kind + CONFLICT, term.values), *terms[at + 1 :]]
    return [*terms, Term("conflict", ("any",))]


def _lead(database: Database, of: Of, terms: list[Term], most: int) -> tuple[Term | None, bool]:
    """The rarest term, and whether it is rare (`most` rows); None where only reading in order is left."""
    sized = []
    for term in terms:
        if term.how == "none":
            continue
        number = database.number(
            f"""SELECT coalesce(sum(number), 0) FROM tally
                WHERE "of" = ? AND kind = ? AND value IN ({marks(len(term.values))})""",
            (of, term.kind, *term.values),
        )
        sized.append((number, term))
    if not sized:
        return None, False
    number, lead = min(sized, key=lambda each: each[0])
    if number <= most and (number or lead.kind != "review"):
        return lead, True
    single = [(size, term) for size, term in sized if len(term.values) == 1]
    return (min(single, key=lambda each: each[0])[1], False) if single else (None, False)


def _own(of: Of, filters: Filters, o: str) -> tuple[list[str], list[Any]]:
    """Conditions on columns of the table itself, which goes by the alias `o`, and their values."""
    own: list[str] = []
    values: list[Any] = []
    if of == "event":
        if filters.box is not None:
            west, south, east, north = filters.box
            own.append(f"{o}.lat BETWEEN ? AND ?")
            own.append(f"{o}.lon BETWEEN ? AND ?" if west <= east else f"({o}.lon >= ? OR {o}.lon <= ?)")
            values += [south, north, west, east]
        low, high = filters.origins
        for bound, sign in ((low, ">="), (high, "<=")):
            if bound is not None:
                own.append(f"{o}.{'origins_high' if sign == '>=' else 'origins_low'} {sign} ?")
                values.append(bound)
        if filters.conflict is False:
            own.append(f"{o}.conflicts = 0")
        if filters.groups is not None:
            opened, names = visible("c.document", filters.groups)
            own.append(f"EXISTS (SELECT 1 FROM event_claim c WHERE c.event = {o}.number AND {opened})")
            values += names
    elif of == "claim":
        if filters.document is not None:
            own.append(f"{o}.document = ?")
            values.append(filters.document)
        if filters.event is not None:
            own.append(f"{o}.event = ?")
            values.append(filters.event)
        if filters.groups is not None:
            opened, names = visible(f"{o}.document", filters.groups)
            own.append(opened)
            values += names
    elif filters.groups is not None:
        opened, names = visible(f"{o}.id", filters.groups)
        own.append(opened)
        values += names
    return own, values


def visible(document: str, groups: tuple[str, ...]) -> tuple[str, list[str]]:
    """The condition that a document (an SQL expression) is open to members of some groups, and its values."""
    closed = f"EXISTS (SELECT 1 FROM document_group g WHERE g.document = {document})"
    if not groups:
        return f"NOT {closed}", []
    own = f"g.document = {document} AND g.name IN ({marks(len(groups))})"
    member = f"EXISTS (SELECT 1 FROM document_group g WHERE {own})"
    return f"(NOT {closed} OR {member})", list(groups)
