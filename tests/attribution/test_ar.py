"""Arabic attribution: the verb opens, its subject follows, the words after أن and إن."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content", "mode"),
    [
        ("قال محافظ الواحة إن الطريق سيفتح غدا.", "محافظ الواحة", "الطريق سيفتح غدا", "indirect"),
        ("وأكدت وزيرة الصحة سعاد المهدي في تصريح لإذاعة الضفة أن الدواء متوفر.", "وزيرة الصحة سعاد المهدي",
         "الدواء متوفر", "indirect"),
        ("نفذ العمال وقفة أمام المصنع، وفق ما أكده مصدر نقابي.", "مصدر نقابي", "نفذ العمال وقفة أمام المصنع", "indirect"),
        ("دعا اتحاد المزارعين الحكومة إلى فتح السد.", "اتحاد المزارعين", "الحكومة إلى فتح السد", "indirect"),
        ("وقال الطبيب: «لا نملك أسرة كافية».", "الطبيب", "لا نملك أسرة كافية", "direct"),
        ("بحسب شهود عيان، أطلق الحراس النار في الهواء.", "شهود عيان", "أطلق الحراس النار في الهواء", "indirect"),
    ],
)
def test_a_voice_and_its_words(text: str, source: str, content: str, mode: str) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.content(a) == content]
    assert len(found) == 1, seen.all()
    assert seen.words(found[0].source) == source
    assert found[0].mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "وقع الحادث بين المدينة والميناء مساء أمس.",
        "يعتبر السد أكبر سدود البلاد.",
        "حضر طالب من كلية الطب إلى الساحة.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_a_dropped_subject_continues_the_running_voice() -> None:
    seen = told("قال سالم الهادي إن الطريق مغلق.\nوأضاف أن الأهالي ينتظرون، مشيرا إلى أن المؤن قليلة.")
    assert {name for _, name, _ in seen.all()} == {"سالم الهادي"}
    assert [source for source, _, _ in seen.all()] == ["سالم الهادي", None, None]


def test_the_conjunction_is_no_part_of_the_cue() -> None:
    seen = told("قال سالم الهادي إن الطريق مغلق. وأضاف أن الأهالي ينتظرون.")
    assert [seen.words(a.cue) for a in seen.record.attributions] == ["قال", "أضاف"]


def test_a_denial_denies() -> None:
    seen = told("نفى الناطق باسم الشرطة وقوع إصابات في صفوف المحتجين.")
    assert seen.record.attributions[0].polarity == "denies"


def test_the_source_of_a_statement_already_told_is_told_once() -> None:
    seen = told("وأعلنت نقابة الأطباء أن المستشفى أغلق أبوابه، حسب نص البيان.")
    assert len(seen.all()) == 1


def test_a_voice_quoted_by_a_voice_stands_inside_it_and_does_not_run_on() -> None:
    seen = told("قال سالم الهادي إن الحارس أكد أن الباب كان مفتوحا.\nوأضاف أن الأهالي ينتظرون.")
    inner = next(a for a in seen.record.attributions if "الباب كان مفتوحا" == seen.content(a))
    assert seen.chain(inner) == ["سالم الهادي", "الحارس"]
    assert seen.one("الأهالي ينتظرون").source_name == "سالم الهادي"


def test_a_headline_with_a_voice() -> None:
    seen = told("سالم الهادي: الطريق مغلق منذ أمس\n\nقال سالم الهادي إن الطريق مغلق.")
    assert seen.record.attributions[0].mode == "direct"
