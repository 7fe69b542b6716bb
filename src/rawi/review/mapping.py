"""The map as our own SVG: a window on the earth, coasts and borders in it, a grid, and places as circles."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rawi.review.outlines import Line, outlines, simplify

WIDTH, HEIGHT = 480, 280
LEAST_DEGREES = 1.2
FAR = 0.06
"""Part of all events that may lie beyond either edge of the map."""
MOST_DOTS = 150
MOST_LABELS = 14
STEPS = (0.5, 1, 2, 5, 10, 20, 30)

Box = tuple[float, float, float, float]
"""(west, south, east, north) in degrees."""
EARTH: Box = (-180.0, -60.0, 180.0, 80.0)


class Window(NamedTuple):
    """What part of the earth a map shows, and how: equirectangular, true to scale along its middle parallel."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the SVG to a degree of latitude."""
        return HEIGHT / (self.north - self.south)

    def x(self, longitude: float) -> float:
        return (longitude - self.west) * WIDTH / (self.east - self.west)

    def y(self, latitude: float) -> float:
        return (self.north - latitude) * self.scale

    @property
    def box(self) -> Box:
        return self.west, self.south, self.east, self.north


class Grid(NamedTuple):
    """One line of the graticule: its ends, and its degrees."""

    x1: float
    y1: float
    x2: float
    y2: float
    degrees: float


class Dot(NamedTuple):
    """A place on the map: where, how large (radius in units), how many events, how many of them with a conflict.

    `leftward` says that its name, where `labelled`, is written at its left.
    """

    id: str
    x: float
    y: float
    radius: float
    name: str
    events: int
    conflicts: int
    country: str | None
    labelled: bool = False
    leftward: bool = False


class Chart(NamedTuple):
    """A map ready to draw. `land` and `borders` are path data, empty where the installation has no outlines.

    The busiest MOST_DOTS places are drawn. `outside` events lie beyond the window.
    """

    window: Window
    land: str
    borders: str
    grid: list[Grid]
    dots: list[Dot]
    outside: int
    width: int = WIDTH
    height: int = HEIGHT


class Spot(NamedTuple):
    """A place and the events told of there."""

    id: str
    name: str
    lat: float
    lon: float
    events: int
    conflicts: int
    country: str | None


def chart(spots: Sequence[Spot], box: Box | None = None) -> Chart:
    """The map of these places, or of `box` when one is given."""
    window = fit(box or bounds(spots))
    land, borders = paths(window)
    shown = sorted((spot for spot in spots if _is_in(spot, window)), key=lambda spot: -spot.events)[:MOST_DOTS]
    most = max((spot.events for spot in shown), default=1)
    # The more circles, the smaller: they are to be told apart.
    least, span = (3.5, 11.0) if len(shown) <= 25 else (2.5, 6.0) if len(shown) <= 70 else (2.0, 3.5)
    dots = [
        Dot(
            spot.id,
            round(window.x(spot.lon), 1),
            round(window.y(spot.lat), 1),
            round(least + span * math.sqrt(spot.events / most), 1),
            spot.name,
            spot.events,
            spot.conflicts,
            spot.country,
        )
        for spot in shown
    ]
    outside = sum(spot.events for spot in spots if not _is_in(spot, window))
    return Chart(window, land, borders, graticule(window), _labelled(dots), outside)


def _is_in(spot: Spot, window: Window) -> bool:
    return window.west <= spot.lon <= window.east and window.south <= spot.lat <= window.north


def bounds(spots: Sequence[Spot]) -> Box:
    """The box around most events, with air; the earth where there are none. What lies far off the rest is let go of."""
    if not spots:
        return EARTH
    west, east = _most([(spot.lon, spot.events) for spot in spots])
    south, north = _most([(spot.lat, spot.events) for spot in spots])
    wide = max(east - west, north - south, LEAST_DEGREES)
    air = wide * 0.1
    # Edges in steps: windows that are nearly the same are the same, and their outlines need no drawing anew.
    step = 2.0 ** math.floor(math.log2(wide / 8))
    return (
        math.floor((west - air) / step) * step,
        math.floor((south - air) / step) * step,
        math.ceil((east + air) / step) * step,
        math.ceil((north + air) / step) * step,
    )


