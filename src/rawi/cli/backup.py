"""rawi backup CASE FILE"""

from pathlib import Path

import click

from rawi.cli import terminal
from rawi.cli.parts import parts
from rawi.export.wording import plural


@click.command("backup", short_help="Copy a case into one file, while people work in it.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def command(case: Path, file: Path) -> None:
    """Copy a case into one file (.tar.gz), while people work in it.

    The file holds the originals, the database as it was at one moment, and actors of your own. It is not encrypted:
    whoever has it can read the case. FILE must not be there yet, and appears only when it is whole.

    \b
    Examples:
      rawi backup case case-2024-05-04.tar.gz
      rawi restore case-2024-05-04.tar.gz case-again

    Exit status: 0 when the backup is written, 1 when it is not, 2 for wrong usage.
    """
    from rawi.store import Case
    from rawi.store.backup import backup

    with Case.open(case) as opened, parts(terminal.err()) as watch:
        manifest = backup(opened, file, watch)
    size = file.stat().st_size / 1e6
    click.echo(
        f"{file}: {plural(manifest['originals'], 'original')}, {plural(manifest['decisions'], 'decision')}, "
        f"{size:,.1f} MB. Bring it back with: rawi restore {file} NEW-CASE"
    )
