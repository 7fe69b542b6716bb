"""How many people, what became of them, and whether in one incident or over a period."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.lang import Reading
from rawi.mentions.counts import counts
from rawi.mentions.times import times
from rawi.records import Count, Document, Published


def read(lang: str, text: str) -> tuple[str, tuple[Count, ...]]:
    published = Published(start="2024-05-14", end="2024-05-14")
    reading = Reading(Document(id="c", text=text, language=lang, published=published))
    return text, counts(reading, times(reading))


def short(lang: str, text: str) -> list[str]:
    """`killed 3`, `killed 3..`, `killed 3..5`, in order of appearance."""
    out = []
    for count in read(lang, text)[1]:
        bounds = (
            f"{count.low}" if count.low == count.high else f"{count.low}..{'' if count.high is None else count.high}"
        )
        out.append(f"{count.kind} {bounds}")
    return out


FATES = [
    ("fa", "در پی حملهٔ پهپادی، دست‌کم ۷ غیرنظامی از جمله ۳ کودک جان باختند.", ["killed 7..", "killed 3"]),
    ("fa", "۳ نفر کشته و ۵ نفر زخمی شدند.", ["killed 3", "wounded 5"]),
    ("fa", "۴ کشته و ۱۳ زخمی بر اثر واژگونی اتوبوس", ["killed 4", "wounded 13"]),
    ("fa", "در این عملیات ۵ تروریست به هلاکت رسیدند و ۳ نفر دیگر دستگیر شدند.", ["killed 5", "arrested 3"]),
    ("fa", "یک زن و دو کودک در حملهٔ هوایی به شهادت رسیدند.", ["killed 1", "killed 2"]),
    ("fa", "دونفر کشته و سه نفر مجروح شدند.", ["killed 2", "wounded 3"]),
    ("fa", "دادگاه چهار نفر را به اعدام محکوم کرد.", ["sentenced 4"]),
    ("fa", "افراد ناشناس سه کارگر را در زاهدان ربودند.", ["abducted 3"]),
    ("fa", "۵ معدنچی زیر آوار مفقود شدند.", ["missing 5"]),
    ("fa", "بیش از ۲۰۰ هزار نفر از ساکنان شهر آواره شده‌اند.", ["displaced 200000.."]),
    ("fa", "شمار جان‌باختگان آتش‌سوزی به ۲۳ نفر افزایش یافت.", ["killed 23"]),
    ("fa", "ده‌ها تن کشته و زخمی شدند.", ["casualties 20.."]),
    ("fa", "به گفتهٔ والی، ۲ فرد ملکی کشته و ۴ تن زخم برداشتند.", ["killed 2", "wounded 4"]),
    ("fa", "۲۹۰ نماینده به این طرح رأی مثبت دادند.", ["participants 290"]),
    ("fa", "حدود سه هزار معلم در این تجمع شرکت کردند.", ["participants 3000"]),
    ("ar", "أسفر القصف عن مقتل ثلاثة أشخاص وإصابة 19 آخرين.", ["killed 3", "wounded 19"]),
    ("ar", "مقتل 3 من الحراس وإصابة 7 آخرين في هجوم.", ["killed 3", "wounded 7"]),
    ("ar", "مقتل 3 وإصابة 7 في هجوم.", ["killed 3", "wounded 7"]),
    ("ar", "قتل ما لا يقل عن 12 شخصا، بينهم أربعة أطفال، في غارة.", ["killed 12..", "killed 4"]),
    ("ar", "توفي شخصان وأصيب ثلاثة آخرون في حادث مرور.", ["killed 2", "wounded 3"]),
    ("ar", "القضاء على إرهابيين اثنين قرب الحدود", ["killed 2"]),
    ("ar", "قتلت الشرطة المهاجمين الثلاثة.", ["killed 3"]),
    ("ar", "قتل ستة أشخاص على الأقل.", ["killed 6.."]),
    ("ar", "اعتقلت القوات أمس 25 شابا وشابين من القرية.", ["arrested 25", "arrested 2"]),
    ("ar", "نزح أكثر من مليوني شخص.", ["displaced 2000000.."]),
    ("ar", "لا يزال 40 شخصا في عداد المفقودين.", ["missing 40"]),
    ("ar", "اختطف مسلحون ثلاثة مهندسين.", ["abducted 3"]),
    ("ar", "حكمت المحكمة على 17 متهما بالسجن المؤبد.", ["sentenced 17"]),
    ("ar", "سقط العشرات بين قتيل وجريح.", ["casualties 20.."]),
    ("ar", "خرج عشرات الآلاف من المتظاهرين إلى الشوارع.", ["participants 20000.."]),
    ("en", "Six soldiers and two guards were killed; another 22 were hurt.", ["killed 6", "killed 2", "wounded 22"]),
    ("en", "In May 2022 three soldiers were kidnapped.", ["abducted 3"]),
    ("en", "SIX MIGRANTS MISSING SINCE 12 JANUARY", ["missing 6"]),
    ("en", "TWO DEAD, FIVE INJURED IN BUS CRASH", ["killed 2", "wounded 5"]),
    ("en", "A bomber killed himself and 11 others.", ["killed 11"]),
    ("en", "The strike killed as many as 30 fighters.", ["killed 0..30"]),
    ("en", "Police shot and killed two men.", ["killed 2"]),
    ("en", "20 migrants drowned off the coast.", ["killed 20"]),
    ("en", "Although both parents later died, the child lived.", ["killed 2"]),
    ("en", "Two truck drivers died.", ["killed 2"]),
    ("en", "Two of the wounded later died.", ["killed 2"]),
    ("en", "13 U.S. service members died at the gate.", ["killed 13"]),
    ("en", "The court jailed six activists.", ["sentenced 6"]),
    ("en", "Gunmen abducted 30 students.", ["abducted 30"]),
    ("en", "Some 40 people remain missing.", ["missing 40"]),
    ("en", "Tens of thousands of people marched on Saturday.", ["participants 20000.."]),
    ("en", "A crowd of 5,000 gathered in the square.", ["participants 5000"]),
    ("en", "#BREAKING: 4 killed, 10+ wounded in blast", ["killed 4", "wounded 10.."]),
    # Ages in a list are none of them people; the people after such a list are.
    ("en", "Three men, aged 33, 34 and 39, have been arrested.", ["arrested 3"]),
    ("fa", "سه مرد ۳۳، ۳۴ و ۳۹ ساله بازداشت شدند.", ["arrested 3"]),
    ("en", "At school number 5, 12 people were hurt.", ["wounded 12"]),
    ("en", "Two 18-year-olds and a woman were arrested.", ["arrested 2"]),
    ("en", "Hundreds of anti-war protesters filled the square.", ["participants 200.."]),
    ("en", "Flood toll soars above 600.", ["killed 600.."]),
    ("en", "Eleven people received treatment for burns received at the fair.", ["wounded 11"]),
    ("ar", "تم إجلاء عشرات الآلاف من منازلهم.", ["displaced 20000.."]),
    ("ar", "عثر الغواصون على اثنين من البحارة المفقودين.", ["missing 2"]),
    # Whoever is charged with a killing or did it is not the one killed.
    ("fa", "سه جوان به اتهام اقدام به قتل دستگیر شدند.", ["arrested 3"]),
    ("fa", "دو مرد به خاطر مظنون بودن به قتل سه زن بازداشت شدند.", ["arrested 2", "killed 3"]),
    ("fa", "تعداد تلفات سیل به ۶۰ نفر رسید.", ["killed 60"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), FATES)
def test_fates(lang: str, text: str, expected: list[str]) -> None:
    assert short(lang, text) == expected


NONE = [
    ("fa", "او سه فرزند دارد و ۴۵ ساله است."),
    ("fa", "۱۸ نفر از زندانیان آزاد شدند."),
    ("fa", "چند نفر در این حادثه کشته شدند."),
    ("fa", "ستاد مقابله با کووید۱۹ از مرگ‌ها خبر داد."),
    ("fa", "از هر ۵ نفر ۲ نفر بیکار است."),
    ("ar", "عمره 32 عاما وله طفلان."),
    ("ar", "مقتل شرطي في كمين سنة 2016."),
    ("ar", "الإفراج عن 12 معتقلا"),
    ("ar", "تم حجز 5 سيارات."),
    ("en", "No one was hurt."),
    ("en", "A police officer was killed."),
    ("en", "Mr. Smith, 42, was arrested on Monday."),
    ("en", "About 4 in 10 voters want them deported."),
    ("en", "The killing of 2014 is remembered."),
    ("en", "The H5N1 strain killed birds."),
    ("en", "The two candidates are in a dead heat."),
    ("en", "The convoy of 20 trucks was attacked."),
    ("en", "Two police vans stood outside."),
    ("fa", "نگهبان پس از آنکه مورد حمله یک زندانی قرار گرفت به بیمارستان رفت."),
    ("fa", "او به اتهام قتل درجه دو دستگیر شده است."),
    ("fa", "بیش از ۲۰۰ هزار نفر در این دره زندگی می‌کنند."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_what_is_no_count_of_people(lang: str, text: str) -> None:
    assert short(lang, text) == []


SPANS = [
    ("fa", "حادثه بیش از ۱۸۰۰ نفر از ساکنان را آواره کرد.", ["بیش از ۱۸۰۰ نفر"]),
    ("ar", "مقتل 4 من عناصر الحشد وإصابة أكثر من ثلاثين شخصا", ["4", "أكثر من ثلاثين شخصا"]),
    ("ar", "أودى الهجوم بثلاثة وألفي شخص قتلوا", ["ألفي شخص"]),
    ("en", "The fire killed at least 30 people of the town.", ["at least 30 people"]),
    ("en", "Police arrested thousands of young protesters.", ["thousands of young protesters"]),
    ("en", "They killed 20 of the soldiers.", ["20"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), SPANS)
def test_spans_hold_bound_number_and_noun_and_stop_before_a_partitive(
    lang: str, text: str, expected: list[str]
) -> None:
    found = [text[slice(*count.span)] for count in read(lang, text)[1]]
    assert [span for span in expected if span not in found] == []


SCOPES = [
    ("fa", "از ابتدای اعتراضات تاکنون ۵۰ نفر کشته شده‌اند.", "cumulative"),
    ("fa", "طی ۲۰ سال اخیر ۴۰ نفر در این جاده کشته شده‌اند.", "cumulative"),
    ("fa", "دیروز ۵۰ نفر در تصادف کشته شدند.", "incident"),
    ("fa", "زلزله ۱۲۰۰ نفر را کشت.", "incident"),
    ("ar", "قتل 50 شخصا منذ بداية العام.", "cumulative"),
    ("ar", "قتل 50 شخصا في انفجار أمس.", "incident"),
    ("en", "Since October 50 people have been killed.", "cumulative"),
    ("en", "Over the past five years 851 people were killed on this road.", "cumulative"),
    ("en", "A day earlier 50 people were killed.", "incident"),
    ("en", "More than 4,300 people were killed in the earthquake.", "incident"),
    ("en", "More than 4,300 people have been killed by the army.", "cumulative"),
]


@pytest.mark.parametrize(("lang", "text", "scope"), SCOPES)
def test_scope(lang: str, text: str, scope: str) -> None:
    assert [count.scope for count in read(lang, text)[1]] == [scope]


def test_the_same_people_named_again_keep_their_fate() -> None:
    text = "Police arrested three smugglers.\nThe three smugglers had crossed the river."
    assert short("en", text) == ["arrested 3", "arrested 3"]


def test_a_round_up_totals_all_its_figures() -> None:
    text = "طی سه روز گذشته ۳۸۶ سارق دستگیر شدند.\nپلیس ۱۴۱ نفر از قاچاقچیان را دستگیر کرد."
    assert [count.scope for count in read("fa", text)[1]] == ["cumulative", "cumulative"]


def test_towns_are_things_and_bounded() -> None:
    assert short("fa", "اعتراض‌ها در بیش از ۱۴۲ شهر آغاز شد.") == ["things 142.."]
    assert short("fa", "او بیش از ۱۴۲ شهر را دیده است.") == []


_WORDS = {
    "fa": ["۳", "سه", "هزار", "نفر", "کشته", "شدند", "و", "از", "دستگیری", "زن", "تا", "حدود", "دیگر", "سال", "،", "."],
    "ar": ["3", "ثلاثة", "آلاف", "شخصا", "مقتل", "وإصابة", "من", "جنديين", "اعتقل", "أكثر", "بينهم", "سنة", "،", "."],
    "en": ["3", "three", "thousand", "people", "killed", "were", "and", "of", "the", "others", "both", ",", "."],
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(_WORDS)), st.data())
def test_any_words_give_spans_inside_the_text_in_order(lang: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(_WORDS[lang]), max_size=25)))
    found = read(lang, text)[1]
    assert [count.id for count in found] == [f"C{n}" for n in range(1, len(found) + 1)]
    at = 0
    for count in found:
        assert at <= count.span[0] < count.span[1] <= len(text)
        assert count.high is None or count.low <= count.high
        at = count.span[1]


def test_the_pupils_of_schools_are_no_crowd() -> None:
    assert short("ar", "تسعى المدارس التي تضم أكثر من 300 ألف تلميذ إلى الأفضل.") == []
    assert short("ar", "خرجت مسيرة تضم 3000 شخص في العاصمة.") == ["participants 3000"]
