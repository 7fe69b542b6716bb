"""Arabic attribution as agencies, statements and headlines write it: asides, relays, titles, that-clauses."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # The dateline is neither voice nor words; «كما قال X» closes what X told.
        (
            "مدينة النهر 15-7 (ا ف ب) - ضربت هزة أرضية الجزيرة وأسفرت عن أضرار، كما أفاد مسؤولون في الشرطة.",
            "مسؤولون في الشرطة",
            "ضربت هزة أرضية الجزيرة وأسفرت عن أضرار",
        ),
        # Unnamed officials and their wish to stay so.
        ("وقال مسؤول في البلدية رفض الكشف عن هويته إن السد لم يفتح بعد.", "مسؤول في البلدية", "السد لم يفتح بعد"),
        ("أكد مصدر مقرب من الوزارة أن السد سيفتح غدا.", "مصدر مقرب من الوزارة", "السد سيفتح غدا"),
        # Between verb and subject: an occasion or an addressee, up to a comma or an office.
        (
            "أغلق المكتب أبوابه، وفق ما أكده في اتصال هاتفي بإذاعة الواحة، عياد الكرشي المنسق المحلي للنقابة.",
            "عياد الكرشي المنسق المحلي للنقابة",
            "أغلق المكتب أبوابه",
        ),
        (
            "وصرح لوكالة أنباء الواحة عضو المجلس البلدي خالد عمر أن الأهالي غادروا.",
            "عضو المجلس البلدي خالد عمر",
            "الأهالي غادروا",
        ),
        (
            "أوقف الحراس رجلين، حسب ما أفاد به مراد الكاتب العام للنقابة، مراسل إذاعة الواحة.",
            "مراد الكاتب العام للنقابة",
            "أوقف الحراس رجلين",
        ),
        # A document that holds the words.
        ("وجاء في البيان الصادر عن رئاسة المجلس أن الجلسة أجلت.", "البيان الصادر عن رئاسة المجلس", "الجلسة أجلت"),
        # Names and offices without a comma between them.
        (
            "أكد الدكتور يوسف سالم غالي وزير الموانئ استمرار أزمة الأرصفة.",
            "الدكتور يوسف سالم غالي وزير الموانئ",
            "استمرار أزمة الأرصفة",
        ),
        ("قال الوزير أحمد العلي إن العمل لن يتوقف.", "الوزير أحمد العلي", "العمل لن يتوقف"),
        # The verb's preposition may stand in the name too; adverbs of manner belong to the telling.
        (
            "عبرت منظمة الدفاع عن الصيادين عن انشغالها لارتفاع الأسعار.",
            "منظمة الدفاع عن الصيادين",
            "انشغالها لارتفاع الأسعار",
        ),
        ("وأدان مجلس البلدة بشدة الهجوم على الميناء.", "مجلس البلدة", "الهجوم على الميناء"),
        ("وأفاد المرصد البحري بمقتل سبعة بحارة على الساحل.", "المرصد البحري", "بمقتل سبعة بحارة على الساحل"),
        # Clauses of adjuncts open no content; a preposition with what it tells of comes before a later clause.
        (
            "أعلنت وزارة التجارة عن اتخاذ إجراءات جديدة بعد أن ارتفعت الأسعار.",
            "وزارة التجارة",
            "اتخاذ إجراءات جديدة بعد أن ارتفعت الأسعار",
        ),
        ("وكان الوزير قد صرح بأن المفاوضات انتهت.", "الوزير", "المفاوضات انتهت"),
        ("يذكر أن النائب سالم الهادي قد علق على الزيارة، قائلا إن الوفد تأخر.", "النائب سالم الهادي", "الوفد تأخر"),
        ('أضافت إذاعة "ر.م.ع" أن الطريق مغلق.', 'إذاعة "ر.م.ع"', "الطريق مغلق"),
    ],
)
def test_a_voice_and_its_words(text: str, source: str, content: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source


@pytest.mark.parametrize(
    "text",
    [
        "يبلغ طول السد مئتي متر ويبلغ من العمر قرنا.",
        "لم تأذن النيابة بفتح الصندوق.",
        "يذكر أنه تم غلق الحديقة منذ شهر.",
        "تكشف الصخور طبقات الأرض القديمة.",
        "شاهد: عودة القوارب إلى الميناء",
        "هيئة الموانئ: انطلاق الجلسة العلنية\n\nحضر الجلسة مئات الأهالي.",
        "أبرز العناوين: السد والميناء والسوق.",
        "صدر الإذن من المحكمة وفق إرادتها الكاملة.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_who_publishes_holds_whom_he_publishes() -> None:
    seen = told("وقالت وزارة الموانئ في بيان نشرته وكالة الواحة إن السد آمن.")
    assert sorted(seen.chain(a) for a in seen.record.attributions) == [
        ["وكالة الواحة"],
        ["وكالة الواحة", "وزارة الموانئ"],
    ]


def test_a_relay_without_a_noun_of_speech_holds_the_voice_relayed() -> None:
    seen = told("ونقلت قناة الواحة عن مصادر محلية أن المحادثات توقفت.")
    assert seen.chain(seen.one("المحادثات توقفت")) == ["قناة الواحة", "مصادر محلية"]


def test_what_was_told_as_somebody_said_stands_inside_it() -> None:
    seen = told("طلبت البلدية من الجيران مساعدة عاجلة، كما ذكر أمس رئيس النقابة.")
    assert seen.chain(seen.one("من الجيران مساعدة عاجلة")) == ["رئيس النقابة", "البلدية"]


def test_a_that_clause_lets_a_verb_of_opinion_tell_without_one_of_its_own() -> None:
    seen = told("وأكد المدير أن السلطات المحلية تعتبر المشروع خطرا على البيئة.")
    assert seen.chain(seen.one("المشروع خطرا")) == ["المدير", "السلطات المحلية"]
    assert len(told("وأكد المدير أن المشروع يعتبر خطرا على البيئة.").all()) == 1


def test_a_pronoun_takes_up_the_voice_of_the_words_and_not_the_one_who_tells_them() -> None:
    seen = told("وأضافت وكالة الواحة أن الحارس تحدث طويلا، لكنه قال إن الباب كان مفتوحا.")
    assert seen.chain(seen.one("الباب كان مفتوحا")) == ["وكالة الواحة", "الحارس"]
    again = told("قال سالم الهادي إن الحارس أكد أن الباب مغلق.\nوقال سالم الهادي إنه لاحظ أن القفل جديد.")
    assert again.chain(again.one("القفل جديد")) == ["سالم الهادي", "سالم الهادي"]


def test_a_coordinated_verb_of_another_gender_goes_on_inside_the_words() -> None:
    seen = told("قال سالم الهادي، رئيس جمعية الصيادين في الواحة، إن جمعيته استنكرت القرار وعبرت عن تضامنها مع الأهالي.")
    assert seen.chain(seen.one("تضامنها"))[-1] == "جمعية الصيادين في الواحة"
    assert "تضامنها" in seen.content(seen.one("جمعيته استنكرت"))


def test_a_title_alone_takes_the_name_that_the_text_gives_elsewhere() -> None:
    later = told("وكان المؤرخ التونسي قد زار السد، منددا بإهمال جدرانه.\nوقال المؤرخ سالم الهادي إن السد قديم.")
    assert later.one("بإهمال جدرانه").source_name == "المؤرخ سالم الهادي"
    before = told("زار حافظ السد أشرف النايلي البلدة.\nوأشار حافظ السد إلى أن الماء قليل.")
    assert before.one("الماء قليل").source_name == "حافظ السد أشرف النايلي"
    generic = told("اجتمعت حركة الأمل أمس.\nونفت الحركة علمها بالموضوع.")
    assert {a.source_name for a in generic.record.attributions} == {"حركة الأمل"}


def test_a_surname_after_a_title_is_no_adjective_of_it() -> None:
    seen = told("قال النائب سالم الهادي إن السد قديم.\nورد النائب منصف الرحوي.\nوأكد النائب الرحوي أن السد جديد.")
    assert seen.one("السد جديد").source_name != "النائب سالم الهادي"


def test_a_headline_addressed_to_somebody() -> None:
    seen = told(
        "سالم الهادي لمراد الكرشي: الطريق مغلق منذ أمس\n\nقال سالم الهادي إن الطريق مغلق. وكان مراد الكرشي غائبا."
    )
    assert seen.words(seen.record.attributions[0].source) == "سالم الهادي"


def test_who_confesses_are_those_who_were_caught() -> None:
    seen = told("وذكر مصدر أمني أنه تم القبض على 3 أشخاص وبالتحري معهم اعترفوا أنهم سرقوا القارب.")
    assert "3 أشخاص" in seen.one("أنهم سرقوا القارب").source_name


def test_two_words_in_quotation_marks_are_wording_unless_they_are_a_name() -> None:
    assert told("قال سالم الهادي إن الموقف \"غير مقبول\" أبدا.").record.attributions[0].mode == "mixed"
    assert told("قال سالم الهادي إن سفينة \"نجم البحر\" غرقت.").record.attributions[0].mode == "indirect"
