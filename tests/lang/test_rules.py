"""Every example and counter-example of every rule, as a test named by the rule's id."""

import pytest

from rawi.examples import given
from rawi.lang import LANGUAGES, load
from rawi.rules import Example, Rule

RULES = [rule for code in LANGUAGES for rule in load(code).all_rules]
EXAMPLES = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.examples)]
COUNTERS = [pytest.param(r, e, id=f"{r.id}-not-{n}") for r in RULES for n, e in enumerate(r.counters)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_gives_what_it_says(rule: Rule, example: Example) -> None:
    made = given(rule, example)
    assert made, f"{rule.id} makes nothing of {example.text!r}"
    if example.gives is not None:
        assert example.gives in made


@pytest.mark.parametrize(("rule", "example"), COUNTERS)
def test_counter_example_gives_nothing(rule: Rule, example: Example) -> None:
    assert given(rule, example) == [], example.why
