"""One utterance in two languages: the right pair is suggested before a wrong one, and a voice quoted often is bounded."""

import random
from pathlib import Path

import msgspec
import pytest

from rawi.engine import growing
from rawi.engine.corpus import Corpus
from rawi.engine.duck import Duck
from rawi.engine.merging import load, merge
from rawi.merge.gloss import gloss
from rawi.merge.program import COPY_STEPS
from rawi.merge.steps import Query, run
from rawi.records import Attribution, Copy, Record

from .made import record

VOICE = {"en": "Marwan Zubaydi", "ar": "مروان الزبيدي", "fa": "مروان زبیدی"}


def sayings(name: str, language: str, *said: str, told: str | None = "2019-11-04", lead: str = "") -> Record:
    """A record of direct quotations of one voice, after some words of the reporter's."""
    text, found = lead or f"{name}.", []
    for number, words in enumerate(said):
        start = len(text) + 2
        text += f" «{words}»."
        found.append(
            Attribution(
                id=f"a{number}", source=None, source_name=VOICE[language], source_kind="person", cue=None,
                content=((start, start + len(words)),), mode="direct", polarity="asserts", rule="made", parent=None,
            )
        )  # fmt: skip
    made = record(name, f"Outlet {name}", told, text=text, language=language)
    return msgspec.structs.replace(made, attributions=tuple(found))


def suggested(*records: Record) -> list[tuple[str, str, Copy]]:
    """The suggested pairs of quotations with their words, the best first."""
    texts = {each.id: each.text for each in records}
    found = [copy for copy in merge(list(records)).copies if copy.kind == "quotation"]
    assert all(copy.status == "suggested" for copy in found)
    shown = []
    for copy in sorted(found, key=lambda each: -each.score):
        [(one, other)] = copy.spans
        shown.append((texts[copy.first][slice(*one)], texts[copy.second][slice(*other)], copy))
    return shown


def test_the_right_pair_is_suggested_and_not_the_wrong_one_of_a_better_length() -> None:
    english = sayings("a", "en", "They are not firing up in the air", "Their intention is to kill")
    arabic = sayings("b", "ar", "لا يرمون للأعلى", "هدفهم القتل")
    assert {(one, other) for one, other, _ in suggested(english, arabic)} == {
        ("They are not firing up in the air", "لا يرمون للأعلى"),
        ("Their intention is to kill", "هدفهم القتل"),
    }


def test_the_reasons_name_the_words_that_both_have() -> None:
    english = sayings("a", "en", "We will not leave the square until the prisoners return")
    persian = sayings("b", "fa", "تا زندانیان بازنگردند میدان را ترک نمی‌کنیم")
    [(_, _, copy)] = suggested(english, persian)
    assert any("words in common" in reason and "leave" in reason for reason in copy.reasons)
    assert "both deny" in copy.reasons


def test_what_one_side_denies_and_the_other_does_not_ranks_lower() -> None:
    english = sayings("a", "en", "The doctors opened the hospital to the wounded")
    same = sayings("b", "ar", "فتح الأطباء المستشفى للجرحى")
    denied = sayings("b", "ar", "لم يفتح الأطباء المستشفى للجرحى")
    [(_, _, one)] = suggested(english, same)
    [(_, _, other)] = suggested(english, denied)
    assert one.score > other.score


@pytest.mark.parametrize("arabic", ["رأينا ثلاثة جنود عند الباب", "رأينا 3 جنود عند الباب"])
def test_a_number_may_be_written_out(arabic: str) -> None:
    assert suggested(sayings("a", "en", "We saw 3 soldiers at the door"), sayings("b", "ar", arabic))


def test_another_number_is_another_utterance() -> None:
    assert not suggested(
        sayings("a", "en", "We saw 3 soldiers at the door"), sayings("b", "ar", "رأينا 5 جنود عند الباب")
    )


@pytest.mark.parametrize(
    ("language", "words", "meanings", "denies"),
    [
        ("en", "They don't want war", {"want", "war"}, True),
        ("fa", "ما جنگ نمی‌خواهیم", {"want", "war"}, True),
        ("ar", "لا نريد الحرب", {"want", "war"}, True),
        ("ar", "سنعود إلى بيوتنا", {"return", "house"}, False),
        ("fa", "به خانه بازمی‌گردیم", {"return", "house"}, False),
        ("en", "We shall return to our homes", {"return", "house"}, False),
    ],
)
def test_words_of_one_meaning_are_one_in_three_languages(
    language: str, words: str, meanings: set[str], denies: bool
) -> None:
    found = gloss(words, language)
    assert {each.lstrip("~") for each in found.meanings} == meanings
    assert found.denies == denies


