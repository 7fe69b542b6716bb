"""The samples through the whole flow: who told whom, when, how many, and what is only planned, denied or asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rawi.records import ActorMention, Count, Place, Record, Time, overlap
from samples.asking import Asked, names, read_file, read_folder


def ascii_only(value: object) -> str:
    """The part of a test's name that a parameter gives: pytest would spell out other letters by their numbers."""
    return value if isinstance(value, str) and value.isascii() else ""


Ask = Callable[[str], Asked]
SAMPLES = Path(__file__).parents[2] / "samples" / "nakhlsar"


@pytest.fixture(scope="module")
def samples() -> dict[str, Record]:
    """Every sample's record by the name of its file or the id of its line."""
    return {asked.record.id.partition("@")[0]: asked.record for asked in read_folder(SAMPLES)}


@pytest.fixture(scope="module")
def ask(samples: dict[str, Record]) -> Ask:
    return lambda name: Asked(samples[name])


# ---------------------------------------------------------------- chains of voices, outermost first


@pytest.mark.parametrize(
    ("name", "words", "voices"),
    [
        ("agency-fa.html", "کشته شدن دو نفر", ("کرانه", "شبکه استانی جنوب", "آریانفر")),
        ("reprint-fa.txt", "کشته شدن دو نفر", ("کرانه", "شبکه استانی جنوب", "آریانفر")),
        ("report-ar.txt", "قوات لم تنتشر", ("ميريديان", "التلفزيون الرسمي", "الجيش")),
        ("harbour-post-en.html", "no soldier had been sent", ("Meridian", "State television", "army")),
        ("meridian-20230715-0931", "no soldier had been sent", ("State television", "army")),
        ("newspaper-fa.txt", "به نه نفر رسيده است؛", ("نخيل نت", "منبع پزشكي")),
        ("nakhilnet-20230718-3", "بلغ تسعة أشخاص", ("بكاه جنوب", "مصدر طبي")),
        ("harirud-1402-04-25-412", "جان باخته‌اند", ("رسانه‌های ایران", "فرماندار نخلسار")),
        ("harirud-1402-04-25-412", "نام و نشان می‌پرسد", ("کارگران", "داکتر")),
        ("column-ar.txt", "لفتحت السد", ("صديق", "أباه", "الحاكم")),
        ("oped-en.txt", "had been dead since", ("diplomat", "foreign minister")),
        ("interview-en.txt", "Write traffic accident", ("Sara", "colleague", "officer")),
        ("interview-en.txt", "he would be back", ("Sara", "wife", "men")),
        ("interview-en.txt", "Aim low", ("Sara", "boy", "commander")),
        ("rud-20230804-30days", "the police had made her", ("Leila Bahrami", "mother")),
        ("rud-20230804-30days", "her son fell", ("Leila Bahrami", "mother", "paper")),
        ("meridian-20230715-0931", "had been shot dead", ("Rud", "hospital staff")),
    ],
    ids=ascii_only,
)
def test_each_chain_names_its_voices_in_order(ask: Ask, name: str, words: str, voices: tuple[str, ...]) -> None:
    ask(name).tells(words, *voices)


@pytest.mark.parametrize(
    ("name", "words", "voice", "kind"),
    [
        ("agency-fa.html", "دستور بازداشت هشت نفر", "منبع آگاه", "anonymous"),
        ("channel-fa.txt", "سه نفر فوت کرده‌اند", "پرستار", "anonymous"),
        ("opposition-fa.txt", "برادرم را", "شاهد عینی", "anonymous"),
        ("report-ar.txt", "استقبلت ثلاثة جرحى", "مصدر أمني", "anonymous"),
        ("sahel-20230716-77", "ارتفعت حصيلة", "مصدر طبي", "anonymous"),
        ("meridian-20230715-0931", "They first fired tear gas", "one of", "anonymous"),
        ("statement-fa.txt", "ما آب می‌خواهیم", "نعیم ساعدی", "person"),
        ("nakhilnet-20230718-3", "اعتُقل ثلاثة وأربعون", "رابطة مزارعي نخلسار", "organisation"),
    ],
    ids=ascii_only,
)
def test_who_is_named_and_who_is_not(ask: Ask, name: str, words: str, voice: str, kind: str) -> None:
    assert ask(name).tells(words, voice).source_kind == kind


