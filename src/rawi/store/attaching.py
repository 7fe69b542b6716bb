"""Decisions stay with what they were about: anchors are made when one is taken, and found again after a new reading."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from rawi.store import decisions as log
from rawi.store.database import Row
from rawi.store.decisions import Decision
from rawi.store.held import Held
from rawi.store.rows import POSITIONS
from rawi.store.state import UNREVIEWED, State, state_of

ITEMS = ("claim", "attribution")
"""Kinds of target that lie inside a document: `DOCUMENT#ID`."""
SHARE = 0.6
"""Part of the shorter passage that two passages must share to be taken for one."""


class Attaching(Held):
    """The part of a case that knows what each decision is about, and keeps the state that follows."""

    def state(self, kind: str, target: str) -> State:
        """The state of a claim, attribution, event, document, …: what the standing decisions about it come to."""
        document, item = split(kind, target)
        body = self.database.value(
            "SELECT body FROM review WHERE target_kind = ? AND document = ? AND item = ?", (kind, document, item)
        )
        return State() if body is None else msgspec.json.decode(body, type=State)

    def states(self, kind: str, document: str) -> dict[str, State]:
        """The states of all claims (or attributions) of a document that were ever decided about, by their ids."""
        rows = self.database.rows(
            "SELECT item, body FROM review WHERE target_kind = ? AND document = ?", (kind, document)
        )
        return {row["item"]: msgspec.json.decode(row["body"], type=State) for row in rows}

    def decisions_about(self, kind: str, target: str) -> list[Decision]:
        """The decisions about a target as it is now, oldest first, undone ones and their undoings included."""
        return self._about(kind, *split(kind, target))

    def orphans(self) -> list[Decision]:
        """The decisions whose target is no longer there as it was, oldest first."""
        return list(log.decisions(self.database, "WHERE number IN (SELECT decision FROM about WHERE attached = 0)"))

    def anchor(self, kind: str, target: str) -> Any:
        """What a target is, in words and places, to know it again by; None where its id is enough."""
        document, item = split(kind, target)
        if kind == "event":
            claims = self.database.rows(
                """SELECT document, claim FROM event_claim JOIN event ON event.number = event_claim.event
                   WHERE event.id = ? ORDER BY document, claim LIMIT 50""",
                (target,),
            )
            return {"claims": [[row["document"], row["claim"]] for row in claims]} if claims else None
        if kind not in ITEMS:
            return None
        row = self.database.row(
            f"""SELECT {kind}.*, document.sha256, document.locator FROM {kind}
                JOIN document ON document.id = {kind}.document WHERE {kind}.document = ? AND {kind}.id = ?""",
            (document, item),
        )
        return None if row is None else described(row, kind)

    def _note(self, made: Sequence[Decision]) -> None:
        """Say what new decisions are about, and bring the state of it up to date."""
        rows, touched = [], set()
        for each in made:
            if each.target_kind == "decision":
                found = self._undone_target(each)
                if found is None:
                    continue
                rows.append({"decision": each.number, **found})
            else:
                document, item = split(each.target_kind, each.target)
                rows.append(
                    {
                        "decision": each.number,
                        "target_kind": each.target_kind,
                        "document": document,
                        "item": item,
                        "attached": int(self._exists(each.target_kind, document, item)),
                    }
                )
            self.database.insert("about", rows[-1:], key="decision")
            touched.add((rows[-1]["target_kind"], rows[-1]["document"], rows[-1]["item"]))
        for target in sorted(touched):
            self._settle(*target)

    def _undone_target(self, undo: Decision) -> Row | None:
        """An undoing is about whatever the decision was about that it takes back."""
        if not undo.target.isdigit():
            return None
        return self.database.row(
            "SELECT target_kind, document, item, attached FROM about WHERE decision = ?", (int(undo.target),)
        )

    def _exists(self, kind: str, document: str, item: str) -> bool:
        if kind in ITEMS:
            return bool(
                self.database.row(f"SELECT 1 AS one FROM {kind} WHERE document = ? AND id = ?", (document, item))
            )
        if kind == "document":
            return bool(self.database.row("SELECT 1 AS one FROM document WHERE id = ?", (document,)))
        return True

    def _about(self, kind: str, document: str, item: str) -> list[Decision]:
        return list(
            log.decisions(
                self.database,
                """WHERE number IN
                   (SELECT decision FROM about WHERE target_kind = ? AND document = ? AND item = ? AND attached = 1)""",
                (kind, document, item),
            )
        )

    def _settle(self, kind: str, document: str, item: str) -> None:
        """Work out the state of one target, and keep it where lists filter by it."""
        decided = self._about(kind, document, item)
        state = state_of(decided, people=self.people())
        key = {"target_kind": kind, "document": document, "item": item}
        if decided:
            body = msgspec.json.encode(state).decode()
            self.database.insert(
                "review", [{**key, "state": state.state, "body": body}], key="target_kind, document, item"
            )
        else:
            self.database.execute(
                "DELETE FROM review WHERE target_kind = ? AND document = ? AND item = ?", tuple(key.values())
            )
        if kind == "claim":
            self._mark_claim(document, item, state.state)
        elif kind == "event":
            self._mark_event(document)

    def _mark_claim(self, document: str, claim: str, state: str) -> None:
        row = self.database.row(
            "SELECT number, at, event, review FROM claim WHERE document = ? AND id = ?", (document, claim)
        )
        if row is None or row["review"] == state:
            return
        self.database.execute("UPDATE claim SET review = ? WHERE number = ?", (state, row["number"]))
        self._remark("claim", row, state)
        self._changed_records([row["number"] // POSITIONS])
        if row["event"]:
            self._mark_event(row["event"])

    def _mark_event(self, event: str) -> None:
        """An event's state is what was decided of itself, else what its claims come to."""
        row = self.database.row("SELECT number, at, review FROM event WHERE id = ?", (event,))
        if row is None:
            return
        counted = {
            each["review"]: each["number"]
            for each in self.database.rows(
                "SELECT review, count(*) AS number FROM claim WHERE event = ? GROUP BY review", (event,)
            )
        }
        own = self.state("event", event).state
        state = own if own != UNREVIEWED else event_review(counted)
        waiting = sum(number for each, number in counted.items() if each in (UNREVIEWED, "waiting"))
        self.database.execute(
            "UPDATE event SET review = ?, waiting = ? WHERE number = ?", (state, waiting, row["number"])
        )
        self._changed([row["number"]])
        if state != row["review"]:
            self._remark("event", row, state)

    def _mark_conflicts(self, which: str, values: Sequence[Any]) -> None:
        """Mark the claims of those events (a condition on `event`) that tellers disagree about."""
        self.database.execute(
            f"""INSERT INTO claim_mark (kind, value, at, number)
                SELECT 'conflict', 'any', claim.at, claim.number FROM event JOIN claim ON claim.event = event.id
                WHERE event.conflicts > 0 AND {which} ON CONFLICT DO NOTHING""",
            values,
        )

    def _changed(self, numbers: Sequence[int]) -> None:
        """Say which events changed, to whoever holds them in memory."""
        self.database.many("INSERT INTO event_change (number) VALUES (?)", [(number,) for number in numbers])

    def _remark(self, of: str, row: Row, state: str) -> None:
        place = ("review", row["review"], row["at"], row["number"])
        self.database.execute(f"DELETE FROM {of}_mark WHERE kind = ? AND value = ? AND at = ? AND number = ?", place)
        self.database.execute(
            f"INSERT INTO {of}_mark (kind, value, at, number) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            ("review", state, row["at"], row["number"]),
        )

    def _attach(self, document: str) -> None:
        """After a new reading of a document: find what each decision about it is about now."""
        locator = self.database.value("SELECT locator FROM document WHERE id = ?", (document,))
        self._attach_again(
            log.decisions(
                self.database,
                """WHERE target_kind IN ('claim', 'attribution') AND number IN
                   (SELECT decision FROM about WHERE target_kind IN ('claim', 'attribution')
                    AND document IN (SELECT id FROM document WHERE locator = ? OR id = ?))""",
                (locator, document),
            )
        )

    def _attach_again(self, decided: Iterable[Decision]) -> None:
        moved: dict[int, tuple[str, str, int]] = {}
        before: set[tuple[str, ...]] = set()
        for each in list(decided):
            old = self.database.row("SELECT target_kind, document, item FROM about WHERE decision = ?", (each.number,))
            found = self._find(each)
            if found is None:
                document, item = split(each.target_kind, each.target)
                moved[each.number] = (document, item, 0)
            else:
                moved[each.number] = (*found, 1)
            before.add(tuple((old or {}).values()) or (each.target_kind, *split(each.target_kind, each.target)))
            before.add((each.target_kind, *moved[each.number][:2]))
        if not moved:
            return
        rows = [(*place, number) for number, place in moved.items()]
        self.database.many("UPDATE about SET document = ?, item = ?, attached = ? WHERE decision = ?", rows)
        self._move_undoings(moved)
        for target in sorted(before):
            self._settle(*target)

    def _move_undoings(self, moved: dict[int, tuple[str, str, int]]) -> None:
        """Undoings go where the decisions go that they take back."""
        waiting = dict(moved)
        while waiting:
            following: dict[int, tuple[str, str, int]] = {}
            for number, place in waiting.items():
                for row in self.database.rows(
                    "SELECT number FROM decision WHERE action = 'undo' AND target = ?", (str(number),)
                ):
                    following[row["number"]] = place
            self.database.many(
                "UPDATE about SET document = ?, item = ?, attached = ? WHERE decision = ?",
                [(*place, number) for number, place in following.items()],
            )
            waiting = following

    def _find(self, decision: Decision) -> tuple[str, str] | None:
        """Where the target of a decision is now: in its document, or in what the same place of the same file holds."""
        kind = decision.target_kind
        document, item = split(kind, decision.target)
        anchor = decision.anchor if isinstance(decision.anchor, dict) else None
        rows = self.database.rows(
            f"""SELECT {kind}.*, document.sha256, document.locator FROM {kind}
                JOIN document ON document.id = {kind}.document
                WHERE document.state = 'current' AND (document.id = ? OR document.locator = ?)
                ORDER BY {kind}.document = ? DESC, {kind}.document, position""",
            (document, (anchor or {}).get("locator", ""), document),
        )
        if anchor is None:
            return next(
                ((row["document"], row["id"]) for row in rows if (row["document"], row["id"]) == (document, item)), None
            )
        found = matching(anchor, [described(row, kind) | {"id": row["id"]} for row in rows])
        return None if found is None else (rows[found]["document"], rows[found]["id"])


