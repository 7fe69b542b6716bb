"""Fit the weights of `rawi.mentions.place_features` to annotated documents.

    python training/places.py GOLD.jsonl… > src/rawi/mentions/place_weights.tsv

Logistic regression with an L2 penalty, full-batch gradient descent: the same documents give the same
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

LANGS = ("fa", "ar", "en")
FIRMLY = 30.0
SHARED, OWN, STEPS, RARE = 2.0, 3.0, 1500, 3

# What the weights are drawn to where the documents say little: our judgement of the guidelines, the same for all languages.
BELIEF = {
    "bias": -1.5, "kind:C": -0.5, "kind:P": 0.5, "kind:D": -0.5, "kind:S": 1.0, "kind:R": 0.8,
    "size:0:near": -1.0, "size:1:near": -0.3, "size:2:near": 0.5, "size:3:near": 1.2, "size:4:near": 2.0,
    "size:0:far": -2.5, "size:1:far": -2.0, "size:2:far": -0.7, "size:3:far": 0.5, "size:4:far": 1.5,
    "size:listed:near": 0.7, "size:listed:far": 0.3, "unlikely:word": -3.0, "unlikely:name": -3.0, "unlikely:name:in": 2.0, "before:event": 1.2, "near:event:C": 0.8, "near:event:N": 0.5, "long": 1.0, "standing:1": -0.5, "standing:2": -2.0,
    "before:in": 2.0, "before:from": 1.5, "before:to": 0.7, "before:between": 1.0, "before:type": 2.0,
    "before:office": 2.0, "before:people": 1.5, "before:side": 1.8, "before:org": -1.5, "before:government": -0.8,
    "before:media": -2.0, "before:title": -2.5, "before:function": -0.2, "before:none": -0.3,
    "before:government:C": -1.2, "before:government:K": -1.2, "before:none:K": -0.6, "after:acts:K": -1.2, "first:K": -0.6,
    "before:office:C": -3.0, "before:people:C": 1.0, "type:N": 0.5, "type:C": 0.5, "after:after": 1.5, "after:after:C": 1.0,
    "after:after_office:C": -1.0, "before:none:C": -0.8, "after:acts:C": -1.2, "first:C": -1.0, "holds": 2.5, "held": 2.0,
    "listed:N": 0.8, "listed:C": 0.4, "said": 1.0, "hyphen": -1.5, "capital-before": -2.0, "capital-after": -1.5,
    "initial-before": -1.5, "dateline:N": 1.5, "dateline:C": 2.0, "dateline:K": 1.0, "tail": -0.3,
}  # fmt: skip
# Beliefs that the documents at hand hold too few cases to test, and are not to overturn.
FIRM = {
    "before:people:C": 3.0, "before:from:C": 1.6, "before:side:C": 1.5, "before:type:C": 1.5, "before:to:C": 0.6,
    "before:event:C": 1.2, "near:event:C": 1.2, "after:after:C": 1.8, "listed:C": -0.2, "holds": 3.5, "kind:C": -0.6,
    "size:3:far": 0.5, "size:4:far": 1.6,
}  # fmt: skip
BELIEF |= FIRM


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


def fit(data: dict[str, list[tuple[list[str], bool]]]) -> dict[str, dict[str, float]]:
    """Weights by language and feature: a part that all languages share, and what each needs beside it.

    What one language's texts are too few to show («مردم عراق») it takes from the others.
    """
    rows = [(lang, names, right) for lang in LANGS for names, right in data[lang]]
    counts = Counter(name for _, names, _ in rows for name in names)
    shared = sorted(name for name, n in counts.items() if n >= RARE)
    own = sorted({(lang, name) for lang, names, _ in rows for name in names if counts[name] >= RARE})
    at: dict[object, int] = {key: i for i, key in enumerate([*shared, *own])}
    x = np.zeros((len(rows), len(at)))
    for i, (lang, names, _) in enumerate(rows):
        for name in names:
            if name in at:
                x[i, at[name]] = x[i, at[lang, name]] = 1.0
    y = np.array([right for _, _, right in rows], dtype=float)
    penalty = np.array(
        [FIRMLY if name in FIRM else SHARED for name in shared] + [FIRMLY if name in FIRM else OWN for _, name in own]
    )
    belief = np.array([BELIEF.get(name, 0.0) for name in shared] + [0.0] * len(own))
    w = belief.copy()
    step = 1.0 / (4.0 + 3.0 * penalty + x.sum(axis=0) * 6.0)
    momentum = np.zeros(len(at))
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * (w - belief)
        momentum = 0.9 * momentum - step * gradient
        w += momentum
    found = {name: belief for name, belief in BELIEF.items() if name not in at}
    return {
        lang: found | {name: float(w[at[name]] + (w[at[lang, name]] if (lang, name) in at else 0.0)) for name in shared}
        for lang in LANGS
    }


def main() -> None:
    """Command line: GOLD files. Writes the table to standard output."""
    data: dict[str, list[tuple[list[str], bool]]] = defaultdict(list)
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            for lang, names, right in samples(json.loads(line)):
                data[lang].append((names, right))
    tables = fit(data)
    print("# Weights of the features of place_features, by language: feature\tfa\tar\ten. Made by training/places.py.")
    for name in sorted({name for table in tables.values() for name in table}):
        cells = [f"{tables[lang][name]:.2f}" if name in tables[lang] else "" for lang in LANGS]
        print("\t".join([name, *cells]))


if __name__ == "__main__":
    main()
