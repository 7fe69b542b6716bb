"""Which place a name means."""

import pytest

from rawi.gazetteer import gazetteer, key
from rawi.gazetteer.resolve import Company, choose, distance, inside


def named(name: str):  # type: ignore[no-untyped-def]
    return gazetteer().lookup(key(name))


def company(*names: str, home: str | None = None) -> Company:
    out = Company(home)
    for name in names:
        out.add(key(name), named(name))
    return out


@pytest.mark.parametrize(
    ("name", "beside", "country"),
    [
        ("طرابلس", ["بيروت", "صيدا", "لبنان"], "LB"),
        ("طرابلس", ["بنغازي", "مصراتة", "ليبيا"], "LY"),
        ("Paris", [], "FR"),
        ("Birmingham", ["London", "Manchester"], "GB"),
        ("اسلام آباد", ["پاکستان", "کراچی"], "PK"),
    ],
)
def test_the_company_of_other_names_decides(name: str, beside: list[str], country: str) -> None:
    assert choose(key(name), named(name), company(*beside)).entry.country == country


def test_a_place_named_right_after_holds_the_first() -> None:
    outer = [n.entry for n in named("Texas")]
    chosen = choose("paris", named("Paris"), Company(), within=outer).entry
    assert (chosen.country, chosen.admin1) == ("US", "US.TX")


def test_the_word_for_its_kind_decides_between_town_and_province() -> None:
    assert choose("قم", named("زنجان"), Company(), kind="province").entry.kind == "province"
    assert choose("قم", named("زنجان"), Company(), kind="city").entry.kind == "city"


def test_the_outlets_country_weighs_where_nothing_else_tells() -> None:
    assert choose(key("طرابلس"), named("طرابلس"), company(home="LB")).entry.country == "LB"


def test_no_name_is_swayed_by_its_own_vote() -> None:
    alone = company(*["Springfield"] * 5)
    entry = named("Springfield")[0].entry
    assert alone.favour(key("Springfield"), entry) == 0.0


def test_a_site_lies_in_the_town_beside_it() -> None:
    baghdad = next(n.entry for n in named("بغداد") if n.entry.kind == "city" and n.entry.country == "IQ")
    squares = [n.entry for n in named("میدان تحریر")]
    assert [s.country for s in squares if inside(s, baghdad)] == ["IQ"]
    assert all(distance(s, baghdad) < 60 for s in squares if inside(s, baghdad))
