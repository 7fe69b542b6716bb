"""Persian clauses: where a subject begins and ends, what stands between it and its verb, who tells inside whom."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "fa")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("روز پنجشنبه وزیر نیرو گفت که سد پر شده است.", "وزیر نیرو", "سد پر شده است"),
        ("دیروز سخنگوی شهرداری اعلام کرد که پل بسته است.", "سخنگوی شهرداری", "پل بسته است"),
        ("در سال ۱۳۹۷ استاندار نورآباد وعده داد که راه ساخته شود.", "استاندار نورآباد", "راه ساخته شود"),
        ("آب شهر سالم است، رستگار می‌گوید که لوله‌ها نو هستند.", "رستگار", "لوله‌ها نو هستند"),
        ("شهر آرام است و وزیر کشور گفت که راه باز شد.", "وزیر کشور", "راه باز شد"),
        ("کاویان ضرورت ساخت درمانگاه را یادآور شد.", "کاویان", "ضرورت ساخت درمانگاه را"),
        ("دبیر انجمن شهر این تصمیم را محکوم کرد.", "دبیر انجمن شهر", "این تصمیم"),
        ("اتحادیه بنادر با صدور پیامی این حکم را به صراحت رد کرد.", "اتحادیه بنادر", "این حکم"),
        ("رستگار بر لزوم لایروبی رودخانه تاکید کرد.", "رستگار", "لزوم لایروبی رودخانه"),
        ("فرماندار نسبت به شکستن سد نورآباد هشدار داد.", "فرماندار", "شکستن سد نورآباد"),
        ("امام جمعه نورآباد گفت که باران آمد.", "امام جمعه نورآباد", "باران آمد"),
        ("کاویان گفت گزارشی که نوشته‌اند درست نیست.", "کاویان", "گزارشی که نوشته‌اند درست نیست"),
        ("این خواسته رهبر کارگران است که گفت: کارخانه باز شود.", "رهبر کارگران", "کارخانه باز شود"),
    ],
)
def test_a_subject_and_what_it_tells(text: str, source: str, content: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source


@pytest.mark.parametrize("verb", ["خبر دادند", "استقبال کردند", "انتقاد کردند"])
def test_compound_verbs_in_the_plural_are_cues(verb: str) -> None:
    seen = told(f"رسانه‌ها از بسته شدن بندر {verb}.")
    (only,) = seen.record.attributions
    assert (seen.words(only.cue), seen.content(only)) == (verb, "بسته شدن بندر")


def test_a_verb_of_two_clauses_takes_the_last() -> None:
    seen = told("وزیر راه جاده را خوب دانست و پل را خطرناک خواند.")
    assert [seen.content(a) for a in seen.record.attributions] == ["جاده را خوب", "پل را خطرناک"]
    assert {seen.words(a.source) for a in seen.record.attributions} == {"وزیر راه"}


def test_two_verbs_share_a_subject_and_have_words_of_their_own() -> None:
    seen = told("شهردار اهمیت مترو را یادآور شد و گفت: خط دوم ساخته می‌شود.")
    assert seen.content(seen.one("اهمیت مترو")) == "اهمیت مترو را"
    assert seen.words(seen.one("خط دوم").source) == "شهردار"


def test_a_plural_verb_goes_on_with_the_plural_voice_inside() -> None:
    seen = told("وزیر کشور گفت کارگران اعتصاب کرده و ادعا می‌کنند مزدی نگرفته‌اند.")
    inner = seen.one("مزدی نگرفته‌اند")
    assert seen.chain(inner)[0] == "وزیر کشور" and len(seen.chain(inner)) == 2


def test_an_adversative_opens_a_clause_with_a_voice_of_its_own() -> None:
    seen = told("منابع پلیس از بازداشت دو نفر خبر داده ولی اهالی از بازداشت ده‌ها نفر خبر دادند.")
    assert seen.words(seen.one("بازداشت دو نفر").source) == "منابع پلیس"
    assert seen.words(seen.one("بازداشت ده‌ها نفر").source) == "اهالی"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("در بیانیه منتشره از سوی کانون وکلا آمده است: «همه آزاد شوند».", "بیانیه منتشره از سوی کانون وکلا", "همه آزاد شوند"),
        ("از سوی وزارت نیرو اعلام شد که آب قطع می‌شود.", "وزارت نیرو", "آب قطع می‌شود"),
        ("در این نشست تاکید شد که راه باز بماند.", None, "راه باز بماند"),
    ],
)  # fmt: skip
def test_a_verb_without_a_voice_takes_its_document_or_its_agent(text: str, source: str | None, content: str) -> None:
    seen = told(text)
    assert seen.words(seen.one(content).source) == source


def test_a_text_given_in_full_belongs_to_its_author() -> None:
    seen = told("متن پیام رئیس انجمن پزشکان به شرح زیر است:\nهمکاران گرامی\nدرمانگاه‌ها باز می‌مانند.\nبا احترام")
    (only,) = seen.record.attributions
    assert seen.words(only.source) == "رئیس انجمن پزشکان"
    assert seen.content(only).endswith("با احترام")


def test_a_relay_in_an_opening_and_one_before_a_verb() -> None:
    opened = told("به گزارش خبرگزاری سپیدار از ساری به نقل از روابط عمومی بندر، مریم کاویان اظهار داشت: بندر باز است.")
    assert opened.chain(opened.one("بندر باز است")) == ["خبرگزاری سپیدار", "روابط عمومی بندر", "مریم کاویان"]
    verb = told("خبرگزاری سپیدار به نقل از منابع نزدیک به دولت اعلام کرد که بندر بسته شد.")
    assert [verb.words(a.source) for a in verb.record.attributions] == ["منابع نزدیک به دولت", "خبرگزاری سپیدار"]


def test_a_dateline_needs_no_comma() -> None:
    seen = told("به گزارش خبرگزاری سپیدار از ساری مهدی رستگار امروز در جلسه شورا اظهار کرد: آب سالم است.")
    assert seen.words(seen.one("آب سالم است").source) == "مهدی رستگار"


def test_an_agency_is_not_the_office_after_its_comma() -> None:
    seen = told("بنا بر گزارش خبرگزاری سپیدار، سخنگوی پلیس گفت، راه کوهستانی بسته است.")
    assert seen.chain(seen.one("راه کوهستانی بسته است")) == ["خبرگزاری سپیدار", "سخنگوی پلیس"]


@pytest.mark.parametrize(
    ("text", "content", "polarity"),
    [
        ("وزیر راه با رد این ادعا گفت: پل سالم است.", "این ادعا", "denies"),
        ("وزیر راه با بیان اینکه پل سالم است، گفت: جاده باز است.", "پل سالم است", "asserts"),
        ("وزیر راه از وجود ترک در سد اظهار بی‌اطلاعی کرد.", "وجود ترک در سد", "denies"),
        ("وزیر راه احتمال بسته شدن پل را رد نکرد.", "احتمال بسته شدن پل", "asserts"),
    ],
)
def test_a_denial_may_stand_in_a_converb(text: str, content: str, polarity: str) -> None:
    assert told(text).one(content).polarity == polarity


def test_an_appeal_in_the_middle_of_a_sentence() -> None:
    seen = told("با گذشت یک ماه، فراخوان معلمان برای افزایش دستمزد همچنان بی‌پاسخ است.")
    assert (seen.words(seen.record.attributions[0].source), seen.content(seen.record.attributions[0])) == (
        "معلمان",
        "افزایش دستمزد",
    )


@pytest.mark.parametrize(
    "text",
    [
        "از نظر فنی، پل نیاز به تعمیر دارد.",  # a point of view that is nobody's
        "ما این کار را محکوم می‌کنیم.",  # whoever speaks does it by speaking
        "پژوهش میدانی درباره آب شهر پایان یافت.",
        "بیش از سه هزار نفر خواست خود را نوشتند.",
        "او در جمع کارگران سخن گفت.",
        "باید علت خشکسالی را در برداشت بی‌رویه از چاه‌ها دانست.",
        "چگونه می‌توان نقش مردم را از این جنبش جدا دانست؟",
    ],
)
def test_nobody_tells_anything(text: str) -> None:
    assert told(text).all() == []


def test_a_verb_in_the_first_person_has_no_third_person_for_its_subject() -> None:
    seen = told("چون شهرداری راه را بسته است و در نهایت فریاد خواهیم زد: نه به بستن راه، نه به دیوار.")
    (only,) = seen.record.attributions
    assert only.source is None
