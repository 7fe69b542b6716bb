"""Who says which number, where and when: agreement, refinement, growth, conflict and silence told apart."""

from tests.merge.made import claim, events, record

from rawi.engine.standing import Decided

FORENSICS = ("forensic medicine", "organisation")
MERIDIAN = ("Meridian News Agency", "agency")


def row(event, attribute):
    return next(row for row in event.agreement if row.attribute == attribute)


def test_two_tolls_of_one_day_are_a_conflict_in_order_of_report_with_their_chains() -> None:
    found = events(
        record("a", "Meridian News Agency", "2019-11-04", claim(voices=(FORENSICS,), killed=3)),
        record("b", "River TV", "2019-11-04", claim(voices=(MERIDIAN,), killed=4)),
        record("c", "Plain Post", "2019-11-04", claim(voices=(("the police", "organisation"),), wounded=19)),
    )
    killed = row(found["a"], "killed")
    assert killed.verdict == "conflicts"
    assert {telling.value for telling in killed.tellings} == {"3", "4"}
    assert ("Meridian News Agency", "forensic medicine") in {telling.chain for telling in killed.tellings}
    assert "against" in killed.words
    police = next(origin.id for origin in found["c"].origins if origin.name == "the police")
    assert killed.silent == (police,)
    wounded = row(found["c"], "wounded")
    assert wounded.verdict == "single"
    assert len(wounded.silent) == 2


def test_a_town_within_a_named_country_refines_it() -> None:
    found = events(
        record("a", "A", "2019-11-04", claim(place="Iraq", killed=31, voices=(FORENSICS,))),
        record("b", "B", "2019-11-04", claim(killed=31)),
    )
    place = row(found["a"], "place")
    assert place.verdict == "refines"
    assert {telling.value for telling in place.tellings} == {"Iraq", "Karbala"}


def test_equal_tolls_agree() -> None:
    found = events(
        record("a", "A", "2019-11-03", claim(killed=3, voices=(FORENSICS,))),
        record("b", "B", "2019-11-04", claim(killed=3)),
    )
    assert row(found["a"], "killed").verdict == "agrees"


def test_a_falling_toll_is_a_conflict() -> None:
    found = events(record("a", "A", "2019-11-03", claim(killed=5)), record("b", "B", "2019-11-04", claim(killed=4)))
    assert row(found["a"], "killed").verdict == "conflicts"


def test_a_town_that_no_gazetteer_knows_is_one_place_in_two_scripts() -> None:
    found = events(
        record("a", "A", "2019-11-04", claim(place="Nakhlsar", killed=3, voices=(FORENSICS,))),
        record("b", "B", "2019-11-04", claim(place="نخلسار", killed=3)),
        decided=(Decided(("a", "e1"), ("b", "e1"), together=True),),
    )
    assert row(found["a"], "place").verdict == "agrees"
