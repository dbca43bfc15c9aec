"""Train the model that says whether two events of different reports are one, and write it into the crate.

Usage: python events_across.py PAIRS [--gold ../../shared/eval] [--out ../crates/rapporteur-event/data/pairs.tsv]

PAIRS is what the example `event_pairs` of rapporteur-eval prints for ecbplus_train: the evidence is gathered by the crate that
uses the model, so that there is no second version of it. The trees are those of scikit-learn. Five-fold
cross-validation over the topics prints precision and recall of the pairs; the threshold of the grouping was chosen by it.
"""

import argparse
import json
import lzma
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

FOLDS = 5
SETTINGS = dict(max_iter=100, learning_rate=0.08, max_leaf_nodes=10, min_samples_leaf=80, l2_regularization=5.0, max_bins=63)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--out", type=Path, default=Path("../crates/rapporteur-event/data/pairs.tsv"))
    return parser.parse_args()


def read(path):
    """(names of the evidence, pairs of mentions, whether they are one, evidence)"""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = np.array([[float(field) for field in line.split("\t")] for line in lines[1:]], dtype=np.float32)
    return lines[0].split("\t")[3:], rows[:, :2].astype(int), rows[:, 2] > 0, rows[:, 3:]


def topics(gold):
    """The topic of each mention that is scored, in the order in which the crate numbers them."""
    with lzma.open(gold / "crossdoc/ecbplus_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [int(r["topic"]) for r in records for m in r["mentions"] if m["kind"] == "event" and m["selected"]]


def trained(evidence, same):
    return HistGradientBoostingClassifier(**SETTINGS, early_stopping=False, random_state=0).fit(evidence, same)


def rows(model, names):
    """The trees, a node a line: the nodes up to the threshold follow their parent, the others stand `behind` lines on."""
    yield "# base, value; split, number of the evidence, threshold, lines to the node above it; leaf, value"
    yield "# Learned by training/events_across.py on the train part of ECB+; evidence: " + ", ".join(names)
    yield f"base\t{float(model._baseline_prediction.item()):.6g}"

    def subtree(nodes, at):
        node = nodes[at]
        if node["is_leaf"]:
            return [f"leaf\t{node['value']:.5g}"]
        below, above = subtree(nodes, node["left"]), subtree(nodes, node["right"])
        return [f"split\t{node['feature_idx']}\t{node['num_threshold']:.7g}\t{len(below) + 1}", *below, *above]

    for (tree,) in model._predictors:
        yield "tree"
        yield from subtree(tree.nodes, 0)


def main():
    o = options()
    names, pairs, same, evidence = read(o.pairs)
    topic = np.array(topics(o.gold))[pairs[:, 0]]
    order = sorted(set(topic))
    fold = np.array([order.index(t) % FOLDS for t in topic])
    likely = np.zeros(len(same))
    for number in range(FOLDS):
        model = trained(evidence[fold != number], same[fold != number])
        likely[fold == number] = model.predict_proba(evidence[fold == number])[:, 1]
    for threshold in (0.3, 0.4, 0.5):
        said = likely >= threshold
        right = (said & same).sum()
        print(f"{threshold}: precision {right / said.sum():.3f}, recall {right / same.sum():.3f}")
    o.out.write_text("\n".join(rows(trained(evidence, same), names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
