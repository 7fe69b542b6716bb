"""Actors in running words: the longest wording, under clitics and suffixes, guarded where it is a common word."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.actors import Actor, Name, register
from rawi.lang import Reading
from rawi.mentions.actors import actors
from rawi.records import ActorMention, Document


def read(text: str, lang: str | None = None, outlet: str | None = None) -> tuple[ActorMention, ...]:
    return actors(Reading(Document(id="d", text=text, language=lang, outlet=outlet)))


def found(text: str, lang: str | None = None, outlet: str | None = None) -> list[tuple[str, str, str]]:
    return [(text[a.span[0] : a.span[1]], a.actor, a.tone) for a in read(text, lang, outlet)]


@pytest.mark.parametrize(
    ("lang", "text", "wording", "actor", "tone"),
    [
        ("fa", "رژیم آخوندی دو نفر را اعدام کرد.", "رژیم آخوندی", "iran", "pejorative"),
        ("fa", "جمهوری اسلامی این خبر را رد کرد.", "جمهوری اسلامی", "iran", "neutral"),
        ("fa", "مقام معظم رهبری در دیداری سخن گفت.", "مقام معظم رهبری", "khamenei", "honorific"),
        ("fa", "خبرگزاری رویترز نوشت که بازار بسته است.", "خبرگزاری رویترز", "reuters", "neutral"),
        ("fa", "سپاه پاسداران انقلاب اسلامی بیانیه داد.", "سپاه پاسداران انقلاب اسلامی", "irgc", "neutral"),
        ("fa", "رژیم صهیونیستی حمله کرد.", "رژیم صهیونیستی", "israel", "pejorative"),
        ("ar", "اتهم نظام الملالي المحتجين.", "نظام الملالي", "iran", "pejorative"),
        ("ar", "قالت وكالة رويترز إن المحادثات توقفت.", "وكالة رويترز", "reuters", "neutral"),
        ("ar", "وبحسب المرصد السوري لحقوق الإنسان قتل شخصان.", "المرصد السوري لحقوق الإنسان", "sohr", "neutral"),
        ("ar", "هاجم مقاتلون من الحشد الشعبي الموقع.", "الحشد الشعبي", "pmf", "neutral"),
        ("en", "The clerical regime blamed others.", "clerical regime", "iran", "pejorative"),
        ("en", "Human Rights Watch said the law was unjust.", "Human Rights Watch", "hrw", "neutral"),
        ("en", "MEK supporters rallied.", "MEK", "mek", "neutral"),
    ],
)
def test_wordings_are_found_with_their_tone(lang: str, text: str, wording: str, actor: str, tone: str) -> None:
    assert (wording, actor, tone) in found(text, lang)


def test_the_longest_wording_wins() -> None:
    text = "Islamic State of Iraq and the Levant claimed the attack."
    assert found(text, "en") == [("Islamic State of Iraq and the Levant", "isis", "neutral")]


@pytest.mark.parametrize(
    ("lang", "text", "wording"),
    [("ar", "جاء ذلك لوكالة رويترز أمس.", "وكالة رويترز"), ("ar", "والحشد الشعبي نفى ذلك.", "الحشد الشعبي")],
)
def test_proclitics_are_left_out(lang: str, text: str, wording: str) -> None:
    assert wording in [w for w, _, _ in found(text, lang)]


def test_a_state_that_acts_is_an_actor_and_one_that_holds_a_place_is_not() -> None:
    assert [a.actor for a in read("Iran rejected the offer.", "en")] == ["iran"]
    assert read("The convoy was seen in Iran.", "en") == ()


def test_abbreviations_keep_their_capitals() -> None:
    assert found("They asked who would pay.", "en") == []
    assert ("WHO", "who", "neutral") in found("The WHO sent doctors.", "en")


def test_a_common_word_counts_once_its_actor_is_named() -> None:
    assert "kerry" not in [a.actor for a in read("کری در این باره سخن گفت.", "fa")]
    text = "جان کری به ژنو رفت. کری در این باره سخن گفت."
    assert [w for w, actor, _ in found(text, "fa") if actor == "kerry"] == ["جان کری", "کری"]


def test_a_ministry_without_a_country_is_that_of_the_outlets() -> None:
    text = "أعلنت وزارة الداخلية عن القرار."
    assert found(text, "ar") == []
    assert [a for _, a, _ in found(text, "ar", outlet="جوهرة اف ام")] == ["tunisian-interior"]


def test_a_users_actors_are_found_beside_the_shipped_ones() -> None:
    name = Name("mill", "Blue Mill Cooperative", "en", "neutral", False)
    known = register().with_own((Actor(id="mill", kind="organisation", names=(name,)),))
    text = "Reuters asked the Blue Mill Cooperative."
    document = Document(id="d", text=text, language="en")
    assert [a.actor for a in actors(Reading(document), known)] == ["reuters", "mill"]


def test_spans_point_into_the_document_however_it_is_spelt() -> None:
    text = "به گفتۀ خامنه‌ای، حزب‌اللّه پیروز است."
    spans = [(text[a.span[0] : a.span[1]], a.actor) for a in read(text, "fa")]
    assert ("خامنه‌ای", "khamenei") in spans


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="حزب الله خامنه‌ای رویترز Reuters MEK. \n«»", max_size=80))
def test_any_text_gives_ordered_mentions_within_it(text: str) -> None:
    mentions = read(text)
    assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in mentions)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(mentions))
