"""Names of places and actors as the reader knows them."""

import pytest

from rawi.review import local_names


@pytest.mark.parametrize(
    ("language", "name", "country", "local"),
    [
        ("fa", "Iraq", "IQ", "عراق"),
        ("ar", "Iran", "IR", "إيران"),
        ("fa", "Chicago", "US", "شیکاگو"),
        ("fa", "Evin Prison", None, "اوین"),
        ("fa", "Marīvān", "IR", "مریوان"),
        ("ar", "Mahrīz", "IR", "مهريز"),
        ("fa", "Ar Raqqah", "SY", "رقه"),
        ("en", "Iraq", "IQ", "Iraq"),
        ("fa", "Nakhlsar", "IR", "Nakhlsar"),
    ],
)
def test_places(language: str, name: str, country: str | None, local: str) -> None:
    assert local_names.place(language, name, country) == local


def test_actors_go_by_a_neutral_name() -> None:
    assert local_names.actor("fa", "khamenei", "Ali Khamenei") == "علی خامنه‌ای"
    assert local_names.actor("en", "khamenei", "Ali Khamenei") == "Ali Khamenei"
    assert local_names.actor("fa", "nobody-known", "N. N.") == "N. N."
