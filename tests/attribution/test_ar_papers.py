"""Arabic attribution in local papers: circumstances between verb and words, objects that are no voices, adjectives."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "شدّد المدير سالم الهادي على هامش زيارته للمدينة، على أهمية حماية التراث.",
            "المدير سالم الهادي",
            "أهمية حماية التراث",
        ),
        (
            "تم تسجيل إصابة ثانية مؤكدة بمرض السل في المدرسة، حسب ما صرح به عدد من الأهالي.",
            "عدد من الأهالي",
            "تم تسجيل إصابة ثانية مؤكدة بمرض السل في المدرسة",
        ),
        (
            "وعدتهم الحكومات السابقة بتسوية الوضعية إلا أنها تراجعت.",
            "الحكومات السابقة",
            "بتسوية الوضعية",
        ),
    ],
)
def test_a_voice_and_its_words(text: str, source: str, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "أقلعت الطائرة من المطار طبقا لتعليمات السلامة الدولية.",
        "يلغي المشروع العقوبة التي ينص عليها القانون فيما سيتم تشديد الحكم على المروجين.",
        "هربت من المكان وطلبت رقم النجدة مرتين.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_those_who_are_urged_do_not_urge() -> None:
    story = told("زار الوزير سالم الهادي المدينة حيث عاين ظروف العمل وحثّ الأعوان على مزيد اليقظة.")
    assert story.all()[0][::2] == (None, "الأعوان على مزيد اليقظة")


def test_what_is_praised_does_not_praise() -> None:
    story = told("قالت الصحفية ليلى بن سعيد إن الأمن تدخل، وثمّنت سرعة تدخله.")
    assert [row[0] for row in story.all()] == ["الصحفية ليلى بن سعيد", None]


def test_what_was_told_may_go_on_where_what_was_asked_ends() -> None:
    story = told("أعلنت الإدارة وصول القارب إلا أنه لم يفرغ حمولته.")
    assert story.all()[0][2] == "وصول القارب إلا أنه لم يفرغ حمولته"
