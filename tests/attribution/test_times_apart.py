"""A time beside a verb of speech is nobody's voice; sentences are our own."""

import pytest

from rawi.pipeline import read
from rawi.records import Document


def sources(text: str, language: str) -> list[str | None]:
    record = read(Document(id="t", text=text, language=language))
    return [None if a.source is None else text[slice(*a.source)] for a in record.attributions]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "This afternoon neighbours said that the bridge is closed.", "neighbours"),
        ("en", "This month Petrofar announced that the plant is closed.", "Petrofar"),
        ("ar", "كشف الممثل مؤخرا أنه يستعد لفيلم جديد.", "الممثل"),
    ],
)
def test_a_time_beside_the_voice_is_left_out(language: str, text: str, source: str) -> None:
    assert sources(text, language) == [source]


def test_a_time_alone_is_no_voice() -> None:
    text = "The mayor, who last year said that the bridge is safe, has resigned."
    assert "last year" not in sources(text, "en")


def test_a_time_inside_a_voice_stays() -> None:
    text = "A poll published last Monday by the institute said that few will vote."
    assert sources(text, "en") == ["A poll published last Monday by the institute"]
