"""Fit the weights of `rawi.mentions.place_features` to annotated documents.

    python training/places.py GOLD.jsonl… > src/rawi/mentions/place_weights.tsv

Logistic regression with an L2 penalty, by language, full-batch gradient descent: the same documents give the same
weights. GOLD rows hold `id`, `lang`, `text` and `places` with `span`s.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from rawi.lang import Reading
from rawi.mentions.place_features import features
from rawi.mentions.place_words import place_words
from rawi.mentions.places import resolved, telling
from rawi.records import Document, Span, overlap

PENALTY, RATE, STEPS, RARE = 0.5, 0.5, 3000, 3


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


def fit(data: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Weights by feature name."""
    counts = Counter(name for names, _ in data for name in names)
    names = sorted(name for name, n in counts.items() if n >= RARE)
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for i, (found, _) in enumerate(data):
        x[i, [at[name] for name in found if name in at]] = 1.0
    y = np.array([right for _, right in data], dtype=float)
    w = np.zeros(len(names))
    penalty = np.full(len(names), PENALTY)
    penalty[at["bias"]] = 0.0
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        w -= RATE * gradient / np.maximum(4.0, x.sum(axis=0) * 0.25 * 6)
    return {name: float(w[i]) for name, i in at.items()}


def main() -> None:
    """Command line: GOLD files. Writes the table to standard output."""
    data: dict[str, list[tuple[list[str], bool]]] = defaultdict(list)
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            for lang, names, right in samples(json.loads(line)):
                data[lang].append((names, right))
    tables = {lang: fit(data[lang]) for lang in ("fa", "ar", "en")}
    print("# Weights of the features of place_features, by language: feature\tfa\tar\ten. Made by training/places.py.")
    for name in sorted(set().union(*tables.values())):
        cells = [f"{tables[lang][name]:.2f}" if name in tables[lang] else "" for lang in ("fa", "ar", "en")]
        print("\t".join([name, *cells]))


if __name__ == "__main__":
    main()
