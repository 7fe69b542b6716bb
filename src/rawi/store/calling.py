"""Who is called what: actors that documents name, their wordings and tones, by outlet and time."""

from typing import Any, Literal

from rawi.store.database import Row
from rawi.store.filters import visible
from rawi.store.held import Held

By = Literal["outlet", "month", "year", "language"]
_GROUPS = {"outlet": "outlet", "language": "language", "year": "substr(at, 1, 4)", "month": "substr(at, 1, 7)"}
PART = 5_000
"""Rows of counted wordings that are written at once."""
_FRAMING = """INSERT INTO framing ("by", actor, "group", wording, tone, times, documents, first, last)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (actor, "by", "group", wording, tone) DO UPDATE SET times = excluded.times,
  documents = excluded.documents, first = excluded.first, last = excluded.last"""
_COUNTED = ("outlet", "language", "year")
"""The groups that are counted up when a merge ends; months are counted when they are asked for."""


class Calling(Held):
    """The part of a case that knows how actors are called."""

    def top_actors(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        like: str = "",
        kind: str = "",
        groups: tuple[str, ...] | None = None,
    ) -> list[Row]:
        """Actors that documents name, the most frequent first.

        Rows `actor`, `name`, `kind`, `documents`, `times`, `wordings` (how many), `loaded` (how many times in words
        that are not neutral). `like` finds letters of the name or of a wording. Decisions are not applied; see
        `actors_decided`. With `groups`, only documents open to members of these count.
        """
        ready = self._ready("actors") if groups is None else None
        rows: list[Row] = self._actors(groups) if ready is None else ready
        if kind:
            rows = [row for row in rows if row["kind"] == kind]
        if like:
            called = {
                row["actor"]
                for row in self.database.rows(
                    """SELECT DISTINCT actor FROM mention WHERE lower(wording) LIKE ? ESCAPE '!'
                       UNION SELECT value AS actor FROM tally
                       WHERE "of" = 'document' AND kind = 'actor' AND folded LIKE ? ESCAPE '!'"""
                    if ready is None
                    else """SELECT value AS actor FROM tally
                       WHERE "of" = 'document' AND kind = 'actor'
                       AND (folded LIKE ? ESCAPE '!' OR folded LIKE ? ESCAPE '!')""",
                    (f"%{escaped(like.lower())}%",) * 2,
                )
            }
            rows = [row for row in rows if row["actor"] in called or like.lower() in row["name"].lower()]
        return list(rows[offset : offset + limit])

    def framing(self, actor: str, *, by: By = "outlet", groups: tuple[str, ...] | None = None) -> list[Row]:
        """How an actor is called: rows `group`, `wording`, `tone`, `times`, `documents`, `first`, `last`.

        `group` is the outlet, the month or year of publication, or the language. With `groups`, only documents open to
        members of these count.
        """
        if groups is None and by in _COUNTED and self._ready("framing"):
            return self.database.rows(
                """SELECT "group", wording, tone, times, documents, first, last FROM framing
                   WHERE actor = ? AND "by" = ? ORDER BY "group", times DESC, wording, tone""",
                (actor, by),
            )
        group = _GROUPS[by]
        opened, names = ("1 = 1", []) if groups is None else visible("mention.document", groups)
        rows = self.database.rows(
            f"""SELECT {group} AS "group", wording, tone, sum(times) AS times, count(*) AS documents,
                  min(at) AS first, max(at) AS last FROM mention WHERE actor = ? AND {opened}
                GROUP BY {group}, wording, tone ORDER BY 1, 4 DESC, 2, 3""",
            (actor, *names),
        )
        return [{**row, "times": int(row["times"])} for row in rows]

    def documents_calling(self, actor: str, wording: str, *, limit: int = 50) -> list[Row]:
        """Documents that call an actor so: `document`, `outlet`, `language`, `at`, `times`."""
        return self.database.rows(
            """SELECT document, outlet, language, at, times FROM mention WHERE actor = ? AND wording = ?
               ORDER BY at, document LIMIT ?""",
            (actor, wording, limit),
        )

    def _count_wordings(self) -> None:
        """Count up all wordings by group, for `framing`, which is not asked before it is said to be ready.

        They are counted without writing, and what differs is written a part at a time: others write meanwhile.
        """
        for by in _COUNTED:
            group = _GROUPS[by]
            counted = self.database.tuples(
                f"""SELECT actor, {group} AS "group", wording, tone, sum(times), count(*), min(at), max(at)
                    FROM mention GROUP BY actor, {group}, wording, tone"""
            )
            known = {
                row[:4]: row
                for row in self.database.tuples(
                    """SELECT actor, "group", wording, tone, times, documents, first, last FROM framing
                       WHERE "by" = ?""",
                    (by,),
                )
            }
            changed = list[tuple[Any, ...]]()
            for actor, *place, times, documents, first, last in counted:
                row = (actor, *place, int(times), documents, first, last)
                if known.pop(row[:4], None) != row:
                    changed.append((by, *row))
            for at in range(0, len(changed), PART):
                with self.briefly():
                    self.database.many(_FRAMING, changed[at : at + PART])
            gone = sorted(known)
            for at in range(0, len(gone), PART):
                with self.briefly():
                    self.database.many(
                        """DELETE FROM framing WHERE "by" = ? AND actor = ? AND "group" = ? AND wording = ?
                           AND tone = ?""",
                        [(by, *each) for each in gone[at : at + PART]],
                    )

    def _actors(self, groups: tuple[str, ...] | None = None) -> list[Row]:
        opened, names = ("1 = 1", []) if groups is None else visible("mention.document", groups)
        rows = self.database.rows(
            f"""SELECT actor, min(name) AS name, min(kind) AS kind, count(DISTINCT document) AS documents,
                 sum(times) AS times, count(DISTINCT wording) AS wordings,
                 sum(CASE WHEN tone = 'neutral' THEN 0 ELSE times END) AS loaded
               FROM mention WHERE {opened} GROUP BY actor ORDER BY documents DESC, actor""",
            tuple(names),
        )
        return [{**row, "times": int(row["times"]), "loaded": int(row["loaded"])} for row in rows]


def escaped(words: str) -> str:
    """Words as LIKE finds them, with `ESCAPE '!'`."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