@pytest.mark.parametrize(
    ("name", "words", "voice"),
    [
        ("newspaper-fa.txt", "ما آب مي خواهيم", "نعيم ساعدي"),
        ("report-ar.txt", "نريد الماء لا الرصاص", "نعيم ساعدي"),
        ("meridian-20230715-0931", "We want water, not bullets", "Naim Saedi"),
        ("newspaper-fa.txt", "اين عدد ساخته و پرداخته", "سخنگوي فرمانداري"),
        ("nakhilnet-20230718-3", "هذا الرقم من صنع", "قائممقامية نخلسار"),
    ],
    ids=ascii_only,
)
def test_the_translated_quotations_are_direct_speech_of_one_voice(ask: Ask, name: str, words: str, voice: str) -> None:
    asked = ask(name)
    telling = [a for a in asked.telling(asked.at(words)) if names(a.source_name, voice)]
    assert telling and telling[0].mode == "direct"


def test_a_pronoun_and_a_dropped_subject_continue_the_running_voice(ask: Ask) -> None:
    ask("agency-fa.html").tells("هیچ گلوله جنگی", "آریانفر")
    ask("report-ar.txt").tells("أغلقت بوابات سد", "نعيم ساعدي")
    ask("meridian-20230715-0931").tells("police had used live ammunition", "Aryanfar")


def test_circular_citation_is_read_on_both_sides(ask: Ask) -> None:
    assert ask("newspaper-fa.txt").said_by("نخيل نت")
    assert ask("nakhilnet-20230718-3").said_by("بكاه جنوب")


# ---------------------------------------------------------------- denials


@pytest.mark.parametrize(
    ("name", "words", "voice"),
    [
        ("meridian-20230715-0931", "police had used live ammunition", "Aryanfar"),
        ("harbour-post-en.html", "police had used live ammunition", "Aryanfar"),
        ("radio-ar.html", "مشاركة أي وحدة عسكرية", "كيانيراد"),
        ("sahel-20230716-77", "استخدام الذخيرة الحية", "الشرطة"),
        ("nakhilnet-20230718-3", "الخبر جملة وتفصيلا", "قائممقامية"),
        ("opposition-fa.txt", "این آمار", "رسانههای حکومتی"),
        ("oped-en.txt", "having any organisers", "MEK"),
        ("rud-20230804-30days", "anyone was killed after", "governor's office"),
    ],
    ids=ascii_only,
)
def test_a_denial_belongs_to_the_voice_that_denies(ask: Ask, name: str, words: str, voice: str) -> None:
    assert ask(name).tells(words, voice).polarity == "denies"


def test_what_somebody_says_did_not_happen_is_negated(ask: Ask) -> None:
    assert ask("agency-fa.html").claim("شلیک نکرده است", "ASSAULT").polarity == "negated"
    assert ask("report-ar.txt").claim("تنتشر", "MOBILIZE").polarity == "negated"


# ---------------------------------------------------------------- tolls


