"""Totals: facets, timelines, maps, actors and how they are called, and what is in the case as a whole."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from rawi.store.calling import Calling, escaped
from rawi.store.daily import Daily
from rawi.store.database import Row, Values
from rawi.store.filters import ALL, FEW, Filters, Of, find
from rawi.store.held import marks
from rawi.store.marks import KINDS

By = Literal["year", "month", "day"]
FACETED = 2_000
"""Facets of a filtered list are counted over so many of its rows at most."""
CONTESTED = Filters(conflict=True)
_LETTERS = {"year": 4, "month": 7, "day": 10}


class Totals(Calling, Daily):
    """The part of a case that counts."""

    def facets(
        self, of: Of, filters: Filters = ALL, *, kinds: tuple[str, ...] = (), limit: int = 15
    ) -> dict[str, list[Row]]:
        """Kind of mark → its most frequent values among what fits, as rows `value`, `number`, `label`.

        Without filters the counts are of all, as `refresh` left them; with filters, of the first FACETED that fit.
        Places and actors have their names as `label`, other values themselves.
        """
        wanted = kinds or KINDS[of]
        if filters == ALL:
            found = {kind: self._all(of, kind, limit) for kind in wanted}
        else:
            found = self._some(of, filters, wanted, limit)
        return self._labelled(found)

    def _labelled(self, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
        for kind in ("place", "actor", "origin"):
            if kind in found:
                self._label(kind, found[kind])
        return {kind: [{"label": row["value"], **row} for row in rows] for kind, rows in found.items()}

    def values(self, of: Of, kind: str, like: str = "", *, limit: int = 20) -> list[Row]:
        """Values of a kind of mark whose folded spelling holds `like`, the most frequent first, to complete input."""
        rows = self.database.rows(
            """SELECT value, number FROM tally WHERE "of" = ? AND kind = ? AND folded LIKE ? ESCAPE '!'
               ORDER BY number DESC, value LIMIT ?""",
            (of, kind, f"%{escaped(like)}%", limit),
        )
        if kind in ("place", "actor"):
            self._label(kind, rows)
        return [{"label": row["value"], **row} for row in rows]

    def labels(self, kind: str, values: list[str]) -> dict[str, str]:
        """What values of a kind of mark are called: places, actors and origins by their names, others as they are."""
        rows: list[Row] = [{"value": value, "label": value} for value in values]
        if kind in ("place", "actor", "origin"):
            self._label(kind, rows)
        return {row["value"]: row["label"] for row in rows}

    def timeline(self, of: Of = "event", filters: Filters = ALL, *, by: By = "month") -> list[Row]:
        """Rows `at` (a year, month or day) and `number`, in order; what has no date is left out."""
        whole = {ALL: f"timeline {of} {by}", CONTESTED: f"contested {of} {by}"}.get(filters)
        if whole and (ready := self._ready(whole)) is not None:
            return list(ready)
        if of == "claim" and (days := self.claims_by_day(filters)) is not None:
            return grouped(days, by)
        found = find(self.database, of, filters)
        # Days as they stand are counted in the order of the index; months and years are made of them.
        counted = self.database.tuples(f"SELECT m.at, count(*) {found.sql} GROUP BY m.at", found.values)
        return grouped({at or "": number for at, number in counted}, by)

    def map(self, filters: Filters = ALL, *, limit: int = 500) -> list[Row]:
        """Places of events that fit, the busiest first: `id`, `name`, `country`, `lat`, `lon`, `number`, `conflicts`.

        With filters, of the first FACETED events.
        """
        if filters == ALL and limit == 500 and (ready := self._ready("map")) is not None:
            return list(ready)
        if filters == ALL:
            return self._busiest("event e", (), limit)
        found = find(self.database, "event", filters)
        source = f"(SELECT m.number {found.sql} LIMIT {FACETED}) f JOIN event e ON e.number = f.number"
        return self._busiest(source, found.values, limit)

    def _busiest(self, source: str, values: Values, limit: int) -> list[Row]:
        rows = self.database.rows(
            f"""SELECT e.place_id AS id, min(e.place) AS name, min(e.country) AS country, min(e.lat) AS lat,
                  min(e.lon) AS lon, count(*) AS number, sum(CASE WHEN e.conflicts > 0 THEN 1 ELSE 0 END) AS conflicts
                FROM {source} WHERE e.lat IS NOT NULL GROUP BY e.place_id
                ORDER BY number DESC, id LIMIT ?""",
            [*values, limit],
        )
        return [{**row, "number": int(row["number"]), "conflicts": int(row["conflicts"])} for row in rows]

    def top_origins(self, *, limit: int = 100, offset: int = 0) -> list[Row]:
        """Who tells of events in the end: `id`, `name`, `kind`, `actor`, `events`, `documents`."""
        ready = self._ready("origins")
        rows: list[Row] = self._origins() if ready is None else ready
        return list(rows[offset : offset + limit])

    def overview(self) -> dict[str, Any]:
        """What is in the case, in numbers.

        `documents`, `claims`, `attributions`, `events`, `copies`, `failures`, `decisions`, `orphans`; `shared`: events
        that several documents tell of; `conflicts`: events that tellers disagree about; `first` and `last` day of
        publication; `languages`, `outlets`, `types`: value → number.
        """
        ready = self._ready("overview")
        if ready is None:
            ready = self._overview()
        decided = {
            "decisions": self.database.number("SELECT coalesce(max(number), 0) FROM decision"),
            "orphans": self.database.number("SELECT count(*) FROM about WHERE attached = 0"),
        }
        return {**ready, **decided}

    def refresh(self, fold: Callable[[str], str] | None = None) -> None:
        """Count anew what lists and pages show as totals. Call it when a build or a merge has ended.

        `fold` spells a value as it is to be found by; without it, spellings stay as they are.
        """
        spelt = {
            (row["kind"], row["value"]): row["folded"]
            for row in (self.database.rows("SELECT kind, value, folded FROM tally") if fold is None else ())
        }
        # All is counted first: whoever decides in the meantime need not wait.
        tallies, answers = list[Row](), dict[str, Any]()
        names = self._names()
        for of in KINDS:
            counted = self.database.rows(f"SELECT kind, value, count(*) AS number FROM {of}_mark GROUP BY kind, value")
            for row in counted:
                key = (row["kind"], row["value"])
                folded = spelt.get(key) or (fold or str.lower)(names.get(key) or row["value"])
                tallies.append({"of": of, **row, "folded": folded})
        self.anew = True
        try:
            answers |= {"actors": self._actors(), "origins": self._origins(), "map": self.map()}
            for of in get_args(Of):
                for by in get_args(By):
                    answers[f"timeline {of} {by}"] = self.timeline(of, by=by)
            answers["contested event day"] = self.timeline("event", CONTESTED, by="day")
        finally:
            self.anew = False
        with self.together():
            self.database.execute("DELETE FROM ready")
            self._keep_tallies(tallies)
        self._count_wordings()
        answers["overview"], answers["framing"] = self._overview(), True
        answers |= self._counted_by_day()
        with self.together():
            self._forget_changes()
            for name, answer in answers.items():
                self._make_ready(name, answer)
        self.database.analyse()

    def _keep_tallies(self, tallies: list[Row]) -> None:
        """Put totals in the place of those before; only what differs is written."""
        key = ("of", "kind", "value")
        known = {tuple(row[name] for name in key): row for row in self.database.rows("SELECT * FROM tally")}
        gone = set(known).difference(tuple(row[name] for name in key) for row in tallies)
        changed = [row for row in tallies if known.get(tuple(row[name] for name in key)) != row]
        self.database.many('DELETE FROM tally WHERE "of" = ? AND kind = ? AND value = ?', sorted(gone))
        self.database.insert("tally", changed, key='"of", kind, value')

    def refresh_some(self) -> None:
        """Count anew after a few events changed, where that is quick; a large case waits for its next merge."""
        if self.database.number("SELECT count(*) FROM event") <= FEW:
            self.refresh()

    def _names(self) -> dict[tuple[str, str], str]:
        """What ids are called: places, and actors in all the ways that documents call them."""
        named: dict[tuple[str, str], str] = {
            ("place", row["id"]): row["name"] for row in self.database.rows("SELECT id, name FROM place")
        }
        actors: dict[str, set[str]] = {}
        for row in self.database.each("SELECT DISTINCT actor, name, wording FROM mention"):
            actors.setdefault(row["actor"], set()).update((row["name"], row["wording"]))
        return named | {("actor", actor): " | ".join(sorted(called)) for actor, called in actors.items()}

    def _origins(self) -> list[Row]:
        rows = self.database.rows(
            """SELECT id, min(name) AS name, min(kind) AS kind, min(actor) AS actor, count(*) AS events,
                 sum(documents) AS documents FROM event_origin GROUP BY id ORDER BY events DESC, id LIMIT 1000"""
        )
        return [{**row, "documents": int(row["documents"])} for row in rows]

    def _overview(self) -> dict[str, Any]:
        sums = self.database.row(
            """SELECT count(*) AS documents, coalesce(sum(attributions), 0) AS attributions,
                 min(published_start) AS first, max(published_start) AS last FROM document WHERE state = 'current'"""
        )
        events = self.database.row(
            """SELECT count(*) AS events, coalesce(sum(CASE WHEN documents > 1 THEN 1 ELSE 0 END), 0) AS shared,
                 coalesce(sum(CASE WHEN conflicts > 0 THEN 1 ELSE 0 END), 0) AS conflicts FROM event"""
        )
        found: dict[str, Any] = {**(sums or {}), **(events or {})}
        found = {name: value if name in ("first", "last") else int(value) for name, value in found.items()}
        for name in ("claim", "copy", "failure"):
            plural = {"claim": "claims", "copy": "copies", "failure": "failures"}[name]
            found[plural] = self.database.number(f"SELECT count(*) FROM {name}")
        for name, of, kind in (
            ("languages", "document", "language"), ("outlets", "document", "outlet"), ("types", "event", "type"),
        ):  # fmt: skip
            found[name] = {row["value"]: row["number"] for row in self._all(of, kind, 20)}
        return found

    def _forget_changes(self) -> None:
        """Start the lists of changes anew when they are long: whoever follows one reads all again."""
        for table in ("event_change", "document_change"):
            if self.database.number(f"SELECT count(*) FROM {table}") > FEW:
                self.database.execute(f"DELETE FROM {table}")
                self.database.execute(f"INSERT INTO {table} (number) VALUES (0)")

    def _all(self, of: str, kind: str, limit: int) -> list[Row]:
        if kind == "review":
            counted = f"SELECT value, count(*) AS number FROM {of}_mark WHERE kind = 'review' GROUP BY value"
            if of == "claim":
                return self._reviews()
            return sorted(self.database.rows(counted), key=lambda row: -row["number"])
        return self.database.rows(
            """SELECT value, number FROM tally WHERE "of" = ? AND kind = ? ORDER BY number DESC, value LIMIT ?""",
            (of, kind, limit),
        )

    def _reviews(self) -> list[Row]:
        total = self.claims()
        rows = self.database.rows(
            """SELECT state AS value, count(*) AS number FROM review
               WHERE target_kind = 'claim' AND state <> 'unreviewed' GROUP BY state"""
        )
        waiting = {"value": "unreviewed", "number": total - sum(row["number"] for row in rows)}
        return sorted([waiting, *rows], key=lambda row: -row["number"])

    def _some(self, of: Of, filters: Filters, kinds: tuple[str, ...], limit: int) -> dict[str, list[Row]]:
        found = find(self.database, of, filters)
        rows = self.database.rows(
            f"""SELECT x.kind, x.value, count(*) AS number FROM (SELECT m.number {found.sql} LIMIT {FACETED}) f
                JOIN {of}_mark x ON x.number = f.number WHERE x.kind || '' IN ({marks(len(kinds))})
                GROUP BY x.kind, x.value ORDER BY number DESC, x.value""",
            [*found.values, *kinds],
        )
        grouped: dict[str, list[Row]] = {kind: [] for kind in kinds}
        for row in rows:
            if len(grouped[row["kind"]]) < limit:
                grouped[row["kind"]].append({"value": row["value"], "number": row["number"]})
        return grouped

    def _label(self, kind: str, rows: list[Row]) -> None:
        """Give ids the names of what they stand for."""
        ids = [row["value"] for row in rows]
        if not ids:
            return
        table, column = {"place": ("place", "id"), "actor": ("mention", "actor"), "origin": ("event_origin", "id")}[
            kind
        ]
        among = f"{column} IN ({marks(len(ids))})"
        sql = f"SELECT {column} AS id, min(name) AS name FROM {table} WHERE {among} GROUP BY {column}"
        if kind == "actor" and (ready := self._ready("actors")) is not None:
            names = {row["actor"]: row["name"] for row in ready}
        else:
            names = {row["id"]: row["name"] for row in self.database.rows(sql, ids)}
        for row in rows:
            row["label"] = names.get(row["value"]) or row["value"]


def grouped(days: Mapping[str, int], by: By) -> list[Row]:
    """Numbers by day as rows by day, month or year, in order."""
    counted: dict[str, int] = {}
    for each, number in days.items():
        at = each[: _LETTERS[by]]
        counted[at] = counted.get(at, 0) + number
    return [{"at": at, "number": counted[at]} for at in sorted(counted) if at not in ("", "9999")]
