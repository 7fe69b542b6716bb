"""The sheets of claims and of documents: how their columns are read from the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from rawi.store.database import Database
from rawi.store.held import BATCH, marks
from rawi.store.kept import APART, Close, as_it_stands, one, parted
from rawi.store.rows import POSITIONS
from rawi.store.sheet import Values

CHUNK = 1_000
"""Records that are read at once."""
_OWN = ("type", "mode", "status", "polarity", "language", "outlet", "review", "at")
"""Columns of the sheet of claims that the table says; its `place_id` says `place` and `country`."""
_MARKED = ("actor", "voice", "conflict")
"""Columns that only marks say."""
_ROW = f"SELECT c.number, {', '.join(f'c.{column}' for column in _OWN)}, c.place_id FROM claim c"
_OF_DOCUMENTS = ("type", "language", "outlet", "author", "country")
"""Kinds of marks of documents that have few values; others are asked of the database."""
Places = dict[str, tuple[str | None, tuple[str, ...]]]


class ClaimSheet(Close):
    """All claims."""

    of = "claim"
    changes = "document_change"

    def __init__(self, places: Places) -> None:
        super().__init__(_parsing(places))
        self._places = places

    @classmethod
    def made(cls, database: Database) -> Self:
        kept = cls(_places(database))
        for first, beyond in _stretches(database):
            among = "number >= ? AND number < ?"
            stretch = (first * POSITIONS, beyond * POSITIONS)
            rows = database.tuples(f"{_ROW} WHERE c.{among} ORDER BY c.number", stretch)
            marked = _marked(database, among, stretch)
            if rows:
                numbers, *columns = zip(*rows, strict=True)
                written = dict(zip((*_OWN, "place"), columns, strict=True))
                written["country"] = written["place"]
                kept.fill(numbers, written | {kind: map(marked[kind].get, numbers) for kind in _MARKED})
        return kept

    def follow(self, database: Database, changed: Sequence[int]) -> bool:
        return all(self._read_again(database, changed[at : at + BATCH]) for at in range(0, len(changed), BATCH))

    def _read_again(self, database: Database, records: Sequence[int]) -> bool:
        rows = database.tuples(
            f"{_ROW} JOIN document d ON d.id = c.document WHERE d.record IN ({marks(len(records))}) ORDER BY c.number",
            records,
        )
        numbers = [row[0] for row in rows]
        marked: dict[str, dict[int, str]] = {kind: {} for kind in _MARKED}
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            for kind, found in _marked(database, f"number IN ({marks(len(some))})", some).items():
                marked[kind] |= found
        if any(row[-1] is not None and row[-1] not in self._places for row in rows):
            self._places |= _places(database)
        for record in records:
            self.drop(record * POSITIONS, (record + 1) * POSITIONS, set(numbers))
        for number, *own, place in rows:
            written = dict(zip(_OWN, own, strict=True)) | {kind: marked[kind].get(number) for kind in _MARKED}
            if not self.put(number, written | {"place": place, "country": place}):
                return False
        return True


class DocumentSheet(Close):
    """All current documents, by the numbers of their records."""

    of = "document"
    changes = "document_change"

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(_OF_DOCUMENTS, parted) | {"at": as_it_stands})

    @classmethod
    def made(cls, database: Database) -> Self:
        kept = cls()
        for stretch in _stretches(database):
            found = _documents(database, "number >= ? AND number < ?", stretch)
            if found:
                numbers = sorted(found)
                kept.fill(
                    numbers,
                    {kind: [found[number].get(kind) for number in numbers] for kind in (*_OF_DOCUMENTS, "at")},
                )
        return kept

    def follow(self, database: Database, changed: Sequence[int]) -> bool:
        for at in range(0, len(changed), BATCH):
            some = changed[at : at + BATCH]
            found = _documents(database, f"number IN ({marks(len(some))})", some)
            for number in some:
                if number not in found:
                    self.drop(number, number + 1, set())
                elif not self.put(number, {kind: found[number].get(kind) for kind in (*_OF_DOCUMENTS, "at")}):
                    return False
        return True


def _stretches(database: Database) -> Iterable[tuple[int, int]]:
    """The numbers of all records, some at a time: the first, and the one beyond the last."""
    last = database.number("SELECT coalesce(max(record), 0) FROM document")
    return ((first, first + CHUNK) for first in range(1, last + 1, CHUNK))


def _marked(database: Database, among: str, values: Sequence[int]) -> dict[str, dict[int, str]]:
    """Kind of mark → number of a claim → its values. The index by number is to be asked, not that by kind."""
    found: dict[str, dict[int, str]] = {kind: {} for kind in _MARKED}
    for number, kind, value in database.tuples(
        f"""SELECT number, kind, value FROM claim_mark
            WHERE {among} AND kind || '' IN ({marks(len(_MARKED))}) ORDER BY number, kind, value""",
        (*values, *_MARKED),
    ):
        of_kind = found[kind]
        of_kind[number] = f"{of_kind[number]}{APART}{value}" if number in of_kind else value
    return found


def _documents(database: Database, among: str, values: Sequence[int]) -> dict[int, dict[str, str]]:
    """Number of a record → kind → the values of its document. Who has no marks is not listed."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for number, kind, value, at in database.tuples(
        f"""SELECT number, kind, value, at FROM document_mark
            WHERE {among} AND kind || '' IN ({marks(len(_OF_DOCUMENTS) + 1)}) ORDER BY number, kind, value""",
        (*values, "all", *_OF_DOCUMENTS),
    ):
        own = found[number]
        if kind == "all":
            own["at"] = at
        else:
            own[kind] = f"{own[kind]}{APART}{value}" if kind in own else value
    return {number: own for number, own in found.items() if "at" in own}


def _places(database: Database) -> Places:
    """Place → its country, itself and all that contains it."""
    return {
        id_: (country, tuple(dict.fromkeys((id_, *within.split(), *((country,) if country else ())))))
        for id_, country, within in database.tuples("SELECT id, country, within FROM place")
    }


def _parsing(places: Places) -> dict[str, Callable[[Any], Values]]:
    def containing(place: str) -> Values:
        return places.get(place, (None, (place,)))[1]

    def country(place: str) -> Values:
        return one(places.get(place, (None, ()))[0])

    return dict.fromkeys(_OWN, one) | {
        "at": as_it_stands, "place": containing, "country": country, "actor": parted, "voice": parted, "conflict": one,
    }  # fmt: skip
