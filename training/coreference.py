"""Train the maps for coreference on the frozen encoder of a model, and put them into its folder.

Usage: python coreference.py ../models/attribution-0.1 [--gold ../../shared/eval] [--work work/coreference] [--epochs 11]

The encoder is run once over GUM, as the Rust reader runs it (whole numbers), and what it says of each word is kept in
`--work`; training reads only that. Nothing of the model's other heads changes.
"""

import argparse
import hashlib
import importlib.util
import json
import pickle
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

from corpora import coreference_split
from decode import Reading
from evidence import NAMED, NEAR, SAME, Words
from export import linear
from linker import BEFORE, BEHIND, BORDER, CONVOLUTIONS, HIDDEN, KINDS, LAYERS, PAIR, REACH, WIDTH, Linker
from reference import DIGITS, TEXTS
from runners import WholeRunner
from text import Vocabulary

FILE, REFERENCE = "coreference.safetensors", "coreference.json"
RATE, WARM = 1e-3, 200
LEARN_FROM_FOUND = 3  # epochs after which half of the documents are linked by the mentions found, not by those marked
# Added to the odds of a head and taken from the score of "none before": chosen on dev, where more mentions and links pay.
MORE_HEADS, MORE_LINKS = 0.7, 0.4
WEIGHTS = {"head": 3.0, "borders": 0.5, "kind": 0.3, "links": 1.0}


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--work", type=Path, default=Path("work/coreference"))
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--trained", type=Path, help="take these maps (linker.pt of a work folder) and train nothing")
    return parser.parse_args()


class LayersRunner:
    """Runs the model's encoder and gives the layers that are read, where a reading wants heads."""

    def __init__(self, folder):
        self.runner = WholeRunner(folder)

    def __call__(self, ids, features):
        layers = self.runner.layers(ids, features)
        return np.stack([layers[number - 1].numpy() for number in LAYERS], 1)


class Document:
    """A text as the maps see it: for each word the layers in its home, and its feature."""

    def __init__(self, text, vocabulary, runner):
        reading = Reading(text, vocabulary, runner)
        encoded = reading.encoded
        homes = zip(range(len(encoded)), reading.home)
        rows = [reading.outputs[home][reading.place(word, home)] for word, home in homes]
        self.text, self.encoded = text, encoded
        width = runner.runner.sizes["width"]
        self.states = np.array(rows, dtype=np.float16).reshape(-1, len(LAYERS), width)
        self.features = encoded.features[encoded.first[:-1]]
        self.words = Words(text, encoded)

    def mark(self, record):
        """What the corpus marks: `mentions` (head, first, last), `kinds` and `entities` of them, `clusters` of spans."""
        starts = {int(s): word for word, s in enumerate(self.encoded.start)}
        ends = {int(e): word for word, e in enumerate(self.encoded.end)}
        clusters = defaultdict(set)
        for m in record["mentions"]:
            clusters[m["id"]].add(tuple(m["span"]))
        by_head = {}
        for m in record["mentions"]:
            first, last = starts.get(m["span"][0]), ends.get(m["span"][1])
            if first is None or last is None:
                continue
            inside = [w for w in range(first, last + 1) if m["head"][0] <= self.encoded.start[w] < m["head"][1]]
            letters = [w for w in inside if self.words.written[w][0].isalnum()]
            head = (letters or inside or [first])[0]
            # Two mentions with one head: the one that has company, then the longer one.
            rank = (len(clusters[m["id"]]) > 1, last - first)
            if head not in by_head or rank > by_head[head][0]:
                by_head[head] = rank, first, last, m["id"], m["type"]
        numbers = {}
        heads = sorted(by_head)
        self.mentions = np.array([(h, *by_head[h][1:3]) for h in heads], dtype=np.int64).reshape(-1, 3)
        self.entities = np.array([numbers.setdefault(by_head[h][3], len(numbers)) for h in heads], dtype=np.int64)
        self.kinds = np.array([KINDS.index(by_head[h][4]) for h in heads], dtype=np.int64)
        self.clusters = [c for c in clusters.values() if len(c) > 1]
        self.evidence = self.gather(self.mentions)
        self.genre = record["genre"]

    def gather(self, found):
        """(mentions, forms, pairs ...) as tensors, for mentions that are marked or found."""
        mentions = self.words.mentions(found)
        forms = np.array([m.form for m in mentions], dtype=np.int64)
        return tuple(torch.from_numpy(x) for x in (np.asarray(found), forms, *self.words.pairs(mentions)))

    def spans(self, first, last):
        return zip(self.encoded.start[first].tolist(), self.encoded.end[last].tolist())


