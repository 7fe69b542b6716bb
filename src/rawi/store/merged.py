"""What the merge made: events and copies, kept as rows to filter and sort by, and in full."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

import msgspec

from rawi.records import Copy, Event
from rawi.store import decisions as log
from rawi.store.attaching import Attaching
from rawi.store.held import BATCH, marks
from rawi.store.marks import CONFLICT, doubled, event_marks
from rawi.store.rows import POSITIONS, Placed, place_id

UNDATED = "9999"  # sorts events that nobody dates after all others
SOME = 100  # events that one transaction of a merge writes
_EVENT = msgspec.json.Decoder(Event)
_COPY = msgspec.json.Decoder(Copy)


class MergedIn(Attaching):
    """The part of a case that holds the last merge's events and copies."""

    def keep_merge(self, events: Iterable[Event], copies: Iterable[Copy]) -> int:
        """Put a merge's results in the place of those before; return how many events changed.

        Events that are as they were keep their rows, so that a merge costs what it changed. All is written in short
        transactions, between which others write; what is broken off is made good by the next call. One process at a
        time may keep a merge.
        """
        known = {
            row["id"]: (row["number"], row["digest"])
            for row in self.database.rows("SELECT id, number, digest FROM event")
        }
        following = self.database.number("SELECT coalesce(max(number), 0) FROM event")
        gone, changed, batch = set(known), 0, list[tuple[int, str, str, Event]]()
        for event in events:
            body = msgspec.json.encode(event).decode()
            digest = hashlib.sha256(body.encode()).hexdigest()
            number, before = known.get(event.id, (0, ""))
            gone.discard(event.id)
            if before == digest:
                continue
            if not number:
                following += 1
                number = following
            changed += 1
            batch.append((number, body, digest, event))
            if len(batch) >= SOME:
                self._keep_some(batch)
                batch = []
        self._keep_some(batch)
        dropped = sorted(known[each][0] for each in gone)
        for at in range(0, len(dropped), SOME):
            with self.briefly():
                self._drop(dropped[at : at + SOME])
        self._keep_copies(copies)
        with self.together():
            self._attach_events()
            self.database.execute("DELETE FROM ready")
        return changed + len(gone)

    def _keep_some(self, batch: Sequence[tuple[int, str, str, Event]]) -> None:
        if batch:
            with self.briefly():
                self._keep(batch)

    def keep_events(
        self,
        changed: Sequence[Event],
        removed: Sequence[str],
        copies: Sequence[Copy] = (),
        dropped: Sequence[str] = (),
    ) -> None:
        """Put some events, and some copies, in the place of those of their ids, and take others away.

        A few at once; many in short transactions, as a whole merge.
        """
        ids = [*(event.id for event in changed), *removed]
        with self.together() if len(ids) + len(copies) <= BATCH else nullcontext():
            known: dict[str, int] = {}
            for at in range(0, len(ids), BATCH):
                some = ids[at : at + BATCH]
                rows = self.database.rows(f"SELECT id, number FROM event WHERE id IN ({marks(len(some))})", some)
                known |= {row["id"]: row["number"] for row in rows}
            following = self.database.number("SELECT coalesce(max(number), 0) FROM event")
            batch = list[tuple[int, str, str, Event]]()
            for event in changed:
                number = known.get(event.id)
                if number is None:
                    following += 1
                    number = following
                body = msgspec.json.encode(event).decode()
                batch.append((number, body, hashlib.sha256(body.encode()).hexdigest(), event))
                if len(batch) >= SOME:
                    self._keep_some(batch)
                    batch = []
            self._keep_some(batch)
            gone = [known[each] for each in removed if each in known]
            for at in range(0, len(gone), SOME):
                with self.briefly():
                    self._drop(gone[at : at + SOME])
            with self.briefly():
                self._drop_copies(dropped)
                self.database.insert("copy", [_copy_row(copy) for copy in copies], key="id")
                self._attach_events()

    def event(self, event: str) -> Event | None:
        """One event in full, by its id; None where the last merge has no such event."""
        body = self.database.value(
            "SELECT body FROM event_body JOIN event ON event.number = event_body.number WHERE event.id = ?", (event,)
        )
        return None if body is None else _EVENT.decode(body)

    def events(self, ids: Sequence[str] | None = None) -> Iterator[Event]:
        """Events in full: all in order of time, or those of some ids in no order."""
        if ids is None:
            for row in self.database.stream(
                "SELECT body FROM event_body JOIN event ON event.number = event_body.number ORDER BY at, event.number"
            ):
                yield _EVENT.decode(row["body"])
            return
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            for row in self.database.rows(
                f"""SELECT body FROM event_body JOIN event ON event.number = event_body.number
                    WHERE event.id IN ({marks(len(some))})""",
                some,
            ):
                yield _EVENT.decode(row["body"])

    def event_of(self, document: str, claim: str) -> str | None:
        """The id of the event that a claim is part of."""
        found: str | None = self.database.value(
            """SELECT event.id FROM event JOIN event_claim ON event_claim.event = event.number
               WHERE document = ? AND claim = ?""",
            (document, claim),
        )
        return found

    def is_merged(self) -> bool:
        """Whether a merge was ever kept."""
        return bool(self.database.row("SELECT 1 AS one FROM event LIMIT 1"))

    def copies(
        self, *, document: str = "", kind: str = "", status: str = "", limit: int = 100, offset: int = 0
    ) -> tuple[list[Copy], int]:
        """Copies, the surest first, and how many fit; `document` takes those in which it is either side."""
        conditions, values = ["1 = 1"], list[Any]()
        if document:
            conditions.append("id IN (SELECT id FROM copy WHERE first = ? UNION SELECT id FROM copy WHERE second = ?)")
            values += [document, document]
        for column, value in (("kind", kind), ("status", status)):
            if value:
                conditions.append(f"{column} = ?")
                values.append(value)
        where = " AND ".join(conditions)
        total = self.database.number(f"SELECT count(*) FROM copy WHERE {where}", values)
        rows = self.database.rows(
            f"SELECT body FROM copy WHERE {where} ORDER BY score DESC, id LIMIT ? OFFSET ?", [*values, limit, offset]
        )
        return [_COPY.decode(row["body"]) for row in rows], total

    def copy(self, id: str) -> Copy | None:
        body = self.database.value("SELECT body FROM copy WHERE id = ?", (id,))
        return None if body is None else _COPY.decode(body)

    def _keep(self, batch: Sequence[tuple[int, str, str, Event]]) -> None:
        if not batch:
            return
        numbers = [number for number, *_ in batch]
        known = self.database.rows(f"SELECT number FROM event WHERE number IN ({marks(len(numbers))})", numbers)
        self._drop([row["number"] for row in known])
        places = self._places([event for *_, event in batch])
        self.database.insert("event", [_row(number, digest, event) for number, _, digest, event in batch])
        self.database.insert("event_body", [{"number": number, "body": body} for number, body, *_ in batch])
        self.database.many(
            "INSERT INTO event_claim (document, claim, event) VALUES (?, ?, ?)",
            [(*ref, number) for number, _, _, event in batch for ref in dict.fromkeys(event.claims)],
        )
        self.database.insert("event_origin", [row for number, _, _, event in batch for row in _origins(number, event)])
        self.database.many(
            "INSERT INTO event_mark (kind, value, at, number) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            sorted((*mark, _at(event), number) for number, _, _, event in batch for mark in _marks(event, places)),
        )
        self.database.many(
            "UPDATE claim SET event = ? WHERE document = ? AND id = ?",
            [(event.id, *ref) for *_, event in batch for ref in event.claims],
        )
        self.database.execute(
            f"""INSERT INTO event_mark (kind, value, at, number)
                SELECT DISTINCT claim_mark.kind, claim_mark.value, event.at, event.number
                FROM event CROSS JOIN event_claim CROSS JOIN claim CROSS JOIN claim_mark
                WHERE event.number IN ({marks(len(numbers))}) AND event_claim.event = event.number
                AND claim.document = event_claim.document AND claim.id = event_claim.claim
                AND claim_mark.number = claim.number AND claim_mark.kind IN ('actor', 'voice')
                ON CONFLICT DO NOTHING""",
            numbers,
        )
        self.database.execute(
            f"""INSERT INTO event_mark (kind, value, at, number)
                SELECT kind || '{CONFLICT}', value, at, number FROM event_mark
                WHERE number IN ({marks(len(numbers))}) AND kind IN ('actor', 'voice')
                AND number IN (SELECT number FROM event WHERE conflicts > 0) ON CONFLICT DO NOTHING""",
            numbers,
        )
        among = f"event.number IN ({marks(len(numbers))})"
        # A claim may come from an event in conflict that is changed later.
        self.database.execute(
            f"""DELETE FROM claim_mark WHERE kind = 'conflict' AND number IN
                (SELECT claim.number FROM event JOIN claim ON claim.event = event.id WHERE {among})""",
            numbers,
        )
        self._mark_conflicts(among, numbers)
        self._changed(numbers)
        self._changed_claims(f"event IN (SELECT id FROM event WHERE {among})", numbers)
        self._settle_events(numbers)

    def _settle_events(self, numbers: Sequence[int]) -> None:
        """The states of events whose claims, or who themselves, were decided about."""
        for row in self.database.rows(
            f"""SELECT id FROM event WHERE number IN ({marks(len(numbers))}) AND (
                  EXISTS (SELECT 1 FROM claim WHERE claim.event = event.id AND claim.review <> 'unreviewed')
                  OR EXISTS (SELECT 1 FROM review WHERE target_kind = 'event' AND review.document = event.id))""",
            numbers,
        ):
            self._mark_event(row["id"])

    def _drop(self, numbers: Sequence[int]) -> None:
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            ids = f"SELECT id FROM event WHERE number IN ({marks(len(some))})"
            self.database.execute(
                f"""DELETE FROM claim_mark WHERE kind = 'conflict' AND number IN
                    (SELECT number FROM claim WHERE event IN ({ids}))""",
                some,
            )
            self._changed_claims(f"event IN ({ids})", some)
            self.database.execute(f"UPDATE claim SET event = NULL WHERE event IN ({ids})", some)
            for table, column in (
                ("event_mark", "number"), ("event_claim", "event"), ("event_origin", "event"), ("event_body", "number"),
                ("event", "number"),
            ):  # fmt: skip
                self.database.execute(f"DELETE FROM {table} WHERE {column} IN ({marks(len(some))})", some)
        self._changed(numbers)

    def _changed_claims(self, which: str, values: Sequence[int]) -> None:
        """Say that claims changed (a condition on `claim`), to whoever holds them in memory."""
        self.database.execute(
            f"""INSERT INTO document_change (number)
                SELECT DISTINCT claim.number / {POSITIONS} FROM claim WHERE {which}""",
            values,
        )

    def _keep_copies(self, copies: Iterable[Copy]) -> None:
        """Put all copies in the place of those before; those that are as they were keep their rows."""
        known = {row["id"]: _digest(row["body"]) for row in self.database.stream("SELECT id, body FROM copy")}
        batch, gone = list[dict[str, Any]](), set(known)
        for copy in copies:
            row = _copy_row(copy)
            gone.discard(copy.id)
            if known.get(copy.id) != _digest(row["body"]):
                batch.append(row)
            if len(batch) >= BATCH:
                with self.briefly():
                    self.database.insert("copy", batch, key="id")
                batch = []
        with self.together():
            self.database.insert("copy", batch, key="id")
            self._drop_copies(sorted(gone))

    def _drop_copies(self, ids: Sequence[str]) -> None:
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            self.database.execute(f"DELETE FROM copy WHERE id IN ({marks(len(some))})", some)

    def _places(self, events: Sequence[Event]) -> dict[str, Placed]:
        """The places of events as the case knows them, with what contains them."""
        ids = sorted({found for event in events if (found := _place(event))})
        rows = self.database.rows(f"SELECT * FROM place WHERE id IN ({marks(len(ids))})", ids) if ids else []
        known = {row["id"]: Placed(**{**row, "within": tuple(row["within"].split())}) for row in rows}
        for event in events:
            place, id_ = event.place, _place(event)
            if place is not None and id_ is not None and id_ not in known:
                within = (place.country,) if place.country else ()
                known[id_] = new = Placed(id_, place.name, place.kind, place.country, place.lat, place.lon, within)
                self.database.insert("place", [{**new._asdict(), "within": " ".join(within)}], key="id")
        return known

    def _attach_events(self) -> None:
        """Decisions about events stay with the event that holds the claims they were about."""
        decided = log.decisions(self.database, "WHERE target_kind = 'event' AND number IN (SELECT decision FROM about)")
        for decision in list(decided):
            old = self.database.value("SELECT document FROM about WHERE decision = ?", (decision.number,))
            claims = decision.anchor.get("claims", []) if isinstance(decision.anchor, dict) else []
            found = self.database.value("SELECT id FROM event WHERE id = ?", (decision.target,)) or next(
                (event for ref in claims if (event := self.event_of(*ref))), None
            )
            place = (found or decision.target, "", int(found is not None))
            self.database.execute(
                "UPDATE about SET document = ?, item = ?, attached = ? WHERE decision = ?", (*place, decision.number)
            )
            self._move_undoings({decision.number: place})
            for event in {old, place[0]}:
                self._settle("event", event, "")


