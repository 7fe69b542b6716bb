"""Persian press of every kind: opinion, wire copy and channel posts, with the constructions newspapers of record avoid."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "fa")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("گزارش‌های محلی از خسارت به خانه‌های ساحلی حکایت دارد.", "گزارش‌های محلی", "خسارت به خانه‌های ساحلی"),
        ("گزارش‌ها حکایت از بسته شدن راه‌های کوهستان دارند.", "گزارش‌ها", "بسته شدن راه‌های کوهستان"),
        ("سخنگوی گروه مدعی از بین بردن انبارها شد.", "سخنگوی گروه", "از بین بردن انبارها"),
        ("گروه نورتاب مسئولیت حمله به پاسگاه را بر عهده گرفت.", "گروه نورتاب", "حمله به پاسگاه"),
        ("در این بیانیه آمده است، بازداشت‌ها باید پایان یابد.", "این بیانیه", "بازداشت‌ها باید پایان یابد"),
        ("مریم کاویان گفته، قرار است شورا هفته آینده رای بدهد.", "مریم کاویان", "قرار است شورا هفته آینده رای بدهد"),
        ("خواسته رانندگان در این باره این است که نرخ‌ها پایین بیاید.", "رانندگان", "نرخ‌ها پایین بیاید"),
        ("گزارش‌هایی مبنی بر لرزش شهرهای جنوبی اعلام شد.", "گزارش‌هایی", "لرزش شهرهای جنوبی"),
        ("این افسر که خواست نامش فاش نشود، گفت که بار سنگین بود.", "این افسر", "بار سنگین بود"),
        ("در بیانیه‌ای بر آزادی فوری نویسندگان تاکید شده است.", "بیانیه‌ای", "آزادی فوری نویسندگان"),
        ("سالاری براین باور بود که با بستن مرز آرامش برمی‌گردد.", "سالاری", "با بستن مرز آرامش برمی‌گردد"),
        ("تعدادی از ساکنان نورآباد گفتند که آب ندارند.", "تعدادی از ساکنان نورآباد", "آب ندارند"),
        ("ستاد مبارزه با قاچاق اعلام کرد که انبار پر بود.", "ستاد مبارزه با قاچاق", "انبار پر بود"),
        ("بقول عوام «خانه‌نشینی» او بی‌دلیل نیست.", "عوام", "«خانه‌نشینی» او بی‌دلیل نیست"),
        ("شنیده می‌شود که کارگران خواستار مزد عادلانه هستند.", "کارگران", "مزد عادلانه"),
        (
            "سازمان امداد با انتشار بیانیه‌ای حمله به درمانگاه نورآباد را محکوم کرد.",
            "سازمان امداد",
            "حمله به درمانگاه نورآباد",
        ),
    ],
)
def test_what_the_press_tells(text: str, source: str, content: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source


@pytest.mark.parametrize(
    "text",
    [
        "آنچه در این نامه آمده است، نادرست است.",
        "دولت جنگ را نزدیک به شش سال ادامه داد تا راهی باز کند.",
        "در این نگاه بایستی به روشنی علت سستی این بنای کهنه و پوسیده شهر را ناشی از رطوبت دانست.",
        "شرکت مسئولیت آموزش کارگران را به مدرسه سپرد.",
        "مردم با خواست آزادی از کلیت نظام عبور کرده‌اند.",
        "کشور مدعی صلح آرام است که بارها جنگیده است.",
        "مشکل شهر این است که آب ندارد.",
        "اخبار روز: www.nurabad.example.org",
    ],
)
def test_what_nobody_tells(text: str) -> None:
    seen = told(text)
    assert seen.all() == []


def test_a_relay_and_a_verb_that_takes_its_object_with_az() -> None:
    seen = told("شبکه خبری نورتاب به نقل از یک منبع امنیتی از حمله به بندر خبر داد.")
    inner = next(a for a in seen.record.attributions if a.parent is not None)
    assert {seen.content(a) for a in seen.record.attributions} == {"حمله به بندر"}
    assert seen.chain(inner) == ["شبکه خبری نورتاب", "یک منبع امنیتی"]


def test_a_clause_after_a_semicolon_keeps_the_voice_of_its_sentence() -> None:
    seen = told("سالاری گفت که باران می‌آید.\nقوماندانی نورآباد می‌پذیرد که راه بسته است؛ اما می‌افزاید که کار آغاز شد.")
    assert seen.one("کار آغاز شد").source_name == "قوماندانی نورآباد"


def test_what_is_called_for_goes_on_behind_the_verb() -> None:
    seen = told("رستگار خواستار حمایت از این افراد شد تا آنها نیز کار کنند.")
    assert seen.content(seen.one("حمایت")) == "حمایت از این افراد / تا آنها نیز کار کنند"


def test_a_name_in_marks_may_open_speech_after_a_colon() -> None:
    assert told('کاویان گفت: "حجر کبیر" در دل مردم جا دارد.').one('"حجر').mode == "direct"
    assert told('کاویان گفت: "راه بسته است" و رفت.').one("راه بسته").mode == "direct"


def test_and_so_on_ends_no_sentence() -> None:
    seen = told("وزیر راه گفت: مدرسه، پل و... ساخته می‌شود.")
    assert seen.content(seen.record.attributions[0]) == "مدرسه، پل و... ساخته می‌شود"


def test_speech_goes_on_in_a_quotation_that_holds_other_voices() -> None:
    seen = told(
        "روزنامه نورتاب نوشت: روزنامه بامداد نوشته: «سال سختی در پیش است. بر اساس این خبر، تورم بالاست. مردم نگرانند.»"
    )
    outer = next(a for a in seen.record.attributions if a.source_name == "روزنامه نورتاب")
    assert "مردم نگرانند" in seen.content(outer)