def split(kind: str, target: str) -> tuple[str, str]:
    """A target as its document and the id in it; what lies in no document has no id in it."""
    if kind not in ITEMS:
        return target, ""
    document, _, item = target.rpartition("#")
    return document, item


def described(row: Row, kind: str) -> dict[str, Any]:
    """A claim's or attribution's anchor, from its row."""
    found = {
        "sha256": row["sha256"],
        "locator": row["locator"],
        "span": [row["span_start"], row["span_end"]],
        "quote": row["quote"],
    }
    if kind == "claim":
        return {**found, "trigger": [row["trigger_start"], row["trigger_end"]], "type": row["type"]}
    return {**found, "voice": row["voice"]}


def matching(anchor: dict[str, Any], candidates: Sequence[dict[str, Any]]) -> int | None:
    """Which candidate is what the anchor describes; None when none is.

    In the same bytes: the same trigger, or else a passage of the same kind that overlaps for the most part. In other
    bytes: the same words, nearest to where they were.
    """
    best: tuple[tuple[float, ...], int] | None = None
    for index, candidate in enumerate(candidates):
        score = _likeness(anchor, candidate)
        if score is not None and (best is None or score > best[0]):
            best = (score, index)
    return None if best is None else best[1]


def _likeness(anchor: dict[str, Any], candidate: dict[str, Any]) -> tuple[float, ...] | None:
    same_kind = all(anchor.get(name) == candidate.get(name) for name in ("type", "voice"))
    (a, b), (c, d) = anchor["span"], candidate["span"]
    if anchor["sha256"] == candidate["sha256"]:
        trigger = anchor.get("trigger") is not None and anchor["trigger"] == candidate.get("trigger")
        shared = max(0, min(b, d) - max(a, c)) / max(1, min(b - a, d - c))
        if trigger or (same_kind and shared >= SHARE):
            return (3.0, float(trigger), float(same_kind), shared, -abs(a - c))
        return None
    if " ".join(anchor["quote"].split()) != " ".join(candidate["quote"].split()) or not same_kind:
        return None
    return (1.0, 0.0, 1.0, 1.0, -abs(a - c))


def event_review(counted: dict[str, int]) -> str:
    """What the states of an event's claims come to: a dispute shows, otherwise all must agree, or it is partly done."""
    states = {state for state, number in counted.items() if number}
    if "disputed" in states:
        return "disputed"
    if len(states) == 1:
        return next(iter(states))
    return "waiting" if states else UNREVIEWED