@pytest.mark.parametrize(
    ("name", "words", "voice", "bounds"),
    [
        ("reprint-fa.txt", "دو نفر", "آریانفر", ("killed", 2, 2)),
        ("reprint-fa.txt", "پنج نفر دیگر", "آریانفر", ("wounded", 5, 5)),
        ("opposition-fa.txt", "دستکم ۴ نفر", "سازمان حقوق بشر رود", ("killed", 4, None)),
        ("opposition-fa.txt", "بیش از ۳۰ نفر", "سازمان حقوق بشر رود", ("wounded", 30, None)),
        ("harirud-1402-04-25-412", "چهار تن", "سازمان حقوق بشر رود", ("killed", 4, 4)),
        ("report-ar.txt", "أربعة متظاهرين", "منظمة رود", ("killed", 4, 4)),
        ("report-ar.txt", "أكثر من ثلاثين شخصا", "منظمة رود", ("wounded", 30, None)),
        ("report-ar.txt", "شخصين", "آريانفر", ("killed", 2, 2)),
        ("report-ar.txt", "خمسة آخرين", "آريانفر", ("wounded", 5, 5)),
        ("radio-ar.html", "أربعة أشخاص", "منظمة رود", ("killed", 4, 4)),
        ("radio-ar.html", "قتيلين", "السلطات المحلية", ("killed", 2, 2)),
        ("meridian-20230715-0931", "four protesters", "hospital staff", ("killed", 4, 4)),
        ("meridian-20230715-0931", "At least two people", "governor", ("killed", 2, None)),
        ("interview-en.txt", "nine dead", "reports", ("killed", 9, 9)),
        ("newspaper-fa.txt", "چهل و سه نفر", "كانون كشاورزان", ("arrested", 43, 43)),
        ("nakhilnet-20230718-3", "ثلاثة وأربعون شخصا", "رابطة مزارعي", ("arrested", 43, 43)),
        ("sahel-20230716-77", "17 شخصا", "الشرطة", ("arrested", 17, 17)),
    ],
    ids=ascii_only,
)
def test_each_toll_stands_with_the_voice_that_gives_it(
    ask: Ask, name: str, words: str, voice: str, bounds: tuple[str, int, int | None]
) -> None:
    asked = ask(name)
    assert asked.bounds(words) == bounds
    telling = asked.telling(asked.count(words).span)
    own = [a for a in telling if names(a.source_name, voice) or names(asked.words(a.source), voice)]
    assert own, f"told by {[a.source_name for a in telling]}"


def test_the_toll_of_the_evening_grows_in_order(ask: Ask) -> None:
    killed = [c.low for c in ask("channel-fa.txt").record.counts if c.kind == "killed"]
    assert killed == [1, 3, 4]
    sahel = [c.low for c in ask("sahel-20230716-77").record.counts if c.kind == "killed"]
    assert 4 in sahel and 3 in sahel


def test_numbers_in_words_keep_their_bounds(ask: Ask) -> None:
    agency = ask("agency-fa.html")
    crowd = agency.count("نزدیک به دو هزار نفر")
    assert (crowd.kind, crowd.low, crowd.high, crowd.approx) == ("participants", 2000, 2000, True)
    assert agency.bounds("حداکثر سیصد نفر") == ("participants", 0, 300)
    assert ask("report-ar.txt").bounds("أكثر من ألفي شخص") == ("participants", 2000, None)
    assert ask("channel-fa.txt").bounds("ده‌ها نفر") == ("arrested", 20, None)
    assert ask("meridian-20230715-0931").bounds("dozens") == ("arrested", 20, None)
    assert ask("radio-ar.html").bounds("عشرات الأشخاص") == ("participants", 20, None)


def test_a_month_s_toll_is_not_an_incident_s(ask: Ask) -> None:
    report = ask("rud-20230804-30days")
    assert report.bounds("at least eleven people") == ("killed", 11, None)
    assert report.count("at least eleven people").scope == "cumulative"
    assert report.count("more than 140").scope == "cumulative"
    assert report.bounds("three protesters") == ("sentenced", 3, 3)


# ---------------------------------------------------------------- three calendars, to the exact day


