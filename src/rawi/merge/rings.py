"""Circular citation: rings of outlets that cite one another (strongly connected components)."""

from collections.abc import Mapping, Set


def rings(cites: Mapping[str, Set[str]]) -> list[tuple[str, ...]]:
    """The rings among who cites whom, each sorted, in order. `cites` maps an outlet to those it cites."""
    nodes = sorted({*cites, *(other for found in cites.values() for other in found)})
    reach = {node: _reachable(node, cites) for node in nodes}
    found: dict[tuple[str, ...], None] = {}
    for node in nodes:
        if node in reach[node]:
            ring = tuple(sorted(other for other in reach[node] if node in reach[other]))
            if len(ring) > 1:
                found.setdefault(ring)
    return list(found)


def _reachable(start: str, cites: Mapping[str, Set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = sorted(cites.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(sorted(cites.get(node, ())))
    return seen
