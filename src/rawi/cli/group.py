"""A group of commands that imports a command only when it is called, and turns errors into plain words."""

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from rawi.errors import RawiError, UsageError

FAILED, USAGE, STOPPED = 1, 2, 130


class LazyGroup(click.Group):
    """Commands by name; the module `rawi.cli.NAME` holds each as `command`."""

    def __init__(self, *args: Any, commands_and_help: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_and_help = commands_and_help

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_and_help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_and_help:
            return None
        command = importlib.import_module(f"rawi.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.commands_and_help.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.commands_and_help and not name.startswith("-"):
            ctx.fail(f"no command “{name}”; rawi has {', '.join(self.commands_and_help)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Whatever happens, a person reads a sentence, and a program gets an exit status."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except RawiError as error:
            _say(str(error))
            ctx.exit(USAGE if isinstance(error, UsageError) else FAILED)
        except KeyboardInterrupt:
            _say("stopped; what is done is kept, and the same command goes on from there")
            ctx.exit(STOPPED)
        except BrokenPipeError:
            # Whoever read our output has left: nothing more to say, and nothing to flush at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(FAILED)
        except Exception as error:
            if os.environ.get("RAWI_DEBUG"):
                raise
            from rawi.cli.machine import as_machines

            if (machines := as_machines(error)) is not None:
                _say(str(machines))
                ctx.exit(FAILED)
            _say(f"rawi itself failed: {type(error).__name__}: {error}")
            _say("please report it; with RAWI_DEBUG=1 in the environment it shows where")
            ctx.exit(FAILED)


def _say(message: str) -> None:
    click.echo(click.style("rawi: ", fg="red", bold=True) + message, err=True)
