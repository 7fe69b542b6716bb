"""Subjects with a relative, an aside or an adverb of their own, relays at the head of a sentence, pages' labels."""

import pytest
from tests.attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "en")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A pilot who spoke to this paper by phone insists it was an accident.",
            "A pilot who spoke to this paper by phone",
            "it was an accident",
        ),
        (
            "The wives who waited outside the gate told me that two men came out lame.",
            "The wives who waited outside the gate",
            "two men came out lame",
        ),
        ("The ministry, predictably, dismissed the story.", "The ministry", "the story"),
        ("The ministry, for its part, said the dam was shut.", "The ministry", "the dam was shut"),
        ("The farmers, in turn, said the gates were opened.", "The farmers", "the gates were opened"),
        ("Selim Harun, a baker, said the shop was shut.", "Selim Harun, a baker", "the shop was shut"),
        ("Dockers, however, said the pier had burned for hours.", "Dockers", "the pier had burned for hours"),
        ('The guild, calling the raids "absurd", warns that divers are at risk.', "The guild", 'the raids "absurd"'),
        ("My aunt used to say that the river keeps its own books.", "My aunt", "the river keeps its own books"),
        (
            "The jets hit a house, ruining what officials called three weapons stores.",
            "officials",
            "three weapons stores",
        ),
        ("The envoy takes note of the council's claim that the quay is safe.", "the council", "the quay is safe"),
        (
            "The Harbour Council has once again voiced alarm about the arrests.",
            "The Harbour Council",
            "alarm about the arrests",
        ),
        (
            "Nine killed in blast at the market, the dockers' union tells @selim_news",
            "the dockers' union",
            "Nine killed in blast at the market",
        ),
        ("Earlier, the Divers' Guild had said, agents held five men.", "the Divers' Guild", "agents held five men"),
        ("The guild replied to reports that six divers had been held.", None, "six divers had been held"),
        (
            "The raid, which according to the guild left nine dead, began at dawn.",
            "the guild",
            "The raid / left nine dead",
        ),
        ("The mayor instructed the guards to keep the gate shut.", "The mayor", "the guards to keep the gate shut"),
        ("The spokesman denied this.", "The spokesman", "this"),
    ],
)
def test_a_voice_with_its_own_clause_or_aside(text: str, source: str | None, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The Divers' Guild has never announced a strike.",
        "The raids confirm our grave fears about the port.",
        "Source: Harbour Press",
        "The captain, who asked not to be named, left the hall.",
    ],
)
def test_nobody_tells(text: str) -> None:
    assert told(text).all() == []


def test_allegedly_before_an_adjective_tells_nothing_more() -> None:
    assert [a[2] for a in told("The mayor rejected reports of allegedly secret talks.").all()] == [
        "reports of allegedly secret talks"
    ]


def test_a_second_verb_shares_the_subject() -> None:
    read = told("The council voiced alarm about the arrests and has called on the mayor to free the men.")
    assert [(a[0], a[2]) for a in read.all()] == [
        ("The council", "alarm about the arrests"),
        ("The council", "the mayor to free the men"),
    ]


def test_a_relay_inside_or_before_its_sentence() -> None:
    read = told("The union reported on Feb. 3, citing two clerks, that the ferry had been seized.")
    assert read.chain(read.record.attributions[1]) == ["The union", "two clerks"]
    read = told("Citing accounts by villagers, Selim Hadi said that forty boats were lost.")
    assert read.chain(read.record.attributions[1]) == ["Selim Hadi", "accounts by villagers"]
    read = told("The Harbour Ministry, citing pilots, put the dead at four and denied that any boat had been boarded.")
    assert read.one("any boat").source_name == "The Harbour Ministry"
    assert read.one("any boat").polarity == "denies"


def test_a_dateline_in_small_letters_is_no_content() -> None:
    assert told("Port Selim [Coast], May 5 (HPA): The talks are over, reported local media.").all()[0][2] == (
        "The talks are over"
    )


def test_a_person_known_by_a_calling_is_a_person() -> None:
    assert (
        told("As the jurist Halim Dost wrote, the gate was never shut.").record.attributions[0].source_kind == "person"
    )


def test_a_voice_that_another_quotes_in_an_aside() -> None:
    read = told("A diplomat, quoted by the Harbour Post, said the port was shut.")
    assert read.chain(read.record.attributions[0]) == ["the Harbour Post", "A diplomat"]


def test_a_denial_of_a_claim_told_by_the_way() -> None:
    read = told("The guild accused the mayor of fraud, a charge the mayor's clerk, Salem Hadi, rejected as absurd.")
    assert "the mayor's clerk, Salem Hadi" in [a[0] for a in read.all()]
    read = told("The harbour master says the pier is safe, a claim disputed by divers.")
    assert read.all()[0][2] == "the pier is safe"


def test_what_was_not_denied_is_no_denial() -> None:
    assert [a[0] for a in told("An official said the guild had not rejected the plan.").all()] == ["An official"]


def test_words_before_a_promise_are_its_occasion() -> None:
    read = told("According to the guild, the ministry promised in writing last year to release the tapes.")
    assert read.all()[1] == ("the ministry", "the ministry", "to release the tapes")


def test_reports_that_are_checked_are_told_by_nobody_named() -> None:
    read = told("Its spokeswoman said the port was checking reports that a pilot had been hurt.")
    assert [a[0] for a in read.all()][-1] in ("Its spokeswoman", None)
