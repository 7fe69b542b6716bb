"""The door: the one-time address that `rawi serve` prints, signing in and out."""

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
    return admit(request, (request.app.state.reviewer, "owner", None), "/")


def leave(request: Request) -> Response:
    name, current = request.scope.get("rawi.session_name"), session(request)
    if current is not None and current.secret:
        case(request).end_session(current.secret)
    if name:
        request.app.state.sessions.close(name)
    response = RedirectResponse("/sign-in" if request.app.state.accounts else "/left", status_code=303)
    response.delete_cookie(request.app.state.cookie, path="/")
    return response


def left(request: Request) -> Response:
    """What remains on the screen when somebody has left a case without accounts."""
    return page(request, "left.html")


def admit(request: Request, person: PersonFields | None, to: str, *, secret: str = "") -> Response:
    """Begin a session under a new name, whatever the browser held before."""
    old = request.scope.get("rawi.session_name")
    if old:
        request.app.state.sessions.close(old)
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
