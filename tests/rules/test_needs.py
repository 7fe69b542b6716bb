"""What a stretch must hold for a rule to match."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.rules import Rule, matches
from rawi.rules.compile import Family, compile_rules
from rawi.rules.needs import needs

FRAGMENTS = {"day": r"""(?:\d+|{ordinal})""", "year": r"""(?:1[34]\d\d|20\d\d)""", "tail": r"""(?: in {=year})?"""}


def keys(pattern: str) -> list[list[str]]:
    return [sorted(clause) for clause in needs(pattern, FRAGMENTS)]


def test_concepts_and_literals_that_every_match_holds() -> None:
    assert keys("{month} of {=year}") == [["'of"], ["month"], ["#", "'20"]]


def test_options_and_lookarounds_need_nothing() -> None:
    assert keys("(?:early )?{month}{=tail}(?! again)(?<=x)") == [["month"]]
    assert keys("colou?r") == [["'colo"]]
    assert keys("march[^.]{3,9}?will") == [["'march"], ["'will"]]


def test_alternatives_need_one_of_their_needs() -> None:
    assert keys("(?:last|next) {unit}") == [["unit"], ["'last", "'next"]]
    assert keys("(?P<day>{=day}) {month}") == [["month"], ["#", "ordinal"]]


def test_an_alternative_that_needs_nothing_frees_the_rest() -> None:
    assert keys(r"(?:last|\w+) {unit}") == [["unit"]]


def test_marks_are_needed_too() -> None:
    assert keys(r"\w+ ?\?") == [["'?"]]
    assert keys(r"\w+[/-]\w+") == [["'-", "'/"]]
    assert keys(r"\w+[^/]\w+\.?") == []


def test_a_rule_without_needs_always_runs() -> None:
    assert keys(r"\w+") == []


WORDS = ["last", "next", "week", "day", "3", "14", "of", "may", "x"]
PATTERNS = ["(?:last|next) {unit}", r"(?P<n>\d+) {unit}", "{unit}(?: of {month})?", r"may \d+|x", "(?:of )?{month}"]
FORMS = {"unit": ["week", "day"], "month": ["may"]}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_skipping_never_loses_a_match(text: str) -> None:
    rules = [Rule(id=f"r{n}", family="f", lang="en", make="m", pattern=pattern) for n, pattern in enumerate(PATTERNS)]
    compiled = compile_rules(rules, {}, FORMS.get)
    words = text.split()
    skipping = matches(compiled, text, text, 0, len(text), lambda c: any(w in FORMS[c] for w in words))
    found = {(m.rule.id, m.span) for m in skipping}
    assert found == {(c.rule.id, m.span()) for c in compiled for m in c.regex.finditer(text) if m.end() > m.start()}
    assert isinstance(compiled, Family)
