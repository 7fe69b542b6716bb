"""rawi gazetteer …"""

from pathlib import Path

import click

from rawi.cli import terminal


@click.group("gazetteer", short_help="Add GeoNames' country files, for villages that the shipped gazetteer leaves out.")
def command() -> None:
    """Add GeoNames' country files, for villages that the shipped gazetteer leaves out.

    rawi knows towns of 500 people and more. A country file of GeoNames (IR.zip, or IR.txt from it; CC BY 4.0) has every
    village. It is read once, kept in your data folder (RAWI_GAZETTEER names another), and the index is built anew.

    \b
    Examples:
      rawi gazetteer add IR.zip IQ.zip
      rawi gazetteer list
      rawi gazetteer remove IR
    """


@command.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Add files of places and build the index anew."""
    from rawi.gazetteer import added, store

    for path in files:
        kept, count = added.add(path)
        click.echo(terminal.clean(f"{kept.name.split('.')[0]}: {count:,} populated places"))
    click.echo(str(store.refresh()))


@command.command("list")
def list_() -> None:
    """List the files added."""
    from rawi.gazetteer import added

    for path in added.files():
        count = path.read_bytes().count(b"\n")
        click.echo(terminal.clean(f"{path.name.split('.')[0]}  {count:,} places"))


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take a file away again, by the name that `list` shows."""
    from rawi.gazetteer import added, store

    added.remove(name)
    click.echo(str(store.refresh()))
