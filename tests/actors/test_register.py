"""The register: one actor, many wordings, in three languages, each with its tone."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from rawi.actors import own_actors, register
from rawi.actors.names import words
from rawi.actors.register import KINDS
from rawi.errors import InputError

SECTORS = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "OPP", "SPY", "UAF", "JRN", "NGO", "IGO", "CVL", "REL", "EDU", "BUS",
     "LAB", "ETH")
)  # fmt: skip


def test_the_register_is_of_the_size_of_the_job() -> None:
    actors = register().actors.values()
    kinds = Counter(a.kind for a in actors)
    assert len(actors) >= 1000
    assert set(kinds) == set(KINDS)
    assert min(kinds[k] for k in ("person", "organisation", "outlet", "agency", "state")) >= 50


def test_every_actor_has_a_name_in_each_language() -> None:
    wanting = [a.id for a in register().actors.values() if {n.lang for n in a.names} < {"en", "fa", "ar"}]
    assert wanting == []


def test_every_actor_has_a_known_kind_and_sector_and_a_plain_id() -> None:
    for actor in register().actors.values():
        assert actor.kind in KINDS
        assert actor.sector in SECTORS, actor.id
        assert actor.id == actor.id.lower()
        assert " " not in actor.id
        assert actor.country == "" or len(actor.country) == 2
        assert actor.wikidata == "" or actor.wikidata[0] == "Q"


def test_no_plain_name_means_two_actors() -> None:
    owners: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for actor in register().actors.values():
        for name in actor.names:
            if not name.guarded:
                owners[name.lang, words(name.form)].add(actor.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_two_actors_share_a_wikidata_number() -> None:
    numbers = Counter(a.wikidata for a in register().actors.values() if a.wikidata)
    assert [number for number, times in numbers.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the clerical regime".removeprefix("the "), "iran"),
        ("رژیم آخوندی", "iran"),
        ("نظام الملالي", "iran"),
        ("Islamic Republic", "iran"),
        ("جمهوری اسلامی", "iran"),
        ("ولی فقیه", "khamenei"),
        ("مقام معظم رهبری", "khamenei"),
        ("المرشد الأعلى", "khamenei"),
        ("حزب‌الله لبنان", "hezbollah"),
        ("حزب الله", "hezbollah"),
        ("رويترز", "reuters"),
        ("Agence France-Presse", "afp"),
        ("المرصد السوري لحقوق الإنسان", "sohr"),
        ("nobody at all", None),
        ("", None),
    ],
)
def test_a_name_links_to_its_actor(name: str, actor: str | None) -> None:
    assert register().link(name) == actor


@pytest.mark.parametrize("one", ["حزب‌الله لبنان", "حزب الله لبنان", "حزبالله لبنان"])
def test_a_joiner_may_be_kept_parted_or_lost(one: str) -> None:
    assert register().link(one) == "hezbollah"


def test_the_same_actor_has_wordings_of_every_tone() -> None:
    tones = {n.tone for n in register().actors["iran"].names}
    assert tones == {"neutral", "honorific", "pejorative"}


def test_tones_are_marked_on_every_side() -> None:
    # rawi takes no side: loaded wordings of opposed actors are marked alike.
    for actor in ("iran", "israel", "mek", "hezbollah", "saudi-arabia", "united-states", "syria"):
        assert any(n.tone == "pejorative" for n in register().actors[actor].names), actor


def test_users_add_actors_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_text(
        '[[actor]]\nid = "mill"\nkind = "organisation"\nsector = "BUS"\n'
        'names = { en = ["Blue Mill Cooperative"], fa = ["تعاونی آسیاب آبی", "-باند آسیاب"] }\n',
        encoding="utf-8",
    )
    known = register().with_own(own_actors(path))
    assert known.link("تعاونی آسیاب آبی") == "mill"
    assert {n.tone for n in known.actors["mill"].names} == {"neutral", "pejorative"}
    assert known.link("Reuters") == "reuters"


def test_users_add_actors_from_follow_the_money(tmp_path: Path) -> None:
    path = tmp_path / "entities.jsonl"
    path.write_text(
        '{"id": "e1", "schema": "Person", "properties": {"name": ["Mira Halvorsen"], "alias": ["M. Halvorsen"], '
        '"nationality": ["no"], "wikidataId": ["Q1"]}}\n'
        '{"id": "e2", "schema": "Document", "properties": {"name": ["A paper"]}}\n',
        encoding="utf-8",
    )
    (actor,) = own_actors(path)
    assert (actor.id, actor.kind, actor.country, actor.name()) == ("e1", "person", "NO", "Mira Halvorsen")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", "[[actor]]\nid = 1 2"),
        ("a.toml", '[[actor]]\nid = "x"\n'),
        ("a.toml", '[[actor]]\nid = "x"\nkind = "planet"\nnames = { en = ["X"] }\n'),
        ("a.jsonl", "{not json"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        own_actors(path)
    assert str(path) in str(failure.value)
