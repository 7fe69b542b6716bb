"""The texts that speed is measured on: real documents where they are at hand, else the samples, repeated to size."""

import gzip
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("RAWI_SHARED", ROOT.parent / "shared"))
SOURCES = {
    "fa": ["data/raw_news/fars_fa.jsonl.gz"],
    "ar": ["data/raw_news/jawhara_ar.jsonl.gz"],
    "en": ["gold/train/en.jsonl", "gold/dev/en.jsonl", "data/attribution/polnear_train_dev.tar.gz"],
}


def documents(lang: str) -> tuple[list[tuple[str, str | None]], str]:
    """(text, publication date) of every document of one language, and where they come from, in words."""
    found = [SHARED / name for name in SOURCES[lang] if (SHARED / name).is_file()]
    if found:
        return [row for path in found for row in _rows(path, None)], ", ".join(path.name for path in found)
    return list(_rows(ROOT / "samples" / "gold.jsonl", lang)), "the samples"


def repeated(rows: list[tuple[str, str | None]], size: int) -> Iterator[tuple[str, str | None]]:
    """The documents over and over until `size` bytes of UTF-8 have been given; the last one may go over."""
    given = 0
    while given < size:
        for row in rows:
            yield row
            given += len(row[0].encode())
            if given >= size:
                return


def _rows(path: Path, lang: str | None) -> Iterator[tuple[str, str | None]]:
    if ".tar" in path.suffixes:
        with tarfile.open(path) as tar:
            for member in tar:
                if member.isfile() and "/text/" in member.name and (file := tar.extractfile(member)) is not None:
                    yield file.read().decode(), None
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if lang is None or row["lang"] == lang:
                yield row["text"], row.get("published")
