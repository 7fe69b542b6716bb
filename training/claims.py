"""Train the ranker of event triggers on annotated documents and write its weights.

    python training/claims.py TRAIN.jsonl [TRAIN.jsonl …] --own training/claims_texts --marks training/claims_marks
        --moods training/moods_texts
        --texts RAW.jsonl.gz [RAW.jsonl.gz …] --out src/rawi/claims/weights.json [--dev DEV.jsonl …] [--fold 5]

`--own` adds documents of our own invention (their notation is told in claims_texts/en.txt), `--marks` our marks upon
documents of the files `--texts`, kept as places without their text (see claims_marks.py), `--moods` sentences of our
own from which only the status is learnt; each counts twice.

The examples are pairs of a candidate and a type it may have; the label says whether an annotator marked it so. The
model is a logistic regression with an L2 penalty, fitted by full-batch gradient descent from zero: no randomness, the
same documents give the same file. Features that name the candidate's own word and mode are given twice the strength of
the rest, single neighbouring words half. Only features seen in three documents or more are kept, so no text of a
document can be read from the weights. A second, small model weighs each candidate's likeliest type among the other
candidates of its document; it learns from what the first says of documents that were kept from it. Needs numpy.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from claims_marks import marked_rows

from goldread import document
from rawi.attribution import attributions
from rawi.claims.choose import Standing, among
from rawi.claims.features import Surroundings
from rawi.claims.kinds import options, pair
from rawi.claims.mood import STATUSES
from rawi.claims.status import Moods
from rawi.claims.triggers import triggers
from rawi.lang import Reading
from rawi.mentions.actors import actors
from rawi.mentions.counts import counts
from rawi.mentions.places import places
from rawi.mentions.times import times


def iou(a, b):
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / ((a[1] - a[0]) + (b[1] - b[0]) - inter) if inter else 0.0


class Example:
    def __init__(self, doc, trigger, span, kind, mode, standing, features, label, lang, status=None, mood=()):
        self.doc, self.trigger, self.span, self.kind, self.mode = doc, trigger, span, kind, mode
        self.status, self.mood = status, mood
        self.standing, self.features, self.label, self.lang = standing, features, label, lang


def rows_of(path):
    """The annotated documents of a JSONL file, or of a folder of our own texts."""
    path = Path(path)
    if path.is_dir():
        return [row for file in sorted(path.glob("*.txt")) for row in own_rows(file)]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples(rows):
    """All pairs of some annotated documents, and the annotated events by document."""
    out, gold = [], {}
    for row in rows:
        reading = Reading(document(row))
        when = times(reading)
        many = counts(reading, when)
        where = places(reading)
        said = attributions(reading, when, actors(reading))
        found = [t for i in range(len(reading.sentences)) for t in triggers(reading, i)]
        around = Surroundings(reading, found, when, many, where, said)
        moods = Moods(around, when)
        events = [e for e in row["events"] if e["trigger"]]
        gold[row["id"]] = (row["lang"], events)
        for n, trigger in enumerate(found):
            span = around.spans[n]
            marked = [e for e in events if iou(span, e["trigger"]) > 0.2]
            lang = reading.sentences[trigger.sentence].lang
            for kind, mode, standing in options(trigger):
                same = [e for e in marked if e["type"] == kind]
                features = pair(trigger, around.base[n], kind, mode, standing, lang)
                mood, status = [], None
                if same:
                    plain, status = moods.features(n, kind), same[0]["status"]
                    mood = [*plain, *(f"{lang}|{f}" for f in plain)]
                    moods.tell(n, kind, status)
                known = row["id"], (row["id"], n), span, kind, mode, standing, features, bool(same), lang
                out.append(Example(*known, status, mood))
    return out, gold


def vocabulary(train, least=3):
    docs = {}
    for e in train:
        for f in e.features:
            docs.setdefault(f, set()).add(e.doc)
    return {f: i for i, f in enumerate(sorted(f for f, d in docs.items() if len(d) >= least))}


# Every protest is wanted, and few documents tell of one: a lower bar than for the rest.
CUTS = {"PROTEST": 0.2}

_JOIN = re.compile(r"(?:[a-z]{2}\|)?(?:[A-Z0]+&)?")


def strength(feature):
    """How strongly a feature speaks before training: the value it has where it is present."""
    name = _JOIN.sub("", feature, count=1)
    if name.startswith("w"):
        return 0.5
    return 2.0 if name.startswith(("mode=", "form=")) else 1.0


_OWN = re.compile(r"\[\[([A-Z]+)(!?) ?(?:(!?)(happened|ongoing|planned|called_for|hypothetical|attempted) )?(.*?)\]\]")


def own_rows(path):
    """The documents of one file of our own, as rows like those of an annotated set."""
    out = []
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        marked = "\n".join(line for line in block.split("\n") if not line.startswith("#")).strip()
        text, events, at = "", [], 0
        for m in _OWN.finditer(marked):
            text += marked[at : m.start()]
            start, at = len(text), m.end()
            text += m.group(5)
            told = "negated" if m.group(2) or m.group(3) else "affirmed"
            status = m.group(4) or "happened"
            events.append({"trigger": [start, len(text)], "type": m.group(1), "status": status, "polarity": told})
        if marked:
            text += marked[at:]
            name = f"{path.parent.stem}-{path.stem}-{number}"
            out.append({"id": name, "lang": path.stem, "text": text, "events": events})
    return out


def matrix(data, vocab):
    rows, cols = [], []
    for i, e in enumerate(data):
        for f in set(e.features):
            j = vocab.get(f)
            if j is not None:
                rows.append(i)
                cols.append(j)
    return np.array(rows), np.array(cols)


def fit(train, vocab, l2, steps=200):
    rows, cols = matrix(train, vocab)
    force = np.array([strength(f) for f in vocab])
    scale = force[cols]
    y = np.array([e.label for e in train], dtype=float)
    n, k = len(train), len(vocab)
    w, m, v = np.zeros(k), np.zeros(k), np.zeros(k)
    for step in range(1, steps + 1):
        z = np.bincount(rows, w[cols] * scale, n)
        p = 1 / (1 + np.exp(-z))
        g = np.bincount(cols, (p - y)[rows] * scale, k) + l2 * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.05 * (1 - step / steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w * force


def fit_status(train, l2=4.0, least=3, steps=300):
    """Multinomial logistic regression of the status; returns {status: {feature: weight}}."""
    docs = Counter(f for e in train for f in set(e.mood))
    vocab = {f: i for i, f in enumerate(sorted(f for f, c in docs.items() if c >= least))}
    rows, cols = [], []
    for i, e in enumerate(train):
        for f in set(e.mood):
            if f in vocab:
                rows.append(i)
                cols.append(vocab[f])
    rows, cols = np.array(rows), np.array(cols)
    n, k, c = len(train), len(vocab), len(STATUSES)
    y = np.zeros((n, c))
    for i, e in enumerate(train):
        y[i, STATUSES.index(e.status)] = 1
    w, m, v = np.zeros((k, c)), np.zeros((k, c)), np.zeros((k, c))
    for step in range(1, steps + 1):
        z = np.stack([np.bincount(rows, w[cols, j], n) for j in range(c)], axis=1)
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        off = (p - y)[rows]
        g = np.stack([np.bincount(cols, off[:, j], k) for j in range(c)], axis=1) + l2 * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.05 * (1 - step / steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {
        s: {f: round(float(w[i, j]), 4) for f, i in vocab.items() if abs(w[i, j]) >= 0.01}
        for j, s in enumerate(STATUSES)
    }


def best_status(model, e):
    known = set(e.mood)
    scores = {s: sum(w.get(f, 0.0) for f in known) for s, w in model.items()}
    return max(scores, key=scores.get)


def status_accuracy(model, data):
    by = {}
    for e in data:
        if e.label:
            by.setdefault(e.lang, []).append(best_status(model, e) == e.status)
    return " ".join(f"{lang} {sum(v) / len(v):.3f} (n={len(v)})" for lang, v in sorted(by.items()))


def predict(data, vocab, w):
    rows, cols = matrix(data, vocab)
    return 1 / (1 + np.exp(-np.bincount(rows, w[cols], len(data))))


def standings(data, p):
    """The candidates of each document with their likeliest type, as the second look wants them, and their examples."""
    best = {}
    for e, q in zip(data, p, strict=True):
        if e.kind != "OTHER":
            best.setdefault(e.trigger, []).append((q, e.kind, e.mode, e))
    by_doc = {}
    for (doc, _), found in sorted(best.items(), key=lambda item: item[0]):
        found.sort(key=lambda f: f[:3], reverse=True)
        q, kind, mode, e = found[0]
        second = found[1][0] if len(found) > 1 else 0.0
        row = Standing(float(q), float(second), kind, mode, e.span, e.lang, "title" in e.features)
        by_doc.setdefault(doc, []).append((row, e))
    out = []
    for found in by_doc.values():
        out += zip(among([row for row, _ in found]), [e for _, e in found], strict=True)
    return out


def fit_among(looked, l2=10.0, steps=600):
    """Weights of the second look."""
    names = sorted({name for numbers, _ in looked for name in numbers})
    x = np.array([[numbers.get(name, 0.0) for name in names] for numbers, _ in looked])
    y = np.array([e.label for _, e in looked], dtype=float)
    mean, spread = x.mean(0), x.std(0)
    bias = names.index("bias")
    mean[bias], spread[bias] = 0.0, 1.0
    spread[spread == 0] = 1.0
    z = (x - mean) / spread
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    force = np.full(len(names), l2)
    force[bias] = 0.0
    for step in range(1, steps + 1):
        g = z.T @ (1 / (1 + np.exp(-(z @ w))) - y) + force * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.05 * (1 - step / steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    plain = w / spread
    plain[bias] -= float((w * mean / spread).sum())
    return {name: float(weight) for name, weight in zip(names, plain, strict=True)}


def held_out(data, extra, a, folds=4):
    """What the first model says of each example when its document is kept from it."""
    docs, p = sorted({e.doc for e in data}), np.zeros(len(data))
    for k in range(folds):
        held = set(docs[k::folds])
        tr = [e for e in data if e.doc not in held] + extra
        index = [i for i, e in enumerate(data) if e.doc in held]
        vocab = vocabulary(tr, a.least)
        p[index] = predict([data[i] for i in index], vocab, fit(tr, vocab, a.l2))
    return p


def choose(looked, weights, cut):
    """(doc, span, kind, chance) kept by the second look."""
    out = []
    for numbers, e in looked:
        q = 1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in numbers.items())))
        if q >= min(cut, CUTS.get(e.kind, cut)):
            out.append((e.doc, e.span, e.kind, q))
    return out


def f1(kept, gold, lang=None):
    hit = total = 0
    n = 0
    by = {}
    for doc, span, kind, _ in kept:
        by.setdefault(doc, []).append((span, kind))
    for doc, (dl, events) in gold.items():
        if lang and dl != lang:
            continue
        want = [e for e in events if e["type"] != "OTHER"]
        have = list(by.get(doc, []))
        total += len(want)
        n += len(have)
        for e in want:
            ok = [(iou(s, e["trigger"]), s, k) for s, k in have if k == e["type"] and iou(s, e["trigger"]) > 0.2]
            if ok:
                _, s, k = max(ok)
                have.remove((s, k))
                hit += 1
    return 2 * hit / (n + total) if n + total else 0.0, hit / max(1, n), hit / max(1, total)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("train", nargs="+")
    ap.add_argument("--own", help="folder of documents of our own")
    ap.add_argument("--moods", help="folder of texts of our own for the status alone")
    ap.add_argument("--marks", help="folder of our marks upon the documents of --texts")
    ap.add_argument("--texts", nargs="*", default=[])
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--out")
    ap.add_argument("--fold", type=int, default=0)
    ap.add_argument("--l2", type=float, default=30.0)
    ap.add_argument("--cut", type=float, default=0.34)
    ap.add_argument("--other", type=float, default=0.4)
    ap.add_argument("--version", default="1")
    ap.add_argument("--least", type=int, default=3)
    a = ap.parse_args()
    data, gold = examples([row for path in a.train for row in rows_of(path)])
    own = examples(rows_of(a.own))[0] if a.own else []
    moods = 2 * [e for e in examples(rows_of(a.moods))[0] if e.label] if a.moods else []
    more = examples(marked_rows(Path(a.marks), [Path(t) for t in a.texts]))[0] if a.marks else []
    cuts = (0.22, 0.25, 0.28, 0.31, 0.34)
    if a.fold:
        docs = sorted(gold)
        looked, right = [], []
        for k in range(a.fold):
            held = set(docs[k :: a.fold])
            tr = [e for e in data if e.doc not in held] + more
            test = [e for e in data if e.doc in held]
            second = fit_among(standings(tr, held_out(tr, own, a)))
            vocab = vocabulary(tr + own, a.least)
            for numbers, e in standings(test, predict(test, vocab, fit(tr + own, vocab, a.l2))):
                looked.append(({"bias": sum(second[name] * value for name, value in numbers.items())}, e))
            status = fit_status([e for e in tr + own + moods if e.label])
            right += [(e.lang, best_status(status, e) == e.status) for e in test if e.label]
        for cut in cuts:
            kept = choose(looked, {"bias": 1.0}, cut)
            for lang in ("fa", "ar", "en", None):
                print("cv", cut, lang or "all", "/".join(f"{x:.3f}" for x in f1(kept, gold, lang)))
        for lang in ("fa", "ar", "en"):
            here = [ok for at, ok in right if at == lang]
            print("cv status", lang, round(sum(here) / len(here), 3))
    second = fit_among(standings(data + more, held_out(data + more, own, a)))
    data += own + more
    vocab = vocabulary(data, a.least)
    w = fit(data, vocab, a.l2)
    status = fit_status([e for e in data + moods if e.label])
    for path in a.dev:
        e, g = examples(rows_of(path))
        looked = standings(e, predict(e, vocab, w))
        for cut in cuts:
            print(Path(path).stem, cut, "/".join(f"{x:.3f}" for x in f1(choose(looked, second, cut), g)))
        print(Path(path).stem, "status", status_accuracy(status, e))
    if a.out:
        weights = {
            "version": a.version,
            "cut": round(float(np.log(a.cut / (1 - a.cut))), 3),
            "cuts": {kind: round(float(np.log(cut / (1 - cut))), 3) for kind, cut in CUTS.items()},
            "other": a.other,
            "most": 8,
            "types": {f: round(float(w[i]), 3) for f, i in vocab.items() if abs(w[i]) >= 0.01},
            "among": {name: round(weight, 4) for name, weight in second.items()},
            "status": status,
        }
        text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
        Path(a.out).write_text(text + "\n", encoding="utf-8")
        print("kept", len(weights["types"]), "of", len(vocab))


if __name__ == "__main__":
    main()
