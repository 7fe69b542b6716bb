"""Numbers in digits and words, their bounds and ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.lang import Reading, load
from rawi.mentions.numbers import Number, cardinal, numbers, read_number
from rawi.records import Document


def read(lang: str, text: str) -> list[tuple[str, int | float, int | float | None]]:
    """(words, low, high) of every number of a text."""
    reading = Reading(Document(id="n", text=text, language=lang))
    out = []
    for index, sentence in enumerate(reading.sentences):
        for number in numbers(sentence.words, reading.pack(index)):
            out.append((" ".join(sentence.words[number.first : number.end]), number.low, number.high))
    return out


def values(lang: str, text: str) -> list[tuple[int | float, int | float | None]]:
    return [(low, high) for _, low, high in read(lang, text)]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fa", "۱٬۸۰۰ نفر", 1800),
        ("fa", "1.800 نفر", 1800),
        ("fa", "6 هزار و 500 نفر", 6500),
        ("fa", "2 هزار 600 نفر", 2600),
        ("fa", "۲ میلیون و ۳۰۰ هزار نفر", 2_300_000),
        ("fa", "یک هزار و دویست و بیست نفر", 1220),
        ("fa", "یک‌هزار و ۱۴ نفر", 1014),
        ("fa", "بیست‌ودو نفر", 22),
        ("fa", "بیستودو نفر", 22),
        ("fa", "دویست‌وپنجاه‌هزار نفر", 250_000),
        ("fa", "بیست و پنج‌هزار نفر", 25_000),
        ("fa", "دو و نیم میلیون نفر", 2_500_000),
        ("fa", "نیم میلیون آواره", 500_000),
        ("fa", "۱/۵ میلیون نفر", 1_500_000),
        ("ar", "١٬٨٠٠ شخص", 1800),
        ("ar", "1 200 شخص", 1200),
        ("ar", "خمسة وعشرون شخصا", 25),
        ("ar", "مائة وخمسة وعشرون", 125),
        ("ar", "سبعة عشر ألفا وثلاثمائة", 17_300),
        ("ar", "ثلاث عشرة امرأة", 13),
        ("ar", "بألفين ومائتين", 2200),
        ("ar", "مليوني نازح", 2_000_000),
        ("ar", "مليون ونصف المليون نازح", 1_500_000),
        ("ar", "٤ آلاف ٣ مائة و ٢١", 4321),
        ("ar", "المهاجمين الثلاثة", 3),
        ("en", "one hundred and twenty-five people", 125),
        ("en", "2.5 million people", 2_500_000),
        ("en", "2.5m people", 2_500_000),
        ("en", "one and a half million", 1_500_000),
        ("en", "half a dozen men", 6),
        ("en", "two dozen men", 24),
        ("en", "twelve hundred men", 1200),
    ],
)
def test_exact_figures(lang: str, text: str, value: int) -> None:
    assert values(lang, text) == [(value, value)]


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("fa", "دست‌کم ۳۰ نفر", 30, None),
        ("fa", "بیش از هزار نفر", 1000, None),
        ("fa", "حداکثر ۳۰ نفر", 0, 30),
        ("fa", "حدود سی نفر", 30, 30),
        ("fa", "ده‌ها نفر", 20, None),
        ("fa", "ده ها هزار نفر", 20_000, None),
        ("fa", "صدها نفر", 200, None),
        ("fa", "چند هزار نفر", 2000, None),
        ("fa", "بین ۳ تا ۵ نفر", 3, 5),
        ("fa", "۳ الی ۵ هزار نفر", 3000, 5000),
        ("fa", "دو سه نفر", 2, 3),
        ("fa", "پنج شش هزار نفر", 5000, 6000),
        ("ar", "أكثر من ثلاثين شخصا", 30, None),
        ("ar", "ما لا يقل عن 12 قتيلا", 12, None),
        ("ar", "12 على الأقل", 12, None),
        ("ar", "عشرات الآلاف", 20_000, None),
        ("ar", "آلاف المتظاهرين", 2000, None),
        ("ar", "بضع مئات", 200, None),
        ("ar", "ما بين 3 و5 أشخاص", 3, 5),
        ("ar", "بين ثلاثة وخمسة", 3, 5),
        ("ar", "3500 إلى 5000 مقاتل", 3500, 5000),
        ("en", "at least 30 people", 30, None),
        ("en", "300 or more", 300, None),
        ("en", "300+ people", 300, None),
        ("en", "as many as 300", 0, 300),
        ("en", "nearly two thousand", 2000, 2000),
        ("en", "tens of thousands of people", 20_000, None),
        ("en", "several hundred", 200, None),
        ("en", "3 to 5 million", 3_000_000, 5_000_000),
        ("en", "three or four men", 3, 4),
        ("en", "between 20 and 30", 20, 30),
    ],
)
def test_bounds_ranges_and_vague_figures(lang: str, text: str, low: int, high: int | None) -> None:
    assert values(lang, text) == [(low, high)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fa", "سومین روز"), ("fa", "۱۵ام ماه"), ("fa", "چند نفر"), ("fa", "ساعت 3:45"),
        ("ar", "يوم الاثنين"), ("ar", "عدد من الأشخاص"), ("ar", "أحد المواطنين"),
        ("en", "the 3rd day"), ("en", "on 5/17/2018"), ("en", "several men"),
    ],
)  # fmt: skip
def test_what_is_no_number(lang: str, text: str) -> None:
    assert values(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "۲۰ نفر و ۵ زن", [20, 5]),
        ("ar", "ثلاثمائة و مائتين", [300, 200]),
        ("en", "20 and 5 wounded", [20, 5]),
        ("en", "three hundred and two hundred", [300, 200]),
    ],
)
def test_two_figures_stay_two(lang: str, text: str, expected: list[int]) -> None:
    assert [low for low, _ in values(lang, text)] == expected


def test_a_number_knows_its_figure_apart_from_its_bound() -> None:
    pack = load("en")
    found = read_number(["more", "than", "sixty", "men"], 0, pack)
    assert found is not None
    assert (found.first, found.core, found.core_end, found.end) == (0, 2, 3, 3)
    assert cardinal(["sixty", "men"], 0, pack) == (60, 1)
    assert cardinal(["men"], 0, pack) is None


_FA = {
    1: "یک", 2: "دو", 3: "سه", 4: "چهار", 5: "پنج", 6: "شش", 7: "هفت", 8: "هشت", 9: "نه", 10: "ده", 11: "یازده",
    12: "دوازده", 13: "سیزده", 14: "چهارده", 15: "پانزده", 16: "شانزده", 17: "هفده", 18: "هجده", 19: "نوزده",
    20: "بیست", 30: "سی", 40: "چهل", 50: "پنجاه", 60: "شصت", 70: "هفتاد", 80: "هشتاد", 90: "نود", 100: "صد",
    200: "دویست", 300: "سیصد", 400: "چهارصد", 500: "پانصد", 600: "ششصد", 700: "هفتصد", 800: "هشتصد", 900: "نهصد",
}  # fmt: skip
_EN = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
    11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
    18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety",
}  # fmt: skip
_AR = {
    1: "واحد", 2: "اثنان", 3: "ثلاثة", 4: "أربعة", 5: "خمسة", 6: "ستة", 7: "سبعة", 8: "ثمانية", 9: "تسعة", 10: "عشرة",
    20: "عشرون", 30: "ثلاثون", 40: "أربعون", 50: "خمسون", 60: "ستون", 70: "سبعون", 80: "ثمانون", 90: "تسعون",
    100: "مائة", 200: "مائتان", 300: "ثلاثمائة", 400: "أربعمائة", 500: "خمسمائة", 600: "ستمائة", 700: "سبعمائة",
    800: "ثمانمائة", 900: "تسعمائة",
}  # fmt: skip


def persian(n: int) -> str:
    parts = []
    for scale, name in ((10**6, " میلیون"), (1000, " هزار"), (1, "")):
        group, n = divmod(n, scale)
        words = [_FA[p] for p in _places(group) if p]
        if words:
            parts.append(" و ".join(words) + name)
    return " و ".join(parts)


def _places(group: int) -> tuple[int, ...]:
    rest = group % 100
    return (group - rest, rest) if rest < 20 else (group - rest, rest - rest % 10, rest % 10)


def english(n: int) -> str:
    parts = []
    for scale, name in ((10**6, " million"), (1000, " thousand"), (1, "")):
        group, n = divmod(n, scale)
        hundreds, *rest = _places(group)
        words = [f"{_EN[hundreds // 100]} hundred"] if hundreds else []
        if any(rest):
            words.append("-".join(_EN[p] for p in rest if p))
        if words:
            parts.append(" and ".join(words) + name)
    return " ".join(parts)


def arabic(n: int) -> str:
    parts = []
    for scale, name in ((10**6, "مليون"), (1000, "ألف"), (1, "")):
        group, n = divmod(n, scale)
        rest = group % 100
        words = [_AR[group - rest]] if group >= 100 else []
        if 10 < rest < 20:
            words.append({11: "أحد عشر", 12: "اثنا عشر"}.get(rest) or f"{_AR[rest - 10]} عشر")
        else:
            words.extend(_AR[p] for p in (rest % 10, rest - rest % 10) if p) if rest != 10 else words.append(_AR[10])
        if words:
            parts.append((name if group == 1 and name else " و".join(words) + (f" {name}" if name else "")).strip())
    return " و".join(parts)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_number_words_come_back(n: int) -> None:
    assert values("fa", persian(n)) == [(n, n)]
    assert values("en", english(n)) == [(n, n)]
    assert values("ar", arabic(n)) == [(n, n)]


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["{}", "{:,}"]))
def test_digits_come_back(n: int, style: str) -> None:
    for lang in ("fa", "ar", "en"):
        assert values(lang, style.format(n)) == [(n, n)]


@given(st.lists(st.sampled_from(
    ["بین", "و", "دو", "سه", "هزار", "تا", "نفر", "3", "۱۲", "حدود", "صد", "نیم", "میلیون", "یا", "بیش", "از", "چند"]
), max_size=12))  # fmt: skip
def test_numbers_lie_inside_the_words_in_order(words: list[str]) -> None:
    pack = load("fa")
    found: list[Number] = numbers(words, pack)
    at = 0
    for number in found:
        assert at <= number.first <= number.core < number.core_end <= number.end <= len(words)
        assert number.high is None or number.low <= number.high
        at = number.end


def test_a_score_with_nothing_is_two_figures() -> None:
    assert values("en", "they won 3-0") == [(3, 3), (0, 0)]
