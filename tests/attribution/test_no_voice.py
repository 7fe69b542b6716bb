"""Words at the head of a clause that are nobody's name, and compounds that look like a call."""

import pytest

from rawi.pipeline import read
from rawi.records import Document


def voices(text: str, lang: str) -> list[str | None]:
    return [a.source_name for a in read(Document(id="d", text=text, language=lang)).attributions]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fa", "جمهوری خواهان در انتخابات آینده در معرض شکست هستند."),
        ("fa", "گفت‌وگو میان استقلال خواهان و مخالفانشان به جایی نرسید."),
    ],
)
def test_a_compound_written_apart_calls_for_nothing(lang: str, text: str) -> None:
    assert voices(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("fa", "آیا فکر می‌کنید او درست می‌گوید؟", "آیا"),
        ("ar", "متى سيقولون إن الأمر انتهى؟", "متى"),
    ],
)
def test_a_question_word_is_no_voice(lang: str, text: str, word: str) -> None:
    assert word not in voices(text, lang)


def test_a_state_that_calls_for_something_does() -> None:
    assert voices("دولت فرانسه خواهان آتش‌بس فوری است.", "fa") == ["دولت فرانسه"]
