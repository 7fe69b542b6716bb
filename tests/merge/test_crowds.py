"""A block of one place and day with very many tellings: each is compared with its likes, and not with all."""

import random
from pathlib import Path

import pytest

from rawi.engine import rematching
from rawi.engine.corpus import Corpus
from rawi.engine.duck import Duck
from rawi.engine.merging import collect, load, merge
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Query, run
from rawi.records import Record

from .made import claim, record

SIZE, NEAR = 30, 4


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks count as crowded, and tellings as near, at sizes that a test can afford."""
    text = Query.text
    sizes = (("> 500", f"> {SIZE}"), ("// 40", f"// {NEAR}"), ("<= 40", f"<= {NEAR}"))

    def smaller(query: Query) -> str:
        found = text(query)
        for old, new in sizes:
            found = found.replace(old, new)
        return found

    monkeypatch.setattr(Query, "text", smaller)
    monkeypatch.setattr(rematching, "CROWD", SIZE)


def crowd(number: int) -> list[Record]:
    """Tellings of `number` attacks in one town on one day, two of each, published a day apart."""
    found = []
    for n in range(number):
        toll = claim(killed=5 + 11 * n, wounded=400 - 7 * n)
        for day, outlet in (("2019-11-04", "The Harbour"), ("2019-11-05", "The Lantern")):
            found.append(record(f"{outlet[4]}{n:03}", outlet, day, toll))
    return found


def pairs_of(records: list[Record]) -> int:
    """How many pairs a merge compares."""
    with Duck(workers=1) as duck:
        load(duck, records)
        counted: list[int] = []

        def watch(name: str) -> None:
            if name == "trait_edges":
                counted.append(duck.number("SELECT count(*) FROM trait_pairs"))

        run(duck, PROGRAM, watch)
        return counted[0]


def test_likes_find_each_other_in_a_crowd() -> None:
    records = crowd(40)
    told = {ref[0]: event.id for event in merge(records).events for ref in event.claims}
    assert sum(told[f"H{n:03}"] == told[f"L{n:03}"] for n in range(40)) == 40


def test_what_a_crowd_costs_grows_with_its_size_and_not_with_its_square() -> None:
    few, many = pairs_of(crowd(40)), pairs_of(crowd(80))
    assert many < 2.2 * few
    assert many <= 3 * NEAR * 160


def test_a_block_that_is_not_crowded_is_compared_in_full() -> None:
    assert pairs_of(crowd(12)) == 24 * 23 // 2


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = crowd(20)
    expected = merge(records)
    random.Random(3).shuffle(records)
    with Duck(workers=1, memory="120MB") as duck:
        load(duck, records)
        run(duck, PROGRAM)
        assert collect(duck) == expected


def test_a_crowd_that_grows_and_shrinks_is_that_of_a_merge_from_scratch(tmp_path: Path) -> None:
    records = {each.id: each for each in crowd(18)}
    names = sorted(records)
    with Corpus(tmp_path, workers=1) as corpus:
        corpus.update(dict.fromkeys(names[:28], "1"), records.__getitem__)
        corpus.merge()
        # Past the size at which a block is crowded, and back.
        for held in (names[:34], names[2:36], names[5:33]):
            assert corpus.grow(dict.fromkeys(held, "1"), records.__getitem__) is not None
            assert corpus.result() == merge([records[name] for name in held])


def test_crowded_blocks_are_told_of() -> None:
    with Duck(workers=1) as duck:
        load(duck, crowd(20))
        run(duck, PROGRAM)
        assert list(duck.rows("SELECT family, signs FROM crowds")) == [("violence", 40)]
