"""Arabic attribution: the verb opens, its subject follows, the words after أن and إن."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content", "mode"),
    [
        ("قال محافظ الواحة إن الطريق سيفتح غدا.", "محافظ الواحة", "الطريق سيفتح غدا", "indirect"),
        (
            "وأكدت وزيرة الصحة سعاد المهدي في تصريح لإذاعة الضفة أن الدواء متوفر.",
            "وزيرة الصحة سعاد المهدي",
            "الدواء متوفر",
            "indirect",
        ),
        (
            "نفذ العمال وقفة أمام المصنع، وفق ما أكده مصدر نقابي.",
            "مصدر نقابي",
            "نفذ العمال وقفة أمام المصنع",
            "indirect",
        ),
        ("دعا اتحاد المزارعين الحكومة إلى فتح السد.", "اتحاد المزارعين", "الحكومة إلى فتح السد", "indirect"),
        ("وقال الطبيب: «لا نملك أسرة كافية».", "الطبيب", "لا نملك أسرة كافية", "direct"),
        # Offices, their complements, names and appositions end where the object begins.
        ("نفى وزير الموانئ سالم الهادي الخبر جملة وتفصيلا.", "وزير الموانئ سالم الهادي", "الخبر جملة وتفصيلا", "indirect"),
        ("رجح الأمين العام لحركة الأمل مراد الهادي وجود محاولات لغلق الطريق.", "الأمين العام لحركة الأمل مراد الهادي",
         "وجود محاولات لغلق الطريق", "indirect"),
        ("أدان الكاتب العام المحلي لاتحاد الصيادين، مراد الساحلي دخول أطراف حزبية إلى الميناء.",
         "الكاتب العام المحلي لاتحاد الصيادين، مراد الساحلي", "دخول أطراف حزبية إلى الميناء", "indirect"),
        ("استنكر اليوم الخميس المؤرخ سالم الهادي، مدير مركز الواحة حملات التشويه.",
         "المؤرخ سالم الهادي، مدير مركز الواحة", "حملات التشويه", "indirect"),
        ("أذن والي الواحة، سالم الهادي بفتح تحقيق في الحريق، وذلك إثر شكاوى الأهالي.", "والي الواحة، سالم الهادي",
         "بفتح تحقيق في الحريق", "indirect"),
        ("طالبت منظمة المزارعين جميع الدول بفتح حدودها.", "منظمة المزارعين", "جميع الدول بفتح حدودها", "indirect"),
        # The verb's own preposition ends the subject and opens the content.
        ("وعبر المفوض النقابي للنقابة الجهوية للتعليم، سالم الهادي عن امتعاضه من القرار.",
         "المفوض النقابي للنقابة الجهوية للتعليم، سالم الهادي", "امتعاضه من القرار", "indirect"),
        # A verb before the subject of another verb is no part of it.
        ("أصدرت المحكمة حكما بحق رجل تقول الشرطة إنه أحرق المتجر.", "الشرطة", "إنه أحرق المتجر", "indirect"),
        # An office of a town, whose object follows bare; an occasion in the next clause belongs to that clause.
        ("ونفت قائممقامية نورآباد الخبر جملة وتفصيلا، وقالت في بيان: «هذا الرقم من صنع الخصوم كله».",
         "قائممقامية نورآباد", "الخبر جملة وتفصيلا", "indirect"),
        # Who speaks in something written is who wrote it.
        ("أصدر عدد من الأحزاب الصغيرة، اليوم الخميس، بيانات عبروا فيها عن مساندتهم للإضراب.",
         "عدد من الأحزاب الصغيرة", "مساندتهم للإضراب", "indirect"),
        ("أصدرت نقابة الصيادين بيانا استنكرت فيه غلق الميناء.", "نقابة الصيادين", "غلق الميناء", "indirect"),
        ("وكان مراد الهادي، الناطق باسم رابطة الصيادين، قد خاطب الأهالي قائلا إن الميناء سيفتح.",
         "مراد الهادي، الناطق باسم رابطة الصيادين", "الميناء سيفتح", "indirect"),
        # Descriptions.
        ("والقرار وصفه وزير الموانئ بأنه خطأ فادح.", "وزير الموانئ", "خطأ فادح", "indirect"),
        # What stands in a document, and words on both sides of an aside.
        ("بلغت كلفة السد مليون دينار، وفق ما جاء في الصفحة الرسمية لولاية الواحة.", "الصفحة الرسمية لولاية الواحة",
         "بلغت كلفة السد مليون دينار", "indirect"),
        ("شملت القائمة، حسب نقابة الصيادين، أسماء عشرة بحارة.", "نقابة الصيادين",
         "شملت القائمة / أسماء عشرة بحارة", "indirect"),
        ("مؤكدا بالقول إن الطريق مغلق منذ أمس.", None, "الطريق مغلق منذ أمس", "indirect"),
        ("بحسب شهود عيان، أطلق الحراس النار في الهواء.", "شهود عيان", "أطلق الحراس النار في الهواء", "indirect"),
    ],
)
def test_a_voice_and_its_words(text: str, source: str, content: str, mode: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source
    assert found[0].mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "وقع الحادث بين المدينة والميناء مساء أمس.",
        "يعتبر السد أكبر سدود البلاد.",
        "حضر طالب من كلية الطب إلى الساحة.",
        "عبر الجسر «الجديد في المدينة كلها» مئات المشاة.",
        "قدم الشاب طلب اللجوء في المدينة.",
        "سيتخذ الإجراء حسب تطور الأبحاث في القضية.",
        "زار الوفد المصنع إضافة إلى الميناء والسوق.",
        "إلى احترام القانون وكشف الفاسدين سعى الأهالي.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_a_dropped_subject_continues_the_running_voice() -> None:
    seen = told("قال سالم الهادي إن الطريق مغلق.\nوأضاف أن الأهالي ينتظرون، مشيرا إلى أن المؤن قليلة.")
    assert {name for _, name, _ in seen.all()} == {"سالم الهادي"}
    assert [source for source, _, _ in seen.all()] == ["سالم الهادي", None, None]


def test_the_conjunction_is_no_part_of_the_cue() -> None:
    seen = told("قال سالم الهادي إن الطريق مغلق. وأضاف أن الأهالي ينتظرون.")
    assert [seen.words(a.cue) for a in seen.record.attributions] == ["قال", "أضاف"]


def test_a_denial_denies() -> None:
    seen = told("نفى الناطق باسم الشرطة وقوع إصابات في صفوف المحتجين.")
    assert seen.record.attributions[0].polarity == "denies"


def test_the_source_of_a_statement_already_told_is_told_once() -> None:
    seen = told("وأعلنت نقابة الأطباء أن المستشفى أغلق أبوابه، حسب نص البيان.")
    assert len(seen.all()) == 1


def test_a_voice_quoted_by_a_voice_stands_inside_it_and_does_not_run_on() -> None:
    seen = told("قال سالم الهادي إن الحارس أكد أن الباب كان مفتوحا.\nوأضاف أن الأهالي ينتظرون.")
    inner = next(a for a in seen.record.attributions if seen.content(a) == "الباب كان مفتوحا")
    assert seen.chain(inner) == ["سالم الهادي", "الحارس"]
    assert seen.one("الأهالي ينتظرون").source_name == "سالم الهادي"


def test_a_headline_with_a_voice() -> None:
    seen = told("سالم الهادي: الطريق مغلق منذ أمس\n\nقال سالم الهادي إن الطريق مغلق.")
    assert seen.record.attributions[0].mode == "direct"


def test_the_verb_s_gender_tells_which_voice_goes_on() -> None:
    seen = told(
        "قالت الطبيبة سعاد المهدي إن المستشفى مغلق.\nوقال رئيس البلدية سالم الهادي إن العمل جار.\n"
        "وأضافت أن الأدوية نفدت.\nوأضاف أن العمال ينتظرون."
    )
    assert seen.one("الأدوية نفدت").source_name == "الطبيبة سعاد المهدي"
    assert seen.one("العمال ينتظرون").source_name == "رئيس البلدية سالم الهادي"


def test_a_participle_takes_the_subject_of_its_clause_when_an_office_heads_it() -> None:
    seen = told("زار والي الواحة سالم الهادي الميناء، مؤكدا أن العمل سيبدأ غدا.")
    assert seen.words(seen.one("العمل سيبدأ غدا").source) == "والي الواحة سالم الهادي"
    unheaded = told("هدأت الرياح على الساحل، مؤكدا أن العمل سيبدأ غدا.")
    assert unheaded.one("العمل سيبدأ غدا").source is None


def test_an_office_named_again_is_the_voice_it_names() -> None:
    seen = told("قال وزير الموانئ السابق سالم الهادي إن السد قديم.\nولاحظ الوزير السابق أن الماء قليل.")
    assert seen.one("الماء قليل").source_name == "وزير الموانئ السابق سالم الهادي"
    other = told("قال وزير الموانئ السابق سالم الهادي إن السد قديم.\nولاحظ الوزير الجديد أن الماء قليل.")
    assert other.one("الماء قليل").source_name == "الوزير الجديد"


def test_a_relay_inside_an_aside_makes_a_chain() -> None:
    seen = told("ارتفع منسوب الماء في السد، بحسب ما نقلته صحيفة الواحة عن الوالي.")
    chains = sorted(seen.chain(a) for a in seen.record.attributions)
    assert chains == [["صحيفة الواحة"], ["صحيفة الواحة", "الوالي"]]


def test_nobody_is_named_in_what_is_said_of_the_government() -> None:
    seen = told("لكن حكومة الوفاق قيل إنها جاءت متأخرة.")
    assert seen.one("إنها جاءت متأخرة").source is None
    assert seen.one("إنها جاءت متأخرة").source_name == "غير محدد"


def test_a_noun_of_speech_has_its_voice_inside_the_words_that_hold_it() -> None:
    seen = told("قال سالم الهادي إن ادعاء وزير الموانئ أن السد آمن خطأ كبير.")
    inner = seen.one("السد آمن")
    assert seen.chain(inner) == ["سالم الهادي", "وزير الموانئ"]
    assert inner.stance == "claims"


def test_a_headline_s_voice_heads_its_phrase() -> None:
    assert told("وزير الموانئ: السد آمن\n\nزار الوفد السد أمس.").record.attributions[0].mode == "direct"
    assert told("تصدعات بمبنى الوزارة: لا ضحايا\n\nزار الوفد المبنى أمس.").all() == []


def test_who_heard_somebody_say_it_stands_between_teller_and_speaker() -> None:
    seen = told("أخبرني صديق من أهل البلدة أن أباه سمع الحاكم يقول: «سيفتح السد بعد ليلتين».")
    assert seen.chain(seen.one("سيفتح السد")) == ["صديق", "أباه", "الحاكم"]


def test_an_agency_that_quotes_holds_the_voice_it_quotes() -> None:
    seen = told("نقلت وكالة الواحة عن وزير الموانئ قوله إن السد آمن.")
    assert seen.chain(seen.one("السد آمن")) == ["وكالة الواحة", "وزير الموانئ"]
