"""Train the reader of pairs and put it into a folder of its own.

Usage: python pairs.py ../models/pairs-0.1 [--reading ../models/attribution-0.1] [--gold ../../shared/eval] [--work work/pairs] [--folds]

First the project's own sentences and the marked reports, then plv and gsr. The table of word pieces is that of the reading model, as it is.
"""

import argparse
import hashlib
import importlib.util
import json
import random
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

import standoff
from corpora import read
from export import array, layer_tables, linear, norm
from ngrams import Ngrams, masked
from pairnet import KINDS, PIECES, Example, PairNet, collate, fit, kinds_of, predict, seeded
from pairread import NGRAMS, WEIGHTS, PairReader
from plover import SUITES, YIELD, Sentence, Told, groups, marked, public, renamed, set_aside
from prepare import backbone
from text import Vocabulary

SEED = 1
EPOCHS, RATE, HEAD_RATE = 3, 1e-4, 1e-3  # on sentences of ours and of reports
OF_A_TYPE, LONGEST, REPORTED = 220, 320, 0.7  # events of a type from the reports; characters of a sentence; their weight
ONE_SIDED = 0.5  # share of our events with one side alone
PUBLIC_EPOCHS, PUBLIC_RATE, PUBLIC_HEAD_RATE = 6, 8e-5, 8e-4  # then on the public sentences
KEPT, RENAMED, LESS = 300, 0.5, 0.5  # of our sentences then; share with other names; weight of ours and of gsr
SHARE = 0.7  # of the linear model's logarithms that is added
TEMPERATURE = 1.88  # what the sum is divided by; fitted on the folds
FOLDS = 4
MEASURED = 300  # sentences whose activations are measured
VERSION = "0.1.0"
REFERENCE = "reference.json"
DIGITS = 4
# Invented; [text, words of the sources, words of the targets].
TEXTS = [
    ["Norvasse shelled the border town of Hollin on Friday.", ["Norvasse"], ["the border town of Hollin"]],
    ["The prime minister of Ostravia met envoys of Dalmerra and Kess in Hollin.", ["The prime minister of Ostravia"], ["Dalmerra", "Kess"]],
    ["Dalmerra, which had denied the raid, agreed to pay the farmers.", ["Dalmerra"], ["the farmers"]],
    ["“Leave the valley,” the rebels’ spokesman told Ostravia’s army, 12 of whose men they hold.", ["the rebels"], ["Ostravia"]],
    ["SANCTIONS ON KESS: OSTRAVIA BANS ITS GRAIN", ["OSTRAVIA"], ["KESS"]],
    ["Thousands marched against the governor.", ["Thousands"], []],
    ["Señora Muñoz-Ångström’s party praised\nDalmerra’s aid.", ["Señora Muñoz-Ångström’s party"], ["Dalmerra"]],
]


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--reading", type=Path, default=Path("../models/attribution-0.1"))
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--work", type=Path, default=Path("work/pairs"))
    parser.add_argument("--sentences", type=Path, default=Path("sentences"))
    parser.add_argument("--folds", action="store_true", help="only measure on grouped folds of the part that is trained on")
    return parser.parse_args()


class Data:
    def __init__(self, gold, sentences):
        self.vocabulary = Vocabulary(backbone() / "vocab.txt")
        self.gold, self.sentences = gold, sentences
        self.plv, self.gsr = public(gold, "plv"), public(gold, "gsr")
        self.group = groups([s for suite in SUITES for s in public(gold, suite)])
        self.aside = set_aside(gold)
        self.marked = standoff.load(gold)
        self.triggers = {}
        for s in self.marked:
            if s.id.startswith("plv-"):
                self.triggers.setdefault(s.text, []).extend((e.types[0], e.triggers[:1]) for e in s.events)

    def example(self, text, event, weight):
        return Example(text, event.sources, event.targets, kinds_of(event.types), (event.triggers or ())[:1], weight, self.vocabulary)

    def own(self, rng, weight=1.0):
        """Events of the project's own sentences, with names drawn by `rng`."""
        return [
            self.example(s.text, e, weight)
            for s in marked(self.sentences, rng)
            for e in s.events
            if e.sources and e.targets or (e.sources or e.targets) and rng.random() < ONE_SIDED
        ]

    def reports(self, rng):
        """Events of marked reports with both sides, so many of each type."""
        found = {}
        for s in self.marked:
            if not s.id.startswith(("plv-", "gsr-")):
                for e in s.events:
                    if e.sources and e.targets and len(s.text) < LONGEST:
                        found.setdefault(e.types[0], []).append((s, e))
        for told in found.values():
            rng.shuffle(told)
        return [self.example(s.text, e, REPORTED) for kind in sorted(found) for s, e in found[kind][:OF_A_TYPE]]

    def publicly(self, sentences, rng, renaming, weight=1.0):
        """The pairs of public sentences; `renaming`: the share with other names."""
        found = []
        for s in sentences:
            for e in s.events:
                if not e.types or not (e.sources or e.targets):
                    continue
                known = [span for kind, spans in self.triggers.get(s.text, ()) if kind in e.types for span in spans]
                one = Sentence(s.id, s.text, [Told(e.types, e.sources, e.targets, e.triggers or known or None)])
                if rng is not None and rng.random() < renaming:
                    one = renamed(one, rng)
                found.append(self.example(one.text, one.events[0], weight))
        return found

    def folds(self, sentences):
        """The fold of each sentence; groups of near-copies stay together."""
        rng, by = random.Random(7), {}
        for s in sentences:
            by.setdefault(self.group[s.id], []).append(s.id)
        order = sorted(by, key=lambda g: (-len(by[g]), g))
        large, small = ([g for g in order if (len(by[g]) > 3) == much] for much in (True, False))
        rng.shuffle(small)
        fold, sizes = {}, [0] * FOLDS
        for g in large + small:
            least = sizes.index(min(sizes))
            fold |= dict.fromkeys(by[g], least)
            sizes[least] += len(by[g])
        return [fold[s.id] for s in sentences]


