"""The tables of the ontology are whole, agree with each other, and cover every lexicon of events."""

import pytest

from rawi.lang import LANGUAGES, load
from rawi.ontology import acled, acled_types, count_modes, labels, modes, types

SIXTEEN = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}


def test_types_are_plovers_sixteen_and_other() -> None:
    assert set(types()) == SIXTEEN | {"OTHER"}
    assert {t.quad for t in types().values()} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("table", [types(), modes()], ids=["types", "modes"])
def test_every_entry_has_a_label_in_each_language(table: dict) -> None:
    for entry in table.values():
        assert set(entry.label) == set(LANGUAGES)
        assert all(entry.label.values())


def test_modes_belong_to_types_and_map_to_acled() -> None:
    for mode in modes().values():
        assert mode.type in types()
        assert set(mode.also) <= set(types()) - {mode.type}
        assert mode.acled in acled_types()


def test_count_kinds_name_modes() -> None:
    assert all(kind_modes <= set(modes()) for kind_modes in count_modes().values())
    assert set(labels()["count"]) == set(count_modes())
    assert len(labels()["status"]) == 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_trigger_concept_of_a_language_names_a_mode(code: str) -> None:
    for concept in load(code).lexicon:
        role, _, mode = concept.partition("_")
        if role in ("do", "be", "act", "pre"):
            assert mode in modes(), concept


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_type_has_words_in_each_language(code: str) -> None:
    named = {c.partition("_")[2] for c in load(code).lexicon if c.partition("_")[0] in ("do", "be", "act", "pre")}
    assert {modes()[mode].type for mode in named} == set(types())


@pytest.mark.parametrize(
    ("told", "parties", "expected"),
    [
        ([("ASSAULT", "clash"), ("ASSAULT", "kill")], {"armed"}, ("Battles", "Armed clash")),
        ([("ASSAULT", "kill")], {"armed", "civilian"}, ("Violence against civilians", "Attack")),
        ([("ASSAULT", "shell")], {"armed"}, ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        ([("PROTEST", "demonstrate")], {"crowd"}, ("Protests", "Peaceful protest")),
        ([("PROTEST", "demonstrate"), ("COERCE", "arrest")], {"crowd"}, ("Protests", "Protest with intervention")),
        ([("PROTEST", "demonstrate"), ("ASSAULT", "burn")], {"crowd"}, ("Riots", "Violent demonstration")),
        ([("COERCE", "arrest")], set(), ("Strategic developments", "Arrests")),
        ([("CONSULT", "meet")], set(), None),
        ([], set(), None),
    ],
)
def test_claims_map_to_acled(told: list, parties: set, expected: tuple | None) -> None:
    assert acled(told, frozenset(parties)) == expected
