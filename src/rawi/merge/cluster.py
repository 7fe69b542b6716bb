"""From pairs to events: average linkage, so that one bad pair cannot chain two events together."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop
from typing import NamedTuple

import msgspec

from rawi.merge.compare import EXCLUDED, MERGE, SUGGEST, Verdict, compare
from rawi.merge.traits import Traits, decode

AGREE = 330
"""Points that the pairs between two clusters must have on average for the clusters to be one event."""
DOUBT = 300
PILLARS = 12
"""Members of a large cluster that stand for it in that average."""
FORCED = 100_000
"""Points of a pair that a reviewer decided."""
Row = tuple[int, str, int, int | None, str | None]
"""component, kind (node, edge, together, apart), a, b, body (a node's traits; an edge's points)."""
Out = tuple[str, int, int | None, int, int, str]
"""kind (member, merge), sig, other, cluster, points, reasons as JSON."""
COLUMNS = {
    "kind": "VARCHAR", "sig": "BIGINT", "other": "BIGINT", "cluster": "BIGINT", "points": "INTEGER",
    "reasons": "VARCHAR",
}  # fmt: skip


class Joined(NamedTuple):
    """A pair that joined two clusters."""

    a: int
    b: int
    verdict: Verdict


class Component:
    """The traits of one connected component, and what is known of its pairs."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.traits: dict[int, Traits] = {}
        self._verdicts: dict[tuple[int, int], Verdict] = {}
        self.edges: list[tuple[int, int, int]] = []
        self.decided: dict[tuple[int, int], bool] = {}
        for _, kind, a, b, body in rows:
            if kind == "node":
                self.traits[a] = decode(body or "")
            elif b is not None:
                pair = (min(a, b), max(a, b))
                if kind == "edge":
                    points, _, reasons = (body or "0 []").partition(" ")
                    self.edges.append((-int(points), *pair))
                    words = msgspec.json.decode(reasons, type=tuple[str, ...])
                    self._verdicts[pair] = Verdict("same", int(points), words)
                else:
                    self.decided[pair] = kind == "together"
        self.edges += [(-FORCED, *pair) for pair, together in self.decided.items() if together]

    def verdict(self, a: int, b: int) -> Verdict:
        pair = (a, b) if a < b else (b, a)
        if pair in self.decided:
            together = self.decided[pair]
            words = ("decided by a reviewer",)
            return Verdict("same", FORCED, words) if together else Verdict("apart", -FORCED, words)
        found = self._verdicts.get(pair)
        if found is None:
            found = compare(self.traits[pair[0]], self.traits[pair[1]])
            self._verdicts[pair] = found
        return found


def cluster(rows: Iterable[Row]) -> tuple[list[list[int]], list[Joined]]:
    """The clusters of one component and the pairs that joined them. The order of the rows makes no difference.

    The strongest pair goes first. It joins its two clusters when the pairs between all their members (or, in large
    clusters, their pillars) agree on average; a pair that excludes counts with its full weight.
    """
    component = Component(rows)
    home = {sig: sig for sig in component.traits}
    members = {sig: [sig] for sig in component.traits}
    joined: list[Joined] = []
    heap = [edge for edge in component.edges if edge[1] in home and edge[2] in home]
    heapify(heap)
    waiting: list[tuple[int, int, int]] = []
    progressed = True
    while progressed:
        progressed = False
        while heap:
            points, a, b = heappop(heap)
            left, right = home[a], home[b]
            if left == right:
                continue
            forced = points == -FORCED
            if not forced and not _agree(component, members[left], members[right]):
                waiting.append((points, a, b))
                continue
            keep, gone = min(left, right), max(left, right)
            for sig in members[gone]:
                home[sig] = keep
            members[keep] = sorted(members[keep] + members.pop(gone))
            joined.append(Joined(a, b, component.verdict(a, b)))
            progressed = True
        # A pair that was refused may agree once its clusters have grown on other evidence.
        heap, waiting = waiting, []
        heapify(heap)
    return [members[sig] for sig in sorted(members)], joined


def _agree(component: Component, left: list[int], right: list[int]) -> bool:
    one, other = left[:PILLARS], right[:PILLARS]
    total = 0
    for a in one:
        for b in other:
            points = component.verdict(a, b).points
            if points <= -FORCED:
                return False
            # A pair that would not even be suggested speaks against the two clusters.
            total += points if points >= SUGGEST else max(points - DOUBT, EXCLUDED)
    return total >= AGREE * len(one) * len(other)


def cluster_rows(component: int, rows: Iterable[Row]) -> Iterator[Out]:
    """`cluster` as a step of the merge: rows of one component in, members and merges out."""
    clusters, joined = cluster(rows)
    home = {sig: members[0] for members in clusters for sig in members}
    for sig in sorted(home):
        yield "member", sig, None, home[sig], 0, ""
    for a, b, verdict in joined:
        yield "merge", a, b, home[a], verdict.points, msgspec.json.encode(verdict.reasons).decode()


__all__ = ["AGREE", "COLUMNS", "MERGE", "cluster", "cluster_rows"]
