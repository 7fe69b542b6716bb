"""Candidates of a sentence, in order, however many its words name."""

from itertools import pairwise

import pytest

from rawi.claims.triggers import triggers
from rawi.lang import Reading
from rawi.records import Document


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    reading = Reading(Document(id="x", text=text))
    return [(t.form, t.role, t.modes) for t in triggers(reading, 0)]


def test_longer_entries_go_before_shorter_ones_and_none_overlap() -> None:
    reading = Reading(Document(id="x", text="Rebels carried out an armed attack and police fired tear gas at them."))
    spans = [(t.first, t.last) for t in triggers(reading, 0)]
    assert spans == sorted(spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("one", "mark"),
    [
        ("police arrested a man after the attack on a protest", ", "),
        ("پلیس پس از حمله به تظاهرات یک نفر را بازداشت کرد", "، "),
        ("اعتقلت الشرطة رجلا بعد الهجوم على المظاهرة", "، "),
    ],
)
def test_many_words_in_one_sentence_are_taken_as_few_are(one: str, mark: str) -> None:
    alone = found(one)
    assert len(alone) > 2
    assert found(mark.join([one] * 40)) == alone * 40
