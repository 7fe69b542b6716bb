"""Correcting a claim: what a form changes, what typed and selected words mean, what is refused."""

from typing import Any

import pytest

from rawi.errors import UsageError
from rawi.pipeline import read
from rawi.records import Claim, Document, Published, Record
from rawi.review.fields import corrected, fields, find

TEXT = (
    "Police in Shiraz shot dead two protesters on 14 July 2023, the governor said. "
    "A doctor told the Harbour Post that at least nine people had been killed in Ahvaz."
)


@pytest.fixture(scope="module")
def record() -> Record:
    return read(
        Document(
            id="d", text=TEXT, outlet="The Harbour Post", published=Published(start="2023-07-16", end="2023-07-16")
        )
    )


@pytest.fixture
def claim(record: Record) -> Claim:
    return next(claim for claim in record.claims if claim.counts)


@pytest.fixture
def now(record: Record, claim: Claim) -> dict[str, Any]:
    return fields(record, claim)


def test_what_was_read_is_given_field_by_field(now: dict[str, Any]) -> None:
    assert now["type"] == "ASSAULT"
    assert now["time"]["start"] == "2023-07-14"
    assert now["place"]["name"] == "Shiraz"
    assert [count["low"] for count in now["counts"]] == [2]
    assert now["voice"]["name"] == "the governor"


def test_a_form_that_changes_nothing_corrects_nothing(record: Record, now: dict[str, Any]) -> None:
    form = {
        "type": now["type"], "mode": now["mode"] or "", "status": now["status"], "polarity": now["polarity"],
        "voice": now["voice"]["name"], "voice_kind": now["voice"]["kind"], "place": now["place"]["text"],
        "time": now["time"]["text"], "counts": "", "count0_low": "2", "count0_high": "2", "count0_kind": "killed",
        "count0_scope": "incident",
    }  # fmt: skip
    assert corrected(record, now, form) == {}


def test_numbers_are_typed_in_any_script(record: Record, now: dict[str, Any]) -> None:
    form = {"counts": "", "count0_low": "۱٬۲۰۰", "count0_high": "", "count0_kind": "killed", "count0_scope": "incident"}
    (count,) = corrected(record, now, form)["counts"]
    assert (count["low"], count["high"]) == (1200, None)


def test_a_count_is_taken_away_and_another_selected(record: Record, now: dict[str, Any]) -> None:
    form = {"counts": "", "count0_low": "", "count_words": "at least nine people had been killed"}
    (count,) = corrected(record, now, form)["counts"]
    assert (count["kind"], count["low"], count["high"]) == ("killed", 9, None)
    assert TEXT[slice(*count["span"])] == "at least nine people had been killed"


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2023-07-15", "2023-07-15", "2023-07-15"),
        ("2023-07-15/2023-07-17", "2023-07-15", "2023-07-17"),
        ("۲۴ تیر ۱۴۰۲", "2023-07-15", "2023-07-15"),
        ("yesterday", "2023-07-15", "2023-07-15"),
    ],
)
def test_a_date_is_typed_in_any_calendar(record: Record, now: dict[str, Any], typed: str, start: str, end: str) -> None:
    time = corrected(record, now, {"time": typed})["time"]
    assert (time["start"], time["end"]) == (start, end)


def test_a_place_is_looked_up(record: Record, now: dict[str, Any]) -> None:
    place = corrected(record, now, {"place": "بوشهر"})["place"]
    assert place["country"] == "IR"
    assert place["lat"] == pytest.approx(28.97, abs=0.2)
    assert place["span"] is None


def test_a_selected_place_keeps_its_passage(record: Record, now: dict[str, Any]) -> None:
    start = TEXT.index("Ahvaz")
    place = corrected(record, now, {"place": "Ahvaz", "place_span": f"{start},{start + 5}"})["place"]
    assert place["span"] == [start, start + 5]


def test_a_field_is_emptied(record: Record, now: dict[str, Any]) -> None:
    assert corrected(record, now, {"place": "  "}) == {"place": None}


def test_who_acted_is_typed_or_selected(record: Record, now: dict[str, Any]) -> None:
    start = TEXT.index("protesters")
    recipient = corrected(record, now, {"recipient": "protesters"})["recipient"]
    assert recipient == {"text": "protesters", "span": [start, start + 10]}


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"type": "MIRACLE"}, "fields.unknown-name"),
        ({"status": "perhaps"}, "fields.unknown-name"),
        ({"time": "when the cows came home"}, "fields.unknown-time"),
        ({"time": "2023-07-17/2023-07-15"}, "fields.end-before-start"),
        ({"counts": "", "count0_low": "many", "count0_kind": "killed"}, "fields.no-number"),
        ({"counts": "", "count0_low": "9", "count0_high": "2", "count0_kind": "killed"}, "fields.high-below-low"),
        ({"counts": "", "count_words": "nobody knows"}, "fields.unknown-count"),
    ],
)
def test_words_that_mean_nothing_are_refused(
    record: Record, now: dict[str, Any], form: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        corrected(record, now, form)
    assert refused.value.what == message


def test_words_are_found_however_they_are_spelt() -> None:
    assert find("رهبر، خامنه‌ای، گفت", "خامنه‌اي") == (6, 14)
    assert find("one and one", "one") is None
