"""The sheet of events in memory answers as the database does, and follows whatever changes."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from contract.casework import TEXTS, event, fill
from rawi.records import Event
from rawi.store import Case, Decision, Filters, Term
from rawi.store.sheets import Sheets

KINDS = ("type", "place", "outlet", "actor", "voice", "language", "status", "conflict", "review", "mode", "country")
SORTS = ("time", "-time", "-origins", "documents", "-conflicts", "-waiting")
DAYS = (None, "2024-05-04", "2024-05-09", "2023-11-30", "2019-02-01")


def made(number: int) -> Event:
    """One of many events: of two types, on several days or none, told by some of three outlets, with and without
    conflict, here and there."""
    dice = random.Random(number)
    told = [each for each in TEXTS if dice.random() < 0.6] or ["mill-en"]
    found = event(
        f"e{number}",
        *told,
        claim=dice.choice(("E1", "E2")),
        type=dice.choice(("ASSAULT", "REJECT")),
        start=dice.choice(DAYS),
        conflict=dice.random() < 0.3,
    )
    place = found.place
    if place is not None and dice.random() < 0.4:
        far = msgspec.structs.replace(place, name="Dur", geonames=901 + number % 3, lat=30.0, lon=-170.0 + number % 3)
        found = msgspec.structs.replace(found, place=far if dice.random() < 0.7 else None)
    return found


@pytest.fixture
def large(case: Case) -> Case:
    fill(case)
    case.keep_merge([made(number) for number in range(80)], [])
    case.refresh()
    return case


@pytest.fixture
def sheets(large: Case) -> Iterator[Sheets]:
    held = Sheets(lambda: Case.open(large.folder).database, least=1)
    making = held.begin()
    assert making is not None
    making.join()
    yield held


def asked(seed: int, case: Case) -> Filters:
    """Any filters, from what the case holds."""
    dice = random.Random(seed)
    values = {kind: [row["value"] for row in rows] for kind, rows in case.facets("event", kinds=KINDS).items()}
    terms = []
    for kind in dice.sample([kind for kind in KINDS if values[kind]], dice.choice((0, 1, 2, 3))):
        some = dice.sample(values[kind], min(len(values[kind]), dice.choice((1, 1, 2))))
        terms.append(Term(kind, tuple(some), dice.choice(("any", "any", "all", "none"))))
    return Filters(
        terms=tuple(terms),
        after=dice.choice((None, None, "2023", "2024-05-04")),
        before=dice.choice((None, None, "2024-05", "2024-05-04")),
        box=dice.choice((None, None, None, (51.0, 35.0, 52.0, 36.0), (170.0, 20.0, -168.5, 40.0))),
        origins=dice.choice(((None, None), (2, None), (None, 1))),
        conflict=dice.choice((None, None, True, False)),
        groups=dice.choice((None, None, (), ("desk",))),
    )


def same(case: Case, sheets: Sheets, filters: Filters) -> None:
    """The database and the sheet give the same of these filters."""

    def told() -> list[object]:
        glance = case.glance(filters, kinds=KINDS)
        pages = [case.filter_events(filters, sort=sort, limit=7, offset=at) for sort in SORTS for at in (0, 5)]
        return [
            glance._replace(numbers=None, places=sorted(glance.places, key=lambda row: row["id"])),
            [page.rows for page in pages],
            case.timeline("event", filters, by="month"),
            case.facets("event", filters, kinds=("type", "voice")),
            sorted(case.map(filters), key=lambda row: row["id"]),
        ]

    case.sheets = None
    asked_of_database = told()
    case.sheets = sheets
    with case.fitting(filters) as fits:
        assert fits is not None
        total = fits.total
    assert told() == asked_of_database
    assert case.filter_events(filters, limit=1).total == total
    case.sheets = None


@pytest.mark.parametrize("part", range(4))
def test_any_filters_find_what_the_database_finds(large: Case, sheets: Sheets, part: int) -> None:
    large.set_groups("mill-fa", ("desk",))
    large.set_groups("mill-ar", ("board",))
    for seed in range(part * 40, part * 40 + 40):
        same(large, sheets, asked(seed, large))


def test_what_is_decided_shows_at_once(large: Case, sheets: Sheets) -> None:
    waiting = Filters(terms=(Term("review", ("unreviewed",)),))
    same(large, sheets, waiting)
    for action, target in (("reject", "mill-fa#E1"), ("accept", "mill-en#E2")):
        large.decide(Decision(reviewer="n", action=action, target_kind="claim", target=target, reason="r"))
    large.decide(Decision(reviewer="n", action="accept", target_kind="event", target="e7", reason="r"))
    same(large, sheets, waiting)
    same(large, sheets, Filters(terms=(Term("review", ("accepted",)),)))
    assert large.database.number("SELECT count(*) FROM event_change") > 0


def test_events_that_come_change_and_go_are_followed(large: Case, sheets: Sheets) -> None:
    moved = msgspec.structs.replace(made(3), type="PROTEST", start="2022-01-01", end="2022-01-01")
    large.keep_events([moved, made(200)], ["e5", "e79"])
    for filters in (Filters(origins=(1, None)), Filters(terms=(Term("type", ("PROTEST",)),)), Filters(after="2021", before="2023")):
        same(large, sheets, filters)
    large.keep_merge([made(number) for number in range(2, 90)], [])
    large.refresh()
    for seed in range(20):
        same(large, sheets, asked(seed, large))


def test_what_is_not_yet_kept_does_not_show(large: Case, sheets: Sheets) -> None:
    large.sheets = sheets
    assert large.filter_events(Filters()).total == 80
    with pytest.raises(RuntimeError), large.together():
        large.keep_events([made(300)], [])
        assert large.filter_events(Filters(terms=(Term("type", ("ASSAULT", "REJECT")),)), limit=100).total == 81
        raise RuntimeError
    assert large.filter_events(Filters()).total == 80
    large.sheets = None
    same(large, sheets, Filters(conflict=True, before="2024-05"))


def test_a_transaction_that_ends_late_is_not_overlooked(large: Case, sheets: Sheets, database: str | None) -> None:
    if database is None:
        pytest.skip("on SQLite one writes after the other")
    with Case.open(large.folder) as other:
        with other.together():
            other.keep_events([made(400)], [])
            large.decide(Decision(reviewer="n", action="accept", target_kind="event", target="e1", reason="r"))
            same(large, sheets, Filters(terms=(Term("review", ("accepted",)),)))
        same(large, sheets, Filters(conflict=None, origins=(1, None)))
        large.sheets = sheets
        assert large.filter_events(Filters()).total == 81


def test_a_sheet_that_lost_track_is_made_anew(large: Case, sheets: Sheets) -> None:
    large.sheets = sheets
    large.database.execute("INSERT INTO event_change (number) VALUES (0)")
    with large.fitting(Filters()) as fits:
        assert fits is None
    while sheets.making:
        time.sleep(0.01)
    with large.fitting(Filters()) as fits:
        assert fits is not None
        assert fits.total == 80


def test_a_small_case_has_no_sheet(large: Case) -> None:
    held = Sheets(lambda: Case.open(large.folder).database)
    making = held.begin()
    assert making is not None
    making.join()
    large.sheets = held
    with large.fitting(Filters()) as fits:
        assert fits is None
    assert large.filter_events(Filters()).total == 80


def test_kinds_that_the_sheet_does_not_know_are_asked_of_the_database(large: Case, sheets: Sheets) -> None:
    large.sheets = sheets
    origin = Filters(terms=(Term("origin", ("o-mill-en",)),))
    with large.fitting(origin) as fits:
        assert fits is None
    assert large.filter_events(origin).total > 0


def test_a_restored_case_starts_without_changes(large: Case, tmp_path: Path, database: str | None) -> None:
    from rawi.store.backup import backup, restore

    large.decide(Decision(reviewer="n", action="accept", target_kind="event", target="e1", reason="r"))
    backup(large, tmp_path / "kept.tar.gz")
    restore(tmp_path / "kept.tar.gz", tmp_path / "back", database=database)
    with Case.open(tmp_path / "back") as back:
        assert back.database.number("SELECT count(*) FROM event_change") == 0
