"""Printing for people: results to stdout, progress to stderr, no colour and no control where no one looks.

Right-to-left text is set apart by Unicode isolates on a terminal, so that a Persian name does not turn the columns
around it; where output goes to a file or a program, the text is as it was read.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from rawi.export.wording import direction, language_words, plural

FIRST_STRONG, RIGHT_TO_LEFT, POP = "\u2068", "\u2067", "\u2069"
_CONTROLS = {code: None for code in (*range(9), 11, 12, *range(14, 32), 127)} | {
    code: None for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
}


def out() -> Console:
    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, emoji=False, markup=False)


def err() -> Console:
    return Console(stderr=True, highlight=False, emoji=False, markup=False)


def clean(text: str) -> str:
    """Text of a document as it may stand in a terminal: one line, with nothing that steers the terminal."""
    return " ".join(text.translate(_CONTROLS).split())


def isolated(text: str, console: Console) -> str:
    """Clean text that keeps its direction to itself."""
    text = clean(text)
    if not console.is_terminal or not text:
        return text
    if direction(text) == "rtl":
        return f"{RIGHT_TO_LEFT}{text}{POP}"
    return f"{FIRST_STRONG}{text}{POP}" if not text.isascii() else text


class Column(NamedTuple):
    """A column of a table: its heading, the key of its values, and how it is set."""

    heading: str
    key: str
    style: str = ""
    right: bool = False
    ratio: int | None = None


def table(console: Console, columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> int:
    """Print rows as a table, or as tab-separated lines where no terminal is; return how many there were."""
    number = 0
    if not console.is_terminal:
        console.print("\t".join(column.heading for column in columns), soft_wrap=True)
        for row in rows:
            console.print("\t".join(clean(_said(row.get(column.key))) for column in columns), soft_wrap=True)
            number += 1
        return number
    shown = Table(box=None, header_style="bold", pad_edge=False, expand=True)
    for column in columns:
        shown.add_column(
            column.heading,
            style=column.style,
            justify="right" if column.right else "left",
            ratio=column.ratio,
            no_wrap=column.ratio is None,
        )
    for row in rows:
        number += 1
        shown.add_row(*(Text(isolated(_said(row.get(column.key)), console)) for column in columns))
    if number:
        console.print(shown)
    return number


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " › ".join(str(each) for each in value)
    return str(value)


@contextmanager
def progress(console: Console, task: str) -> Iterator[tuple[Callable[[int], None], Callable[[object], None]]]:
    """A bar on a terminal, nothing elsewhere. Gives what to call with the total, and for each file that is done."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        number = bar.add_task(task, total=None)
        yield lambda total: bar.update(number, total=total), lambda _: bar.advance(number)


def languages(counts: Iterable[tuple[str | None, int]]) -> str:
    """`7 Persian, 5 English`."""
    return ", ".join(f"{number:,} {language_words(code)}" for code, number in counts)


def failures(console: Console, failed: Sequence[Any], *, limit: int = 20) -> None:
    """What could not be read: where, what, and what to do; the rest is counted."""
    if not failed:
        return
    console.print(Text(f"{plural(len(failed), 'failure')}:", style="bold red"))
    for failure in failed[:limit]:
        where = failure.where if hasattr(failure, "where") else failure.source
        console.print(Text("  ").append(isolated(where, console), "bold").append(f"  {clean(failure.what)}"))
        if failure.remedy:
            console.print(Text(f"      → {clean(failure.remedy)}", style="dim"))
    if len(failed) > limit:
        console.print(Text(f"  … and {len(failed) - limit:,} more", style="dim"))
