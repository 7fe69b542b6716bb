"""The sample corpus itself: what it must hold so that the demo and the end-to-end tests mean something."""

import difflib
import json
import tomllib
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDER = SAMPLES / "nakhlsar"
LINES = [json.loads(line) for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
GOLD = [json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text("utf-8").splitlines()]


def test_eighteen_documents_in_three_languages_and_three_formats() -> None:
    texts, pages = sorted(FOLDER.glob("*.txt")), sorted(FOLDER.glob("*.html"))
    assert (len(texts), len(pages), len(LINES)) == (9, 3, 6)
    assert {p.stem[-2:] for p in (*texts, *pages)} == {"fa", "ar", "en"} == {row["language"] for row in LINES}


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda p: p.name)
def test_every_file_says_that_it_is_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        assert all(json.loads(line)["invented"] is True for line in text.splitlines())
    elif path.suffix == ".txt":
        assert "Invented" in path.with_name(path.name + ".meta.toml").read_text(encoding="utf-8")
    else:
        assert "Invented" in text


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.meta.toml")), ids=lambda p: p.name)
def test_every_sidecar_belongs_to_a_file_and_parses(path: Path) -> None:
    assert path.with_name(path.name.removesuffix(".meta.toml")).is_file()
    assert tomllib.loads(path.read_text(encoding="utf-8"))["outlet"]


@pytest.mark.parametrize("row", GOLD, ids=lambda row: str(row["id"]))
def test_annotations_stand_in_the_very_text_of_the_document(row: dict[str, object]) -> None:
    texts = {r["id"]: r["text"] for r in LINES} | {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.txt")}
    assert row["text"] == texts[str(row["id"]).partition("@")[0]]


def test_every_text_and_line_is_annotated() -> None:
    assert {row["id"].partition("@")[0] for row in GOLD} == {r["id"] for r in LINES} | {
        p.name for p in FOLDER.glob("*.txt")
    }


def test_one_exact_copy_and_two_edited_ones() -> None:
    lines = {row["id"]: row["text"] for row in LINES}
    assert lines["sahel-20230716-77"] == lines["marfa-20230716-sahel"]
    for copy, source, least in (
        ("reprint-fa.txt", (FOLDER / "agency-fa.html").read_text(encoding="utf-8"), 0.7),
        ("harbour-post-en.html", lines["meridian-20230715-0931"], 0.5),
    ):
        text = (FOLDER / copy).read_text(encoding="utf-8")
        shorter, longer = sorted((text, source), key=len)
        shared = sum(
            block.size
            for block in difflib.SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
            if block.size > 60
        )
        assert least * len(shorter) < shared < len(shorter), copy


def test_one_text_has_lost_its_zwnj_and_another_has_arabic_letters() -> None:
    lost = (FOLDER / "opposition-fa.txt").read_text(encoding="utf-8")
    assert "\u200c" not in lost and "میگوید" in lost and "خامنهای" in lost
    arabic = (FOLDER / "newspaper-fa.txt").read_text(encoding="utf-8")
    assert not set("یک") & set(arabic) and {"ي", "ك"} <= set(arabic)
    assert arabic.count("«") != arabic.count("»") and "”" in arabic and "“" not in arabic
