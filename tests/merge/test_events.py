"""Which claims tell of one happening."""

from tests.merge.made import claim, events, merged, record, together

from rawi.engine.standing import Decided


def test_one_town_day_and_act_is_one_event_with_reasons() -> None:
    found = events(
        record("a", "North Post", "2019-11-03", claim(killed=3)),
        record("b", "South Post", "2019-11-04", claim(killed=4)),
    )
    assert together(found, "a", "b")
    reasons = " ".join(reason for merge in found["a"].merges for reason in merge.reasons)
    assert "both in Karbala" in reasons
    assert "both on 3 Nov 2019" in reasons


def test_the_next_town_on_the_same_day_is_another_event() -> None:
    found = events(
        record("a", "A", "2019-11-04", claim(killed=3)), record("b", "B", "2019-11-04", claim(killed=3, place="Hillah"))
    )
    assert not together(found, "a", "b")


def test_the_same_town_on_the_next_day_is_another_event() -> None:
    found = events(
        record("a", "A", "2019-11-03", claim(killed=3)),
        record("b", "B", "2019-11-04", claim(killed=3, day="2019-11-04")),
    )
    assert not together(found, "a", "b")


def test_a_growing_toll_is_one_event_with_a_history() -> None:
    found = events(
        record("a", "A", "2019-11-03", claim(killed=3)),
        record("b", "B", "2019-11-04", claim(killed=5)),
        record("c", "C", "2019-11-05", claim(killed=8)),
    )
    assert together(found, "a", "b", "c")
    killed = next(row for row in found["a"].agreement if row.attribute == "killed")
    assert killed.verdict == "grows"
    assert [telling.value for telling in killed.tellings] == ["3", "5", "8"]


def test_a_cumulative_toll_never_joins_an_incident_and_the_two_are_linked() -> None:
    total = claim(2, mode=None, day="2019-10-01", until=None, scope="cumulative", killed=250)
    found = events(record("a", "A", "2019-11-04", claim(killed=3), total))
    assert not together(found, "a#e1", "a#e2")
    assert {link.kind for link in found["a#e1"].links} == {"part-of"}
    assert {link.kind for link in found["a#e2"].links} == {"includes"}


def test_running_totals_of_one_campaign_are_one_event() -> None:
    found = events(
        *(
            record(
                name,
                name,
                told,
                claim(mode=None, place="Iraq", day="2019-10-01", until=None, scope="cumulative", killed=toll),
            )
            for name, told, toll in (("a", "2019-11-01", 240), ("b", "2019-11-03", 250), ("c", "2019-11-06", 265))
        )
    )
    assert together(found, "a", "b", "c")


def test_a_plan_and_what_came_of_it_are_linked_and_not_merged() -> None:
    found = events(
        record("plan", "A", "2019-11-01", claim(type="PROTEST", mode="demonstrate", status="planned")),
        record("march", "B", "2019-11-04", claim(type="PROTEST", mode="demonstrate", participants=500)),
    )
    assert not together(found, "plan", "march")
    assert [(link.kind, link.event) for link in found["plan"].links] == [("planned-as", found["march"].id)]
    assert [(link.kind, link.event) for link in found["march"].links] == [("plan-of", found["plan"].id)]


def test_one_bad_pair_does_not_chain_two_events() -> None:
    # The undated claim fits both days; the days exclude each other.
    first = [record(f"a{n}", f"A{n}", "2019-11-04", claim(killed=n)) for n in (3, 4)]
    second = [record(f"b{n}", f"B{n}", "2019-11-04", claim(day="2019-11-04", killed=n)) for n in (13, 14)]
    found = events(*first, *second, record("c", "C", "2019-11-04", claim(day=None, killed=4)))
    assert together(found, "a3", "a4", "c")
    assert together(found, "b13", "b14")
    assert not together(found, "a3", "b13")


def test_a_vague_claim_joins_the_only_event_that_fits() -> None:
    vague = record(
        "v",
        "V",
        "2019-12-02",
        claim(mode=None, place="Iraq", day="2019-11-01", until="2019-11-30", precision="month", killed=31),
    )
    found = events(record("a", "A", "2019-11-04", claim(killed=31)), vague)
    assert together(found, "a", "v")
    assert any("told in broad terms" in reason for merge in found["v"].merges for reason in merge.reasons)


def test_a_vague_claim_that_shares_only_kind_land_and_month_is_a_suggestion() -> None:
    month = claim(mode=None, place="Iraq", day="2019-11-01", until="2019-11-30", precision="month")
    found = events(record("a", "A", "2019-11-04", claim(killed=31)), record("v", "V", "2019-12-02", month))
    assert not together(found, "a", "v")
    assert any("by no more than this" in reason for merge in found["v"].suggestions for reason in merge.reasons)


