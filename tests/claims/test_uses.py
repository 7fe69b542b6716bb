"""What concepts of the lexicon are to the claims, and which of a sentence's are of any use."""

from rawi.claims.habits import habits
from rawi.claims.uses import AGENT, BREAK, COUNTED, TOUCHES, Use, uses
from rawi.lang import Reading, load
from rawi.records import Document


def test_a_concept_tells_what_its_words_are() -> None:
    attack, verb, by, number = Use("act_attack"), Use("do_attack"), Use("agent_mark"), Use("number_word")
    assert (attack.role, attack.mode, attack.cut) == ("act", "attack", 0)
    assert (verb.role, verb.cut) == ("do", BREAK)
    assert (by.role, by.cut, by.some) == ("", AGENT, True)
    assert (number.cut, number.touches) == (COUNTED, 1 << TOUCHES.index("number"))
    assert Use("near_aux").group
    assert Use("voice_person").person
    assert (Use("not_event").role, Use("light_not_be").mode) == ("not", "not_be")
    assert not Use("month").some


def test_only_concepts_of_use_are_listed_in_the_order_they_appear_in() -> None:
    reading = Reading(Document(id="x", text="Two soldiers were killed by gunmen on Monday."))
    found = [use.name for use in uses(reading, 0)]
    assert found == [name for name in reading.concepts(0).names if Use(name).some]
    assert "agent_mark" in found
    assert uses(reading, 0) is uses(reading, 0)


def test_a_language_settles_its_habits_once() -> None:
    persian, english = habits(load("fa")), habits(load("en"))
    assert (persian.order, english.order) == ("sov", "svo")
    assert persian.verb_final
    assert english.compounds
    assert not english.limited
    assert habits(load("fa")) is persian
