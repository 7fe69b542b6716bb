"""Coasts and borders: always there, and as far from Natural Earth's own as is said."""

import pytest

from rawi.cli import doctor
from rawi.review import outlines
from rawi.review.outlines import A_DEGREE, TOLERANCE, Line, Outlines, pack, unpack


def line(*points: tuple[float, float]) -> Line:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line((min(xs), min(ys), max(xs), max(ys)), points)


def test_they_ship_with_rawi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "_find", lambda name: None)
    outlines.outlines.cache_clear()
    held = outlines.outlines()
    outlines.outlines.cache_clear()
    assert held is not None
    assert len(held.land) > 1_000
    assert len(held.borders) > 300
    ends = [point for each in held.borders for point in (each.points[0], each.points[-1])]
    assert any(abs(x - 48.88) < 0.1 and abs(y - 38.44) < 0.1 for x, y in ends), "where Iran's border meets the Caspian"


def test_what_is_packed_comes_back_to_a_hundredth_of_a_degree() -> None:
    coast = line((51.123, 25.5), (51.9, 26.7), (50.2, 27.01), (51.123, 25.5))
    border = line((44.0, 39.0), (45.5, 36.25), (48.1, 29.9))
    back = unpack(pack(Outlines((coast,), (border,))))
    for before, after in ((coast, back.land[0]), (border, back.borders[0])):
        assert len(after.points) == len(before.points)
        for (x, y), (u, v) in zip(before.points, after.points, strict=True):
            assert abs(x - u) <= 0.5 / A_DEGREE + 1e-9
            assert abs(y - v) <= 0.5 / A_DEGREE + 1e-9


def test_lines_round_the_earth_keep_their_edges() -> None:
    ice = line((-180, -90), (-180, -84.7), (0, -70.1), (180, -84.7), (180, -90))
    (back,), _ = unpack(pack(Outlines((ice,), ())))
    assert back.points == ice.points
    assert back.bounds == (-180, -90, 180, -70.1)


def test_specks_are_left_out() -> None:
    speck = line((10, 10), (10 + TOLERANCE, 10), (10, 10))
    assert unpack(pack(Outlines((speck,), ()))) == Outlines((), ())


class TestDoctor:
    """`rawi doctor` says whose the outlines are."""

    def test_the_packages_or_our_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outlines, "find_spec", lambda name: None)
        monkeypatch.delenv(outlines.FOLDER_VARIABLE, raising=False)
        outlines.outlines.cache_clear()
        found = doctor._outlines()
        outlines.outlines.cache_clear()
        assert (found.name, found.state) == ("map outlines", "ok")
        assert "ships with rawi" in found.says
        assert "rawi[map]" in found.remedy

    def test_that_are_damaged_are_said_to_be_wrong(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outlines, "outlines", lambda: outlines.unpack(b"no outlines"))
        assert doctor._outlines().state == "wrong"
        monkeypatch.setattr(outlines, "outlines", lambda: None)
        assert doctor._outlines().remedy
