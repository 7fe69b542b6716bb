"""The index is built whole or not at all, and kept by version."""

from pathlib import Path

import pytest

from rawi.errors import PackError
from rawi.gazetteer import build as builder
from rawi.gazetteer import source, store
from rawi.gazetteer.index import PRIMARY, Gazetteer
from rawi.gazetteer.key import words
from rawi.gazetteer.source import Source

TWO = [
    Source("Testville", "city", "TN.23", 35.8, 10.6, 1200, 7, [("Testville", PRIMARY), ("مدینه آزمون", PRIMARY)]),
    Source("Testville", "city", "US.TX", 31.0, -99.0, 90, 8, [("Testville", PRIMARY)]),
]


def test_what_is_built_is_what_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "sources", lambda: iter(TWO))
    path = tmp_path / "deep" / "places.idx"
    builder.build(path, "v1")
    places = Gazetteer(path)
    assert [n.entry.country for n in places.lookup("testville")] == ["TN", "US"]
    assert places.lookup("مدینهازمون")[0].entry.admin1 == "TN.23"
    assert places.longest("مدینه") == 2
    assert places.version == "v1"
    assert list(path.parent.iterdir()) == [path]


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield TWO[0]
        raise PackError("broken")

    monkeypatch.setattr(builder, "sources", broken)
    with pytest.raises(PackError):
        builder.build(tmp_path / "places.idx", "v1")
    assert list(tmp_path.iterdir()) == []


def test_a_row_cut_short_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sites.tsv").write_text("# head\nsite\tIR\t35.8\n", encoding="utf-8")
    monkeypatch.setattr(source, "DATA", tmp_path)
    with pytest.raises(PackError, match=r"sites\.tsv:2"):
        list(source.rows("sites.tsv", 6))


def test_the_cache_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAWI_CACHE", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    assert store.index_path() == tmp_path / f"places-{store.version()}.idx"


@pytest.mark.parametrize(
    ("name", "parts"), [("قائم‌شهر", ["قایم", "شهر"]), ("Deir ez-Zor", ["deir", "ez", "zor"]), ("قم", ["قم"])]
)
def test_names_part_at_joiners_and_hyphens(name: str, parts: list[str]) -> None:
    assert words(name) == parts


def test_every_table_of_ours_is_well_formed() -> None:
    for table, width in (("countries.tsv", 4), ("regions.tsv", 8), ("sites.tsv", 8), ("city_names.tsv", 4)):
        assert sum(1 for _ in source.rows(table, width)) > 100
    for kind, country, lat, lon, *_ in [*source.rows("regions.tsv", 8), *source.rows("sites.tsv", 8)]:
        assert kind in ("site", "region", "city")
        assert country == "" or len(country) == 2
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
