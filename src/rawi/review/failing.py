"""Refusals: what the application answers when it will not do what was asked."""

import os
import sys
import traceback


class Refused(Exception):
    """An HTTP status and the reason, the name of a message in the catalogue `refused` (`refused.not-found`)."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(status, reason)


def not_found() -> Refused:
    return Refused(404, "not-found")


def bad_request() -> Refused:
    return Refused(400, "bad-request")


def report(error: Exception) -> None:
    """Say on the terminal that rawi itself failed; where, only with RAWI_DEBUG in the environment."""
    if os.environ.get("RAWI_DEBUG"):
        traceback.print_exception(error)
    else:
        print(f"rawi: itself failed: {type(error).__name__}: {error} (RAWI_DEBUG=1 shows where)", file=sys.stderr)
