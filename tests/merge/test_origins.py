"""How many separate tellers an event has, and why."""

from tests.merge.made import claim, events, record

POLICE = ("the police", "organisation")
MERIDIAN = ("Meridian News Agency", "agency")


def told(
    name: str, outlet: str, *voices: tuple[str, str], day: str = "2019-11-04", language: str = "en", **counts: int
):
    return record(name, outlet, day, claim(voices=voices, **(counts or {"killed": 3})), language=language)


def of(*records):
    found = events(*records)
    assert len({event.id for event in found.values()}) == 1
    event = next(iter(found.values()))
    return event, event.origins_low, event.origins_high


def test_one_voice_in_three_outlets_is_one_origin() -> None:
    event, low, high = of(*(told(name, f"Outlet {name}", POLICE) for name in "abc"))
    assert (low, high) == (1, 1)
    assert event.origins[0].name == "the police"
    assert "Outlet b cites the police" in event.origins[0].collapsed


def test_an_outlet_citing_an_agency_is_that_agency() -> None:
    event, low, high = of(told("a", "Outlet A", MERIDIAN), told("b", "Outlet B", MERIDIAN))
    assert (low, high) == (1, 1)
    assert event.origins[0].kind == "agency"


def test_the_innermost_identifiable_voice_counts_whoever_passes_it_on() -> None:
    _, low, high = of(
        told("a", "Outlet A", MERIDIAN, POLICE), told("b", "Outlet B", ("Saman News Agency", "agency"), POLICE)
    )
    assert (low, high) == (1, 1)


def test_an_agency_cited_bare_stands_for_the_voice_its_own_report_names() -> None:
    event, low, high = of(told("wire", "Meridian News Agency", POLICE), told("a", "Outlet A", MERIDIAN))
    assert (low, high) == (1, 1)
    assert any("names the police in its own report" in words for words in event.origins[0].collapsed)


def test_an_office_is_one_voice_in_three_languages() -> None:
    _, low, high = of(
        told("a", "A", ("the Health Ministry", "organisation")),
        told("b", "ب", ("وزارت بهداشت", "organisation"), language="fa"),
        told("c", "ج", ("وزارة الصحة", "organisation"), language="ar"),
    )
    assert (low, high) == (1, 1)


def test_a_person_is_one_voice_in_three_scripts_and_by_the_last_name() -> None:
    _, low, high = of(
        told("a", "A", ("Karim Salmani", "person")),
        told("b", "ب", ("کریم سلمانی", "person"), language="fa"),
        told("c", "C", ("Salmani", "person")),
    )
    assert (low, high) == (1, 1)


def test_unnamed_voices_are_one_origin_for_each_outlet_that_vouches_for_them() -> None:
    source = ("a security source", "anonymous")
    event, _, high = of(
        told("a", "Outlet A", source),
        told("a2", "Outlet A", ("witnesses", "anonymous")),
        told("b", "Outlet B", source, killed=4),
    )
    assert high == 2
    assert {origin.name for origin in event.origins} == {"unnamed voices of Outlet A", "unnamed voices of Outlet B"}


def test_unnamed_voices_of_an_agency_are_one_origin_whoever_prints_them() -> None:
    source = ("a security source", "anonymous")
    _, low, high = of(told("a", "Outlet A", MERIDIAN, source), told("b", "Outlet B", MERIDIAN, source))
    assert (low, high) == (1, 1)


def test_outlets_that_cite_one_another_are_a_ring_with_a_doubt() -> None:
    event, low, high = of(told("a", "Outlet A", ("Outlet B", "outlet")), told("b", "Outlet B", ("Outlet A", "outlet")))
    assert (low, high) == (1, 1)
    assert set(event.origins[0].circular) == {"Outlet A", "Outlet B"}
    assert any("none of them shows where it began" in doubt for doubt in event.origins[0].doubts)


def test_a_bare_report_that_adds_nothing_is_a_doubt_and_widens_the_range() -> None:
    event, low, high = of(told("a", "Outlet A", POLICE), told("b", "Outlet B"))
    assert (low, high) == (1, 2)
    doubts = [doubt for origin in event.origins for doubt in origin.doubts]
    assert doubts == ["gives no source, was published no earlier and says nothing that the police does not say"]


def test_a_bare_report_that_says_something_else_is_an_origin() -> None:
    _, low, high = of(told("a", "Outlet A", POLICE), told("b", "Outlet B", killed=4))
    assert (low, high) == (2, 2)


def test_who_denies_it_is_shown_and_not_counted_as_telling_it() -> None:
    event, low, high = of(
        told("a", "Outlet A", POLICE),
        record("b", "Outlet B", "2019-11-04", claim(voices=(("the army", "organisation"),), denies=True)),
    )
    assert (low, high) == (1, 1)
    assert "the army denies it and is not counted" in event.origins_words
    assert next(row for row in event.agreement if row.attribute == "happened").verdict == "conflicts"


def test_a_reprint_of_an_outlets_own_report_is_that_outlet() -> None:
    text = (
        "Three men were shot dead beside the old mill on Sunday evening, our correspondent saw, and the road was "
        "closed until "
        "midnight while relatives carried water and blankets to those who had come in from the villages along "
        "the canal."
    )
    event, low, high = of(
        record("a", "Outlet A", "2019-11-04", claim(killed=3), text=text),
        record("b", "Outlet B", "2019-11-05", claim(killed=3), text=text),
    )
    assert (low, high) == (1, 1)
    assert event.origins[0].name == "Outlet A"
    assert "Outlet B prints the words of Outlet A" in event.origins[0].collapsed
