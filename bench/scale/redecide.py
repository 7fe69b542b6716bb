"""How long a reviewer waits for a decision to be merged: splits, joins and their undoing on a generated corpus.

    python bench/scale/redecide.py RECORDS.jsonl FOLDER [--decisions 20]

FOLDER keeps the corpus, so that a second run measures at once. Prints JSON: seconds of opening and of each decision.
"""

import argparse
import json
import random
import time
from pathlib import Path

import msgspec

from rawi.engine.corpus import Corpus
from rawi.engine.standing import Decided, Standing
from rawi.records import Record


class _Named(msgspec.Struct):
    id: str


_ID = msgspec.json.Decoder(_Named)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--decisions", type=int, default=20)
    options = parser.parse_args()
    decoder = msgspec.json.Decoder(Record)
    places: dict[str, tuple[int, int]] = {}
    with options.records.open("rb") as lines:
        at = 0
        for line in lines:
            places[_ID.decode(line).id] = (at, len(line))
            at += len(line)

    def record(name: str) -> Record:
        with options.records.open("rb") as lines:
            start, size = places[name]
            lines.seek(start)
            return decoder.decode(lines.read(size))

    began = time.perf_counter()
    with Corpus(options.folder) as corpus:
        if corpus.engine.setting("merged") != "yes":
            corpus.update(dict.fromkeys(places, "1"), record)
            corpus.merge()
            print(json.dumps({"merged in": round(time.perf_counter() - began, 1)}), flush=True)
    random_ = random.Random(1)
    opening, waits, touched = [], [], []
    for _ in range(options.decisions):
        began = time.perf_counter()
        with Corpus(options.folder) as corpus:
            opening.append(time.perf_counter() - began)
            turn = random_.randrange(500)
            wanted = f"SELECT body FROM events WHERE claims > 1 ORDER BY hash(id) LIMIT 1 OFFSET {turn}"
            [(body,)] = list(corpus.engine.rows(wanted))
            claims = [tuple(each) for each in json.loads(body)["claims"]]
            pair = random_.sample(claims, 2)
            for standing in (Standing((Decided(*pair, together=False),)), Standing()):
                began = time.perf_counter()
                found = corpus.redecide(standing, record)
                waits.append(time.perf_counter() - began)
                touched.append(len(found.changed) + len(found.removed))
    waits.sort()
    print(
        json.dumps(
            {
                "decisions": len(waits),
                "opening, middle": round(sorted(opening)[len(opening) // 2], 3),
                "seconds, middle": round(waits[len(waits) // 2], 3),
                "seconds, longest": round(waits[-1], 3),
                "events changed, most": max(touched),
            }
        )
    )


if __name__ == "__main__":
    main()
