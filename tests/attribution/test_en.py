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


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # Nouns and adjectives beside verbs are no verbs, so the verb after them has its whole subject.
        (
            "The records of the harbour office show that four boats were missing.",
            "The records of the harbour office",
            "four boats were missing",
        ),
        # The object stands before the relative.
        ("The union ran a school which inspectors described as unsafe.", "inspectors", "a school / as unsafe"),
        # The voice stands before the relative.
        ("Several sites that stated the alarm was false were closed.", "Several sites", None),
        # An adverbial without a verb is no content.
        ("In a 1963 speech, Holt declared the harbour was safe.", "Holt", "the harbour was safe"),
        # Content without a finite verb of its own ends where the subject's next verb begins.
        ("Officers believed Dunn to be ill and discovered two bottles in the car.", "Officers", "Dunn to be ill"),
        ("The minister pledged to support young farmers.", "The minister", "to support young farmers"),
        ("The aid group warned of a shortage in the east.", "The aid group", "of a shortage in the east"),
        # What another verb of the same subject says is its own.
        (
            "Athens has insisted the name is a claim and has repeatedly rejected the treaty.",
            "Athens",
            "the name is a claim",
        ),
        # The addressee is no part of the words.
        (
            "The driver, Ruben Hall, 41, told Barnes his licence was not valid.",
            "Ruben Hall, 41",
            "his licence was not valid",
        ),
        ("One farmer told Coast Radio that pigs are seldom fierce.", "One farmer", "pigs are seldom fierce"),
        (
            "The road was shut, the governor told state radio, while a group spoke of two roads.",
            "the governor",
            "The road was shut",
        ),
        ('An officer said to him, "Write that it was an accident."', "An officer", "Write that it was an accident"),
        # An apposition with a relative, and a subject that goes on with "including".
        ("Kit, who lately married his partner Rose Lowe, also 31, said the play was over.", "Kit", "the play was over"),
        (
            "Supporters of the plan, including the mayor Zoe Hart, argue the price is right.",
            "Supporters of the plan, including the mayor Zoe Hart",
            "the price is right",
        ),
        # A short quotation inside a name, brackets after one.
        ('A "concerned citizen" reported Dunn was ill.', 'A "concerned citizen"', "Dunn was ill"),
        ("The Harbour Trust (HT) said the quay was shut.", "The Harbour Trust (HT)", "the quay was shut"),
    ],
)
def test_a_subject_and_where_its_words_end(text: str, source: str, content: str | None) -> None:
    seen = told(text)
    found = [a for a in seen.record.attributions if seen.words(a.source) == source]
    assert found, seen.all()
    assert content is None or content in [seen.content(a) for a in found], seen.all()


@pytest.mark.parametrize(
    "text",
    [
        "Two religious orders by the river lost their land.",
        "The party gained 40 percentage points in May.",
        "Units responded to the scene with ladders.",
        "He joked about the weather for an hour.",
        "The alleged bombardment caused fires.",
        "An estimated 500 people live there.",
        "The match is expected to begin at noon.",
        "The neighbour was calling for help.",
        "I think it will rain.",
        "No one complained about the noise.",
        "The early morning call on the radio woke everyone.",
    ],
)
def test_words_that_look_like_telling_and_are_none(text: str) -> None:
    assert told(text).all() == []


def test_a_reduced_passive_has_no_voice() -> None:
    (only,) = told("A jury met a couple accused of hiding the money.").record.attributions
    assert only.source is None


def test_an_adverb_of_hearsay_stands_between_the_pieces_of_its_clause() -> None:
    seen = told("In the town, 47 dams reportedly overflowed.")
    (only,) = seen.record.attributions
    assert seen.content(only) == "In the town, 47 dams / overflowed"


def test_a_headline_with_two_verbs_tells_two_things() -> None:
    seen = told("Mayor denies clerk leaked the list, blasts 'wild theories' of the press")
    assert "clerk leaked the list" in {content for _, _, content in seen.all()}


def test_a_voice_quoted_in_the_passive() -> None:
    seen = told("The army was quoted as warning that the border would close.")
    assert [(source, content) for source, _, content in seen.all()] == [("The army", "the border would close")]


def test_a_second_quotation_after_the_voice_is_one_content_with_the_first() -> None:
    seen = told('"The road is shut," Holt said. "Nobody told us why."')
    (only,) = seen.record.attributions
    assert seen.content(only) == "The road is shut / Nobody told us why"


