"""What is done the short way gives what the plain way gives, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.lang import load
from rawi.mentions.numbers import read_number, words_of
from rawi.rules.match import run
from rawi.rules.needs import DIGIT, literal
from rawi.text import Sentence, fold, tokens

LETTERS = "abZ .!?\n'\"»«)…،؛؟یيكکةأئ\u200c\u064e\u0640٣۴5,:/_-\ufefb\u2019\u00ad²"
WORDS = ["on", "the", "12", "may", "next", "week", "از", "سال", "۱۴۰۲", "تا", "في", "مايو", "الماضي"]
TEXT = st.text(alphabet=LETTERS, max_size=60) | st.text(max_size=20)


@given(TEXT)
def test_tokens_lie_where_the_pattern_finds_them(text: str) -> None:
    lower = fold(text).lower
    sentence = Sentence(0, len(lower), "en", 0, lower)
    spans = [m.span() for m in tokens._TOKEN.finditer(lower)]
    assert sentence.words == [lower[a:b] for a, b in spans]
    assert list(zip(sentence.starts, sentence.ends, strict=True)) == spans


@given(TEXT, st.integers(0, 9))
def test_stops_are_those_of_the_pattern(text: str, start: int) -> None:
    assert list(tokens._stops(text, start, len(text))) == [m.span() for m in tokens._STOP.finditer(text, start)]


@given(TEXT)
def test_a_text_folds_letter_by_letter(text: str) -> None:
    folded = fold(text)
    assert folded.text == "".join(fold(letter).text for letter in text)
    assert all(folded.start(i) <= folded.start(i + 1) for i in range(len(folded.text) - 1))


@settings(deadline=None)
@pytest.mark.parametrize("lang", ["fa", "ar", "en"])
@given(words=st.lists(st.sampled_from(WORDS), max_size=8))
def test_rules_that_are_left_out_would_not_match(lang: str, words: list[str]) -> None:
    text = fold(" ".join(words)).lower
    sentence, pack = Sentence(0, len(text), lang, 0, text), load(lang)
    rules = pack.rules("times")
    concepts = {hit.concept for hit in pack.hits(sentence)}
    there = rules.present(sentence.words, text, concepts)
    held = {key for key in rules.bits if there & rules.bits[key]}
    assert held == {
        key
        for key in rules.bits
        if key in concepts
        or (key == DIGIT and any(c.isdigit() for c in text))
        or (literal(key) is not None and str(literal(key)) in text)
    }
    chosen = rules.candidates(there)
    assert chosen == [c for c in rules if all(held & clause for clause in c.needs)]
    left_out = [c for c in rules if c not in chosen]
    assert not list(run(left_out, text, text, 0, len(text)))


@given(TEXT, st.integers(0, 70), st.lists(st.integers(0, 60), max_size=4, unique=True))
def test_the_folded_place_of_an_offset_is_the_first_that_is_not_before_it(text: str, at: int, cuts: list[int]) -> None:
    folded = fold(text)
    folded = folded.without([(c, c + 1) for c in sorted(cuts) if c < len(folded.text)])
    places = range(len(folded.text))
    assert folded.find(at) == next((i for i in places if folded.start(i) >= at), len(folded.text))


NUMBER_WORDS = {
    "en": [
        "a",
        "half",
        "dozen",
        "one",
        "two",
        "hundred",
        "about",
        "from",
        "to",
        "between",
        "and",
        "12",
        "of",
        "few",
        "x",
    ],
    "fa": ["از", "تا", "بین", "حدود", "بیست", "و", "پنج", "هزار", "نیم", "چند", "12", "نفر", "بیستوپنج"],
    "ar": ["من", "الى", "بین", "حوالی", "عشرین", "و", "خمسه", "الف", "نصف", "عشرات", "12", "وخمسه", "شخص"],
}


@settings(deadline=None)
@pytest.mark.parametrize("lang", ["fa", "ar", "en"])
@given(data=st.data())
def test_no_number_starts_where_none_is_looked_for(lang: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(NUMBER_WORDS[lang]), max_size=7))
    pack = load(lang)
    places = words_of(pack).places(words)
    for i, word in enumerate(words):
        if i not in places and (word[0].isdigit() or words_of(pack).starts(word)):
            assert read_number(words, i, pack) is None
