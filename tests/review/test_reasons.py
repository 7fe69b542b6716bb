"""The merge's reasons in the reader's words."""

from pathlib import Path

import pytest
from tests.review.asking import text_of

from rawi.review.dating import Dates
from rawi.review.messages import Words
from rawi.review.naming import Names
from rawi.review.reasons import Reasons
from rawi.store import Case


def reasons(language: str, calendar: str) -> Reasons:
    words = Words(language)
    return Reasons(words, Dates(words, calendar), Names(language, words))


PERSIAN = reasons("fa", "jalali")


@pytest.mark.parametrize(
    ("english", "persian"),
    [
        ("both on 15 Jul 2023", "هر دو در ۲۴ تیر ۱۴۰۲"),
        ("killed in both: 4", "کشته در هر دو: ۴"),
        ("wounded: at least 2 and 5 agree within their bounds", "زخمی: دست‌کم ۲ و ۵ در کران‌هایشان همخوان‌اند"),
        ("told 1 days after 14 Jul 2023", "۱ روز پس از ۲۳ تیر ۱۴۰۲ گفته شده"),
        ("unnamed voices of Meridian prints the words of A", "صداهای بی‌نامِ Meridian متن A را چاپ کرده"),
        ("told in broad terms; no other event fits", "کلی گفته شده؛ رویداد دیگری نمی‌خواند"),
        (
            "told in broad terms; one event fits, by no more than this",
            "کلی گفته شده؛ یک رویداد می‌خواند، تنها به همین نشانه‌ها",
        ),
        ("100% of the shorter text stands in the other, letter for letter", "۱۰۰٪ متن کوتاه‌تر حرف‌به‌حرف در دیگری هست"),
        ("shared: 3 numbers, 2 names or words; published on one day", "مشترک: ۳ عدد، ۲ نام یا واژه؛ انتشار در یک روز"),
        ("in two languages, fa and ar", "به دو زبان، فارسی و عربی"),
        ("both in Basrah, going by the place of the document", "هر دو در بصره ، بنا بر جای سند"),
    ],
)
def test_are_said_in_persian(english: str, persian: str) -> None:
    said = text_of(str(PERSIAN(english)))
    assert said.replace(" ", "") == persian.replace(" ", "")


def test_what_nobody_translated_stays_english_and_is_escaped() -> None:
    assert PERSIAN("quite <new>") == '<bdi lang="en" dir="ltr">quite &lt;new&gt;</bdi>'


def test_english_has_the_readers_dates_and_names_of_their_own_direction() -> None:
    say = reasons("en", "gregorian")
    assert text_of(str(say("both on 15 Jul 2023"))) == "both on 15 July 2023"
    assert str(say("فرماندار and the governor are one voice")).startswith(
        "<bdi>فرماندار</bdi> and <bdi>the governor</bdi>"
    )


def test_most_reasons_of_the_sample_are_translated(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        said = {reason for event in case.events() for merge in event.merges for reason in merge.reasons}
        said |= {reason for event in case.events() for link in event.links for reason in link.reasons}
        said |= {words for event in case.events() for origin in event.origins for words in origin.collapsed}
    english = sorted(reason for reason in said if 'lang="en"' in PERSIAN(reason))
    assert len(english) <= len(said) * 0.05, english


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_nothing_that_is_said_of_copies_stays_english(sample_case: Path, language: str) -> None:
    say = reasons(language, "gregorian")
    with Case.open(sample_case) as case:
        copies, _ = case.copies(limit=1000)
    said = {reason for copy in copies for reason in copy.reasons}
    assert said
    assert [reason for reason in said if 'lang="en"' in say(reason)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "told 1 day apart; shared: 2 places, 1 day"),
        ("ar", "رُويا بفارق يوم؛ المشترك: مكانان، يوم واحد"),
        ("fa", "با ۱ روز فاصله گفته شده؛ مشترک: ۲ جا، ۱ روز"),
    ],
)
def test_numbers_have_the_plural_of_the_language(language: str, said: str) -> None:
    assert text_of(str(reasons(language, "gregorian")("told 1 days apart; shared: 2 places, 1 days"))) == said


def test_places_have_their_names_in_the_readers_language() -> None:
    assert "بصره" in str(PERSIAN("both in Basra"))
