"""Does one quotation find itself in another language? Parallel news in Persian, Arabic and English.

    python bench/quality/quotations.py PARALLEL.jsonl.gz [--half even|odd] [--records READ.jsonl] [--errors]
                                       [--one-voice] [--embeddings FILE]

The documents are read by rawi and taken as published on one day, so that every voice of one name is compared with
every other; a suggested pair is right when both passages touch the same line of two translations. A quotation can be
found where a voice of one name is quoted in the same line of both. With --records the records are kept in a file, and
taken from there the next time. With --one-voice every quotation is given to one voice, so that it must be found among
all others by what it says. Development looked at the even half only.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from functools import partial
from itertools import combinations
from pathlib import Path

import msgspec

from rawi.engine.duck import Duck
from rawi.engine.merging import collect, load
from rawi.merge.facts import facts
from rawi.merge.meaning import with_meaning
from rawi.merge.names import may_be_one
from rawi.merge.program import PROGRAM
from rawi.merge.steps import run
from rawi.pipeline import read
from rawi.records import Document, Published, Record, Span

LANGUAGES = ("fa", "ar", "en")
DAY = Published(start="2019-11-04", end="2019-11-04", precision="day")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=["even", "odd"])
    parser.add_argument("--records", type=Path)
    parser.add_argument("--one-voice", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--embeddings", type=Path)
    options = parser.parse_args()
    records = {record.id: record for record in _records(options.file, options.records, options.half)}
    if options.one_voice:
        records = {name: _by_one(record) for name, record in records.items()}
    with Duck(workers=1) as duck:
        load(duck, list(records.values()))
        program = PROGRAM
        if options.embeddings:
            from rawi.encoder import Embedder

            program = with_meaning(partial(Embedder, options.embeddings))
        run(duck, program)
        pairs = [
            (copy.score, (copy.first, copy.spans[0][0]), (copy.second, copy.spans[0][1]))
            for copy in collect(duck).copies
            if copy.kind == "quotation"
        ]
    starts = {name: _starts(record.text) for name, record in records.items()}

    def lines(passage: tuple[str, Span]) -> set[int]:
        name, (start, end) = passage
        return {at for at, line in enumerate(starts[name]) if line[0] < end and start < line[1]}

    def right(one: tuple[str, Span], other: tuple[str, Span]) -> bool:
        return _work(one[0]) == _work(other[0]) and bool(lines(one) & lines(other))

    ranked: dict[tuple[str, int, str], list[tuple[float, bool]]] = defaultdict(list)
    for score, one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            for line in lines(mine):
                ranked[mine[0], line, theirs[0][-2:]].append((score, right(one, other)))
    # Where one voice is quoted in the same line of two translations.
    wanted = set()
    said = {name: _said(record) for name, record in records.items()}
    for name, other in combinations(sorted(records), 2):
        if _work(name) == _work(other):
            for voice, one in said[name]:
                for their, two in said[other]:
                    both = lines((name, one)) & lines((other, two))
                    if may_be_one(voice, their) and both:
                        wanted |= {(name, at, other[-2:]) for at in both} | {(other, at, name[-2:]) for at in both}
    first = sum(max(ranked[each], default=(0, False), key=lambda x: (x[0], not x[1]))[1] for each in wanted)
    within = sum(any(good for _, good in ranked[each]) for each in wanted)
    good = sum(right(one, other) for _, one, other in pairs)
    report = {
        "lines with a quotation of one voice in two languages": len(wanted),
        "found": round(within / max(1, len(wanted)), 3),
        "found first": round(first / max(1, len(wanted)), 3),
        "suggestions": len(pairs),
        "suggestions that are right": round(good / max(1, len(pairs)), 3),
    }
    for low, high in ((0.0, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 1.1)):
        some = [right(one, other) for score, one, other in pairs if low <= score < high]
        if some:
            report[f"right of the {len(some)} scored from {low} to {min(1.0, high)}"] = round(sum(some) / len(some), 3)
    print(json.dumps(report, indent=1))
    if options.errors:
        for score, one, other in sorted(pairs, reverse=True):
            texts = [records[name].text[slice(*span)] for name, span in (one, other)]
            print("+" if right(one, other) else "-", score, one[0], other[0], *texts, sep="\n    ", file=sys.stderr)
        for name, line, language in sorted(wanted):
            if not any(good for _, good in ranked[name, line, language]):
                print("missed", name, language, records[name].text[slice(*starts[name][line])], file=sys.stderr)


def _records(file: Path, kept: Path | None, half: str | None) -> list[Record]:
    if kept and kept.exists():
        found = [msgspec.json.decode(line, type=Record) for line in kept.read_bytes().splitlines()]
    else:
        with gzip.open(file) as lines:
            rows = list(map(json.loads, lines))
        documents = ((f"{row['id']}/{code}", "\n".join(row[code]), code) for row in rows for code in LANGUAGES)
        found = [read(Document(id=name, text=text, language=code)) for name, text, code in documents]
        if kept:
            kept.write_bytes(b"\n".join(map(msgspec.json.encode, found)))
    works = sorted({_work(record.id) for record in found})
    chosen = set(works if half is None else works[half == "odd" :: 2])
    return [msgspec.structs.replace(record, published=DAY) for record in found if _work(record.id) in chosen]


def _by_one(record: Record) -> Record:
    said = (msgspec.structs.replace(each, source_name="Salem", actor=None) for each in record.attributions)
    return msgspec.structs.replace(record, attributions=tuple(said))


def _said(record: Record) -> list[tuple[str, Span]]:
    """The voices' keys and places of the quotations that the merge looks at."""
    bodies = [msgspec.json.decode(row[-1]) for row in facts(record).quotes]
    return [(body[4], tuple(body[1])) for body in bodies]


def _starts(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _work(name: str) -> str:
    return name.rsplit("/", 1)[0]


if __name__ == "__main__":
    main()
