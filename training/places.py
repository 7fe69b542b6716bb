"""Fit the weights of `rawi.mentions.place_features` to annotated documents.

    python training/places.py GOLD.jsonl… > src/rawi/mentions/place_weights.tsv

Logistic regression with an L2 penalty, full-batch gradient descent: the same documents give the same
weights. GOLD rows hold `id`, `lang`, `text` and `places` with `span`s.
"""

import json
import sys
import tomllib
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
