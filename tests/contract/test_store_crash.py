"""Several reviewers write at once, and are killed: what was acknowledged is in the log."""

import importlib.util
import os
from pathlib import Path

import pytest

from rawi.store import Case

BENCH = Path(__file__).parents[2] / "bench" / "review" / "crash.py"


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_what_was_acknowledged_survives(case: Case) -> None:
    spec = importlib.util.spec_from_file_location("crash", BENCH)
    assert spec is not None and spec.loader is not None
    crash = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(crash)
    for _ in range(2):
        acknowledged, before = crash.trial(case.folder, writers=3, seconds=0.3)
        gone, found, broken = crash.lost(case.folder, acknowledged)
        assert gone == set()
        assert found >= before + len(acknowledged)
        assert broken is None
    assert found > 0
