"""Merging a corpus that grows: facts are kept by document, and a merge costs what changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rawi.engine.duck import Duck, insert
from rawi.engine.merging import Decided, Merged, collect, decide, salted, write
from rawi.engine.remembering import Remembering
from rawi.merge.facts import SCHEMA, empty, facts
from rawi.merge.keys import key, label
from rawi.merge.program import PROGRAM
from rawi.merge.steps import run
from rawi.records import Record
from rawi.store import Case, Decision

FOLDER = "merge"
STATE = "state.duckdb"
KNOWN = {"doc": "BIGINT", "version": "VARCHAR"}
BATCH = 2_000


@dataclass(frozen=True)
class Change:
    """What an update did: documents whose facts were made, were dropped, and stayed.

    After a merge, also how many events there are, and how many of them several documents tell of.
    """

    made: int
    dropped: int
    kept: int
    events: int = 0
    shared: int = 0


class Corpus:
    """The merge of one corpus, kept in a folder. Use it as a context manager."""

    def __init__(self, folder: Path, *, workers: int | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.engine = Remembering(folder / STATE, workers=workers)
        for name, schema in (*SCHEMA.items(), ("known", KNOWN)):
            columns = ", ".join(f'"{column}" {type_}' for column, type_ in schema.items())
            self.engine.connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def update(
        self, versions: Mapping[str, str], record: Callable[[str], Record], decided: Iterable[Decided] = ()
    ) -> Change:
        """Bring the facts up to date.

        `versions` gives, for every document of the corpus, anything that changes when its record does; `record`
        reads one, and is called for new and changed documents only.
        """
        decided = tuple(decided)
        salts = salted(decided)
        wanted = {
            key("document", document): (document, version + label("", *_flat(salts.get(document, {}))))
            for document, version in versions.items()
        }
        known: dict[int, str] = {row[0]: row[1] for row in self.engine.rows("SELECT doc, version FROM known")}
        stale = [doc for doc, version in known.items() if wanted.get(doc, ("", ""))[1] != version]
        new = [doc for doc, (_, version) in sorted(wanted.items()) if known.get(doc) != version]
        self._drop(stale)
        for at in range(0, len(new), BATCH):
            self._add([(doc, *wanted[doc]) for doc in new[at : at + BATCH]], record, salts)
        decide(self.engine, decided)
        return Change(len(new), len([doc for doc in stale if doc not in wanted]), len(wanted) - len(new))

    def merge(self, watch: Callable[[str], None] = lambda name: None) -> None:
        """Run the merge over the facts as they are, and write its results into the folder."""
        run(self.engine, PROGRAM, watch)
        write(self.engine, self.folder)

    def result(self) -> Merged:
        return collect(self.engine)

    def _drop(self, docs: list[int]) -> None:
        if not docs:
            return
        self.engine.fill("stale", {"doc": "BIGINT"}, ((doc,) for doc in docs))
        for name in (*(set(SCHEMA) - {"traits"}), "known"):
            self.engine.connection.execute(f'DELETE FROM "{name}" WHERE doc IN (SELECT doc FROM stale)')
        # Traits are shared by documents: those that no claim has any more are forgotten.
        self.engine.connection.execute("DELETE FROM traits WHERE sig NOT IN (SELECT sig FROM claims)")
        self.engine.drop(("stale",))

    def _add(
        self, batch: list[tuple[int, str, str]], record: Callable[[str], Record], salts: Mapping[str, dict[str, str]]
    ) -> None:
        tables = empty()
        for _, document, _ in batch:
            for table, rows in zip(tables, facts(record(document), document, salts.get(document)), strict=True):
                table.extend(rows)
        for (name, schema), rows in zip(SCHEMA.items(), tables, strict=True):
            self._insert(name, schema, rows)
        self._insert("known", KNOWN, [(doc, version) for doc, _, version in batch])

    def _insert(self, name: str, schema: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
        insert(self.engine.connection, name, schema, rows)


def _flat(salts: Mapping[str, str]) -> Iterator[str]:
    for claim, salt in sorted(salts.items()):
        yield f"{claim}={salt}"


def merge_case(case: Case, watch: Callable[[str], None] = lambda name: None) -> Change:
    """Merge a case: what changed since the last time, with the reviewers' decisions."""
    versions = {row["id"]: f"{row['record']}" for row in case.documents()}
    with Corpus(case.folder / FOLDER) as corpus:
        change = corpus.update(versions, case.record, decided(case.decisions()))
        corpus.merge(watch)
        events = corpus.engine.number("SELECT count(*) FROM events")
        shared = corpus.engine.number("SELECT count(*) FROM events WHERE documents > 1")
    return replace(change, events=events, shared=shared)


def decided(decisions: Iterable[Decision]) -> list[Decided]:
    """The standing decisions about which claims are one event.

    A `merge` or `split` of a claim names the other claim (`DOCUMENT#CLAIM`) in `after`; `undo` names the number of the
    decision that it takes back in `target`. The last word on a pair stands.
    """
    standing: dict[int, tuple[str, str, str]] = {}
    for each in decisions:
        if each.action == "undo":
            standing.pop(int(each.target) if each.target.isdigit() else 0, None)
        elif each.action in ("merge", "split") and each.target_kind == "claim":
            other = each.after
            if isinstance(other, str) and "#" in other and "#" in each.target:
                first, second = sorted((each.target, other))
                standing[each.number] = (first, second, each.action)
    pairs = {(a, b): action for _, (a, b, action) in sorted(standing.items())}
    return [Decided(_ref(a), _ref(b), action == "merge") for (a, b), action in sorted(pairs.items())]


def _ref(target: str) -> tuple[str, str]:
    document, _, claim = target.rpartition("#")
    return document, claim


def merged(case: Case) -> Merged:
    """What the case's last merge gave, events in order of time; a case that was never merged is merged first."""
    folder = case.folder / FOLDER
    if not (folder / "events.parquet").exists():
        merge_case(case)
    with Duck(workers=1) as duck:
        for name in ("events", "copies"):
            duck.query(
                "copy_records" if name == "copies" else name, f"SELECT * FROM '{_quoted(folder / name)}.parquet'"
            )
        found = collect(duck)
    ordered = sorted(found.events, key=lambda event: (event.start or event.end or "9999", event.end or "", event.id))
    return Merged(tuple(ordered), found.copies)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
