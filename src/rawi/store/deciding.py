"""Deciding: reviewers' decisions are appended, and what follows from them is kept in the same transaction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from rawi.errors import UsageError
from rawi.store import decisions as log
from rawi.store.attaching import Attaching
from rawi.store.decisions import Decision
from rawi.store.held import BATCH, marks
from rawi.store.state import ACTIONS, ActorState, actors


class Deciding(Attaching):
    """The part of a case that decisions are written to and read from."""

    def decide(self, decision: Decision) -> Decision:
        """Append a decision; return it as the log holds it. Once this returns it survives a crash.

        Raises UsageError for an action that the kind of target does not know.
        """
        return self.decide_all([decision])[0]

    def decide_all(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Append decisions, all or none. Each gets the anchor of its target where it brings none."""
        given = list(decisions)
        for each in given:
            _check(each)
        with self.together():
            self.database.serialise("decision")
            anchored = [
                each
                if each.anchor is not None
                else msgspec.structs.replace(each, anchor=self.anchor(each.target_kind, each.target))
                for each in given
            ]
            made = log.append(self.database, anchored)
            self._note(made)
        return made

    def undo(self, number: int, *, reviewer: str, reason: str = "") -> Decision:
        """Take a decision back (or, where that is an undoing, let what it took back stand again)."""
        if self.database.value("SELECT number FROM decision WHERE number = ?", (number,)) is None:
            raise UsageError(f"no decision {number}", remedy="the log lists them by number")
        return self.decide(
            Decision(reviewer=reviewer, action="undo", target_kind="decision", target=str(number), reason=reason)
        )

    def last_of(self, reviewer: str) -> Decision | None:
        """The last decision of a reviewer that stands and is no undoing: what `undo` would take back."""
        taken: set[str] = set()
        for row in self.database.each(
            "SELECT * FROM decision WHERE reviewer = ? ORDER BY number DESC LIMIT 1000", (reviewer,)
        ):
            if row["action"] == "undo":
                if str(row["number"]) not in taken:
                    taken.add(row["target"])
            elif str(row["number"]) not in taken:
                return log.decoded(row)
        return None

    def decisions(self) -> Iterator[Decision]:
        """The whole log, oldest first."""
        return log.decisions(self.database)

    def log(
        self,
        *,
        reviewer: str = "",
        action: str = "",
        kind: str = "",
        target: str = "",
        after: str = "",
        before: str = "",
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[list[Decision], int]:
        """A page of the log, newest first, and how many decisions fit. `after`/`before` are inclusive ISO dates.

        `target` fits the ids that begin with it.
        """
        conditions, values = ["1 = 1"], []
        for column, value in (("reviewer", reviewer), ("action", action), ("target_kind", kind)):
            if value:
                conditions.append(f"{column} = ?")
                values.append(value)
        if target:
            conditions.append("target >= ? AND target < ?")
            values += [target, target + "\U0010ffff"]
        if after:
            conditions.append("at >= ?")
            values.append(after)
        if before:
            conditions.append("at < ?")
            values.append(before + "~")
        where = " AND ".join(conditions)
        total = self.database.number(f"SELECT count(*) FROM decision WHERE {where}", values)
        rows = self.database.rows(
            f"SELECT * FROM decision WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?", [*values, limit, offset]
        )
        return [log.decoded(row) for row in rows], total

    def reviewers(self) -> list[tuple[str, int]]:
        """Who has decided, and how often."""
        rows = self.database.rows(
            "SELECT reviewer, count(*) AS number FROM decision GROUP BY reviewer ORDER BY reviewer"
        )
        return [(row["reviewer"], row["number"]) for row in rows]

    def undone(self, numbers: Sequence[int]) -> set[int]:
        """Which of these decisions were taken back."""
        taken: set[int] = set()
        for at in range(0, len(numbers), BATCH):
            some = [str(number) for number in numbers[at : at + BATCH]]
            for row in self.database.rows(
                f"SELECT number, target FROM decision WHERE action = 'undo' AND target IN ({marks(len(some))})", some
            ):
                if not self.undone([row["number"]]):
                    taken.add(int(row["target"]))
        return taken

    def actors_decided(self) -> dict[str, ActorState]:
        """Actor → what reviewers have made of it."""
        rows = log.decisions(
            self.database,
            """WHERE target_kind = 'actor' OR number IN
               (SELECT decision FROM about WHERE target_kind = 'actor')""",
        )
        return actors(rows)

    def resettle(self) -> None:
        """Work out every state anew, as after a change between one and two reviewers."""
        with self.together():
            for row in self.database.rows("SELECT DISTINCT target_kind, document, item FROM about WHERE attached = 1"):
                self._settle(row["target_kind"], row["document"], row["item"])

    def set(self, name: str, value: str) -> None:
        """Keep a setting. A change of `two_person` changes the states that depend on it."""
        with self.together():
            super().set(name, value)
            if name == "two_person":
                self.resettle()


def _check(decision: Decision) -> None:
    known: Any = ACTIONS.get(decision.target_kind)
    if known is None:
        raise UsageError(
            f"nothing of the kind “{decision.target_kind}” is decided about", remedy=f"one of {', '.join(ACTIONS)}"
        )
    if decision.action not in known:
        raise UsageError(
            f"“{decision.action}” is no decision about a {decision.target_kind}", remedy=f"one of {', '.join(known)}"
        )
