"""rawi restore FILE CASE"""

import sys
from pathlib import Path

import click

from rawi.cli import terminal
from rawi.cli.parts import parts
from rawi.export.wording import plural


@click.command("restore", short_help="Bring a backup back, into a new folder.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--database", metavar="ADDRESS", help="For a case of a team: postgresql://USER@HOST/DATABASE.")
def command(file: Path, case: Path, database: str | None) -> None:
    """Bring a backup back into a new folder, and verify it.

    The backup of a case on PostgreSQL goes into a database that --database names, in a schema of its own: nothing
    that is there is touched. Everybody has to sign in again.

    \b
    Examples:
      rawi restore case-2024-05-04.tar.gz case-again
      rawi restore team.tar.gz team-again --database postgresql://rawi@localhost/rawi

    Exit status: 0 when the case is back and whole, 1 when it is not, 2 for wrong usage.
    """
    from rawi.store import Case
    from rawi.store.backup import restore
    from rawi.store.verify import verify

    with parts(terminal.err()) as watch:
        manifest = restore(file, case, database=database, watch=watch)
        with Case.open(case) as opened:
            found = verify(opened, watch)
    click.echo(
        f"{case}: as it was at {manifest['made_at']}, {plural(found.originals, 'original')}, "
        f"{plural(found.records, 'record')}, {plural(found.decisions, 'decision')}."
    )
    for each in found.broken:
        click.echo(f"ALTERED  {each.part}: {each.name}: {each.what}", err=True)
    sys.exit(1 if found.broken else 0)
