"""What a request asks: form fields and JSON bodies, read by sync handlers."""

from typing import TypeVar
from urllib.parse import parse_qs

import msgspec
from starlette.requests import Request

from rawi.review.failing import bad_request

T = TypeVar("T")


class Form:
    """The fields of a submitted form. A field that is absent reads as the empty string."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.fields = fields

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        return [value.strip() for value in self.fields.get(name, [])]

    def __contains__(self, name: str) -> bool:
        return name in self.fields


def form(request: Request) -> Form:
    """The form of a POST; the guard has read the body and checked its token."""
    body: bytes = request.scope.get("rawi.body", b"")
    try:
        return Form(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10_000))
    except ValueError as error:
        raise bad_request() from error


def body(request: Request, type_: type[T]) -> T:
    """The JSON body of a change, as `type_`."""
    try:
        return msgspec.json.decode(request.scope.get("rawi.body", b""), type=type_)
    except msgspec.DecodeError as error:
        raise bad_request() from error


def whole(request: Request, name: str, default: int, *, low: int = 0, high: int = 1_000_000) -> int:
    """A whole number of the query, kept within bounds; `default` where it is absent or no number."""
    given = request.query_params.get(name, "")
    try:
        return min(max(int(given), low), high) if given else default
    except ValueError:
        return default
