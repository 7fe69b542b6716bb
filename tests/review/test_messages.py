"""The interface's words: the same in every language, all of them used, numbers and dates as each language writes them."""

import re
import string
from pathlib import Path
from typing import Any

import pytest

from rawi.review.dating import Dates
from rawi.review.messages import LANGUAGES, Words, catalogue, number, plural

REVIEW = Path(__file__).parents[2] / "src" / "rawi" / "review"
NEEDED = {"en": {"one", "other"}, "fa": {"one", "other"}, "ar": {"other"}}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_have_the_same_keys(language: str) -> None:
    english, other = set(catalogue("en")), set(catalogue(language))
    assert sorted(english - other) == []
    assert sorted(other - english) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_have_the_same_kind_and_fields(language: str) -> None:
    for key, message in catalogue("en").items():
        there = catalogue(language)[key]
        assert type(there) is type(message), key
        if isinstance(message, list):
            assert len(there) == len(message), key
        elif isinstance(there, dict):
            assert NEEDED[language] <= set(there), key
            assert set().union(*map(_fields, there.values())) <= _fields(message), key
            assert _fields(there["other"]) == _fields(_other(message)) or "n" in _fields(_other(message)), key
        else:
            assert _fields(there) == _fields(message), key


def test_no_message_is_empty() -> None:
    for language in LANGUAGES:
        for key, message in catalogue(language).items():
            for text in message.values() if isinstance(message, dict) else [message]:
                assert text, f"{language} {key}"


def test_every_message_is_used() -> None:
    """A key stands in a template or a module whole, or by its beginning where the end is worked out."""
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in ("**/*.py", "templates/*.html", "static/*.js")
        for path in REVIEW.glob(pattern)
    )
    built = re.findall(r'"((?:[a-z_]+\.)+)" ~', written) + re.findall(r"f[\"']((?:[a-z_-]+\.)+){", written)
    groups = [f"{group}." for group in re.findall(r'or_as_is\(\s*[\'"]([a-z_.-]+)[\'"]', written)]
    beginnings = tuple({*built, *groups, "reason."})  # The reasons are found by their words.
    quoted = set(re.findall(r"""["']([a-z_]+(?:\.[A-Za-z0-9_-]+)+)["']""", written))
    reasons = {f"refused.{reason}" for reason in re.findall(r'Refused\(\s*\d+,\s*"([a-z-]+)"', written)}
    unused = [
        key for key in catalogue("en") if key not in quoted | reasons and not key.startswith(beginnings or ("\0",))
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("language", "n", "category"),
    [("en", 1, "one"), ("en", 0, "other"), ("fa", 0, "one"), ("fa", 2, "other"), ("ar", 0, "zero"), ("ar", 2, "two"),
     ("ar", 3, "few"), ("ar", 11, "many"), ("ar", 100, "other"), ("ar", 103, "few")],
)  # fmt: skip
def test_plurals_are_those_of_the_language(language: str, n: int, category: str) -> None:
    assert plural(language, n) == category


def test_numbers_are_written_in_the_languages_digits() -> None:
    assert [number(language, 12345) for language in LANGUAGES] == ["12,345", "۱۲٬۳۴۵", "١٢٬٣٤٥"]


class TestDates:
    def test_one_day_in_three_calendars(self) -> None:
        day = "2023-07-15"
        assert Dates(Words("en"), "gregorian").day(day) == "15 July 2023"
        assert Dates(Words("fa"), "jalali").day(day) == "۲۴ تیر ۱۴۰۲"
        assert Dates(Words("ar"), "hijri").day(day) == "٢٧ ذو الحجة ١٤٤٤"

    @pytest.mark.parametrize(
        ("start", "end", "words"),
        [
            ("2023-07-01", "2023-07-31", "July 2023"),
            ("2023-01-01", "2023-12-31", "2023"),
            ("2023-07-04", "2023-07-15", "4–15 July 2023"),
            ("2023-07-30", "2023-08-02", "30 July 2023 – 2 August 2023"),
            (None, "2023-07-15", "until 15 July 2023"),
            ("2023-07-15", None, "since 15 July 2023"),
            (None, None, ""),
        ],
    )
    def test_intervals_are_said_as_shortly_as_they_can_be(self, start: Any, end: Any, words: str) -> None:
        assert Dates(Words("en"), "gregorian").interval(start, end) == words

    def test_a_whole_month_of_the_solar_calendar(self) -> None:
        assert Dates(Words("fa"), "jalali").interval("2023-06-22", "2023-07-22") == "تیر ۱۴۰۲"

    def test_what_is_no_day_stays_as_it_is(self) -> None:
        assert Dates(Words("en"), "gregorian").day("unknown") == "unknown"


def test_text_in_html_is_escaped_and_isolated() -> None:
    said = Words("en").html("events.forget", name="<script>")
    assert "<bdi>&lt;script&gt;</bdi>" in said


def _other(message: Any) -> str:
    return str(message["other"]) if isinstance(message, dict) else str(message)


def _fields(message: Any) -> set[str]:
    if isinstance(message, dict):
        return set().union(*map(_fields, message.values()))
    return {name for _, name, _, _ in string.Formatter().parse(str(message)) if name}
