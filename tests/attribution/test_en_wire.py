"""English attribution in dispatches, headlines, appeals: voices between commas, whom a report cites, who goes on."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "en")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The army, according to two port officials, has left the bridge.",
            "two port officials",
            "The army / has left the bridge",
        ),
        (
            "PORT SELIM (Harbour Press) - The bridge fell on Tuesday, a union and state media said.",
            "a union and state media",
            "The bridge fell on Tuesday",
        ),
        (
            '"Nobody told us," a woman who gave her name as Mona Hadi told the paper by telephone.',
            "a woman who gave her name as Mona Hadi",
            "Nobody told us",
        ),
        (
            "Ports Minister Dana Holt on Wednesday denied that the ferry had been late.",
            "Ports Minister Dana Holt",
            "the ferry had been late",
        ),
        (
            "The inquiry found that guards had left the gate open.",
            "The inquiry",
            "guards had left the gate open",
        ),
        (
            "Pictures from the quay, shared by a reader, showed divers walking along the wall.",
            "Pictures from the quay, shared by a reader",
            "divers walking along the wall",
        ),
        ("Rain is forecast to continue over the delta.", None, "Rain / to continue over the delta"),
    ],
)
def test_a_voice_and_its_words(text: str, source: str | None, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The box was found to be empty and was sent back.",
        "The divers found three crates in the hold.",
        "The guard, according him more time, waited.",
    ],
)
def test_no_words_are_told(text: str) -> None:
    assert told(text).all() == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harbour Post reported, citing three men familiar with the plan, that the quay would close.", 2),
        ("State media, quoting a port source, said the quay would close.", 2),
        ("The quay would close, the Harbour Post reported, citing people close to the council.", 2),
    ],
)
def test_whom_a_report_cites_told_it(text: str, names: int) -> None:
    story = told(text)
    inner = story.record.attributions[-1]
    chain = story.chain(inner)
    assert len(chain) == names
    assert "quay would close" in story.content(inner)
    assert chain[0] in ("The Harbour Post", "the Harbour Post", "State media")
    assert chain[1] in ("three men familiar with the plan", "a port source", "people close to the council")


def test_a_headline_goes_on_with_its_voice() -> None:
    first, second = told("Selim denies part in raid, says talks will go on").record.attributions
    assert first.source_name == second.source_name == "Selim"
    assert (first.parent, second.parent) == (None, None)


def test_a_voice_after_what_it_tells_is_no_going_on() -> None:
    assert told("The quay will close, says the harbour master.").all() == [
        ("the harbour master", "the harbour master", "The quay will close")
    ]


def test_who_was_quoted_by_a_paper_speaks() -> None:
    story = told("The prosecutor was quoted by the Harbour Post as saying the trial would start in June.")
    assert story.chain(story.one("the trial")) == ["the Harbour Post", "The prosecutor"]


def test_reports_that_are_denied_are_a_noun() -> None:
    story = told("The ministry denied reports that it had closed the crossing.")
    assert story.one("it had closed").source is None


def test_those_to_be_called_are_those_who_ask() -> None:
    story = told("Anyone who saw the man, or the boat, is urged to call police immediately.")
    found = story.record.attributions[0]
    assert (found.source, found.source_name) == (None, "police")
    assert told("Members are urged to vote for the list.").record.attributions[0].source_name == "unspecified"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The harbour board said in a statement posted on its page late Sunday that the quay had sunk.",
            "The harbour board",
            "the quay had sunk",
        ),
        (
            "The mayor says at a meeting in Port Selim, Selimland, that it means no ferry will sail.",
            "The mayor",
            "it means no ferry will sail",
        ),
        ("The mayor claimed “the union exaggerates” its losses.", "The mayor", "“the union exaggerates” its losses"),
        ("One study found fares would rise in the delta.", "One study", "fares would rise in the delta"),
        (
            'The mayor said the plan would "help the poor," but critics say it will not.',
            "The mayor",
            'the plan would "help the poor,"',
        ),
        (
            "She said the bridge stands for the “rotten system that he praises so much.”",
            "She",
            "the bridge stands for the “rotten system that he praises so much.”",
        ),
    ],
)
def test_where_what_is_told_begins(text: str, source: str, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


def test_a_quotation_that_ended_is_not_taken_up_again() -> None:
    story = told('Holt said the quay was "sinking fast." She adds, "Nobody told us about the ferry."')
    assert story.one("Nobody told us").mode == "direct"


def test_divers_find_what_they_find() -> None:
    assert told("The divers found crates that had been sunk in the spring.").all() == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The union denounced the raid, with reports of a quay being shut.", "The union", "the raid"),
        ("There were reports of guards firing on the crowd.", None, "guards firing on the crowd"),
        ("“The quay is gone. We saw it sink.” ― Mona Hadi", "Mona Hadi", "The quay is gone. We saw it sink"),
        ("The rapporteur expressed concern about the arrests.", "The rapporteur", "concern about the arrests"),
        ("The Harbour Front claimed responsibility for the raid.", "The Harbour Front", "responsibility for the raid"),
        (
            "The army confirmed the death of one soldier but gave no further details.",
            "The army",
            "the death of one soldier",
        ),
        ('Another said: "People ran to the boats."', "Another", "People ran to the boats"),
    ],
)
def test_more_voices(text: str, source: str | None, content: str) -> None:
    assert told(text).all()[0][::2] == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the raid.",
        "The ministry did not say how many boats had sunk.",
        "Two buyers expressed interest in the boats.",
        "The reports of the union are kept in the hall.",
    ],
)
def test_nothing_is_told(text: str) -> None:
    assert told(text).all() == []