@pytest.mark.parametrize(
    ("name", "words", "start", "end"),
    [
        ("statement-fa.txt", "سه‌شنبه ۱۳ تیر ۱۴۰۲", "2023-07-04", None),
        ("statement-fa.txt", "۱۹ تیر", "2023-07-10", "2023-07-10"),
        ("statement-fa.txt", "فردا جمعه ۲۳ تیر ۱۴۰۲", "2023-07-14", "2023-07-14"),
        ("statement-fa.txt", "دیروز", "2023-07-12", "2023-07-12"),
        ("agency-fa.html", "بامداد شنبه", "2023-07-15", "2023-07-15"),
        ("agency-fa.html", "شب گذشته", "2023-07-14", "2023-07-14"),
        ("agency-fa.html", "عصر جمعه ۲۳ تیر", "2023-07-14", "2023-07-14"),
        ("channel-fa.txt", "فردا صبح، شنبه ۲۴ تیر", "2023-07-15", "2023-07-15"),
        ("opposition-fa.txt", "شنبه ۲۲ ژوئیه ۲۰۲۳", "2023-07-22", "2023-07-22"),
        ("newspaper-fa.txt", "دوشنبه ٢٦ تير ١٤٠٢", "2023-07-17", "2023-07-17"),
        ("newspaper-fa.txt", "بامداد يكشنبه", "2023-07-16", None),
        ("harirud-1402-04-25-412", "۲۵ سرطان ۱۴۰۲", "2023-07-16", "2023-07-16"),
        ("harirud-1402-04-25-412", "چهارشنبه، ۲۸ سرطان", "2023-07-19", "2023-07-19"),
        ("harirud-1402-04-25-412", "شام جمعه", "2023-07-14", "2023-07-14"),
        ("report-ar.txt", "اليوم السبت 15 تموز 2023", "2023-07-15", "2023-07-15"),
        ("report-ar.txt", "مساء أمس الجمعة", "2023-07-14", "2023-07-14"),
        ("report-ar.txt", "الرابع من تموز", "2023-07-04", None),
        ("report-ar.txt", "الجمعة المقبل، 21 تموز", "2023-07-21", "2023-07-21"),
        ("radio-ar.html", "أمس السبت 15 جويلية 2023", "2023-07-15", "2023-07-15"),
        ("radio-ar.html", "4 جويلية", "2023-07-04", "2023-07-04"),
        ("radio-ar.html", "22 جويلية", "2023-07-22", "2023-07-22"),
        ("radio-ar.html", "أوت 2022", "2022-08-01", "2022-08-31"),
        ("column-ar.txt", "السادس والعشرين من ذي الحجة 1444", "2023-07-14", "2023-07-14"),
        ("column-ar.txt", "غرة محرم 1445", "2023-07-19", "2023-07-19"),
        ("sahel-20230716-77", "فجر اليوم الأحد", "2023-07-16", "2023-07-16"),
        ("nakhilnet-20230718-3", "مساء أمس الاثنين", "2023-07-17", "2023-07-17"),
        ("nakhilnet-20230718-3", "الجمعة المقبلة", "2023-07-21", "2023-07-21"),
        ("meridian-20230715-0931", "Friday", "2023-07-14", "2023-07-14"),
        ("oped-en.txt", "Saturday, 22 July", "2023-07-22", "2023-07-22"),
        ("interview-en.txt", "Tuesday", "2023-07-18", "2023-07-18"),
        ("rud-20230804-30days", "4 July 2023", "2023-07-04", None),
        ("rud-20230804-30days", "22 August", "2023-08-22", "2023-08-22"),
    ],
    ids=ascii_only,
)
def test_dates_resolve_to_the_exact_day(ask: Ask, name: str, words: str, start: str, end: str | None) -> None:
    assert ask(name).interval(words) == (start, end)


def test_without_a_publication_date_the_past_day_stays_unknown(ask: Ask) -> None:
    assert ask("opposition-fa.txt").record.published is None
    assert ask("opposition-fa.txt").interval("روز گذشته") == (None, None)
    told = read_file(SAMPLES / "opposition-fa.txt", published="2023-07-17")
    assert told.interval("روز گذشته") == ("2023-07-16", "2023-07-16")


@pytest.mark.parametrize(
    ("name", "day", "basis"),
    [
        ("agency-fa.html", "2023-07-15", "url"),
        ("harbour-post-en.html", "2023-07-16", "json-ld"),
        ("radio-ar.html", "2023-07-16", "meta"),
        ("report-ar.txt", "2023-07-15", "given"),
        ("sahel-20230716-77", "2023-07-16", "given"),
    ],
    ids=ascii_only,
)
def test_each_publication_date_says_how_it_is_known(ask: Ask, name: str, day: str, basis: str) -> None:
    published = ask(name).record.published
    assert published is not None
    assert (published.start, published.basis) == (day, basis)


