"""Persian attribution: the voice opens its clause, the words follow the verb."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "fa")


@pytest.mark.parametrize(
    ("text", "source", "content", "mode"),
    [
        ("فرماندار نورآباد گفت: جاده تا فردا باز می‌شود.", "فرماندار نورآباد", "جاده تا فردا باز می‌شود", "direct"),
        (
            "مریم کاویان، دبیر انجمن پزشکان در گفت‌وگو با خبرنگاران اظهار داشت: دارو کم است.",
            "مریم کاویان، دبیر انجمن پزشکان",
            "دارو کم است",
            "direct",
        ),
        ("سخنگوی شهرداری اعلام کرد که خط دوم مترو تعطیل است.", "سخنگوی شهرداری", "خط دوم مترو تعطیل است", "indirect"),
        (
            "به گفته ساکنان روستا، پل پیش از سیل ترک برداشته بود.",
            "ساکنان روستا",
            "پل پیش از سیل ترک برداشته بود",
            "indirect",
        ),
        (
            "کاویان با بیان اینکه بیمارستان جا ندارد، افزود: بیماران در راهرو هستند.",
            "کاویان",
            "بیمارستان جا ندارد",
            "indirect",
        ),
        ("استاندار از بازگشایی پل قدیمی شهر خبر داد.", "استاندار", "بازگشایی پل قدیمی شهر", "indirect"),
        ("کانون وکلا خواستار آزادی بازداشت‌شدگان نورآباد شد.", "کانون وکلا", "آزادی بازداشت‌شدگان نورآباد", "indirect"),
        ("این گزارش می‌افزاید: «آب سد پایین رفته است».", "این گزارش", "آب سد پایین رفته است", "direct"),
        ("🔸او گفت که پل باز است.", "او", "پل باز است", "indirect"),
        (
            "به گفته آقای سالاری، دیوار قدیمی است، و باران نیامده.",
            "آقای سالاری",
            "دیوار قدیمی است، و باران نیامده",
            "indirect",
        ),
        ("به‌گفته ناهید راد، وزیر راه، این پل نو است.", "ناهید راد، وزیر راه", "این پل نو است", "indirect"),
        ("سالاری او را «یک قهرمان» توصیف کرد.", "سالاری", "او را «یک قهرمان»", "indirect"),
        ("سالاری افزود «همه شهر» از سوی شورا رها شده است.", "سالاری", "«همه شهر» از سوی شورا رها شده است", "indirect"),
        (
            "آماری منتشر نشده اما وزارت راه برآورد کرده است هزار خانه ویران شده‌اند.",
            "وزارت راه",
            "هزار خانه ویران شده‌اند",
            "indirect",
        ),
        (
            "یک ماه بعد از سیل بزرگ، شهردار نورآباد اعلام کرد پل قدیمی باز شد.",
            "شهردار نورآباد",
            "پل قدیمی باز شد",
            "indirect",
        ),
        ("واکنش سالاری به شورا: پل خراب نیست و باز می‌شود", "سالاری", "پل خراب نیست و باز می‌شود", "direct"),
        ("بحران آب؛ شورای شهر خواستار بازگشایی سد شد", "شورای شهر", "بازگشایی سد", "indirect"),
        ("وزیر راه گفته‌است که پل باز شده‌است.", "وزیر راه", "پل باز شده‌است", "indirect"),
        ("شورا قیمت نان را سی درصد اعلام کرد که بیش از پارسال است.", "شورا", "قیمت نان را سی درصد", "indirect"),
        ("ایران اما حضور خود را مشورتی می‌خواند.", "ایران", "حضور خود را مشورتی", "indirect"),
        (
            "بازی در حالی آغاز می‌شود که قطعنامه شورا از نورآباد خواسته است پل را باز کند.",
            "قطعنامه شورا",
            "از نورآباد / پل را باز کند",
            "indirect",
        ),
        ("به گفته سالاری آمارها نشان می‌دهد که پل کهنه است.", "آمارها", "پل کهنه است", "indirect"),
        ("طبق آمار ۱۳۵ پل در شهر کهنه است.", "آمار", "۱۳۵ پل در شهر کهنه است", "indirect"),
        ("سالاری به شهردار بابت ساختن پل نورآباد تبریک گفت.", "سالاری", "ساختن پل نورآباد", "indirect"),
        ("مفاد این پیمان بر آموزش پرستاران تأکید دارد.", "مفاد این پیمان", "آموزش پرستاران", "indirect"),
        ("خبرهای کوتاه\n🔴 وزیر راه: پل نو باز می‌شود.", "وزیر راه", "پل نو باز می‌شود", "direct"),
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
        "نمی‌توان گفت که همه راه‌ها بسته است.",
        "در این نشست درباره آب شهر گفت‌وگو شد.",
        "کارگران پل تازه‌ای روی رودخانه ساختند.",
        "به نظر می‌رسد برخی مغازه‌ها هم بسته باشند.",
        "خبرنگار به نوشته‌ای اشاره کرد.",
        "این تصمیم در حالی اعلام شده که خانه‌ها ویران است.",
        "ناوگان به محاصره بندرهای کشور ادامه می‌دهد.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_a_relayed_report_is_a_chain() -> None:
    seen = told("به گزارش خبرگزاری سپیدار به نقل از روابط عمومی سازمان آب، مهدی رستگار گفت: آب شهر سالم است.")
    inner = seen.one("آب شهر سالم است")
    assert seen.chain(inner) == ["خبرگزاری سپیدار", "روابط عمومی سازمان آب", "مهدی رستگار"]


def test_a_voice_whom_a_relayed_voice_quotes_is_the_third() -> None:
    seen = told("به گزارش خبرگزاری نگاه به نقل از روابط عمومی شهرداری، رضا سالاری در نشست گفت: پل باز است.")
    assert [(a.id, a.parent, a.source_name) for a in seen.record.attributions] == [
        ("A1", None, "خبرگزاری نگاه"),
        ("A2", "A1", "روابط عمومی شهرداری"),
        ("A3", "A2", "رضا سالاری"),
    ]


def test_the_running_voice_goes_on_under_a_pronoun_and_under_none() -> None:
    seen = told("مهدی رستگار گفت: آب شهر سالم است.\nوی افزود: لوله‌ها عوض شده‌اند.\nاین مسئول تاکید کرد: نگران نباشید.")
    assert {name for _, name, _ in seen.all()} == {"مهدی رستگار"}
    assert len(seen.all()) == 3


def test_a_denial_denies_and_a_claim_does_not() -> None:
    seen = told("سخنگوی پلیس کشته شدن دو جوان را تکذیب کرد.\nفرماندار گفت: دو جوان کشته شدند.")
    assert seen.one("کشته شدن دو جوان").polarity == "denies"
    assert seen.one("دو جوان کشته شدند").polarity == "asserts"


def test_a_headline_with_a_voice_is_one_and_with_a_place_is_none() -> None:
    voice = told("رستگار: آب شهر سالم است\n\nمهدی رستگار گفت: آب شهر سالم است و مردم نگران نباشند.")
    assert voice.record.attributions[0].source == (0, 6)
    assert told("نورآباد: آب وصل شد\n\nآب شهر پس از سه روز وصل شد.").all() == []


def test_an_interview_is_an_addressee_and_no_voice() -> None:
    seen = told("مهدی رستگار در مصاحبه با روزنامه پگاه گفت: «آب شهر سالم است».")
    (only,) = seen.record.attributions
    assert only.via is not None
    assert (only.via.kind, only.via.name) == ("interview", "روزنامه پگاه")
    assert only.parent is None


def test_speech_without_marks_runs_to_the_next_voice() -> None:
    seen = told("رستگار گفت: آب سالم است. لوله‌ها نو هستند. وی افزود: کار تمام شد.")
    assert seen.one("آب سالم است")
    assert seen.content(seen.one("آب سالم است")) == "آب سالم است. لوله‌ها نو هستند"


def test_words_that_lost_their_joiners_are_cues_too() -> None:
    seen = told("رستگار می گوید که راه بسته است.\nپزشکان گفته اند که دارو نیست.")
    assert [seen.words(a.cue) for a in seen.record.attributions] == ["می گوید", "گفته اند"]
