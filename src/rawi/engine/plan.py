"""Files → jobs: single documents by the file, files of many documents by the chunk."""

from collections.abc import Iterable, Iterator

from rawi import ingest
from rawi.engine.job import Job, stumbled
from rawi.ingest import Failure, Options, Unit
from rawi.ingest.sources import STREAM, locator
from rawi.records import Document

CHUNK_DOCUMENTS = 64
CHUNK_CHARACTERS = 100_000
MANY = ("jsonl", STREAM)
"""Formats that may hold many documents: they are taken apart here, and read elsewhere."""


def jobs(unit: Unit, options: Options) -> Iterator[Job | Failure]:
    """The work that a file makes, in the order of its documents."""
    if unit.format not in MANY:
        yield Job(unit, options, None)
        return
    yield from chunks(unit, options, numbered(unit, options))


def numbered(unit: Unit, options: Options) -> Iterator[tuple[int, Document] | Failure]:
    """The documents of a file with their places in it, and its failures. Never raises."""
    position = 0
    try:
        for each in ingest.read(unit, options):
            if isinstance(each, Failure):
                yield each
            else:
                yield position, each
                position += 1
    except Exception as error:
        yield stumbled(locator(unit.path), error)


def chunks(unit: Unit, options: Options, found: Iterable[tuple[int, Document] | Failure]) -> Iterator[Job | Failure]:
    """Documents gathered into jobs of a decent size. Documents of one job stand one behind the other in the file."""
    gathered: list[Document] = []
    first, characters = 0, 0
    for each in found:
        full = len(gathered) >= CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS
        if gathered and (isinstance(each, Failure) or full or each[0] != first + len(gathered)):
            yield Job(unit, options, tuple(gathered), first)
            gathered, characters = [], 0
        if isinstance(each, Failure):
            yield each
            continue
        if not gathered:
            first = each[0]
        gathered.append(each[1])
        characters += len(each[1].text)
    if gathered:
        yield Job(unit, options, tuple(gathered), first)
