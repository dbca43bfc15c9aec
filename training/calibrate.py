"""Fit the confidence of attributions. Usage: python calibrate.py ../models/attribution-0.1 [--gold ../../shared/eval]

A logistic regression from the decoder's evidence to "an annotator has this attribution" (content and source right by
the scorer), on PolNeAR dev and the 30 held-out reports of train; the threshold is chosen on the held-out reports alone.
Writes coefficients and threshold into the manifest and prints the error of calibration for each form of content and
the scores by threshold, all from ten-fold cross-validation over reports.
"""

import argparse
import importlib.util
import json
from pathlib import Path

import numpy as np

from corpora import attribution_splits
from decode import Reading, attributions, in_code_points
from runners import WholeRunner
from text import Vocabulary

FOLDS = 10
THRESHOLDS = tuple(k / 100 for k in range(20, 52, 2))


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    return parser.parse_args()


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("attribution_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def right(scorer, record, predicted):
    """For each predicted attribution whether the scorer finds content and source right; and the number of gold ones."""
    document = scorer.Doc(record["text"])
    gold = [scorer.Att(document, a) for a in record["attributions"]]
    found = [scorer.Att(document, a) for a in predicted]
    pairs = [
        (-scorer.jac(g.X, p.X), -scorer.jac(g.C, p.C), -scorer.jac(g.S, p.S), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(found)
        if scorer.jac(g.X, p.X) >= 0.5
    ]
    by_gold, by_found = {}, {}
    for *_, i, j in sorted(pairs):
        if i not in by_gold and j not in by_found:
            by_gold[i], by_found[j] = j, i
    correct = [j in by_found and scorer.src_ok(document, gold[by_found[j]], found[j]) for j in range(len(found))]
    return correct, len(gold)


def fit(x, y, ridge=1.0):
    """Coefficients (constant first) for unscaled x, by Newton's method on standardised columns."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.c_[np.ones(len(x)), (x - mean) / spread]
    penalty = ridge * np.diag([0.0] + [1.0] * x.shape[1])
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + penalty, z.T @ (p - y) + penalty @ w)
    slopes = w[1:] / spread
    return np.r_[w[0] - slopes @ mean, slopes]


def predict(w, x):
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


def calibration_error(p, y, bins=10):
    """Expected calibration error: the mean gap between confidence and share right, over ten bins."""
    bin_of = (p * bins).astype(int).clip(max=bins - 1)
    return sum(abs(p[bin_of == b].sum() - y[bin_of == b].sum()) for b in range(bins)) / len(y)


def main():
    o = options()
    scorer = load_scorer(o.gold / "attribution/score.py")
    vocabulary, runner = Vocabulary(o.model / "vocab.txt"), WholeRunner(o.model)
    _, heldout, dev = attribution_splits(o.gold)
    rows, y, document, gold = [], [], [], 0
    for number, record in enumerate([*heldout, *dev]):
        reading = Reading(record["text"], vocabulary, runner)
        found = attributions(reading)
        correct, count = right(scorer, record, [in_code_points(reading, a) for a in found])
        rows += [a["evidence"] for a in found]
        y += correct
        document += [number] * len(found)
        gold += count if number < len(heldout) else 0
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    y, document = np.array(y, dtype=float), np.array(document)
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        test = document % FOLDS == fold
        p[test] = predict(fit(x[~test], y[~test]), x[test])
    chooses = document < len(heldout)
    scores = {t: 2 * y[chooses & (p >= t)].sum() / ((chooses & (p >= t)).sum() + gold) for t in THRESHOLDS}
    # Less than a tenth of a point says nothing: of thresholds as good as each other the lowest, which finds most.
    threshold = max(THRESHOLDS, key=lambda t: round(scores[t], 3))
    print("e2e F1 of the held-out reports by threshold:", ", ".join(f"{t} {100 * f:.1f}" for t, f in scores.items()))
    quoted, mixed, has_source = (x[:, names.index(name)] for name in ("quoted", "mixed", "has_source"))
    forms = {
        "all": has_source >= 0,
        "direct": (quoted > 0) & (mixed == 0),
        "mixed": mixed == 1,
        "indirect": quoted == 0,
        "without source": has_source == 0,
    }
    for form, rows_of in forms.items():
        kept = rows_of & (p >= threshold)
        error = calibration_error(p[kept], y[kept])
        print(f"{form}: {kept.sum()} attributions, {y[kept].mean():.3f} right, calibration error {error:.3f}")
    path = o.model / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["confidence"] = {
        "threshold": threshold,
        "coefficients": {name: round(float(value), 6) for name, value in zip(["constant", *names], fit(x, y))},
    }
    path.write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
