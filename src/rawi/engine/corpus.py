"""Merging a corpus that grows: facts are kept by document, and a merge costs what changed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rawi.engine.duck import insert
from rawi.engine.growing import Grown, grow
from rawi.engine.indexing import index_case
from rawi.engine.merging import NOTHING, Merged, collect, copies, decide, events
from rawi.engine.redeciding import Redecided, index, kept, redecide
from rawi.engine.remembering import Remembering
from rawi.engine.searching import spelling
from rawi.engine.standing import Standing, standing_of
from rawi.errors import UsageError
from rawi.merge.facts import SCHEMA, empty, facts
from rawi.merge.keys import key
from rawi.merge.meaning import Load, with_meaning
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Query, Row, Step, run
from rawi.records import Copy, Record
from rawi.store import Case

FOLDER = "merge"
STATE = "state.duckdb"
KNOWN = {"doc": "BIGINT", "id": "VARCHAR", "version": "VARCHAR", "review": "VARCHAR"}
BATCH = 2_000
FEW, SHARE = 20, 20
"""Changed documents up to which the merge is grown: a few, or this part of those that stay."""


@dataclass(frozen=True)
class Change:
    """What an update did: documents whose facts were made, were dropped, and stayed.

    After a merge, also how many events there are, how many of them several documents tell of, and how many blocks of
    one place and day were so crowded that each telling was compared with those nearest to it only.
    """

    made: int
    dropped: int
    kept: int
    events: int = 0
    shared: int = 0
    crowded: int = 0


class Corpus:
    """The merge of one corpus, kept in a folder. Use it as a context manager.

    `load` opens an encoder whose similarities are weighed into suggestions; a merge that was made without it, or with
    another, is made anew.
    """

    def __init__(self, folder: Path, *, workers: int | None = None, load: Load | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.program: tuple[Step, ...] = PROGRAM if load is None else with_meaning(load)
        self.model = "" if load is None else load().version
        self.engine = Remembering(folder / STATE, workers=workers)
        for name, schema in (*SCHEMA.items(), ("known", KNOWN)):
            columns = ", ".join(f'"{column}" {type_}' for column, type_ in schema.items())
            self.engine.connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def update(
        self, versions: Mapping[str, str], record: Callable[[str], Record], standing: Standing = NOTHING
    ) -> Change:
        """Bring the facts up to date.

        `versions` gives, for every document of the corpus, anything that changes when its record does; `record`
        reads one, and is called for new and changed documents only, and for those that decisions newly speak of.
        """
        found = self._differing(versions, standing)
        if found.stale or found.new:
            self.engine.set("merged", "")
        self._drop(found.stale)
        for at in range(0, len(found.new), BATCH):
            for name, rows in _facts(found.new[at : at + BATCH], record, standing).items():
                insert(self.engine.connection, name, SCHEMA[name], rows)
            insert(self.engine.connection, "known", KNOWN, found.new[at : at + BATCH])
        decide(self.engine, standing)
        return found.change

    def grow(
        self, versions: Mapping[str, str], record: Callable[[str], Record], standing: Standing = NOTHING
    ) -> tuple[Change, Grown] | None:
        """Bring facts and merge up to date at once, by way of what the changed documents touch.

        The arguments are those of `update`; the result is that of a merge from scratch. None, and nothing is done,
        when there is no merge to start from, or so much changed that a whole merge costs less.
        """
        if self.engine.setting("merged") != "yes" or (self.engine.setting("model") or "") != self.model:
            return None
        found = self._differing(versions, standing)
        if len({*found.stale, *(row[0] for row in found.new)}) > max(FEW, found.change.kept // SHARE):
            return None
        made = _facts(found.new, record, standing)
        return found.change, grow(self.engine, found.stale, made, found.new, standing, self.program)

    def _differing(self, versions: Mapping[str, str], standing: Standing) -> "_Differing":
        wanted = {
            key("document", document): (document, version, standing.review(document).label)
            for document, version in versions.items()
        }
        known: dict[int, tuple[str, str]] = {
            row[0]: (row[1], row[2]) for row in self.engine.rows("SELECT doc, version, review FROM known")
        }
        stale = [doc for doc, held in known.items() if wanted.get(doc, ("", "", ""))[1:] != held]
        new = [(doc, *row) for doc, row in sorted(wanted.items()) if known.get(doc) != row[1:]]
        change = Change(len(new), len([doc for doc in stale if doc not in wanted]), len(wanted) - len(new))
        return _Differing(stale, new, change)

    def merge(self, watch: Callable[[str], None] = lambda name: None) -> None:
        """Run the merge over the facts as they are, and write its results into the folder."""
        self.engine.set("merged", "")
        run(self.engine, kept(self.program), watch)
        self.engine.drop(("quote_leads", "rewrite_leads", "alike"))
        index(self.engine)
        self.engine.set("model", self.model)
        self.engine.set("merged", "yes")

    def redecide(self, standing: Standing, record: Callable[[str], Record]) -> Redecided:
        """Bring the last merge to what it would be with these decisions, by way of what they touch.

        Raises LookupError when there is no merge to start from: `update` and `merge` make one.
        """
        if self.engine.setting("merged") != "yes":
            raise LookupError("never merged")
        return redecide(self.engine, standing, record)

    def is_kept(self) -> bool:
        """Whether the case has all of what was merged last."""
        return self.engine.setting("merged") == "yes" and self.engine.setting("kept") == "yes"

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """What is merged inside must be kept in the case before the end.

        Broken off in between, the merge is ahead of the case, and the next one hands over all of it.
        """
        self.engine.set("kept", "")
        yield
        self.engine.set("kept", "yes")

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


class _Differing(NamedTuple):
    """Documents that are not as the facts have them: keys of those to drop, rows of `known` of those to make."""

    stale: list[int]
    new: list[tuple[int, str, str, str]]
    change: Change


def _facts(
    new: list[tuple[int, str, str, str]], record: Callable[[str], Record], standing: Standing
) -> dict[str, list[Row]]:
    """The facts of documents, by table."""
    tables = empty()
    for _, document, _, _ in new:
        for table, rows in zip(tables, facts(record(document), document, standing.review(document)), strict=True):
            table.extend(rows)
    return dict(zip(SCHEMA, tables, strict=True))


def merge_case(case: Case, watch: Callable[[str], None] = lambda name: None) -> Change:
    """Merge a case: what changed since the last time, with the reviewers' decisions. The case keeps the result.

    Where few documents changed, what they touch is merged anew, and else the whole. An encoder's file that the case
    has as its setting `embeddings` is weighed into suggestions. Raises UsageError when it is not there any more.
    """
    watch("indexing")
    index_case(case)
    versions = {row["id"]: f"{row['record']}" for row in case.documents()}
    with Corpus(case.folder / FOLDER, load=_encoder(case)) as corpus:
        is_kept = corpus.is_kept()
        watch("growing")
        with corpus.keeping():
            grown = corpus.grow(versions, case.record, standing_of(case)) if is_kept else None
            if grown is not None:
                change, found = grown
                watch("keeping")
                case.keep_events(found.events.changed, found.events.removed, found.copies, found.dropped)
            else:
                change = corpus.update(versions, case.record, standing_of(case))
                corpus.merge(watch)
                watch("keeping")
                case.keep_merge(events(corpus.engine), copies(corpus.engine))
        with corpus.keeping():
            # What was decided meanwhile.
            late = corpus.redecide(standing_of(case), case.record)
            if late.changed or late.removed:
                case.keep_events(late.changed, late.removed)
        crowded = corpus.engine.number(f"SELECT count(*) FROM ({Query('crowds').text()})")
        number = corpus.engine.number("SELECT count(*) FROM events")
        shared = corpus.engine.number("SELECT count(*) FROM events WHERE documents > 1")
    case.refresh(spelling)
    return replace(change, events=number, shared=shared, crowded=crowded)


def _encoder(case: Case) -> Load | None:
    path = case.setting("embeddings")
    if not path:
        return None
    if not Path(path).is_file():
        raise UsageError(
            "the encoder's file of this case is not there any more",
            where=path,
            remedy="name it anew with rawi build --embeddings FILE, or go without it: --no-embeddings",
        )
    from rawi.encoder import Embedder

    return partial(Embedder, Path(path))


def redecide_case(case: Case) -> Redecided:
    """Bring a case's merge to the decisions that stand now, by way of the claims that they touch.

    The result is that of a merge from scratch, and the case keeps it. Where the case was never merged, or was merged
    by another version of rawi, or was read anew since, it is merged whole.
    """
    found = None
    with Corpus(case.folder / FOLDER) as corpus:
        if corpus.is_kept():
            with corpus.keeping():
                found = corpus.redecide(standing_of(case), case.record)
                case.keep_events(found.changed, found.removed)
    if found is None:
        before = {event.id: event for event in case.events()}
        merge_case(case)
        after = {event.id: event for event in case.events()}
        changed = tuple(event for id, event in after.items() if before.get(id) != event)
        return Redecided(changed, tuple(sorted(set(before) - set(after))))
    case.refresh_some()
    return found


def merged(case: Case) -> Merged:
    """What the case's last merge gave, events in order of time; a case that was never merged is merged first."""
    if not (case.folder / FOLDER / STATE).exists():
        merge_case(case)
    found = sorted(case.events(), key=lambda event: (event.start or event.end or "9999", event.end or "", event.id))
    return Merged(tuple(found), tuple(every_copy(case)))


def every_copy(case: Case) -> Iterator[Copy]:
    """All copies that the case's last merge found, in the order of their ids."""
    found, _ = case.copies(limit=1 << 40)
    yield from sorted(found, key=lambda copy: copy.id)