# ---------------------------------------------------------------- planned, happened, asked, supposed


@pytest.mark.parametrize(
    ("name", "words", "day"),
    [
        ("statement-fa.txt", "گرد هم آیند", "2023-07-14"),
        ("opposition-fa.txt", "به خیابان خواهند آمد", "2023-07-22"),
        ("report-ar.txt", "تظاهرة تضامنية", "2023-07-21"),
        ("radio-ar.html", "وقفة تضامنية", "2023-07-22"),
        ("nakhilnet-20230718-3", "تظاهرة الجمعة", "2023-07-21"),
        ("harbour-post-en.html", "solidarity march", "2023-07-21"),
        ("oped-en.txt", "march through", "2023-07-22"),
        ("interview-en.txt", "gathering in Clock", "2023-07-21"),
        ("rud-20230804-30days", "vigil", "2023-08-22"),
    ],
    ids=ascii_only,
)
def test_a_demonstration_to_come_is_not_one_that_happened(ask: Ask, name: str, words: str, day: str) -> None:
    asked = ask(name)
    claim = asked.claim(words, "PROTEST")
    assert claim.status in ("planned", "called_for")
    assert asked.day(claim) == day


@pytest.mark.parametrize(
    ("name", "words", "nth"),
    [
        ("agency-fa.html", "گرد آمده بودند", 0),
        ("meridian-20230715-0931", "gathered", 0),
        ("radio-ar.html", "وقفة مماثلة", 0),
        ("harirud-1402-04-25-412", "تظاهرات", 0),
    ],
    ids=ascii_only,
)
def test_a_demonstration_that_happened_is_one(ask: Ask, name: str, words: str, nth: int) -> None:
    assert ask(name).claim(words, "PROTEST", nth).status == "happened"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("opposition-fa.txt", "چه کسی باور میکند که رژیم ولیفقیه دلش برای کشاورز خوزستانی سوخته باشد؟"),
        ("newspaper-fa.txt", "مگر دو كشته كم است؟"),
        ("newspaper-fa.txt", "اگر فرماندار همان روز اول به ميان مردم رفته بود، شايد امروز كسي كشته نشده بود."),
        ("column-ar.txt", "وهل كان حاكم المدينة ليأمر بإطلاق الرصاص لو كان ابنه في الساحة؟"),
        ("column-ar.txt", "لو فُتحت البوابات قبل ذلك بيوم واحد لما قُتل أحد."),
        ("oped-en.txt", "Would any European government shoot farmers on a Friday and be welcomed at a trade fair"),
        ("oped-en.txt", "the dead would have been counted in hundreds."),
        ("interview-en.txt", "If they arrest more doctors, people will bring their wounded to Basra"),
        ("statement-fa.txt", "اگر خدای نکرده برخوردی پیش آید"),
    ],
    ids=ascii_only,
)
def test_what_is_asked_or_supposed_did_not_happen(ask: Ask, name: str, sentence: str) -> None:
    asked = ask(name)
    inside = [c for c in asked.record.claims if overlap(c.trigger, asked.at(sentence))]
    assert [asked.words(c.trigger) for c in inside if c.status in ("happened", "ongoing")] == []


# ---------------------------------------------------------------- broken text, furniture, copies, names


def test_words_that_lost_their_zwnj_are_read(ask: Ask) -> None:
    asked = ask("opposition-fa.txt")
    cues = {asked.words(a.cue) for a in asked.record.attributions}
    assert {"میگوید", "مینویسد"} <= cues
    assert any(asked.words(a.span) == "خامنهای" for a in asked.record.actors)
    assert any(asked.words(a.span) in ("ولیفقیه", "رژیم ولیفقیه") for a in asked.record.actors)
    assert asked.claim("ربودهاند", "ASSAULT").status == "happened"


