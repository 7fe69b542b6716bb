"""Who may do what: roles, the person at the screen, and routes that say which role they need."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rawi.errors import RawiError
from rawi.review.failing import Refused, report
from rawi.review.opened import case as opened
from rawi.review.sessions import Session

ROLES = ("reader", "reviewer", "owner")
"""From the one who may least. A role holds the rights of those before it."""
PUBLIC = "public"
SAFE = ("GET", "HEAD")
Handler = Callable[[Request], Response]


class Person(NamedTuple):
    """Who is at the screen. `groups` are the groups of documents open to them; None when all are."""

    name: str
    role: str
    groups: frozenset[str] | None = None

    def may(self, role: str) -> bool:
        return role == PUBLIC or ROLES.index(self.role) >= ROLES.index(role)


def route(path: str, handler: Handler, *, role: str | None = None, methods: Sequence[str] = ("GET",)) -> Route:
    """A route that only `role` and those above it may take.

    Without a role, reading asks for a reader and changing for a reviewer. `public` asks for nobody.
    """
    needed = role or ("reader" if set(methods) <= set(SAFE) else "reviewer")
    if needed not in (PUBLIC, *ROLES):
        raise ValueError(f"no role {needed!r}")

    @wraps(handler)
    def guarded(request: Request) -> Response:
        refused = _refuse(request, needed)
        if refused is not None:
            return refused
        try:
            return handler(request)
        except (Refused, RawiError, HTTPException):
            raise
        except Exception as error:
            # Answered inside the guard, so that the page of a failure has its headers too.
            report(error)
            raise Refused(500, "failed") from error

    guarded.role = needed  # type: ignore[attr-defined]
    return Route(path, guarded, methods=list(methods))


def needed_role(endpoint: Any) -> str | None:
    """The role an endpoint asks for; None when it was not made by `route`."""
    role: str | None = getattr(endpoint, "role", None)
    return role


def session(request: Request) -> Session | None:
    found: Session | None = request.scope.get("rawi.session")
    return found


def person(request: Request) -> Person:
    """Who is at the screen. Only for routes that ask for a role: there is always somebody."""
    current = session(request)
    if current is None or current.person is None:
        raise Refused(401, "not-signed-in")
    return Person(*current.person)


def may(request: Request, role: str) -> bool:
    current = session(request)
    return current is not None and current.person is not None and Person(*current.person).may(role)


def _refuse(request: Request, role: str) -> Response | None:
    if role == PUBLIC:
        return None
    current = session(request)
    if current is None or current.person is None:
        wants_page = request.method in SAFE and not request.url.path.startswith("/api/")
        if wants_page and request.app.state.accounts:
            return RedirectResponse("/sign-in", status_code=303)
        raise Refused(401, "not-signed-in")
    if request.app.state.accounts:
        # Whatever was changed about an account holds from the next request on.
        account = opened(request).session(request.scope["rawi.session_name"])
        if account is None:
            current.person = None
            return _refuse(request, role)
        current.person = (account.name, account.role, frozenset(account.groups))
    if not Person(*current.person).may(role):
        raise Refused(403, "not-allowed")
    return None
