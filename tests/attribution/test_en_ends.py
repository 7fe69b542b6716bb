"""English attribution: where what is told ends, what stands aside of it, and words that only look like telling."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "en")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor condemned the raid on the port, calling for calm.", "The mayor", "the raid on the port"),
        ("Farmers called for more water from the dam, quietly marching past the gate.", "Farmers", None),
        ("Dana Holt praised the plan - the third of its kind this year.", "Dana Holt", "the plan"),
        ("The union criticised the new tax, but the bank will keep it for now.", "The union", "the new tax"),
        ("Leaders condemn the raid; others ask for talks.", "Leaders", "the raid"),
        (
            "Holt claimed that the road was safe, although he had never used it.",
            "Holt",
            "the road was safe",
        ),
        ("The council pledged to build the road that farmers had asked for.", "The council", None),
        ("Holt vowed not to repeat the mistake that cost him the vote.", "Holt", None),
        ("Holt said Wednesday night that the dam was safe.", "Holt", "the dam was safe"),
    ],
)
def test_what_is_told_ends_before_the_text_goes_on(text: str, source: str, content: str | None) -> None:
    reading = told(text)
    first = reading.record.attributions[0]
    assert reading.words(first.source) == source
    wanted = {
        "Farmers": "more water from the dam",
        "The council": "to build the road that farmers had asked for",
        "Holt": "not to repeat the mistake that cost him the vote",
    }
    assert reading.content(first) == (content or wanted[source])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The camp is near the lake, which, Holt said, is usually full of boats.",
            "which / is usually full of boats",
        ),
        (
            "The old dam, Holt explained earlier at the hearing, was safe in every respect.",
            "The old dam / was safe in every respect",
        ),
        (
            'The deal was "too little," Holt said. "Without new rules the port risks a lot."',
            'The deal was "too little," / Without new rules the port risks a lot',
        ),
        (
            'In an interview on "Harbour Today," Holt said the raids were over and the road was open.',
            "the raids were over and the road was open",
        ),
    ],
)
def test_a_voice_in_the_midst_of_its_words(text: str, content: str) -> None:
    reading = told(text)
    assert content in [reading.content(a) for a in reading.record.attributions if reading.words(a.source) == "Holt"]


@pytest.mark.parametrize(
    "text",
    [
        "The show was a haven from any tough questions or follow-ups.",
        "She left with police orders and a map.",
        "He was spared the criminal charges could bring a year in jail.",
        "It is worth noting that the bridge is old.",
        "It is a charge that might sting the mayor.",
        "There was a disclosure that could harm the bank.",
    ],
)
def test_nouns_that_tell_nothing(text: str) -> None:
    assert told(text).all() == []


def test_a_participle_after_an_aside_goes_with_the_subject() -> None:
    reading = told(
        'Protesters marched around the stadium - where the Harbour Lions played the Bears - while chanting, "Open the gates."'
    )
    assert [(a, c) for a, _, c in reading.all()] == [("Protesters", "Open the gates")]


def test_a_title_before_a_name_already_heard_is_the_same_voice() -> None:
    reading = told("Sara Kavian said the road was shut. Later, Port Selim mayor Sara Kavian said the dam was safe.")
    assert {name for _, name, _ in reading.all()} == {"Sara Kavian"}


def test_two_people_of_one_surname_stay_two() -> None:
    reading = told("Sara Kavian said the road was shut. Reza Kavian said the dam was safe.")
    assert {name for _, name, _ in reading.all()} == {"Sara Kavian", "Reza Kavian"}


def test_mr_and_a_surname_is_who_spoke_before() -> None:
    reading = told("Salem Hadi said the road was shut. Mr Hadi told the council that the dam was safe.")
    assert {name for _, name, _ in reading.all()} == {"Salem Hadi"}


def test_he_who_was_only_told_of_is_who_speaks_later() -> None:
    reading = told(
        "Donald Trump met the press in Toledo on Monday. He said the road was shut. "
        "Later, President Trump said the dam was safe."
    )
    assert len({name for _, name, _ in reading.all()}) == 1


def test_a_body_is_one_voice_however_it_is_spelt() -> None:
    reading = told("Police said the road was shut. Later, police said the dam was safe.")
    assert len({name for _, name, _ in reading.all()}) == 1
