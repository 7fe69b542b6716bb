"""What a name is used for: teams, people and happenings named after towns; towns told of with what holds them."""

import pytest

from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document, Place


def read(text: str, lang: str) -> tuple[Place, ...]:
    return places(Reading(Document(id="d", text=text, language=lang)))


def names(text: str, lang: str) -> list[str]:
    return [text[p.span[0] : p.span[1]] for p in read(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # Happenings named after where they were, before the name or after it, with their year between.
        ("fa", "سونامی اندونزی ده‌ها خانه را ویران کرد.", ["اندونزی"]),
        ("fa", "او در مراسم المپیک ۲۰۱۲ لندن آواز خواند.", ["لندن"]),
        ("ar", "عرضت الدار قبعاتها خلال أسبوع الموضة باريس.", ["باريس"]),
        ("en", "Survivors of the Nepal earthquake still live in tents.", ["Nepal"]),
        # A country beside its town.
        ("fa", "نشست امسال در شهر ناپل ایتالیا برگزار می‌شود.", ["ناپل", "ایتالیا"]),
        # Who speaks for a place, and who leaves one.
        ("fa", "سناتور آریزونا با طرح مخالفت کرد.", ["آریزونا"]),
        ("en", "His family moved out of Britain in May.", ["Britain"]),
        # Names that the shipped towns had in Latin letters alone.
        ("ar", "اندلع الحريق في باكينغهامشير فجرا.", ["باكينغهامشير"]),
        ("fa", "سه نفر در ولز بازداشت شدند.", ["ولز"]),
    ],
)
def test_places(lang: str, text: str, expected: list[str]) -> None:
    assert names(text, lang) == expected


def test_a_division_with_its_own_preposition_says_which_town_is_meant() -> None:
    for lang, text in (
        ("fa", "او دیروز در ویلینگ ایالت ویرجینیای غربی سخن گفت."),
        ("ar", "تحدث في تجمع في ويلينغ بولاية فرجينيا الغربية."),
        ("en", "He spoke at a rally in Wheeling in the state of West Virginia."),
    ):
        town, state = read(text, lang)
        assert (town.country, round(town.lat or 0), round(town.lon or 0)) == ("US", 40, -81)
        assert state.name_en == "West Virginia"


def test_a_province_in_brackets_says_which_town_is_meant() -> None:
    town, state = read("On 7 March 2022, in Naples (Florida), residents met the council.", "en")
    assert (town.country, state.country) == ("US", "US")
    assert names("In Campos dos Goytacazes (Rio de Janeiro), a bridge fell.", "en")[0] == "Campos dos Goytacazes"


GAME = (
    "The striker scored twice before halftime and the goalkeeper was sent off. Brighton 2 Reading 0 was the end of it. "
    "The referee spoke to the Brighton winger in Leeds."
)


def test_towns_are_teams_where_games_are_told_of() -> None:
    assert names(GAME, "en") == ["Leeds"]


def test_a_single_word_of_games_changes_nothing() -> None:
    assert "Brighton" in names("The coach reached Brighton on Sunday.", "en")


def test_a_name_behind_a_first_name_is_somebodys() -> None:
    text = "Jason Volta bought the yard in May. Nobody there had met Volta before, and Volta said nothing."
    assert names(text, "en") == []
    assert names("Dams were built on the Volta in Ghana.", "en") != []
