"""The documentation says what is there: every command, every field, every file it points to."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from rawi.cli import COMMANDS
from rawi.records import ActorMention, Attribution, Claim, Count, Document, Note, Place, Published, Record, Time, Via

ROOT = Path(__file__).parents[2]
DOCS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/records.md"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`rawi {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "noun", [Record, Document, Note, Published, Time, Count, Place, ActorMention, Attribution, Via, Claim]
)
def test_every_field_of_a_record_is_explained(noun: type) -> None:
    words = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "records.md").read_text(encoding="utf-8")))
    words |= {"text", "name", "kind", "times", "counts", "places", "actors", "attributions", "claims"}
    assert {field.name for field in msgspec.structs.fields(noun)} <= words


@pytest.mark.parametrize("name", DOCS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / name).parent / target).exists(), target


def test_the_readme_asks_for_the_python_that_the_package_needs() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert f"Python {needed.removeprefix('>=')}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_architecture_names_every_package() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for folder in (ROOT / "src" / "rawi").iterdir():
        if folder.is_dir() and (folder / "__init__.py").exists():
            assert f"`{folder.name}`" in text, folder.name
