"""rawi serve CASE"""

import webbrowser
from pathlib import Path

import click


@click.command("serve", short_help="Open a case in the browser, to read and review it.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Address to listen on.")
@click.option("--port", default=0, show_default="a free one", type=click.IntRange(0, 65535), metavar="PORT",
              help="Port to listen on.")  # fmt: skip
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Host name that people reach it by; may be given again."
)
@click.option("--behind-proxy", is_flag=True, help="A proxy before it ends TLS; needs accounts and --name.")
@click.option("--tls-cert", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Certificate, to serve over TLS.")  # fmt: skip
@click.option("--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="The certificate's key.")  # fmt: skip
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the browser.")
def command(
    case: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    behind_proxy: bool,
    tls_cert: Path | None,
    tls_key: Path | None,
    browser: bool,
) -> None:
    """Open a case in the browser, to read and review it. Everything stays on this machine.

    The address printed opens the case once; the browser is then known for twelve hours, also when the server is started
    anew, or until you leave. Other machines can reach the case only when it has accounts, and only over TLS.

    \b
    Examples:
      rawi serve case
      rawi serve case --port 8765 --no-browser
      rawi serve case --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem --name rawi.example.org
    """
    from rawi.review.serving import Serving, serve
    from rawi.store import Case

    with Case.open(case) as held:
        accounts = bool(held.accounts())

    def ready(address: str) -> None:
        click.echo(f"Open      {address}")
        click.echo("Stop it with Ctrl-C.")
        if browser:
            webbrowser.open(address)

    serve(case, Serving(host, port, names, behind_proxy, tls_cert, tls_key), accounts=accounts, ready=ready)

