"""The list of events: what its filters ask for, the timeline, the map, saved searches."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.review.asking import Client, client, text_of

from rawi.review.dating import Dates
from rawi.review.mapping import EARTH, Spot, chart, fit
from rawi.review.messages import Words
from rawi.review.query import Query, day_of
from rawi.review.timeline import Day, timeline
from rawi.store.filters import Term

ENGLISH, PERSIAN = Dates(Words("en"), "gregorian"), Dates(Words("fa"), "jalali")
ARABIC, HIJRI = Dates(Words("ar"), "gregorian"), Dates(Words("fa"), "hijri")


def query(*fields: tuple[str, str]) -> Query:
    return Query(fields, ENGLISH)


class TestQuery:
    def test_values_of_one_kind_are_either_or(self) -> None:
        asked = query(("type", "ASSAULT"), ("type", "PROTEST"), ("language", "fa")).filters(None)
        assert asked.terms == (Term("type", ("ASSAULT", "PROTEST")), Term("language", ("fa",)))

    def test_both_and_neither(self) -> None:
        asked = query(("outlet.all", "A"), ("outlet.all", "B"), ("place.not", "IQ")).filters(None)
        assert asked.terms == (Term("outlet", ("A", "B"), "all"), Term("place", ("IQ",), "none"))

    def test_what_is_no_filter_is_passed_over(self) -> None:
        asked = query(("colour", "red"), ("box", "1,2,3"), ("origins", "many"), ("after", "soon"))
        assert asked.filters(None) == query().filters(None)

    def test_a_value_is_toggled(self) -> None:
        assert query().toggled("type", "ASSAULT") == "?type=ASSAULT"
        assert query(("type", "ASSAULT"), ("sort", "time")).toggled("type", "ASSAULT") == "?sort=time"
        assert query(("type", "ASSAULT")).toggled("type", "ASSAULT", "none") == "?type.not=ASSAULT"

    def test_the_place_in_the_list_is_no_part_of_a_search(self) -> None:
        assert query(("type", "ASSAULT"), ("offset", "50")).text == "type=ASSAULT"

    @pytest.mark.parametrize(
        ("written", "dates", "day"),
        [
            ("2023-07-15", ENGLISH, "2023-07-15"),
            ("۱۴۰۲/۰۴/۲۴", PERSIAN, "2023-07-15"),
            ("1402/4/24", PERSIAN, "2023-07-15"),
            ("2023/7/15", PERSIAN, "2023-07-15"),
            ("1402/13/24", PERSIAN, None),
            ("2023-02-30", ENGLISH, None),
            ("yesterday", ENGLISH, None),
            ("1402/04", PERSIAN, "2023-06-22"),
            ("1402/4/24", ENGLISH, "2023-07-15"),
            ("1445/1/6", HIJRI, "2023-07-24"),
            ("١٤٤٥", ARABIC, "2023-07-19"),
            ("۲۴ تیر ۱۴۰۲", PERSIAN, "2023-07-15"),
            ("15 يوليو 2023", ARABIC, "2023-07-15"),
        ],
    )
    def test_days_are_read_in_the_readers_calendar(self, written: str, dates: Dates, day: str | None) -> None:
        assert day_of(written, dates) == day


    def test_months_and_years_are_whole(self) -> None:
        asked = Query([("after", "1402"), ("before", "1402")], PERSIAN)
        assert (asked.after, asked.before) == ("2023-03-21", "2024-03-19")
        assert day_of("2023-07", ENGLISH, last=True) == "2023-07-31"

    def test_days_around_a_day(self) -> None:
        asked = Query([("near", "1402/4/24"), ("within", "۲")], PERSIAN)
        assert (asked.after, asked.before) == ("2023-07-13", "2023-07-17")
        assert (asked.since, asked.until) == (None, None)
        both = Query([("near", "2023-07-15"), ("after", "2023-07-14")], ENGLISH)
        assert (both.after, both.before) == ("2023-07-14", "2023-07-18")
        assert not Query([("near", "soon"), ("within", "2")], ENGLISH).filters(None).after


class TestList:
    def test_filters_narrow_it(self, reader: Client) -> None:
        everything = reader.ask("GET", "/api/events").json()["total"]
        conflicts = reader.ask("GET", "/api/events?contested=yes").json()
        assert 0 < conflicts["total"] < everything
        assert all(row["conflicting"] for row in conflicts["rows"])
        without = reader.ask("GET", "/api/events?contested=no").json()["total"]
        assert conflicts["total"] + without == everything

    def test_a_country_holds_its_places(self, reader: Client) -> None:
        rows = reader.ask("GET", "/api/events?place=IQ&limit=200").json()["rows"]
        assert {row["country"] for row in rows} == {"IQ"}
        assert "Basrah" in {row["place"] for row in rows}

    def test_what_is_left_out_is_not_there(self, reader: Client) -> None:
        rows = reader.ask("GET", "/api/events?type.not=PROTEST&limit=200").json()["rows"]
        assert "PROTEST" not in {row["type"] for row in rows}

    def test_days_bound_it(self, reader: Client) -> None:
        rows = reader.ask("GET", "/api/events?after=2023-07-15&before=2023-07-16&limit=200").json()["rows"]
        assert rows
        assert all("2023-07-15" <= (row["start"] or row["end"]) <= "2023-07-16" for row in rows)

    def test_days_around_a_day_bound_it(self, reader: Client) -> None:
        rows = reader.ask("GET", "/api/events?near=1402/4/24&within=1&limit=200").json()["rows"]
        assert {(row["start"] or row["end"]) for row in rows} == {"2023-07-14", "2023-07-15", "2023-07-16"}
        assert "within 1 day of" in text_of(reader.get("/events?near=2023-07-15&within=1").text)

    def test_a_part_of_the_map_bounds_it(self, reader: Client) -> None:
        rows = reader.ask("GET", "/api/events?box=0,45,10,55&limit=200").json()["rows"]
        assert rows
        assert all(45 <= row["lat"] <= 55 and 0 <= row["lon"] <= 10 for row in rows)

    def test_the_page_shows_what_was_asked_for_and_how_to_drop_it(self, reader: Client) -> None:
        page = reader.get("/events?type=ASSAULT&place.not=IQ&contested=yes").text
        assert 'href="/events?place.not=IQ&amp;contested=yes"' in page
        assert "chip not" in page

    def test_numbers_and_dates_are_the_readers(self, sample_case: Path) -> None:
        said = text_of(client(sample_case, language="fa").get("/events").text)
        assert "تیر ۱۴۰۲" in said
        assert "رویدادها" in said

    @pytest.mark.parametrize(("language", "typed"), [("en", "basrah"), ("fa", "بصره"), ("ar", "البصرة")])
    def test_a_place_that_is_not_listed_is_typed(self, sample_case: Path, language: str, typed: str) -> None:
        here = client(sample_case, language=language)
        address = here.get("/events", params={"type": "PROTEST", "find.place": typed}).headers["location"]
        assert address.startswith("/events?type=PROTEST&place=")
        place = address.split("place=")[1]
        rows = here.ask("GET", f"/api/events?place={place}&limit=200").json()["rows"]
        assert {row["place"] for row in rows} == {"Basrah"}
        nothing = here.get("/events", params={"find.place": "Nowhere At All"})
        assert nothing.headers["location"] == "/events"

    def test_facets_count_what_fits(self, reader: Client) -> None:
        facets = reader.ask("GET", "/api/events/facets?type=ASSAULT").json()
        total = reader.ask("GET", "/api/events?type=ASSAULT").json()["total"]
        assert {row["value"]: row["number"] for row in facets["type"]} == {"ASSAULT": total}

    def test_pages_follow_one_another(self, reader: Client) -> None:
        first = reader.ask("GET", "/api/events?limit=10").json()["rows"]
        second = reader.ask("GET", "/api/events?limit=10&offset=10").json()["rows"]
        assert not {row["id"] for row in first} & {row["id"] for row in second}


class TestSavedSearches:
    def test_each_keeps_their_own(self, own_case: Path) -> None:
        mina, omid = client(own_case), client(own_case, name="omid")
        assert mina.submit("/searches", screen="events", name="Tolls", query="contested=yes").status_code == 303
        assert "Tolls" in mina.get("/events").text
        assert "Tolls" not in omid.get("/events").text
        found = mina.ask("GET", "/api/searches").json()
        assert [(each["name"], each["query"]) for each in found] == [("Tolls", "contested=yes")]
        omid.submit("/searches/forget", id=found[0]["id"])
        assert mina.ask("GET", "/api/searches").json()
        mina.submit("/searches/forget", id=found[0]["id"])
        assert mina.ask("GET", "/api/searches").json() == []

    def test_needs_a_name_and_a_screen(self, own_case: Path) -> None:
        mina = client(own_case)
        assert mina.submit("/searches", screen="events", name="", query="").status_code == 400
        assert mina.submit("/searches", screen="/etc", name="x", query="").status_code == 400


class TestTimeline:
    def test_every_event_is_in_one_bar(self) -> None:
        days = [Day(f"2023-07-{day:02}", day, day // 4) for day in range(1, 30)]
        shown = timeline(days, ENGLISH)
        assert shown.unit == "day"
        assert sum(bar.events for bar in shown.bars) == sum(day.events for day in days)
        assert all(bar.conflict_height <= bar.height for bar in shown.bars)

    def test_a_long_time_is_shown_in_months_of_the_readers_calendar(self) -> None:
        first = date(2020, 1, 1)
        days = [Day((first + timedelta(days=7 * week)).isoformat(), 1, 0) for week in range(200)]
        shown = timeline(days, PERSIAN)
        assert shown.unit == "month"
        assert shown.bars[1].start == "2020-01-21"  # 1 Bahman 1398
        assert sum(bar.events for bar in shown.bars) == 200

    def test_time_runs_as_the_readers_language_does(self) -> None:
        days = [Day(f"2023-07-{day:02}", 3, 0) for day in range(1, 29)]
        plain, mirrored = timeline(days, ENGLISH), timeline(days, PERSIAN)
        assert [bar.start for bar in mirrored.bars] == [bar.start for bar in plain.bars]
        assert plain.bars[0].x < plain.bars[-1].x
        assert mirrored.bars[0].x > mirrored.bars[-1].x
        assert mirrored.bars[-1].x >= 0
        assert mirrored.ticks[0].x == mirrored.width - plain.ticks[0].x

    def test_a_stray_day_does_not_crush_the_rest(self) -> None:
        days = [Day("1979-02-11", 1, 0), *(Day(f"2023-07-{day:02}", 3, 0) for day in range(1, 29))]
        shown = timeline(days, ENGLISH)
        assert (shown.earlier, shown.later) == (1, 0)
        assert shown.first > "2023-01-01"
        assert timeline(days, ENGLISH, whole=True).earlier == 0

    def test_nothing_to_show(self) -> None:
        assert timeline([], ENGLISH).bars == []


class TestMap:
    def test_places_are_where_they_are(self) -> None:
        north, south = Spot("1", "Tehran", 35.7, 51.4, 4, 1, "IR"), Spot("2", "Basra", 30.5, 47.8, 1, 0, "IQ")
        shown = chart([north, south])
        tehran, basra = shown.dots
        assert tehran.x > basra.x
        assert tehran.y < basra.y
        assert tehran.radius > basra.radius
        assert shown.outside == 0

    def test_a_far_place_is_counted_outside(self) -> None:
        near = [Spot(str(i), f"P{i}", 30 + i / 10, 48 + i / 10, 10, 0, "IQ") for i in range(10)]
        shown = chart([*near, Spot("x", "Brussels", 50.8, 4.3, 1, 0, "BE")])
        assert shown.outside == 1

    def test_a_window_has_the_shape_of_the_map_and_holds_what_it_shall(self) -> None:
        window = fit((40, 30, 50, 31))
        assert (window.west <= 40, window.east >= 50) == (True, True)
        assert (window.south <= 30, window.north >= 31) == (True, True)

    def test_without_outlines_there_are_places_and_a_grid(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from rawi.review import mapping

        mapping.paths.cache_clear()
        monkeypatch.setattr(mapping, "outlines", lambda: None)
        shown = chart([Spot("1", "Tehran", 35.7, 51.4, 4, 1, "IR")], EARTH)
        mapping.paths.cache_clear()
        assert (shown.land, shown.borders) == ("", "")
        assert shown.dots
        assert shown.grid
