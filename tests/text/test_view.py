"""The view: passages by language, sentences, quotations, joined words; the document is never changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.lang import Reading
from rawi.records import Document, Note
from rawi.text import language, view


def sentences(text: str, lang: str | None = None) -> list[str]:
    seen = view(Document(id="d", text=text, language=lang))
    return [seen.text[s.start : s.end] for s in seen.sentences]


def quoted(text: str) -> list[str]:
    seen = view(Document(id="d", text=text))
    return [seen.source(*q.inner) for q in seen.quotes]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("استاندار گفت که آب شهر تا فردا وصل می‌شود و مردم نگران نباشند.", "fa"),
        ("والی گفت که آب شهر تا فردا وصل می‌شود، اما باشندگان ولسوالی نگران هستند.", "fa"),
        ("قال المحافظ إن المياه ستعود إلى المدينة غدا وإن على الأهالي ألا يقلقوا.", "ar"),
        ("The governor said the water would be back by tomorrow and that nobody should worry.", "en"),
        ("پارێزگار گوتی ئاوی شارەکە تا سبەی دەگەڕێتەوە و با خەڵک نیگەران نەبن", "ckb"),
        ("گورنر نے کہا کہ شہر کا پانی کل تک بحال ہو جائے گا اور لوگ پریشان نہ ہوں", "ur"),
        ("والي وویل چې د ښار اوبه به تر سبا پورې بیرته راشي او خلک دې نه اندېښمن کېږي", "ps"),
        ("Le gouverneur a dit que l'eau reviendrait demain et que les habitants ne sont pas en danger.", "fr"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert language(text) == code


def test_a_passage_in_a_language_that_is_not_read_is_named_and_kept() -> None:
    text = "The mayor spoke to residents on Monday about the closed road.\nپارێزگار گوتی ئاوی شارەکە تا سبەی دەگەڕێتەوە و با خەڵک نیگەران نەبن هیچ کێشەیەک نییە"
    seen = view(Document(id="d", text=text))
    assert [n.code for n in seen.notes] == ["language.unread"]
    assert seen.notes[0].message == "ckb"
    assert {s.lang for s in seen.sentences} == {"en"}


def test_furniture_is_not_read() -> None:
    text = "The mayor spoke on Monday.\nShare this\nHe left."
    at = text.index("Share this")
    note = Note(code="furniture.share", message="share button", span=(at, at + 10))
    seen = view(Document(id="d", text=text, notes=(note,)))
    assert [seen.text[s.start : s.end] for s in seen.sentences] == ["The mayor spoke on Monday.", "He left."]


def test_sentences_end_at_stops_not_at_abbreviations() -> None:
    text = "Lt. Gen. A. B. Carter spoke at 5 p.m. in the U.S. capital. He left."
    assert sentences(text) == ["Lt. Gen. A. B. Carter spoke at 5 p.m. in the U.S. capital.", "He left."]


def test_a_stop_without_a_blank_ends_a_persian_sentence() -> None:
    assert len(sentences("راه بسته است.وی افزود: برف می‌بارد.", "fa")) == 2


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = "The police spokesman said on Tuesday that the officers\n            went to the house near the river around noon.\nThey left."
    assert sentences(text)[0].endswith("around noon.")
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("وی گفت: «آب وصل شد».", ["آب وصل شد"]),
        ('وی گفت: «آب وصل شد".', ["آب وصل شد"]),
        ("او گفت: ”آب وصل شد“ و رفت.", ["آب وصل شد"]),
        ("She said \"the 'old' road is shut\" today.", ["the 'old' road is shut", "old"]),
        ("He said ''the road is shut'' today.", ["the road is shut"]),
        ("قال: «الطريق مغلق «منذ أمس» والناس ينتظرون».", ["الطريق مغلق «منذ أمس» والناس ينتظرون", "منذ أمس"]),
        ("The 5' board and the boys' club", []),
    ],
)
def test_quotations_survive_mixed_and_nested_marks(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


def test_a_quotation_that_nothing_closes_runs_to_the_end_of_its_line_after_a_colon() -> None:
    assert quoted("روزنامه نوشت: «راه بسته است و مردم ماندند\nآب وصل شد.") == ["راه بسته است و مردم ماندند"]


def test_a_stray_mark_swallows_nothing() -> None:
    text = 'The 12" pipe burst on Monday.\nThe mayor said the road was shut.\nHe left.'
    assert quoted(text) == []
    assert len(sentences(text)) == 3


def test_speech_set_one_sentence_a_line_is_one_quotation() -> None:
    assert quoted('He said: "The road is shut.\nNobody told us."') == ["The road is shut.\nNobody told us."]


def test_lost_joiners_are_closed_in_the_view_only() -> None:
    text = "وی می گوید کتاب ها را دیده اند."
    reading = Reading(Document(id="d", text=text, language="fa"))
    assert "میگوید" in reading.view.text
    assert "کتابها" in reading.view.text
    assert "دیدهاند" in reading.view.text
    assert reading.document.text == text
    at = reading.view.text.index("میگوید")
    low, high = reading.view.span(at, at + 6)
    assert text[low:high] == "می گوید"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .\n«»\"'،می کرده اندهای‌ـً😀1:", max_size=120))
def test_sentences_and_quotations_lie_inside_the_text_in_order(text: str) -> None:
    seen = Reading(Document(id="d", text=text)).view
    ends = 0
    for sentence in seen.sentences:
        assert ends <= sentence.start < sentence.end <= len(seen.text)
        ends = sentence.end
        low, high = seen.span(sentence.start, sentence.end)
        assert 0 <= low < high <= len(text)
    for quote in seen.quotes:
        assert quote.outer[0] < quote.inner[0] <= quote.inner[1] <= quote.outer[1]


def test_a_stop_between_two_words_ends_a_sentence_though_no_blank_follows_it() -> None:
    told = "راه بسته شد.وی گفت: برف آمد .فرماندار افزود: سي.إن.إن خبر داد."
    assert len(view(Document(id="d", text=told)).sentences) == 3


def test_a_date_written_with_blanks_is_no_end_of_a_sentence() -> None:
    assert len(view(Document(id="d", text="در جلسه 23 . 8 . 1395 شورا رای داد.")).sentences) == 1
    assert len(view(Document(id="d", text="در سال 98 . 12 نفر آمدند.")).sentences) == 2
