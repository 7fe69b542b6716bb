"""Do translations find each other? Parallel news in Persian, Arabic and English: each document's suggested copies.

    python bench/quality/siblings.py PARALLEL.jsonl.gz [--read] [--embeddings FILE]

Each line of the file holds one document as lists of lines in `fa`, `ar` and `en`. A document finds its siblings when
the best suggestion of the whole text in each of the other two languages is its translation. With --read the documents
are read by rawi first; without, the merge sees their text alone. With --embeddings FILE an encoder's similarities are
weighed in.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path

from rawi.engine.duck import Duck
from rawi.engine.merging import Merged, collect, load, merge
from rawi.merge.meaning import with_meaning
from rawi.merge.steps import run
from rawi.pipeline import read
from rawi.records import Document, Record

LANGUAGES = ("fa", "ar", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--embeddings", type=Path)
    options = parser.parse_args()
    with gzip.open(options.file) as lines:
        texts = {f"{row['id']}/{code}": "\n".join(row[code]) for row in map(json.loads, lines) for code in LANGUAGES}
    records = [_record(name, text, options.read) for name, text in texts.items()]
    merged = _merged(records, options.embeddings)
    ranked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for copy in merged.copies:
        if copy.kind == "quotation":
            continue
        ranked[copy.first].append((-copy.score, copy.second))
        ranked[copy.second].append((-copy.score, copy.first))
    suggested = [copy for copy in merged.copies if copy.kind == "rewrite"]
    right = sum(_work(copy.first) == _work(copy.second) for copy in suggested)
    found: dict[str, int] = defaultdict(int)
    works = sorted({_work(name) for name in texts})
    for name in texts:
        others = [f"{_work(name)}/{code}" for code in LANGUAGES if code != name[-2:]]
        found[_work(name)] += all(_best(ranked[name], other[-2:]) == other for other in others)
    report = {
        "documents": len(works),
        "all three find both siblings first": sum(found[work] == 3 for work in works),
        "texts that find both siblings first": round(sum(found.values()) / len(texts), 3),
        "suggestions": len(suggested),
        "suggestions that are translations": round(right / max(1, len(suggested)), 3),
    }
    if options.errors:
        for work in works:
            if found[work] < 3:
                print(work, [sorted(ranked[f"{work}/{code}"])[:4] for code in LANGUAGES], file=sys.stderr)
    print(json.dumps(report, indent=1))


def _merged(records: list[Record], embeddings: Path | None) -> Merged:
    if embeddings is None:
        return merge(records)
    from rawi.encoder import Embedder

    with Duck(workers=1) as duck:
        load(duck, records)
        run(duck, with_meaning(partial(Embedder, embeddings)))
        return collect(duck)


def _best(ranked: list[tuple[float, str]], language: str) -> str | None:
    return min((each for each in ranked if each[1].endswith(f"/{language}")), default=(0.0, None))[1]


def _work(name: str) -> str:
    return name.rsplit("/", 1)[0]


def _record(name: str, text: str, whole: bool) -> Record:
    document = Document(id=name, text=text, language=name[-2:])
    if whole:
        return read(document)
    return Record(
        id=name, locator="", sha256="", media_type="text/plain", language=name[-2:], outlet=None, author=None,
        title=None, published=None, text=text,
    )  # fmt: skip


if __name__ == "__main__":
    main()
