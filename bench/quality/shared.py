"""Where the external sets lie, and how a runner ends when they are absent."""

import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("RAWI_SHARED", Path(__file__).parents[2].parent / "shared"))


def need(*parts: str) -> Path:
    """The path of a set; ends the run with a reason (exit 0) where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        print(f"skipped: {'/'.join(parts)} is not here (set RAWI_SHARED to the folder that holds it)")
        sys.exit(0)
    return path
