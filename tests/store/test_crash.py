"""kill -9 loses nothing that was acknowledged."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rawi.store import Case, first_break

WRITER = """
import sys
from pathlib import Path
from rawi.store import Case, Decision
case = Case.open(Path(sys.argv[1]))
n = 0
while True:
    n += 1
    made = case.decide(Decision(reviewer="r", action="accept", target_kind="claim", target=f"a#{n}", reason="-"))
    print(made.number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
@pytest.mark.parametrize("acknowledged", [1, 7, 30])
def test_acknowledged_decisions_survive(case: Case, acknowledged: int, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(case.folder)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        last = 0
        while last < acknowledged:
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
    with Case.open(case.folder) as again:
        assert len(list(again.decisions())) >= last
        assert first_break(again.database) is None
        with again.lock():
            pass
