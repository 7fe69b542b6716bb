"""OpenAPI 3.1 from the operations: the schemas are those of the msgspec types themselves."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from rawi import __version__
from rawi.review.access import PUBLIC
from rawi.review.api import PREFIX, Operation, Trouble


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """The description of the whole interface."""
    held = list(operations)
    types = list(dict.fromkeys([Trouble, *(each for one in held for each in (one.takes, one.returns) if each)]))
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    by_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in held:
        paths.setdefault(PREFIX + _plain(one.path), {})[one.method.lower()] = _operation(one, by_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "rawi",
            "version": __version__,
            "summary": "A case: who told whom, exactly where it is written.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "rawi_session"},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
            },
        },
        "security": [{"session": []}],
    }


def _operation(one: Operation, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    role = one.role or ("reader" if one.method == "GET" else "reviewer")
    described: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.about,
        "x-role": role,
        "parameters": _parameters(one),
        "responses": {
            "200": {"description": "Done", "content": _json(schemas[one.returns])},
            "default": {"description": "Refused, and why", "content": _json(schemas[Trouble])},
        },
    }
    if one.takes:
        described["requestBody"] = {"required": True, "content": _json(schemas[one.takes])}
    if role == PUBLIC:
        described["security"] = []
    elif one.method != "GET":
        described["security"] = [{"session": [], "csrf": []}]
    return described


def _parameters(one: Operation) -> list[dict[str, Any]]:
    named = {parameter.name: parameter for parameter in one.parameters}
    listed = []
    for name in re.findall(r"{(\w+)", one.path):
        about = named.pop(name).about if name in named else ""
        listed.append(
            {"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}}
        )
    for parameter in named.values():
        schema: dict[str, Any] = {"type": parameter.type}
        if parameter.many:
            schema = {"type": "array", "items": schema}
        listed.append({"name": parameter.name, "in": "query", "description": parameter.about, "schema": schema})
    return listed


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _plain(path: str) -> str:
    """Starlette's `{id:path}` as OpenAPI's `{id}`."""
    return re.sub(r"{(\w+):\w+}", r"{\1}", path)