def test_those_of_no_known_day_are_compared_where_the_reports_are_likely_translations() -> None:
    told = "Karim Salmani and Huda Baghdadi met in Nasiriyah: 1,347 families, 215 tents, 68 trucks, 4,512 blankets."
    arabic = "التقى كريم سلماني وهدى بغدادي في الناصرية: 1347 عائلة و215 خيمة و68 شاحنة و4512 بطانية."
    words, their = "We will never go back to that house", "لن نعود أبدا إلى ذلك البيت"
    one, other = (
        sayings("a", "en", words, told=None, lead=told),
        sayings("b", "ar", their, told=None, lead=arabic),
    )
    assert [(x, y) for x, y, _ in suggested(one, other)] == [(words, their)]
    assert not suggested(sayings("a", "en", words, told=None), sayings("b", "ar", their, told=None))


# A voice that is quoted very often.

SIZE, NEAR = 60, 6
WORDS = [
    ("doctor", "طبيب"), ("hospital", "مستشفى"), ("child", "طفل"), ("street", "شارع"), ("soldier", "جندي"),
    ("border", "حدود"), ("bread", "خبز"), ("school", "مدرسة"), ("prison", "سجن"), ("minister", "وزير"),
    ("election", "انتخابات"), ("corruption", "فساد"), ("electricity", "كهرباء"), ("blood", "دم"), ("ship", "سفينة"),
    ("journalist", "صحفي"), ("bomb", "قنبلة"), ("winter rain", "مطر"), ("mosque", "مسجد"), ("freedom", "حرية"),
    ("mother", "أم"), ("refugee", "لاجئ"), ("police", "شرطة"), ("justice", "عدالة"),
]  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice counts as quoted too often, and quotations as near, at sizes that a test can afford."""
    text = Query.text

    def smaller(query: Query) -> str:
        found = text(query)
        if query.name.startswith("quote_"):
            for old, new in (("> 400", f"> {SIZE}"), ("// 40", f"// {NEAR}"), ("<= 40", f"<= {NEAR}")):
                found = found.replace(old, new)
        return found

    monkeypatch.setattr(Query, "text", smaller)
    monkeypatch.setattr(growing, "CROWD", SIZE)


def utterances(number: int, seed: int = 1) -> list[Record]:
    """`number` utterances of one voice within three days, each in English and in Arabic."""
    random_ = random.Random(seed)
    found = []
    for n in range(number):
        chosen = random_.sample(WORDS, 4)
        day = f"2019-11-0{4 + n % 3}"
        found.append(sayings(f"e{n:04}", "en", " and the ".join(word for word, _ in chosen), told=day))
        found.append(sayings(f"a{n:04}", "ar", " و".join(word for _, word in chosen), told=day))
    return found


def pairs_of(records: list[Record]) -> int:
    """How many pairs of quotations a merge compares."""
    with Duck(workers=1) as duck:
        load(duck, records)
        counted: list[int] = []

        def watch(name: str) -> None:
            if name == "quotations":
                counted.append(duck.number("SELECT count(*) FROM quote_pairs"))

        run(duck, COPY_STEPS, watch)
        return counted[0]


def test_a_voice_that_is_not_quoted_too_often_is_compared_in_full(small: None) -> None:
    assert pairs_of(utterances(14)) == 14 * 14


def test_what_a_voice_costs_grows_with_its_quotations_and_not_with_their_square(small: None) -> None:
    few, many = pairs_of(utterances(60)), pairs_of(utterances(120))
    assert many < 2.3 * few
    assert many <= 4 * NEAR * 240


def test_translations_find_each_other_in_a_crowd(small: None) -> None:
    records = utterances(80)
    best: dict[str, str] = {}
    for copy in sorted((each for each in merge(records).copies if each.kind == "quotation"), key=lambda c: c.score):
        english, arabic = sorted((copy.first, copy.second), reverse=True)
        best[english] = arabic
    assert sum(best.get(f"e{n:04}") == f"a{n:04}" for n in range(80)) >= 76


def test_the_order_of_the_records_makes_no_difference(small: None) -> None:
    records = utterances(40)
    expected = merge(records)
    random.Random(3).shuffle(records)
    assert merge(records) == expected


def test_growing_over_the_border_gives_the_merge_from_scratch(small: None, tmp_path: Path) -> None:
    records = [*utterances(34), sayings("e9999", "en", "The doctor and the hospital and the child", told="2019-11-02")]
    held = {each.id: each for each in records[:56]}
    with Corpus(tmp_path / "corpus", workers=1) as corpus:
        corpus.update(dict.fromkeys(held, "1"), held.__getitem__)
        corpus.merge()
        for names in ((56, 69), (50, 69), (66, 69), (69,)):
            wanted = {each.id: each for at, each in enumerate(records) if at < names[0] or at in names[1:]}
            found = corpus.grow(dict.fromkeys(wanted, "1"), {each.id: each for each in records}.__getitem__)
            assert found is not None
            assert corpus.result() == merge(list(wanted.values()))
