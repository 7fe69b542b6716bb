"""Actors: names in three languages, who calls them what, and what reviewers make of them."""

import tomllib
from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.actors import own_actors
from rawi.review.actorbook import Book
from rawi.store import Case


@pytest.fixture
def mina(own_case: Path) -> Client:
    return client(own_case)


def test_an_actor_is_listed_with_its_names_in_three_languages(reader: Client) -> None:
    page = text_of(reader.get("/actors").text)
    assert "Ali Khamenei علی خامنه‌ای علي خامنئي Ali Khamenei" in page


def test_the_framing_table_says_which_outlet_uses_which_words(reader: Client) -> None:
    page = reader.get("/framing").text
    table = text_of(page[page.index("Gulf Policy Review") :])
    assert table.startswith("Gulf Policy Review")
    assert "▼ clerical regime , hostile wording" in table[:300]
    assert "100% hostile wording" in page
    assert "July 2023" in text_of(reader.get("/framing?by=month").text)
    assert "Afghanistan" not in text_of(reader.get("/framing?loaded=1").text)


def test_a_wording_leads_to_the_passages_it_stands_in(reader: Client) -> None:
    page = reader.get("/actors/iran?wording=clerical regime").text
    assert "<mark>clerical regime</mark>" in page
    address = page[page.index("/document/oped-en.txt") :].split('"')[0].replace("&amp;", "&")
    assert '<mark class="here"' in reader.get(address).text


def test_names_are_given_and_taken_back(mina: Client, own_case: Path) -> None:
    mina.submit("/actors/decide", actor="iran", action="rename", name_fa="کشور ایران", name_ar="", name_en="Iran")
    assert "کشور ایران" in client(own_case, language="fa").get("/actors").text
    with Case.open(own_case) as case:
        (decision,) = case.decisions()
        assert decision.before == {"fa": "ایران", "en": "Iran"}
    mina.submit("/actors/decide", actor="iran", action="undo", number="1")
    assert "کشور ایران" not in client(own_case, language="fa").get("/actors").text


def test_merged_actors_are_listed_once_and_share_their_wordings(mina: Client, own_case: Path) -> None:
    mina.submit("/actors/decide", actor="irgc", action="merge", into="Iranian Army", reason="for this inquiry")
    with Case.open(own_case) as case:
        book = Book(case)
        assert book.root("irgc") == "iran-army"
        assert {each.actor for each in book.wordings("iran-army")} == {"iran-army", "irgc"}
        assert "irgc" not in [each.id for each in book.listed("en")]
    assert "Merged into" in text_of(mina.get("/actors/irgc").text)
    mina.submit("/actors/decide", actor="irgc", action="split")
    with Case.open(own_case) as case:
        assert Book(case).root("irgc") == "irgc"


def test_a_wording_is_moved_to_somebody_new(mina: Client, own_case: Path) -> None:
    mina.submit("/actors/decide", actor="khamenei", action="split", wording="ولیفقیه", kind="group", into="")
    with Case.open(own_case) as case:
        book = Book(case)
        assert "ولیفقیه" not in [each.wording for each in book.wordings("khamenei")]
        assert [each.wording for each in book.wordings("own-ولیفقیه")] == ["ولیفقیه"]
        assert book.name("own-ولیفقیه", "fa") == "ولیفقیه"
    assert mina.get("/actors/own-ولیفقیه").status_code == 200


def test_names_that_sound_alike_are_suggested_until_somebody_decides(mina: Client, own_case: Path) -> None:
    page = mina.get("/actors").text
    assert "Governor Kazem Aryanfar" in page[page.index('id="maybe"') : page.index('id="unknown"')]
    named = "کاظم آریانفر، فرماندار نخلسار"
    mina.submit("/actors/decide", actor="Governor Kazem Aryanfar", action="join", into=named, other="", to="/actors")
    with Case.open(own_case) as case:
        book = Book(case)
        assert book.root("own-governor-kazem-aryanfar") == "own-کاظم-آریانفر-فرماندار-نخلسار"
    page = mina.get("/actors").text
    pairs = page[page.index('id="maybe"') : page.index('id="unknown"')]
    assert "<bdi>Governor Kazem Aryanfar</bdi> <span" not in pairs


def test_names_that_were_kept_apart_are_not_suggested_again(mina: Client) -> None:
    def pairs() -> str:
        page = mina.get("/actors").text
        return page[page.index('id="maybe"') : page.index('id="unknown"')]

    before = pairs()
    assert 'name="actor" value="Governor Kazem Aryanfar"' in before or "Governor Kazem Aryanfar" in before
    start = before.index("<form", before.index("Governor Kazem Aryanfar"))
    form = before[start : before.index("</form>", start)]
    values = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("actor", "other")}
    mina.submit("/actors/decide", action="apart", to="/actors", **values)
    assert f'value="{values["actor"]}"><input type="hidden" name="into" value="{values["other"]}"' not in pairs()


def test_what_was_added_is_exported_as_a_register_that_rawi_reads(mina: Client, tmp_path: Path) -> None:
    mina.submit("/actors/decide", actor="", action="add", name='هيئة "المياه"', kind="organisation")
    mina.submit("/actors/decide", actor="", action="add", name="Naim Saedi", kind="person")
    answer = mina.get("/actors.toml")
    assert len(tomllib.loads(answer.text)["actor"]) == 2
    (tmp_path / "own.toml").write_text(answer.text, encoding="utf-8")
    read = {actor.id: actor for actor in own_actors(tmp_path / "own.toml")}
    assert read["own-naim-saedi"].name("en") == "Naim Saedi"
    assert 'هيئة "المياه"' in [name.form for actor in read.values() for name in actor.names]


def test_actors_are_rejected_and_commented(mina: Client) -> None:
    mina.submit("/actors/decide", actor="morocco", action="comment", text="only a dateline")
    mina.submit("/actors/decide", actor="morocco", action="reject")
    page = text_of(mina.get("/actors/morocco").text)
    assert "only a dateline" in page
    assert "Reviewers rejected this actor" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"actor": "iran", "action": "merge", "into": "iran"},
        {"actor": "iran", "action": "merge", "into": "nobody at all"},
        {"actor": "iran", "action": "abolish"},
        {"actor": "", "action": "add", "name": "", "kind": "person"},
        {"actor": "", "action": "add", "name": "X", "kind": "planet"},
    ],
)
def test_what_makes_no_sense_is_refused(mina: Client, own_case: Path, fields: dict[str, str]) -> None:
    assert mina.submit("/actors/decide", **fields).status_code == 400
    with Case.open(own_case) as case:
        assert not list(case.decisions())


def test_programs_see_and_decide_the_same(mina: Client) -> None:
    listed = mina.get("/api/actors?q=khamenei").json()
    assert listed[0]["names"]["ar"] == "علي خامنئي"
    made = mina.ask("POST", "/api/actors/decisions", {"actor": "iran", "action": "comment", "after": "a state"})
    assert made.json()["number"] == 1
    assert mina.ask("POST", "/api/actors/decisions", {"actor": "iran", "action": "undo"}).status_code == 400
