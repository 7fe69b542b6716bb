"""Do two installations read the same? Says which record differs first; exit code 1 when one does.

    python bench/speed/same.py OTHER_PYTHON [PATH…]

The other interpreter is one whose rawi has its reading core compiled (.venv-fast/bin/python, made by `make fast`).
PATH is anything that `rawi extract` reads; without it the samples are read, and the annotated texts where they are
at hand.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def records(python: str, paths: list[str], to: Path) -> list[bytes]:
    """What `rawi extract` of one installation makes of `paths`, a line a document, sorted."""
    rawi = str(Path(python).parent / "rawi")
    done = subprocess.run([rawi, "extract", *paths, "-o", str(to)], cwd=to.parent, capture_output=True, check=False)
    if done.returncode not in {0, 1} or not to.exists():
        raise SystemExit(f"{python}: {done.stderr.decode(errors='replace')[-2000:]}")
    return sorted(to.read_bytes().splitlines())


def core(python: str) -> str:
    """The file an installation's reading core is loaded from."""
    ask = [python, "-P", "-c", "import rawi.lang.pack as p; print(p.__file__)"]
    return subprocess.run(ask, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir()).stdout.strip()


def main() -> None:
    """Command line; see the module."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    other = str(Path(sys.argv[1]).absolute())
    here, there = core(sys.executable), core(other)
    if here.endswith(".py") == there.endswith(".py"):
        raise SystemExit(f"one installation must be compiled and one not: {here}, {there}")
    paths = sys.argv[2:] or [str(ROOT / "samples"), *(str(p) for p in sorted((SHARED / "gold").glob("*/*.jsonl")))]
    with tempfile.TemporaryDirectory() as folder:
        ours = records(sys.executable, paths, Path(folder) / "ours.jsonl")
        theirs = records(other, paths, Path(folder) / "theirs.jsonl")
    if not ours or len(ours) != len(theirs):
        raise SystemExit(f"{len(ours)} records here, {len(theirs)} there")
    for one, two in zip(ours, theirs, strict=True):
        if one != two:
            at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
            print(one[max(0, at - 200) : at + 100].decode(errors="replace"))
            print(two[max(0, at - 200) : at + 100].decode(errors="replace"))
            raise SystemExit(f"the compiled core reads otherwise: {one[:80].decode(errors='replace')} …")
    print(f"{len(ours)} records, the same byte for byte.")


if __name__ == "__main__":
    main()
