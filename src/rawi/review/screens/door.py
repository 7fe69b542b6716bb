"""The door: the one-time address that `rawi serve` prints, signing in and out."""

import sqlite3

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rawi.review.access import PUBLIC, route, session
from rawi.review.failing import Refused
from rawi.review.opened import case
from rawi.review.page import page
from rawi.review.sessions import PersonFields


def enter(request: Request) -> Response:
    """Spend the token of the one-time address: the browser gets a cookie, and an address without the token."""
    door = request.app.state.door
    if door is None or not door.spend(request.query_params.get("token", "")):
        raise Refused(403, "spent-token")
    person = request.app.state.reviewer
    try:
        secret = case(request).begin_session(None, person=person)
    except sqlite3.OperationalError:
        secret = ""  # The case cannot be written to now: then the session ends with the server.
    return admit(request, (person, "owner", None), "/", secret=secret)


def leave(request: Request) -> Response:
    name, current = request.scope.get("rawi.session_name"), session(request)
    if current is not None and name:
        case(request).end_session(name)
        request.app.state.sessions.close(name)
    response = RedirectResponse("/sign-in" if request.app.state.accounts else "/left", status_code=303)
    response.delete_cookie(request.app.state.cookie, path="/")
    return response


def left(request: Request) -> Response:
    """What remains on the screen when somebody has left a case without accounts."""
    return page(request, "left.html")


def admit(request: Request, person: PersonFields, to: str, *, secret: str) -> Response:
    """Begin a session under a new name (`secret`, that of the case's session), whatever the browser held before."""
    old = request.scope.get("rawi.session_name")
    if old and session(request) is not None:
        request.app.state.sessions.close(old)
        if secret:
            case(request).end_session(old)
    name, _ = request.app.state.sessions.open(person, secret)
    response = RedirectResponse(to, status_code=303)
    set_cookie(request, response, name)
    return response


def set_cookie(request: Request, response: Response, name: str) -> None:
    response.set_cookie(
        request.app.state.cookie, name, httponly=True, samesite="strict", secure=request.app.state.https, path="/"
    )


routes = [
    route("/open", enter, role=PUBLIC),
    route("/left", left, role=PUBLIC),
    route("/sign-out", leave, role=PUBLIC, methods=("POST",)),
]
