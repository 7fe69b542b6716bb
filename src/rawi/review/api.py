"""The JSON interface: operations under /api, each with the types it takes and returns, from which OpenAPI is made."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rawi.review.access import route
from rawi.review.asked import body

PREFIX = "/api"


class Trouble(msgspec.Struct, frozen=True):
    """What every refusal looks like: a stable `error` and the reason in the reader's language."""

    error: str
    message: str


class Parameter(NamedTuple):
    """A parameter of the query or of the path."""

    name: str
    about: str
    type: Literal["string", "integer", "boolean"] = "string"
    many: bool = False


class Operation(NamedTuple):
    """One thing a program may ask for.

    `handler` gets the request and, for a change, its body as `takes`; it returns what `returns` says. `role` as in
    `access.route`: reading asks for a reader, changing for a reviewer.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    name: str
    about: str
    handler: Callable[..., Any]
    returns: Any
    takes: Any = None
    parameters: tuple[Parameter, ...] = ()
    role: str | None = None

    def route(self) -> Route:
        """The route that serves this operation."""

        def answer(request: Request) -> Response:
            result = self.handler(request, body(request, self.takes)) if self.takes else self.handler(request)
            return result if isinstance(result, Response) else json(result)

        answer.__doc__ = self.about
        return route(PREFIX + self.path, answer, role=self.role, methods=(self.method,))


def json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")
