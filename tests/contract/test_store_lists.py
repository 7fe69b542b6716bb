"""Lists, filters and totals give the same on either database."""

import pytest

from contract.casework import copy, event, fill, record
from rawi.store import Case, Filters, Term


def merge(case: Case) -> Case:
    fill(case)
    case.keep_merge([event(), event("e2", "mill-en", claim="E2", type="REJECT", start=None, conflict=False)], [copy()])
    case.refresh()
    return case


@pytest.fixture(scope="module")
def merged(shared: Case) -> Case:
    return merge(shared)


@pytest.fixture
def own(case: Case) -> Case:
    """A case for a test that changes it."""
    return merge(case)


def ids(case: Case, filters: Filters, sort: str = "time") -> list[str]:
    return [row["id"] for row in case.filter_events(filters, sort=sort).rows]


def any_of(kind: str, *values: str) -> Filters:
    return Filters(terms=(Term(kind, values),))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["e1", "e2"]),
        (any_of("type", "REJECT"), ["e2"]),
        (any_of("type", "REJECT", "ASSAULT"), ["e1", "e2"]),
        (Filters(terms=(Term("language", ("fa", "ar"), "all"),)), ["e1"]),
        (Filters(terms=(Term("language", ("fa",), "none"),)), ["e2"]),
        (any_of("place", "IR.26"), ["e1", "e2"]),
        (any_of("place", "IQ"), []),
        (any_of("actor", "ministry"), ["e1"]),
        (any_of("conflict", "killed"), ["e1"]),
        (Filters(conflict=False), ["e2"]),
        (Filters(origins=(2, None)), ["e1"]),
        (Filters(origins=(None, 1), conflict=True), ["e1"]),
        (Filters(after="2024-05", before="2024-05"), ["e1"]),
        (Filters(before="2023"), []),
        (Filters(box=(51.0, 35.0, 52.0, 36.0)), ["e1", "e2"]),
        (Filters(box=(170.0, 35.0, 52.0, 36.0)), ["e1", "e2"]),
        (Filters(box=(10.0, 35.0, 12.0, 36.0)), []),
        (Filters(terms=(Term("type", ("ASSAULT",)), Term("outlet", ("The Lantern",)), Term("place", ("g900",)))), ["e1"]),
    ],
)  # fmt: skip
def test_events_are_filtered(merged: Case, filters: Filters, found: list[str]) -> None:
    page = merged.filter_events(filters)
    assert [row["id"] for row in page.rows] == found
    assert (page.total, page.more) == (len(found), False)


def test_events_are_sorted_and_paged(merged: Case) -> None:
    assert ids(merged, Filters(), "-time") == ["e2", "e1"]
    assert ids(merged, Filters(), "-origins") == ["e1", "e2"]
    assert ids(merged, Filters(), "origins") == ["e2", "e1"]
    assert ids(merged, any_of("type", "ASSAULT", "REJECT"), "-conflicts") == ["e1", "e2"]
    page = merged.filter_events(limit=1, offset=1)
    assert ([row["id"] for row in page.rows], page.total) == (["e2"], 2)


def test_a_row_of_an_event_says_what_the_list_shows(merged: Case) -> None:
    row = merged.filter_events().rows[0]
    assert row["toll"] == [["killed", ["3", "5"]]]
    assert (row["origins_low"], row["origins_high"], row["conflicting"]) == (1, 3, ["killed"])
    assert row["languages"] == ["en", "fa", "ar"]
    assert (row["waiting"], row["review"]) == (3, "unreviewed")


def test_claims_are_filtered(merged: Case) -> None:
    def found(filters: Filters) -> list[tuple[str, str]]:
        return sorted((row["document"], row["id"]) for row in merged.filter_claims(filters).rows)

    assert len(found(Filters())) == 6
    assert found(Filters(event="e1")) == [("mill-ar", "E1"), ("mill-en", "E1"), ("mill-fa", "E1")]
    assert found(Filters(document="mill-fa", terms=(Term("type", ("REJECT",)),))) == [("mill-fa", "E2")]
    assert found(Filters(conflict=True, terms=(Term("language", ("fa",)),))) == [("mill-fa", "E1")]
    assert found(any_of("voice", "speaker of The Lantern")) == [("mill-en", "E1"), ("mill-en", "E2")]
    row = merged.filter_claims(Filters(document="mill-en")).rows[0]
    assert (row["toll"], row["event"], row["place_id"]) == ([["killed", 3, 3, "incident"]], "e1", "g900")
    assert row["quote"].startswith("The ministry said")


def test_documents_are_filtered(merged: Case) -> None:
    page = merged.filter_documents(any_of("language", "ar", "fa"))
    assert sorted(row["id"] for row in page.rows) == ["mill-ar", "mill-fa"]
    assert merged.filter_documents().total == 3


