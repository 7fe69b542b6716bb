"""Files → a case: what is new is read on all cores and kept as it comes, what is unchanged is not read again."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from rawi.engine.crew import Mark, Step, run
from rawi.engine.extract import crew_size
from rawi.engine.job import Job, Read, careful_reader, known_actors
from rawi.engine.plan import MANY, chunks, numbered
from rawi.engine.reader import reader_version
from rawi.ingest import Failure, Options, Unit, sources
from rawi.ingest.sources import STDIN, STREAM, locator
from rawi.records import Document
from rawi.store import Case, Failed, Fingerprint, Reading

BATCH_DOCUMENTS = 200
BATCH_SECONDS = 1.0


class Built:
    """What a build did: counts of files and documents, and what could not be read."""

    def __init__(self) -> None:
        self.files = 0
        self.unchanged = 0
        self.documents = 0
        self.kept = 0
        self.replaced = 0
        self.attributions = 0
        self.claims = 0
        self.languages: Counter[str | None] = Counter()
        self.failures: list[Failure] = []
        self.slowest: tuple[float, str] = (0.0, "")
        self.seconds = 0.0


class _File(Mark):
    """A file on its way into the case: its fingerprint, and what has come of it since the last commit.

    `reading` is None until the case knows of it.
    """

    def __init__(self, unit: Unit, fingerprint: Fingerprint, size: int, state: tuple[int, int]) -> None:
        self.unit, self.fingerprint, self.size, self.state = unit, fingerprint, size, state
        self.reading: int | None = None
        self.readings: list[Reading] = []
        self.failures: list[Failed] = []
        self.ended = False


class _End(Mark):
    """All documents of a file have come."""

    def __init__(self, file: _File) -> None:
        self.file = file


def build(
    case: Case,
    paths: Iterable[str | Path],
    options: Options,
    *,
    workers: int | None = None,
    total: Callable[[int], None] = lambda files: None,
    done: Callable[[Unit], None] = lambda unit: None,
) -> Built:
    """Read files, folders and `-` into a case.

    Documents are committed in batches as they come: what was killed goes on where it was, and a file of the same
    bytes, options and reader is passed over. `total` and `done` are as in `extract`; `done` is told of a file
    once the case holds all of it.
    """
    built, began = Built(), time.perf_counter()
    known_actors(options.actors)  # A faulty file is one error here, not one for each document.
    careful_reader(options)
    with case.lock():
        case.originals.sweep()
        found = list(sources(paths, limit_bytes=options.limit_bytes))
        units = [each for each in found if isinstance(each, Unit)]
        total(len(units))
        built.files = len(found)
        desk = _Desk(case, options, built, done)
        new = [unit for unit in units if not desk.is_known(unit)]
        for each in run(desk.steps(found), workers=crew_size(new, workers)):
            if isinstance(each, _File):
                desk.open(each)
            elif isinstance(each, _End):
                desk.close(each.file)
            elif isinstance(each, Unit):
                done(each)
            elif isinstance(each, Read | Failure):
                desk.take(each)
        desk.commit()
    built.seconds = time.perf_counter() - began
    return built


class _Desk:
    """Between the crew and the case: puts files before the crew, gathers results, commits them together."""

    def __init__(self, case: Case, options: Options, built: Built, done: Callable[[Unit], None]) -> None:
        self.case, self.options, self.built, self.done = case, options, built, done
        # Where the files of actors and the model file lie is no matter, what they hold is.
        files = tuple(("", digest) for _, digest in options.actors)
        model = None if options.careful is None else ("", options.careful[1])
        self.asked = msgspec.json.encode(msgspec.structs.replace(options, actors=files, careful=model)).decode()
        self.waiting: list[_File] = []
        self.documents = 0
        self.committed = time.monotonic()

    def fingerprint(self, unit: Unit, sha256: str) -> Fingerprint:
        asked = self.asked if unit.stamp in ("", unit.sha256) else f"{self.asked} {unit.stamp}"
        return Fingerprint(locator(os.path.abspath(unit.path)), sha256, asked, reader_version())

    def is_known(self, unit: Unit) -> bool:
        return bool(unit.sha256) and self.case.has_read(self.fingerprint(unit, unit.sha256))

    def steps(self, found: list[Unit | Failure]) -> Iterator[Step]:
        for each in found:
            if isinstance(each, Failure):
                yield each
            elif self.is_known(each):
                self.built.unchanged += 1
                yield each
            else:
                yield from self._steps(each)

    def _steps(self, unit: Unit) -> Iterator[Step]:
        try:
            state = _state(unit)
            unit, sha256, size = self._keep(unit)
        except OSError as error:
            yield Failure(
                locator=unit.path,
                what=f"cannot be copied into the case: {error.strerror or error}",
                remedy="check the file and the space left on the disk",
            )
            yield unit
            return
        if unit.format == STREAM and self.is_known(unit):
            self.built.unchanged += 1
            yield unit
            return
        file = _File(unit, self.fingerprint(unit, sha256), size, state)
        yield file
        if unit.format in MANY:
            file.reading = self.case.begin(file.fingerprint, size=size)
            yield from chunks(unit, self.options, self._unknown(file, file.reading))
        else:
            yield Job(unit, self.options, None)
        yield _End(file)

    def _keep(self, unit: Unit) -> tuple[Unit, str, int]:
        """Copy a file into the case. A pipe is read to its end first, and its documents are read from the copy."""
        if unit.path == STDIN:
            with open(0, "rb", closefd=False) as stream:
                sha256, size = self.case.originals.keep(stream)
        else:
            with Path(unit.path).open("rb") as stream:
                sha256, size = self.case.originals.keep(stream)
        if unit.size >= 0:
            return unit, sha256, size
        copy = str(self.case.originals.path(sha256))
        return msgspec.structs.replace(unit, path=copy, sha256=sha256, stamp=sha256), sha256, size

    def _unknown(self, file: _File, reading: int) -> Iterator[tuple[int, Document] | Failure]:
        """The documents of a file that the case does not hold yet as they are."""
        for each in numbered(file.unit, self.options):
            if isinstance(each, Failure):
                yield each
                continue
            position, document = each
            if self.case.keep_known(
                file.fingerprint,
                reading,
                position,
                name=document.id,
                locator=document.locator,
                sha256=document.sha256,
            ):
                self.built.kept += 1
            else:
                yield each

    def open(self, file: _File) -> None:
        self.waiting.append(file)

    def take(self, each: Read | Failure) -> None:
        """Gather a result; commit when enough have come or enough time has passed."""
        file = self.waiting[-1] if self.waiting and not self.waiting[-1].ended else None
        if isinstance(each, Failure):
            self.built.failures.append(each)
            source = file.fingerprint.locator if file else os.path.abspath(each.locator)
            failed = Failed(source, each.line, each.what, each.remedy)
            if file:
                file.failures.append(failed)
            else:
                with self.case.together():
                    self.case.forgive(source)
                    self.case.fail([failed])
            return
        if file is None:
            raise AssertionError("a document came that belongs to no file")
        file.readings.append(Reading(each.position, each.record, each.seconds))
        self.documents += 1
        self.built.documents += 1
        self.built.attributions += each.attributions
        self.built.claims += each.claims
        self.built.languages[each.language] += 1
        self.built.slowest = max(self.built.slowest, (each.seconds, each.locator))
        self._commit_when_due()

    def close(self, file: _File) -> None:
        """A file has come whole, unless it changed while it was read."""
        if _state(file.unit) != file.state:
            self.take(
                Failure(
                    locator=locator(file.unit.path),
                    what="it changed while it was being read",
                    remedy="run the command again",
                )
            )
        file.ended = True
        self._commit_when_due()

    def _commit_when_due(self) -> None:
        if self.documents >= BATCH_DOCUMENTS or time.monotonic() - self.committed > BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Keep all that has come. Only then is a file said to be done."""
        with self.case.together():
            for file in self.waiting:
                if file.reading is None:
                    file.reading = self.case.begin(file.fingerprint, size=file.size)
                self.case.save(file.fingerprint, file.reading, file.readings)
                self.case.fail(file.failures)
                if file.ended:
                    self.built.replaced += self.case.finish(file.fingerprint, file.reading)
        for file in self.waiting:
            file.readings, file.failures = [], []
            if file.ended:
                self.done(file.unit)
        self.waiting = [file for file in self.waiting if not file.ended]
        self.documents, self.committed = 0, time.monotonic()


def _state(unit: Unit) -> tuple[int, int]:
    """The size and time of change of a file; nothing for a pipe, or for the copy of one."""
    if unit.size < 0 or unit.format == STREAM:
        return (0, 0)
    try:
        status = os.stat(unit.path)
    except OSError:
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)
