"""Folding: one spelling, and a map that is exact for every span."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.text import fold

# Letters of both scripts, marks that are dropped, forms that expand, line ends of three kinds, emoji, bidi controls.
ALPHABET = "abcZیيکكأإآةۀؤئ ‌ـًّ́‏‎‪‬\u2066\u2069ﻻﷺﭐﻷ…«»“”\"'\r\n\t۱۲٣٤0😀👩🏽İßﬁＡ\u00a0\u00ad،؛؟٪"
TEXTS = st.one_of(st.text(alphabet=ALPHABET, max_size=60), st.text(max_size=40))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_of_the_view_maps_to_the_characters_it_was_read_from(text: str) -> None:
    folded = fold(text)
    last = 0
    for i, char in enumerate(folded.text):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last, "the map never runs backwards"
        assert char in fold(text[start:end]).text
        last = start


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.data())
def test_every_span_of_the_view_folds_back_to_itself(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    low = data.draw(st.integers(0, len(folded.text) - 1))
    high = data.draw(st.integers(low + 1, len(folded.text)))
    start, end = folded.span(low, high)
    assert folded.text[low:high] in fold(text[start:end]).text


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 60), max_size=8))
def test_taking_spans_out_keeps_the_map(text: str, cuts: list[int]) -> None:
    folded = fold(text)
    points = sorted({c for c in cuts if c <= len(folded.text)})
    drops = [(points[k], points[k + 1]) for k in range(0, len(points) - 1, 2)]
    kept = [i for i in range(len(folded.text)) if not any(a <= i < b for a, b in drops)]
    without = folded.without(drops)
    assert without.text == "".join(folded.text[i] for i in kept)
    assert [without.start(j) for j in range(len(kept))] == [folded.start(i) for i in kept]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_lower_case_has_the_same_length_and_find_inverts_start(text: str) -> None:
    folded = fold(text)
    assert len(folded.lower) == len(folded.text)
    for i in range(len(folded.text)):
        assert folded.start(folded.find(folded.start(i))) == folded.start(i)


def test_spellings_of_one_word_fold_alike() -> None:
    assert fold("خامنه‌ای").text == fold("خامنهای").text == fold("خامنه‌اي").text
    assert fold("ﻻﺑﺪ").text == fold("لابد").text
    assert fold("مُحَمَّد").text == fold("محـــمد").text
    assert fold("۱۴۰۳ ٢٠٢٤").text == "1403 2024"


def test_a_span_takes_in_the_marks_after_its_last_letter_and_no_joiner() -> None:
    text = "قالَ‌ هو"
    assert fold(text).span(0, 3) == (0, 4)
