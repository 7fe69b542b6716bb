"""Full-text search over documents and claims."""

from typing import Any, Literal, NamedTuple

from rawi.store.dialect import POSTGRESQL, SQLITE
from rawi.store.filters import Filters, find, visible
from rawi.store.held import BATCH, Held, marks

What = Literal["documents", "claims"]
RANKED = {SQLITE: 1_000, POSTGRESQL: 200}
"""Up to so many hits are ranked by how well they fit; of more, the newest readings come first.

PostgreSQL reads every hit's whole vector to rank it.
"""
COUNTED = 2_000
OWN = {
    "document": ("outlet", "language", "author"),
    "claim": ("type", "mode", "status", "polarity", "language", "outlet", "country"),
}
"""Kinds of mark that the rows themselves say."""


class Matches(NamedTuple):
    """Numbers of records (documents) or of claims, best first. `total` is a bound where `more` is true."""

    numbers: list[int]
    total: int
    more: bool


class Searching(Held):
    """The part of a case that looks for words; `rawi.engine.searching` is what to ask."""

    def matches(
        self, match: str | None, filters: Filters, *, what: What = "documents", limit: int = 20, offset: int = 0
    ) -> Matches:
        """What fits a full-text expression (None: anything) and the filters."""
        of: Literal["document", "claim"] = "document" if what == "documents" else "claim"
        if match is None:
            found = find(self.database, of, filters)
            rows = self.database.rows(
                f"SELECT m.number {found.sql} ORDER BY m.at DESC, m.number DESC LIMIT ? OFFSET ?",
                [*found.values, limit, offset],
            )
            total = self._bounded(f"SELECT 1 AS one {found.sql}", found.values)
            return Matches([row["number"] for row in rows], min(total, COUNTED), total > COUNTED)
        conditions, values = self._conditions(of, filters)
        key = "record" if of == "document" else "number"
        table = f"{of}_text"
        sqlite = self.database.dialect == SQLITE
        if sqlite:
            lead, source, first = "", f"{table} f CROSS JOIN {of} t ON t.{key} = f.rowid", f"{table} MATCH ?"
        else:
            # Left to itself the planner may read every vector in order, in the hope of hits that come early.
            hits = f"SELECT rowid FROM {table} WHERE tokens @@ CAST(? AS tsquery)"
            lead, source, first = f"WITH f AS MATERIALIZED ({hits}) ", f"f JOIN {of} t ON t.{key} = f.rowid", "1 = 1"
        where = " AND ".join([first, *conditions])
        total = self._bounded(f"SELECT 1 AS one FROM {source} WHERE {where}", [match, *values], lead=lead)
        order, ranked = "f.rowid DESC", list[Any]()
        if total <= RANKED[self.database.dialect]:
            order = "rank, f.rowid DESC"
            if not sqlite:
                source += f" JOIN {table} v ON v.rowid = f.rowid"
                order, ranked = "ts_rank(v.tokens, CAST(? AS tsquery)) DESC, f.rowid DESC", [match]
        rows = self.database.rows(
            f"{lead}SELECT f.rowid AS number FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [match, *values, *ranked, limit, offset],
        )
        return Matches([row["number"] for row in rows], min(total, COUNTED), total > COUNTED)

    def found_documents(self, numbers: list[int]) -> dict[int, dict[str, Any]]:
        """Number of a record → its document's row with the record's `body`."""
        return self._found("document.*, body", "document.record", numbers)

    def found_claims(self, numbers: list[int]) -> dict[int, dict[str, Any]]:
        """Number of a claim → its row, with its document's `title` and `published_start`."""
        rows: dict[int, dict[str, Any]] = {}
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            for row in self.database.rows(
                f"""SELECT claim.*, document.title, document.published_start FROM claim
                    JOIN document ON document.id = claim.document WHERE claim.number IN ({marks(len(some))})""",
                some,
            ):
                rows[row["number"]] = row
        return rows

    def _found(self, columns: str, key: str, numbers: list[int]) -> dict[int, dict[str, Any]]:
        rows: dict[int, dict[str, Any]] = {}
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            for row in self.database.rows(
                f"""SELECT {columns} FROM document JOIN record ON record.number = document.record
                    WHERE {key} IN ({marks(len(some))})""",
                some,
            ):
                rows[row["record"]] = row
        return rows

    def _bounded(self, sql: str, values: Any, *, lead: str = "") -> int:
        return self.database.number(f"{lead}SELECT count(*) AS number FROM ({sql} LIMIT {COUNTED + 1}) f", values)

    def _conditions(self, of: str, filters: Filters) -> tuple[list[str], list[Any]]:
        """Conditions on the rows `t` that the words were found in."""
        key, day = ("t.record", "t.published_start") if of == "document" else ("t.number", "t.at")
        conditions, values = ["t.state = 'current'"] if of == "document" else [], list[Any]()
        if filters.after:
            conditions.append(f"{day} >= ?")
            values.append(filters.after)
        if filters.before:
            conditions.append(f"{day} <= ?")
            values.append(filters.before if len(filters.before) >= 10 else f"{filters.before}~")
        # What the row itself says needs no mark, and is looked at first.
        for term in sorted(filters.terms, key=lambda term: term.kind not in OWN[of]):
            among = f"IN ({marks(len(term.values))})"
            if term.kind in OWN[of]:
                has = f"coalesce(t.{term.kind}, '') {among}"
            else:
                values.append(term.kind)
                has = f"""EXISTS (SELECT 1 FROM {of}_mark x WHERE x.number = {key} AND x.kind = ?
                          AND x.value {among})"""
            conditions.append(f"NOT {has}" if term.how == "none" else has)
            values += term.values
        if filters.groups is not None:
            opened, names = visible("t.id" if of == "document" else "t.document", filters.groups)
            conditions.append(opened)
            values += names
        return conditions, values

    def spelt(self, of: str, kind: str, like: str) -> tuple[str, ...]:
        """The values of a kind of mark whose folded spelling holds `like`; at most 100, the most frequent."""
        escaped = like.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        rows = self.database.rows(
            """SELECT value FROM tally WHERE "of" = ? AND kind = ? AND folded LIKE ? ESCAPE '!'
               ORDER BY number DESC LIMIT 100""",
            (of, kind, f"%{escaped}%"),
        )
        return tuple(row["value"] for row in rows)
