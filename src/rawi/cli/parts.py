"""A bar for each part of a long piece of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn


@contextmanager
def parts(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Bars on a terminal, nothing elsewhere. Gives what to call with a part, how much is done, and of how much."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    known: dict[str, TaskID] = {}
    with bar:

        def watch(part: str, done: int, total: int) -> None:
            if part not in known:
                known[part] = bar.add_task(part.capitalize(), total=total)
            bar.update(known[part], completed=done, total=total)

        yield watch