def test_quotes_that_do_not_close_swallow_no_more_than_their_speech(ask: Ask) -> None:
    asked = ask("newspaper-fa.txt")
    spokesman = asked.at("اين عدد ساخته")
    union = asked.at("تا عصر دوشنبه")
    assert not [
        a for a in asked.telling(union) if any(part[0] <= spokesman[0] and part[1] >= union[1] for part in a.content)
    ]
    asked.tells("چهل و سه نفر", "كانون كشاورزان")
    asked.tells("حتي يك دريچه", "عضو شوراي شهر")


@pytest.mark.parametrize(
    ("name", "furniture"),
    [
        ("agency-fa.html", ["پربازدیدترین", "یازده کشته", "برچسب‌ها", "تلگرام", "تمامی حقوق", "صفحه نخست"]),
        ("harbour-post-en.html", ["Twelve killed", "Share on", "Sign up", "cookies", "All rights reserved", "Topics:"]),
        ("radio-ar.html", ["الأكثر قراءة", "شارك على", "الكلمات المفاتيح", "جميع الحقوق", "الرئيسية"]),
    ],
    ids=ascii_only,
)
def test_the_furniture_of_a_page_is_kept_apart_with_its_reason(ask: Ask, name: str, furniture: list[str]) -> None:
    record = ask(name).record
    spans = [n.span for n in record.notes if n.code.startswith("furniture") and n.span]
    apart = " ".join(n.message for n in record.notes if n.code.startswith("furniture"))
    apart += " ".join(record.text[a:b] for a, b in spans)
    for words in furniture:
        at = record.text.find(words)
        assert at < 0 or any(a <= at < b for a, b in spans), f"{words!r} is read as text"
        assert words in apart, f"{words!r} was lost"


def test_a_caption_given_twice_is_told_once_at_most(ask: Ask) -> None:
    record = ask("radio-ar.html").record
    spans = [n.span for n in record.notes if n.code.startswith("furniture") and n.span]
    starts = [i for i in range(len(record.text)) if record.text.startswith("جسر نخلسار (صورة", i)]
    assert len([i for i in starts if not any(a <= i < b for a, b in spans)]) <= 1


def test_an_exact_copy_reads_the_same(ask: Ask) -> None:
    wire, copy = ask("sahel-20230716-77").record, ask("marfa-20230716-sahel").record
    assert wire.text == copy.text
    assert (wire.times, wire.counts, wire.attributions, wire.claims) == (
        copy.times,
        copy.counts,
        copy.attributions,
        copy.claims,
    )


def test_one_actor_keeps_its_many_wordings(ask: Ask) -> None:
    asked = ask("oped-en.txt")
    state = asked.wordings("Islamic Republic of Iran") | asked.wordings("clerical regime")
    assert len({w.casefold() for w in state}) >= 2
    tones = {asked.words(a.span): a.tone for a in asked.record.actors}
    assert tones.get("The clerical regime", tones.get("clerical regime")) == "pejorative"
    mek = asked.wordings("Mujahedin-e Khalq")
    assert any(names(w, "MEK") for w in mek)


@pytest.mark.parametrize(
    ("name", "words", "place"), [("oped-en.txt", "Brussels", "BE"), ("report-ar.txt", "البصرة", "IQ")], ids=ascii_only
)
def test_places_known_to_the_gazetteer_have_a_country(ask: Ask, name: str, words: str, place: str) -> None:
    asked = ask(name)
    assert place in {p.country for p in asked.record.places if asked.words(p.span) == words}


def test_every_value_points_into_the_text_and_names_its_rule(samples: dict[str, Record]) -> None:
    assert len(samples) == 18
    for record in samples.values():
        mentions: list[Time | Count | Place | ActorMention] = [
            *record.times,
            *record.counts,
            *record.places,
            *record.actors,
        ]
        for value in mentions:
            assert 0 <= value.span[0] < value.span[1] <= len(record.text)
            assert value.rule
        for attribution in record.attributions:
            assert attribution.rule and attribution.content
            assert all(0 <= a < b <= len(record.text) for a, b in attribution.content)
        for claim in record.claims:
            assert claim.rules and covered(claim.trigger, claim.span)


def covered(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