def begin(data, words, path):
    """The network after our sentences and the reports; kept in a file."""
    rng = seeded(SEED)
    net = PairNet(words)
    if path.exists():
        net.load_state_dict(torch.load(path, weights_only=True))
        return net

    def make(epoch):
        drawn = random.Random(100 * SEED + epoch)
        return data.own(drawn) + data.reports(drawn)

    fit(net, make, EPOCHS, RATE, HEAD_RATE, rng, data.vocabulary)
    torch.save(net.state_dict(), path)
    return net


def learn(data, words, start, sentences, held, path=None):
    """Goes on from `start` with sentences of plv, those of gsr of no held group, and a few of ours; kept in a file."""
    seeded(SEED)
    net, rng = PairNet(words), random.Random(31 * SEED)
    if path and path.exists():
        net.load_state_dict(torch.load(path, weights_only=True))
        return net
    net.load_state_dict(start)
    gsr = [s for s in data.gsr if data.group[s.id] not in held]

    def make(epoch):
        drawn = random.Random(1000 * SEED + epoch)
        own = data.own(drawn, LESS)
        drawn.shuffle(own)
        found = data.publicly(sentences, drawn, RENAMED if epoch else 0)
        return found + data.publicly(gsr, drawn, RENAMED, LESS) + own[:KEPT]

    fit(net, make, PUBLIC_EPOCHS, PUBLIC_RATE, PUBLIC_HEAD_RATE, rng, data.vocabulary)
    if path:
        torch.save(net.state_dict(), path)
    return net


def right_kinds(gold):
    """{id: number of the kind that the scorer counts}"""
    kinds = {r["id"]: r["events"][0]["plover"] for r in read(gold / "events/plv.jsonl")}
    return {name: KINDS.index("YIELD" if kind in YIELD else kind) for name, kind in kinds.items()}


def masked_texts(sentences):
    return [masked(s.text, s.events[0].sources, s.events[0].targets) for s in sentences]


def ngrams_of(sentences, kinds):
    return Ngrams(masked_texts(sentences), [kinds[s.id] for s in sentences], len(KINDS))


def normal(scores):
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def score(gold, sentences, shares):
    spec = importlib.util.spec_from_file_location("scorer", gold / "events/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    wanted = {s.id for s in sentences}
    records = [r for r in read(gold / "events/plv.jsonl") if r["id"] in wanted]
    found = {s.id: KINDS[int(row.argmax())] for s, row in zip(sentences, shares)}
    return scorer.pair(records, [{"id": r["id"], "events": [{"plover": found[r["id"]]}]} for r in records], True)


def measure_folds(data, words, start):
    """Scores, and the temperature, on the sentences that are trained on, each read by what has not seen its group."""
    sentences = [s for s in data.plv if s.id not in data.aside]
    kinds, fold = right_kinds(data.gold), data.folds(sentences)
    net_scores, run_scores = (np.zeros((len(sentences), len(KINDS))) for _ in range(2))
    aside = {data.group[name] for name in data.aside}
    for number in range(FOLDS):
        train = [s for s, f in zip(sentences, fold) if f != number]
        held = [i for i, f in enumerate(fold) if f == number]
        mine = [sentences[i] for i in held]
        net = learn(data, words, start, train, aside | {data.group[s.id] for s in mine})
        net_scores[held] = predict(net, data.publicly(mine, None, 0), data.vocabulary)
        run_scores[held] = ngrams_of(train, kinds)(masked_texts(mine))
    both = net_scores + SHARE * run_scores
    for name, scores in (("reader", net_scores), ("runs", run_scores), ("both", both)):
        print(name, {k: v for k, v in score(data.gold, sentences, scores).items() if k in ("type_accuracy", "type_macroF1")})
    truth = np.array([kinds[s.id] for s in sentences])
    temperatures = np.linspace(0.5, 3, 126)
    losses = [-normal(both / t)[np.arange(len(truth)), truth].mean() for t in temperatures]
    print(f"temperature {temperatures[int(np.argmin(losses))]:.2f}")


def peaks_of(net, examples, vocabulary):
    """{name of a linear map: largest absolute value of each channel of its input}."""
    found, hooks = {}, []

    def watch(module, name):
        def keep(_, inputs, __):
            highest = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, 0.0), highest)

        hooks.append(module.register_forward_hook(keep))

    for number, layer in enumerate(net.body.layers):
        for part in ("projection", "output", "inner", "outer"):
            watch(getattr(layer, part), f"layer{number}.{part}")
    watch(net.kind, "heads")
    watch(net.pool, "pool")
    net.eval()
    with torch.no_grad():
        for example in examples:
            for hidden in (False, True):
                net(*collate([example], [hidden], vocabulary)[0])
    for hook in hooks:
        hook.remove()
    return found