def test_facets_count_all_or_what_fits(merged: Case) -> None:
    facets = merged.facets("event")
    assert {row["value"]: row["number"] for row in facets["type"]} == {"ASSAULT": 1, "REJECT": 1}
    labels = {row["value"]: row["label"] for row in facets["place"]}
    assert labels == {"g900": "Tarvand", "IR": "Iran", "IR.26": "Tehran"}
    assert facets["actor"][0]["label"] == "Ministry of Mills"
    some = merged.facets("event", any_of("type", "REJECT"), kinds=("type", "outlet"))
    assert {kind: [row["value"] for row in rows] for kind, rows in some.items()} == {
        "type": ["REJECT"], "outlet": ["The Lantern"],
    }  # fmt: skip
    assert [row["value"] for row in merged.values("event", "outlet", "lant")] == ["The Lantern"]
    assert merged.values("event", "outlet", "100%") == []


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(conflict=True),
        Filters(conflict=False),
        any_of("type", "ASSAULT"),
        any_of("type", "REJECT", "ASSAULT"),
        Filters(terms=(Term("language", ("fa",), "none"),)),
        Filters(terms=(Term("type", ("ASSAULT",)), Term("place", ("IR",)))),
        Filters(after="2024-05", before="2024-06"),
        any_of("type", "PROTEST"),
    ],
)
def test_a_glance_says_what_its_parts_say(merged: Case, filters: Filters) -> None:
    kinds = ("type", "place", "outlet", "actor", "voice", "language", "status", "conflict", "review", "scope", "country")
    glance = merged.glance(filters, kinds=kinds)
    listed = merged.filter_events(filters, sort="-origins")
    assert glance.total == listed.total
    assert glance.days == {row["at"]: row["number"] for row in merged.timeline("event", filters, by="day")}
    conflicting = Filters(filters.terms, filters.after, filters.before, conflict=True)
    contested = {} if filters.conflict is False else merged.timeline("event", conflicting, by="day")
    assert glance.contested == {row["at"]: row["number"] for row in contested}
    assert glance.places == merged.map(filters)
    assert glance.facets == merged.facets("event", filters, kinds=kinds)
    again = merged.filter_events(filters, sort="-origins", counted=False, among=glance.numbers)
    assert [row["id"] for row in again.rows] == [row["id"] for row in listed.rows]


def test_totals(merged: Case) -> None:
    overview = merged.overview()
    wanted = {"documents": 3, "claims": 6, "events": 2, "shared": 1, "conflicts": 1, "copies": 1, "decisions": 0}
    assert {name: overview[name] for name in wanted} == wanted
    assert merged.timeline() == [{"at": "2024-05", "number": 1}]
    assert merged.timeline("claim", any_of("language", "fa"), by="day") == [{"at": "2024-05-04", "number": 2}]
    (place,) = merged.map()
    assert (place["name"], place["number"], place["conflicts"]) == ("Tarvand", 2, 1)
    assert merged.map(any_of("type", "REJECT"))[0]["number"] == 1
    (actor,) = merged.top_actors()
    assert (actor["actor"], actor["documents"], actor["times"]) == ("ministry", 3, 3)
    assert merged.top_actors(like="قال") == [actor]
    assert merged.top_actors(like="nobody") == []
    framing = merged.framing("ministry", by="language")
    assert {(row["group"], row["wording"]) for row in framing} == {("en", "The"), ("fa", "به"), ("ar", "قال")}
    assert merged.documents_calling("ministry", "The")[0]["document"] == "mill-en"
    assert len(merged.top_origins()) == 3


def test_the_events_are_kept_in_full(merged: Case) -> None:
    assert merged.event("e1") == event()
    assert merged.event("no such") is None
    assert [each.id for each in merged.events()] == ["e1", "e2"]
    assert merged.event_of("mill-fa", "E1") == "e1"
    assert merged.copies(document="mill-fa") == ([copy()], 1)
    assert merged.copies(kind="document") == ([], 0)


def test_a_merge_changes_only_what_it_changed(own: Case) -> None:
    same = event("e2", "mill-en", claim="E2", type="REJECT", start=None, conflict=False)
    assert own.keep_merge([event(), same], [copy()]) == 0
    assert own.keep_merge([event("e1", "mill-en", "mill-fa"), event("e3", "mill-ar")], []) == 3
    own.refresh()
    assert ids(own, Filters()) == ["e1", "e3"]
    assert ids(own, any_of("language", "ar")) == ["e3"]
    assert own.event_of("mill-ar", "E1") == "e3"
    assert own.filter_claims(Filters(document="mill-en")).rows[1]["event"] is None
    own.keep_events([event()], ["e3"])
    assert own.event_of("mill-ar", "E1") == "e1"


def test_documents_of_groups_are_for_their_members(own: Case) -> None:
    own.set_groups("mill-en", ("desk",))
    outside, inside = Filters(groups=()), Filters(groups=("desk",))
    assert sorted(row["id"] for row in own.filter_documents(outside).rows) == ["mill-ar", "mill-fa"]
    assert own.filter_documents(inside).total == 3
    assert ids(own, outside) == ["e1"]
    assert ids(own, inside) == ["e1", "e2"]
    assert {row["document"] for row in own.filter_claims(outside).rows} == {"mill-ar", "mill-fa"}
    assert not own.may_see("mill-en", ("other",))
    assert own.may_see("mill-en", ("desk", "other"))
    assert own.may_see("mill-en", None)
    assert own.visible_of(["mill-en", "mill-fa"], ("other",)) == ["mill-fa"]


def test_a_new_reading_takes_the_place_of_the_old(own: Case) -> None:
    fill(own, record("mill-en", day="2024-06-01"), reader="rawi-2")
    assert own.filter_documents(Filters(after="2024-06")).total == 1
    assert own.filter_documents().total == 3
    assert own.event_of("mill-en", "E1") == "e1"
    assert own.filter_claims(Filters(event="e1")).total == 3
    assert len(own.readings_of("mill-en")) == 2
