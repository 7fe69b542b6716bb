"""Voices of headlines, alerts and posts: before the colon, behind an alert, after the words, one handing on another."""

import pytest

from attribution.told import Told


@pytest.mark.parametrize(
    ("lang", "text", "names", "content"),
    [
        ("ar", "#عاجل | مصدر أمني لرويترز: حريق في ميناء الصيد", ["مصدر أمني"], "حريق في ميناء الصيد"),
        ("ar", 'سالم الهادي لـ"الواحة": الإضراب يبدأ غدا', ["سالم الهادي"], "الإضراب يبدأ غدا"),
        ("ar", "عاجل - رويترز عن مصدر حكومي: الميناء يغلق غدا", ["رويترز", "مصدر حكومي"], "الميناء يغلق غدا"),
        ("ar", "رويترز نقلا عن مسؤول: الميناء يغلق غدا", ["رويترز", "مسؤول"], "الميناء يغلق غدا"),
        ("ar", "وزارة الصحة: ارتفاع حصيلة القتلى إلى تسعة", ["وزارة الصحة"], "ارتفاع حصيلة القتلى إلى تسعة"),
        ("ar", "الهادي: لن أستقيل من الرئاسة", ["الهادي"], "لن أستقيل من الرئاسة"),
        ("en", "Dozens held after march in Port Selim: report", ["report"], "Dozens held after march in Port Selim"),
        ("en", "Fighting resumes in the northern hills - police", ["police"], "Fighting resumes in the northern hills"),
        ("en", "BREAKING: Ports Minister: the quay stays shut", ["Ports Minister"], "the quay stays shut"),
        ("en", 'Salem Hadi: "We will not leave the square."', ["Salem Hadi"], "We will not leave the square"),
        ("en", "RT @harborwatch: The gate is shut right now", ["harborwatch"], "The gate is shut right now"),
    ],
)
def test_the_voices_of_a_headline(lang: str, text: str, names: list[str], content: str) -> None:
    story = Told(text, lang)
    inner = story.record.attributions[-1]
    assert (story.chain(inner), story.content(inner)) == (names, content)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "الواحة: حريق في ميناء الصيد"),
        ("ar", "هيئة الميناء : انطلاق الجلسة العامة"),
        ("ar", "عاجل: حريق في ميناء الصيد"),
        ("en", "Port Selim flood: what we know"),
        ("en", "Talks collapse after two days - what next"),
        ("en", "Ferry runs aground off Port Selim - Harbour Post News"),
    ],
)
def test_no_voice(lang: str, text: str) -> None:
    assert Told(text, lang).all() == []
