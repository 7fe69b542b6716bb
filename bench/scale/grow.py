"""What it costs to add a document to a merged corpus, to change it, and to take it away.

    python bench/scale/grow.py RECORDS.jsonl FOLDER [--documents 5]

FOLDER keeps the corpus, so that a second run measures at once. Each of the last documents is added to a corpus
without it, read again with a claim less, and taken away. Prints JSON: seconds of the clock and of the processors.
"""

import argparse
import json
import time
from pathlib import Path
from statistics import median

import msgspec

from rawi.engine.corpus import Corpus
from rawi.records import Record


class _Named(msgspec.Struct):
    id: str
    claims: list[msgspec.Raw]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    decoder, named = msgspec.json.Decoder(Record), msgspec.json.Decoder(_Named)
    places: dict[str, tuple[int, int]] = {}
    at = claims = 0
    with options.records.open("rb") as lines:
        for line in lines:
            about = named.decode(line)
            places[about.id] = (at, len(line))
            claims += len(about.claims)
            at += len(line)

    def record(name: str) -> Record:
        with options.records.open("rb") as lines:
            start, size = places[name]
            lines.seek(start)
            return decoder.decode(lines.read(size))

    def less(name: str) -> Record:
        return msgspec.structs.replace(record(name), claims=record(name).claims[1:])

    names = sorted(places)
    last = names[len(names) // 2 :: max(1, len(names) // 2 // options.documents)][: options.documents]
    held = dict.fromkeys((name for name in names if name not in last), "1")
    began = time.perf_counter()
    with Corpus(options.folder, workers=options.workers) as corpus:
        if corpus.engine.setting("merged") != "yes":
            corpus.update(held, record)
            corpus.merge()
            print(json.dumps({"claims": claims, "merged in": round(time.perf_counter() - began, 1)}), flush=True)
    spent: dict[str, list[tuple[float, float, int]]] = {"added": [], "changed": [], "taken away": []}
    with Corpus(options.folder, workers=options.workers) as corpus:
        for name in last:
            for what, versions, read in (
                ("added", {**held, name: "1"}, record),
                ("changed", {**held, name: "2"}, less),
                ("taken away", held, record),
            ):
                began, processors = time.perf_counter(), time.process_time()
                grown = corpus.grow(versions, read)
                assert grown is not None
                events = grown[1].events
                touched = len(events.changed) + len(events.removed)
                spent[what].append((time.perf_counter() - began, time.process_time() - processors, touched))
    for what, figures in spent.items():
        clock, processors_, touched_ = zip(*figures, strict=True)
        print(
            json.dumps(
                {
                    what: len(figures),
                    "seconds, middle": round(median(clock), 2),
                    "longest": round(max(clock), 2),
                    "processor seconds, middle": round(median(processors_), 2),
                    "events changed, middle": median(touched_),
                    "most": max(touched_),
                }
            )
        )


if __name__ == "__main__":
    main()
