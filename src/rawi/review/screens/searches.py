"""Saved searches: each person's own."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import person, route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import form
from rawi.review.failing import bad_request
from rawi.review.opened import case
from rawi.review.page import back, flash
from rawi.review.reader import reader

SCREENS = ("events", "claims", "review", "search", "documents")
LONGEST = 4_000


class SavedSearch(msgspec.Struct, frozen=True):
    """A search somebody keeps: `query` is the part of the address after the question mark."""

    id: str
    name: str
    screen: str
    query: str
    made_at: str


class NewSearch(msgspec.Struct, frozen=True):
    name: str
    screen: str
    query: str


class Done(msgspec.Struct, frozen=True):
    """It is done; `id` names what it was done to."""

    id: str


def save(request: Request) -> Response:
    asked = form(request)
    _save(request, asked["screen"], asked["name"], asked["query"])
    flash(request, "done", reader(request).words("events.kept"))
    return back(request, "/", f"/{asked['screen']}?{asked['query']}")


def forget(request: Request) -> Response:
    asked = form(request)
    case(request).forget_search(person(request).name, asked["id"])
    return back(request, "/events", asked["to"])


def _save(request: Request, screen: str, name: str, query: str) -> str:
    if screen not in SCREENS or not name or len(name) > 200 or len(query) > LONGEST:
        raise bad_request()
    return case(request).save_search(person(request).name, screen, name, query)


def list_searches(request: Request) -> list[SavedSearch]:
    rows = case(request).saved_searches(person(request).name, request.query_params.get("screen", ""))
    return [SavedSearch(**row) for row in rows]


def post_search(request: Request, asked: NewSearch) -> Done:
    return Done(_save(request, asked.screen, asked.name, asked.query))


def delete_search(request: Request) -> Done:
    case(request).forget_search(person(request).name, request.path_params["id"])
    return Done(request.path_params["id"])


operations = [
    Operation(
        "GET",
        "/searches",
        "listSearches",
        "Your saved searches.",
        list_searches,
        list[SavedSearch],
        None,
        (Parameter("screen", f"One of {', '.join(SCREENS)}."),),
    ),
    Operation("POST", "/searches", "saveSearch", "Keep a search.", post_search, Done, NewSearch, role="reader"),
    Operation("DELETE", "/searches/{id}", "forgetSearch", "Forget a search.", delete_search, Done, role="reader"),
]
routes = [
    route("/searches", save, role="reader", methods=("POST",)),
    route("/searches/forget", forget, role="reader", methods=("POST",)),
]
