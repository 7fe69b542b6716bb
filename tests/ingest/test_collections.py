"""Real texts, where they lie beside the repository: every one is read, exactly, and its furniture found."""

import gzip
import json
import os
from pathlib import Path

import pytest

from ingest.reading import both, documents, noted

SHARED = Path(os.environ.get("RAWI_SHARED", Path(__file__).parents[3] / "shared"))
SEEDS, NEWS = SHARED / "seeds", SHARED / "data" / "raw_news"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")
def test_seed_texts_are_read_exactly_and_only_one_has_furniture() -> None:
    read = documents(SEEDS)
    assert [d.text for d in read] == [p.read_bytes().decode() for p in sorted(SEEDS.glob("*.txt"))]
    marked = {d.id[:3]: [n.code.removeprefix("furniture.") for n in d.notes] for d in read if d.notes}
    assert marked == {"003": ["repeat", "repeat", "caption", "tags", "copyright", "time.weak-anchor", "share"]}
    (english,) = [d for d in read if d.notes]
    assert noted(english, "time.weak-anchor") == ["2020"]
    assert english.title is not None
    assert english.text.index(english.title) == 17
    assert {d.title for d in read if d is not english} == {None}
    assert {d.published for d in read} == {None}


@pytest.mark.skipif(not NEWS.is_dir(), reason="the news collections are not beside the repository")
@pytest.mark.parametrize("name", ["fars_fa", "jawhara_ar"])
def test_a_collection_is_read_to_the_last_byte_and_hardly_marked(tmp_path: Path, name: str) -> None:
    data = gzip.decompress((NEWS / f"{name}.jsonl.gz").read_bytes())
    (tmp_path / "news.jsonl").write_bytes(data)
    read, failed = both(tmp_path / "news.jsonl")
    rows = [json.loads(line) for line in data.splitlines()]
    assert [(d.id, d.text) for d in read] == [(row["id"], row["text"]) for row in rows]
    assert failed == []
    marked = sum(any(n.code.startswith("furniture.") for n in d.notes) for d in read)
    assert marked < 0.01 * len(read), "these texts were cleaned before they were collected"
