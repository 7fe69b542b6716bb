"""Train the choice of who did it and to whom on annotated documents, and write its weights.

    python training/parties.py TRAIN.jsonl [TRAIN.jsonl …] --out src/rawi/claims/parties.json
        [--own training/parties_texts] [--frames training/parties_texts/frames.toml] [--dev DEV.jsonl …] [--fold 5]

`--own` adds sentences of our own invention (their notation is told in parties_texts/en.txt), each a document;
`--frames` the frames of the three languages with phrases of our own in their places, which count for less (`--heed`).

An example is an annotated event with the phrases of its sentence; the model is a softmax over these phrases and over
naming nobody, one for the actor and one for the recipient, with an L2 penalty, fitted by full-batch gradient descent
from zero: no randomness, the same documents give the same file. Only features seen in three documents or more are
kept, so no text of a document can be read from the weights. Needs numpy.
"""

import argparse
import json
import random
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from goldread import document
from rawi.claims.arguments import clause
from rawi.claims.kinds import options
from rawi.claims.parties import Act, absent, best, candidates, shown
from rawi.claims.setting import Settings
from rawi.claims.triggers import triggers
from rawi.lang import Reading
from rawi.pipeline import read

ROLES = ("actor", "recipient")
# By so much the choice leans to naming somebody rather than nobody (by cross-validation).
LEAN = 0.5


def iou(a, b):
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / ((a[1] - a[0]) + (b[1] - b[0]) - inter) if inter else 0.0


class Example:
    """One event: `rows` are the features of nobody and of each phrase, `spans` theirs; `right` the row of each role."""

    def __init__(self, doc, lang, rows, found, spans, gold):
        self.heed = 1.0
        self.doc, self.lang, self.rows, self.found, self.spans, self.gold = doc, lang, rows, found, spans, gold
        self.right = {}
        for role in ROLES:
            row = 0
            if gold[role] is not None:
                scored = [(iou(span, gold[role]), -n) for n, span in enumerate(spans, 1)]
                top, at = max(scored, default=(0.0, 0))
                row = -at if top >= 0.5 else -1
            self.right[role] = row


