"""Narrowing a list by a value that was typed, in whatever spelling or language of ours."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from rawi.review import local_names
from rawi.review.api import Parameter
from rawi.review.opened import case
from rawi.review.page import back, flash
from rawi.review.query import HOWS, Facet, Query
from rawi.review.reader import reader
from rawi.review.visible import groups
from rawi.store import Case
from rawi.store.filters import Of
from rawi.store.held import marks

FINDABLE = ("place", "outlet", "actor", "voice")
"""Kinds of which there are too many values to list: one may be typed."""
MANY_VALUED = ("outlet", "actor", "voice", "language", "conflict", "place")
"""Kinds of which one event may have several values, so that all of some may be asked for."""
SHOWN = 7
"""Values of a kind that are shown before they are asked for."""
CONTAINING = ("province", "region")


def parameters(kinds: tuple[str, ...]) -> tuple[Parameter, ...]:
    """The filters that all lists share, as parameters of an operation."""
    return (
        *(Parameter(f"{kind}{how}", "", many=True) for kind in kinds for how in ("", ".all", ".not")),
        Parameter("after", "First day: ISO, or of the reader's calendar; a month or a year too."),
        Parameter("before", "Last day, likewise."),
        Parameter("near", "A day, likewise, to ask for with the days around it."),
        Parameter("within", "How many days around `near`: 3 where it is left out.", "integer"),
        Parameter("contested", "`yes`: the origins conflict; `no`: they do not."),
    )


def findable(request: Request) -> tuple[str, ...]:
    """The kinds of which a value may be typed: none for a reader of some groups alone, whom it would tell of others."""
    return FINDABLE if groups(request) is None else ()


def typed(request: Request) -> tuple[str, str] | None:
    """The kind and the value that somebody typed."""
    given = ((kind, request.query_params.get(f"find.{kind}", "").strip()) for kind in FINDABLE)
    return next((each for each in given if each[1]), None)


def narrowed(request: Request, of: Of, query: Query, path: str, kind: str, words: str) -> Response:
    """The same list with the value that the words name asked for too."""
    # Knowing how words are spelt loads the languages.
    from rawi.engine.searching import spelling

    who = reader(request)
    names = [words, *(local_names.english(who.language, words) if kind == "place" else ())]
    found = [] if kind not in findable(request) else [
        row for name in names for row in case(request).values(of, kind, spelling(name))
    ]  # fmt: skip
    if not found:
        flash(request, "note", who.words("events.no-value", value=words))
        return back(request, path, query.url(path))
    exact = [row for row in found if row["label"].casefold() in {name.casefold() for name in names}]
    value = (exact or found)[0]["value"]
    asked = query if query.is_chosen(kind, value) else type(query)([*query.fields, (kind, value)], query.dates)
    return back(request, path, asked.url(path))


def labels_of(held: Case, query: Query) -> dict[tuple[str, str], str]:
    """What the ids in a query stand for."""
    wanted: dict[str, set[str]] = {}
    for each in query.chosen:
        wanted.setdefault(each.kind, set()).add(each.value)
    found: dict[tuple[str, str], str] = {}
    for kind, values in wanted.items():
        for value, label in held.labels(kind, sorted(values)).items():
            found[kind, value] = label
    return found


def told_apart(held: Case, facets: list[Facet], query: Query) -> list[Facet]:
    """The facets, with the kind of those places that have one name: a town, its province.

    A province stands there once, though it has an id of its own where it is named and one where it contains others:
    as what holds the more, unless the other is asked for.
    """
    for at, facet in enumerate(facets):
        if facet.kind == "place":
            times = Counter(row["label"] for row in facet.rows)
            kinds = _kinds(held, [row["value"] for row in facet.rows if times[row["label"]] > 1])
            kept, seen = [], set[tuple[str, str, str]]()
            for row in facet.rows:
                kind, country = kinds.get(row["value"], ("", ""))
                asked = any(query.is_chosen("place", row["value"], how) for how in HOWS)
                if kind and (row["label"], kind, country) in seen and kind in CONTAINING and not asked:
                    continue
                seen.add((row["label"], kind, country))
                kept.append({**row, "of_kind": kind})
            left = Counter(row["label"] for row in kept)
            rows = [row if left[row["label"]] > 1 else {**row, "of_kind": ""} for row in kept]
            facets[at] = Facet("place", rows)
    return facets


def _kinds(held: Case, places: list[str]) -> dict[str, tuple[str, str]]:
    """Place → its kind and country."""
    if not places:
        return {}
    rows = held.database.rows(f"SELECT id, kind, country FROM place WHERE id IN ({marks(len(places))})", places)
    return {row["id"]: (row["kind"], row["country"] or "") for row in rows}
