"""Bringing the merge to what reviewers decided: one at a time, at once or after the answer has gone."""

import sys
import threading

from starlette.background import BackgroundTask
from starlette.responses import Response

from rawi.errors import RawiError
from rawi.review.opened import Opened
from rawi.store import Case

_ONE = threading.Lock()
"""The merge's state is one file, which one at a time may write."""


def settle(case: Case) -> None:
    """Merge anew what the standing decisions touch, and wait for it."""
    # The merge brings its engine with it, which nobody waits for who only reads.
    from rawi.engine.corpus import redecide_case

    with _ONE:
        redecide_case(case)


def soon(opened: Opened, answer: Response) -> Response:
    """The same answer; once it has gone, what was decided is merged. Who decides claim by claim waits for nothing."""
    answer.background = BackgroundTask(_settle_later, opened)
    return answer


def _settle_later(opened: Opened) -> None:
    try:
        settle(opened.get())
    except RawiError as error:
        # The decision is in the log; the next merge takes it up.
        print(f"rawi: the events could not be brought up to date: {error}", file=sys.stderr)
