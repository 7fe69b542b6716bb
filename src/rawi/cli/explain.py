"""rawi explain FILE [--at OFFSET]"""

import sys
from typing import TYPE_CHECKING

import click

from rawi.cli import terminal
from rawi.cli.options import reading_options

if TYPE_CHECKING:
    from rich.console import Console

    from rawi.export.explanation import Part

STYLES = {
    "claim": "bold red",
    "voice": "cyan",
    "time": "green",
    "count": "yellow",
    "place": "magenta",
    "actor": "blue",
    "note": "dim",
}


@click.command("explain", short_help="Show which rule read which value from which words.")
@click.argument("path", metavar="FILE")
@click.option(
    "--at",
    "offset",
    type=click.IntRange(min=0),
    metavar="OFFSET",
    help="Only what was read at this place of the text (in code points, from 0).",
)
@click.option("--id", "wanted", metavar="ID", help="Only the document of this id, where a file holds many.")
@click.option("--rules", "with_rules", is_flag=True, help="Print each rule's pattern and an example, too.")
@reading_options
def command(
    path: str,
    offset: int | None,
    wanted: str | None,
    with_rules: bool,
    published: str | None,
    outlet: str | None,
    language: str | None,
    encoding: str | None,
    actors: tuple[str, ...],
    careful: str | None,
    workers: int | None,
) -> None:
    """Show, for each claim of a file, the rules and the words behind each of its values.

    \b
    Examples:
      rawi explain article.txt
      rawi explain article.txt --at 120 --rules
      rawi explain articles.jsonl --id meridian-20230715
    """
    from rawi.engine.extract import extract
    from rawi.engine.job import Read
    from rawi.export.explanation import explain, explain_at
    from rawi.ingest import Failure, options

    chosen = options(
        published=published, outlet=outlet, language=language, encoding=encoding, actors=actors, careful=careful
    )
    console = terminal.out()
    failed: list[Failure] = []
    shown = 0
    for each in extract([path], chosen, workers=workers or 1):
        if not isinstance(each, Read):
            failed.append(each)
            continue
        record = each.record
        if wanted is not None and record.id != wanted:
            continue
        shown += 1
        parts = explain(record) if offset is None else explain_at(record, offset)
        _print(console, record.title or record.id, record.locator, parts)
        if with_rules:
            _print_rules(console, parts)
    if not shown and not failed:
        raise click.UsageError(f"{path} holds no document {wanted!r}")
    terminal.failures(terminal.err(), failed)
    sys.exit(1 if failed else 0)


def _print(console: "Console", title: str, locator: str, parts: "list[Part]") -> None:
    from rich.text import Text

    heading = Text().append(terminal.isolated(title, console), style="bold")
    heading.append(f"  {terminal.clean(locator)}", style="dim")
    console.print(heading)
    if not parts:
        console.print("  nothing was read here", style="dim")
    for part in parts:
        _lines(console, part)
    console.print()


def _print_rules(console: "Console", parts: "list[Part]") -> None:
    from rich.text import Text

    from rawi.export.explanation import rulings

    for ruling in rulings(parts):
        console.print(Text(ruling.id, style="cyan"))
        for name, words in (("pattern", ruling.pattern), ("example", ruling.example)):
            if words:
                console.print(Text().append(f"  {name}  ", style="dim").append(terminal.isolated(words, console)))
    console.print()


def _lines(console: "Console", part: "Part", guide: str = "", bend: str = "") -> None:
    """One line a part, its words last, so that a terminal's width may cut them."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    line = Text().append(guide + bend, style="dim").append(f"{part.name} ", style="bold" if not bend else "dim")
    if part.value:
        line.append(terminal.isolated(part.value, console), style=STYLES.get(part.kind, ""))
    if part.rule:
        line.append(f"  {part.rule}", style="dim cyan")
    if part.span:
        line.append(f"  [{part.span[0]},{part.span[1]})", style="dim")
    if part.wording:
        words = terminal.clean(part.wording)
        room = max(console.width - line.cell_len - 4, 12)
        if console.is_terminal and cell_len(words) > room:
            words = set_cell_size(words, room - 1).rstrip() + "…"
        line.append("  ← ", style="dim").append(terminal.isolated(words, console), style="italic")
    console.print(line, soft_wrap=True)
    below = guide + {"├── ": "│   ", "└── ": "    "}.get(bend, "")
    for number, inner in enumerate(part.inner, 1):
        _lines(console, inner, below, "└── " if number == len(part.inner) else "├── ")
