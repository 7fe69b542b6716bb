"""How long it takes to find the copies among articles, and how many of the true ones are found.

    python bench/scale/articles.py 1000000 FOLDER && python bench/scale/copies.py FOLDER [--engine spark]

Two stages, timed apart: fingerprints of the texts, in several processes; then the merge's own steps from fingerprints
to aligned copies. Prints JSON. A copy is found when it is paired with its source, or both are with a third that is
of this source too; precision is of the pairs found, which are true when both come of one source. With --keep FILE the
copies are written as Parquet, to be compared with those of the other engine.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from merge import Watch
from rawi.engine.duck import Duck, connect, insert
from rawi.engine.recordfiles import Piece, pieces
from rawi.merge.facts import SCHEMA
from rawi.merge.keys import key
from rawi.merge.letters import GRAM, WINDOW, grams, least_of, letter_table
from rawi.merge.program import COPY_STEPS
from rawi.merge.steps import Engine, passing, run
from rawi.text import fold

FOUND = COPY_STEPS[: next(at for at, step in enumerate(COPY_STEPS) if getattr(step, "name", "") == "mark_use")]
"""The steps from fingerprints to copies found, without those that suggest rewrites."""
BATCH = 250
"""Texts whose fingerprints are made at once."""
FIRST = 735_000
"""An ordinal day from which articles are counted."""


class Line(msgspec.Struct):
    id: str
    text: str
    outlet: int
    day: int
    source: str
    language: str


_BETWEEN = "\x1e"
"""Stands between texts that are taken together: folding leaves it as it is, and it is no letter."""


def prints_of(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[int]]:
    """The fingerprints of many texts at once, several times faster than one by one.

    Returns the fingerprints, the number in `texts` of the text that each is of, and the number of letters of each text.
    """
    joined = _BETWEEN.join(fold(text).lower.replace(_BETWEEN, " ") for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    at = np.flatnonzero(letter_table()[np.minimum(points, 0xFFFF)])
    ends = np.searchsorted(at, np.append(np.flatnonzero(points == ord(_BETWEEN)), len(points)))
    starts = np.append(0, ends[:-1])
    hashes = grams(points[at], GRAM)
    sizes = ends - starts
    found, of = [], []
    if len(hashes) >= WINDOW:
        least = least_of(hashes, WINDOW)
        whose = np.searchsorted(ends, np.arange(len(least)), side="right")
        # A window lies in one text: its last letter does.
        inside = np.arange(len(least)) + (WINDOW + GRAM - 1) <= ends[whose]
        inside[1:] &= (least[1:] != least[:-1]) | (whose[1:] != whose[:-1]) | ~inside[:-1]
        found.append(least[inside].view(np.int64))
        of.append(whose[inside])
    for short in np.flatnonzero((sizes >= GRAM) & (sizes < GRAM + WINDOW - 1)):
        few = hashes[starts[short] : ends[short] - GRAM + 1]
        found.append(few.min(keepdims=True).view(np.int64))
        of.append(np.array([short]))
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), sizes.tolist()
    prints, texts_of = np.concatenate(found), np.concatenate(of)
    order = np.lexsort((prints, texts_of))
    prints, texts_of = prints[order], texts_of[order]
    once_ = np.append(True, (prints[1:] != prints[:-1]) | (texts_of[1:] != texts_of[:-1]))
    return prints[once_], texts_of[once_], sizes.tolist()


def facts_of(piece: Piece, target: str) -> str:
    """Documents and fingerprints of a piece of the articles, as Parquet files; return where."""
    decoder = msgspec.json.Decoder(Line)
    held: list[Line] = []
    with open(piece.path, "rb") as lines:
        if piece.start:
            lines.seek(piece.start - 1)
            lines.readline()
        while lines.tell() < piece.end and (text := lines.readline()):
            held.append(decoder.decode(text))
    docs = np.array([key("document", line.id) for line in held], dtype=np.int64)
    days = np.array([FIRST + line.day for line in held], dtype=np.int32)
    outlets = np.array([key("outlet", str(line.outlet)) for line in held], dtype=np.int64)
    hashes, of, letters = [], [], []
    for at in range(0, len(held), BATCH):
        prints, whose, sizes = prints_of([line.text for line in held[at : at + BATCH]])
        hashes.append(prints)
        of.append(whose + at)
        letters += sizes
    documents = [
        (doc, line.id, outlet, day, size, line.language, str(day), line.source, 0, line.text)
        for doc, outlet, day, size, line in zip(
            docs.tolist(), outlets.tolist(), days.tolist(), letters, held, strict=True
        )
    ]
    folder = Path(target)
    folder.mkdir()
    connection = connect(":memory:", memory="400MB", threads=1, spill=str(folder / "spill"))
    insert(connection, "documents", SCHEMA["documents"], documents)
    connection.execute(f"COPY documents TO '{folder}/documents.parquet' (FORMAT parquet)")
    whose = np.concatenate(of)
    columns = {"doc": docs[whose], "hash": np.concatenate(hashes), "day": days[whose], "outlet": outlets[whose]}
    connection.register("prints", columns)
    connection.execute(f"COPY (SELECT * FROM prints) TO '{folder}/prints.parquet' (FORMAT parquet)")
    connection.close()
    return target


def make_facts(duck: Duck, articles: Path) -> list[str]:
    """Make the facts of a file of articles; the folders that hold them."""
    out = duck.folder / "facts"
    out.mkdir()
    waiting = [
        duck.pool().submit(facts_of, piece, str(out / f"{at:05}")) for at, piece in enumerate(pieces([articles]))
    ]
    return [job.result() for job in waiting]


def load(duck: Duck, made: Sequence[str]) -> None:
    """The tables `documents` and `prints` from folders of facts."""
    for name in ("documents", "prints"):
        listed = ", ".join(f"'{folder}/{name}.parquet'" for folder in made)
        columns = ", ".join(f'"{column}"' for column in SCHEMA[name])
        duck.query(name, f"SELECT {columns} FROM read_parquet([{listed}])")


def on_spark(made: Sequence[str], folder: Path, watch: Watch, keep: Path | None) -> dict[str, object]:
    """Find and judge the copies on Spark in local mode."""
    from rawi.engine.spark import Spark, session

    settings = {"spark.driver.memory": "3g", "spark.local.dir": str(folder / "spill")}
    with Spark(session("local[2]", **settings), folder / "tables", passing=passing(FOUND)) as spark:
        for name in ("documents", "prints"):
            spark.open_table(name, *(f"{each}/{name}.parquet" for each in made))
        run(spark, FOUND, watch)
        if keep is not None:
            spark.write("found_copies", keep)
        return {**judged(spark), **watch.close()}


def judged(duck: Engine) -> dict[str, object]:
    """Counts, and how many of the copies are right and how many were found."""
    # The column `marks` holds the source here.
    pairs = """SELECT x.id, y.id, x.marks, y.marks FROM found_copies AS c
               JOIN documents AS x ON x.doc = c.a JOIN documents AS y ON y.doc = c.b"""
    right = total = 0
    met: set[tuple[str, str]] = set()
    beside: dict[str, set[str]] = {}
    kinds: Counter[str] = Counter(row[0] for row in duck.rows("SELECT kind FROM found_copies"))
    for a, b, source_a, source_b in duck.rows(pairs):
        total += 1
        if (source_a or a) == (source_b or b):
            right += 1
            beside.setdefault(a, set()).add(b)
            beside.setdefault(b, set()).add(a)
        met.add((a, b))
    true = found = grouped = 0
    for id_, source in duck.rows("SELECT id, marks FROM documents WHERE marks <> ''"):
        true += 1
        paired = (id_, source) in met or (source, id_) in met
        found += paired
        # Past 24 documents each is paired with the first of them, which need not be the source.
        grouped += paired or not beside.get(id_, set()).isdisjoint(beside.get(source, ()))
    return {
        "documents": duck.number("SELECT count(*) FROM documents"),
        "fingerprints": duck.number("SELECT count(*) FROM prints"),
        "copies": total,
        **dict(sorted(kinds.items())),
        "precision": round(right / max(1, total), 4),
        "recall": round(grouped / max(1, true), 4),
        "recall of pairs with the source": round(found / max(1, true), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where articles.jsonl is, and where tables are put meanwhile")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="1500MB")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    watch = Watch()
    try:
        with Duck(folder / "tables.duckdb", workers=options.workers, memory=options.memory, folder=folder) as duck:
            watch("fingerprints")
            made = make_facts(duck, options.folder / "articles.jsonl")
            if options.engine == "spark":
                print(json.dumps(on_spark(made, folder, watch, options.keep)))
                return
            load(duck, made)
            pairs: dict[str, object] = {}

            def told(name: str) -> None:
                watch(name)
                if name == "found_copies":
                    pairs["pairs aligned"] = duck.number("SELECT count(*) FROM text_pairs")

            run(duck, FOUND, told)
            spent = watch.close()
            if options.keep:
                duck.write("found_copies", options.keep)
            print(json.dumps({**judged(duck), **pairs, **spent}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
