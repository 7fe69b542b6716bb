"""Who did it and to whom, in the three word orders, by active and passive verbs and by nouns."""

import pytest

from rawi.claims.arguments import clause
from rawi.claims.kinds import options
from rawi.claims.parties import Act, absent, candidates, scores, shown
from rawi.claims.party_scores import both, score
from rawi.claims.setting import Settings
from rawi.claims.triggers import triggers
from rawi.lang import Reading
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


def test_particles_and_articles_before_a_noun_of_what_happened_are_nobody() -> None:
    assert told("Security forces put down a protest in the town.", "PROTEST")[0] == "Security forces"
    assert told("A protest was held in the town.", "PROTEST") == (None, None)


def test_what_a_happening_is_about_is_nobody() -> None:
    assert told("The hall was shut after a water protest in Toledo.", "PROTEST")[0] != "a water"
    assert told("Water protest turns deadly.", "PROTEST")[0] is None
    assert told("A student protest shook Toledo.", "PROTEST")[0] == "A student"


def test_no_word_is_actor_and_recipient_at_once() -> None:
    text = "The council of Marun and the police of Marun accused the army of Dola of shelling the police of Marun."
    for claim in read(Document(id="x", text=text)).claims:
        if claim.actor and claim.recipient:
            assert claim.actor[1] <= claim.recipient[0] or claim.recipient[1] <= claim.actor[0]


@pytest.mark.parametrize(
    "text",
    [
        'Police in Marun said on Monday that "gunmen" killed two soldiers, and the army\'s chief condemned the attack.',
        "سخنگوی پلیس گفت که ارتش دو سرباز و سه روزنامه‌نگار را در بصره بازداشت کرد.",
        "قال وزير الداخلية إن مسلحين قتلوا جنديين وثلاثة صحفيين قرب الحدود، واعتقلت الشرطة المهاجمين.",
    ],
)
def test_scores_are_the_sums_of_the_features_that_are_learnt(text: str) -> None:
    document = Document(id="x", text=text)
    reading, record = Reading(document), read(document)
    found = triggers(reading, 0)
    args = record.times, record.counts, record.places, record.actors, record.attributions
    setting = Settings(reading, *args, found)[0]
    assert found
    for trigger in found:
        kind, mode, _ = options(trigger)[0]
        act = Act(trigger, kind, mode, clause(reading, trigger))
        phrases = candidates(reading, trigger, setting)
        named = [score(absent(reading, act)), *map(score, shown(reading, act, setting, phrases))]
        assert [both(*pair) for pair in zip(*scores(reading, act, setting, phrases), strict=True)] == named


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "count"),
    [
        ("The blast killed 12 soldiers and wounded 30 others.", "wounded", "30 others", "30"),
        ("در حمله به بازار ۳ نفر کشته و ۵ نفر زخمی شدند.", "کشته", "۳ نفر", "۳"),
        ("در حمله به بازار ۳ نفر کشته و ۵ نفر زخمی شدند.", "زخمی شدند", "۵ نفر", "۵"),
        ("قتل خمسة أشخاص وأصيب ثلاثة آخرون.", "أصيب", "ثلاثة آخرون", "ثلاثة"),
    ],
)
def test_the_people_counted_are_those_who_undergo_it(text: str, trigger: str, recipient: str, count: str) -> None:
    record = read(Document(id="x", text=text))
    (claim,) = [c for c in record.claims if text[slice(*c.trigger)] == trigger]
    assert claim.recipient is not None
    assert text[slice(*claim.recipient)] == recipient
    (counted,) = [c for c in record.counts if c.id in claim.counts]
    assert text[slice(*counted.span)].startswith(count)


def test_the_people_counted_are_those_who_march_and_not_those_hurt_by_an_attack_as_such() -> None:
    assert told("About 300 people protested on Monday.", "PROTEST") == ("300 people", None)
    text = "در حمله به بازار ۳ نفر کشته شدند."
    (attack, _) = read(Document(id="x", text=text)).claims
    assert attack.recipient is not None
    assert text[slice(*attack.recipient)] == "بازار"


def test_a_count_behind_a_persian_verb_is_the_next_verbs() -> None:
    text = "نیروی انتظامی گلوله‌ای شلیک نکرده است و سه مأمور پلیس با پرتاب سنگ مجروح شده‌اند."
    (shooting, wounding) = read(Document(id="x", text=text)).claims
    assert (shooting.counts, len(wounding.counts)) == ((), 1)
    assert wounding.recipient is not None
    assert text[slice(*wounding.recipient)] == "سه مأمور پلیس"
