"""Which claims are asked for: the same filters as of events, neighbours in order of time, progress."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from rawi.review.dating import Dates
from rawi.review.narrowing import told_apart
from rawi.review.opened import opened
from rawi.review.query import Facet, Query, facets_of
from rawi.review.reader import reader
from rawi.store import Case
from rawi.store.filters import Filters
from rawi.store.marks import CLAIM_KINDS

AT_ONCE = 2_000
"""Claims that one step accepts at most."""
FACETS = ("type", "place", "outlet", "actor", "voice", "language", "status", "polarity", "review", "mode")
"""The kinds of values that are offered beside claims, in this order."""
AWAITING = ("unreviewed", "waiting")
"""States of review in which a claim may await somebody."""


class ClaimQuery(Query):
    """A query on claims. What else the address of a screen says is no part of it."""

    kinds = CLAIM_KINDS
    plain = ("after", "before", "near", "within", "contested", "document")
    old: ClassVar[Mapping[str, str]] = {"state": "review"}

    def filters(self, groups: tuple[str, ...] | None) -> Filters:
        return Filters(
            terms=self.terms,
            after=self.after,
            before=self.before,
            conflict=self.conflict,
            document=self.first("document") or None,
            groups=groups,
        )

    @property
    def decided(self) -> bool:
        """Whether it asks for claims that nobody waits for any more."""
        asked = [each.value for each in self.chosen if each.kind == "review" and each.how != "none"]
        return any(state not in AWAITING for state in asked)


class Progress(NamedTuple):
    total: int
    done: int
    waiting: int
    disputed: int


def asked(request: Request) -> ClaimQuery:
    """What the address of a request asks for."""
    return ClaimQuery.of(request.query_params, reader(request).dates)


def asked_in(query: str, dates: Dates) -> ClaimQuery:
    """What a form says that its page was asked for, whatever was sent."""
    return ClaimQuery(parse_qsl(query), dates)


def more(query: str, dates: Dates, sign: str = "&") -> str:
    """The filter's part of an address, rewritten from what it says."""
    given = asked_in(query, dates).text
    return f"{sign}{given}" if given else ""


def digest(rows: list[dict[str, Any]]) -> str:
    """Says which claims a page of many showed."""
    return hashlib.sha256("\n".join(f"{row['document']}#{row['id']}" for row in rows).encode()).hexdigest()[:24]


def facets(request: Request, query: ClaimQuery, filters: Filters) -> list[Facet]:
    """The most frequent values among the claims that fit."""
    held = opened(request)
    here = held.get()
    found = held.kept(("claims", filters), lambda: here.facets("claim", filters, kinds=FACETS))
    return told_apart(here, facets_of(found, FACETS), query)


def progress(here: Case) -> Progress:
    counted = here.progress()
    total = sum(counted.values())
    return Progress(total, total - counted["unreviewed"] - counted["waiting"], counted["waiting"], counted["disputed"])


def address(query: ClaimQuery, path: str, **more: Any) -> str:
    """The address of a screen with what the query asks for."""
    given = urlencode([*query.fields, *((name, value) for name, value in more.items() if value not in (None, ""))])
    return f"{path}?{given}" if given else path
