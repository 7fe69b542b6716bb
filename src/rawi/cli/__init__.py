"""The command line: parsing and printing only. One command a module, loaded when it is called for."""

import click

from rawi import __version__
from rawi.cli.group import LazyGroup

COMMANDS = {
    "demo": "Read the sample documents and make a page to look at.",
    "build": "Read files into a case, and write its dossier.",
    "extract": "Read files and write one record a line as JSON.",
    "merge": "Merge records into events, copies and origins.",
    "explain": "Show which rule read which value from which words.",
    "show": "Show what a case holds: documents, claims, chains, events, origins, conflicts.",
    "serve": "Open a case in the browser, to read and review it.",
    "account": "Make and change the accounts of a case that several people work in.",
    "verify": "Find whether anything of a case was altered.",
    "backup": "Copy a case into one file, while people work in it.",
    "restore": "Bring a backup back, into a new folder.",
    "schema": "Print the JSON Schema of a record.",
    "gazetteer": "Add GeoNames' country files, for villages that the shipped gazetteer leaves out.",
    "encoder": "Make the model file of the optional encoder from your own weight file.",
    "doctor": "Check this installation, and say what to install.",
}
"""Every command and what it does, in the order of `rawi --help`: the module of the same name holds it."""

EPILOG = """\b
Examples:
  rawi demo                                   see what rawi does, on samples
  rawi build articles/ -o case                read a folder into a case
  rawi build page.html -o case --published 2019-11-05
  rawi show case claims                       the claims, in the terminal
  rawi serve case                             read and review it in the browser
  rawi extract articles/ -o records.jsonl     records for other programs
  rawi explain article.txt --at 120           why it was read so
"""


@click.group(
    cls=LazyGroup,
    commands_and_help=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="rawi")
def main() -> None:
    """Who told whom, exactly where it is written, and how many separate tellers there are.

    rawi reads reporting in Persian, Arabic and English, on this machine and without a network, and shows who says
    what: chains of voices, dates in three calendars, places, numbers with their bounds. It never says who is right.
    """
