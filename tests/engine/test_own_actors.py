"""A user's own actors: named in every document, whoever reads it, and another version of them is another reading."""

import json
from pathlib import Path

import pytest

from rawi.engine.build import build
from rawi.engine.extract import extract
from rawi.engine.job import Read
from rawi.errors import InputError, UsageError
from rawi.ingest import options
from rawi.store import Case

TEXT = "The Tallow Street Assembly said that two of its members were arrested in Basra on 3 May 2021.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def toml(path: Path, name: str = "Tallow Street Assembly") -> Path:
    path.write_text(f'[[actor]]\nid = "tallow"\nkind = "group"\nnames.en = ["{name}"]\n', encoding="utf-8")
    return path


def actors_of(article: Path, *files: Path) -> list[str]:
    (read,) = extract([article], options(actors=files), workers=1)
    assert isinstance(read, Read)
    return [mention.actor for mention in read.record.actors]


def test_an_actor_of_ones_own_is_found_and_linked_to_its_voice(article: Path, tmp_path: Path) -> None:
    assert "tallow" not in actors_of(article)
    (read,) = extract([article], options(actors=[toml(tmp_path / "own.toml")]), workers=1)
    assert isinstance(read, Read)
    assert "tallow" in {mention.actor for mention in read.record.actors}
    assert [told.actor for told in read.record.attributions] == ["tallow"]


def test_follow_the_money_entities_are_read_too(article: Path, tmp_path: Path) -> None:
    entity = {"id": "ftm-1", "schema": "Organization", "properties": {"name": ["Tallow Street Assembly"]}}
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(entity) + "\n", encoding="utf-8")
    assert "ftm-1" in actors_of(article, path)


def test_a_faulty_file_is_one_error_that_names_it(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[actor]]\nid = "tallow"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.toml"):
        list(extract([article], options(actors=[path]), workers=1))
    with pytest.raises(UsageError, match=r"absent\.toml"):
        options(actors=[tmp_path / "absent.toml"])


def test_a_changed_file_of_actors_reads_the_documents_anew(article: Path, tmp_path: Path) -> None:
    own = toml(tmp_path / "own.toml")
    with Case.open(tmp_path / "case", create=True) as case:
        assert build(case, [article], options(actors=[own]), workers=1).documents == 1
        moved = own.rename(tmp_path / "moved.toml")
        assert build(case, [article], options(actors=[moved]), workers=1).unchanged == 1
        assert build(case, [article], options(actors=[toml(own, "Basra")]), workers=1).documents == 1