def own_rows(folder):
    """The sentences of our own texts, as rows like those of an annotated set."""
    for file in sorted(Path(folder).glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            if not line.startswith("#") and line.strip():
                yield own_row(line, file.stem, f"own-{file.stem}-{number}")


FRAME_TIMES = 8


def framed_rows(file):
    """Each frame of a file with phrases of its lists, drawn in a fixed order, so many times over."""
    for lang, lists in tomllib.loads(Path(file).read_text(encoding="utf-8")).items():
        draw = random.Random(lang)
        for number, frame in enumerate(lists["frames"]):
            for time in range(FRAME_TIMES):
                line = re.sub(r"\{([a-z]+)\}", lambda m, lists=lists, draw=draw: draw.choice(lists[m[1]]), frame)
                lead, tail = draw.choice(lists["lead"]), draw.choice(lists["tail"])
                line = re.sub(r" {2,}", " ", f"{lead}{line.strip()}{tail}").replace(" .", ".").replace(" ,", ",")
                yield own_row(line, lang, f"frame-{lang}-{number}-{time}")


def own_row(line, lang, name):
    text, event, at = "", {"actor": None, "recipient": None}, 0
    for m in re.finditer(r"\{([A-Z]+) ([^}]*)\}|<([^>]*)>|\[([^\]]*)\]", line):
        text += line[at : m.start()]
        words = m[2] or m[3] or m[4]
        if not text and lang == "en":
            words = words[:1].upper() + words[1:]
        span = [len(text), len(text) + len(words)]
        text, at = text + words, m.end()
        event["trigger" if m[1] else "actor" if m[3] else "recipient"] = span
        if m[1]:
            event["type"] = m[1]
    return {"id": name, "lang": lang, "text": text + line[at:], "events": [event]}


def rows_of(path):
    if Path(path).is_dir():
        return list(own_rows(path))
    if Path(path).suffix == ".toml":
        return list(framed_rows(path))
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def examples(path):
    out = []
    for row in rows_of(path):
        reading, record = Reading(document(row)), read(document(row))
        found = [t for i in range(len(reading.sentences)) for t in triggers(reading, i)]
        settings = Settings(
            reading, record.times, record.counts, record.places, record.actors, record.attributions, found
        )
        for event in row["events"]:
            if not event["trigger"]:
                continue
            near = [(iou(reading.span((t.start, t.end)), event["trigger"]), -n) for n, t in enumerate(found)]
            top, at = max(near, default=(0.0, 0))
            if top <= 0.2:
                continue
            trigger = found[-at]
            kinds = options(trigger)
            _, mode, _ = next((o for o in kinds if o[0] == event["type"]), kinds[0])
            here = settings[trigger.sentence]
            act = Act(trigger, event["type"], mode, clause(reading, trigger))
            phrases = candidates(reading, trigger, here)
            rows = [list(absent(reading, act)), *shown(reading, act, here, phrases)]
            spans = [reading.span((p.start, p.end)) for p in phrases]
            gold = {role: tuple(event[role]) if event.get(role) else None for role in ROLES}
            out.append(Example(row["id"], row["lang"], rows, phrases, spans, gold))
    return out


def vocabulary(data, least=3):
    docs = defaultdict(set)
    for e in data:
        for row in e.rows:
            for f in row:
                docs[f].add(e.doc)
    return {f: i for i, f in enumerate(sorted(f for f, d in docs.items() if len(d) >= least))}


WORDY = ("|first=", "|last=", "|before=", "|after=", "|ends=")


def fit(data, role, vocab, l2, steps=250):
    data = [e for e in data if e.right[role] >= 0]
    rows, cols, group, target = [], [], [], []
    n = 0
    for g, e in enumerate(data):
        for k, row in enumerate(e.rows):
            for f in set(row):
                if f in vocab:
                    rows.append(n)
                    cols.append(vocab[f])
            group.append(g)
            target.append(float(k == e.right[role]))
            n += 1
    rows, cols, group, target = map(np.array, (rows, cols, group, target))
    heed = np.array([e.heed for e in data])[group]
    force = np.array([0.5 if any(w in f for w in WORDY) else 1.0 for f in vocab])
    scale = force[cols]
    k = len(vocab)
    w, m, v = np.zeros(k), np.zeros(k), np.zeros(k)
    starts = np.searchsorted(group, np.arange(len(data)))
    for step in range(1, steps + 1):
        z = np.bincount(rows, w[cols] * scale, n)
        z = np.exp(z - np.maximum.reduceat(z, starts)[group])
        p = z / np.add.reduceat(z, starts)[group]
        g = np.bincount(cols, ((p - target) * heed)[rows] * scale, k) + l2 * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.05 * (1 - step / steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    w = w * force
    w[vocab["none"]] -= LEAN
    return {f: round(float(w[i]), 3) for f, i in vocab.items() if abs(w[i]) >= 0.02}


def chosen(model, e):
    scores = [[sum(model[role].get(f, 0.0) for f in row) for row in e.rows] for role in ROLES]
    return dict(zip(ROLES, best(scores[0], scores[1], e.found), strict=True))


def figures(model_of, data):
    tally = defaultdict(lambda: [0, 0, 0])
    for e in data:
        picked = chosen(model_of(e), e)
        for role in ROLES:
            t = tally[e.lang, role]
            t[1] += e.gold[role] is not None
            t[2] += picked[role] > 0
            if picked[role] and e.gold[role] is not None:
                t[0] += iou(e.spans[picked[role] - 1], e.gold[role]) >= 0.5
    for (lang, role), (hit, gold, made) in sorted(tally.items()):
        f1, right, found = 2 * hit / max(1, gold + made), hit / max(1, made), hit / max(1, gold)
        print(f"  {lang} {role}: F1 {f1:.3f} (P {right:.3f} R {found:.3f}, {gold})")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("train", nargs="+")
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--own", help="folder of sentences of our own")
    ap.add_argument("--frames", help="file of frames of our own, put together with phrases")
    ap.add_argument(
        "--heed", type=float, default=0.3, help="what an example of a frame counts for, beside an annotated one"
    )
    ap.add_argument("--out")
    ap.add_argument("--fold", type=int, default=0)
    ap.add_argument("--l2", type=float, nargs="*", default=[2.0])
    ap.add_argument("--version", default="1")
    a = ap.parse_args()
    data = [e for path in a.train for e in examples(path)]
    own = examples(a.own) if a.own else []
    framed = examples(a.frames) if a.frames else []
    for e in framed:
        e.heed = a.heed
    print(
        "examples",
        len(data),
        "own",
        len(own),
        "of frames",
        len(framed),
        "with both",
        sum(min(e.right.values()) >= 0 for e in framed),
    )
    own += framed
    dev = [e for path in a.dev for e in examples(path)]
    for l2 in a.l2:
        print("l2", l2)
        if a.fold:
            docs = sorted({e.doc for e in data})
            fold = {d: i % a.fold for i, d in enumerate(docs)}
            models = []
            for k in range(a.fold):
                tr = [e for e in data if fold[e.doc] != k] + own
                vocab = vocabulary(tr)
                models.append({role: fit(tr, role, vocab, l2) for role in ROLES})
            figures(lambda e, models=models, fold=fold: models[fold[e.doc]], data)
        data = data + own
        vocab = vocabulary(data)
        model = {role: fit(data, role, vocab, l2) for role in ROLES}
        if dev:
            print(" dev")
            figures(lambda e, model=model: model, dev)
    if a.out:
        names = sorted(set().union(*(model[role] for role in ROLES)))
        table = {f: [model[role].get(f, 0.0) for role in ROLES] for f in names}
        text = json.dumps({"version": a.version, "features": table}, ensure_ascii=False, separators=(",", ":"))
        Path(a.out).write_text(text + "\n", encoding="utf-8")
        print("kept", len(table), "of", len(vocab))


if __name__ == "__main__":
    main()
