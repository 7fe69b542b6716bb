"""rawi doctor"""

import os
import sys
from typing import TYPE_CHECKING

import click

from rawi.cli import terminal

if TYPE_CHECKING:
    from rawi.engine.checkup import Finding

MARKS = {"ok": ("✓", "green"), "absent": ("○", "yellow"), "wrong": ("✗", "bold red")}


@click.command("doctor", short_help="Check this installation, and say what to install.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(as_json: bool) -> None:
    """Check this installation: versions, language packs, data, optional parts.

    Exit status: 0 when rawi can do its work, 1 when something it needs is missing or broken.
    """
    from rawi.engine.checkup import checkup

    found = [*checkup(), _outlines()]
    if as_json:
        import msgspec

        for finding in found:
            click.echo(msgspec.json.encode(finding._asdict()).decode())
    else:
        from rich.text import Text

        console = terminal.out()
        width = max(len(finding.name) for finding in found)
        for finding in found:
            mark, style = MARKS[finding.state]
            line = Text(f"{mark} ", style=style).append(finding.name.ljust(width + 2), "bold").append(finding.says)
            console.print(line)
            if finding.remedy:
                console.print(Text(f"    → {finding.remedy}", style="dim"))
    sys.exit(1 if any(finding.state == "wrong" for finding in found) else 0)


def _outlines() -> "Finding":
    """Coasts and borders for the map of the review application: whose they are, and that they can be read."""
    from rawi.engine.checkup import Finding
    from rawi.review import outlines

    own = "Natural Earth 1:50 million, simplified, ships with rawi"
    try:
        held, says = outlines.outlines(), {"rawi": own, "package": f"from the package {outlines.PACKAGE}"}
    except Exception as error:
        return Finding("map outlines", "wrong", f"cannot be read: {error}", "install rawi again")
    if held is None or not held.land:
        return Finding("map outlines", "wrong", "are missing: the map shows its dots alone", "install rawi again")
    source = outlines.source()
    lines = f"{len(held.land):,} coasts and {len(held.borders):,} borders"
    words = says.get(source) or f"from the folder {os.environ[outlines.FOLDER_VARIABLE]}"
    remedy = "more exact at close range: pip install 'rawi[map]'" if source == "rawi" else ""
    return Finding("map outlines", "ok", f"{lines}, {words}", remedy)
