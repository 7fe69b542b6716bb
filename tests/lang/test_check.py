"""The check of packs refuses what would mislead, and the shipped packs pass it."""

from importlib.resources import files
from pathlib import Path

import pytest

from rawi.errors import PackError
from rawi.lang.check import problems
from rawi.lang.index import lines
from rawi.lang.loader import load_folder

DOCS = Path(__file__).parents[2] / "docs"


def pack(folder: Path, *, lexicon: str = 'say = ["says"]', rules: str = "") -> Path:
    """A small English pack in a folder."""
    for part in ("lexicon", "rules"):
        (folder / "en" / part).mkdir(parents=True)
    (folder / "en" / "pack.toml").write_text('name = "English"\n', encoding="utf-8")
    (folder / "en" / "lexicon" / "words.toml").write_text(lexicon, encoding="utf-8")
    (folder / "en" / "rules" / "times.toml").write_text(rules, encoding="utf-8")
    return folder


def found(folder: Path) -> str:
    return "\n".join(problems(folder, ("en",)))


RULE = """
[[rule]]
id = "en.time.x"
make = "x"
pattern = '{say}'
  [[rule.example]]
  text = "says"
  [[rule.counter]]
  text = "said"
  why = "another word"
"""


def test_the_shipped_packs_are_in_order() -> None:
    assert list(problems(Path(str(files("rawi.lang"))))) == []


def test_a_sound_pack_passes(tmp_path: Path) -> None:
    assert found(pack(tmp_path, rules=RULE)) == ""


def test_one_form_twice_in_a_concept_is_refused(tmp_path: Path) -> None:
    assert "stands twice" in found(pack(tmp_path, lexicon='say = ["قال", "قالَ"]'))


def test_two_concepts_with_one_form_are_refused_unless_declared(tmp_path: Path) -> None:
    text = 'say = ["state"]\nland = ["State"]\n'
    assert "is both say and land" in found(pack(tmp_path / "a", lexicon=text))
    assert found(pack(tmp_path / "b", lexicon='ambiguous = ["state"]\n' + text)) == ""
    assert found(pack(tmp_path / "c", lexicon='overlap = [["say", "land"]]\n' + text)) == ""


def test_a_rule_without_counter_example_is_refused(tmp_path: Path) -> None:
    assert "no counter-example" in found(pack(tmp_path, rules=RULE.split("  [[rule.counter]]", maxsplit=1)[0]))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    assert "the id is taken" in found(pack(tmp_path, rules=RULE + RULE))


def test_an_unknown_concept_is_refused_and_named(tmp_path: Path) -> None:
    assert "no concept or fragment named 'shout'" in found(pack(tmp_path, rules=RULE.replace("{say}", "{shout}")))


def test_broken_toml_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"words\.toml"):
        load_folder(pack(tmp_path, lexicon="say = [") / "en", "en")


def test_the_index_of_rules_is_current() -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == "\n".join(lines()) + "\n", "write it anew: python -m rawi.lang.index > docs/rules.md"
