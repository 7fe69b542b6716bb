"""Full-text search over documents and claims."""

from typing import Any, Literal, NamedTuple

from rawi.store.dialect import POSTGRESQL, SQLITE
from rawi.store.filters import Filters, find, visible
from rawi.store.held import BATCH, marks
from rawi.store.sheeted import Sheeted

What = Literal["documents", "claims"]
Table = Literal["document", "claim"]
RANKED = {SQLITE: 1_000, POSTGRESQL: 200}
"""Up to so many hits are ranked by how well they fit; of more, the newest readings come first.

PostgreSQL reads every hit's whole vector to rank it.
"""
COUNTED = 2_000
LISTED = 20_000
"""Rows that have a mark, up to which all are listed before words are looked for."""
PROBED = {"document": 400, "claim": 2_000}
"""On PostgreSQL: how many of the newest readings are looked through to see how frequent a word is."""
SCANNED = {"document": 8_000, "claim": 30_000}
"""How many are then looked through at most, from the newest back, for a page of hits."""
LOOKED_THROUGH = 1_000
"""On PostgreSQL: how many of the newest texts that hold words are looked through for one that has them in a row."""
ROW = " <-> "
"""Stands between words in a row in what PostgreSQL matches."""
EVERY: dict[str, tuple[str, tuple[str, ...]]] = {
    "document": ("all", ("",)),
    "claim": ("polarity", ("affirmed", "negated")),
}
"""A kind of mark that all have, and its values."""


class Matches(NamedTuple):
    """Numbers of records (documents) or of claims, best first. `total` is a bound where `more` is true."""

    numbers: list[int]
    total: int
    more: bool


