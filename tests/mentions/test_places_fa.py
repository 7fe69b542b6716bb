"""Persian places: what the word before a name calls for, lists of places no gazetteer has, members of bodies."""

import pytest

from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document


def names(text: str) -> list[str]:
    found = places(Reading(Document(id="t", text=text, language="fa")))
    return [text[slice(*place.span)] for place in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فرماندار ویژه شهرستان ری از راه رسید.", ["ری"]),
        ("رئیس هیئت کوهنوردی استان مرکزی آمد.", ["مرکزی"]),
        ("طرح در مناطق نوکند، لاپان، خورش‌سرا و تشتستان اجرا شد.", ["نوکند", "لاپان", "خورش‌سرا", "تشتستان"]),
        ("مردم ایران به خانه‌ها رفتند.", ["ایران"]),
    ],
)
def test_places_by_the_word_before(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ری و رنگ این پارچه خوب است.",
        "دفتر مرکزی بانک بسته است.",
        "مناطق محروم و دورافتاده باید آباد شوند.",
        "ملت ایران ایستاده است.",
        "این قانون در کنگره آمریکا تصویب شد.",
        "اتحادیه آزاد کارگران ایران بیانیه داد.",
        "این ولسوالی بهدست طالبان افتاد.",
        "به روستاهای همجوار مهاجرت کردند و این روستای زرخیز خالی شد.",
    ],
)
def test_no_places(text: str) -> None:
    assert names(text) == []
