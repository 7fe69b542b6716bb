"""rawi show CASE WHAT"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from rawi.cli import terminal
from rawi.cli.terminal import Column
from rawi.export.wording import plural

COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("Document", "document", ratio=3),
        Column("Lang", "language"),
        Column("Outlet", "outlet", ratio=2),
        Column("Published", "published"),
        Column("Claims", "claims", right=True),
        Column("Title", "title", ratio=4),
    ),
    "claims": (
        Column("Document", "document", style="dim", ratio=2),
        Column("Claim", "claim"),
        Column("What", "type"),
        Column("Status", "status"),
        Column("Told by", "told_by", style="cyan", ratio=4),
        Column("When", "when", style="green", ratio=2),
        Column("Where", "where", ratio=1),
        Column("How many", "counts", style="yellow", ratio=2),
        Column("Text", "text", ratio=5),
    ),
    "chains": (
        Column("Document", "document", style="dim", ratio=2),
        Column("Id", "attribution"),
        Column("Who told whom", "told_by", style="cyan", ratio=4),
        Column("How", "stance"),
        Column("Content", "content", ratio=6),
    ),
    "voices": (
        Column("Voice", "voice", style="cyan", ratio=4),
        Column("Kind", "kind"),
        Column("Reports", "reports", right=True),
        Column("Documents", "documents", right=True),
        Column("Denials", "denials", right=True),
    ),
    "tolls": (
        Column("Kind", "kind"),
        Column("Number", "number", style="yellow"),
        Column("Scope", "scope"),
        Column("Told by", "told_by", style="cyan", ratio=4),
        Column("When", "when", style="green", ratio=2),
        Column("As written", "wording", ratio=2),
        Column("Document", "document", style="dim", ratio=2),
    ),
    "wordings": (
        Column("Actor", "actor", ratio=3),
        Column("Outlet", "outlet", ratio=3),
        Column("Wording", "wording", style="cyan", ratio=3),
        Column("Tone", "tone"),
        Column("Times", "times", right=True),
    ),
    "failures": (
        Column("File", "file", ratio=4),
        Column("Line", "line", right=True),
        Column("What", "what", ratio=4),
        Column("What to do", "remedy", ratio=4),
    ),
}


@click.command("show", short_help="Show what a case holds.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.argument("what", type=click.Choice(list(COLUMNS)), default="documents", metavar="[WHAT]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, every value in full.")
@click.option("--document", metavar="ID", help="Only this document.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
def command(case: Path, what: str, as_json: bool, document: str | None, limit: int | None) -> None:
    """Show what a case holds. WHAT is one of:

    \b
      documents   what was read (the default)
      claims      what happened, is planned or denied, and who says so
      chains      who told whom, from the outlet inward
      voices      who is cited, and how often
      tolls       numbers of people, voice by voice, with their bounds
      wordings    which outlet calls which actor what
      failures    what could not be read, and what to do

    \b
    Examples:
      rawi show case claims
      rawi show case tolls --json | jq 'select(.kind == "killed")'
      rawi show case chains --document article.txt@5d41402a
    """
    from rawi.export import listing
    from rawi.store import Case

    with Case.open(case) as opened:
        pairs = iter([(document, opened.record(document))]) if document else opened.records()
        rows = listing.failures(opened) if what == "failures" else listing.LISTINGS[what](pairs)
        chosen: Iterator[dict[str, Any]] = islice(rows, limit)
        if as_json:
            import msgspec

            for row in chosen:
                click.echo(msgspec.json.encode(row).decode())
            return
        console = terminal.out()
        number = terminal.table(console, COLUMNS[what], chosen)
    if console.is_terminal:
        console.print(f"\n{plural(number, 'row')}", style="dim")
