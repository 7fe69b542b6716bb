"""Decisions redone for what they touch give what a merge from scratch with these decisions gives."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.engine.corpus import Corpus
from rawi.engine.merging import merge
from rawi.engine.redeciding import INDEXED
from rawi.engine.standing import Decided, Standing
from rawi.records import Record, Ref

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from stories import world


def field(data: st.DataObject, record: Record) -> dict[str, Any]:
    """A correction, as a reviewer's form gives it."""
    name = data.draw(st.sampled_from(("counts", "place", "time", "type", "status", "voice")))
    if name == "counts":
        low = data.draw(st.integers(1, 40))
        return {name: [{"kind": "killed", "low": low, "high": low, "approx": False, "scope": "incident", "span": None}]}
    if name == "place":
        place = data.draw(st.sampled_from([None, *record.places]))
        return {name: place and {"text": place.name_en, "span": list(place.span), "name": place.name_en,
                                 "country": place.country, "lat": place.lat, "lon": place.lon, "kind": place.kind,
                                 "geonames": place.geonames}}  # fmt: skip
    if name == "time":
        day = data.draw(st.sampled_from([None, *(time.start for time in record.times)]))
        return {name: day and {"text": day, "span": None, "start": day, "end": day, "precision": "day"}}
    if name == "voice":
        return {name: data.draw(st.sampled_from([None, {"name": "the coroner", "kind": "person", "span": None}]))}
    value = {
        "type": st.sampled_from(("ASSAULT", "PROTEST", "COERCE")),
        "status": st.sampled_from(("happened", "planned")),
    }
    return {name: data.draw(value[name])}


def drawn(data: st.DataObject, records: dict[str, Record]) -> Standing:
    """Any decisions: pairs near each other and far apart, claims rejected and corrected."""
    refs: list[Ref] = [(name, claim.id) for name, record in records.items() for claim in record.claims]
    some = st.sampled_from(refs)
    pairs: dict[tuple[Ref, Ref], bool] = {}
    for _ in range(data.draw(st.integers(0, 3))):
        if data.draw(st.booleans()):
            event = data.draw(
                st.sampled_from([each.claims for each in merge(records.values()).events if len(each.claims) > 1])
            )
            a, b = data.draw(st.sampled_from(event)), data.draw(st.sampled_from(event))
        else:
            a, b = data.draw(some), data.draw(some)
        if a != b:
            pairs[min(a, b), max(a, b)] = data.draw(st.booleans())
    rejected = frozenset(data.draw(st.lists(some, max_size=2)))
    corrected = {ref: field(data, records[ref[0]]) for ref in data.draw(st.lists(some, max_size=2))}
    return Standing(tuple(Decided(a, b, how) for (a, b), how in sorted(pairs.items())), rejected, corrected)


@settings(max_examples=2, deadline=None)
@given(st.integers(1, 400), st.data())
def test_redeciding_gives_the_merge_from_scratch(seed: int, data: st.DataObject) -> None:
    records = {record.id: record for record in world(seed, stories=3).records}
    with tempfile.TemporaryDirectory() as folder, Corpus(Path(folder), workers=1) as corpus:
        corpus.update({name: "1" for name in records}, records.__getitem__, drawn(data, records))
        corpus.merge()
        before = {event.id: event for event in corpus.result().events}
        for _ in range(3):
            standing = drawn(data, records)
            found = corpus.redecide(standing, records.__getitem__)
            expected = merge(records.values(), standing)
            assert corpus.result() == expected
            after = {event.id: event for event in expected.events}
            assert {event.id: event for event in found.changed} == {
                id: event for id, event in after.items() if before.get(id) != event
            }
            assert set(found.removed) == set(before) - set(after)
            before = after


def test_after_redeciding_a_whole_merge_gives_the_same(tmp_path: Path) -> None:
    records = {record.id: record for record in world(7, stories=3).records}
    event = max(merge(records.values()).events, key=lambda event: len(event.claims))
    split = Standing((Decided(event.claims[0], event.claims[-1], together=False),))
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update({name: "1" for name in records}, records.__getitem__)
        corpus.merge()
        assert corpus.redecide(split, records.__getitem__).changed
    with Corpus(tmp_path, workers=1) as corpus:
        change = corpus.update({name: "1" for name in records}, records.__getitem__, split)
        assert (change.made, change.dropped) == (0, 0)
        corpus.merge()
        assert corpus.result() == merge(records.values(), split)
        corpus.redecide(Standing(), records.__getitem__)
        assert corpus.result() == merge(records.values())


def test_what_a_decision_looks_into_is_indexed(tmp_path: Path) -> None:
    records = {record.id: record for record in world(7, stories=2).records}
    with Corpus(tmp_path, workers=1) as corpus:
        for _ in range(2):
            corpus.update({name: "1" for name in records}, records.__getitem__)
            corpus.merge()
            found = set(corpus.engine.rows("SELECT index_name FROM duckdb_indexes()"))
            assert found == {(f"{table}_{column}",) for table, columns in INDEXED.items() for column in columns}
