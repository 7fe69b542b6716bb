"""Times as a careful reader resolves them; sentences are our own."""

import pytest

from rawi.lang import Reading
from rawi.mentions.times import times
from rawi.records import Document, Note, Published, Time

Answer = tuple[str, str | None, str | None]
WEDNESDAY = "2019-11-06"


def read(text: str, language: str, published: str | Published | None = None) -> tuple[Document, tuple[Time, ...]]:
    if isinstance(published, str):
        published = Published(start=published, end=published)
    document = Document(id="d", text=text, language=language, published=published)
    return document, times(Reading(document))


def answers(text: str, language: str, published: str | Published | None = None) -> list[Answer]:
    document, found = read(text, language, published)
    return [(document.text[t.span[0] : t.span[1]], t.start, t.end) for t in found]


def day(text: str, value: str) -> list[Answer]:
    return [(text, value, value)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("نامه در ۱۲ آبان ۱۳۹۸ رسید.", "fa", day("۱۲ آبان ۱۳۹۸", "2019-11-03")),
        ("نامه دوازدهم آبان‌ماه ۹۸ رسید.", "fa", day("دوازدهم آبان‌ماه ۹۸", "2019-11-03")),
        ("نامه ۳ نوامبر ۲۰۱۹ رسید.", "fa", day("۳ نوامبر ۲۰۱۹", "2019-11-03")),
        ("نامه در ۱۳۹۸/۰۸/۱۲ رسید.", "fa", day("۱۳۹۸/۰۸/۱۲", "2019-11-03")),
        ("نامه در 12/8/1398 رسید.", "fa", day("12/8/1398", "2019-11-03")),
        ("نشست کابل ۱۲ عقرب ۱۳۹۸ برگزار شد.", "fa", day("۱۲ عقرب ۱۳۹۸", "2019-11-03")),
        ("وصلت الرسالة في 3 تشرين الثاني 2019.", "ar", day("3 تشرين الثاني 2019", "2019-11-03")),
        ("وصلت الرسالة يوم 3 نوفمبر 2019.", "ar", day("يوم 3 نوفمبر 2019", "2019-11-03")),
        ("وصلت الرسالة يوم 20 فيفري 2017.", "ar", day("يوم 20 فيفري 2017", "2017-02-20")),
        ("وصلت الرسالة في ٣ كانون الثاني ٢٠٢٠.", "ar", day("٣ كانون الثاني ٢٠٢٠", "2020-01-03")),
        ("وصلت الرسالة في 3/11/2019.", "ar", day("3/11/2019", "2019-11-03")),
        ("The letter came on Nov. 3, 2019.", "en", day("Nov. 3, 2019", "2019-11-03")),
        ("THE LETTER CAME ON 3 NOVEMBER 2019.", "en", day("3 NOVEMBER 2019", "2019-11-03")),
        ("The letter of 2019-11-03 came.", "en", day("2019-11-03", "2019-11-03")),
        ("The letter of 11/3/2019 came.", "en", day("11/3/2019", "2019-11-03")),
    ],
)
def test_full_dates_need_no_anchor(text: str, language: str, expected: list[Answer]) -> None:
    document, found = read(text, language)
    assert [(document.text[t.span[0] : t.span[1]], t.start, t.end) for t in found] == expected
    assert [t.basis for t in found] == ["explicit"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("صبح امروز باران آمد.", "fa", day("صبح امروز", "2019-11-06")),
        ("دیشب باران آمد.", "fa", day("دیشب", "2019-11-05")),
        ("هفته گذشته باران آمد.", "fa", [("هفته گذشته", "2019-10-26", "2019-11-01")]),
        ("امسال باران کم بود.", "fa", [("امسال", "2019-03-21", "2020-03-19")]),
        ("وزیر روز شنبه به اهواز رفت.", "fa", day("روز شنبه", "2019-11-02")),
        ("آیین یکشنبه برگزار خواهد شد.", "fa", day("یکشنبه", "2019-11-10")),
        ("أمطرت ليلة البارحة.", "ar", day("ليلة البارحة", "2019-11-05")),
        ("أمطرت أمس الثلاثاء.", "ar", day("أمس الثلاثاء", "2019-11-05")),
        ("أمطرت الأسبوع الماضي.", "ar", [("الأسبوع الماضي", "2019-10-28", "2019-11-03")]),
        ("غادر الوزير قبل ثلاثة أيام.", "ar", day("قبل ثلاثة أيام", "2019-11-03")),
        ("It rained on Saturday morning.", "en", day("Saturday morning", "2019-11-02")),
        ("The court will meet on Monday.", "en", day("Monday", "2019-11-11")),
        ("She left two months ago.", "en", [("two months ago", "2019-09-01", "2019-09-30")]),
        ("It has rained since 2003.", "en", [("2003", "2003-01-01", None)]),
    ],
)
def test_relative_times_are_counted_from_publication(text: str, language: str, expected: list[Answer]) -> None:
    assert answers(text, language, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("دیروز باران آمد.", "fa"), ("أمطرت أمس.", "ar"), ("It rained yesterday.", "en"), ("It rained on Monday.", "en")],
)
def test_without_an_anchor_relative_times_stay_unknown(text: str, language: str) -> None:
    (found,) = read(text, language)[1]
    assert (found.start, found.end, found.basis) == (None, None, None)


def test_an_anchor_resolves_no_finer_than_it_is_known() -> None:
    year = Published(start="2019-01-01", end="2019-12-31", precision="year")
    assert answers("It rained yesterday.", "en", year) == [("yesterday", None, None)]
    assert answers("It rained last year.", "en", year) == [("last year", "2018-01-01", "2018-12-31")]


