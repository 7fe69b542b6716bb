"""Patterns: prefix trees match exactly their forms; placeholders capture; guards skip what cannot match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import PackError
from rawi.rules import Rule, compile_rules, matches, trie_pattern

WORDS = st.lists(
    st.text(alphabet="abç ", min_size=1, max_size=6).map(lambda s: " ".join(s.split())), min_size=1, max_size=12
)
LEXICON = {"month": ["may", "june", "june end"], "day": ["first", "second"]}


def rule(pattern: str, **more: object) -> Rule:
    return Rule(id="en.t.x", family="t", lang="en", make="x", pattern=pattern, **more)  # type: ignore[arg-type]


def groups(pattern: str, text: str, **fragments: str) -> list[dict[str, str]]:
    compiled = compile_rules([rule(pattern)], fragments, LEXICON.get)
    return [m.groups() for m in matches(compiled, text, text, 0, len(text))]


@given(WORDS, st.text(alphabet="abç ", max_size=6))
def test_a_prefix_tree_matches_its_forms_and_nothing_else(forms: list[str], other: str) -> None:
    forms = [form for form in forms if form]
    if not forms:
        return
    pattern = re.compile(trie_pattern(forms))
    assert all(pattern.fullmatch(form) for form in forms)
    assert bool(pattern.fullmatch(other)) == (re.sub(" +", " ", other) in forms)


def test_a_concept_is_captured_under_its_name_and_the_longest_form_wins() -> None:
    assert groups("{day} of {month}", "the first of june end") == [{"day": "first", "month": "june end"}]


def test_a_blank_stands_for_any_run_of_blanks() -> None:
    assert groups("{day} of {month}", "first   of  may") == [{"day": "first", "month": "may"}]


def test_a_renamed_and_a_silent_placeholder() -> None:
    assert groups("{start=month} to {month!}", "may to june") == [{"start": "may"}]


def test_a_fragment_is_captured_unless_it_is_inlined() -> None:
    assert groups("{year} {month}", "2019 may", year=r"\d{4}") == [{"year": "2019", "month": "may"}]
    assert groups("{=year} {month}", "2019 may", year=r"\d{4}") == [{"month": "may"}]


def test_words_are_matched_whole() -> None:
    assert groups("{month}", "maybe dismay") == []


def test_letters_of_a_pattern_are_folded() -> None:
    assert groups("علي", "علی") == [{}]


def test_a_rule_is_skipped_where_a_word_it_needs_is_absent() -> None:
    compiled = compile_rules([rule("{day} (?:{month})?")], {}, LEXICON.get)
    assert list(matches(compiled, "first may", "first may", 0, 9, lambda concept: False)) == []


def test_an_unknown_concept_names_the_rule() -> None:
    with pytest.raises(PackError, match=r"en\.t\.x"):
        compile_rules([rule("{nobody}")], {}, LEXICON.get)


def test_fragments_in_a_circle_are_refused() -> None:
    with pytest.raises(PackError, match="circle"):
        compile_rules([rule("{a}")], {"a": "{b}", "b": "{a}"}, LEXICON.get)
