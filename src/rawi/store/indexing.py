"""Making documents findable: marks, mentions, places and full text, made anew whenever a record or rawi changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rawi.records import Record
from rawi.store import texts
from rawi.store.attaching import Attaching
from rawi.store.held import BATCH, marks
from rawi.store.marks import claim_marks, document_marks
from rawi.store.reading import FRESH, ReadingIn
from rawi.store.rows import Placed, Rows, attribution_rows, claim_rows, document_at, mention_rows, placed
from rawi.store.texts import Tokens

VERSION = 1
"""Goes up whenever the rows that are derived from a record change."""


class Index(NamedTuple):
    """What a document is to be found by.

    `text` and `claims` (by id) are tokens for full text; `places` maps ids of the record's places to what is known
    of them; `outer` are the places that contain those.
    """

    document: str
    record: Record
    text: Tokens | None = None
    claims: Mapping[str, Tokens] = {}
    places: Mapping[str, Placed] = {}
    outer: Sequence[Placed] = ()


class Indexing(ReadingIn, Attaching):
    """The part of a case that derives rows to find things by."""

    def unindexed(self, version: int = VERSION) -> list[str]:
        """The ids of the current documents whose derived rows are not there or were made by another version.

        The rows of replaced documents are taken away on the way.
        """
        gone = self.database.rows(
            """SELECT id FROM document WHERE state = 'replaced'
               AND EXISTS (SELECT 1 FROM claim WHERE claim.document = document.id)"""
        )
        with self.together():
            for row in gone:
                self._forget_rows(row["id"])
                self._attach(row["id"])
        found = self.database.rows(
            "SELECT id FROM document WHERE state = 'current' AND indexed <> ? ORDER BY record", (version,)
        )
        return [row["id"] for row in found]

    def index(self, indexes: Iterable[Index], version: int = VERSION) -> None:
        """Derive the rows of some documents from their latest records, all or none."""
        every = list(indexes)
        with self.together():
            numbers, fresh = self._numbers([each.document for each in every])
            claim_marks_, document_marks_, mentions, rows, attributions, placing = [], [], [], [], [], []
            places: dict[str, Placed] = {}
            full: list[tuple[int, Tokens]] = []
            full_claims: list[tuple[int, Tokens]] = []
            for each in every:
                number, record = numbers[each.document], each.record
                claims = self._placed_rows(claim_rows(each.document, number, record), each)
                if each.document in fresh:
                    placing += [(row["place_id"], row["place"], row["number"]) for row in claims if row["place_id"]]
                else:
                    self._forget_rows(each.document)
                    attributions += attribution_rows(each.document, record)
                    rows += claims
                found = list(claim_marks(record, each.places))
                for row, marked in zip(claims, found, strict=True):
                    claim_marks_ += [(*mark, row["at"], row["number"]) for mark in marked]
                    claim_marks_.append(("review", "unreviewed", row["at"], row["number"]))
                    if row["id"] in each.claims:
                        full_claims.append((row["number"], each.claims[row["id"]]))
                at = document_at(record)
                document_marks_ += [(*mark, at, number) for mark in document_marks(record, found, each.places)]
                mentions += mention_rows(each.document, record)
                for place in record.places:
                    known = each.places.get(place.id) or placed(place, record.text)
                    places.setdefault(known.id, known)
                places |= {outer.id: outer for outer in each.outer}
                if each.text is not None:
                    full.append((number, each.text))
            self.database.insert("attribution", attributions)
            self.database.insert("claim", rows)
            self.database.many("UPDATE claim SET place_id = ?, place = ? WHERE number = ?", placing)
            self.database.many(_MARK.format("claim"), sorted(claim_marks_))
            self.database.many(_MARK.format("document"), sorted(document_marks_))
            self.database.insert("mention", mentions)
            self.keep_places(places.values())
            texts.add(self.database, "document_text", full)
            texts.add(self.database, "claim_text", full_claims)
            self.database.many(
                "UPDATE document SET indexed = ? WHERE id = ?", [(version, each.document) for each in every]
            )
            self._changed_records(numbers.values())
            for each in every:
                self._join_events(each.document)
                self._attach(each.document)

    def forget_texts(self) -> None:
        """Forget all full text, before every document is indexed anew."""
        with self.together():
            for table in ("document_text", "claim_text"):
                texts.clear(self.database, table)
            self.database.execute("UPDATE document SET indexed = 0 WHERE indexed <> 0")

    def keep_places(self, places: Iterable[Placed]) -> None:
        rows = [{**place._asdict(), "within": " ".join(place.within)} for place in places]
        with self.together():
            self.database.insert("place", rows, key="id")

    def _placed_rows(self, rows: Rows, each: Index) -> Rows:
        known = {claim.id: each.places.get(claim.place or "") for claim in each.record.claims}
        for row in rows:
            place = known[row["id"]]
            if place is not None:
                row["place_id"], row["place"] = place.id, place.name
        return rows

    def _numbers(self, documents: list[str]) -> tuple[dict[str, int], set[str]]:
        """The numbers of documents' records, and those documents whose rows are as `save` made them."""
        found: dict[str, int] = {}
        fresh: set[str] = set()
        for at in range(0, len(documents), BATCH):
            some = documents[at : at + BATCH]
            for row in self.database.rows(
                f"SELECT id, record, indexed FROM document WHERE id IN ({marks(len(some))})", some
            ):
                found[row["id"]] = row["record"]
                if row["indexed"] == FRESH:
                    fresh.add(row["id"])
        missing = [name for name, times in Counter(documents).items() if name not in found or times > 1]
        if missing:
            raise ValueError(f"documents to index that the case does not hold, or given twice: {missing[:3]}")
        return found, fresh

    def _join_events(self, document: str) -> None:
        """Claims that an event of the last merge holds say so."""
        rows = self.database.rows(
            """SELECT event.id, event_claim.claim FROM event_claim JOIN event ON event.number = event_claim.event
               WHERE document = ?""",
            (document,),
        )
        self.database.many(
            "UPDATE claim SET event = ? WHERE document = ? AND id = ?",
            [(row["id"], document, row["claim"]) for row in rows],
        )
        if rows:
            self._mark_conflicts("claim.document = ?", (document,))


_MARK = "INSERT INTO {}_mark (kind, value, at, number) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
