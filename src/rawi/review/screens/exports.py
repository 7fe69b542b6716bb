"""Exports: the dossier; events and claims as CSV or JSON, of the whole case or of what a list asks for."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review import queue
from rawi.review.access import may, route
from rawi.review.closed import filters_shown, rows_shown, shown
from rawi.review.failing import Refused
from rawi.review.opened import case
from rawi.review.page import page
from rawi.review.query import Query
from rawi.review.reader import reader
from rawi.review.screens.claims import ClaimRow
from rawi.review.screens.claims import as_row as as_claim
from rawi.review.screens.events import as_row
from rawi.review.visible import groups
from rawi.store import Case

BATCH = 500
MOST = 200_000
COLUMNS = (
    "id", "type", "mode", "status", "scope", "start", "end", "time_basis", "place", "country", "lat", "lon", "claims",
    "documents", "origins_low", "origins_high", "conflicting", "outlets", "languages", "toll", "review",
)  # fmt: skip
_STEERS = ("=", "+", "-", "@", "\t", "\r")


def exports(request: Request) -> Response:
    return page(request, "exports.html", tab="exports", whole=groups(request) is None)


def dossier(request: Request) -> Response:
    """The case as one page for others. It holds every document, so only who may see them all may take it."""
    if groups(request) is not None or not may(request, "reader"):
        raise Refused(403, "not-allowed")
    from rawi.export.case_dossier import write_case_dossier

    with tempfile.TemporaryDirectory(prefix="rawi-") as folder:
        body = write_case_dossier(case(request), Path(folder) / "dossier.html").read_bytes()
    return _download(body, "text/html; charset=utf-8", "dossier.html")


def events_json(request: Request) -> Response:
    """Events in full, one a line, each as the reader may see it."""
    held = case(request)
    lines = b"".join(
        msgspec.json.encode(shown(request, held, event)) + b"\n" for ids in _ids(request) for event in held.events(ids)
    )
    return _download(lines, "application/x-ndjson", "events.jsonl")


def events_csv(request: Request) -> Response:
    """Events as rows. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for rows in _rows(request):
        for row in rows:
            writer.writerow([_cell(row[column]) for column in COLUMNS])
    return _download(("\ufeff" + written.getvalue()).encode(), "text/csv; charset=utf-8", "events.csv")


def claims_csv(request: Request) -> Response:
    """Claims as rows, as `events_csv` writes them."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(ClaimRow.__struct_fields__)
    for rows in _claims(request):
        for row in rows:
            values = msgspec.to_builtins(row)
            values["toll"] = "; ".join(_counted(*each) for each in row.toll)
            values["span"] = f"{row.span[0]},{row.span[1]}"
            writer.writerow([_cell(value) for value in values.values()])
    return _download(("\ufeff" + written.getvalue()).encode(), "text/csv; charset=utf-8", "claims.csv")


def claims_json(request: Request) -> Response:
    """Claims, one a line."""
    lines = b"".join(msgspec.json.encode(row) + b"\n" for rows in _claims(request) for row in rows)
    return _download(lines, "application/x-ndjson", "claims.jsonl")


def _claims(request: Request) -> Iterator[list[ClaimRow]]:
    held, filters = case(request), queue.asked(request).filters(groups(request))
    for offset in range(0, MOST, BATCH):
        found = held.filter_claims(filters, limit=BATCH, offset=offset).rows
        yield [as_claim(row) for row in found]
        if len(found) < BATCH:
            return


def _counted(kind: str, low: int | None, high: int | None, scope: str) -> str:
    """`killed: 3`, `wounded: 30 or more`, `killed: 3 to 5 (cumulative)`."""
    number = f"{low}" if low == high else f"{low} or more" if high is None else f"{low} to {high}"
    return f"{kind}: {number}" + (f" ({scope})" if scope != "incident" else "")


def _rows(request: Request) -> Iterator[list[dict[str, Any]]]:
    for page_ in _pages(request):
        yield [msgspec.to_builtins(as_row(row)) for row in page_]


def _ids(request: Request) -> Iterator[list[str]]:
    for page_ in _pages(request):
        yield [row["id"] for row in page_]


def _pages(request: Request) -> Iterator[list[dict[str, Any]]]:
    held: Case = case(request)
    query = Query.of(request.query_params, reader(request).dates)
    filters = filters_shown(request, held, query)
    for offset in range(0, MOST, BATCH):
        found = rows_shown(request, held, held.filter_events(filters, sort="time", limit=BATCH, offset=offset).rows)
        if found:
            yield found
        if len(found) < BATCH:
            return


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{kind}: {' | '.join(values)}" for kind, values in value.items())
    elif isinstance(value, list):
        value = "; ".join(str(each) for each in value)
    text = "" if value is None else str(value)
    number = isinstance(value, int | float)
    return f"'{text}" if not number and text.startswith(_STEERS) else text


def _download(body: bytes, media_type: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)


routes = [
    route("/exports", exports),
    route("/exports/dossier.html", dossier),
    route("/exports/events.json", events_json),
    route("/exports/events.csv", events_csv),
    route("/exports/claims.json", claims_json),
    route("/exports/claims.csv", claims_csv),
]
