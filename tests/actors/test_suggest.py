"""Names that may be one actor's, across scripts."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.actors import likeness, register, suggest

SAME = [
    ("بهروز کاوندی", "Behrouz Kavandi", "بهروز كاوندي"),
    ("قاسم سلیمانی", "Qassem Soleimani", "Ghasem Suleymani"),
    ("محمدجواد ظریف", "Mohammad Javad Zarif", "محمد جواد ظريف"),
    ("مقتدی صدر", "Moqtada al-Sadr", "مقتدى الصدر"),
    ("ولادیمیر پوتین", "Vladimir Putin", "فلاديمير بوتين"),
    ("حسن نصرالله", "Hassan Nasrallah", "حسن نصر الله"),
    ("عبدالملک الحوثی", "Abdul-Malik al-Houthi", "عبد الملك الحوثي"),
]


@pytest.mark.parametrize("names", SAME)
def test_one_name_in_three_scripts_is_suggested(names: tuple[str, ...]) -> None:
    for one, other in combinations(names, 2):
        assert likeness(one, other) >= 0.85, (one, other)


def test_different_people_are_not_suggested() -> None:
    owner = {name: number for number, names in enumerate(SAME) for name in names}
    found = suggest(owner)
    assert len(found) >= 18
    assert [s for s in found if owner[s.one] != owner[s.other]] == []


def test_the_likest_come_first_and_each_pair_once() -> None:
    found = suggest(["Hassan Rouhani", "Hasan Ruhani", "حسن روحانی", "Hassan Rouhani"])
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len({frozenset((s.one, s.other)) for s in found}) == len(found)


def test_recall_and_precision_over_the_registers_persons() -> None:
    persons = [a for a in register().actors.values() if a.kind == "person"]
    pairs = [(a.name("fa"), a.name(lang)) for a in persons for lang in ("en", "ar")]
    recall = sum(likeness(*pair) >= 0.85 for pair in pairs) / len(pairs)
    others = [(a.name("fa"), b.name("en")) for a, b in combinations(persons[::4], 2)]
    false = sum(likeness(*pair) >= 0.85 for pair in others) / len(others)
    assert recall >= 0.84
    assert false <= 0.004


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Law Enforcement Command", "علي خامنئي"),
        ("Iran's army", "صحيفة إيرانية"),
        ("Two Rivers Radio", "الحرس الثوري"),
        ("Two Rivers Radio", "Rud"),
    ],
)
def test_names_that_share_a_few_letters_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < 0.85


@pytest.mark.parametrize(
    ("one", "other"), [("Ali Larijani", "علی لاریجانی"), ("Governor Kazem Aryanfar", "کاظم آریانفر"), ("Isa Qassim", "عیسی قاسم")]
)
def test_short_words_count_by_their_letters(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.85
