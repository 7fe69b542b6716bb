"""Type families: which types of claim may tell of one event, and what anchors it. The data is in data/families.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _families() -> dict[str, dict[str, Any]]:
    text = (files("rawi.merge") / "data" / "families.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {type_: (name, body["anchor"]) for name, body in sorted(_families().items()) for type_ in body["types"]}


def family(type_: str) -> tuple[str, str]:
    """The family of a claim's type and its anchor, `place` or `actor`. An unknown type is a family of its own."""
    return _table().get(type_, (type_.lower(), "place"))


@cache
def broad(family_name: str) -> frozenset[str]:
    """The modes of a family that go with any other of its modes."""
    return frozenset(_families().get(family_name, {}).get("broad", ()))
