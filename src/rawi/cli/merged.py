"""What the merge found, on the terminal: events, one event, copies, origins, conflicts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.text import Text

from rawi.cli import terminal
from rawi.cli.tables import Column, table
from rawi.errors import UsageError
from rawi.records import Copy, Event

EVENTS = (
    Column("N", "number", right=True),
    Column("What", "what", "bold red", share=2),
    Column("When", "when", "green", share=2),
    Column("Where", "where", "magenta", share=3),
    Column("Toll", "toll", "yellow", share=3),
    Column("Docs", "documents", right=True),
    Column("Origins", "origins", right=True),
    Column("Conflicts", "conflicts", share=2),
    Column("Id", "id", "dim"),
)
COPIES = (
    Column("Kind", "kind"),
    Column("Status", "status"),
    Column("First", "first", "cyan", share=3),
    Column("Second", "second", "cyan", share=3),
    Column("Score", "score", right=True),
    Column("Why", "why", share=6),
)
ORIGINS = (
    Column("Origin", "name", "cyan", share=3),
    Column("Kind", "kind"),
    Column("Events", "events", right=True),
    Column("Documents", "documents", right=True),
    Column("Through", "through", share=4),
)
CONFLICTS = (
    Column("N", "number", right=True),
    Column("What", "what", "bold red", share=2),
    Column("Attribute", "attribute"),
    Column("Told", "words", share=8),
)
WHATS = ("events", "event", "copies", "origins", "conflicts")


def show(folder: Path, what: str, which: str | None, *, as_json: bool, limit: int | None) -> None:
    """Print one of WHATS of a case; `which` is an event's number in the list or its id."""
    from rawi.engine.corpus import merged
    from rawi.store import Case

    with Case.open(folder) as case:
        found = merged(case)
    console = terminal.out()
    if what == "event":
        event = _chosen(found.events, which)
        if as_json:
            click.echo(msgspec.json.encode(event).decode())
        else:
            _event(console, event, found.events)
        return
    makers: dict[str, tuple[tuple[Column, ...], Callable[[], Iterator[dict[str, Any]]]]] = {
        "events": (EVENTS, lambda: map(_event_row, range(1, len(found.events) + 1), found.events)),
        "copies": (COPIES, lambda: map(_copy_row, found.copies)),
        "origins": (ORIGINS, lambda: _origin_rows(found.events)),
        "conflicts": (CONFLICTS, lambda: _conflict_rows(found.events)),
    }
    columns, rows = makers[what]
    if as_json:
        whole: dict[str, tuple[Any, ...]] = {"events": found.events, "copies": found.copies}
        for row in (whole.get(what) or tuple(rows()))[:limit]:
            click.echo(msgspec.json.encode(row).decode())
        return
    table(console, columns, list(rows())[:limit])


def _chosen(events: tuple[Event, ...], which: str | None) -> Event:
    if which is not None and which.isdigit() and 1 <= int(which) <= len(events):
        return events[int(which) - 1]
    for event in events:
        if event.id == which:
            return event
    raise UsageError(f"no event {which or ''}".rstrip(), remedy="`rawi show CASE events` lists them by number and id")


def when(event: Event) -> str:
    """`2019-11-03`, `2019-11-01 to 2019-11-30`, or `by 2019-11-04` where only the publication bounds it."""
    if event.start is None:
        return f"by {event.end}" if event.end else "unknown"
    return event.start if event.start == event.end else f"{event.start} to {event.end or 'now'}"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _event_row(number: int, event: Event) -> dict[str, Any]:
    tolls = [f"{row.attribute} {_values(row.tellings)}" for row in event.agreement if row.tellings[0].low is not None]
    return {
        "number": number,
        "what": f"{event.mode or event.type}{'' if event.status == 'happened' else f' ({event.status})'}",
        "when": when(event),
        "where": event.place.name if event.place else "",
        "toll": ", ".join(tolls),
        "documents": len(event.documents),
        "origins": _range(event.origins_low, event.origins_high),
        "conflicts": ", ".join(row.attribute for row in event.agreement if row.verdict == "conflicts"),
        "id": event.id,
    }


