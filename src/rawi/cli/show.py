"""rawi show CASE WHAT"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from rawi.cli import terminal
from rawi.cli.tables import Column, chain, table
from rawi.export.wording import plural

COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("Document", "document", share=3),
        Column("Lang", "language"),
        Column("Outlet", "outlet", "cyan", share=2),
        Column("Published", "published", share=2),
        Column("Claims", "claims", right=True),
        Column("Title", "title", share=5),
    ),
    "voices": (
        Column("Voice", "voice", "cyan", share=4),
        Column("Kind", "kind"),
        Column("Reports", "reports", right=True),
        Column("Documents", "documents", right=True),
        Column("Denials", "denials", right=True),
    ),
    "tolls": (
        Column("Kind", "kind"),
        Column("Number", "number", "yellow", right=True),
        Column("Scope", "scope"),
        Column("Told by", "told_by", "cyan", share=5),
        Column("When", "when", "green", share=2),
        Column("As written", "wording", share=2),
        Column("Document", "document", "dim", share=2),
    ),
    "wordings": (
        Column("Actor", "actor", share=3),
        Column("Outlet", "outlet", share=3),
        Column("Wording", "wording", "cyan", share=3),
        Column("Tone", "tone"),
        Column("Times", "times", right=True),
    ),
    "failures": (
        Column("File", "file", share=4),
        Column("Line", "line", right=True),
        Column("What", "what", share=4),
        Column("What to do", "remedy", share=4),
    ),
}
LINES = {
    "claims": tuple(
        Column(key, key)
        for key in ("document", "claim", "type", "mode", "status", "told_by", "when", "where", "counts", "text")
    ),
    "chains": tuple(Column(key, key) for key in ("document", "attribution", "told_by", "stance", "mode", "content")),
}
BLOCKS = tuple(LINES)
MERGED = ("events", "event", "copies", "origins", "conflicts")
WHATS = ("documents", "claims", "chains", "voices", "tolls", "wordings", *MERGED, "failures")


@click.command("show", short_help="Show what a case holds.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.argument("what", type=click.Choice(WHATS), default="documents", metavar="[WHAT]")
@click.argument("which", required=False, metavar="[N]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, every value in full.")
@click.option("--document", metavar="ID", help="Only this document.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
def command(
    case: Path, what: str, which: str | None, as_json: bool, document: str | None, limit: int | None
) -> None:
    """Show what a case holds. WHAT is one of:

    \b
      documents   what was read (the default)
      claims      what happened, is planned or denied, and who says so
      chains      who told whom, from the outlet inward
      voices      who is cited, and how often
      tolls       numbers of people, voice by voice, with their bounds
      wordings    which outlet calls which actor what
      events      what several claims tell of, and from how many separate origins
      event N     one event: its tellers, agreement and conflict, and why its claims are one
      copies      documents and passages that repeat others, and suggested translations
      origins     who tells of events in the end, and through whom
      conflicts   where tellers disagree
      failures    what could not be read, and what to do

    \b
    Examples:
      rawi show case claims
      rawi show case tolls --json | jq 'select(.kind == "killed")'
      rawi show case event 3
      rawi show case chains --document article.txt@5d41402a
    """
    if what in MERGED:
        from rawi.cli import merged

        merged.show(case, what, which, as_json=as_json, limit=limit)
        return
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
        if what in BLOCKS and console.is_terminal:
            number = _blocks(console, what, chosen)
        elif what in BLOCKS:
            number = table(console, LINES[what], chosen)
        else:
            number = table(console, COLUMNS[what], chosen)
    if console.is_terminal:
        console.print(f"\n{plural(number, 'row')}", style="dim")


def _blocks(console: Console, what: str, rows: Iterator[dict[str, Any]]) -> int:
    """Claims and chains are too rich for one line each."""
    number, document = 0, None
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            console.print(Text(f"\n{terminal.clean(document)}", style="bold"))
        (_claim if what == "claims" else _chain)(console, row)
        number += 1
    return number


def _claim(console: Console, row: dict[str, Any]) -> None:
    head = Text("  ").append(f"{row['claim']:>4}  ", "dim").append(row["type"], "bold red")
    head.append(f" {row['mode']}" if row["mode"] else "", "red").append(f"  {row['status']}  ")
    head.append_text(chain(console, row["told_by"]))
    if row["denied"]:
        head.append("  denied", "bold magenta")
    console.print(head, soft_wrap=True)
    facts = [(row["when"], "green"), (row["where"], "magenta"), (row["counts"], "yellow")]
    known = [Text(terminal.isolated(value, console), style=style) for value, style in facts if value]
    if known:
        console.print(Text("        ").append_text(Text(" · ").join(known)), soft_wrap=True)
    _quote(console, row["text"])


def _chain(console: Console, row: dict[str, Any]) -> None:
    head = Text("  ").append(f"{row['attribution']:>4}  ", "dim").append_text(chain(console, row["told_by"]))
    head.append(f"  {row['stance']}, {row['mode']}", "bold magenta" if row["stance"] == "denies" else "dim")
    if row["via"]:
        head.append("  in ", "dim").append(terminal.isolated(row["via"], console))
    console.print(head, soft_wrap=True)
    _quote(console, row["content"])


def _quote(console: Console, text: str) -> None:
    words = terminal.clean(text)
    room = 2 * (console.width - 10)
    cut = words if len(words) <= room else words[:room].rsplit(" ", 1)[0] + " …"
    console.print(Text("        ").append(terminal.isolated(cut, console), "italic"), soft_wrap=True)
