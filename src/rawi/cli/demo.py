"""rawi demo"""

import sys
import webbrowser
from importlib import resources
from pathlib import Path

import click

from rawi.cli.build import read_into
from rawi.errors import CaseError

STORY = "nakhlsar"


@click.command("demo", short_help="Read the sample documents and make a page to look at.")
@click.option(
    "-o",
    "--output",
    "folder",
    default="rawi-demo",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="CASE",
    help="Folder of the case.",
)
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in the browser.")
def command(folder: Path, open_page: bool) -> None:
    """Read the sample documents and make a page to look at.

    Eighteen short documents in Persian, Arabic and English tell of one happening that never took place: with
    copies, chains of voices, tolls that disagree, a denial, and dates in three calendars.

    \b
    Examples:
      rawi demo --open
      rawi show rawi-demo tolls
    """
    failed = read_into(folder, (str(samples()),), title="Nakhlsar, July 2023 (an invented story)")
    if open_page:
        webbrowser.open((folder / "dossier.html").resolve().as_uri())
    sys.exit(1 if failed else 0)


def samples() -> Path:
    """The folder of the sample story: inside the package when installed, beside it in a checkout."""
    package = Path(str(resources.files("rawi")))
    for folder in (package / "samples" / STORY, package.parents[1] / "samples" / STORY):
        if folder.is_dir():
            return folder
    raise CaseError("the samples are missing from this installation", remedy="install rawi again")