def _values(tellings: Any) -> str:
    return "/".join(dict.fromkeys(telling.value for telling in tellings))


def _copy_row(copy: Copy) -> dict[str, Any]:
    return {
        "kind": copy.kind, "status": copy.status, "first": copy.first, "second": copy.second,
        "score": f"{copy.score:.2f}", "why": "; ".join(copy.reasons),
    }  # fmt: skip


def _origin_rows(events: tuple[Event, ...]) -> Iterator[dict[str, Any]]:
    held: dict[str, dict[str, Any]] = {}
    for event in events:
        for origin in event.origins:
            row = held.setdefault(
                origin.id, {"name": origin.name, "kind": origin.kind, "events": 0, "documents": set(), "through": set()}
            )
            row["events"] += 1
            row["documents"].update(origin.documents)
            row["through"].update(origin.through)
    for row in sorted(held.values(), key=lambda row: (-row["events"], row["name"])):
        yield {**row, "documents": len(row["documents"]), "through": ", ".join(sorted(row["through"]))}


def _conflict_rows(events: tuple[Event, ...]) -> Iterator[dict[str, Any]]:
    for number, event in enumerate(events, 1):
        for row in event.agreement:
            if row.verdict == "conflicts":
                yield {
                    "number": number, "event": event.id, "what": event.mode or event.type, "attribute": row.attribute,
                    "words": row.words,
                }  # fmt: skip


def _event(console: Console, event: Event, events: tuple[Event, ...]) -> None:
    """One event in full: its tellers, the agreement table, why its claims are one, and what it is linked to."""

    def line(text: str, style: str = "", indent: int = 2) -> None:
        console.print(Text(" " * indent).append(terminal.isolated(text, console), style), soft_wrap=True)

    numbers = {each.id: number for number, each in enumerate(events, 1)}
    place = f", {event.place.name}" if event.place else ""
    line(f"{event.mode or event.type}{place}, {when(event)} ({event.status}, {event.id})", "bold red", 0)
    line("Origins", "bold", 0)
    for words in event.origins_words[:1]:
        line(words)
    for origin in event.origins:
        through = f", through {', '.join(origin.through)}" if origin.through else ""
        line(f"{origin.name} ({origin.kind}{through}): {', '.join(origin.documents)}", "cyan", 4)
        for words in origin.collapsed:
            line(f"= {words}", "dim", 8)
        for words in origin.doubts:
            line(f"? {words}", "yellow", 8)
    line("Agreement", "bold", 0)
    for row in event.agreement:
        style = "bold magenta" if row.verdict == "conflicts" else ""
        line(f"{row.attribute}: {row.verdict}, from {_range(row.origins_low, row.origins_high)}", style)
        for telling in row.tellings:
            denied = "denies " if telling.denied else ""
            voices = " › ".join(telling.chain)
            line(f"{telling.told or 'undated'}  {denied}{telling.value}  {voices}  ({telling.relation})", indent=6)
    line("Why these claims are one", "bold", 0)
    for merge in event.merges:
        line(f"{'#'.join(merge.a)} = {'#'.join(merge.b)} ({merge.score:.2f}): {'; '.join(merge.reasons)}")
    for title, rows in (("Linked", event.links),):
        if rows:
            line(title, "bold", 0)
        for link in rows:
            line(f"{link.kind} event {numbers.get(link.event, link.event)}: {'; '.join(link.reasons)}")
    if event.suggestions:
        line("Perhaps also", "bold", 0)
    for merge in event.suggestions:
        line(f"{'#'.join(merge.b)} ({merge.score:.2f}): {'; '.join(merge.reasons)}")


__all__ = ["WHATS", "show", "when"]
