"""Documents added, changed and taken away one by one give what a merge from scratch gives."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from rawi.engine.corpus import Corpus
from rawi.engine.duck import Duck
from rawi.engine.growing import Grown
from rawi.engine.merging import Merged, collect, load, merge
from rawi.engine.standing import Decided, Standing
from rawi.merge.meaning import with_meaning
from rawi.merge.steps import run
from rawi.records import Record

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from stories import world


def read(held: dict[str, Record]) -> Callable[[str], Record]:
    return held.__getitem__


def versions(held: dict[str, Record]) -> dict[str, str]:
    """A version for each record that changes with what it says."""
    return {name: sha256(msgspec.json.encode(record)).hexdigest() for name, record in held.items()}


def applied(before: Merged, grown: Grown) -> Merged:
    """A merge's results with the changes that growing tells of."""
    events = {event.id: event for event in before.events} | {event.id: event for event in grown.events.changed}
    copies = {copy.id: copy for copy in before.copies} | {copy.id: copy for copy in grown.copies}
    return Merged(
        tuple(events[id] for id in sorted(events) if id not in grown.events.removed),
        tuple(copies[id] for id in sorted(copies) if id not in grown.dropped),
    )


def altered(data: st.DataObject, record: Record) -> Record:
    """The record as another reading of another text of its name: cut, without a claim, or told elsewhere and when."""
    how = data.draw(st.sampled_from(("claims", "outlet", "undated", "text")))
    if how == "claims":
        return msgspec.structs.replace(record, claims=record.claims[1:])
    if how == "outlet":
        return msgspec.structs.replace(record, outlet="The Other Herald")
    if how == "undated":
        return msgspec.structs.replace(record, published=None)
    return msgspec.structs.replace(record, text=record.text[: len(record.text) * 2 // 3].ljust(len(record.text), "."))


@settings(max_examples=2, deadline=None)
@given(st.integers(1, 400), st.data())
def test_growing_gives_the_merge_from_scratch(seed: int, data: st.DataObject) -> None:
    grown_and_compared(seed, data, stories=2, steps=2)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4000), st.data())
def test_growing_gives_the_merge_from_scratch_many_times(seed: int, data: st.DataObject) -> None:
    grown_and_compared(seed, data, stories=4, steps=5)


def grown_and_compared(seed: int, data: st.DataObject, *, stories: int, steps: int) -> None:
    """Documents come, change and go at random, with a decision now and then; each time as a merge from scratch."""
    records = {record.id: record for record in world(seed, stories=stories).records}
    names = sorted(records)
    some = st.lists(st.sampled_from(names), max_size=3, unique=True)
    held = {name: records[name] for name in names if name not in data.draw(some)}
    with tempfile.TemporaryDirectory() as folder, Corpus(Path(folder), workers=1) as corpus:
        corpus.update(versions(held), read(held))
        corpus.merge()
        before = corpus.result()
        for _ in range(steps):
            gone, come = data.draw(some), data.draw(some)
            held = {name: record for name, record in held.items() if name not in gone}
            held |= {name: records[name] for name in come}
            held |= {name: altered(data, held[name]) for name in data.draw(some) if name in held}
            claims = [(name, claim.id) for name, record in sorted(held.items()) for claim in record.claims]
            pair = sorted(data.draw(st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique=True)))
            decided = (Decided(pair[0], pair[1], data.draw(st.booleans())),) if data.draw(st.booleans()) else ()
            grown = corpus.grow(versions(held), read(held), Standing(decided))
            assert grown is not None
            expected = merge(held.values(), Standing(decided))
            assert corpus.result() == expected
            assert applied(before, grown[1]) == expected
            before = expected


def test_growing_needs_a_merge_to_start_from_and_few_changes(tmp_path: Path) -> None:
    records = {record.id: record for record in world(3, stories=6).records}
    with Corpus(tmp_path, workers=1) as corpus:
        assert corpus.grow(versions(records), read(records)) is None
        corpus.update({}, read(records))
        corpus.merge()
        assert len(records) > 20
        assert corpus.grow(versions(records), read(records)) is None
        assert corpus.result() == merge([])


def test_a_whole_merge_after_growing_gives_the_same(tmp_path: Path) -> None:
    records = {record.id: record for record in world(7, stories=3).records}
    last = sorted(records)[-1]
    held = {name: record for name, record in records.items() if name != last}
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update(versions(held), read(held))
        corpus.merge()
        grown = corpus.grow(versions(records), read(records))
        assert grown is not None and (grown[0].made, grown[0].dropped) == (1, 0)
        assert corpus.grow(versions(records), read(records)) is not None
    with Corpus(tmp_path, workers=1) as corpus:
        assert corpus.update(versions(records), read(records)).made == 0
        corpus.merge()
        assert corpus.result() == merge(records.values())


class Sized:
    """An encoder that takes texts of like length for like."""

    version = "sized-1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        angles = np.array([len(text) / 900 for text in texts])
        return np.stack((np.cos(angles), np.sin(angles)), axis=1).astype(np.float32)


class Other(Sized):
    version = "sized-2"


def test_with_an_encoder_growing_gives_the_merge_from_scratch(tmp_path: Path) -> None:
    records = {record.id: record for record in world(7, stories=3).records}
    names = sorted(records)
    held = {name: record for name, record in records.items() if name not in names[:2]}
    with Corpus(tmp_path, workers=1, load=Sized) as corpus:
        corpus.update(versions(held), read(held))
        corpus.merge()
        before = corpus.result()
        for gone, come in (((names[-1],), (names[0],)), (names[3:5], (names[1], names[-1]))):
            held = {name: record for name, record in held.items() if name not in gone}
            held |= {name: records[name] for name in come}
            grown = corpus.grow(versions(held), read(held))
            assert grown is not None
            with Duck(workers=1) as duck:
                load(duck, held.values())
                run(duck, with_meaning(Sized))
                expected = collect(duck)
            assert corpus.result() == expected == applied(before, grown[1])
            before = expected
        assert any("by the model sized-1" in each.reasons[-1] for each in before.copies)
        assert before.copies != merge(held.values()).copies and before.events == merge(held.values()).events
    with Corpus(tmp_path, workers=1, load=Other) as corpus:
        assert corpus.grow(versions(held), read(held)) is None
