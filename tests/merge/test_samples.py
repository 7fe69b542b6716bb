"""The samples' story, from the files to the events: a town that no gazetteer knows, in three languages."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from rawi.engine.extract import extract
from rawi.engine.merging import Merged, merge
from rawi.ingest import Failure, Options
from rawi.records import Event, Record

SAMPLES = Path(__file__).parents[2] / "samples" / "nakhlsar"
KILLED = "2023-07-14"


@cache
def story() -> tuple[dict[str, Record], Merged]:
    records = {}
    for each in extract([SAMPLES], Options(), workers=1):
        assert not isinstance(each, Failure), each
        records[each.record.id] = each.record
    return records, merge(records.values())


def short(document: str) -> str:
    return document.split("@", maxsplit=1)[0].split(".", maxsplit=1)[0]


@pytest.fixture(scope="module")
def shooting() -> Event:
    """The killing of 14 July: the event of that day which most documents tell of."""
    _, merged = story()
    found = [event for event in merged.events if event.family == "violence" and event.start == KILLED]
    return max(found, key=lambda event: len(event.documents))


def test_the_town_is_one_place_in_three_languages(shooting: Event) -> None:
    assert shooting.place is not None
    assert shooting.place.name == "Nakhlsar"
    assert set(shooting.languages) == {"fa", "ar", "en"}


def test_the_killing_is_one_event_in_most_documents(shooting: Event) -> None:
    told = {short(document) for document in shooting.documents}
    assert told >= {
        "agency-fa", "reprint-fa", "channel-fa", "meridian-20230715-0931", "harbour-post-en", "report-ar", "radio-ar",
        "harirud-1402-04-25-412", "interview-en",
    }  # fmt: skip
    records, merged = story()
    claims = [
        (record.id, claim.id)
        for record in records.values()
        for claim in record.claims
        if claim.mode in ("kill", "die") and claim.status == "happened" and claim.counts
        and any(count.id in claim.counts and count.low in (2, 4) and count.scope == "incident" for count in record.counts)
    ]  # fmt: skip
    homes = Counter(event.id for event in merged.events for ref in event.claims if ref in claims)
    assert homes[shooting.id] >= 0.7 * len(claims)


def test_the_tolls_conflict_and_say_who_gives_them(shooting: Event) -> None:
    killed = next(row for row in shooting.agreement if row.attribute == "killed")
    assert killed.verdict == "conflicts"
    by_value: dict[str, set[str]] = {}
    for telling in killed.tellings:
        by_value.setdefault(telling.value, set()).add(telling.chain[-1])
    assert {"2", "4"} <= set(by_value)
    governor = ("آریانفر", "آريانفر", "فرماندار", "قائممقام", "governor")
    assert any(word in name for name in by_value["2"] | by_value.get("at least 2", set()) for word in governor)
    assert any("رود" in name or "Rud" in name for name in by_value["4"])


def test_the_tolls_of_the_evening_are_a_history(shooting: Event) -> None:
    killed = next(row for row in shooting.agreement if row.attribute == "killed")
    evening = [telling for telling in killed.tellings if short(telling.claim[0]) == "channel-fa"]
    assert {telling.low for telling in evening} >= {1, 4}


def test_copies_collapse_and_the_range_of_origins_is_below_the_documents(shooting: Event) -> None:
    _, merged = story()
    found = {(short(copy.first), short(copy.second)) for copy in merged.copies if copy.status == "found"}
    pairs = {frozenset(pair) for pair in found}
    assert frozenset(("agency-fa", "reprint-fa")) in pairs
    assert frozenset(("meridian-20230715-0931", "harbour-post-en")) in pairs
    assert frozenset(("marfa-20230716-sahel", "sahel-20230716-77")) in pairs
    # The agency's report and its reprint carry one voice.
    carriers = [set(map(short, origin.documents)) for origin in shooting.origins]
    assert any({"agency-fa", "reprint-fa"} <= documents for documents in carriers)
    # By hand: the channel, its nurse, the governor, the rights organisation, the hospital's staff, the agency's medical
    # source, two witnesses, the ministry for refugees, the surgeon, the ring with its nine, and two or three more.
    assert shooting.origins_low <= 12 <= shooting.origins_high


def test_the_denial_is_told_and_not_counted_as_agreement() -> None:
    _, merged = story()
    denials = [
        telling
        for event in merged.events
        for row in event.agreement
        if row.attribute == "happened"
        for telling in row.tellings
        if telling.denied or telling.value == "did not happen"
    ]
    assert any("army" in name.lower() or "الجيش" in name for telling in denials for name in telling.chain)


def test_a_plan_is_linked_to_what_came_of_it_and_stays_an_event_of_its_own() -> None:
    _, merged = story()
    by_id = {event.id: event for event in merged.events}
    plans = [event for event in merged.events if event.status in ("planned", "called_for")]
    assert any(
        link.kind == "planned-as" and by_id[link.event].status == "happened" for plan in plans for link in plan.links
    )
    for event in plans:
        assert event.status != "happened"


def test_the_total_of_the_month_is_no_incident(shooting: Event) -> None:
    _, merged = story()
    totals = [event for event in merged.events if event.scope == "cumulative" and event.family == "violence"]
    # Beside it stands what the statement says of cattle that perish since the gates were shut: it gives no number.
    whole = next(event for event in totals if "rud-20230804-30days" in map(short, event.documents))
    assert whole.id != shooting.id
    assert [short(document) for document in whole.documents] == ["rud-20230804-30days"]
    assert any(link.kind == "includes" for link in whole.links)


def test_the_nine_of_two_outlets_that_cite_each_other_are_a_ring() -> None:
    _, merged = story()
    nine = [
        event
        for event in merged.events
        for row in event.agreement
        if row.attribute == "killed"
        and event.status == "happened"
        and any(telling.low == 9 for telling in row.tellings)
    ]
    assert nine
    documents = {short(document) for event in nine for document in event.documents}
    assert {"newspaper-fa", "nakhilnet-20230718-3"} <= documents
    rings = [origin.circular for event in nine for origin in event.origins if origin.circular]
    assert rings
    assert len(rings[0]) == 2