def test_a_vague_claim_of_a_story_that_another_document_tells_joins_its_event() -> None:
    text = "Four boats of the Sandgrouse company burned in Karbala; Nadim Tarraf, Orlanda Vesely and Pim Aukema saw it."
    retold = "Nadim Tarraf, Orlanda Vesely and Pim Aukema saw them burn, four boats of the Sandgrouse company in Iraq."
    found = events(
        record("a", "A", "2019-11-04", claim(), text=text),
        record("v", "V", "2019-11-04", claim(place="Iraq"), text=retold),
    )
    assert together(found, "a", "v")


def test_a_vague_claim_stays_alone_where_events_compete() -> None:
    vague = record(
        "v", "V", "2019-12-02", claim(mode=None, place="Iraq", day="2019-11-01", until="2019-11-30", precision="month")
    )
    found = events(
        record("a", "A", "2019-11-04", claim(killed=31)),
        record("b", "B", "2019-11-11", claim(day="2019-11-10", killed=30)),
        vague,
    )
    assert not together(found, "a", "v") and not together(found, "b", "v")
    assert any("2 events fit" in reason for merge in found["v"].suggestions for reason in merge.reasons)


def test_a_vague_claim_that_contradicts_stays_alone() -> None:
    vague = record(
        "v",
        "V",
        "2019-12-02",
        claim(mode=None, place="Iraq", day="2019-11-01", until="2019-11-30", precision="month", killed=400),
    )
    found = events(record("a", "A", "2019-11-04", claim(killed=3)), vague)
    assert not together(found, "a", "v")


def test_pairs_below_the_threshold_are_suggestions_with_a_score() -> None:
    found = events(
        record("a", "A", "2019-11-03", claim(killed=3)),
        record("b", "B", "2019-11-04", claim(mode="shoot", day="2019-11-04", killed=3)),
    )
    suggested = [merge for merge in found["a"].suggestions if merge.b == ("b", "e1")]
    assert len(suggested) == 1
    assert 0 < suggested[0].score < 0.5
    assert any("a day apart" in reason for reason in suggested[0].reasons)


def test_a_reviewer_splits_and_joins_and_takes_it_back() -> None:
    documents = (
        record("a", "A", "2019-11-03", claim(killed=3)),
        record("b", "B", "2019-11-04", claim(killed=3)),
        record("c", "C", "2019-11-09", claim(day="2019-11-08", killed=40)),
    )
    apart = events(*documents, decided=(Decided(("a", "e1"), ("b", "e1"), together=False),))
    assert not together(apart, "a", "b")
    joined = events(*documents, decided=(Decided(("a", "e1"), ("c", "e1"), together=True),))
    assert together(joined, "a", "c")
    assert any(merge.by == "review" for merge in joined["a"].merges)
    assert together(events(*documents), "a", "b") and not together(events(*documents), "a", "c")


def test_the_order_of_records_makes_no_difference() -> None:
    documents = [record(f"d{n}", f"O{n}", "2019-11-04", claim(killed=3 + n % 2)) for n in range(6)]
    assert merged(*documents) == merged(*reversed(documents))


def test_a_claim_that_nobody_shares_is_an_event_of_its_own() -> None:
    found = merged(record("a", "A", None, claim(place=None, day=None)))
    assert [event.claims for event in found.events] == [(("a", "e1"),)]
    assert found.events[0].time_basis == "unknown"


def test_talks_of_one_person_with_two_others_are_two() -> None:
    from rawi.merge.compare import MERGE, compare
    from rawi.merge.traits import COUNTRY, Traits

    def talks(recipient: str) -> Traits:
        return Traits(
            family="talks", anchor="actor", type="CONSULT", mode="meet", phase="fact", scope="incident", level=COUNTRY,
            place="g1", place_name="Iraq", country="IQ", latitude=None, longitude=None, own=True, start=737000,
            end=737000, slack=0, told=737000, told_by=737000, counts=(), actor="actor:qX", recipient=recipient,
        )  # fmt: skip

    assert (
        compare(talks("name:slmn"), talks("name:slmn hdd")).points
        > compare(talks("name:slmn"), talks("name:bqr")).points
    )
    assert (
        compare(talks("name:slmn"), talks("name:bqr")).points
        < MERGE
        <= compare(talks("name:slmn"), talks("name:slmn")).points
    )
    assert compare(talks("actor:q1"), talks("actor:q2")).points < 0
