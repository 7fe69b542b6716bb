"""Verifying a case: whether originals, records and log are as they were written, and where they first are not."""

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from rawi.records import Record
from rawi.store.case import Case
from rawi.store.decisions import START, decoded, seal
from rawi.store.rowtraces import DECISION, RECORD, where_altered
from rawi.store.seals import record_seal

CHUNK = 1 << 20
Watch = Callable[[str, int, int], None]
"""Told of the part (`originals`, `records`, `decisions`), of how much of it is done, and of how much there is."""


class Broken(NamedTuple):
    """The first thing of a part that is not as it was written: which, and what is wrong with it."""

    part: str
    name: str
    what: str


class Verified(NamedTuple):
    """What was verified, and what is broken. `log` is the hash of the last decision: kept elsewhere, it proves that

    none was cut off since.
    """

    originals: int
    records: int
    unsealed: int
    decisions: int
    log: str
    broken: tuple[Broken, ...]


def verify(case: Case, watch: Watch = lambda part, done, total: None, *, log: str = "") -> Verified:
    """Read all that must never change; `log` is a hash that an earlier run gave, and must still be in the log."""
    originals, records, decisions = _Originals(case, watch), _Records(case, watch), _Log(case, watch, log)
    broken = [found for part in (originals, records, decisions) if (found := next(part.broken(), None)) is not None]
    return Verified(originals.number, records.number, records.unsealed, decisions.number, decisions.last, tuple(broken))


class _Originals:
    def __init__(self, case: Case, watch: Watch) -> None:
        self.case, self.watch, self.number = case, watch, 0

    def broken(self) -> Iterator[Broken]:
        known = {row["sha256"]: row["size"] for row in self.case.database.rows("SELECT sha256, size FROM original")}
        there = set(self.case.originals.all())
        every = sorted(set(known) | there)
        for name in every:
            self.number += 1
            self.watch("originals", self.number, len(every))
            if name not in there:
                yield Broken("originals", name, "it is missing")
            elif name not in known:
                # A build that was killed leaves files that nothing speaks of yet: sound, or not rawi's.
                if self._digest(name)[0] != name:
                    yield Broken("originals", name, "no file of this content was ever kept")
            else:
                digest, size = self._digest(name)
                if digest != name:
                    yield Broken("originals", name, self._where(name, size, known[name]))

    def _digest(self, name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with self.case.originals.open(name) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
        return digest.hexdigest(), size

    def _where(self, name: str, size: int, kept: int) -> str:
        """The first altered byte as nearly as it can be told."""
        lost = f"it has {size:,} bytes of {kept:,}: " if size != kept else ""
        found = self.case.originals.first_altered(name)
        if found is None:
            return f"{lost}its bytes are not those that were read"
        if found.first == found.last:
            return f"{lost}the first altered byte is byte {found.first:,}"
        return f"{lost}the first altered byte is one of bytes {found.first:,} to {found.last:,}"


class _Records:
    def __init__(self, case: Case, watch: Watch) -> None:
        self.case, self.watch, self.number, self.unsealed = case, watch, 0, 0

    def broken(self) -> Iterator[Broken]:
        total = self.case.database.number("SELECT count(*) FROM record")
        previous, expected = "", 1
        decoder = msgspec.json.Decoder(Record)
        for row in self.case.database.stream("SELECT * FROM record ORDER BY number"):
            name = f"record {row['number']} of document {row['document']}"
            if row["number"] != expected:
                yield Broken("records", f"record {expected}", "it is missing")
            if row["digest"] is None and not previous:
                self.unsealed += 1  # Made by a rawi that did not seal: it can only be read.
                try:
                    decoder.decode(row["body"])
                except msgspec.MsgspecError as error:
                    yield Broken("records", name, f"it cannot be read: {error}")
            elif row["digest"] != record_seal(row, previous):
                where = where_altered(row, RECORD)
                yield Broken("records", name, where or "it, or the seal before it, is not what was written")
            previous, expected = row["digest"] or "", row["number"] + 1
            self.number += 1
            self.watch("records", self.number, total)
        newest = self.case.database.number("SELECT coalesce(max(record), 0) FROM document")
        if newest >= expected:
            yield Broken("records", f"record {expected}", "it is missing from the end")


class _Log:
    def __init__(self, case: Case, watch: Watch, wanted: str) -> None:
        self.case, self.watch, self.wanted, self.number, self.last = case, watch, wanted.strip(), 0, START

    def broken(self) -> Iterator[Broken]:
        total = self.case.database.number("SELECT count(*) FROM decision")
        expected, found = 1, self.wanted in ("", START)
        for row in self.case.database.stream("SELECT * FROM decision ORDER BY number"):
            name = f"decision {expected}"
            if row["number"] != expected:
                yield Broken("decisions", name, "it is missing")
            try:
                decision = decoded(row)
            except msgspec.MsgspecError:
                yield Broken("decisions", name, where_altered(row, DECISION) or "it cannot be read")
                return
            if decision.previous != self.last:
                where = where_altered(row, DECISION)
                yield Broken("decisions", name, where or "it does not follow the one before it")
            elif decision.hash != seal(decision):
                yield Broken("decisions", name, where_altered(row, DECISION) or "it is not what was decided")
            self.last, expected = decision.hash, row["number"] + 1
            found = found or self.last == self.wanted
            self.number += 1
            self.watch("decisions", self.number, total)
        newest = self.case.database.number("SELECT coalesce(max(decision), 0) FROM about")
        if newest >= expected:
            yield Broken("decisions", f"decision {expected}", "it is missing from the end")
        if not found:
            yield Broken("decisions", "the log", "the given hash is not in it: decisions were cut off or replaced")