def documents(o):
    """(train, dev), read once and kept in `--work`."""
    digest = hashlib.sha256((o.model / "model.safetensors").read_bytes()).hexdigest()
    path = o.work / f"states-{digest[:12]}.pickle"
    if not path.exists():
        runner, vocabulary = LayersRunner(o.model), Vocabulary(o.model / "vocab.txt")
        parts = []
        for records in coreference_split(o.gold):
            parts.append([Document(record["text"], vocabulary, runner) for record in records])
            for document, record in zip(parts[-1], records):
                document.mark(record)
        with path.open("wb") as file:
            pickle.dump(parts, file)
    with path.open("rb") as file:
        return pickle.load(file)


def found_mentions(net, x):
    """Head, first and last word of each mention; of two with the same borders the likelier one."""
    with torch.no_grad():
        scores = net.head(x)
        odds = scores[:, 1] - scores[:, 0]
        heads = torch.nonzero(odds > 0)[:, 0]
        if not len(heads):
            return np.zeros((0, 3), dtype=np.int64)
        before, behind = net.borders(x, heads)
        first, last, odds = heads - before.argmax(1), heads + behind.argmax(1), odds[heads]
    best = {}
    for at, borders in enumerate(zip(first.tolist(), last.tolist())):
        if borders not in best or odds[at] > odds[best[borders]]:
            best[borders] = at
    keep = sorted(best.values())
    return torch.stack([heads, first, last], 1)[keep].numpy()


def antecedents(net, x, evidence):
    """For each mention the earlier one that is the same, or -1, and the probability of that."""
    found, forms, later, earlier, between, flags = evidence
    with torch.no_grad():
        pairs, none = net.links(x, found, forms, later, earlier, between, flags)
    total = torch.logaddexp(of_mentions(pairs, later, len(none)), none)
    chosen, best = np.full(len(none), -1), none.numpy().copy()
    for i, j, score in zip(later.tolist(), earlier.tolist(), pairs.tolist()):
        if score >= best[i]:
            chosen[i], best[i] = j, score
    return chosen, np.exp(best - total.numpy())


def of_mentions(scores, later, count):
    """Logarithm of the sum, over the pairs of each mention, of the exponentials of scores."""
    most = torch.full((count,), -1e9).scatter_reduce(0, later, scores.detach(), "amax")
    return torch.log(torch.zeros(count).scatter_add(0, later, torch.exp(scores - most[later])) + 1e-30) + most


def loss_of_links(net, x, evidence, entities):
    """The probability of all earlier mentions of the same entity together, or of none where there is none."""
    found, forms, later, earlier, between, flags = evidence
    pairs, none = net.links(x, found, forms, later, earlier, between, flags)
    entities = torch.from_numpy(entities)
    same = entities[later] == entities[earlier]
    has = torch.zeros(len(none), dtype=torch.bool).scatter_reduce(0, later, same, "amax")
    total = torch.logaddexp(of_mentions(pairs, later, len(none)), none)
    right = of_mentions(pairs.masked_fill(~same, -1e9), later, len(none))
    return (total - torch.where(has, right, none)).mean()


