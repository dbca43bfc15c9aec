"""Train all heads together. Usage: python train.py --out work/run [--epochs 6] ... ; started again, it goes on.

A step is one batch of attribution windows and one of entity windows. A checkpoint is written after each epoch.
"""

import argparse
import json
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from corpora import NO_SOURCE
from heads import ACTORS, ATTRIBUTION, CONTENT_TO_CUE, CUE_TO_SOURCE, IGNORE, NAMES
from model import from_backbone
from prepare import HEADED, ORIGINAL, RENAMED, backbone
from text import DIGIT, LOWER, MARK, SHAPES, UPPER, WINDOW, Vocabulary, windows

ATTRIBUTION_HEADS = (ATTRIBUTION, CONTENT_TO_CUE, CUE_TO_SOURCE)
ENTITY_HEADS = (NAMES, ACTORS)
OVERLAP = 24  # word pieces that two windows of one report share in training
REPEATS = {"worldwide": 1, "wikigold": 2, "crossner": 6, "re3d": 4}
SORTED = 160  # windows that are sorted by length together
WARM_UP = 0.4  # epochs
MASKED = 0.05  # share of pieces replaced by [MASK]
FROM_BACKBONE = ("word.", "position.", "layers.", "embedding_norm.")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("work"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--cooldown", type=float, default=2.5, help="epochs at the end in which the rate falls to 0")
    parser.add_argument("--batch", type=int, default=16, help="attribution windows in a step")
    parser.add_argument("--entity-pieces", type=int, default=1500, help="word pieces of entity windows in a step")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument(
        "--restyle", type=float, default=0.4, help="share of reports that are read in another style (augment.py)"
    )
    parser.add_argument(
        "--styles",
        nargs="+",
        default=["headed", "headed", "straight", "straight", "curly", "single", "apostrophe", "none"],
    )
    parser.add_argument("--rename", type=float, default=0.4, help="share of reports that are read with other names")
    parser.add_argument("--rename-entities", type=float, default=0.2, help="the same for texts with entities")
    parser.add_argument("--recase", type=float, default=0.06, help="share of windows in lower or upper case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="one thread each")
    parser.add_argument("--part", type=int, default=1000, help="word pieces that a worker takes at a time")
    return parser.parse_args()


def recased(features, rng):
    """The features as if the window were written in lower case (mostly) or in capitals."""
    shape = features % SHAPES
    target = LOWER if rng.random() < 0.7 else UPPER
    return features - shape + np.where((shape == MARK) | (shape == DIGIT), shape, target)


class Batches:
    """Batches of attribution windows and of entity windows; without attribution texts (prepare.py --open) of the latter only."""

    def __init__(self, work, o, vocabulary):
        with (work / "train.pickle").open("rb") as file:
            data = pickle.load(file)
        self.attribution, self.entities = data["attribution"], data["entities"]
        self.o, self.vocabulary = o, vocabulary

    def window(self, labelled, a, b, rng):
        """The arrays of the words a .. b, with [CLS] and [SEP]."""
        v, e = self.vocabulary, labelled.encoded
        lo, hi = e.first[a], e.first[b]
        ids, features = e.ids[lo:hi].copy(), e.features[lo:hi]
        ids[rng.random(len(ids)) < MASKED] = v.mask
        if rng.random() < self.o.recase:
            features = recased(features, rng)
        ids = np.concatenate([[v.cls], ids, [v.sep]])
        features = np.concatenate([[MARK], features, [MARK]])
        places = e.first[a:b] - lo + 1  # of the words' first pieces
        return ids, features, places

    def attribution_window(self, labelled, a, b, rng):
        ids, features, places = self.window(labelled, a, b, rng)
        tags, cue, source = (np.full(len(ids), IGNORE) for _ in range(3))
        tags[places] = labelled.attribution[a:b]
        for column, target in ((labelled.cue, cue), (labelled.source, source)):
            word = column[a:b]
            inside = (word >= a) & (word < b)
            target[places[inside]] = places[word[inside] - a]
            target[places[word == NO_SOURCE]] = 0
        return {
            "ids": ids,
            "features": features,
            ATTRIBUTION.name: tags,
            CONTENT_TO_CUE.name: cue,
            CUE_TO_SOURCE.name: source,
        }

    def entity_window(self, labelled, a, b, rng):
        ids, features, places = self.window(labelled, a, b, rng)
        item = {"ids": ids, "features": features}
        for head in ENTITY_HEADS:
            allowed = np.ones((len(ids), len(head.labels)), dtype=bool)
            if head.name in labelled.tags:
                allowed[places] = labelled.tags[head.name][a:b]
            item[head.name] = allowed
        return item

    def epoch_windows(self, rng):
        chosen = []
        for i in range(len(self.attribution[ORIGINAL])):
            style = rng.choice(self.o.styles) if rng.random() < self.o.restyle else ORIGINAL
            if style in (ORIGINAL, HEADED) and rng.random() < self.o.rename:
                style = f"{style}-{rng.integers(RENAMED)}"
            labelled = self.attribution[style][i]
            offset = int(rng.integers(WINDOW // 2, WINDOW + 1))
            chosen += [(labelled, a, b) for a, b in windows(labelled.encoded.first, WINDOW, WINDOW - OVERLAP, offset)]
        return chosen

    def heads(self):
        return (*ATTRIBUTION_HEADS, *ENTITY_HEADS) if self.attribution else ENTITY_HEADS

    def steps(self, epoch):
        if not self.attribution:
            return sum(1 for _ in self.entity_pass(np.random.default_rng([self.o.seed, epoch, 1])))
        return len(self.epoch_windows(np.random.default_rng([self.o.seed, epoch]))) // self.o.batch

    def attribution_epoch(self, epoch):
        if not self.attribution:
            return
        rng = np.random.default_rng([self.o.seed, epoch])
        chosen = self.epoch_windows(rng)
        order = rng.permutation(len(chosen))
        size = self.o.batch
        for k in range(0, len(order) - size + 1, size):
            yield [self.attribution_window(*chosen[i], rng) for i in order[k : k + size]]

    def entity_stream(self, epoch):
        """Batches without end; windows of like length stand together, so that little is padding."""
        rng = np.random.default_rng([self.o.seed, epoch, 1])
        while True:
            yield from self.entity_pass(rng)

    def entity_pass(self, rng):
        chosen = []
        for corpus, (texts, renamed) in self.entities.items():
            for pair in zip(texts, renamed):
                for _ in range(REPEATS[corpus]):
                    labelled = pair[int(rng.random() < self.o.rename_entities)]
                    offset = int(rng.integers(WINDOW // 2, WINDOW + 1))
                    chosen += [
                        (labelled, a, b) for a, b in windows(labelled.encoded.first, WINDOW, WINDOW - OVERLAP, offset)
                    ]
        pieces = np.array([labelled.encoded.first[b] - labelled.encoded.first[a] for labelled, a, b in chosen])
        order = rng.permutation(len(chosen))
        for k in range(0, len(order), SORTED):
            block = sorted(order[k : k + SORTED], key=lambda i: pieces[i])
            group_of = np.cumsum(pieces[block]) // self.o.entity_pieces
            for group in rng.permutation(np.unique(group_of)):
                members = [i for i, g in zip(block, group_of) if g == group]
                yield [self.entity_window(*chosen[i], rng) for i in members]


def collate(items, pad):
    longest = max(len(item["ids"]) for item in items)
    fill = {"ids": pad, "features": MARK, NAMES.name: True, ACTORS.name: True}
    batch = {}
    for key in items[0]:
        rows = []
        for item in items:
            missing = [(0, longest - len(item[key]))] + [(0, 0)] * (item[key].ndim - 1)
            rows.append(np.pad(item[key], missing, constant_values=fill.get(key, IGNORE)))
        batch[key] = torch.from_numpy(np.stack(rows))
    lengths = torch.tensor([len(item["ids"]) for item in items])
    batch["mask"] = torch.arange(longest)[None, :] < lengths[:, None]
    return batch


def told(gold):
    """Which words the gold says something of."""
    if gold.dtype == torch.bool:
        return ~gold.all(-1)
    return gold != IGNORE


def loss_sum(scores, gold):
    """Minus the log of the probability of what the gold says, or of all that it leaves open, summed over words."""
    rows = told(gold)
    log = F.log_softmax(scores[rows], -1)
    if gold.dtype == torch.bool:
        return -torch.logsumexp(log.masked_fill(~gold[rows], float("-inf")), -1).sum()
    return F.nll_loss(log, gold[rows], reduction="sum")


class Step:
    """The gradients of one step, from small parts that workers take in turn.

    A part runs on one thread: on a shared machine two threads that wait for each other lose more than they gain.
    The parts are added up in their order, so that the result does not depend on who was faster.
    """

    def __init__(self, model, workers):
        self.model, self.parameters = model, list(model.parameters())
        self.pool = ThreadPoolExecutor(workers)

    def part(self, items, heads, counts, pad):
        device = self.parameters[0].device
        batch = {key: value.to(device) for key, value in collate(items, pad).items()}
        out = self.model(batch["ids"], batch["features"], batch["mask"], {h.name for h in heads})
        sums = {h.name: loss_sum(out[h.name], batch[h.name]) for h in heads}
        total = sum(h.weight * sums[h.name] / max(counts[h.name], 1) for h in heads)
        gradients = torch.autograd.grad(total, self.parameters, allow_unused=True)
        return gradients, {name: value.item() / max(counts[name], 1) for name, value in sums.items()}

    def __call__(self, batches, size, pad):
        """`batches`: pairs of windows and heads; leaves the gradients in the parameters, returns the mean losses."""
        jobs = []
        for items, heads in batches:
            counts = {h.name: sum(int(told(torch.from_numpy(i[h.name])).sum()) for i in items) for h in heads}
            items = sorted(items, key=lambda i: len(i["ids"]))
            part_of = np.cumsum([len(i["ids"]) for i in items]) // size
            for number in np.unique(part_of):
                part = [i for i, own in zip(items, part_of) if own == number]
                jobs.append(self.pool.submit(self.part, part, heads, counts, pad))
        means = {}
        for job in jobs:
            gradients, sums = job.result()
            for parameter, gradient in zip(self.parameters, gradients):
                if gradient is not None:
                    parameter.grad = gradient if parameter.grad is None else parameter.grad.add_(gradient)
            for name, value in sums.items():
                means[name] = means.get(name, 0.0) + value
        return means


def optimiser(model, o):
    groups = {}
    for name, parameter in model.named_parameters():
        rate = o.rate if name.startswith(FROM_BACKBONE) else o.head_rate
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()], fused=True)


def schedule(epochs_done, epochs, cooldown):
    """The share of the learning rate after a (fractional) number of epochs: a rise, a plateau, a fall to 0.

    The plateau does not depend on the number of epochs, so that a stopped training can be given more of them.
    """
    return max(min(epochs_done / WARM_UP, 1.0, (epochs - epochs_done) / cooldown), 0.0)


def main():
    o = options()
    o.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(o.seed)
    vocabulary = Vocabulary(backbone() / "vocab.txt")
    batches = Batches(o.work, o, vocabulary)
    model = from_backbone(backbone(), batches.heads()).to(device)
    optimizer = optimiser(model, o)
    step = Step(model, o.workers)
    done = 0
    checkpoint = o.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        done = saved["epochs"]
    rates = [group["lr"] for group in optimiser(model, o).param_groups]
    for epoch in range(done, o.epochs):
        began, sums = time.time(), {}
        entities, steps = batches.entity_stream(epoch), batches.steps(epoch)
        attribution = batches.attribution_epoch(epoch)
        for n in range(1, steps + 1):
            factor = schedule(epoch + n / steps, o.epochs, o.cooldown)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * factor
            work = ((next(attribution, []), ATTRIBUTION_HEADS), (next(entities), ENTITY_HEADS))
            for name, value in step(work, o.part, vocabulary.pad).items():
                sums[name] = sums.get(name, 0.0) + value
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if n % 20 == 0 or n == steps:
                means = {name: round(value / n, 4) for name, value in sums.items()}
                pace = (time.time() - began) / n
                print(f"epoch {epoch + 1} step {n} of {steps} {pace:.2f} s/step {json.dumps(means)}", flush=True)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1}, checkpoint)
        torch.save(model.state_dict(), o.out / f"epoch-{epoch + 1}.pt")


if __name__ == "__main__":
    main()
