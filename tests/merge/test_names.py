"""Names across scripts, and the offices behind voices."""

import msgspec
import pytest

from rawi.merge.consonants import skeleton
from rawi.merge.context import actor_key
from rawi.merge.names import media_key, office, unnamed, voice_key

from .made import record


@pytest.mark.parametrize(
    "names",
    [
        ("Soleimani", "سلیمانی", "السليماني"),
        ("Karbala", "کربلا", "كربلاء"),
        ("Qasem", "قاسم"),
        ("Mosul", "موصل", "الموصل"),
        ("Trump", "ترامپ", "ترامب"),
        ("Tehran", "تهران", "طهران"),
    ],
)
def test_one_name_has_one_skeleton_in_every_script(names: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ("Iraq's Health Ministry spokesman", "health-ministry"),
        ("سخنگوی وزارت بهداشت", "health-ministry"),
        ("دائرة الطب العدلي", "forensics"),
        ("the governor of the town", "governor"),
        ("Karim Salmani", None),
    ],
)
def test_offices_are_known_in_three_languages(voice: str, expected: str | None) -> None:
    assert office(voice) == expected


def test_an_outlet_is_known_without_the_words_that_all_outlets_share() -> None:
    assert media_key("Saman News Agency") == media_key("خبرگزاری سامان") == media_key("وكالة سامان للأنباء")
    assert media_key("Saman News Agency") != media_key("Rafid News Agency")


def test_unnamed_voices_are_known_by_their_words() -> None:
    assert unnamed("a security source") and unnamed("شاهدان عینی") and unnamed("مصدر أمني")
    assert not unnamed("Karim Salmani")


def test_the_registers_actor_goes_before_the_wording() -> None:
    assert voice_key("the clerical regime", "organisation", "iran-state") == voice_key(
        "ایران", "organisation", "iran-state"
    )


def test_whom_an_act_was_done_to_is_no_key_where_the_wording_names_nobody() -> None:
    text = "أوقف عدد من المحتجين ثم أوقف عمال المطاحن"
    read = msgspec.structs.replace(record("d", text=text), actors=())
    start, end = text.index("عدد"), text.index(" ثم")
    assert actor_key((start, end), read) is None
    start = text.index("عمال")
    assert actor_key((start, len(text)), read) is not None
