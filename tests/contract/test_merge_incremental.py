"""Adding, changing and removing documents gives what a merge from scratch gives, and redoes only what is touched."""

import sys
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.engine.corpus import Corpus
from rawi.engine.merging import merge
from rawi.engine.standing import Decided, Standing
from rawi.records import Record

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from stories import world


def batch(seed: int) -> dict[str, Record]:
    return {record.id: record for record in world(seed, stories=2).records}


@settings(max_examples=2, deadline=None)
@given(st.integers(1, 400), st.data())
def test_any_way_of_growing_a_corpus_gives_the_merge_from_scratch(seed: int, data: st.DataObject) -> None:
    records = batch(seed)
    names = sorted(records)
    with tempfile.TemporaryDirectory() as folder:
        held: set[str] = set()
        for _ in range(3):
            held = set(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
            with Corpus(Path(folder), workers=1) as corpus:
                corpus.update({name: "1" for name in held}, records.__getitem__)
                corpus.merge()
                assert corpus.result() == merge([records[name] for name in held])


def test_a_document_that_touches_nothing_costs_its_own_rows_only(tmp_path: Path) -> None:
    records = {record.id: record for record in world(5).records}
    names = sorted(records)
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update({name: "1" for name in names[:-1]}, records.__getitem__)
        corpus.merge()
        whole = corpus.engine.ran
    with Corpus(tmp_path, workers=1) as corpus:
        change = corpus.update({name: "1" for name in names}, records.__getitem__)
        corpus.merge()
        assert (change.made, change.dropped, change.kept) == (1, 0, len(names) - 1)
        assert 0 < corpus.engine.ran < whole / 2
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update({name: "1" for name in names}, records.__getitem__)
        corpus.merge()
        assert corpus.engine.ran == 0
        assert corpus.result() == merge(records.values())


def test_a_decision_is_kept_and_taken_back(tmp_path: Path) -> None:
    records = batch(7)
    event = max(merge(records.values()).events, key=lambda event: len(event.claims))
    split = Decided(event.claims[0], event.claims[-1], together=False)
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update({name: "1" for name in records}, records.__getitem__, Standing((split,)))
        corpus.merge()
        found = {ref: each.id for each in corpus.result().events for ref in each.claims}
        assert found[split.a] != found[split.b]
        corpus.update({name: "1" for name in records}, records.__getitem__)
        corpus.merge()
        assert corpus.result() == merge(records.values())


def test_one_process_at_a_time_works_on_a_merge(tmp_path: Path) -> None:
    import subprocess

    import pytest

    from rawi.errors import CaseError

    code = f"import duckdb; held = duckdb.connect({str(tmp_path / 'state.duckdb')!r}); print(1, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(CaseError, match="another process"):
            Corpus(tmp_path, workers=1)
        other.communicate(b"\n")
