import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def rawi() -> Run:
    """Runs `rawi` as a person does: another process, its exit status and what it prints."""

    def run(*words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from rawi.cli import main; main(prog_name='rawi')", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **more)  # type: ignore[call-overload,no-any-return]

    return run


@pytest.fixture(scope="session")
def demo(rawi: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case that `rawi demo` builds, built once."""
    folder = tmp_path_factory.mktemp("demo") / "case"
    done = rawi("demo", "-o", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
