"""English attribution: the subject beside the verb, quotations around it."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "en")


@pytest.mark.parametrize(
    ("text", "source", "content", "mode"),
    [
        (
            "The governor said that the road would open on Monday.",
            "The governor",
            "the road would open on Monday",
            "indirect",
        ),
        (
            "Officials in Port Selim said two farmers were missing.",
            "Officials in Port Selim",
            "two farmers were missing",
            "indirect",
        ),
        (
            '"The road is shut," said Dana Holt, a spokeswoman for the council.',
            "Dana Holt, a spokeswoman for the council",
            "The road is shut",
            "direct",
        ),
        ('"We were not told," Holt said.', "Holt", "We were not told", "direct"),
        ("Two farmers were missing, Holt said.", "Holt", "Two farmers were missing", "indirect"),
        (
            "Two farmers were missing, according to the Harbour Post.",
            "the Harbour Post",
            "Two farmers were missing",
            "indirect",
        ),
        (
            "According to residents, the bridge had cracked before the flood.",
            "residents",
            "the bridge had cracked before the flood",
            "indirect",
        ),
        (
            "The union accused the company of hiding the figures.",
            "The union",
            "the company of hiding the figures",
            "indirect",
        ),
        ("The governor told reporters that the road was safe.", "The governor", "the road was safe", "indirect"),
        (
            'The mayor said the road was "not safe at all, nor was the bridge".',
            "The mayor",
            'the road was "not safe at all, nor was the bridge"',
            "mixed",
        ),
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
        "The report was ready in the spring.",
        "She made a claim on the land.",
        "He declined to say how many were hurt.",
        "The farmers walked to the dam and waited there.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


def test_a_passive_without_a_voice_is_anonymous() -> None:
    (only,) = told("The company was accused of hiding the figures.").record.attributions
    assert (only.source, only.source_name, only.source_kind) == (None, "unspecified", "anonymous")


def test_two_verbs_share_a_subject_and_stand_side_by_side() -> None:
    seen = told("The agency reported explosions near the port and said ambulances were on their way.")
    assert {name for _, name, _ in seen.all()} == {"The agency"}
    assert all(a.parent is None for a in seen.record.attributions)


def test_three_links() -> None:
    seen = told("State television quoted the army as saying the airport was hit, Reuters reported.")
    inner = seen.one("the airport was hit")
    assert seen.chain(inner) == ["Reuters", "State television", "the army"]


def test_a_denial_denies() -> None:
    seen = told("The ministry denied that anyone had been hurt.")
    assert seen.record.attributions[0].polarity == "denies"


def test_speech_over_several_lines_is_one_content() -> None:
    seen = told('Holt said: "The road is shut.\nNobody told us."')
    assert seen.content(seen.record.attributions[0]) == "The road is shut.\nNobody told us"
