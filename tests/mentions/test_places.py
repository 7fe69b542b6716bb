"""Places: toponyms that say where, and not the people, papers and governments that share their names."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document, Place


def read(text: str, lang: str | None = None, outlet: str | None = None) -> tuple[Place, ...]:
    return places(Reading(Document(id="d", text=text, language=lang, outlet=outlet)))


def names(text: str, lang: str) -> list[str]:
    return [text[p.span[0] : p.span[1]] for p in read(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "این حادثه دیروز در اهواز رخ داد.", ["اهواز"]),
        ("fa", "استاندار خوزستان از بازدید در شهرستان شوشتر خبر داد.", ["خوزستان", "شوشتر"]),
        ("fa", "تظاهرات در تهران، اصفهان و مشهد برگزار شد.", ["تهران", "اصفهان", "مشهد"]),
        ("fa", "کاروان از بندر عباس به کرمان رفت.", ["بندر عباس", "کرمان"]),
        ("fa", "نیروها در خاک سوریه مستقر شدند.", ["سوریه"]),
        ("fa", "زندانیان در زندان اوین اعتصاب کردند.", ["زندان اوین"]),
        ("fa", "سیل به مناطقی در شمال آمریکای لاتین رسید.", ["آمریکای لاتین"]),
        ("ar", "أوقفت الوحدات شخصا في مدينة سوسة.", ["سوسة"]),
        ("ar", "وصل الوفد أمس إلى صفاقس وتوجه للمهدية.", ["صفاقس", "مهدية"]),
        ("ar", "جد الحادث بمعتمدية قصور الساف من ولاية المهدية.", ["قصور الساف", "المهدية"]),
        ("ar", "اندلعت معارك في حلب وإدلب وحمص.", ["حلب", "إدلب", "حمص"]),
        ("en", "The blast happened in Baghdad on Sunday.", ["Baghdad"]),
        ("en", "Rescuers reached Paris, Texas, after dawn.", ["Paris", "Texas"]),
        ("en", "He fled from Mosul to Erbil.", ["Mosul", "Erbil"]),
    ],
)
def test_toponyms_that_say_where(lang: str, text: str, expected: list[str]) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "absent"),
    [
        ("fa", "دولت ایران اعلام کرد که مذاکره نمی‌کند.", "ایران"),
        ("fa", "به نوشته روزنامه ایران، قیمت‌ها بالا رفت.", "ایران"),
        ("fa", "به گزارش خبرگزاری فارس، نشست برگزار شد.", "فارس"),
        ("fa", "وی در بیان خاطرات خود گفت که راه دشوار است.", "بیان"),
        ("fa", "ناهید کرمانشاهی گفت که راه باز است.", "کرمانشاه"),
        ("fa", "آقای اشرف احمدی در جلسه سخن گفت.", "اشرف"),
        ("ar", "أعلنت الحكومة التونسية في بيان عن القرار.", "بيان"),
        ("ar", "نقلت صحيفة الشرق الأوسط عن مصادرها الخبر.", "الشرق الأوسط"),
        ("ar", "قال السيد سامي الطاهري إن الإضراب قائم.", "سامي"),
        ("en", "Iran said it would not negotiate.", "Iran"),
        ("en", "Jordan Williams scored twice.", "Jordan"),
        ("en", "According to the Washington Post, talks failed.", "Washington"),
    ],
)
def test_people_papers_and_governments_are_no_places(lang: str, text: str, absent: str) -> None:
    assert absent not in names(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "name_en", "country", "kind"),
    [
        ("در استان قم باران بارید.", "fa", "Qom", "IR", "province"),
        ("در شهر قم باران بارید.", "fa", "Qom", "IR", "city"),
        ("في ولاية سوسة من تونس", "ar", "Sousse", "TN", "province"),
        ("Floods hit Houston, Texas.", "en", "Houston", "US", "city"),
        ("وصل الوفد إلى عَمّان أمس.", "ar", "Amman", "JO", "city"),
        ("وصل الوفد إلى عُمان أمس.", "ar", "Oman", "OM", "country"),
        ("وصل الوفد إلى عمان أمس.", "ar", "Oman", "OM", "country"),
        ("They camped in Zaatari for years.", "en", "Zaatari", "JO", "site"),
        ("مردم نوار غزه در محاصره‌اند؛ در نوار غزه برق نیست.", "fa", "Gaza Strip", "PS", "region"),
    ],
)
def test_places_are_resolved(text: str, lang: str, name_en: str, country: str, kind: str) -> None:
    assert (name_en, country, kind) in [(p.name_en, p.country, p.kind) for p in read(text, lang)]


def test_a_country_where_something_is_is_a_place_and_one_that_acts_is_not() -> None:
    text = "Iraq condemned the raid. The raid took place in Iraq."
    assert [p.span[0] for p in read(text, "en")] == [text.rindex("Iraq")]


def test_an_unlisted_site_lies_where_the_town_beside_it_lies() -> None:
    text = "The van was found near Juniper Hollow Road in Knoxville, Tennessee."
    site = next(p for p in read(text, "en") if text[p.span[0] : p.span[1]] == "Juniper Hollow Road")
    assert site.kind == "site"
    assert site.rule == "place.site.near"
    assert site.lat == pytest.approx(35.96, abs=0.3)


def test_an_unlisted_site_with_nothing_near_has_no_coordinates() -> None:
    text = "They met at the Juniper Hollow Hospital."
    (site,) = read(text, "en")
    assert (site.lat, site.lon, site.country, site.rule) == (None, None, None, "place.site")


@pytest.mark.parametrize(
    ("lang", "text", "village"),
    [
        ("fa", "در روستای گلستانک‌آباد آب قطع شد.", "گلستانک‌آباد"),
        ("ar", "جد الحادث في قرية أولاد بوسنينة أمس.", "أولاد بوسنينة"),
    ],
)
def test_a_village_no_gazetteer_has_is_a_place_where_it_is_called_one(lang: str, text: str, village: str) -> None:
    found = [p for p in read(text, lang) if text[p.span[0] : p.span[1]] == village]
    assert [p.rule for p in found] == ["place.called"]


def test_a_district_lies_at_the_town_it_is_named_after() -> None:
    text = "Officers were shot in Kulu district of Konya."
    district = next(p for p in read(text, "en") if text[p.span[0] : p.span[1]] == "Kulu district")
    assert district.lat is not None and round(district.lat) == 39 and district.geonames is None
    text = "Officers were shot in Paris district of Konya."
    district = next(p for p in read(text, "en") if text[p.span[0] : p.span[1]] == "Paris district")
    assert district.country == "TR" and round(district.lat or 0) == 38


def test_spans_point_into_the_document_however_it_is_spelt() -> None:
    text = "حادثه‌ای در قائـم‌شهر رخ داد."
    (place,) = read(text, "fa")
    assert text[place.span[0] : place.span[1]] == "قائـم‌شهر"


def test_all_caps_text_is_read() -> None:
    text = "THREE KILLED IN MOSUL\n\nPOLICE IN MOSUL SAID THREE PEOPLE DIED."
    found = [text[p.span[0] : p.span[1]] for p in read(text, "en")]
    assert found.count("MOSUL") == 2
    assert set(found) == {"MOSUL"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ایران عراق در شهر،. \nParis in 12«»()ـ‌بوسة", max_size=80))
def test_any_text_gives_ordered_places_within_it(text: str) -> None:
    found = read(text)
    assert [p.span for p in found] == sorted(p.span for p in found)
    assert all(0 <= p.span[0] < p.span[1] <= len(text) for p in found)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))
    assert [p.id for p in found] == [f"P{n + 1}" for n in range(len(found))]


def test_reading_twice_gives_the_same() -> None:
    text = "In Tripoli and Benghazi, residents of Libya waited. در تهران باران بارید."
    assert read(text) == read(text)
