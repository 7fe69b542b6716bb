"""Steps that score pairs and shape what a merge gives out."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rawi.merge.compare import EXCLUDED, MERGE, SUGGEST, compare
from rawi.merge.copies import CopyBody
from rawi.merge.evidence import tells_or_places
from rawi.merge.keys import label
from rawi.merge.traits import Traits, decode
from rawi.records import Copy

EDGES = {"a": "BIGINT", "b": "BIGINT", "kind": "VARCHAR", "points": "INTEGER", "reasons": "VARCHAR"}
ONE_DOCUMENT = 90
COPY_RECORDS = {
    "id": "VARCHAR", "kind": "VARCHAR", "status": "VARCHAR", "first": "VARCHAR", "second": "VARCHAR",
    "score": "DOUBLE", "body": "VARCHAR",
}  # fmt: skip


@lru_cache(maxsize=1 << 13)
def _traits(body: str) -> Traits:
    return decode(body)


def edge(a: int, b: int, body_a: str, body_b: str) -> Iterator[tuple[object, ...]]:
    """Score a pair of traits; what is not even a suggestion is left out."""
    verdict = compare(_traits(body_a), _traits(body_b))
    if verdict.points >= SUGGEST:
        yield a, b, verdict.kind, verdict.points, msgspec.json.encode(verdict.reasons).decode()


def kin_edge(a: int, b: int, body_a: str, body_b: str, points: int) -> Iterator[tuple[object, ...]]:
    """Score a pair of traits told in documents of one story, or in one document: that is evidence of its own.

    Two documents that have rare names in common may tell of much else besides: where the claims themselves have
    neither place nor number nor party in common, the pair is a suggestion at most.
    """
    one, other = _traits(body_a), _traits(body_b)
    verdict = compare(one, other)
    if verdict.points <= EXCLUDED:
        return
    bonus, why = (
        (100 + points // 8, "told in documents that share rare names and numbers")
        if points
        else (ONE_DOCUMENT, "told in one document")
    )
    total = verdict.points + bonus
    if points and total >= MERGE and not tells_or_places(one, other):
        total = MERGE - 1
    if total >= SUGGEST:
        reasons = msgspec.json.encode((*verdict.reasons, why)).decode()
        yield a, b, verdict.kind, total, reasons


def copy_record(
    id_a: str, id_b: str, dated_a: str | None, dated_b: str | None, kind: str, status: str, share_a: int, share_b: int,
    points: int, body: str,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """A copy as the public record, the earlier document first."""
    found = msgspec.json.decode(body, type=CopyBody)
    dated = dated_a is not None and dated_b is not None and dated_a != dated_b
    turn = (dated_b or "", id_b) < (dated_a or "", id_a) if dated else id_b < id_a
    spans = found.spans
    if turn:
        id_a, id_b, share_a, share_b = id_b, id_a, share_b, share_a
        spans = tuple(sorted((b, a) for a, b in spans))
    copy_id = label("c", kind, id_a, id_b, msgspec.json.encode(spans).decode() if kind == "quotation" else "")
    record = Copy(
        id=copy_id,
        kind=kind,
        status=status,
        first=id_a,
        second=id_b,
        dated=dated,
        spans=spans,
        share_first=share_a / 1000,
        share_second=share_b / 1000,
        score=points / 1000,
        reasons=found.reasons,
    )
    yield record.id, kind, status, id_a, id_b, record.score, msgspec.json.encode(record).decode()