def test_today_beside_a_full_date_anchors_the_text() -> None:
    found = read("The rally is today, Saturday, November 2, 2019. It snowed yesterday.", "en")[1]
    assert [(t.start, t.basis) for t in found] == [("2019-11-02", "explicit"), ("2019-11-01", "text")]


def test_a_copyright_line_is_a_weak_anchor_and_no_time() -> None:
    found = read("Prices rose last year.\n\nCopyright © 2020 Example", "en")[1]
    assert [(t.start, t.end, t.basis) for t in found] == [("2019-01-01", "2019-12-31", "weak")]


def test_a_weak_anchor_noted_at_ingest_counts() -> None:
    note = Note(code="time.weak-anchor", message="copyright 2020")
    document = Document(id="d", text="Prices rose last year.", language="en", notes=(note,))
    assert [(t.start, t.basis) for t in times(Reading(document))] == [("2019-01-01", "weak")]


def test_double_dates_are_two_and_the_one_without_a_year_follows_the_other() -> None:
    found = answers("نشست ۳ نوامبر ۲۰۱۹ (۱۲ آبان) برگزار شد.", "fa")
    assert found == [("۳ نوامبر ۲۰۱۹", "2019-11-03", "2019-11-03"), ("۱۲ آبان", "2019-11-03", "2019-11-03")]


def test_a_weekday_settles_a_lunar_date_that_is_a_day_off() -> None:
    assert answers("وُقع الاتفاق يوم الثلاثاء 10 محرم 1441.", "ar")[0][1] == "2019-09-10"


def test_ranges_share_month_and_year() -> None:
    assert answers("از ۱۵ اسفند تا چهارم فروردین برف آمد.", "fa", "2017-03-29") == [
        ("۱۵ اسفند تا چهارم فروردین", "2017-03-05", "2017-03-24")
    ]
    assert answers("From 5 to 8 May 2019 the road was shut.", "en")[0][1:] == ("2019-05-05", "2019-05-08")
    assert answers("It fell from November to February 2017.", "en")[0][1:] == ("2016-11-01", "2017-02-28")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("او می‌گوید و می رود.", "fa"),
        ("امام جمعه به میدان آمد.", "fa"),
        ("بیمارستان ۱۷ شهریور شلوغ است.", "fa"),
        ("هفتاد تیر شلیک شد.", "fa"),
        ("بیمار سه سال در بیمارستان ماند.", "fa"),
        ("مرد ۴۰ ساله آزاد شد.", "fa"),
        ("مارس اللاعب هوايته.", "ar"),
        ("أدى صلاة الجمعة في شارع 14 جانفي.", "ar"),
        ("دام الحصار ثلاث سنوات.", "ar"),
        ("المدير العام حاضر.", "ar"),
        ("They may march at once.", "en"),
        ("The siege lasted three years.", "en"),
        ("A 40-year-old man was freed.", "en"),
        ("The Sunday Times reported it.", "en"),
        ("They walked for 2000 miles.", "en"),
    ],
)
def test_what_is_no_time(text: str, language: str) -> None:
    assert answers(text, language, WEDNESDAY) == []


def test_today_may_mean_these_days() -> None:
    assert answers("او گفت: امروز جهان به صلح نیازمند است.", "fa", WEDNESDAY) == [("امروز", None, None)]
    assert answers("وزیر امروز در گفت‌وگو با خبرنگاران سخن گفت.", "fa", WEDNESDAY) == day("امروز", WEDNESDAY)


def test_a_weekday_that_the_text_dated_ahead_is_that_day_again() -> None:
    text = "تنطلق الاحتفالات يوم الجمعة 15 نوفمبر 2019. وأوضح أنها تبدأ يوم الجمعة في المعبد وتختتم يوم الأحد."
    assert [start for _, start, _ in answers(text, "ar", WEDNESDAY)] == ["2019-11-15", "2019-11-15", "2019-11-17"]
    text = "The fair opens on Friday, November 15. Visitors were told on Friday that rooms are short."
    assert [start for _, start, _ in answers(text, "en", WEDNESDAY)] == ["2019-11-15", "2019-11-01"]


def test_a_range_of_years_runs_forward() -> None:
    assert answers("جنگ 53-1950 تلخ بود.", "fa") == [("53-1950", "1950-01-01", "1953-12-31")]
    assert [t.span for t in read("شماره 12-1950 گم شد.", "fa")[1]] == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('The mayor said on Saturday: "It rained last night."', "en", "2019-11-01"),
        ('The mayor, who was arrested on Saturday, said: "It rained last night."', "en", "2019-11-05"),
        ("The mayor said on Saturday that it rained last night.", "en", "2019-11-05"),
        ("وی روز شنبه گفت: «باران آمد. دیشب راه بسته شد.»", "fa", "2019-11-01"),
        ("وی گفت: «دیشب باران آمد.»", "fa", "2019-11-05"),
        ('كان العمدة يتحدث السبت عندما قال: "انظروا إلى ما وقع الليلة الماضية."', "ar", "2019-11-01"),
        ('كان العمدة الذي أوقف السبت يقول: "انظروا إلى ما وقع الليلة الماضية."', "ar", "2019-11-05"),
    ],
)
def test_a_quotation_counts_its_days_from_the_day_it_was_said(text: str, language: str, expected: str) -> None:
    assert answers(text, language, WEDNESDAY)[-1][1:] == (expected, expected)


def test_a_question_put_today_is_no_question_of_these_days() -> None:
    assert answers("وجهنا السؤال اليوم إلى الوزارة.", "ar", WEDNESDAY) == day("اليوم", WEDNESDAY)
    assert answers("السؤال اليوم هو من يحكم البلاد.", "ar", WEDNESDAY) == [("اليوم", None, None)]
