"""Articles by the million, to find copies among: invented words, with reprints whose source is known.

    python bench/scale/articles.py NUMBER FOLDER [--letters 900]

Writes `articles.jsonl` (id, text, outlet, day, and for a copy its source and how it was made). Of all articles one in
six is a copy: a reprint with another headline, one whose spelling lost its marks, one with words changed here and
there, one cut to half, or a passage of 400 letters within an article of its own. Sources follow a Zipf distribution,
so that a few are printed a hundred times. Each article also holds a stock sentence out of 20,000, one in ten the
footer of its outlet, one in twenty a formula: common text, and no copies.
"""

import argparse
import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

LETTERS = {
    "fa": "ابپتجچحخدرزسشفقکگلمنوهی",
    "ar": "ابتثجحخدذرزسشصضطعغفقكلمنهوي",
    "en": "abcdefghijklmnoprstuvw",
}
WAYS = ("headline", "spelling", "words", "cut", "passage")
LATEST = 4000
"""Articles from which the source of a copy is drawn: news is reprinted soon."""
DAYS = 250
"""Days over which the articles are spread."""
OUTLET = 2500
"""Articles of one outlet."""
_SPELLING = str.maketrans({"ی": "ي", "ک": "ك", "ا": "اَ", ".": " ", "e": "E"})


class Article(NamedTuple):
    id: str
    text: str
    outlet: int
    day: int
    source: str
    way: str
    language: str


class Words:
    """An invented language: words, stock sentences, footers and formulas."""

    def __init__(self, code: str, random_: random.Random, outlets: int) -> None:
        self.words = ["".join(random_.choices(LETTERS[code], k=random_.randint(2, 9))) for _ in range(20_000)]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.words))))
        self.random = random_
        self.stock = [self.sentence(14) for _ in range(20_000)]
        self.stock_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.stock))))
        self.footers = [self.sentence(25) for _ in range(outlets)]
        self.formulas = [self.sentence(30) for _ in range(3)]

    def sentence(self, size: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=size)) + ". "

    def text(self, letters: int) -> str:
        """Sentences, one of them stock."""
        size = max(1, letters // 75)
        found = [self.sentence(14) for _ in range(size)]
        found.insert(self.random.randrange(size), self.random.choices(self.stock, cum_weights=self.stock_weights)[0])
        return "".join(found)


def articles(number: int, letters: int, seed: int = 1) -> Iterator[Article]:
    """Articles in order of their days."""
    random_ = random.Random(seed)
    outlets = max(1, number // OUTLET)
    languages = {code: Words(code, random_, outlets) for code in LETTERS}
    zipf = list(accumulate(1 / (rank + 3) for rank in range(LATEST)))
    latest: list[Article] = []
    for at in range(number):
        source, way = "", ""
        length = int(letters * random_.uniform(0.4, 1.9))
        if latest and random_.random() < 1 / 6:
            first = random_.choices(latest, cum_weights=zipf[: len(latest)])[0]
            code, source, way = first.language, first.id, random_.choice(WAYS)
            text = _copied(first.text, way, languages[code], random_)
        else:
            code = random_.choice(tuple(LETTERS))
            text = languages[code].text(length)
        outlet = random_.randrange(outlets)
        words = languages[code]
        if random_.random() < 0.1:
            text += words.footers[outlet]
        if random_.random() < 0.05:
            text = random_.choice(words.formulas) + text
        made = Article(f"d{at:08}", text, outlet, at * DAYS // number, source, way, code)
        yield made
        if not source:
            if len(latest) < LATEST:
                latest.append(made)
            else:
                # A place near the front is a much printed article: who holds it changes seldom.
                latest[min(random_.randrange(LATEST), random_.randrange(LATEST)) if at % 9 else -1] = made


def _copied(text: str, way: str, words: Words, random_: random.Random) -> str:
    if way == "headline":
        return words.sentence(9) + text
    if way == "spelling":
        return text.translate(_SPELLING)
    if way == "words":
        held = text.split(" ")
        for _ in range(max(1, len(held) // 40)):
            held[random_.randrange(len(held))] = random_.choice(words.words)
        return " ".join(held)
    if way == "cut":
        half = len(text) // 2
        start = random_.choice((0, half))
        return text[start : start + half] if half > 220 else text
    start = random_.randrange(max(1, len(text) - 500))
    return words.text(500) + text[start : start + 500] + words.text(300)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, default=500)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "articles.jsonl").open("w", encoding="utf-8") as lines:
        for made in articles(options.number, options.letters):
            lines.write(json.dumps(made._asdict(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
