"""The vocabulary in which the merge is written: tables, queries, and pure functions over rows or groups of rows.

A program is a list of steps. An engine runs them in order; each makes one table. Queries are written in the part of
SQL that DuckDB and Spark read alike once translated (no floats are summed, no order is relied on, nothing random).
Functions are pure and live in modules, so that a process on another machine can import them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import Any, Protocol

Row = tuple[Any, ...]
Schema = dict[str, str]


@dataclass(frozen=True)
class Query:
    """Make the table `name` from the SQL file of that name, or from `sql`."""

    name: str
    sql: str = ""

    def text(self) -> str:
        return self.sql or (files("rawi.merge") / "sql" / f"{self.name}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Each:
    """Make `name` by a function of each row of `source`: it takes the row's values and gives any number of rows."""

    name: str
    source: str
    function: Callable[..., Iterable[Row]]
    schema: Schema


@dataclass(frozen=True)
class Groups:
    """Make `name` by a function of each group of rows of `source` that share their first column.

    The function takes the shared value and the rows, sorted by their columns from left to right (None first).
    """

    name: str
    source: str
    function: Callable[[Any, list[Row]], Iterable[Row]]
    schema: Schema


@dataclass(frozen=True)
class Components:
    """Make `name` (node, component) from `source`, a table of edges (a, b): the connected components.

    A component is named by its least node; nodes without an edge are left out.
    """

    name: str
    source: str


@dataclass(frozen=True)
class Drop:
    """Forget tables that no later step needs."""

    names: tuple[str, ...]


Step = Query | Each | Groups | Components | Drop


def passing(program: Iterable[Step]) -> frozenset[str]:
    """The tables that one later step reads, once, and that are dropped after: an engine need not keep these."""
    made: set[str] = set()
    dropped: set[str] = set()
    read: Counter[str] = Counter()
    for step in program:
        match step:
            case Query():
                read.update(word for word in re.findall(r"\w+", step.text()) if word in made)
            case Each() | Groups():
                read[step.source] += 1
            case Components():
                read[step.source] += 2
            case Drop():
                dropped.update(step.names)
                continue
        if not isinstance(step, Components):
            made.add(step.name)
    return frozenset(name for name in made & dropped if read[name] == 1)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows sorted by their columns from left to right, None first: one order on every engine."""
    return sorted(rows, key=lambda row: tuple((value is not None, value) for value in row))


def apply(step: Each | Groups, rows: Iterable[Row]) -> Iterator[Row]:
    """Run a step's function over rows; for Groups, rows of one group must come together."""
    if isinstance(step, Each):
        for row in rows:
            yield from step.function(*row)
        return
    for shared, group in groupby(rows, key=lambda row: row[0]):
        yield from step.function(shared, in_order(group))


class Engine(Protocol):
    """What runs a program. Table names are those of the steps."""

    def query(self, name: str, sql: str) -> None: ...
    def each(self, step: Each) -> None: ...
    def groups(self, step: Groups) -> None: ...
    def number(self, sql: str) -> int: ...
    def drop(self, names: Iterable[str]) -> None: ...
    def rows(self, sql: str) -> Iterator[Row]: ...


def run(engine: Engine, program: Iterable[Step], watch: Callable[[str], None] = lambda name: None) -> None:
    """Run a program on an engine; `watch` is told the name of each step before it starts."""
    for step in program:
        match step:
            case Query():
                watch(step.name)
                engine.query(step.name, step.text())
            case Each():
                watch(step.name)
                engine.each(step)
            case Groups():
                watch(step.name)
                engine.groups(step)
            case Components():
                watch(step.name)
                components(engine, step)
            case Drop():
                engine.drop(step.names)


def components(engine: Engine, step: Components) -> None:
    """Connected components by the least label and pointer jumping: about log2 of the longest path rounds."""
    links, labels = f"{step.name}_links", f"{step.name}_labels"
    engine.query(
        links,
        f"SELECT a, b FROM {step.source} WHERE a <> b UNION SELECT b AS a, a AS b FROM {step.source} WHERE a <> b",
    )
    engine.query(f"{labels}_0", f"SELECT a AS node, least(a, min(b)) AS label FROM {links} GROUP BY a")
    turn = 0
    while True:
        now, seen, jumped = f"{labels}_{turn}", f"{labels}_{turn}_seen", f"{labels}_{turn + 1}"
        engine.query(
            seen,
            f"SELECT n.node, least(n.label, min(o.label)) AS label, n.label AS was FROM {now} n "
            f"JOIN {links} l ON l.a = n.node JOIN {now} o ON o.node = l.b GROUP BY n.node, n.label",
        )
        engine.query(jumped, f"SELECT s.node, t.label, s.was FROM {seen} s JOIN {seen} t ON t.node = s.label")
        changed = engine.number(f"SELECT count(*) FROM {jumped} WHERE label <> was")
        engine.drop((now, seen))
        turn += 1
        if not changed:
            break
    engine.query(step.name, f"SELECT node, label AS component FROM {labels}_{turn}")
    engine.drop((links, f"{labels}_{turn}"))
