"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """What a person says of files that do not say it themselves, and how to read them."""
    for option in reversed(
        [
            click.option(
                "--published",
                metavar="DATE",
                help="Day of publication where a file gives none: 2019-11-05, ۱۳۹۸/۰۸/۱۴.",
            ),
            click.option("--outlet", metavar="NAME", help="Outlet where a file names none."),
            click.option(
                "--language", metavar="CODE", help="Language to read in (fa, ar, en) where a file names none."
            ),
            click.option("--encoding", metavar="NAME", help="Encoding to insist on, such as windows-1256."),
            click.option(
                "--actors",
                multiple=True,
                type=click.Path(exists=True, dir_okay=False),
                metavar="FILE",
                help="Your own actors, as TOML or FollowTheMoney JSON lines; see docs/actors.md. May be repeated.",
            ),
            click.option(
                "--careful",
                type=click.Path(dir_okay=False),
                metavar="MODEL",
                help="Read with the careful reader, by the model file that `rawi encoder` makes; see docs/careful.md.",
            ),
            click.option(
                "--workers",
                type=click.IntRange(min=1),
                metavar="N",
                help="Processes to read with; all cores if not given.",
            ),
        ]
    ):
        command = option(command)
    return command


def paths_argument(command: Command) -> Command:
    """PATH…: files, folders or `-`. What does not exist is reported like any file that cannot be read."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH…")(command)