def losses(net, document, epoch):
    x = net.words(torch.from_numpy(document.states).float(), torch.from_numpy(document.features))
    mentions = torch.from_numpy(document.mentions)
    heads = mentions[:, 0]
    is_head = torch.zeros(len(x), dtype=torch.long).index_fill(0, heads, 1)
    before, behind = net.borders(x, heads)
    distance = (heads - mentions[:, 1]).clamp(max=BEFORE), (mentions[:, 2] - heads).clamp(max=BEHIND)
    evidence, entities = document.evidence, document.entities
    if epoch >= LEARN_FROM_FOUND and random.random() < 0.5:
        found = found_mentions(net, x)
        known = dict(zip(document.mentions[:, 0].tolist(), entities.tolist()))
        entities = np.array([known.get(head, -1 - at) for at, head in enumerate(found[:, 0].tolist())], dtype=np.int64)
        evidence = document.gather(found)
    return {
        "head": F.cross_entropy(net.head(net.dropout(x)), is_head),
        "borders": F.cross_entropy(before, distance[0]) + F.cross_entropy(behind, distance[1]),
        "kind": F.cross_entropy(net.kind(net.dropout(x[heads])), torch.from_numpy(document.kinds)),
        "links": loss_of_links(net, x, evidence, entities),
    }


