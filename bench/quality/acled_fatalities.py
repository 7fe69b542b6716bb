"""Fatalities of ACLED's notes from rawi's counts: how often the coded number comes back.

    python bench/quality/acled_fatalities.py [--errors N]

The record says what a note says. ACLED's own conventions are applied here, in the mapping, and not in the record: the
lowest figure is taken; dozens are 12 and hundreds 100; unspecified fatalities are 3 or 10, and the note says which; a
victim with no number word is one; a note's own summary ("2 fatalities") holds; a part of a number adds nothing.
"""

import argparse
import gzip
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shared import need

from rawi.lang import Reading
from rawi.mentions.count_fates import Fate, Fates
from rawi.mentions.count_phrases import Phrase, phrases
from rawi.mentions.counts import counts
from rawi.mentions.numbers import Number
from rawi.mentions.times import times
from rawi.records import Count, Document

_VAGUE = {20: 12, 40: 24, 200: 100, 2000: 1000}
_WORDS = ("dozens", "scores", "hundreds", "thousands")
_CODED = re.compile(r"(?:fatalit\w*|deaths?|casualt\w*|killed)[^.;]{0,60}?\b(?:coded|split)\b[^.;]{0,40}?\b(\d+)", re.I)
_SUMMARY = re.compile(r"\b(\d+|no|one) (?:reported )?(?:fatalit(?:y|ies)|killed)\b[^.]{0,40}(?:\.|$)", re.I)
_SEVERAL = {"several": 3, "some": 3, "multiple": 3, "unspecified": 3, "unknown": 3, "many": 10, "numerous": 10}
_DEFINITE = ("the", "his", "her", "their")
_ONE = ("a", "an", "another", *_DEFINITE)
_ENDS = frozenset(".,;:()")


def unnumbered(reading: Reading, index: int) -> list[tuple[Phrase, bool]]:
    """Those killed in a sentence whom no number counts ("a soldier", "several guards"), and whether definite."""
    sentence, pack = reading.sentences[index], reading.pack(index)
    hits, by_concept = reading.hits(index), reading.concepts(index)
    found = phrases(sentence, by_concept, pack)
    taken = {i for p in found for i in range(p.first, p.end)}
    people = {h.first: h for h in hits if h.concept in ("count_person", "count_victim")}
    stops = {h.first for h in hits if h.concept == "count_stops"}
    things = {h.first for h in hits if h.concept == "count_thing"}
    definite: set[int] = set()
    guessed: set[int] = set()
    for i, word in enumerate(sentence.words):
        value = 1 if word in _ONE else _SEVERAL.get(word, 0)
        if not value or i in taken:
            continue
        end = i + 1
        while end < len(sentence) and end < i + 6 and end not in people and end not in stops:
            if sentence.words[end] in _ENDS:
                break
            end += 1
        if end >= len(sentence) or (any(j in things for j in range(i + 1, end)) and end not in people):
            continue
        noun = "person" if end in people else "unknown"
        stop = people[end].last + 1 if end in people else end
        if stop > i + 1 and not any(j in taken for j in range(i, stop)):
            kind = people[end].value if end in people and people[end].concept == "count_victim" else ""
            found.append(Phrase(Number(i, i + 1, value, value, None), i, stop, "victim" if kind else noun, "", kind))
            guessed.add(i)
            if word in _DEFINITE:
                definite.add(i)
    found.sort(key=lambda p: p.first)
    fates = Fates(sentence, by_concept, pack, found)
    known: list[Fate | None] = []
    out = []
    for k, phrase in enumerate(found):
        fate = fates.of(k, known)
        known.append(fate)
        if fate is not None and fate.kind == "killed" and phrase.first in guessed:
            out.append((phrase, phrase.first in definite))
    return out


def fatalities(note: str) -> int:
    """The number ACLED would code for a note, from what rawi reads in it."""
    note = re.sub(r"\[[^\]]*\]", "", note)
    if (coded := _CODED.search(note)) is not None:
        return int(coded.group(1))
    if (summary := list(_SUMMARY.finditer(note))) and not note[: summary[-1].start()].endswith("or "):
        figure = summary[-1].group(1)
        return int(figure) if figure.isdigit() else int(figure.lower() == "one")
    reading = Reading(Document(id="note", text=note, language="en"))
    total = late = 0
    for count in counts(reading, times(reading)):
        if count.kind == "killed" and not _part(reading, count):
            low = count.low or count.high or 0
            vague = any(word in note[slice(*count.span)].lower() for word in _WORDS)
            total += _VAGUE.get(low, low) if vague else low
    for index in range(len(reading.sentences)):
        for phrase, definite in unnumbered(reading, index):
            if definite:
                late += int(phrase.number.low)
            else:
                total += int(phrase.number.low)
    return total or min(late, 1)


def _part(reading: Reading, count: Count) -> bool:
    """Whether "including" stands before a figure: it is in the one before already."""
    at = reading.view.find(count.span[0])
    index = reading.sentence_at(at)
    if index is None or not count.rule.endswith("shared"):
        return False
    first = reading.sentences[index].token_at(at)
    return any(h.concept == "count_among" and first - 14 <= h.last < first for h in reading.hits(index))


def main() -> None:
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N notes that come out wrong")
    options = ap.parse_args()
    path = need("data", "events", "acled_rows_en.jsonl.gz")
    right = deadly = deadly_right = rows = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            truth, found = int(row["fatalities"]), fatalities(row["notes"])
            rows += 1
            right += truth == found
            deadly += truth > 0
            deadly_right += truth > 0 and truth == found
            if truth != found and options.errors > 0:
                options.errors -= 1
                print(f"{truth} read as {found}: {row['notes'][:500]}", file=sys.stderr)
    print(
        f"acled fatalities: {right / rows:.3f} of {rows} notes, {deadly_right / deadly:.3f} of the {deadly} deadly ones"
    )


if __name__ == "__main__":
    main()
