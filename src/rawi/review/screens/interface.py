"""The JSON interface described: OpenAPI for programs, a page for people."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import route
from rawi.review.api import PREFIX, json
from rawi.review.page import page


def described(request: Request) -> Response:
    return json(_document(request))


def interface(request: Request) -> Response:
    return page(request, "interface.html", document=_document(request))


def _document(request: Request) -> dict[str, Any]:
    # Schemas are made when somebody asks for them: the first page need not wait.
    from rawi.review.openapi import document

    return document(request.app.state.operations)


routes = [route(f"{PREFIX}/openapi.json", described), route(PREFIX, interface)]
