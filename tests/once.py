"""What is made once a run, however many processes share the tests among them."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` of this run. The first process to ask makes it, others wait for it; nobody may change it."""
    worker = factory.getbasetemp()
    shared = worker.parent if worker.name.startswith("popen-") else worker
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder
