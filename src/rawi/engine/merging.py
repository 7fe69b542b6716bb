"""Merging from end to end: records in, copies and events out, on one machine."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from rawi.engine.duck import Duck
from rawi.engine.standing import Standing
from rawi.merge.facts import SCHEMA, empty, facts
from rawi.merge.keys import key
from rawi.merge.program import OUTPUT, PROGRAM
from rawi.merge.steps import Engine, Row, Schema, run
from rawi.records import Copy, Event, Record

NOTHING = Standing()
DECISIONS = {"a": "BIGINT", "b": "BIGINT", "together": "INTEGER"}


class Store(Engine, Protocol):
    """An engine whose tables can be filled and written out."""

    def fill(self, name: str, schema: Schema, rows: Iterable[Row]) -> None: ...
    def write(self, name: str, path: Path) -> None: ...


@dataclass(frozen=True)
class Merged:
    """What a merge gives: events and copies, each in the order of their ids."""

    events: tuple[Event, ...]
    copies: tuple[Copy, ...]


def merge(
    records: Iterable[Record | tuple[str, Record]],
    standing: Standing = NOTHING,
    *,
    watch: Callable[[str], None] = lambda name: None,
) -> Merged:
    """Merge records in memory, in this process. A record may come with its id in the corpus, its own by default.

    Pure: the same records and decisions give the same result, whatever their order.
    """
    with Duck(workers=1) as duck:
        load(duck, records, standing)
        run(duck, PROGRAM, watch)
        return collect(duck)


def load(engine: Store, records: Iterable[Record | tuple[str, Record]], standing: Standing = NOTHING) -> None:
    """Make the tables of facts from records."""
    tables = empty()
    for each in records:
        document, record = each if isinstance(each, tuple) else (each.id, each)
        for table, rows in zip(tables, facts(record, document, standing.review(document)), strict=True):
            table.extend(rows)
    for (name, schema), rows in zip(SCHEMA.items(), tables, strict=True):
        engine.fill(name, schema, rows)
    decide(engine, standing)


def decide(engine: Store, standing: Standing = NOTHING) -> None:
    """Make the table of decided pairs."""
    rows = [(key("claim", *each.a), key("claim", *each.b), int(each.together)) for each in standing.pairs]
    engine.fill("decisions", DECISIONS, sorted(rows))


def collect(engine: Engine) -> Merged:
    """The results of a program that was run, as records."""
    return Merged(tuple(events(engine)), tuple(copies(engine)))


def events(engine: Engine) -> Iterator[Event]:
    decoder = msgspec.json.Decoder(Event)
    return (decoder.decode(body) for (body,) in engine.rows("SELECT body FROM events ORDER BY id"))


def copies(engine: Engine) -> Iterator[Copy]:
    decoder = msgspec.json.Decoder(Copy)
    return (decoder.decode(body) for (body,) in engine.rows("SELECT body FROM copy_records ORDER BY id, body"))


def write(engine: Store, folder: Path) -> None:
    """Write events, copies and members as Parquet files into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in OUTPUT.items():
        engine.write(table, folder / f"{name}.parquet")
