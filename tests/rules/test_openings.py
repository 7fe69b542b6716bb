"""How the words begin that a match may begin with, and that trying there alone misses no match."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.rules import Rule
from rawi.rules.compile import compile_rules
from rawi.rules.match import run_at
from rawi.rules.openings import Openings
from rawi.text import Sentence

FORMS = {"month": ["may", "june", "sha ban"], "sign": ["last", "next"]}
FRAGMENTS = {"day": r"(?:[12]\d|{sign!} day)", "early": "(?:early )?"}


def openings(pattern: str) -> set[str] | None:
    """The openings, a star after those that may go on."""
    found = Openings(FRAGMENTS, lambda name: FORMS[name]).of(pattern)
    return None if found is None else {text if whole else f"{text}*" for text, whole in found}


def test_words_letters_and_concepts() -> None:
    assert openings("{month} {=day}") == {"may", "june", "sha"}
    assert openings("(?:the )?{month}s") == {"the", "mays", "junes", "sha"}
    assert openings("{=early}{=day}") == {"early", "last", "next"} | {f"1{d}" for d in range(10)} | {
        f"2{d}" for d in range(10)
    }


def test_what_may_be_repeated_or_left_out() -> None:
    assert openings(r"ab?c") == {"abc", "ac"}
    assert openings(r"ab+") == {"ab*"}
    assert openings(r"[ab]{1,2} x") == {"a*", "b*"}
    assert openings(r"a\w+") == {"a*"}
    assert openings(r"(?=x)(?!y)ok(?<=z)") == {"ok"}


def test_letters_and_digits_part() -> None:
    assert openings("q[1-4]") == {"q"}
    assert openings("o'clock") == {"o"}


def test_what_is_no_word_may_stand_anywhere() -> None:
    assert openings(r"-may") is None
    assert openings(r"(?:early)?[ -]may") is None
    assert openings(r".ay") is None
    assert openings(r"(?:the)?") is None
    assert openings(r"\w+ era") == {"*"}


def test_a_mark_that_is_a_token_by_itself_opens() -> None:
    assert openings(r"\(may\)") == {"("}
    assert openings("(?:the )?'[89]0s") == {"the", "'"}
    assert openings(r"(?:in|\() may") == {"in", "("}


PATTERNS = [
    r"\(may",
    r"(?:the )?'may|'s",
    r"(?:last|\() ?{month}",
    "{month}",
    r"(?:the )?{sign} {month}",
    r"\d+ {month}",
    r"{month}\d?",
    r"[jm]\w+",
    r"(?:q\d|\d\d?th)",
    "a|{=day}",
]
WORDS = st.sampled_from(
    [
        "may",
        "june",
        "sha",
        "ban",
        "the",
        "last",
        "next",
        "day",
        "17",
        "q1",
        "3th",
        "1.5",
        "don't",
        "may's",
        "_may",
        "a",
        ".",
        "'",
        "(",
        "('",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "", "-"])), max_size=9))
def test_no_match_is_missed(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    rules = [Rule(id=f"x.{i}", family="x", lang="en", make="m", pattern=p) for i, p in enumerate(PATTERNS)]
    family = compile_rules(rules, FRAGMENTS, FORMS.get)
    sentence = Sentence(0, len(text), "en", 0, text)
    places = family.places(sentence.words, sentence.starts, text, {concept: [] for concept in family.concepts})
    found = run_at(places, text, text, 0, len(text))
    everywhere = [(c.rule.id, m.span()) for c in family for m in c.regex.finditer(text)]
    assert [(match.rule.id, match.m.span()) for match in found] == everywhere
