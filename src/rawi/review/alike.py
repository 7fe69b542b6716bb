"""Names that may be one actor's, across scripts, and voices that no actor goes by. Suggestions: a person decides."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from rawi.store import Case, Filters

NAMES = 400
"""How many of the most frequent names are compared across scripts."""
_COMMA = re.compile(r"\s*[,،]\s*")


class Pair(NamedTuple):
    """Two names that may be one actor's. `one` and `other` are ids of actors, or names that no actor has."""

    one: str
    other: str
    name_one: str
    name_other: str
    score: float


def unknown(here: Case, book: Any) -> list[tuple[str, int]]:
    """Voices that no actor goes by, the most frequent first, with how many claims they tell."""
    names = {name.lower() for names in book.states for name in book.names(names).values()}
    rows = here.facets("claim", Filters(groups=book.groups), kinds=("voice",), limit=200)["voice"]
    return [
        (row["value"], row["number"]) for row in rows if row["value"].lower() not in names and not _links(row["value"])
    ]


def pairs(here: Case, book: Any) -> list[Pair]:
    """Names that may be one actor's, across scripts, the likest first; without those that reviewers settled."""
    from rawi.merge.names import unnamed

    by_name: dict[str, str] = {}
    states: set[str] = set()
    for each in book.listed("en")[:NAMES]:
        if not each.rejected:
            for name in each.names.values() or (each.name,):
                by_name.setdefault(name, each.id)
                if each.kind == "state":
                    states.add(name)
    for name, _ in unknown(here, book)[:NAMES]:
        # «شاهدان عینی» are whoever saw it, and nobody whose name sounds like that.
        if unnamed(name):
            continue
        by_name.setdefault(_bare(name), name)
    apart = _apart(here)
    found: dict[frozenset[str], Pair] = {}
    for suggestion in _suggested(tuple(sorted(by_name))):
        one, other = by_name[suggestion.one], by_name[suggestion.other]
        key = frozenset((one, other))
        # «صحيفة إيرانية» is no name of Iran: a country's name stands in many others'.
        if {suggestion.one, suggestion.other} & states and _lengths_differ(suggestion):
            continue
        if book.root(one) != book.root(other) and key not in apart and key not in found:
            found[key] = Pair(one, other, suggestion.one, suggestion.other, suggestion.score)
    return list(found.values())


def _bare(name: str) -> str:
    """A name without what stands behind its comma: an office, a place."""
    return _COMMA.split(name, maxsplit=1)[0].strip() or name


def _lengths_differ(suggestion: Any) -> bool:
    return len(suggestion.one.split()) != len(suggestion.other.split())


def _apart(here: Case) -> set[frozenset[str]]:
    """Pairs of names that reviewers said are two."""
    decisions, _ = here.log(kind="actor", action="split", limit=10_000)
    taken = here.undone([each.number for each in decisions])
    return {
        frozenset((each.target, str(each.after["apart"])))
        for each in decisions
        if each.number not in taken and isinstance(each.after, dict) and each.after.get("apart")
    }


@lru_cache(maxsize=8)
def _suggested(names: tuple[str, ...]) -> list[Any]:
    from rawi.actors import suggest

    return suggest(names)


def _links(name: str) -> bool:
    from rawi.actors import register

    return register().link(name) is not None
