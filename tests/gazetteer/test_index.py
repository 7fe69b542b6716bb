"""The gazetteer: names to coordinates, opened fast and small."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import InputError
from rawi.gazetteer import PRIMARY, WEAK, Gazetteer, abbreviation_key, gazetteer, key
from rawi.gazetteer.store import index_path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("بندر عباس", "بندرعباس"),
        ("بندر‌عباس", "بندر عباس"),
        ("كربلاء", "کربلاء"),
        ("سوسة", "سوسه"),
        ("Al-Hasakah", "al Hasakah"),
        ("Göttingen", "gottingen"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_of_a_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("name", "country", "kind", "lat", "lon"),
    [
        ("قم", "IR", "city", 34.64, 50.88),
        ("بندر عباس", "IR", "city", 27.19, 56.28),
        ("خوزستان", "IR", "province", 31.4, 48.9),
        ("الأنبار", "IQ", "province", 33.0, 41.5),
        ("قصور الساف", "TN", "city", 35.24, 10.99),
        ("باب الهوى", "SY", "site", 36.23, 36.70),
        ("Ras Jedir", "TN", "site", 33.14, 11.56),
        ("Evin Prison", "IR", "site", 35.80, 51.39),
        ("اوین", "IR", "site", 35.80, 51.39),
        ("مخيم الزعتري", "JO", "site", 32.29, 36.32),
        ("Gaza Strip", "PS", "region", 31.4, 34.4),
        ("واشنطن", "US", "city", 38.90, -77.04),
        ("نیویورک", "US", "city", 40.71, -74.01),
        ("پنجشیر", "AF", "province", 35.4, 69.9),
    ],
)
def test_places_of_the_news_are_where_they_are(name: str, country: str, kind: str, lat: float, lon: float) -> None:
    found = [n.entry for n in gazetteer().lookup(key(name)) if n.entry.country == country and n.entry.kind == kind]
    assert found, f"{name} is missing"
    assert any(abs(e.lat - lat) < 1.0 and abs(e.lon - lon) < 1.0 for e in found)


@pytest.mark.parametrize("name", ["ایران", "إيران", "Iran"])
def test_a_country_goes_by_one_number_in_three_languages(name: str) -> None:
    entry = gazetteer().lookup(key(name))[0].entry
    assert (entry.name, entry.kind, entry.country, entry.geonames) == ("Iran", "country", "IR", 130758)


def test_every_first_level_division_of_the_region_has_names_in_persian_and_arabic() -> None:
    from rawi.gazetteer.source import rows

    given = {cells[0]: cells for cells in rows("province_names.tsv", 4)}
    codes = {
        f"{c[0]}.{c[1]}"
        for c in rows("admin1.tsv", 6)
        if c[0] in ("IR", "IQ", "SY", "AF", "TN", "JO", "SA", "EG", "TR")
    }
    assert codes - given.keys() == set()
    assert [code for code in sorted(codes) if not all(given[code][k] for k in (1, 2, 3))] == []


def test_abbreviations_mind_case_and_stops() -> None:
    places = gazetteer()
    assert places.lookup(abbreviation_key("U.S."))[0].entry.country == "US"
    assert places.lookup(abbreviation_key("Ill."))[0].entry.name == "Illinois"
    assert all(n.entry.kind != "country" for n in places.lookup(key("us")))


def test_a_name_that_needs_words_beside_it_says_so() -> None:
    standings = {n.entry.name: n.standing for n in gazetteer().lookup(key("لیبرتی"))}
    assert standings["Camp Liberty"] == PRIMARY
    assert {n.standing for n in gazetteer().lookup(key("Georgia")) if n.entry.kind == "country"} == {WEAK}


def test_the_most_populous_place_of_a_name_comes_first() -> None:
    found = gazetteer().lookup(key("Paris"))
    assert found[0].entry.country == "FR"
    assert [n.entry.population for n in found] == sorted((n.entry.population for n in found), reverse=True)


def test_how_long_names_may_go_on() -> None:
    places = gazetteer()
    assert places.longest("new") >= 3  # New York City
    assert places.longest("قصور") >= 2
    assert places.longest("qwxzzzy") == 0


@given(st.text(max_size=30))
def test_unknown_names_are_no_error(name: str) -> None:
    for named in gazetteer().lookup(key(name)):
        assert -90 <= named.entry.lat <= 90
        assert -180 <= named.entry.lon <= 180


def test_opening_is_fast_and_small() -> None:
    gazetteer()  # built once
    script = (
        "import re, time; start = time.perf_counter()\n"
        "from pathlib import Path; from rawi.gazetteer.index import Gazetteer\n"
        f"begun = time.perf_counter(); g = Gazetteer(Path({str(index_path())!r})); g.lookup('قم')\n"
        # The peak of this program alone: what getrusage gives takes in the process it was forked from.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())\n"
        "print(time.perf_counter() - begun, int(peak.group(1)) / 1024)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert float(out[0]) < 0.2
    assert float(out[1]) < 80


def test_lookups_are_quick() -> None:
    places = gazetteer()
    start = time.perf_counter()
    for number in range(20_000):
        places.find(f"نیست{number}")
    assert time.perf_counter() - start < 1.0


def test_a_file_of_another_kind_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "places.idx"
    path.write_bytes(b"not an index of places")
    with pytest.raises(InputError, match="not an index"):
        Gazetteer(path)