class Searching(Sheeted):
    """The part of a case that looks for words; `rawi.engine.searching` is what to ask."""

    def matches(
        self, match: str | None, filters: Filters, *, what: What = "documents", limit: int = 20, offset: int = 0
    ) -> Matches:
        """What fits a full-text expression (None: anything) and the filters."""
        of: Table = "document" if what == "documents" else "claim"
        if match is None:
            with self.fitting(filters, of) as fits:
                if fits is not None:
                    return Matches(fits.page("-time", limit, offset), fits.total, False)
            found = find(self.database, of, filters)
            rows = self.database.rows(
                f"SELECT m.number {found.sql} ORDER BY m.at DESC, m.number DESC LIMIT ? OFFSET ?",
                [*found.values, limit, offset],
            )
            total = self._bounded(f"SELECT 1 AS one {found.sql}", found.values)
            return Matches([row["number"] for row in rows], min(total, COUNTED), total > COUNTED)
        if self.database.dialect == SQLITE:
            return self._matches_of_sqlite(of, match, filters, limit, offset)
        with self.database.transaction():
            # The planner takes vectors for short, and would read them all for a beginning that many words have.
            self.database.execute("SET LOCAL enable_seqscan = off")
            return self._matches_of_postgres(of, match, filters, limit, offset)

    def _matches_of_sqlite(self, of: Table, match: str, filters: Filters, limit: int, offset: int) -> Matches:
        conditions, values, _ = self._conditions(of, filters)
        where = " AND ".join([f"{of}_text MATCH ?", *conditions])
        # Numbers come in order by themselves: what is counted holds the first pages of frequent words.
        newest = self.database.tuples(
            f"SELECT f.rowid FROM {of}_text f WHERE {where} ORDER BY f.rowid DESC LIMIT ?",
            [match, *values, COUNTED + 1],
        )
        total = len(newest)
        if total > RANKED[SQLITE] and (total <= COUNTED or offset + limit <= COUNTED):
            page = [number for (number,) in newest[offset : offset + limit]]
        else:
            order = "rank, f.rowid DESC" if total <= RANKED[SQLITE] else "f.rowid DESC"
            rows = self.database.tuples(
                f"SELECT f.rowid FROM {of}_text f WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
                [match, *values, limit, offset],
            )
            page = [number for (number,) in rows]
        return Matches(page, min(total, COUNTED), total > COUNTED)

    def _matches_of_postgres(self, of: Table, match: str, filters: Filters, limit: int, offset: int) -> Matches:
        conditions, values, listed = self._conditions(of, filters, lazily=" OFFSET 0")
        where = " AND ".join(conditions)
        if ROW in match and (in_row := self._newest_in_row(of, match, where, values, limit, offset)) is not None:
            return in_row
        # Left to itself the planner may read every vector in order, in the hope of hits that come early.
        hits = f"WITH f AS MATERIALIZED (SELECT rowid FROM {of}_text WHERE tokens @@ CAST(? AS tsquery)) "
        # Where few have a mark, all hits among them are at hand at once, and so are the newest of them.
        order = " ORDER BY f.rowid DESC" if listed else ""
        rows = self.database.tuples(
            f"{hits}SELECT f.rowid FROM f WHERE {where}{order} LIMIT ?", [match, *values, COUNTED + 1]
        )
        found = [number for (number,) in rows]
        total = len(found)
        if total <= RANKED[POSTGRESQL]:
            return Matches(self._ranked(of, match, found)[offset : offset + limit], total, False)
        if total <= COUNTED or (listed and offset + limit <= COUNTED):
            page = sorted(found, reverse=True)[offset : offset + limit]
            return Matches(page, min(total, COUNTED), total > COUNTED)
        newest = None if listed else self._newest(of, [match, *values], conditions, limit, offset)
        if newest is None:
            # In order, so that filters are asked of no more hits than fill a page.
            source = "(SELECT rowid FROM f ORDER BY rowid DESC) f"
            rows = self.database.tuples(
                f"{hits}SELECT f.rowid FROM {source} WHERE {where} ORDER BY f.rowid DESC LIMIT ? OFFSET ?",
                [match, *values, limit, offset],
            )
            newest = [number for (number,) in rows]
        return Matches(newest, COUNTED, True)

    def _newest_in_row(
        self, of: Table, match: str, where: str, values: list[Any], limit: int, offset: int
    ) -> Matches | None:
        """A page of what holds words in a row, where many hold the words anywhere and enough of the newest in a row.

        PostgreSQL's index knows in which texts words are, not where: it reads the vector of each of those texts.
        """
        apart = match.replace(ROW, " & ")
        holding = f"SELECT rowid FROM {of}_text WHERE tokens @@ CAST(? AS tsquery)"
        newest = f"ORDER BY rowid DESC LIMIT {LOOKED_THROUGH + 1}"
        often = self._among_newest(of, "f.tokens @@ CAST(? AS tsquery)", [apart])
        if LOOKED_THROUGH * PROBED[of] > often * SCANNED[of]:
            # Walked from the newest back, the texts between the few that hold all the words would be read in vain.
            held = f"g AS MATERIALIZED ({holding}), f AS MATERIALIZED (SELECT rowid FROM g {newest})"
        else:
            held = f"f AS MATERIALIZED ({holding} {newest})"
        rows = self.database.tuples(
            f"""WITH {held} SELECT f.rowid, t.tokens @@ CAST(? AS tsquery) AND {where}
                FROM f JOIN {of}_text t ON t.rowid = f.rowid ORDER BY f.rowid DESC""",
            [apart, match, *values],
        )
        found = [number for number, fits in rows if fits]
        if len(rows) <= LOOKED_THROUGH:
            page = self._ranked(of, match, found) if len(found) <= RANKED[POSTGRESQL] else found
            return Matches(page[offset : offset + limit], len(found), False)
        if len(found) < offset + limit:
            return None
        return Matches(found[offset : offset + limit], len(found), True)

    def _ranked(self, of: Table, match: str, found: list[int]) -> list[int]:
        """A few hits by how well they fit, on PostgreSQL."""
        if not found:
            return []
        rows = self.database.tuples(
            f"""SELECT rowid FROM {of}_text WHERE rowid IN ({marks(len(found))})
                ORDER BY ts_rank(tokens, CAST(? AS tsquery)) DESC, rowid DESC""",
            [*found, match],
        )
        return [number for (number,) in rows]

    def _newest(self, of: Table, values: list[Any], conditions: list[str], limit: int, offset: int) -> list[int] | None:
        """A page of hits from the newest readings back, where words are so frequent that it comes soon; else None.

        PostgreSQL has no list of a frequent word's hits by number: it would gather them all first, and sort them.
        """
        where = " AND ".join(["f.tokens @@ CAST(? AS tsquery)", *conditions])
        found = self._among_newest(of, where, values)
        if (offset + limit) * PROBED[of] > found * SCANNED[of]:
            return None
        newest = f"(SELECT rowid, tokens FROM {of}_text ORDER BY rowid DESC LIMIT {4 * SCANNED[of]}) f"
        rows = self.database.tuples(
            f"SELECT f.rowid FROM {newest} WHERE {where} ORDER BY f.rowid DESC LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        return [number for (number,) in rows] if len(rows) == limit else None

    def _among_newest(self, of: Table, where: str, values: list[Any]) -> int:
        """How many of the newest readings (`f`) fit: a measure of how frequent words are."""
        probed = f"(SELECT rowid, tokens FROM {of}_text ORDER BY rowid DESC LIMIT {PROBED[of]}) f"
        return self.database.number(f"SELECT count(*) AS number FROM {probed} WHERE {where}", values)

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

    def _bounded(self, sql: str, values: Any, most: int = COUNTED, *, lead: str = "") -> int:
        return self.database.number(f"{lead}SELECT count(*) AS number FROM ({sql} LIMIT {most + 1}) f", values)

    def _conditions(self, of: Table, filters: Filters, *, lazily: str = "") -> tuple[list[str], list[Any], bool]:
        """Conditions on the numbers `f.rowid` that the words were found at, their values, and whether any lists few.

        `lazily` ends each query in them; it keeps PostgreSQL from gathering all hits before it looks at the first.

        Each is one on marks, of which an index holds all that is asked; the rows of documents and claims, which are
        long, are not read. What has no mark any more was read anew or replaced.
        """
        conditions, values, listed = list[str](), list[Any](), False
        wanted = [(term.kind, term.values) for term in filters.terms if term.how == "any"]
        wanted += [(term.kind, (value,)) for term in filters.terms if term.how == "all" for value in term.values]
        unwanted = [(term.kind, term.values) for term in filters.terms if term.how == "none"]
        sized = sorted((self._marked(of, kind, among), kind, among) for kind, among in wanted or [EVERY[of]])
        for position, (number, kind, among) in enumerate(sized):
            dated, days = _between(filters) if position == 0 else ("", [])
            has = f"x.kind = ? AND x.value IN ({marks(len(among))}){dated}"
            if dated and number > LISTED:
                number = self._bounded(f"SELECT 1 AS one FROM {of}_mark x WHERE {has}", [kind, *among, *days], LISTED)
            if number <= LISTED:
                # The few that have the mark are listed once; `+` keeps the index of words from being asked for each.
                conditions.append(f"+f.rowid IN (SELECT x.number FROM {of}_mark x WHERE {has})")
                listed = True
            else:
                conditions.append(f"EXISTS (SELECT 1 FROM {of}_mark x WHERE x.number = f.rowid AND {has}{lazily})")
            values += [kind, *among, *days]
        for kind, among in unwanted:
            has = f"x.number = f.rowid AND x.kind = ? AND x.value IN ({marks(len(among))})"
            conditions.append(f"NOT EXISTS (SELECT 1 FROM {of}_mark x WHERE {has}{lazily})")
            values += [kind, *among]
        if filters.groups is not None:
            key, document = ("record", "id") if of == "document" else ("number", "document")
            opened, names = visible(f"t.{document}", filters.groups)
            conditions.append(f"EXISTS (SELECT 1 FROM {of} t WHERE t.{key} = f.rowid AND {opened})")
            values += names
        return conditions, values, listed

    def _marked(self, of: str, kind: str, values: tuple[str, ...]) -> int:
        """How many have one of these marks, as it was when totals were counted; many where it was never counted."""
        number = self.database.value(
            f"""SELECT sum(number) FROM tally WHERE "of" = ? AND kind = ? AND value IN ({marks(len(values))})""",
            (of, kind, *values),
        )
        return LISTED + 1 if number is None else int(number)

    def spelt(self, of: str, kind: str, like: str) -> tuple[str, ...]:
        """The values of a kind of mark whose folded spelling holds `like`; at most 100, the most frequent."""
        escaped = like.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        rows = self.database.rows(
            """SELECT value FROM tally WHERE "of" = ? AND kind = ? AND folded LIKE ? ESCAPE '!'
               ORDER BY number DESC LIMIT 100""",
            (of, kind, f"%{escaped}%"),
        )
        return tuple(row["value"] for row in rows)


def _between(filters: Filters) -> tuple[str, list[str]]:
    """The condition on a mark's day, and its values."""
    condition, days = "", list[str]()
    if filters.after:
        condition += " AND x.at >= ?"
        days.append(filters.after)
    if filters.before:
        # A shorter date (2019, 2019-11) stands for all its days.
        condition += " AND x.at <= ?"
        days.append(filters.before if len(filters.before) >= 10 else f"{filters.before}~")
    return condition, days
