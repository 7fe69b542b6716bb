"""Places that a user adds: GeoNames' country files, which hold villages that the shipped gazetteer leaves out.

A file is kept in a small form in the user's data folder (RAWI_GAZETTEER names another one), one row a place: GeoNames'
number, country, first-level division, latitude, longitude, population, name, other names.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Container, Iterator
from pathlib import Path

from rawi.errors import InputError, UsageError

# GeoNames' columns, of 19: number, name, plain name, other names, latitude, longitude, class, code, country, other
# countries, four levels of divisions, population, elevation, digital elevation, time zone, date of change.
_WIDTH = 19
_POPULATED = "P"
_GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))  # historical, abandoned and destroyed ones
_KEPT = 8
_MOST = 1 << 30  # bytes of a file unpacked


def folder() -> Path:
    """Where added files are kept."""
    given = os.environ.get("RAWI_GAZETTEER")
    if given:
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return (Path(data) if data else Path(os.path.expanduser("~")) / ".local" / "share") / "rawi" / "gazetteer"


def files() -> list[Path]:
    """The files added, by name."""
    return sorted(folder().glob("*.tsv"))


def digest() -> str:
    """What the added files hold, in few letters; empty where there are none. It stands in their names."""
    return "".join(path.stem for path in files())


def add(path: Path) -> tuple[Path, int]:
    """Keep the populated places of a GeoNames file (.txt, or .zip that holds it): where, and how many.

    An older file of the same name is replaced. Raises InputError for what is no such file.
    """
    rows = ["\t".join(cells) for cells in _populated(path)]
    if not rows:
        raise InputError("no populated place in the file", where=str(path), remedy="give a country file of GeoNames")
    text = "\n".join(rows) + "\n"
    name = path.name.split(".")[0]
    target = folder() / f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    for old in files():
        if old.name.split(".")[0] == name and old != target:
            old.unlink(missing_ok=True)
    return target, len(rows)


def remove(name: str) -> Path:
    """Take an added file away again, by the name it was added under, without its ending."""
    for path in files():
        if path.name.split(".")[0] == name:
            path.unlink(missing_ok=True)
            return path
    known = ", ".join(path.name.split(".")[0] for path in files()) or "none"
    raise UsageError(f"no file of places is called {name}", remedy=f"added are: {known}")


def rows(known: Container[int]) -> Iterator[tuple[int, str, str, float, float, int, str, list[str]]]:
    """(number, country, division, latitude, longitude, population, name, other names) of the added places whose number
    is not `known`, each once."""
    done: set[int] = set()
    for path in files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) != _KEPT:
                raise InputError("not a row of places", where=f"{path}:{number}", remedy="add the file again")
            one = int(cells[0])
            if one in known or one in done:
                continue
            done.add(one)
            others = [other for other in cells[7].split(",") if other]
            yield one, cells[1], cells[2], float(cells[3]), float(cells[4]), int(cells[5]), cells[6], others


def _populated(path: Path) -> Iterator[list[str]]:
    for number, line in enumerate(_lines(path), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _WIDTH:
            if not line.strip() or line.startswith("#"):
                continue
            raise InputError(
                f"a row of GeoNames has {_WIDTH} cells, this one has {len(cells)}",
                where=f"{path}:{number}",
                remedy="give a country file as GeoNames publishes it (IR.zip, or IR.txt from it)",
            )
        if cells[6] != _POPULATED or cells[7] in _GONE:
            continue
        try:
            lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
            where = [cells[8], cells[10], f"{lat:.4f}", f"{lon:.4f}"]
            kept = [str(int(cells[0])), *where, str(people), cells[1], cells[3]]
        except ValueError as error:
            raise InputError(f"a row that cannot be read: {error}", where=f"{path}:{number}") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not cells[1]:
            raise InputError("a row without a name or a place on the map", where=f"{path}:{number}")
        yield kept


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as packed:
                names = [n for n in packed.namelist() if n.endswith(".txt") and Path(n).stem.lower() != "readme"]
                if len(names) != 1 or packed.getinfo(names[0]).file_size > _MOST:
                    raise InputError("not a country file of GeoNames", where=str(path), remedy="give IR.zip or IR.txt")
                with packed.open(names[0]) as file:
                    yield from io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from file
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputError(f"the file cannot be read: {error}", where=str(path)) from error