def train(net, records, epochs):
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    steps = epochs * len(records)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / WARM) * max(0.0, 1 - s / steps))
    for epoch in range(epochs):
        began, seen = time.time(), defaultdict(float)
        random.shuffle(records)
        for document in records:
            parts = losses(net, document, epoch)
            optimiser.zero_grad()
            sum(WEIGHTS[name] * loss for name, loss in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            rate.step()
            for name, loss in parts.items():
                seen[name] += loss.item() / len(records)
        print(f"epoch {epoch + 1}", {n: round(v, 3) for n, v in seen.items()}, f"{time.time() - began:.0f} s", flush=True)


def evaluate(net, records, scorer):
    """CoNLL F1 without singletons, by the scorer of the gold data; also with the marked mentions, and by genre."""
    net.eval()
    results = defaultdict(lambda: ([], []))
    with torch.no_grad():
        for number, document in enumerate(records):
            x = net.words(torch.from_numpy(document.states).float(), torch.from_numpy(document.features))
            gold = [{(number, *span) for span in cluster} for cluster in document.clusters]
            for name, mentions in (("all", found_mentions(net, x)), ("marked mentions", document.mentions)):
                chosen, share = antecedents(net, x, document.gather(mentions))
                entity, clusters = list(range(len(chosen))), defaultdict(set)
                for at, span in enumerate(document.spans(mentions[:, 1], mentions[:, 2])):
                    entity[at] = entity[chosen[at]] if chosen[at] >= 0 else at
                    clusters[entity[at]].add((number, *span))
                found = [c for c in clusters.values() if len(c) > 1]
                for part in (name, document.genre) if name == "all" else (name,):
                    results[part][0].extend(gold)
                    results[part][1].extend(found)
    net.train()
    return {part: scorer.score(*both) for part, both in results.items()}


def embedded(weight, columns, table):
    return (weight[:, columns] @ table.T).T


def tables_of(net, states):
    """{name: array} for the Rust reader. What an embedding adds to a pair is worked out for each of its rows."""
    w = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    tables = {}
    peaks = np.max([np.abs(s).max(0) for s in states], 0).astype(np.float32)
    flat = np.ones
    for number, layer in enumerate(LAYERS):
        columns = slice(number * peaks.shape[1], (number + 1) * peaks.shape[1])
        bias = w["taps.bias"] if number == 0 else np.zeros_like(w["taps.bias"])
        linear(tables, f"tap{layer}", w["taps.weight"][:, columns], bias, peaks[number])
    tables |= {"feature.weight": w["feature.weight"], "words.weight": w["norm.weight"], "words.bias": w["norm.bias"]}
    for number in range(CONVOLUTIONS):
        name, kernel = f"convolution{number}", w[f"convolutions.{number}.weight"]
        weight = kernel.transpose(0, 2, 1).reshape(WIDTH, -1)  # neighbour by neighbour
        linear(tables, name, weight, w[f"convolutions.{number}.bias"], flat(weight.shape[1]))
        tables |= {f"{name}.norm.{part}": w[f"norms.{number}.{part}"] for part in ("weight", "bias")}
    parts = ("head", "kind", "query", "first", "last")
    weight, bias = (np.concatenate([w[f"{part}.{kind}"] for part in parts]) for kind in ("weight", "bias"))
    linear(tables, "word", weight, bias, flat(WIDTH))
    linear(tables, "mention", w["mention.weight"], w["mention.bias"], flat(3 * WIDTH))
    pair = w["pair.weight"]
    linear(tables, "pair", pair[:, :PAIR], w["pair.bias"], flat(PAIR))
    none = w["none.weight"]
    tables |= {
        "before.bias": w["before"],
        "behind.bias": w["behind"],
        "forms.weight": embedded(pair, slice(PAIR, PAIR + 32), w["forms.weight"]),
        "mentions.weight": embedded(pair, slice(PAIR + 32, PAIR + 48), w["mentions_between.weight"]),
        "sentences.weight": embedded(pair, slice(PAIR + 48, PAIR + 64), w["sentences_between.weight"]),
        "flags.weight": pair[:, PAIR + 64 :].T,
        "out.weight": w["out.weight"][0],
        "none.query": none[:, :PAIR],
        "none.form": embedded(none, slice(PAIR, None), w["form.weight"]) + w["none.bias"],
        "none.out": w["none_out.weight"][0],
        "none.bias": w["none_out.bias"] - w["out.bias"],
    }
    return {name: np.ascontiguousarray(t if t.dtype == np.int8 else t.astype(np.float32)) for name, t in tables.items()}


def export(net, folder, states, scores):
    save_file(tables_of(net, states), folder / FILE)
    manifest = json.loads((folder / "manifest.json").read_text())
    content = (folder / FILE).read_bytes()
    manifest["files"][FILE] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["coreference"] = {
        "layers": list(LAYERS),
        "width": WIDTH,
        "convolutions": CONVOLUTIONS,
        "reach": REACH,
        "kinds": list(KINDS),
        "border": BORDER,
        "before": BEFORE,
        "behind": BEHIND,
        "pair": PAIR,
        "hidden": HIDDEN,
        "pronouns": NAMED,
        "near": NEAR,
        "same": SAME,
        "encoder": manifest["files"]["model.safetensors"]["sha256"],
        "scores": scores,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def reference(net, o):
    """Mentions of fixed texts, by which the Rust reader tests itself; the maps in real numbers."""
    runner, vocabulary, cases = LayersRunner(o.model), Vocabulary(o.model / "vocab.txt"), []
    net.eval()
    for text in TEXTS:
        document, mentions = Document(text, vocabulary, runner), []
        if len(document.encoded):
            with torch.no_grad():
                x = net.words(torch.from_numpy(document.states).float(), torch.from_numpy(document.features))
                found = found_mentions(net, x)
                chosen, share = antecedents(net, x, document.gather(found))
                kinds = net.kind(x[found[:, 0]]).argmax(1).tolist()
            for row, kind, other, p in zip(found.tolist(), kinds, chosen.tolist(), share.tolist()):
                mentions.append([*row, kind, None if other < 0 else other, round(p, DIGITS)])
        cases.append({"text": text, "mentions": mentions})
    (o.model / REFERENCE).write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    o = options()
    o.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    spec = importlib.util.spec_from_file_location("scorer", o.gold / "coreference/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    records, dev = documents(o)
    net = Linker(records[0].states.shape[2])
    if o.trained:
        net.load_state_dict(torch.load(o.trained, weights_only=True))
    else:
        train(net, records, o.epochs)
        torch.save(net.state_dict(), o.work / "linker.pt")
    with torch.no_grad():
        net.head.bias[1] += MORE_HEADS
        net.none_out.bias -= MORE_LINKS
    scores = {part: score["CoNLL"] for part, score in evaluate(net, dev, scorer).items()}
    print(json.dumps(scores))
    export(net, o.model, [d.states for d in records], scores)
    reference(net, o)


if __name__ == "__main__":
    main()
