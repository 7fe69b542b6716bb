"""What a worker does: read one file, or some documents of one, and turn whatever goes wrong into a failure."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rawi import ingest, pipeline
from rawi.actors import Register, own_actors, register
from rawi.errors import RawiError
from rawi.ingest import Failure, Options, Unit
from rawi.ingest.sources import locator
from rawi.records import Document, Record

if TYPE_CHECKING:
    from rawi.claims.careful import Careful

SECONDS = 120.0
SECONDS_PER_MEGACHARACTER = 120.0


class Job(NamedTuple):
    """A file to be read as a whole (`documents` is None), or some documents of it.

    `position` is the place of the first document in its file, from 0.
    """

    unit: Unit
    options: Options
    documents: tuple[Document, ...] | None
    position: int = 0

    def split(self) -> list["Job"]:
        """The same work in the smallest pieces."""
        if self.documents is None or len(self.documents) == 1:
            return [self]
        return [
            self._replace(documents=(document,), position=self.position + offset)
            for offset, document in enumerate(self.documents)
        ]

    @property
    def locator(self) -> str:
        return self.documents[0].locator if self.documents else locator(self.unit.path)


class Read(NamedTuple):
    """A document that was read: its place in its file, its record as one line of JSON, and what the reading took."""

    position: int
    locator: str
    body: bytes
    seconds: float
    language: str | None
    attributions: int
    claims: int

    @property
    def record(self) -> Record:
        return msgspec.json.decode(self.body, type=Record)


class TooSlowError(RawiError):
    """A document took longer than any honest one does."""


def work(job: Job) -> list[Read | Failure]:
    """Do a job. Nothing but a killed process keeps this from returning."""
    found: Iterator[Document | Failure] = iter(job.documents or ())
    results: list[Read | Failure] = []
    try:
        known, careful = known_actors(job.options.actors), careful_reader(job.options)
        if job.documents is None:
            found = ingest.read(job.unit, job.options)
        for position, each in enumerate(found, job.position):
            results.append(each if isinstance(each, Failure) else read_document(each, position, known, careful))
    except Exception as error:
        results.append(stumbled(job.locator, error))
    return results


@lru_cache(maxsize=1)
def known_actors(files: tuple[tuple[str, str], ...]) -> Register | None:
    """The shipped register with the user's own actors (files and their digests); None where there are none."""
    own = tuple(actor for path, _ in files for actor in own_actors(Path(path)))
    return register().with_own(own) if own else None


def careful_reader(options: Options) -> "Careful | None":
    """The careful reader that the options ask for, opened once a process; None where they ask for none."""
    if options.careful is None:
        return None
    from rawi.claims.careful import careful

    return careful(options.careful[0])


def read_document(
    document: Document, position: int, known: Register | None = None, careful: "Careful | None" = None
) -> Read | Failure:
    """Read one document within its time."""
    began = time.perf_counter()
    try:
        with _within(SECONDS + SECONDS_PER_MEGACHARACTER * len(document.text) / 1e6):
            record = pipeline.read(document, known) if careful is None else pipeline.read(document, known, careful)
            body = msgspec.json.encode(record)
            # A record that breaks its own schema is this document's failure, not that of whoever reads the record.
            msgspec.json.decode(body, type=Record)
    except Exception as error:
        return stumbled(document.locator, error)
    return Read(
        position=position,
        locator=record.locator,
        body=body,
        seconds=time.perf_counter() - began,
        language=record.language,
        attributions=len(record.attributions),
        claims=len(record.claims),
    )


def stumbled(locator: str, error: BaseException) -> Failure:
    """The failure that an error means. One that rawi did not raise on purpose is rawi's own fault, and says so."""
    if isinstance(error, RawiError):
        return Failure(locator=locator, what=error.what, remedy=error.remedy)
    if isinstance(error, MemoryError):
        return Failure(locator=locator, what="not enough memory to read it", remedy="split it, or use fewer --workers")
    return Failure(
        locator=locator,
        what=f"rawi itself failed on it: {type(error).__name__}: {error}",
        remedy="everything else was read; please report this with the document, or with one like it",
    )


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TooSlowError when the time is up. Only a main thread on POSIX has such an alarm; elsewhere time is free."""
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TooSlowError(
            f"not read within {seconds:.0f} seconds", remedy="split it; and please report it with the document"
        )

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
