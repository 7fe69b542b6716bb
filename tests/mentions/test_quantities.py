"""Fractions, decimals, signs, powers and ratios."""

import pytest

from rawi.lang import Reading
from rawi.mentions.quantities import quantities
from rawi.records import Document


def values(lang: str, text: str) -> list[float]:
    reading = Reading(Document(id="q", text=text, language=lang))
    return [q.value for i, s in enumerate(reading.sentences) for q in quantities(s, reading.pack(i))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "three quarters of the seats", [0.75]),
        ("en", "seven and a half tons", [7.5]),
        ("en", "four million and one half", [4_500_000]),
        ("en", "sixty and two fifths", [60.4]),
        ("en", "one in twenty", [0.05]),
        ("en", "eight in five", [8, 5]),
        ("en", "minus seven", [-7]),
        ("en", "nine point zero four", [9.04]),
        ("en", "it fell by -2.5", [-2.5]),
        ("en", "2 3/4", [2.75]),
        ("en", "1.5e6", [1_500_000]),
        ("en", "2^-1", [0.5]),
        ("en", "⅔ of it", [2 / 3]),
        ("en", "a 90ml glass", []),
        ("en", "at 10.0.0.7", [10, 0, 0, 7]),
        ("ar", "ثلاثة أرباع المقاعد", [0.75]),
        ("ar", "سبعة ونصف", [7.5]),
        ("ar", "أربعة وعشرون خمس", [4.8]),
        ("ar", "ستون وثلاثة أخماس", [60.6]),
        ("ar", "واحد من عشرين", [0.05]),
        ("ar", "خمس السكان", [0.2]),
        ("ar", "خمس مدارس", [5]),
        ("ar", "خمس مائة", [500]),
        ("ar", "سالب سبعة", [-7]),
        ("ar", "ثلاثة فاصلة خمسة", [3.5]),
        ("fa", "دو سوم نمایندگان", [2 / 3]),
        ("fa", "منفی ۵ درجه", [-5]),
    ],
)
def test_quantities(lang: str, text: str, expected: list[float]) -> None:
    assert values(lang, text) == pytest.approx(expected)
