"""Serving a case: the address, the refusals before binding, a graceful end."""

import getpass
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rawi.errors import UsageError
from rawi.review.app import create
from rawi.review.security import hosts_of, is_loopback
from rawi.review.sessions import OneTime

PATIENCE_SECONDS = 5


class Serving(NamedTuple):
    """How to serve. `names` are further host names people reach it by; `behind_proxy` says that a proxy ends TLS."""

    host: str = "127.0.0.1"
    port: int = 0
    names: tuple[str, ...] = ()
    behind_proxy: bool = False
    tls_cert: Path | None = None
    tls_key: Path | None = None


def serve(case_folder: Path, how: Serving, *, accounts: bool, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is called with the address once connections are accepted.

    Raises UsageError where serving so would open the case to others, and CaseError where there is no case.
    """
    refuse_open_door(how, accounts=accounts)
    import uvicorn

    held = _bind(how)
    port = held.getsockname()[1]
    https = how.behind_proxy or how.tls_cert is not None
    hosts = _hosts(how, port)
    door = None if accounts else OneTime()
    app = create(case_folder, hosts=hosts, door=door, https=https, reviewer=_login())
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=PATIENCE_SECONDS,
        ssl_certfile=how.tls_cert,
        ssl_keyfile=how.tls_key,
        ws="none",
    )
    scheme = "https" if how.tls_cert else "http"
    shown = f"[{how.host}]" if ":" in how.host else how.host
    address = f"{scheme}://{shown}:{port}/"
    server = uvicorn.Server(config)
    ready(f"{address}open?token={door.token}" if door else address)
    try:
        server.run(sockets=[held])
    finally:
        held.close()


def refuse_open_door(how: Serving, *, accounts: bool) -> None:
    """Raise UsageError unless the case stays on this machine, or is open by account and TLS only."""
    if (how.tls_cert is None) != (how.tls_key is None):
        raise UsageError("a certificate needs its key", remedy="give both --tls-cert and --tls-key")
    if how.behind_proxy and not how.names:
        raise UsageError("behind a proxy, rawi must know the name people use", remedy="give it with --name HOST")
    if (how.behind_proxy or not is_loopback(how.host)) and not accounts:
        raise UsageError(
            "without accounts, the case may be opened on this machine only",
            where=how.host,
            remedy="make one with `rawi account CASE add NAME --role owner`, or leave --host and --behind-proxy out",
        )
    if not is_loopback(how.host) and not (how.behind_proxy or how.tls_cert):
        raise UsageError(
            "others on the network could read along",
            where=how.host,
            remedy="give --tls-cert and --tls-key, or --behind-proxy where a proxy ends TLS",
        )


def _bind(how: Serving) -> socket.socket:
    family = socket.AF_INET6 if ":" in how.host else socket.AF_INET
    held = socket.socket(family, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((how.host.strip("[]"), how.port))
    except OSError as error:
        held.close()
        raise UsageError(
            f"the address cannot be used: {error.strerror or error}",
            where=f"{how.host}:{how.port}",
            remedy="give another --port; 0 takes a free one",
        ) from error
    held.listen(128)
    return held


def _hosts(how: Serving, port: int) -> frozenset[str]:
    names = (*how.names, how.host)
    if is_loopback(how.host):
        names = (*how.names, "127.0.0.1", "localhost", "[::1]")
    found = hosts_of(tuple(name.lower() for name in names), port)
    # A proxy passes on the name alone when it listens on the default port.
    return found | frozenset(name.lower() for name in how.names) if how.behind_proxy else found


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"
