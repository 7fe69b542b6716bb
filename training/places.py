"""Fit the weights of `rawi.mentions.place_features` to annotated documents.

    python training/places.py GOLD.jsonl… [--texts TEXTS.jsonl…] [--new] > place_weights.tsv

Logistic regression with an L2 penalty, Newton's method: the same documents give the same
weights. GOLD rows hold `id`, `lang`, `text` and `places` with `span`s.

With --new the weights that stand stay as they are, and only features that have none yet are learnt.

TEXTS rows hold `id` and `text`, unmarked. A town that is well known there can hardly be anything else, so that the
weights at hand are sure of what stands around it; each such mention is learnt from as if the town were a little-known
one, at a tenth of the heed of an annotated mention: what words make a place of a name does not hang on the name.
"""

import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from rawi.lang import Reading
from rawi.mentions.place_features import chance, features, weights
from rawi.mentions.place_words import place_words
from rawi.mentions.places import resolved, telling
from rawi.records import Document, Span, overlap

LANGS = ("fa", "ar", "en")
FIRMLY = 30.0
SHARED, OWN, STEPS, RARE = 2.0, 3.0, 12, 3

# Sizes of towns that are no word and nobody's name here, and those that they are lent to; the heed of one such mention.
KNOWN = frozenset(f"size:{size}" for size in ("listed:near", "2:near", "3:near", "4:near", "4:far"))
FAR = ("size:1:far", "size:2:far", "size:3:far")
SURE, HEED = 0.85, 0.1

_GIVEN = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
FIRM: dict[str, float] = _GIVEN["firm"]
BELIEF: dict[str, float] = _GIVEN["belief"] | FIRM


def samples(row: dict) -> list[tuple[str, list[str], bool]]:
    """(language, features, whether annotated) of every spot of a document."""
    reading = Reading(Document(id=row["id"], text=row["text"]))
    gold: list[Span] = [tuple(p["span"]) for p in row["places"]]
    found = resolved(reading)
    said = telling(found, reading)
    out = []
    for spot in found:
        if spot.place is None:
            continue
        lang = reading.sentences[spot.index].lang
        span = reading.view.span(spot.candidate.start, spot.candidate.end)
        right = any(2 * overlap(span, g) >= max(span[1], g[1]) - min(span[0], g[0]) for g in gold)
        out.append((lang, features(spot, spot.place, reading, place_words(lang), said), right))
    return out


def lent(row: dict) -> list[tuple[str, list[str], bool]]:
    """(language, features, what the weights at hand are sure of) of towns in a text without marks, told as far ones."""
    reading = Reading(Document(id=row["id"], text=row["text"]))
    found = resolved(reading)
    said = telling(found, reading)
    out = []
    for spot in found:
        if spot.place is None or spot.candidate.lead not in ("", "ب", "ل", "و"):
            continue
        lang = reading.sentences[spot.index].lang
        names = features(spot, spot.place, reading, place_words(lang), said)
        known = [n for n in names if n in KNOWN]
        if not known or any(n.startswith(("standing", "unlikely")) for n in names):
            continue
        sure = chance(names, lang)
        if sure > SURE or sure < 1.0 - SURE:
            told = [n for n in names if n not in KNOWN]
            out.append((lang, [*told, FAR[len(out) % len(FAR)]], sure > SURE))
    return out


def fit(data: dict[str, list[tuple[list[str], bool, float]]]) -> dict[str, dict[str, float]]:
    """Weights by language and feature: a part that all languages share, and what each needs beside it.

    What one language's texts are too few to show («مردم عراق») it takes from the others.
    """
    rows = [(lang, *row) for lang in LANGS for row in data[lang]]
    counts = Counter(name for _, names, *_ in rows for name in names)
    shared = sorted(name for name, n in counts.items() if n >= RARE)
    own = sorted({(lang, name) for lang, names, *_ in rows for name in names if counts[name] >= RARE})
    at: dict[object, int] = {key: i for i, key in enumerate([*shared, *own])}
    x = np.zeros((len(rows), len(at)))
    for i, (lang, names, *_) in enumerate(rows):
        for name in names:
            if name in at:
                x[i, at[name]] = x[i, at[lang, name]] = 1.0
    y = np.array([right for _, _, right, _ in rows], dtype=float)
    weight = np.array([heed for _, _, _, heed in rows])
    penalty = np.array(
        [FIRMLY if name in FIRM else SHARED for name in shared] + [FIRMLY if name in FIRM else OWN for _, name in own]
    )
    belief = np.array([BELIEF.get(name, 0.0) for name in shared] + [0.0] * len(own))
    w = belief.copy()
    # Newton's steps: the loss is convex, so that a dozen reach its floor.
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + penalty * (w - belief)
        curve = (x * (weight * p * (1.0 - p))[:, None]).T @ x
        curve[np.diag_indices_from(curve)] += penalty
        w -= np.linalg.solve(curve, gradient)
    found = {name: belief for name, belief in BELIEF.items() if name not in at}
    return {
        lang: found | {name: float(w[at[name]] + (w[at[lang, name]] if (lang, name) in at else 0.0)) for name in shared}
        for lang in LANGS
    }


def main() -> None:
    """Command line: GOLD files. Writes the table to standard output."""
    data: dict[str, list[tuple[list[str], bool, float]]] = defaultdict(list)
    given = [word for word in sys.argv[1:] if word != "--new"]
    split = given.index("--texts") if "--texts" in given else len(given)
    for made, heed, paths in ((samples, 1.0, given[:split]), (lent, HEED, given[split + 1 :])):
        for path in paths:
            for line in Path(path).read_text(encoding="utf-8").splitlines():
                for lang, names, right in made(json.loads(line)):
                    data[lang].append((names, right, heed))
    tables = fit(data)
    if "--new" in sys.argv:
        standing = weights()
        tables = {lang: table | standing[lang] for lang, table in tables.items()}
    print("# Weights of the features of place_features, by language: feature\tfa\tar\ten. Made by training/places.py.")
    for name in sorted({name for table in tables.values() for name in table}):
        cells = [f"{tables[lang][name]:.2f}" if name in tables[lang] else "" for lang in LANGS]
        print("\t".join([name, *cells]))


if __name__ == "__main__":
    main()
