"""What is done the short way gives what the plain way gives, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.gazetteer.key import key
from rawi.lang import load
from rawi.lang.ar import morphology as arabic
from rawi.lang.fa import morphology as persian
from rawi.mentions.numbers import read_number, words_of
from rawi.rules.match import run
from rawi.rules.needs import DIGIT, literal
from rawi.text import Sentence, fold, fold_word, tokens
from rawi.text.language import _Told, _told

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


@given(TEXT)
def test_a_word_folds_as_the_text_that_it_stands_in(text: str) -> None:
    assert fold_word(text) == fold(text).lower
    assert key(fold(text).lower) == key(text)


PIECES = [
    "می",
    "ها",
    "گوید",
    "این",
    "است",
    "که",
    "في",
    "المدينة",
    "ۆ",
    "ە",
    "ڕ",
    "ہے",
    "the",
    "das",
    "don't",
    "12",
    "_",
]
MARKS = ["", "", "", ",", "«", "»", "؟", ".", "...", "(", "\u200c", "-", "٪", "“", "é", "ﷲ"]


@given(st.lists(st.sampled_from(PIECES + MARKS), max_size=6).map("".join) | TEXT)
def test_a_piece_tells_of_its_language_what_its_parts_tell(text: str) -> None:
    for piece in text.split():
        told, plain = _told(piece), _Told(piece)
        assert (told.letters, told.words, told.foreign) == (plain.letters, plain.words, plain.foreign)
        assert (told.rare, told.more) == (plain.rare, plain.more)


WORD = st.text("بالوفسکنیهرم", max_size=8)
ENDED = st.builds("".join, st.tuples(WORD, st.sampled_from((*persian._SUFFIXES, *arabic._SUFFIXES, ""))))


@given(ENDED)
def test_clitics_are_all_that_a_word_begins_or_ends_with(word: str) -> None:
    size = len(word)
    off = [len(end) for end in persian._SUFFIXES if size > 3 and word.endswith(end) and size - len(end) >= 2]
    assert persian.analyses(word) == ((0, 0), *((0, after) for after in off))
    befores = [len(p) for p in dict.fromkeys(arabic._PREFIXES) if word.startswith(p) and size - len(p) >= 2]
    afters = [len(end) for end in arabic._SUFFIXES if size > 4 and word.endswith(end) and size - len(end) >= 3]
    both = [(b, a) for b in befores for a in afters if size - a - b >= 3]
    assert arabic.analyses(word) == ((0, 0), *((b, 0) for b in befores), *((0, a) for a in afters), *both)


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