def _most(weighed: list[tuple[float, int]]) -> tuple[float, float]:
    """The lowest and highest of the values that remain when FAR of the weight is cut from either end."""
    held = sorted(weighed)
    total = sum(weight for _, weight in held)
    low, before = held[0][0], 0
    for value, weight in held:
        if before + weight > total * FAR:
            low = value
            break
        before += weight
    high, after = held[-1][0], 0
    for value, weight in reversed(held):
        if after + weight > total * FAR:
            high = value
            break
        after += weight
    return low, high


def _labelled(dots: list[Dot]) -> list[Dot]:
    """The dots, the busiest of which have their names written: as many as there is room for."""
    taken: list[Box] = []
    found = []
    for dot in dots:
        wide, top = 6.2 * len(dot.name), dot.y - 7
        right, left = dot.x + dot.radius + 2, dot.x - dot.radius - 2
        rooms = ((right, top, right + wide, top + 14), (left - wide, top, left, top + 14))
        room = next((each for each in rooms if _free(each, taken)), None) if len(taken) < MOST_LABELS else None
        if room:
            taken.append(room)
        found.append(dot._replace(labelled=room is not None, leftward=room == rooms[1]))
    return found


def _free(room: Box, taken: list[Box]) -> bool:
    """Whether a name fits there: on the map, and over no other."""
    return (
        room[0] > 0
        and room[2] < WIDTH
        and not any(
            room[0] < other[2] and room[2] > other[0] and room[1] < other[3] and room[3] > other[1] for other in taken
        )
    )


def fit(box: Box) -> Window:
    """The smallest window of the map's shape that holds the box."""
    west, south, east, north = box
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    squeeze = max(math.cos(math.radians(min(max(middle_y, -75), 75))), 0.25)
    high = max(north - south, (east - west) * squeeze * HEIGHT / WIDTH, LEAST_DEGREES)
    high = min(high, 170.0)
    wide = min(max(high * WIDTH / HEIGHT / squeeze, east - west), 360.0)
    middle_y = min(max(middle_y, -90 + high / 2), 90 - high / 2)
    middle_x = min(max(middle_x, -180 + wide / 2), 180 - wide / 2)
    return Window(
        round(middle_x - wide / 2, 3),
        round(middle_y - high / 2, 3),
        round(middle_x + wide / 2, 3),
        round(middle_y + high / 2, 3),
    )


@lru_cache(maxsize=256)
def paths(window: Window) -> tuple[str, str]:
    """Coasts and borders that the window touches, as path data; as exact as the drawing can show."""
    held = outlines()
    if held is None:
        return "", ""
    tolerance = 0.9 / window.scale
    return (
        "".join(_path(line, window, tolerance, closed=True) for line in held.land if _touches(line, window)),
        "".join(_path(line, window, tolerance, closed=False) for line in held.borders if _touches(line, window)),
    )


def graticule(window: Window) -> list[Grid]:
    """Meridians and parallels, four to eight across."""
    wide = window.east - window.west
    step = next((step for step in STEPS if wide / step <= 8), STEPS[-1])
    meridians = [
        Grid(window.x(degrees), 0, window.x(degrees), HEIGHT, degrees)
        for degrees in _multiples(window.west, window.east, step)
    ]
    parallels = [
        Grid(0, window.y(degrees), WIDTH, window.y(degrees), degrees)
        for degrees in _multiples(window.south, window.north, step)
    ]
    return [*meridians, *parallels]


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _touches(line: Line, window: Window) -> bool:
    west, south, east, north = line.bounds
    small = max(east - west, north - south) * window.scale < 1.5
    return not small and west < window.east and east > window.west and south < window.north and north > window.south


def _path(line: Line, window: Window, tolerance: float, *, closed: bool) -> str:
    points = simplify(_near(line.points, window, tolerance), tolerance)
    if len(points) < 2:
        return ""
    steps = " ".join(f"{window.x(x):.1f},{window.y(y):.1f}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def _near(points: tuple[tuple[float, float], ...], window: Window, tolerance: float) -> list[tuple[float, float]]:
    """The points, those far outside the window pulled to its rim (shapes stay closed), those too close left out."""
    air_x, air_y = (window.east - window.west) * 0.1, (window.north - window.south) * 0.1
    west, east = window.west - air_x, window.east + air_x
    south, north = window.south - air_y, window.north + air_y
    found: list[tuple[float, float]] = []
    last_x = last_y = math.inf
    for x, y in points:
        x, y = min(max(x, west), east), min(max(y, south), north)
        if abs(x - last_x) > tolerance or abs(y - last_y) > tolerance:
            found.append((x, y))
            last_x, last_y = x, y
    return found
