"""Train the head of the careful reader, which weighs event candidates by an encoder's states, and write its weights.

    python training/encoder/events.py MODEL TRAIN.jsonl [TRAIN.jsonl …] --own training/claims_texts
        --marks training/claims_marks --texts RAW.jsonl.gz [RAW.jsonl.gz …] [--dev DEV.jsonl …] [--fold 5]
        --out src/rawi/claims/careful.npz --version 1

MODEL is the model file that `rawi encoder` makes. The other files are those of training/claims.py; the ranker is fitted
anew with the documents kept from it that the head then learns from, so that the head meets the ranker's numbers as it
will on documents that neither has seen. The encoder is frozen: each sentence is encoded once. The head is a logistic
regression with an L2 penalty on the ranker's numbers, on the states, and on 48 principal components of the states for
each type and language; all of it is linear and is written as one row of weights for each. Fitted from zero without
randomness: the same documents and model file give the same head. See MODEL_CARD.md. Needs numpy and scipy.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
sys.path.insert(0, str(Path(__file__).parents[1]))
from claims_marks import marked_rows

import claims as ranker
from goldread import document
from rawi.claims.careful import candidate_states
from rawi.claims.choose import NUMBERS
from rawi.claims.triggers import triggers
from rawi.encoder import Encoder
from rawi.lang import Reading

PARTS, COMPONENTS, LANGS = 3, 48, ("fa", "ar", "en")
L2 = {"numbers": 10.0, "states": 5.0, "own": 5.0}


class Rows:
    """Candidates with the ranker's numbers, their states, type, language, document, and whether they were marked."""

    def __init__(self, looked, states):
        self.looked = looked
        self.numbers = np.array([[x.get(name, 0.0) for name in NUMBERS] for x, _ in looked])
        self.states = np.array([states[e.trigger] for _, e in looked])
        self.label = np.array([float(e.label) for _, e in looked])
        self.kind, self.lang = [e.kind for _, e in looked], [e.lang for _, e in looked]

    def some(self, chosen):
        """Those at some places."""
        out = Rows.__new__(Rows)
        out.looked = [self.looked[i] for i in chosen]
        out.numbers, out.states, out.label = self.numbers[chosen], self.states[chosen], self.label[chosen]
        out.kind, out.lang = [self.kind[i] for i in chosen], [self.lang[i] for i in chosen]
        return out


def states_of(rows, encoder):
    """(document, candidate) → states, as the reader will see them."""
    out = {}
    for row in rows:
        reading = Reading(document(row))
        found = [t for i in range(len(reading.sentences)) for t in triggers(reading, i)]
        pairs = [(trigger, reading.span((trigger.start, trigger.end))) for trigger in found]
        for n, states in enumerate(candidate_states(encoder, reading, pairs)):
            out[row["id"], n] = states
    return out


def scaling(values):
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread < 1e-5] = 1.0
    return mean, spread


def fit(rows, kinds):
    """The head: a dict of arrays as `careful.npz` holds them, but for its name, source and cut."""
    hidden = rows.states.shape[1] // PARTS
    middle, spread = scaling(rows.states)
    mean, wide = scaling(rows.numbers)
    flat = (rows.states - middle) / spread
    _, _, turn = np.linalg.svd(flat[::2, : 2 * hidden], full_matrices=False)
    turn = turn[:COMPONENTS].T / (np.sqrt(2 * hidden) / 3)
    own = [*kinds, *LANGS]
    parts = np.hstack([flat[:, : 2 * hidden] @ turn, np.ones((len(flat), 1))])
    each = np.zeros((len(flat), len(own) * (COMPONENTS + 1)))
    for i, names in enumerate(zip(rows.kind, rows.lang, strict=True)):
        for name in names:
            if name in own:
                at = own.index(name) * (COMPONENTS + 1)
                each[i, at : at + COMPONENTS + 1] = parts[i]
    scale = np.sqrt(hidden)
    x = np.hstack([(rows.numbers - mean) / wide, flat / scale, each, np.ones((len(flat), 1))]).astype(np.float32)
    sizes = (len(mean), flat.shape[1], each.shape[1])
    penalty = np.concatenate([np.full(n, l2) for n, l2 in zip(sizes, L2.values(), strict=True)] + [[1e-3]])

    def loss(w):
        z = x @ w.astype(np.float32)
        p = 1 / (1 + np.exp(-z))
        value = float((np.logaddexp(0, z) - rows.label * z).sum() + 0.5 * (penalty * w * w).sum())
        return value, (x.T @ (p - rows.label).astype(np.float32)).astype(float) + penalty * w

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    first, second = sizes[0], sizes[0] + sizes[1]
    numbers = w[:first] / wide
    shared = w[first:second] / scale / spread
    rest = w[second:-1].reshape(len(own), COMPONENTS + 1)
    table = rest[:, :-1] @ turn.T / spread[: 2 * hidden]
    table = np.hstack([table, (rest[:, -1] - table @ middle[: 2 * hidden])[:, None]])
    constant = w[-1] - numbers @ mean - shared @ middle
    return {
        "names": np.array(NUMBERS),
        "numbers": numbers,
        "shared": np.append(shared, constant),
        "kinds": np.array(kinds),
        "by_kind": table[: len(kinds)],
        "langs": np.array(LANGS),
        "by_lang": table[len(kinds) :],
    }


