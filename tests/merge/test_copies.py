"""Copies: reprints whole and in part, worn spelling, common text, suggested translations."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.made import merged, record

from rawi.merge.align import align
from rawi.merge.letters import GRAM, WINDOW, Letters, fingerprints
from rawi.records import Attribution, Record

PERSIAN = (
    "کشاورزان روستای بالادست می‌گویند از آغاز تابستان تا کنون هیچ آبی به جوی‌های آنان نرسیده است و نخل‌های جوان "
    "یکی پس از دیگری "
    "خشک می‌شوند. شورای روستا نامه‌ای به فرمانداری نوشته و خواسته است دریچه‌های سد دست‌کم هفته‌ای دو روز باز بماند."
)
ENGLISH = (
    "Farmers of the upper village say that no water has reached their ditches since early summer and that the "
    "young palms are "
    "drying up one after another. The village council has written to the governor to ask that the gates be "
    "opened twice a week."
)


def found(*records):
    return [copy for copy in merged(*records).copies if copy.status == "found"]


def test_a_reprint_with_another_headline_and_worn_spelling_is_a_copy() -> None:
    worn = PERSIAN.replace("\u200c", "").replace("ی", "ي").replace("ک", "ك")
    [copy] = found(
        record("a", "A", "2019-11-03", text=f"آب نیست\n{PERSIAN}", language="fa"),
        record("b", "B", "2019-11-04", text=f"تازه: روایت تشنگی\n{worn}", language="fa"),
    )
    assert (copy.first, copy.second, copy.kind, copy.dated) == ("a", "b", "document", True)
    assert copy.share_first > 0.9


def test_a_reprinted_paragraph_is_a_passage_with_aligned_spans() -> None:
    own = (
        "The market was quiet on Monday and nobody would say why the lorries had stayed away from the square "
        "for so long. "
    )
    late = (
        " Whether anyone will answer is another matter, and the elders have stopped asking the men at the "
        "gate about it."
    )
    first = record("a", "A", "2019-11-03", text=ENGLISH)
    second = record("b", "B", "2019-11-04", text=own * 2 + ENGLISH.split(". ", maxsplit=1)[0] + late * 3)
    [copy] = found(first, second)
    assert copy.kind == "passage"
    ((a, b),) = copy.spans
    assert first.text[a[0] : a[1]] == second.text[b[0] : b[1]] == ENGLISH.split(". ", maxsplit=1)[0]


@pytest.mark.parametrize(
    "common",
    [
        "بسم الله الرحمن الرحیم. ولا تحسبن الذین قتلوا فی سبیل الله امواتا بل احیاء عند ربهم یرزقون",
        "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    ],
)
def test_prayers_and_notices_are_no_copies(common: str) -> None:
    assert not found(
        record("a", "A", "2019-11-03", text=f"{ENGLISH[:120]} {common}"),
        record("b", "B", "2019-11-04", text=f"{PERSIAN[:120]} {common}"),
    )


def test_a_footer_that_one_outlet_prints_everywhere_is_no_copy() -> None:
    footer = (
        "Send your letters to the third floor of the brick house on Mill Street, between nine and four, and "
        "mark them clearly."
    )
    texts = [
        f"{'abcdefgh'[n] * 3} story {n * 7919} of {n * 104729} things that happened on day {n}. {footer}"
        for n in range(8)
    ]
    assert not found(*(record(f"d{n}", "One Outlet", "2019-11-03", text=text) for n, text in enumerate(texts)))


def test_different_texts_are_no_copies() -> None:
    assert not found(record("a", text=ENGLISH), record("b", text=PERSIAN, language="fa"))


words = st.lists(
    st.text(st.characters(categories=["Ll", "Lo", "Nd"], max_codepoint=0x6FF), min_size=1, max_size=9),
    min_size=40,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(words, words, words)
def test_any_shared_stretch_of_letters_gives_a_shared_fingerprint(one, shared, other) -> None:
    letters = Letters(" ".join(shared))
    if len(letters) >= GRAM + WINDOW - 1:
        first, second = Letters(" ".join([*one, *shared])), Letters(" ".join([*shared, *other]))
        assert set(fingerprints(first)) & set(fingerprints(second))


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_aligned_spans_hold_the_same_letters_where_nothing_was_edited(one, other) -> None:
    a, b = " ".join([*one, *other]), " ".join([*other, *one])
    for (low, high), (start, end) in align(Letters(a), Letters(b)).spans:
        left, right = Letters(a[low:high]), Letters(b[start:end])
        assert abs(len(left) - len(right)) <= 80


def saying(name: str, told: str, language: str, voice: str, words: str, said: str) -> Record:
    """A record of one direct quotation."""
    text = f"{said} «{words}»."
    span = (text.index(words), text.index(words) + len(words))
    told_ = Attribution(
        id="a1", source=None, source_name=voice, source_kind="person", cue=None, content=(span,), mode="direct",
        polarity="asserts", rule="made", parent=None,
    )  # fmt: skip
    made = record(name, f"Outlet {name}", told, text=text, language=language)
    return msgspec.structs.replace(made, attributions=(told_,))


def test_one_quotation_in_two_languages_is_suggested_with_both_places() -> None:
    english = saying("a", "2019-11-04", "en", "Marwan Zubaydi", "We will not go back there", "Marwan Zubaydi said:")
    arabic = saying("b", "2019-11-05", "ar", "مروان الزبيدي", "لن نعود إلى هناك", "وقال مروان الزبيدي:")
    [copy] = merged(english, arabic).copies
    assert (copy.kind, copy.status) == ("quotation", "suggested")
    [(one, other)] = copy.spans
    of_a_trade = saying("b", "2019-11-05", "ar", "المتظاهر مروان الزبيدي", "لن نعود إلى هناك", "وقال:")
    assert [each.kind for each in merged(english, of_a_trade).copies] == ["quotation"]
    assert english.text[slice(*one)] == "We will not go back there"
    assert arabic.text[slice(*other)] == "لن نعود إلى هناك"
    assert any("one voice" in reason for reason in copy.reasons)


@pytest.mark.parametrize(
    ("voice", "day", "words"),
    [
        ("يوسف الحداد", "2019-11-05", "لن نعود إلى هناك"),
        ("مروان الزبيدي", "2019-11-25", "لن نعود إلى هناك"),
        ("مروان الزبيدي", "2019-11-05", "خرجنا 47 من هناك"),
        ("مروان الزبيدي", "2019-11-05", "نعود"),
    ],
    ids=["another voice", "three weeks later", "another number", "too short"],
)
def test_other_quotations_are_not(voice: str, day: str, words: str) -> None:
    english = saying("a", "2019-11-04", "en", "Marwan Zubaydi", "We will not go back there", "Marwan Zubaydi said:")
    assert merged(english, saying("b", day, "ar", voice, words, f"وقال {voice}:")).copies == ()


def test_a_translation_is_suggested_and_never_applied() -> None:
    en = record(
        "en",
        "A",
        "2019-11-03",
        language="en",
        text=(
            "Karim Salmani told reporters in Nasiriyah that 1,347 families had left Shatrah since Monday. "
            "Salmani said 215 tents from "
            "Basra reached Rifai, and Hadi Bashirian of the Delta Committee counted 68 wells. Bashirian wants "
            "412 pumps from Samawah."
        ),
    )
    fa = record(
        "fa",
        "B",
        "2019-11-04",
        language="fa",
        text=(
            "کریم سلمانی در ناصریه به خبرنگاران گفت ۱۳۴۷ خانواده از دوشنبه شطره را ترک کرده‌اند. به گفته سلمانی "
            "۲۱۵ چادر از بصره به رفاعی رسیده "
            "و هادی بشیریان از کمیته دلتا ۶۸ چاه شمرده است. بشیریان ۴۱۲ تلمبه از سماوه می‌خواهد."
        ),
    )
    other = record("other", "C", "2019-11-04", text=ENGLISH)
    copies = merged(en, fa, other).copies
    assert [(copy.kind, copy.status, {copy.first, copy.second}) for copy in copies] == [
        ("rewrite", "suggested", {"en", "fa"})
    ]
    assert any("numbers" in reason for reason in copies[0].reasons)
