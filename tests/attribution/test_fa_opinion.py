"""Persian of op-eds and of broken spelling: who tells when words are torn, joined or left without marks."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "fa")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("مریم کاویان در گفت وگو با خبرنگار ما اظهار کرد: سد پر شده است.", "مریم کاویان", "سد پر شده است"),
        ("بنوشته این روزنامه، سد پر شده است و راه بسته.", "این روزنامه", "سد پر شده است و راه بسته"),
        ("شهردار این تصمیمرا خطرناک دانست.", "شهردار", "این تصمیمرا خطرناک"),
        ("اتحادیه بنادر این اقدامرا محکوم کرد.", "اتحادیه بنادر", "این اقدام"),
        ("وی اتهامات علیه خودرا رد کرد.", "وی", "اتهامات علیه"),
        ("به گفته خودش کار در معدن سخت بوده است.", "خودش", "کار در معدن سخت بوده است"),
        ("به تعبیر امام خمینی (ره)، کارگر چراغ راه است.", "امام خمینی (ره)", "کارگر چراغ راه است"),
    ],
)
def test_spelling_hides_no_voice(text: str, source: str, content: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source


def test_a_wish_in_brackets_belongs_to_the_name() -> None:
    seen = told("حضرت فاطمه (س) فرمودند: راستی نجات است.")
    assert seen.words(seen.one("راستی").source) == "حضرت فاطمه (س)"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وزیر نیرو وعده ساخت سه سد تازه را داد.", "ساخت سه سد تازه"),
        ("دادستان دستور بازداشت مدیر کارخانه را صادر کرد.", "بازداشت مدیر کارخانه"),
        ("دولت قول افزایش دستمزد معلمان داده است.", "افزایش دستمزد معلمان"),
    ],
)
def test_a_noun_of_speech_and_its_verb_stand_about_what_is_told(text: str, content: str) -> None:
    seen = told(text)
    assert [seen.content(a) for a in seen.record.attributions] == [content]


@pytest.mark.parametrize(
    "text", ["مردم وعده ساخت سد را باور نکردند.", "او به قول خود عمل کرد.", "کارگران به دستور مدیر اعتراض دارند."]
)
def test_a_noun_of_speech_under_another_verb_tells_nothing(text: str) -> None:
    assert told(text).all() == []


def test_two_nouns_share_a_verb_of_saying() -> None:
    seen = told("رستگار کمبود پزشک را مشکل بزرگ شهر عنوان و اظهار کرد: درمانگاه تازه ساخته می‌شود.")
    assert [seen.content(a) for a in seen.record.attributions] == [
        "کمبود پزشک را مشکل بزرگ شهر",
        "درمانگاه تازه ساخته می‌شود",
    ]
    assert {seen.words(a.source) for a in seen.record.attributions} == {"رستگار"}


def test_a_bare_participle_tells_when_a_clause_follows() -> None:
    seen = told("سخنگوی دولت گفته مذاکره تا پایان ماه ادامه دارد.")
    assert seen.content(seen.one("مذاکره")) == "مذاکره تا پایان ماه ادامه دارد"
    assert told("سخنگوی دولت گفته و رفته است.").all() == []


def test_who_accuses_in_the_passive_is_its_agent() -> None:
    seen = told("شرکت آب از سوی کشاورزان به آلوده کردن رودخانه متهم شده است.")
    only = seen.one("آلوده")
    assert (seen.words(only.source), seen.content(only)) == ("کشاورزان", "آلوده کردن رودخانه")
    assert told("او به دزدی از انبار متهم شد.").all() == []


def test_what_is_done_is_nobody() -> None:
    seen = told("رستگار از مدرسه دیدار کرد. تجربه مدارس روستایی را موفق دانست.")
    only = seen.one("تجربه")
    assert only.source is None and seen.content(only) == "تجربه مدارس روستایی را موفق"


def test_we_are_those_whom_the_author_counts_himself_among() -> None:
    seen = told("ما کارگران معدن خسته‌ایم. فردا فریاد خواهیم زد: نه به دستمزد ناچیز.")
    assert seen.one("نه").source_name == "کارگران معدن"
    assert seen.one("نه").source_kind == "group"


def test_a_proverb_is_its_own_voice() -> None:
    assert told("به قول معروف آب رفته به جوی بازنمی‌گردد.").one("آب").source_name == "ضرب‌المثل"


def test_dots_behind_a_verb_open_a_clause_with_a_subject_of_its_own() -> None:
    seen = told("همه از این کار زیان خواهند کرد...گروهی از کارگران گرانی را تقصیر مدیر خوانده‌اند.")
    assert seen.words(seen.one("گرانی").source) == "گروهی از کارگران"


def test_why_something_is_so_is_tied_to_something_else() -> None:
    seen = told("وزیر علت گرانی نان را به خشکسالی گره زد.")
    assert seen.content(seen.one("علت")) == "علت گرانی نان را به خشکسالی"
    assert told("وزیر سرنوشت خود را به انتخابات گره زد.").all() == []


def test_a_colon_in_quoted_words_opens_speech_to_their_end() -> None:
    speech = "دستت را از جیب ما بیرون بکش: تو ما را گول زدی؟ این نان است؟ برو"
    seen = told(f"روزنامه آفتاب می‌نویسد: «کارگری به مدیر می‌گوید {speech}».")
    inner = seen.one("دستت")
    assert seen.content(inner) == speech and seen.words(inner.source) == "کارگری"


def test_a_voice_alone_on_a_line_speaks_on_the_next() -> None:
    seen = told("📌 شورای هماهنگی معلمان:\n«فردا مدرسه‌ها بسته است»\n🆔 @moallem_nama")
    only = seen.one("فردا")
    assert seen.words(only.source) == "شورای هماهنگی معلمان" and only.mode == "direct"
    assert told("برنامه فردا:\nبازدید از موزه شهر").all() == []


def test_an_outlet_passes_on_words_behind_a_colon() -> None:
    seen = told("رویترز به نقل از وزیر نفت: صادرات دو برابر شده است.")
    inner = next(a for a in seen.record.attributions if a.parent)
    assert seen.chain(inner) == ["رویترز", "وزیر نفت"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("وزیر ارتباطات البته می‌گوید که چنین طرحی نیست.", "وزیر ارتباطات", "چنین طرحی نیست"),
        ("همین شخص چند ماه پیش گفته بود که نان ارزان می‌شود.", "همین شخص", "نان ارزان می‌شود"),
        (
            "سازمان عفو بین الملل شمار کشته‌ها را ۲۰ نفر اعلام کرد.",
            "سازمان عفو بین الملل",
            "شمار کشته‌ها را ۲۰ نفر",
        ),
    ],
)
def test_adverbs_and_acts_in_names_leave_the_subject_whole(text: str, source: str, content: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source


def test_who_is_kept_from_standing_is_not_contradicted() -> None:
    assert told("شورا با رد صلاحیت سی نامزد کار خود را تمام کرد.").all() == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("حدود پنج هزار دانش آموز در آزمون شرکت کردند.", "حدود پنج هزار دانش آموز"),
        ("در این حادثه سه آتش نشان کشته شدند.", "سه آتش نشان"),
    ],
)
def test_people_whose_name_is_torn_are_counted(text: str, counted: str) -> None:
    (only,) = told(text).record.counts
    assert text[slice(*only.span)] == counted
