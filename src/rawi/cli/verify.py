"""rawi verify CASE"""

import sys
from pathlib import Path

import click

from rawi.cli import terminal
from rawi.cli.parts import parts
from rawi.export.wording import plural


@click.command("verify", short_help="Find whether anything of a case was altered.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--log", metavar="HASH", default="", help="A log's hash from an earlier run: it must still be there.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(case: Path, log: str, as_json: bool) -> None:
    """Find whether anything of a case was altered that never may be: originals, records, the log of decisions.

    Originals are compared with the SHA-256 that they are named by, records and decisions with seals that each hold
    the one before. The first altered thing of each part is named, with the bytes where that can be told.

    Keep the log's hash that this prints somewhere else (in a mail, on paper). Given back with --log, it shows that no
    decision was cut off or replaced since.

    \b
    Examples:
      rawi verify case
      rawi verify case --log 3f1c…

    Exit status: 0 when all is as it was written, 1 when something is not, 2 for wrong usage.
    """
    from rawi.store import Case
    from rawi.store.verify import verify

    with Case.open(case) as opened, parts(terminal.err()) as watch:
        found = verify(opened, watch, log=log)
    if as_json:
        import msgspec

        broken = [each._asdict() for each in found.broken]
        click.echo(msgspec.json.encode({**found._asdict(), "broken": broken}).decode())
    else:
        out = terminal.out()
        read = [
            plural(found.originals, "original"), plural(found.records, "record"), plural(found.decisions, "decision"),
        ]  # fmt: skip
        out.print(f"Verified {', '.join(read)}.")
        if found.unsealed:
            out.print(f"{plural(found.unsealed, 'record')} of an earlier rawi have no seal: only read, not compared.")
        for each in found.broken:
            out.print(f"ALTERED  {each.part}: {terminal.isolated(each.name, out)}: {each.what}", style="bold red")
        if not found.broken:
            out.print("All is as it was written.", style="green")
        out.print(f"The log's hash: {found.log}")
    sys.exit(1 if found.broken else 0)
