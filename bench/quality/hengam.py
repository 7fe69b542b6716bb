"""Homograph traps of the Hengam challenge set (MIT): words that are times here and none there.

    python bench/quality/hengam.py [--show]

Each sheet holds a sentence and what two models made of it, judged right or wrong by the authors; the tags of a right
one are the truth. A sentence is right when rawi's times touch every expression of time in it (durations, frequencies
and bare parts of a day apart, which are none of rawi's) and no word outside them. Skips where the data are absent.
"""

import argparse
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from parstdex import why_left_out
from shared import need

from rawi.lang import Reading, load
from rawi.mentions.times import times
from rawi.records import Document, Span

_NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(path: Path) -> Iterator[list[str]]:
    """The text cells of each sheet, in order."""
    with zipfile.ZipFile(path) as book:
        shared = [
            "".join(t.text or "" for t in entry.iterfind(".//m:t", _NAMES))
            for entry in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", _NAMES)
        ]
        for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            root = ElementTree.fromstring(book.read(name))
            cells = [c for c in root.iterfind(".//m:c", _NAMES) if c.get("t") == "s"]
            yield [shared[int(v.text or 0)] for c in cells if (v := c.find("m:v", _NAMES)) is not None]


def truth(cells: list[str]) -> tuple[str, list[Span]] | None:
    """(sentence, spans of its expressions of time) where one of the models is judged right."""
    for output, verdict in pairwise(cells):
        if verdict.strip() != "Right" or not output.lstrip().startswith("["):
            continue
        try:
            tokens = json.loads(output)
        except json.JSONDecodeError:
            continue
        # The sentence is rebuilt from its tokens, so that offsets hold whatever the cell does with blanks.
        text = ""
        spans: list[Span] = []
        for token in tokens:
            start = len(text) + bool(text)
            text = f"{text} {token['Text']}" if text else token["Text"]
            if token["Tag"] == "O":
                continue
            if token["Tag"].startswith("I") and spans:
                spans[-1] = (spans[-1][0], len(text))
            else:
                spans.append((start, len(text)))
        return text, spans
    return None


def main() -> None:
    """Command line: print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--show", action="store_true", help="print the sentences that are not right")
    show = ask.parse_args().show
    right = asked = 0
    for cells in sheets(need("data", "times", "hengam", "HengamChallengeSet.xlsx")):
        found = truth(cells)
        if found is None:
            continue
        text, spans = found
        read = [t.span for t in times(Reading(Document(id="item", text=text, language="fa")))]
        wanted = [s for s in spans if why_left_out(text[s[0] : s[1]], load("fa")) is None]
        missed = [s for s in wanted if not any(a < s[1] and s[0] < b for a, b in read)]
        false = [r for r in read if not any(a < r[1] and r[0] < b for a, b in spans)]
        asked += 1
        right += not missed and not false
        if show and (missed or false):
            print(re.sub(r"\s+", " ", text)[:120], "| missed", [text[a:b] for a, b in missed], end=" ")
            print("| false", [text[a:b] for a, b in false])
    print(f"right: {right / max(1, asked):.3f} of {asked} sentences")


if __name__ == "__main__":
    main()
