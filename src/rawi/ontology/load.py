"""Load the ontology's tables once a process."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec


class Type(msgspec.Struct, frozen=True, kw_only=True):
    """An event type. `quad`: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict,
    0 none. `cameo` lists CAMEO roots. `label` is by language (en, fa, ar).
    """

    id: str
    quad: int
    cameo: tuple[str, ...]
    gloss: str
    label: dict[str, str]


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """A refinement of a type. `also` are other types that words of this mode may tell of, by context. `acled` is the
    ACLED sub-event it maps to, `cameo` the CAMEO code.
    """

    id: str
    type: str
    also: tuple[str, ...]
    cameo: str
    acled: str
    label: dict[str, str]


@lru_cache(maxsize=1)
def types() -> dict[str, Type]:
    """The event types by id, PLOVER's sixteen and OTHER, in table order."""
    return {entry["id"]: msgspec.convert(entry, Type) for entry in _table("types.toml")["type"]}


@lru_cache(maxsize=1)
def modes() -> dict[str, Mode]:
    """The modes by id, in table order."""
    return {name: msgspec.convert({"id": name, **entry}, Mode) for name, entry in _table("modes.toml")["mode"].items()}


@lru_cache(maxsize=1)
def count_modes() -> dict[str, frozenset[str]]:
    """For each count kind, the modes whose events it may measure."""
    return {kind: frozenset(entry["modes"]) for kind, entry in _table("kinds.toml")["count"].items()}


@lru_cache(maxsize=1)
def counted_roles() -> dict[str, dict[str, str]]:
    """For each count kind, the modes that say what part the people counted have: `actor` or `recipient`."""
    return {
        kind: {**dict.fromkeys(entry.get("undergo", ()), "recipient"), **dict.fromkeys(entry.get("act", ()), "actor")}
        for kind, entry in _table("kinds.toml")["count"].items()
    }


@lru_cache(maxsize=1)
def complement_recipients() -> frozenset[str]:
    """The modes whose event noun is followed by who undergoes the event."""
    return frozenset(_table("kinds.toml")["complement"]["recipient"])


@lru_cache(maxsize=1)
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """Labels by language of count kinds and statuses: `labels()["status"]["planned"]["fa"]`."""
    kinds = _table("kinds.toml")
    return {part: {name: entry["label"] for name, entry in kinds[part].items()} for part in ("count", "status")}


@lru_cache(maxsize=1)
def acled_types() -> dict[str, str]:
    """ACLED's event type of each of its sub-events."""
    return dict(_table("kinds.toml")["acled"])


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("rawi.ontology").joinpath(name).read_text(encoding="utf-8"))
