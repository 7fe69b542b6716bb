"""The reader's version: what decides, beside a file and the options, what is read from it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from rawi import __version__

STAGES = (
    "actors",
    "attribution",
    "calendars",
    "claims",
    "encoder",
    "gazetteer",
    "ingest",
    "lang",
    "mentions",
    "ontology",
    "pipeline.py",
    "records",
    "rules",
    "text",
)


@cache
def reader_version() -> str:
    """`0.1.0+` and a digest of the code and data of every reading stage: it changes whenever a record could."""
    digest = hashlib.sha256()
    root = resources.files("rawi")
    for name in STAGES:
        for path, entry in _files(root.joinpath(name), name):
            digest.update(path.encode() + b"\0" + hashlib.sha256(entry.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _files(entry: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if entry.is_file():
        yield path, entry
    elif entry.is_dir() and entry.name != "__pycache__":
        for inner in sorted(entry.iterdir(), key=lambda each: each.name):
            yield from _files(inner, f"{path}/{inner.name}")