def test_a_quotation_of_the_next_voice_is_not() -> None:
    seen = told('"The road is shut," said the council. "Nobody told us why," said Lena Dunn.')
    assert seen.content(seen.one("The road")) == "The road is shut"


def test_a_statement_runs_over_its_paragraphs() -> None:
    seen = told(
        "The Harbour Secretary, Dana Holt, said:\n\nThe report shows that the quay is unsafe. We will shut it.\n\n"
        "We shall pay the owners."
    )
    said = seen.one("The report")
    assert seen.content(said).endswith("We shall pay the owners")


def test_an_organisation_goes_on_as_it() -> None:
    seen = told("The Harbour Council said the quay was shut. It said dozens had been moved.")
    assert seen.one("dozens").source_name == "The Harbour Council"


def test_a_noun_in_ly_belongs_to_the_name() -> None:
    assert told("The Tallow Street Assembly said the quay was shut.").one("the quay").source_name.endswith("Assembly")
    assert told("The council repeatedly said the quay was shut.").one("the quay").source_name == "The council"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The governor said that two men had died, while a farmers' group put the toll at four.",
            "two men had died",
            "the toll at four",
        ),
        (
            "The governor said two men had died, but a farmers' group put the number at four.",
            "two men had died",
            "the number at four",
        ),
        (
            "The governor says two men died; a farmers' group puts the toll at four.",
            "two men died",
            "the toll at four",
        ),
        (
            "THE GOVERNOR SAID TWO MEN HAD DIED, BUT A FARMERS' GROUP PUT THE TOLL AT FOUR.",
            "TWO MEN HAD DIED",
            "THE TOLL AT FOUR",
        ),
    ],
)
def test_voices_set_against_each_other_keep_their_own_figures(text: str, first: str, second: str) -> None:
    seen = told(text)
    assert seen.content(seen.one(first)) == first
    assert seen.content(seen.one(second)) == second
    assert (seen.words(seen.one(second).source) or "").lower() == "a farmers' group"
    assert seen.one(second).parent is None


def test_a_count_is_of_the_voice_that_tells_it() -> None:
    seen = told("The governor said that two men had been killed, while a farmers' group put the toll at four.")
    killed = next(c for c in seen.record.claims if seen.words(c.trigger) == "killed")
    assert [seen.words(c.span) for c in seen.record.counts if c.id in killed.counts] == ["two men"]


def test_a_contrast_without_a_voice_stays_with_the_voice_before() -> None:
    seen = told("The governor said that two men had died, while four others were in hospital.")
    assert seen.content(seen.one("two men")).endswith("four others were in hospital")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The union's claim that the quay was unsafe has been dismissed.", "The union"),
        ("There was an admission by the council that the quay was unsafe.", "the council"),
        ("The court heard his assertion that the quay was unsafe.", "his"),
    ],
)
def test_a_noun_of_speech_has_the_voice_of_its_owner(text: str, source: str) -> None:
    seen = told(text)
    assert (source, "the quay was unsafe") in [(s, c) for s, _, c in seen.all()]


def test_a_denied_allegation_is_told_by_nobody_named() -> None:
    seen = told("The council rejected allegations that the quay was unsafe.")
    inner = seen.one("the quay was unsafe")
    assert inner.source is None
    assert seen.one("allegations that").polarity == "denies"
    assert seen.chain(inner)[0] == "The council"


def test_a_noun_without_a_clause_tells_nothing() -> None:
    assert told("The allegations surprised the council.").all() == []


def test_according_to_inside_what_is_said() -> None:
    seen = told("The minister told parliament that, according to the council, two men had died.")
    assert seen.chain(seen.one("two men had died")) == ["The minister", "the council"]


def test_an_aside_with_a_voice_ends_where_the_sentence_goes_on() -> None:
    seen = told("The union, which says it defends porters, is to meet on Monday.")
    assert seen.content(seen.one("it defends")) == "it defends porters"


def test_a_participle_after_a_date_has_the_subject_of_the_sentence() -> None:
    seen = told("On 14 April, dozens of porters marched to the quay, demanding that the gate be opened.")
    assert seen.one("the gate be opened").source_name == "dozens of porters"


def test_calling_something_a_name_is_told_and_calling_people_is_not() -> None:
    assert told("The union called the vote a farce.").one("the vote a farce").source_name == "The union"
    assert told("The union called a meeting of porters.").all() == []
    assert told("She called the porters to the quay.").all() == []


def test_states_are_no_verb_without_a_clause() -> None:
    seen = told("Porters in twelve states say they are tired.")
    assert [seen.words(a.cue) for a in seen.record.attributions] == ["say"]
