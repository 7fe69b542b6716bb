"""Ranges with open and closed ends."""

import pytest

from rawi.lang import Reading
from rawi.mentions.ranges import ranges
from rawi.records import Document


def read(lang: str, text: str) -> list[str]:
    reading = Reading(Document(id="r", text=text, language=lang))
    return [str(r) for i, s in enumerate(reading.sentences) for r in ranges(s, reading.pack(i))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "more than 15", ["(15,)"]),
        ("en", "more than or equal to 15", ["[15,)"]),
        ("en", "15 or more", ["[15,)"]),
        ("en", "at least 15", ["[15,)"]),
        ("en", "fewer than 15", ["(,15)"]),
        ("en", "more than 15 and at most 40", ["(15,40]"]),
        ("en", "more than 40 and less than 15", ["(40,)", "(,15)"]),
        ("en", "between 15 and 40", ["[15,40)"]),
        ("en", "15-40", ["[15,40)"]),
        ("en", "x >= 15", ["[15,)"]),
        ("en", "x <> 15", []),
        ("en", "15 people", []),
        ("ar", "أكثر من 15", ["(15,)"]),
        ("ar", "أكثر من أو يساوي 15", ["[15,)"]),
        ("ar", "15 أو أقل", ["(,15]"]),
        ("ar", "أكبر من 15 وأصغر من 40", ["(15,40)"]),
        ("ar", "ما بين 15 و40", ["[15,40)"]),
        ("fa", "بیش از ۱۵", ["(15,)"]),
        ("fa", "بین ۱۵ تا ۴۰", ["[15,40)"]),
        ("fa", "۱۵ یا بیشتر", ["[15,)"]),
    ],
)
def test_ranges(lang: str, text: str, expected: list[str]) -> None:
    assert read(lang, text) == expected