def tables_of(net, peaks):
    tables = {
        "position.weight": array(net.body.position.weight)[: PIECES + 1],
        "feature.weight": array(net.body.feature_table()),
        "marks": array(net.marks),
        "role": array(net.role),
    }
    norm(tables, "embedded", net.body.embedding_norm)
    for number, layer in enumerate(net.body.layers):
        layer_tables(tables, f"layer{number}", layer, peaks)
    heads = [(array(part.weight), array(part.bias)) for part in (net.trigger, net.kind)]
    linear(tables, "heads", *(np.concatenate(parts) for parts in zip(*heads)), peaks["heads"])
    linear(tables, "pool", array(net.pool.weight), array(net.pool.bias), peaks["pool"])
    return {name: np.ascontiguousarray(table) for name, table in tables.items()}


def export(net, ngrams, data, o):
    o.model.mkdir(parents=True, exist_ok=True)
    measured = [s for s in data.plv if s.id not in data.aside][:MEASURED]
    peaks = peaks_of(net, data.publicly(measured, None, 0), data.vocabulary)
    save_file(tables_of(net, peaks), o.model / WEIGHTS)
    save_file(ngrams.tables(), o.model / NGRAMS)
    sizes = json.loads((o.reading / "manifest.json").read_text(encoding="utf-8"))

    def file(name):
        content = (o.model / name).read_bytes()
        return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}

    manifest = {
        "name": "pairs",
        "version": VERSION,
        "format": 1,
        "licence": sizes["licence"],
        "files": {name: file(name) for name in (WEIGHTS, NGRAMS)},
        "words": sizes["files"]["model.safetensors"]["sha256"],
        "encoder": sizes["encoder"] | {"pieces": PIECES + 1},
        "kinds": KINDS,
        "share": SHARE,
        "temperature": TEMPERATURE,
    }
    (o.model / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def reference(reader, path):
    """What the artefact says of fixed texts."""
    cases = []
    for text, *sides in TEXTS:
        spans = [[[text.index(words), text.index(words) + len(words)] for words in side] for side in sides]
        cases.append({"text": text, "sources": spans[0], "targets": spans[1], **reader.told(text, *spans, DIGITS)})
    path.write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    o = options()
    o.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # sums in one order
    tables = load_file(o.reading / "model.safetensors")
    words = torch.from_numpy(tables["word.weight"].astype(np.float32) * tables["word.scale"][:, None])
    data = Data(o.gold, o.sentences)
    start = begin(data, words, o.work / "begun.pt").state_dict()
    if o.folds:
        measure_folds(data, words, start)
        return
    train = [s for s in data.plv if s.id not in data.aside]
    net = learn(data, words, start, train, {data.group[name] for name in data.aside}, o.work / "pairs.pt")
    ngrams = ngrams_of(train, right_kinds(o.gold))
    export(net, ngrams, data, o)
    reader = PairReader(o.model, o.reading)
    reference(reader, o.model / REFERENCE)
    aside = [s for s in data.plv if s.id in data.aside]
    floats = predict(net, data.publicly(aside, None, 0), data.vocabulary) + SHARE * ngrams(masked_texts(aside))
    whole = np.array([reader.scores(s.text, s.events[0].sources, s.events[0].targets) for s in aside])
    for name, scores in (("floats", floats), ("artefact", whole)):
        print(name, {k: v for k, v in score(o.gold, aside, scores).items() if k in ("type_accuracy", "type_macroF1", "quad_accuracy")})


if __name__ == "__main__":
    main()
