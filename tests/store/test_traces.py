"""Traces tell where bytes were altered: exactly where one was changed or some slipped in, else in which 64."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rawi.store.traces import STRETCH, altered_in, trace

TEXT = ("گفت که دو نفر کشته شدند. Two people were killed at the mill. " * 120).encode()
KEPT = trace(TEXT)
PLACES = st.integers(0, len(TEXT) - 1)


def test_what_is_as_it_was_is_said_to_be() -> None:
    assert altered_in(TEXT, KEPT) is None
    assert altered_in(b"", trace(b"")) is None
    assert altered_in(TEXT, "no trace") is None


@settings(max_examples=15, deadline=None)
@given(PLACES, st.integers(1, 255))
def test_a_byte_that_was_changed_is_named(at: int, change: int) -> None:
    now = bytearray(TEXT)
    now[at] ^= change
    assert altered_in(bytes(now), KEPT) == (at, at)


@settings(max_examples=15, deadline=None)
@given(PLACES, st.binary(min_size=1, max_size=40))
@example(4_095, b"!")
def test_what_slipped_in_is_named_by_its_first_byte(at: int, new: bytes) -> None:
    found = altered_in(TEXT[:at] + new + TEXT[at:], KEPT)
    assert found is not None and found.first == found.last <= at + len(new)
    # What slipped in may begin as what it stands before does.
    assert (TEXT[:at] + new + TEXT[at:])[: found.first] == TEXT[: found.first]


@pytest.mark.parametrize(("at", "number"), [(0, 2), (63, 5), (4_090, 12), (5_000, 300), (7_777, 9)])
def test_what_was_taken_out_is_named_to_a_stretch(at: int, number: int) -> None:
    found = altered_in(TEXT[:at] + TEXT[at + number :], KEPT)
    assert found is not None and found.first <= at <= found.last < found.first + STRETCH


@pytest.mark.parametrize("size", [0, 64, 4_096, 5_000])
def test_where_it_was_cut_off_is_named(size: int) -> None:
    found = altered_in(TEXT[:size], KEPT)
    assert found is not None and found.last == size


def test_a_letter_that_was_changed_is_named() -> None:
    at = TEXT.index("کشته".encode(), 3_000)
    now = TEXT[:at] + "گ".encode() + TEXT[at + 2 :]
    found = altered_in(now, KEPT)
    assert found is not None and found.first == found.last in (at, at + 1)
