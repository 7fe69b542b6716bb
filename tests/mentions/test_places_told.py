"""Places told of in passing: sites named after their town, what is asked of a country, floods that look like a capital."""

import pytest

from rawi.pipeline import read
from rawi.records import Document, Place


def places(text: str, lang: str) -> dict[str, Place]:
    record = read(Document(id="d", text=text, language=lang))
    return {text[slice(*p.span)]: p for p in record.places}


@pytest.mark.parametrize(
    ("lang", "text", "site", "country"),
    [
        ("fa", "مسافران در فرودگاه تبریز ماندند.", "فرودگاه تبریز", "IR"),
        ("fa", "انفجاری در بازار بلخ رخ داد.", "بازار بلخ", "AF"),
        ("ar", "نقل الجرحى إلى مستشفى القصرين مساء اليوم.", "مستشفى القصرين", "TN"),
    ],
)
def test_a_site_named_after_a_town_lies_there_and_ends_with_it(lang: str, text: str, site: str, country: str) -> None:
    found = places(text, lang)
    assert found[site].country == country
    assert found[site].lat is not None


def test_a_street_named_after_a_town_need_not_lie_there() -> None:
    assert places("تصادفی در خیابان بغداد رخ داد.", "fa").get("خیابان بغداد", None) is None


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("Troops were moved across the Korean peninsula.", "Korean peninsula", "Korean Peninsula"),
        ("Rain fell across the Baja California peninsula.", "Baja California peninsula", "Baja California"),
    ],
)
def test_a_region_is_known_whose_last_word_lacks_its_capital(text: str, name: str, region: str) -> None:
    assert places(text, "en")[name].name_en == region


def test_initials_before_a_small_word_are_no_town() -> None:
    assert places("Snow fell through the central U.S. on Monday.", "en")["U.S."].country == "US"
    assert places("Ferries leave Stratford-upon-Avon on Monday.", "en")["Stratford-upon-Avon"].country == "GB"


@pytest.mark.parametrize(
    ("lang", "text", "absent"),
    [
        ("en", "The envoy called on the United States to keep its word.", "United States"),
        ("en", 'The marchers shouted "Long live Spain" for hours.', "Spain"),
        ("fa", "سفیر از ایالات متحده خواست به وعده‌هایش عمل کند.", "ایالات متحده"),
        ("ar", "قال السفير إن بلاده لا تثق في واشنطن.", "واشنطن"),
        ("ar", "تسببت الأمطار في سيول جارفة بالصحراء.", "سيول"),
        ("ar", "زلزال كبير في إندونيسيا، فإن الدولة غير مستعدة.", "فإن"),
    ],
)
def test_what_is_asked_shouted_or_flows_is_no_place(lang: str, text: str, absent: str) -> None:
    assert absent not in places(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Two ships collided on the United States coast.", "United States"),
        ("fa", "او دیروز از ایالات متحده بازگشت.", "ایالات متحده"),
        ("fa", "باید سال‌ها پیش از آمریکا می‌رفتم.", "آمریکا"),
        ("fa", "نماینده دموکرات شیکاگو رأی نداد.", "شیکاگو"),
        ("fa", "بمب اتمی هیروشیما هزاران نفر را کشت.", "هیروشیما"),
        ("ar", "عقد الاجتماع في سيول عاصمة كوريا الجنوبية.", "سيول"),
        ("ar", "ضرب زلزال ولاية فان في تركيا.", "فان"),
    ],
)
def test_where_something_is_or_somebody_leaves_is_a_place(lang: str, text: str, name: str) -> None:
    assert name in places(text, lang)


def test_a_country_behind_its_town_is_a_place_among_teams_too() -> None:
    text = "بازیکنان و مهاجم تیم پنج‌شنبه در ورزشگاه شهر ناپل ایتالیا به میدان می‌روند. دروازه‌بان در لیگ غایب است."
    assert "ایتالیا" in places(text, "fa")


def test_a_state_beside_others_is_no_small_town_of_the_name() -> None:
    found = places("Rain fell in California, in southern Nevada and Arizona, and in Utah.", "en")
    assert found["Nevada"].kind == "province"


def test_a_town_behind_an_unlisted_name_that_says_where_is_a_place() -> None:
    assert "Donetsk" in places("Shells fell near Zelyna Balka, Donetsk.", "en")
    assert "Smith" not in places("He was shot near Zelyna Balka, Smith said.", "en")
