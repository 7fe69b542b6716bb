"""What stands between the network and the screens: hosts, origins, CSRF tokens, sizes, headers."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rawi.review.sessions import Sessions

BODY_LIMIT = 2_000_000
SAFE = ("GET", "HEAD", "OPTIONS")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    (b"x-robots-tag", b"noindex, nofollow"),
)


class Guard:
    """Pure ASGI, outermost. It refuses what no screen should ever see, and hands on what it found out.

    `hosts` are the exact values of the Host header it answers to. It reads the body of every change (at most
    BODY_LIMIT bytes) into `scope["rawi.body"]`, and puts the browser's session, if any, into `scope["rawi.session"]`.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], sessions: Sessions, cookie: str, https: bool) -> None:
        self.app, self.hosts, self.sessions, self.cookie = app, hosts, sessions, cookie
        scheme = "https" if https else "http"
        self.origins = frozenset(f"{scheme}://{host}" for host in hosts)
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._headers(message["headers"])
            await send(message)

        headers = _headers(scope)
        if len(headers.get("host", [])) != 1 or headers["host"][0].lower() not in self.hosts:
            await _plain(guarded, 421, "This server does not answer to that name.")
            return
        name = _cookie(headers, self.cookie)
        scope["rawi.session"] = self.sessions.find(name) if name else None
        scope["rawi.session_name"] = name
        if scope["method"] in SAFE:
            await self.app(scope, receive, guarded)
            return
        if not self._is_own(headers):
            await _plain(guarded, 403, "This change was asked for by another site.")
            return
        body = await _body(receive)
        if body is None:
            await _plain(guarded, 413, "That is too much at once.")
            return
        if not _has_csrf(scope, headers, body):
            await _plain(guarded, 403, "This page is too old to change anything. Go back, reload it, and try again.")
            return
        scope["rawi.body"] = body
        await self.app(scope, _again(body, receive), guarded)

    def _is_own(self, headers: dict[str, list[str]]) -> bool:
        """Whether a change comes from our own pages. Tools outside a browser send neither header."""
        site = headers.get("sec-fetch-site", [""])[0]
        if site not in ("", "same-origin"):
            return False
        origins = headers.get("origin", [])
        # With `no-referrer` browsers send a form's origin as "null"; then the fetch metadata must vouch for it.
        return all(origin in self.origins or (origin == "null" and site == "same-origin") for origin in origins)

    def _headers(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        names = {name.lower() for name, _ in given}
        added = [(name, value) for name, value in HEADERS if name not in names]
        if b"cache-control" not in names:
            added.append((b"cache-control", b"no-store"))
        if self.https:
            added.append((b"strict-transport-security", b"max-age=31536000"))
        return [*given, *added]


def hosts_of(names: tuple[str, ...], port: int) -> frozenset[str]:
    """The values of the Host header that mean this server, with and without a default port."""
    return frozenset(
        host for name in names for host in ((f"{name}:{port}", name) if port in (80, 443) else (f"{name}:{port}",))
    )


def is_loopback(host: str) -> bool:
    return host in ("127.0.0.1", "localhost", "::1", "[::1]")


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _cookie(headers: dict[str, list[str]], name: str) -> str | None:
    for line in headers.get("cookie", []):
        try:
            cookies = SimpleCookie(line)
        except CookieError:
            continue
        if name in cookies:
            return cookies[name].value
    return None


def _has_csrf(scope: Scope, headers: dict[str, list[str]], body: bytes) -> bool:
    session = scope["rawi.session"]
    if session is None:
        return False
    given = headers.get("x-csrf-token", [])
    if not given and headers.get("content-type", [""])[0].startswith("application/x-www-form-urlencoded"):
        try:
            given = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10_000).get("csrf", [])
        except ValueError:
            return False
    return len(given) == 1 and session.is_csrf(given[0])


async def _body(receive: Receive) -> bytes | None:
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            return None
        if not message.get("more_body"):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def once_more() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once_more


async def _plain(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
