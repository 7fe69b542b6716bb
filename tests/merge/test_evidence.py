"""What tells that two claims are of one event, beyond the kind of act, the day and the land."""

import msgspec
import pytest
from tests.merge.made import claim, record

from rawi.merge.compare import EXCLUDED, MERGE, same_place
from rawi.merge.context import actor_key, mapped
from rawi.merge.evidence import tells, tells_or_places
from rawi.merge.facts import facts
from rawi.merge.outcome import kin_edge
from rawi.merge.traits import Traits, decode
from rawi.records import ActorMention, Place


def traits(**values: object) -> Traits:
    """The traits of one claim made by hand."""
    return decode(facts(record("a", "A", "2019-11-04", claim(**values))).traits[0][-1])  # type: ignore[arg-type]


def test_a_number_of_people_tells_the_more_the_greater_it_is() -> None:
    iraq, nowhere = traits(place="Iraq", killed=4), traits(place=None, killed=4)
    assert tells(iraq, traits(killed=4))
    assert not tells(nowhere, traits(killed=4))
    assert tells(traits(place=None, killed=40), traits(killed=40))
    assert not tells(iraq, traits(killed=5)) and not tells(traits(place="Iraq", killed=2), traits(killed=2))
    assert not tells(iraq, traits(wounded=4))


def test_who_did_it_tells() -> None:
    one = msgspec.structs.replace(traits(place=None), actor="name:slm krm")
    assert tells(one, msgspec.structs.replace(traits(), actor="name:slm krm"))
    assert not tells(one, traits())


def test_a_place_tells_and_a_land_does_not() -> None:
    assert tells_or_places(traits(), traits(day=None))
    assert not tells_or_places(traits(place="Iraq"), traits(place="Iraq"))
    assert not tells_or_places(traits(place=None), traits())


@pytest.mark.parametrize(("place", "merges"), [("Karbala", True), ("Iraq", False), (None, False)])
def test_documents_of_one_story_make_claims_one_only_where_these_share_something(
    place: str | None, merges: bool
) -> None:
    body = traits(place=place).encoded()
    [(*_, points, reasons)] = kin_edge(1, 2, body, body, 320)
    assert (points >= MERGE) == merges
    assert "told in documents that share rare names and numbers" in str(reasons)


def test_within_one_document_they_need_not() -> None:
    body = traits(place=None).encoded()
    [(*_, points, _)] = kin_edge(1, 2, body, body, 0)
    assert points >= MERGE


def test_a_district_is_no_whole_country() -> None:
    district = msgspec.structs.replace(
        traits(place="Iraq"), place="g1", place_name="Ain Al-Tamur", latitude=325600, longitude=434800
    )
    near, far = same_place(district, traits()), same_place(district, traits(place="Baghdad"))
    assert near is not None and far is not None
    assert near.points > 0 > far.points > EXCLUDED
    assert same_place(traits(place="Iraq"), traits()).points > 0  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "country", "known"), [("region", "IQ", True), ("region", None, False), ("country", "IQ", False)]
)
def test_the_middle_of_a_country_is_not_where_it_is(kind: str, country: str | None, known: bool) -> None:
    place = Place(
        id="p", span=(0, 1), name_en="X", country=country, lat=1.0, lon=1.0, kind=kind, geonames=1, rule="made"
    )
    assert mapped(place) == known


@pytest.mark.parametrize(("kind", "key"), [("outlet", None), ("agency", None), ("organisation", "actor:x")])
def test_who_was_told_is_no_party_to_what_happened(kind: str, key: str | None) -> None:
    text = "He met the mayor, he said in an interview with Harbour Radio."
    span = (text.index("Harbour"), len(text) - 1)
    mention = ActorMention(id="m", span=span, actor="x", name="Harbour Radio", kind=kind, tone="neutral", rule="made")
    assert actor_key(span, msgspec.structs.replace(record("d", text=text), actors=(mention,))) == key
