"""The application over one case: its screens, its JSON interface, and the guard before them."""

import hashlib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from rawi.errors import RawiError
from rawi.review import static
from rawi.review.access import needed_role
from rawi.review.api import PREFIX, Operation, Trouble, json
from rawi.review.failing import Refused
from rawi.review.opened import Opened
from rawi.review.page import page
from rawi.review.reader import reader
from rawi.review.screens.people import Tries
from rawi.review.security import Guard
from rawi.review.sessions import OneTime, PersonFields, Sessions

SCREENS = (
    "door",
    "preferences",
    "overview",
    "events",
    "event",
    "searches",
    "exports",
    "people",
    "interface",
    "documents",
    "document",
    "beside",
    "claims",
    "review",
    "bulk",
    "decisions",
    "actors",
    "callings",
    "framing",
    "copies",
    "search",
    "log",
    "upkeep",
)
"""The modules of rawi.review.screens, each with `routes` and, where it has any, `operations`."""


def create(
    case_folder: Path,
    *,
    hosts: frozenset[str] = frozenset({"testserver"}),
    door: OneTime | None = None,
    https: bool = False,
    reviewer: str = "owner",
) -> Starlette:
    """The application for the case in `case_folder`.

    `hosts` are the values of the Host header it answers to. `door` opens it without accounts: whoever brings its token
    is `reviewer`, an owner. Without a door people sign in with their accounts. Raises CaseError for what is no case.
    """
    opened = Opened(case_folder)
    accounts = door is None

    def known(name: str) -> PersonFields | None:
        held = opened.get()
        if not accounts:
            person = held.person_of(name)
            return None if person is None else (person, "owner", None)
        account = held.session(name)
        return None if account is None else (account.name, account.role, frozenset(account.groups))

    sessions = Sessions(known)
    cookie = f"rawi_{hashlib.sha256(str(case_folder.resolve()).encode()).hexdigest()[:8]}"
    modules = [
        import_module(f"rawi.review.screens.{name}") for name in SCREENS if find_spec(f"rawi.review.screens.{name}")
    ]
    operations: list[Operation] = [each for module in modules for each in getattr(module, "operations", ())]
    routes = [
        *static.routes,
        *(operation.route() for operation in operations),
        *(each for module in modules for each in module.routes),
    ]
    for each in routes:
        if needed_role(each.endpoint) is None:
            raise ValueError(f"{each.path} does not say who may take it")
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, sessions=sessions, cookie=cookie, https=https)],
        exception_handlers={Refused: _refused, HTTPException: _http, RawiError: _failed},
    )
    app.state.opened = opened
    app.state.sessions = sessions
    app.state.cookie = cookie
    app.state.https = https
    app.state.door = door
    app.state.tries = Tries()
    app.state.accounts = accounts
    app.state.reviewer = reviewer
    app.state.operations = operations
    app.state.screens = frozenset(each.path for each in routes)
    case = opened.get()
    app.state.title = case.setting("title") or case_folder.resolve().name
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _answer(request, error.status, error.reason)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, {404: "not-found", 405: "bad-request"}.get(error.status_code, "failed"))


def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 500, "failed", detail=str(error))


def _answer(request: Request, status: int, reason: str, detail: str = "") -> Response:
    words = reader(request).words(f"refused.{reason}")
    if request.url.path.startswith(f"{PREFIX}/"):
        return json(Trouble(reason, f"{words} {detail}".strip()), status)
    return page(request, "refused.html", status=status, words=words, detail=detail, code=status)
