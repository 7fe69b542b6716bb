"""How long it takes to find the copies among articles, and how many of the true ones are found.

    python bench/scale/articles.py 1000000 FOLDER && python bench/scale/copies.py FOLDER

Two stages, timed apart: fingerprints of the texts, in several processes; then the merge's own steps from fingerprints
to aligned copies. Prints JSON. Recall is of the pairs (copy, source); precision is of the pairs found, which are true
when both come of one source.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np

from merge import Watch
from rawi.engine.duck import Duck, connect, insert
from rawi.engine.recordfiles import Piece, pieces
from rawi.merge.facts import SCHEMA
from rawi.merge.keys import key
from rawi.merge.letters import Letters, fingerprints
from rawi.merge.program import COPY_STEPS
from rawi.merge.steps import run

FOUND = COPY_STEPS[: next(at for at, step in enumerate(COPY_STEPS) if getattr(step, "name", "") == "mark_use")]
"""The steps from fingerprints to copies found, without those that suggest rewrites."""
FIRST = 735_000
"""An ordinal day from which articles are counted."""


class Line(msgspec.Struct):
    id: str
    text: str
    outlet: int
    day: int
    source: str
    language: str


def facts_of(piece: Piece, target: str) -> str:
    """Documents and fingerprints of a piece of the articles, as Parquet files; return where."""
    documents = []
    docs, days, outlets, hashes, sizes = [], [], [], [], []
    decoder = msgspec.json.Decoder(Line)
    with open(piece.path, "rb") as lines:
        if piece.start:
            lines.seek(piece.start - 1)
            lines.readline()
        while lines.tell() < piece.end and (text := lines.readline()):
            line = decoder.decode(text)
            doc, day, outlet = key("document", line.id), FIRST + line.day, key("outlet", str(line.outlet))
            letters = Letters(line.text)
            found = fingerprints(letters)
            documents.append(
                (doc, line.id, outlet, day, len(letters), line.language, str(day), line.source, 0, line.text)
            )
            docs.append(doc)
            days.append(day)
            outlets.append(outlet)
            hashes.extend(found)
            sizes.append(len(found))
    folder = Path(target)
    folder.mkdir()
    connection = connect(":memory:", memory="400MB", threads=1, spill=str(folder / "spill"))
    insert(connection, "documents", SCHEMA["documents"], documents)
    connection.execute(f"COPY documents TO '{folder}/documents.parquet' (FORMAT parquet)")
    prints = {
        "doc": np.repeat(np.array(docs, dtype=np.int64), sizes),
        "hash": np.array(hashes, dtype=np.int64),
        "day": np.repeat(np.array(days, dtype=np.int32), sizes),
        "outlet": np.repeat(np.array(outlets, dtype=np.int64), sizes),
    }
    connection.register("prints", prints)
    connection.execute(f"COPY (SELECT * FROM prints) TO '{folder}/prints.parquet' (FORMAT parquet)")
    connection.close()
    return target


def load(duck: Duck, articles: Path) -> None:
    """The tables `documents` and `prints` of a file of articles."""
    out = duck.folder / "facts"
    out.mkdir()
    waiting = [
        duck.pool().submit(facts_of, piece, str(out / f"{at:05}")) for at, piece in enumerate(pieces([articles]))
    ]
    made = [job.result() for job in waiting]
    for name in ("documents", "prints"):
        listed = ", ".join(f"'{folder}/{name}.parquet'" for folder in made)
        columns = ", ".join(f'"{column}"' for column in SCHEMA[name])
        duck.query(name, f"SELECT {columns} FROM read_parquet([{listed}])")
    shutil.rmtree(out)


def judged(duck: Duck) -> dict[str, object]:
    """Counts, and how many of the copies are right and how many were found."""
    # The column `marks` holds the source here.
    pairs = """SELECT x.id, y.id, x.marks, y.marks FROM found_copies AS c
               JOIN documents AS x ON x.doc = c.a JOIN documents AS y ON y.doc = c.b"""
    right = total = 0
    met: set[tuple[str, str]] = set()
    kinds: Counter[str] = Counter(row[0] for row in duck.rows("SELECT kind FROM found_copies"))
    for a, b, source_a, source_b in duck.rows(pairs):
        total += 1
        right += (source_a or a) == (source_b or b)
        met.add((a, b))
    true = found = 0
    for id_, source in duck.rows("SELECT id, marks FROM documents WHERE marks <> ''"):
        true += 1
        found += (id_, source) in met or (source, id_) in met
    return {
        "documents": duck.number("SELECT count(*) FROM documents"),
        "fingerprints": duck.number("SELECT count(*) FROM prints"),
        "copies": total,
        **dict(sorted(kinds.items())),
        "precision": round(right / max(1, total), 4),
        "recall": round(found / max(1, true), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where articles.jsonl is, and where tables are put meanwhile")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="1500MB")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    watch = Watch()
    try:
        with Duck(folder / "tables.duckdb", workers=options.workers, memory=options.memory, folder=folder) as duck:
            watch("fingerprints")
            load(duck, options.folder / "articles.jsonl")
            pairs: dict[str, object] = {}

            def told(name: str) -> None:
                watch(name)
                if name == "found_copies":
                    pairs["pairs aligned"] = duck.number("SELECT count(*) FROM text_pairs")

            run(duck, FOUND, told)
            spent = watch.close()
            print(json.dumps({**judged(duck), **pairs, **spent}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
