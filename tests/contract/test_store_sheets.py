"""The sheet of events in memory answers as the database does, and follows whatever changes."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contract.casework import TEXTS, event, fill, record
from rawi.records import Event, Record
from rawi.store import Case, Decision, Filters, Fingerprint, Term
from rawi.store.filters import Of
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
    for filters in (
        Filters(origins=(1, None)),
        Filters(terms=(Term("type", ("PROTEST",)),)),
        Filters(after="2021", before="2023"),
    ):
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


CLAIM_SORTS = ("time", "-time")
OF_CLAIMS = ("type", "status", "polarity", "place", "outlet", "actor", "voice", "language", "review", "country", "mode")
OF_DOCUMENTS = ("type", "language", "outlet", "country")


def another(number: int) -> Record:
    """One of the documents once more, of another day, from another file."""
    dice = random.Random(number)
    return msgspec.structs.replace(
        record(dice.choice(list(TEXTS)), day=dice.choice(("2019-02-01", "2024-05-04", "2024-05-09"))),
        id=f"more-{number}",
        locator=f"more-{number}.txt",
        sha256=f"{number:064}",
    )


@pytest.fixture
def more(large: Case) -> Case:
    fill(large, *map(another, range(12)))
    return large


def asked_of(of: Of, seed: int, case: Case) -> Filters:
    """Any filters on claims or documents."""
    dice = random.Random(seed)
    kinds = OF_CLAIMS if of == "claim" else OF_DOCUMENTS
    values = {kind: [row["value"] for row in rows] for kind, rows in case.facets(of, kinds=kinds).items()}
    terms = []
    for kind in dice.sample([kind for kind in kinds if values[kind]], dice.choice((0, 1, 2, 3))):
        some = dice.sample(values[kind], min(len(values[kind]), dice.choice((1, 1, 2))))
        terms.append(Term(kind, tuple(some), dice.choice(("any", "any", "all", "none"))))
    return Filters(
        terms=tuple(terms),
        after=dice.choice((None, None, None, "2019", "2024-05-04")),
        before=dice.choice((None, None, None, "2024-05", "2024-05-04")),
        conflict=dice.choice((None, None, True, False)) if of == "claim" else None,
        groups=dice.choice((None, None, (), ("desk",))),
    )


def same_rows(case: Case, sheets: Sheets, of: Of, filters: Filters) -> None:
    """The database and the sheet give the same claims or documents of these filters."""

    def listed(sort: str, offset: int) -> list[dict[str, Any]]:
        return (case.filter_claims if of == "claim" else case.filter_documents)(
            filters, sort=sort, limit=5, offset=offset
        ).rows

    stops = [0, *(number for (number,) in case.database.tuples("SELECT number FROM claim ORDER BY number"))][:8:2]

    def told() -> list[object]:
        found: list[object] = [listed(sort, at) for sort in CLAIM_SORTS for at in (0, 3)]
        found.append(case.timeline(of, filters, by="day"))
        found.append(case.facets(of, filters, kinds=OF_CLAIMS if of == "claim" else OF_DOCUMENTS))
        if of == "claim":
            found += [case.claims_awaiting("n", filters, limit=4), case.progress(filters)]
            for after in stops:
                for way in (False, True):
                    found.append(case.next_for_review("n", filters, after=after, back=way))
                    found.append(case.claim_beside(filters, after, following=way))
        return found

    case.sheets = None
    asked_of_database = told()
    case.sheets = sheets
    with case.fitting(filters, of) as fits:
        assert fits is not None
    assert told() == asked_of_database
    case.sheets = None


@pytest.mark.parametrize("of", ["claim", "document"])
def test_any_filters_find_the_claims_and_documents_that_the_database_finds(more: Case, sheets: Sheets, of: Of) -> None:
    more.set("two_person", "1")
    more.set_groups("mill-fa", ("desk",))
    more.set_groups("mill-ar", ("board",))
    for reviewer, action, target in (
        ("n", "accept", "mill-en#E1"), ("m", "reject", "mill-fa#E1"), ("n", "accept", "more-3#E2"),
        ("m", "accept", "more-3#E2"), ("n", "accept", "more-4#E1"), ("m", "accept", "more-5#E1"),
    ):  # fmt: skip
        more.decide(Decision(reviewer=reviewer, action=action, target_kind="claim", target=target, reason="r"))
    for seed in range(80):
        same_rows(more, sheets, of, asked_of(of, seed, more))


def test_claims_that_are_decided_about_or_change_their_event_are_followed(large: Case, sheets: Sheets) -> None:
    every, contested = Filters(), Filters(conflict=True)
    for filters in (every, contested):
        same_rows(large, sheets, "claim", filters)
    made = large.decide(Decision(reviewer="n", action="accept", target_kind="claim", target="mill-en#E1", reason="r"))
    accepted = Filters(terms=(Term("review", ("accepted",)),))
    same_rows(large, sheets, "claim", accepted)
    large.undo(made.number, reviewer="n")
    same_rows(large, sheets, "claim", accepted)
    for conflict in (True, False):
        large.keep_merge([event("e1", "mill-en", "mill-fa", claim="E1", conflict=conflict)], [])
        large.refresh()
        for filters in (every, contested, Filters(conflict=False)):
            same_rows(large, sheets, "claim", filters)


def test_documents_that_come_change_and_go_are_followed(large: Case, sheets: Sheets) -> None:
    same_rows(large, sheets, "claim", Filters())
    fill(large, *map(another, range(3)))
    fill(
        large, record("mill-en", text="The ministry said one miller was killed. It denied all.".replace("was", "were"))
    )
    for seed in range(20):
        for of in ("claim", "document"):
            same_rows(large, sheets, of, asked_of(of, seed, large))
    gone = large.database.row("SELECT * FROM source WHERE locator = 'more-1.txt'")
    assert gone is not None
    large.finish(Fingerprint(gone["locator"], gone["sha256"], gone["options"], gone["reader"]), gone["reading"] + 1)
    large.unindexed()
    large.refresh()
    large.sheets = sheets
    assert "more-1" not in {row["document"] for row in large.filter_claims(Filters(), limit=500).rows}
    assert "more-1" not in {row["id"] for row in large.filter_documents(Filters(), limit=500).rows}
    assert "more-2" in {row["id"] for row in large.filter_documents(Filters(), limit=500).rows}


def test_a_reader_to_whom_very_many_documents_are_closed_asks_the_database(
    large: Case, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rawi.store.sheeted.CLOSED", 0)
    large.set_groups("mill-fa", ("desk",))
    large.sheets = sheets
    for groups, held in (((), False), (("desk",), True)):
        with large.fitting(Filters(groups=groups), "claim") as fits:
            assert (fits is not None) == held
        assert ("mill-fa" in {row["document"] for row in large.filter_claims(Filters(groups=groups)).rows}) == held
