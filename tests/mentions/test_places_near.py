"""Where a place that no gazetteer holds is shown: beside a town named with it, never at a body's seat far away."""

import pytest

from rawi.pipeline import read
from rawi.records import Document, Place


def places(text: str, lang: str = "en", outlet: str | None = None) -> dict[str, Place]:
    record = read(Document(id="d", text=text, language=lang, outlet=outlet))
    return {text[slice(*p.span)]: p for p in record.places}


def test_an_unlisted_dam_does_not_lie_at_the_seat_of_a_body() -> None:
    text = (
        "People gathered near the Selimrud dam. The Divers' Organisation, which is based in Geneva, said four men had "
        "been shot dead in Iran."
    )
    assert places(text)["Selimrud dam"].country is None
    text = "People gathered near the Selimrud dam. The Geneva-based Divers' Organisation said four had died in Iran."
    assert places(text)["Selimrud dam"].country is None


def test_an_unlisted_dam_lies_beside_the_town_named_with_it() -> None:
    assert places("People gathered at the Selimrud dam, near Shiraz.")["Selimrud dam"].country == "IR"


def test_a_far_town_of_another_sentence_places_nothing_in_a_document_on_another_country() -> None:
    text = (
        "Shots were fired near the Selimrud dam in Iran. Officials in Tehran and Isfahan spoke of two dead. "
        "A march is planned in Brussels."
    )
    assert places(text)["Selimrud dam"].country == "IR"


def test_the_name_of_the_outlet_places_nothing() -> None:
    text = "People gathered near the Selimrud dam, two witnesses told Meridian."
    assert places(text, outlet="Meridian Wire")["Selimrud dam"].country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Police met in Cordoba municipality, Veracruz.", "Cordoba", "MX"),
        ("They met in Kulu town (Konya).", "Kulu", "TR"),
        ("Farmers marched in Deep River (Connecticut).", "Deep River", "US"),
        ("Farmers marched in Deep River (Ontario).", "Deep River", "CA"),
    ],
)
def test_what_stands_in_brackets_or_behind_the_kind_of_place_holds_it(text: str, name: str, country: str) -> None:
    assert places(text)[name].country == country


def test_a_namesake_elsewhere_has_no_number_of_the_gazetteer() -> None:
    found = places("Farmers marched in Deep River (Connecticut).")["Deep River"]
    assert (found.geonames, found.rule) == (None, "place.called.near")


def test_a_radio_is_no_town() -> None:
    assert "Two Rivers" not in places("Two Rivers Radio: What did you see that night?")


def test_a_door_is_no_town_in_nigeria() -> None:
    assert places("قال المجلس إن السلطات لم تفتح بابا للحوار.", "ar") == {}
