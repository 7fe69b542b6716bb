"""Arabic wire copy: deeds that groups claim, whose turn it is to speak, whom one was told, names that open the words."""

import pytest
from tests.attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("تبنت حركة النورس الهجوم على الجسر.", "حركة النورس", "الهجوم على الجسر"),
        ("وتبنى تنظيم النورس المسؤولية عن التفجير.", "تنظيم النورس", "المسؤولية عن التفجير"),
    ],
)
def test_a_group_claims_a_deed(text: str, source: str, content: str) -> None:
    assert told(text).all() == [(source, source, content)]


@pytest.mark.parametrize(
    "text",
    ["تبنى المجلس القانون الجديد بالإجماع.", "وتم تبني العملية السياسية في البلاد.", "وتتبنى الحركة هدف إسقاط النظام."],
)
def test_what_a_body_adopts_is_no_claim(text: str) -> None:
    assert told(text).all() == []


def test_who_takes_his_turn_goes_on() -> None:
    seen = told(
        'قال السفير سالم الهادي إن العلاقات متينة. بدوره استعرض وزير الماء مناقب الراحل. وقال إن "هذه الذكرى فرصة".'
    )
    assert seen.one("هذه الذكرى").source_name.startswith("وزير الماء")


def test_without_a_turn_the_voice_runs_on() -> None:
    seen = told('قال السفير سالم الهادي إن العلاقات متينة. وأغلق وزير الماء الجسر. وقال إن "هذه الذكرى فرصة".')
    assert seen.one("هذه الذكرى").source_name == "السفير سالم الهادي"


@pytest.mark.parametrize("whom", ["للنهار", 'لـ"النورس"', 'لقناة "النورس"'])
def test_whom_it_was_told_is_no_part_of_it(whom: str) -> None:
    seen = told(f"كشفت مصادر محلية {whom} عن غلق الجسر القديم.")
    assert seen.words(seen.record.attributions[0].source) == "مصادر محلية"
    assert seen.content(seen.record.attributions[0]).endswith("غلق الجسر القديم")
    assert "النورس" not in seen.content(seen.record.attributions[0])


def test_a_name_in_marks_opens_what_is_told() -> None:
    seen = told('أوضحت إدارة المهرجان، "المنارة" يتنافس ضمن جوائز الأفلام الطويلة.')
    assert seen.all() == [("إدارة المهرجان", "إدارة المهرجان", '"المنارة" يتنافس ضمن جوائز الأفلام الطويلة')]


def test_an_answer_is_no_part_of_the_voice() -> None:
    seen = told("أوضحت الفنانة سلمى الراوي جوابا على سؤال عن الحفل أن الموعد ثابت.")
    assert seen.all() == [("الفنانة سلمى الراوي", "الفنانة سلمى الراوي", "الموعد ثابت")]


def test_whoever_acts_asks_as_well() -> None:
    seen = told("حاول الوزير تهدئة الوضع في المدينة وطلب من النواب أن يعودوا إلى مقاعدهم.")
    assert (seen.one("يعودوا").source_name, seen.one("يعودوا").source) == ("الوزير", None)


def test_a_request_as_a_noun_asks_nothing() -> None:
    assert told("تلقى المجلس شكوى وطلبا من النواب للعودة.").all() == []


def test_only_is_no_source() -> None:
    seen = told("أعلن الفنان سالم الهادي أن الشريك ليس منتجا فحسب بل فنانا تعامل مع النجوم.")
    assert [a.source_name for a in seen.record.attributions] == ["الفنان سالم الهادي"]


def test_their_refusal_is_a_noun() -> None:
    assert told("اجتمع بهم لشرح أسباب رفضهم إجراء الحصة التدريبية.").all() == []
    assert told("رفضت النقابة إجراء الانتخابات.").one("إجراء").source_name == "النقابة"
