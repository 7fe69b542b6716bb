"""Arabic attribution in wires, statements and posts: quotations away from their verb, "we", what was learnt from whom."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("«لم يخبرنا أحد بذلك»، يقول سالم الهادي وهو يطوي شباكه.", "سالم الهادي", "لم يخبرنا أحد بذلك"),
        ('وكتب على حسابه في الشبكة "لن نغادر الميناء حتى المساء".', None, "لن نغادر الميناء حتى المساء"),
        ("قال الجيش اللبناني يوم الثلاثاء إن القارب عاد.", "الجيش اللبناني", "القارب عاد"),
        ("نفت الوزارة صحة ما تداولته المواقع عن إغلاق الميناء.", "الوزارة", "صحة ما تداولته المواقع عن إغلاق الميناء"),
        ("اتهم الناطق باسم الحركة إسرائيل بخرق الهدنة.", "الناطق باسم الحركة", "إسرائيل بخرق الهدنة"),
        (
            "نقلا عن المتحدثة باسم الادعاء العام، فإن الرجل أوقف مساء.",
            "المتحدثة باسم الادعاء العام",
            "الرجل أوقف مساء",
        ),
        ("علم لدى السلطات المحلية أن القارب غرق.", "السلطات المحلية", "القارب غرق"),
    ],
)
def test_a_voice_and_its_words(text: str, source: str | None, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "علمت الإدارة بحالة التلميذة وأرسلت فريقا.",
        'كتب على الجدار اسم "نادي الواحة".',
        "افتتح الوزير معرض «بحر وشباك ومراكب قديمة»، وزار الميناء.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_a_paper_learnt_it_from_somebody() -> None:
    story = told('علمت صحيفة "الواحة" من مصدر أمني أن القارب غرق.')
    assert story.chain(story.record.attributions[-1]) == ["صحيفة الواحة", "مصدر أمني"]


def test_we_are_those_whose_statement_it_is() -> None:
    found = told("إننا في نقابة الصيادين نستنكر هذا الاعتداء.").record.attributions
    assert [(a.source, a.source_name) for a in found] == [(None, "نقابة الصيادين")]


def test_we_in_a_quotation_are_part_of_it() -> None:
    assert len(told("قال الوزير: «ندين هذا الاعتداء وندعو إلى الهدوء».").all()) == 1


def test_two_voices_set_against_each_other_by_two_words() -> None:
    story = told("تقول الشرطة إنه كان في الميناء في ما أكدت النيابة أن القارب غرق.")
    assert story.content(story.record.attributions[0]) == "إنه كان في الميناء"
    assert [a.parent for a in story.record.attributions] == [None, None]


def test_whose_statement_goes_on() -> None:
    story = told("طلبت السفارة توضيحا لتصريح أدلى به سالم الهادي وأشار إلى وقوع حادث في الميناء.")
    assert story.one("وقوع حادث").source_name == "سالم الهادي"


@pytest.mark.parametrize(
    ("text", "name", "content"),
    [
        ("وباستشارة النيابة العامة، أذنت لفرقة الأبحاث بحجز القارب.", "النيابة العامة", "لفرقة الأبحاث بحجز القارب"),
        ("أعلن سالم الهادي خلال إشرافه على الحفل عن فتح الميناء.", "سالم الهادي", "فتح الميناء"),
        (
            "وعبر سالم الهادي، خلال لقاء جمع الصيادين بالوزير، عن أمله في فتح الميناء.",
            "سالم الهادي",
            "أمله في فتح الميناء",
        ),
        ("ودعا الوزير الوفد إلى تبليغ الرسالة.", "الوزير", "الوفد إلى تبليغ الرسالة"),
        ("طلبت وزارة الموانئ في بلاغ لها الإبلاغ عن القارب.", "وزارة الموانئ", "الإبلاغ عن القارب"),
        ("وحسب شكاية الفتاة فقد كانت في الميناء يوم الحادث.", "شكاية الفتاة", "فقد كانت في الميناء يوم الحادث"),
    ],
)
def test_whose_words_and_where_they_begin(text: str, name: str, content: str) -> None:
    assert told(text).all()[0][1:] == (name, content)


def test_what_somebody_can_do_is_no_estimate() -> None:
    assert told("استعادت المدينة نشاطها وقدرتها على استقطاب الزوار.").all() == []
