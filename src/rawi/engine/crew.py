"""A crew of processes: jobs go out to all cores, results come back in the order the jobs were given."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from rawi.engine.job import Job, Read, work
from rawi.ingest import Failure, Unit
from rawi.pipeline import reads_many

IN_FLIGHT = 4
"""Jobs that wait or run at once, for each worker: enough to keep it busy, few enough to keep memory flat."""


class Mark:
    """Something that passes through among the results, in its place."""


Step = Job | Failure | Unit | Mark
Result = Read | Failure | Unit | Mark


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(steps: Iterable[Step], *, workers: int) -> Iterator[Result]:
    """Do the jobs among the steps on `workers` processes; pass everything else through, all in the order given.

    A worker that dies (out of memory, a crash in a library) costs only the document it died of, which comes
    back as a failure. With one worker all happens in this process.
    """
    if workers <= 1:
        reads_many()
        for step in steps:
            if isinstance(step, Job):
                yield from work(step)
            else:
                yield step
        return
    crew = _Crew(workers)
    waiting: deque[_Out | Failure | Unit | Mark] = deque()
    out = 0
    try:
        for step in steps:
            if isinstance(step, Job):
                waiting.append(_Out(step, crew.submit(step)))
                out += 1
            else:
                waiting.append(step)
            while waiting and (out > workers * IN_FLIGHT or not _runs(waiting[0])):
                first = waiting.popleft()
                if isinstance(first, _Out):
                    out -= 1
                    yield from crew.results(first)
                else:
                    yield first
        while waiting:
            first = waiting.popleft()
            if isinstance(first, _Out):
                yield from crew.results(first)
            else:
                yield first
    finally:
        crew.dismiss()


class _Out:
    """A job that was given out."""

    def __init__(self, job: Job, future: Future[list[Read | Failure]] | None) -> None:
        self.job, self.future = job, future


def _runs(step: object) -> bool:
    return isinstance(step, _Out) and step.future is not None and not step.future.done()


class _Crew:
    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.executor = self._hire()

    def _hire(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            context.set_forkserver_preload(["rawi.engine.warm"])
        return ProcessPoolExecutor(self.workers, mp_context=context, initializer=_start)

    def submit(self, job: Job) -> Future[list[Read | Failure]] | None:
        """Give a job out; None when a worker has just died (`results` will then do the job alone)."""
        try:
            return self.executor.submit(work, job)
        except BrokenProcessPool:
            return None

    def results(self, out: _Out) -> list[Read | Failure]:
        try:
            if out.future is not None:
                return out.future.result()
        except BrokenProcessPool:
            pass
        return [result for piece in out.job.split() for result in self._alone(piece)]

    def _alone(self, job: Job) -> list[Read | Failure]:
        """Do the smallest piece of work with nothing beside it, so that a death is its own doing."""
        for hired_anew in (False, True):
            try:
                return self.executor.submit(work, job).result()
            except BrokenProcessPool:
                # The first break may be left over from another document's; the second is this one's.
                self.executor.shutdown(wait=False)
                self.executor = self._hire()
                if hired_anew:
                    break
        return [
            Failure(
                locator=job.locator,
                what="the process that read it died, most likely for want of memory",
                remedy="split the document, or use fewer --workers",
            )
        ]

    def dismiss(self) -> None:
        """Let everyone go at once; what is not yet done is not wanted any more."""
        processes = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with suppress(OSError, ValueError):
                process.terminate()


def _start() -> None:
    """In a worker: Ctrl+C is the parent's business, and a parent's end is the worker's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reads_many()
