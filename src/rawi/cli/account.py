"""rawi account CASE …"""

import sys
from pathlib import Path

import click

from rawi.cli import terminal
from rawi.errors import UsageError

ROLES = ("reader", "reviewer", "owner")


@click.group("account", short_help="Make and change the accounts of a case that several people work in.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.pass_context
def command(context: click.Context, case: Path) -> None:
    """Make and change the accounts of a case that several people work in.

    A case without accounts is opened by whoever starts `rawi serve`, on that machine alone. Once it has accounts,
    people sign in, and it may be served to others over TLS.

    \b
    Examples:
      rawi account case add mina --role owner
      rawi account case list
      rawi account case change mina --password
    """
    context.obj = case


@command.command("list")
@click.pass_obj
def list_(case: Path) -> None:
    """List the accounts."""
    from rawi.store import Case

    with Case.open(case) as held:
        for each in held.accounts():
            state = "" if each.active else "  closed"
            groups = f"  {', '.join(each.groups)}" if each.groups else ""
            click.echo(terminal.clean(f"{each.name}  {each.role}{groups}{state}"))


@command.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What the account may do."
)
@click.option("--group", "groups", multiple=True, metavar="NAME", help="Group of documents; may be given again.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")
@click.pass_obj
def add(case: Path, name: str, role: str, groups: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account. The first one must be an owner's."""
    from rawi.store import Case

    with Case.open(case) as held:
        if role != "owner" and not held.accounts():
            raise UsageError("the first account must be an owner's", remedy="add --role owner")
        held.add_account(name, role, _password(stdin=password_stdin), groups)
    click.echo(f"Made the account {terminal.clean(name)} ({role}).")


@command.command("change")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What the account may do.")
@click.option(
    "--group", "groups", multiple=True, metavar="NAME", help="Groups of documents, in the place of those before."
)
@click.option("--no-groups", is_flag=True, help="Take the account out of all groups.")
@click.option("--password", is_flag=True, help="Ask for a new password.")
@click.option("--password-stdin", is_flag=True, help="Read a new password from standard input.")
@click.option("--open/--close", "active", default=None, help="Open the account again, or close it.")
@click.pass_obj
def change(
    case: Path,
    name: str,
    role: str | None,
    groups: tuple[str, ...],
    no_groups: bool,
    password: bool,
    password_stdin: bool,
    active: bool | None,
) -> None:
    """Change an account; whoever is signed in with it has to sign in again."""
    from rawi.store import Case

    with Case.open(case) as held:
        held.change_account(
            name,
            role=role,
            password=_password(stdin=password_stdin) if password or password_stdin else None,
            active=active,
            groups=groups if groups or no_groups else None,
        )
    click.echo(f"Changed the account {terminal.clean(name)}.")


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