def chances(rows, made):
    """What a head says of some rows."""
    z = rows.numbers @ made["numbers"] + rows.states @ made["shared"][:-1] + made["shared"][-1]
    for names, table, of in (("kinds", "by_kind", rows.kind), ("langs", "by_lang", rows.lang)):
        known = list(made[names])
        for i, name in enumerate(of):
            if name in known:
                own = made[table][known.index(name)]
                z[i] += own[:-1] @ rows.states[i, : len(own) - 1] + own[-1]
    return 1 / (1 + np.exp(-z))


def kept(rows, p, cut):
    return [
        (e.doc, e.span, e.kind, q)
        for (_, e), q in zip(rows.looked, p, strict=True)
        if q >= min(cut, ranker.CUTS.get(e.kind, cut))
    ]


def plain(rows, second):
    """What the ranker's own second look says of some rows."""
    z = [sum(second.get(name, 0.0) * value for name, value in numbers.items()) for numbers, _ in rows.looked]
    return 1 / (1 + np.exp(-np.array(z)))


def told(name, rows, p, gold, cuts):
    for cut in cuts:
        found = kept(rows, p, cut)
        figures = " ".join(f"{lang or 'all'} {ranker.f1(found, gold, lang)[0]:.3f}" for lang in (None, *LANGS))
        print(f"{name:14} cut {cut:.2f}  {figures}", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=Path)
    ap.add_argument("train", nargs="+")
    ap.add_argument("--own")
    ap.add_argument("--marks")
    ap.add_argument("--texts", nargs="*", default=[])
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--fold", type=int, default=0)
    ap.add_argument("--cut", type=float, default=0.31)
    ap.add_argument("--l2", type=float, default=30.0, help="of the ranker")
    ap.add_argument("--least", type=int, default=3, help="of the ranker")
    ap.add_argument("--version", default="1")
    ap.add_argument("--out")
    a = ap.parse_args()
    encoder = Encoder(a.model)
    rows = [row for path in a.train for row in ranker.rows_of(path)]
    more = marked_rows(Path(a.marks), [Path(t) for t in a.texts]) if a.marks else []
    own = ranker.examples(ranker.rows_of(a.own))[0] if a.own else []
    data, gold = ranker.examples(rows)
    marked = ranker.examples(more)[0] if more else []
    found = Rows(
        ranker.standings(data + marked, ranker.held_out(data + marked, own, a, folds=5)),
        states_of([*rows, *more], encoder),
    )
    kinds = sorted(set(found.kind))
    print(len(found.looked), "candidates,", int(found.label.sum()), "marked", flush=True)
    cuts = (0.28, 0.31, 0.34, 0.37)
    if a.fold:
        names = sorted(gold)
        fold = {name: i % a.fold for i, name in enumerate(names)}
        fold |= {name: i % a.fold for i, name in enumerate(sorted({e.doc for _, e in found.looked} - set(gold)))}
        place = np.array([fold[e.doc] for _, e in found.looked])
        p, q = np.zeros(len(place)), np.zeros(len(place))
        for k in range(a.fold):
            rest, held = found.some(np.flatnonzero(place != k)), np.flatnonzero(place == k)
            p[held] = chances(found.some(held), fit(rest, kinds))
            q[held] = plain(found.some(held), ranker.fit_among(rest.looked))
        ours = np.array([i for i, (_, e) in enumerate(found.looked) if e.doc in gold])
        told("cv rules", found.some(ours), q[ours], gold, cuts)
        told("cv careful", found.some(ours), p[ours], gold, cuts)
    made = fit(found, kinds)
    if a.dev:
        other = [row for path in a.dev for row in ranker.rows_of(path)]
        looked, wanted = ranker.examples(other)
        everything = data + own + marked
        vocab = ranker.vocabulary(everything, a.least)
        first = ranker.predict(looked, vocab, ranker.fit(everything, vocab, a.l2))
        unseen = Rows(ranker.standings(looked, first), states_of(other, encoder))
        told("dev rules", unseen, plain(unseen, ranker.fit_among(found.looked)), wanted, cuts)
        told("dev careful", unseen, chances(unseen, made), wanted, cuts)
    if a.out:
        arrays = {name: v.astype(np.float32) if v.dtype.kind == "f" else v for name, v in made.items()}
        source = str(encoder.about["source_sha256"])
        np.savez_compressed(a.out, version=np.array(a.version), source=np.array(source), cut=np.array(a.cut), **arrays)


if __name__ == "__main__":
    main()
