"""English words of events in the forms that news uses: phrasal verbs, headlines in the present, nouns, passives."""

import pytest

from rawi.pipeline import read
from rawi.records import Document


def types(text: str) -> set[str]:
    return {c.type for c in read(Document(id="t", text=text, language="en")).claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police charged the crowd with batons on Sunday.", "ASSAULT"),
        ("Rebels shot down a drone over the valley.", "ASSAULT"),
        ("A missile slammed into an apartment block, leaving nine dead.", "ASSAULT"),
        ("A car ploughed into a crowd.", "ASSAULT"),
        ("Villagers were driven out of their homes by the militia.", "ASSAULT"),
        ("Troops stormed the hall and hauled away two clerks.", "COERCE"),
        ("Officials were led away in handcuffs.", "COERCE"),
        ("The navy boarded a tanker and diverted it to port.", "COERCE"),
        ("Lawmakers grilled the minister over the fund.", "COERCE"),
        ("A court handed down a ten-year term to the editor.", "SANCTION"),
        ("The court upheld the death sentence.", "SANCTION"),
        ("The council broke off ties with the league.", "SANCTION"),
        ("Reservists were called up.", "MOBILIZE"),
        ("The army moved tanks to the border.", "MOBILIZE"),
        ("The minister dismissed reports of a split.", "REJECT"),
        ("Parliament threw out the bill.", "REJECT"),
        ("The opposition walked out of talks.", "REJECT"),
        ("The two sides inked a memorandum on gas.", "AGREE"),
        ("The foreign ministers sat down in Doha for a second round.", "CONSULT"),
        ("Helicopters dropped food to stranded villagers.", "AID"),
        ("Militants laid down their weapons under a deal.", "RETREAT"),
        ("The government caved in and scrapped the fuel tax.", "CONCEDE"),
        ("Two journalists walked free on bail.", "CONCEDE"),
    ],
)
def test_an_act_in_the_words_of_news(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The ministry, citing local commanders, put the dead at four.", "SANCTION"),
        ("He told a news briefing on Friday.", "CONSULT"),
        ("Comments are closed.", "COERCE"),
        ("A lorry slammed into the wall of a shop.", "ACCUSE"),
        ("The army denied that the protest town had been sealed off.", "PROTEST"),
        ("Rebels shot down a drone over the valley.", "REJECT"),
    ],
)
def test_a_word_in_another_sense(text: str, never: str) -> None:
    assert never not in types(text)
