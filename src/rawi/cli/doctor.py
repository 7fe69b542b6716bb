"""rawi doctor"""

import sys

import click

from rawi.cli import terminal

MARKS = {"ok": ("✓", "green"), "absent": ("○", "yellow"), "wrong": ("✗", "bold red")}


@click.command("doctor", short_help="Check this installation, and say what to install.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(as_json: bool) -> None:
    """Check this installation: versions, language packs, data, optional parts.

    Exit status: 0 when rawi can do its work, 1 when something it needs is missing or broken.
    """
    from rawi.engine.checkup import checkup

    found = checkup()
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
