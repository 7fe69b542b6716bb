"""A real server over a case, as a person starts it, and browsers that have come in through its door."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

NAMES = ("chromium", "chromium-browser", "google-chrome")


class Served(NamedTuple):
    """A running server. `door` is the address that opens it, once."""

    case: Path
    base: str
    door: str


def chromium() -> str | None:
    """The browser: RAWI_CHROMIUM, or the first one found in PATH."""
    return os.environ.get("RAWI_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(case: Path) -> Iterator[Served]:
    """`rawi serve CASE` in a process of its own, until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from rawi.cli import main; main()", "serve", str(case), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server said no address"
        yield Served(case, found[0].split("/open")[0], found[0])
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def entered(browser: Any, server: Served) -> Iterator[Any]:
    """The door, opened once; gives what further contexts need to be the same person."""
    context = browser.new_context()
    context.new_page().goto(server.door)
    state = context.storage_state()
    context.close()
    yield state