def _marks(event: Event, places: dict[str, Placed]) -> set[tuple[str, str]]:
    """All marks of an event that it has by itself."""
    found = event_marks(event, places.get(_place(event) or ""))
    found.add(("review", "unreviewed"))
    return doubled(found | {("conflict", "any")}) if _conflicting(event) else found


def _row(number: int, digest: str, event: Event) -> dict[str, Any]:
    place, conflicting = event.place, _conflicting(event)
    tolls = [
        [row.attribute, list(dict.fromkeys(telling.value for telling in row.tellings))]
        for row in event.agreement
        if row.tellings and row.tellings[0].low is not None
    ]
    return {
        "number": number,
        "id": event.id,
        "digest": digest,
        "type": event.type,
        "mode": event.mode,
        "family": event.family,
        "status": event.status,
        "scope": event.scope,
        "at": _at(event),
        "time_start": event.start,
        "time_end": event.end,
        "time_basis": event.time_basis,
        "place_id": _place(event),
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "claims": len(event.claims),
        "documents": len(event.documents),
        "outlets": msgspec.json.encode(event.outlets).decode(),
        "languages": " ".join(event.languages),
        "origins_low": event.origins_low,
        "origins_high": event.origins_high,
        "conflicts": len(conflicting),
        "conflicting": " ".join(conflicting),
        "toll": msgspec.json.encode(tolls).decode(),
        "waiting": len(event.claims),
        "review": "unreviewed",
    }


def _copy_row(copy: Copy) -> dict[str, Any]:
    return {
        "id": copy.id,
        "kind": copy.kind,
        "status": copy.status,
        "first": copy.first,
        "second": copy.second,
        "dated": int(copy.dated),
        "score": copy.score,
        "body": msgspec.json.encode(copy).decode(),
    }


def _digest(body: str) -> bytes:
    return hashlib.blake2b(body.encode(), digest_size=12).digest()


def _origins(number: int, event: Event) -> Iterator[dict[str, Any]]:
    for position, origin in enumerate(event.origins):
        yield {
            "event": number,
            "position": position,
            "id": origin.id,
            "name": origin.name,
            "kind": origin.kind,
            "actor": origin.actor,
            "documents": len(origin.documents),
        }


def _at(event: Event) -> str:
    return event.start or event.end or UNDATED


def _place(event: Event) -> str | None:
    place = event.place
    if place is None:
        return None
    if place.kind == "country" and place.country:
        return place.country
    return place_id(place.name, place.country, place.geonames)


def _conflicting(event: Event) -> list[str]:
    return [row.attribute for row in event.agreement if row.verdict == "conflicts"]
