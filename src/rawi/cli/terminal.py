"""Printing for people: results to stdout, progress to stderr, no colour and no control where no one looks.

Right-to-left text is set apart by Unicode isolates on a terminal, so that a Persian name does not turn the columns
around it; where output goes to a file or a program, the text is as it was read.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from rawi.export.wording import direction, has_right_to_left, language_words, plural

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
    if not console.is_terminal:
        return text
    if not has_right_to_left(text):
        return text
    return f"{RIGHT_TO_LEFT if direction(text) == 'rtl' else FIRST_STRONG}{text}{POP}"


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


def crowded(blocks: int) -> str:
    """What a merge could not compare in full."""
    return (
        f"{plural(blocks, 'block')} of one kind of event, place and day held more than 500 different tellings: "
        "each was compared with those most like it only."
    )


def failures(console: Console, failed: Sequence[Any], *, limit: int = 20, places: int = 3) -> None:
    """What could not be read: where, what, and what to do. The same trouble in many places is told once."""
    if not failed:
        return
    alike: dict[tuple[str, str], list[str]] = {}
    for failure in failed:
        alike.setdefault((failure.what, failure.remedy), []).append(failure.where)
    console.print(Text(f"{plural(len(failed), 'failure')}:", style="bold red"))
    for (what, remedy), where in list(alike.items())[:limit]:
        for place in where[:places]:
            console.print(Text("  ").append(isolated(place, console), "bold"))
        if len(where) > places:
            console.print(Text(f"  … and {len(where) - places:,} more", style="bold"))
        console.print(Text(f"      {clean(what)}"))
        if remedy:
            console.print(Text(f"      → {clean(remedy)}", style="dim"))
    if len(alike) > limit:
        console.print(Text(f"  … and {len(alike) - limit:,} other kinds of failure", style="dim"))
