"""Who did it and to whom, in the three word orders, by active and passive verbs and by nouns."""

import pytest

from rawi.pipeline import read
from rawi.records import Document


def told(text: str, kind: str) -> tuple[str | None, str | None]:
    (claim,) = [c for c in read(Document(id="x", text=text)).claims if c.type == kind]
    return tuple(None if span is None else text[slice(*span)] for span in (claim.actor, claim.recipient))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("The police arrested three journalists in Basra on Monday.", "COERCE", "The police", "three journalists"),
        ("Three journalists were arrested by the police in Basra.", "COERCE", "the police", "Three journalists"),
        ("Gunmen killed two soldiers near the border.", "ASSAULT", "Gunmen", "two soldiers"),
        ("پلیس سه روزنامه‌نگار را در بصره بازداشت کرد.", "COERCE", "پلیس", "سه روزنامه‌نگار"),
        ("سه روزنامه‌نگار توسط پلیس در بصره بازداشت شدند.", "COERCE", "پلیس", "سه روزنامه‌نگار"),
        ("ارتش به روستای مارون حمله کرد.", "ASSAULT", "ارتش", "روستای مارون"),
        ("اعتقلت الشرطة ثلاثة صحفيين في البصرة يوم الاثنين.", "COERCE", "الشرطة", "ثلاثة صحفيين"),
        ("تم اعتقال ثلاثة صحفيين من قبل الشرطة في البصرة.", "COERCE", "الشرطة", "ثلاثة صحفيين"),
        ("قتل مسلحون جنديين قرب الحدود.", "ASSAULT", "مسلحون", "جنديين"),
    ],
)
def test_both_parties_are_named(text: str, kind: str, actor: str, recipient: str) -> None:
    assert told(text, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Three journalists were arrested in Basra.", "COERCE", "Three journalists"),
        ("سه روزنامه‌نگار در بصره بازداشت شدند.", "COERCE", "سه روزنامه‌نگار"),
        ("اعتقال ثلاثة صحفيين في البصرة.", "COERCE", "ثلاثة صحفيين"),
    ],
)
def test_who_did_it_stays_unknown_where_nobody_is_named(text: str, kind: str, recipient: str) -> None:
    assert told(text, kind) == (None, recipient)


def test_no_word_is_actor_and_recipient_at_once() -> None:
    text = "The council of Marun and the police of Marun accused the army of Dola of shelling the police of Marun."
    for claim in read(Document(id="x", text=text)).claims:
        if claim.actor and claim.recipient:
            assert claim.actor[1] <= claim.recipient[0] or claim.recipient[1] <= claim.actor[0]
