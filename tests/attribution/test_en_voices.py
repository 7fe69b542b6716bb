"""English voices: who a phrase, a pronoun or a participle names, and where the words end."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "en")


@pytest.mark.parametrize(
    ("text", "piece", "source"),
    [
        ("Moor Bank just this month announced it would close two branches.", "it would close", "Moor Bank"),
        ("During the debate Holt said farmers live in mud.", "farmers live", "Holt"),
        ("In the city the Toledo Harbour Police said a man had drowned.", "a man had", "the Toledo Harbour Police"),
        ("The port 's manager Salem Hadi said the quay was shut.", "the quay", "The port 's manager Salem Hadi"),
        ("The union targeted farmers by claiming they had sold the land.", "they had sold", "The union"),
        ("Holt fired back a response saying he would not sign the deal.", "he would not", "Holt"),
        ("He was made to pay an architect who said he was robbed.", "he was robbed", "an architect"),
        (
            "They turned to the Toledo Council, which reported that two shots were fired.",
            "two shots",
            "the Toledo Council",
        ),
        ("The statement also went on to say that the swans were ill.", "the swans", "The statement"),
        ("According to a report carried by the Harbour Post, the dam is cracked.", "the dam", None),
        ("The WHO said two men had died.", "two men", "The WHO"),
        ("On Friday Toledo coach Will Wade said the team was sad.", "the team", "Toledo coach Will Wade"),
        ("Chastened by the count, as well as the costs, Holt revised it, vowing to help.", "to help", "Holt"),
        ("Sainsley's said it would double its range of hats.", "it would", "Sainsley's"),
        ("It was a defeat for the Toledo Democrat, who had vowed to stay.", "to stay", "the Toledo Democrat"),
        ("The opposition Moor Council and farmers' groups charged that the vote was bought.", "the vote", None),
    ],
)
def test_the_subject_is_the_phrase_that_tells(text: str, piece: str, source: str | None) -> None:
    seen = told(text)
    found = seen.one(piece)
    if source is None:
        assert found.source is not None
        assert seen.words(found.source) in (
            "a report carried by the Harbour Post",
            "The opposition Moor Council and farmers' groups",
        )
    else:
        assert seen.words(found.source) == source


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Holt called for more work in a statement on Thursday.", ["more work"]),
        ("The difference now, he told me on Friday, is that he reads.", ["The difference now / is that he reads"]),
        (
            "Palm has lost the farmers, Holt said, because most of them are poor.",
            ["Palm has lost the farmers / because most of them are poor"],
        ),
        ('"I love the sea," he said, but "it never loved me or mine."', ["I love the sea / it never loved me or mine"]),
        ('Holt said of the dam, "If it breaks, we all go with it."', ["If it breaks, we all go with it"]),
        ("Several experts warned, as did the mayor, that the plan would fail.", ["the plan would fail"]),
        ("The mayor told farmers this weekend he would resign.", ["he would resign"]),
        ("The group said in its annual report that forty had been jailed.", ["forty had been jailed"]),
        ("Hours after Holt, 37, took to Port TV to announce she was leaving, Palm fled.", ["she was leaving"]),
        ("The attack, which was claimed by the Moor Front, killed two.", ["The attack"]),
        ("Holt told his men never to speak of it.", ["never to speak of it"]),
        ("Before anybody knew, Holt said at a fair in Toledo that a bomb had gone off.", ["a bomb had gone off"]),
        ("The toll has climbed to 832, the agency said early Sunday.", ["The toll has climbed to 832"]),
        ("Thirty are reported to be ill but are said to be eating.", ["Thirty / to be ill"]),
    ],
)
def test_where_the_words_end(text: str, contents: list[str]) -> None:
    seen = told(text)
    made = [seen.content(a) for a in seen.record.attributions]
    assert all(content in made for content in contents), made


@pytest.mark.parametrize(
    "text",
    [
        "Rain woke the farmers. Trucks slamming into the quay woke the rest.",
        "Rain fell for a week. Rebels blasted a hole into the wall.",
        "Where would they say the river is now?",
        "After questioning Holt, officers let her go.",
        "The letters will not be disclosed as part of a release.",
        "The plan was one long clarion call for hard work.",
        "She left without saying why the dam was built.",
        "No group has so far claimed responsibility for the attack.",
        "Other networks showed it, including Port TV.",
    ],
)
def test_nobody_tells(text: str) -> None:
    assert told(text).all() == []


def test_a_relay_stands_around_the_words_it_relays() -> None:
    seen = told('"The hog was fed on Monday," Salem Hadi said, as quoted by the Toledo Post.')
    assert [seen.chain(a) for a in seen.record.attributions] == [["the Toledo Post", "Salem Hadi"], ["the Toledo Post"]]
    seen = told('"The dam is safe and nobody leaves," the Toledo Post quotes Salem Hadi as saying.')
    assert sorted(map(seen.chain, seen.record.attributions)) == [["the Toledo Post"], ["the Toledo Post", "Salem Hadi"]]
    seen = told("The dam has cracked in four places. That's according to the Toledo Post.")
    assert seen.words(seen.one("The dam has cracked").source) == "the Toledo Post"


def test_a_surname_takes_the_fullest_name_written_before() -> None:
    seen = told("Ports Minister Salem Hadi came to the quay on Monday. Farmers met him. Hadi said the dam was safe.")
    assert seen.one("the dam").source_name == "Ports Minister Salem Hadi"
    seen = told("Iran FM slams the deal\n\nThe deal is a farce, Salem Hadi said. Iran said the deal was dead.")
    assert seen.one("the deal was dead").source_name == "Iran"
    seen = told("Deputy Minister Olof Palm said the dam was safe. The minister said the quay was shut.")
    assert seen.one("the quay").source_name == "Deputy Minister Olof Palm"


def test_we_in_somebodys_speech_is_that_somebody() -> None:
    seen = told('The front ruled the quay, the police said. "We condemn the attack on our farmers," Dana Holt said.')
    assert seen.one("the attack on our").source_name == "Dana Holt"
    seen = told("The union said the quay was shut.\n\nWe condemn the attack on our farmers.")
    assert seen.one("the attack on our").source_name == "We"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("A report by the ministry", "document"),
        ("The head of the ports council", "person"),
        ("Governor Salem Hadi's office", "organisation"),
        ("Laurence Holt, professor of law at Moor University,", "person"),
        ("The Moor Conservancy", "organisation"),
        ("A Toledo farmer", "anonymous"),
        ("State television chief Olof Palm", "person"),
    ],
)
def test_the_head_of_a_phrase_tells_the_kind(phrase: str, kind: str) -> None:
    assert told(f"{phrase} said the dam was safe.").one("the dam was safe").source_kind == kind
