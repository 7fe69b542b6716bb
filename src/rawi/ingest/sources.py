"""Finding the files: folders without end or loop, what each file is, and what it holds (SHA-256)."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from rawi.errors import InputError
from rawi.ingest import formats, sidecar
from rawi.ingest.failure import Failure, failed, unreachable
from rawi.ingest.settings import LIMIT

STDIN = "-"
STREAM = "stream"


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One file to read.

    `path` opens it (`-` is standard input); `name` is its path from the folder that was given, with `/`; `format`
    is `text`, `html`, `jsonl`, or `stream` for a pipe, which is recognised while it is read; `size` is in bytes
    (-1 for a pipe). `sha256` is that of the file, `stamp` covers its sidecar too: while the stamp stays the same,
    reading the unit again gives the same. Both are "" for a pipe.
    """

    path: str
    name: str
    format: str
    size: int
    sha256: str = ""
    stamp: str = ""
    sidecar: str | None = None


def sources(paths: Iterable[str | Path], *, limit_bytes: int = LIMIT, digest: bool = True) -> Iterator[Unit | Failure]:
    """The files in files, folders (recursively, in order of name) and `-`, each with what it is; or why not.

    Hidden files and parts of saved pages are passed over, sidecars belong to their files, nothing is given twice.
    `digest=False` leaves `sha256` and `stamp` empty and reads only the first bytes of each file.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if str(path) == STDIN:
            yield Unit(path=STDIN, name="stdin", format=STREAM, size=-1)
            continue
        root = Path(path)
        try:
            status = root.stat()
        except (OSError, ValueError) as error:
            yield _lost(root, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            inside = _Walk(root, seen).files(root)
        elif (status.st_dev, status.st_ino) in seen:
            continue
        else:
            seen.add((status.st_dev, status.st_ino))
            inside = iter([root])
        base = root if stat.S_ISDIR(status.st_mode) else root.parent
        for found in inside:
            if isinstance(found, Failure):
                yield found
            else:
                yield _unit(found, base, limit_bytes, digest, named=found is root)


def locator(path: str | Path) -> str:
    """A path as it can be shown and stored, even where the name is no Unicode."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _lost(path: Path, error: OSError | ValueError) -> Failure:
    if isinstance(error, OSError):
        return unreachable(locator(path), error)
    return Failure(locator=repr(str(path)), what="no path", remedy="check the path")


class _Walk:
    """The files of a folder and those below it. Links that lead back up are reported, links sideways need no walk."""

    def __init__(self, root: Path, seen: set[tuple[int, int]]) -> None:
        self.root, self.seen = os.path.realpath(root), seen

    def files(self, folder: Path, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Path | Failure]:
        try:
            here = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            yield unreachable(locator(folder), error)
            return
        above = above | {(here.st_dev, here.st_ino)}
        pages = {e.name.rpartition(".")[0] for e in entries if formats.suffix(e.name) in (".html", ".htm", ".xhtml")}
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(".") or entry.name == "__MACOSX" or entry.name.startswith("~$"):
                continue
            try:
                status = entry.stat()
            except OSError as error:
                yield unreachable(locator(path), error)
                continue
            at = (status.st_dev, status.st_ino)
            if stat.S_ISDIR(status.st_mode):
                if at in above:
                    yield Failure(
                        locator=locator(path),
                        what="a link back to a folder that holds it",
                        remedy="remove the link; the folder itself is read",
                    )
                elif not _parts_of_page(entry.name, pages) and not self._reached_anyway(entry, path):
                    yield from self.files(path, above)
            elif entry.name.endswith(sidecar.ENDING) or formats.passed_over(entry.name) or at in self.seen:
                continue
            elif not self._reached_anyway(entry, path):
                self.seen.add(at)
                yield path

    def _reached_anyway(self, entry: os.DirEntry[str], path: Path) -> bool:
        if not entry.is_symlink():
            return False
        target = os.path.realpath(path)
        inside = os.path.relpath(target, self.root)
        return not inside.startswith("..") and not any(p.startswith(".") for p in inside.split(os.sep))


def _parts_of_page(name: str, pages: set[str]) -> bool:
    """Browsers keep the pictures and scripts of `page.html` in `page_files`."""
    stem, _, ending = name.rpartition("_")
    return ending in ("files", "Dateien", "archivos", "fichiers") and stem in pages


def _unit(path: Path, base: Path, limit_bytes: int, digest: bool, *, named: bool) -> Unit | Failure:
    shown = locator(path)
    name = locator(path.relative_to(base)).replace(os.sep, "/")
    if path.name.endswith(sidecar.ENDING):
        return Failure(locator=shown, what="a sidecar, not a document", remedy="name the file it belongs to")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            if named and (stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode)):
                return Unit(path=str(path), name=name, format=STREAM, size=-1)
            return Failure(locator=shown, what="neither a file nor a folder", remedy="leave it out")
        if status.st_size == 0:
            return Failure(locator=shown, what="empty", remedy="remove it, or save it again")
        with path.open("rb") as stream:
            kind = formats.recognise(path.name, stream.read(formats.HEAD))
            if kind != "jsonl" and status.st_size > limit_bytes:
                return too_large(shown, status.st_size, limit_bytes)
            beside = sidecar.beside(path)
            sha256 = stamp = ""
            if digest:
                stream.seek(0)
                sha256 = stamp = hashlib.file_digest(stream, "sha256").hexdigest()
                if beside is not None:
                    stamp = hashlib.sha256(sha256.encode() + b"\0" + beside.read_bytes()).hexdigest()
    except OSError as error:
        return unreachable(shown, error)
    except InputError as error:
        return failed(shown, error)
    return Unit(
        path=str(path),
        name=name,
        format=kind,
        size=status.st_size,
        sha256=sha256,
        stamp=stamp,
        sidecar=str(beside) if beside else None,
    )


def too_large(shown: str, size: int, limit_bytes: int) -> Failure:
    """The failure of a text beyond the limit."""
    return Failure(
        locator=shown,
        what=f"{size / (1 << 20):.0f} MB, above the limit of {limit_bytes / (1 << 20):.0f} MB for one text",
        remedy="split it into documents: one file each, or one JSON object a line",
    )
