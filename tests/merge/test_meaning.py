"""With an encoder at hand, similar sentences count in what is suggested, and in nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rawi.engine.duck import Duck
from rawi.engine.merging import Merged, collect, load, merge
from rawi.merge.meaning import Meaning, with_meaning
from rawi.merge.steps import run
from rawi.records import Record

from .made import claim, record

ENGLISH = (
    "The tannery at Qolban caught fire on Tuesday night, and Marwan Zubaydi of the Harbour Guard said that 47 workers "
    "had been led out through the yard of the Delmira mill before the roof came down at 22:15."
)
ARABIC = (
    "اندلع حريق في مدبغة قلبان ليل الثلاثاء، وقال مروان الزبيدي من حرس الميناء إن 47 عاملا أخرجوا عبر فناء مطحنة ديلميرا "
    "قبل انهيار السقف عند الساعة 22:15."
)
OTHER = "وصلت باخرة تحمل 47 طنا من القمح إلى ميناء ديلميرا، وقال مروان الزبيدي إنها تفرغ حمولتها غدا الساعة 22:15."


@dataclass(frozen=True)
class Subjects:
    """An encoder that knows what three texts are about, and that the first two say the same."""

    version: str = "made-1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = {ENGLISH: (1.0, 0.0), ARABIC: (0.95, 0.3122499), OTHER: (0.2, 0.9797959)}
        return np.array([rows[text] for text in texts], dtype=np.float32)


def records() -> list[Record]:
    texts = (("en", ENGLISH), ("ar", ARABIC), ("so", OTHER))
    return [
        record(
            name, f"Outlet {name}", "2019-11-04", claim(killed=3), text=text, language="en" if name == "en" else "ar"
        )
        for name, text in texts
    ]


def merged(made: list[Record]) -> Merged:
    with Duck(workers=1) as duck:
        load(duck, made)
        run(duck, with_meaning(Subjects))
        return collect(duck)


def test_a_translation_gains_by_it_and_an_account_of_something_else_loses() -> None:
    meaning, body = Meaning(Subjects), '[[],["shared: 9 names"]]'
    same = list(meaning.rewritten(1, 2, "rewrite", "suggested", 500, body, "en", "ar", ENGLISH, ARABIC, "made-1"))
    other = list(meaning.rewritten(1, 3, "rewrite", "suggested", 500, body, "en", "ar", ENGLISH, OTHER, "made-1"))
    assert [row[6] for row in (*same, *other)] == [620, 380]


def test_it_is_told_as_a_reason_with_the_model_it_is_by() -> None:
    (found,) = [copy for copy in merged(records()).copies if {copy.first, copy.second} == {"en", "ar"}]
    assert found.status == "suggested"
    assert found.reasons[-1] == "sentences 0.95 alike, by the model made-1"


def test_events_and_origins_are_as_they_are_without_it() -> None:
    assert merged(records()).events == merge(records()).events


def test_what_was_nearly_suggested_is_where_the_sentences_are_alike() -> None:
    meaning = Meaning(Subjects)
    nearly = (1, 2, "kin", "kin", 90, "", "en", "ar")
    ((*_, status, _, _, points, body),) = meaning.rewritten(*nearly, ENGLISH, ARABIC, "made-1")
    assert (status, points) == ("suggested", 210)
    assert "in two languages, en and ar" in body
    assert not list(meaning.rewritten(*nearly, ENGLISH, OTHER, "made-1"))
    # In one language, documents on one subject are alike anyway.
    assert not list(meaning.rewritten(1, 2, "kin", "kin", 90, "", "ar", "ar", ENGLISH, ARABIC, "made-1"))
