"""Train the events model on the frozen lower layers of a model's encoder, and put it into its folder.

Usage: python events.py ../models/attribution-0.1 [--gold ../../shared/eval] [--work work/events] [--epochs 9]

The rows of the lower layers are computed for a few fillings of the training sentences and kept in memory; training reads only them.
"""

import argparse
import functools
import hashlib
import json
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

import sentences
import standoff
from corpora import attribution_splits, covered, rank
from decode import Reading
from eventnet import FAR, REACH, SCORES, SIDE, EventNet, pair_scores, pair_words
from eventread import FILE, EventReader
from export import array, layer_tables, linear
from lower import Lower
from model import from_backbone
from plover import ENDS, REALIS, TYPES, happenings, marked, public, renamed, set_aside
from prepare import backbone
from reference import DIGITS, TEXTS
from text import WINDOW

REFERENCE = "events.json"
LAYER, LAYERS = 2, 3  # the layer of the encoder whose rows are read; layers of its own above
PUBLIC = ("gsr", "plv")
RENAMED = 0.7  # share of the public sentences with other states in all fillings but the first
HAPPENINGS = 0.5  # share of the sentences of ECB+ in a filling
READ = 120  # reports in which the gate learns
OWN = 20  # characters of an id that tell the line of one of the project's own sentences
KEPT = 12  # one line in so many of the project's own sentences, and one report of those read wholly, is never trained on: they calibrate
RIDGE = 10.0
BLANK = 0.08  # share of pieces whose rows are left out in training
NEAR = 4  # words beside a name that may belong to the side it names, where a corpus marks only names
LIGHT = frozenset(
    "be have do say tell make take hold give get go come put see".split()
)  # verbs that tell of no event by themselves
REST = 0.7  # weight of "none" at the other words of a corpus that does not mark all events
WEIGHTS = {"types": 1.5, "realis": 0.5, "sides": 2.0, "pairs": 1.0, "rest": REST}
THRESHOLD = 0.5
PASSED = 0.545  # share of sentences that the gate lets pass: what is read of events costs less than a fifth of the program's time
GATE_STEPS, GATE_BATCH = 1500, 96
JOINT = 0.3  # of the likelihood of a pair's trigger and sides, beside that of its type


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--work", type=Path, default=Path("work/events"))
    parser.add_argument("--sentences", type=Path, default=Path("sentences"))
    parser.add_argument("--marked", type=Path, default=Path("marked"))
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--fillings", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--workers", type=int, default=4, help="one thread each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights that the upper layers begin as")
    parser.add_argument("--trained", type=Path, help="take these weights and train nothing")
    return parser.parse_args()


def begin(net, lower, original, texts, layer):
    """The upper layers begin as those of the released encoder; `enter` as the linear map that is nearest to its rows.

    Training for attributions bent the lower layers' rows; what the upper layers know of words would be lost on them.
    """
    for mine, theirs in zip(net.layers, original.layers[layer:]):
        mine.load_state_dict(theirs.state_dict())
    own, wanted = [], []
    with torch.no_grad():
        for encoded, rows in lower.sentences(texts, np.random.default_rng(1), 0.0):
            ids = torch.from_numpy(np.concatenate([[lower.vocabulary.cls], encoded.ids, [lower.vocabulary.sep]]))[None]
            x = original.word(ids) + original.position(torch.arange(ids.shape[1])) + original.shape.weight[0]
            x = original.embedding_norm(x)
            for theirs in original.layers[:layer]:
                x = theirs(x, None)
            wanted.append(x[0, 1:-1])
            own.append(torch.from_numpy(rows.astype(np.float32)))
        own, wanted = torch.cat(own), torch.cat(wanted)
        middle, goal = own.mean(0), wanted.mean(0)
        own, wanted = own - middle, wanted - goal
        weight = torch.linalg.solve(own.T @ own + RIDGE * torch.eye(own.shape[1]), own.T @ wanted)
        net.enter.weight.copy_(weight.T)
        net.enter.bias.copy_(goal - middle @ weight)
        print(f"enter: {1 - float(((own @ weight - wanted) ** 2).sum() / (wanted**2).sum()):.3f} of the variance")


@functools.cache
def telling():
    """Dictionary forms of the words that tell of events in the project's own sentences."""
    own = sentences.load(Item.folder)
    return {
        sentences.lemma(s.text[slice(*m[:2])].split()[0]) for s in own for e in s.events for m in e.mentions
    } - LIGHT


def is_telling(word):
    return len(word) > 2 and sentences.lemma(word) in telling()


class Item:
    """A sentence as training sees it: rows, first pieces, and per event what is known of it.

    Where a corpus marks one event of several, the other words that could tell of one are left open.
    """

    folder = Path("sentences")

    def __init__(self, sentence, encoded, rows):
        e = encoded
        self.id, self.ids, self.rows, self.first = sentence.id, e.ids, rows, e.first[:-1]
        self.complete = sentence.complete
        count = len(self.first)
        self.types = np.full(count, 0 if sentence.complete else -1, dtype=np.int64)
        self.realis = np.full(count, -1, dtype=np.int64)
        self.sides = []  # (trigger, sources, targets, known)
        self.pairs = []  # (types, sources, targets, triggers, known)
        if not sentence.complete and any(event.triggers for event in sentence.events):
            self.types[:] = 0
        self.open = np.zeros(count, dtype=bool)
        if any(event.types for event in sentence.events) and not sentence.complete:
            self.open[:] = [is_telling(sentence.text[a:b]) for a, b in zip(e.start, e.end)]
            self.types[self.open] = -1
        for event in sentence.events:
            sources, targets = ([w for w in covered(e, spans)] for spans in (event.sources, event.targets))
            known = np.ones(count, dtype=bool)
            if not sentence.whole:
                for w in sources + targets:
                    known[max(0, w - NEAR) : w + NEAR] = False
                known[sources + targets] = True
            if sentence.complete:
                for span, realis in zip(event.triggers, event.realis):
                    words = covered(e, [span])
                    if not words:
                        continue
                    self.types[words] = -1
                    self.types[words[0]] = 1 + TYPES.index(event.types[0])
                    self.realis[words[0]] = REALIS.index(realis)
                    self.sides.append((words[0], sources, targets, known))
            else:
                triggers = []
                for number, span in enumerate(event.triggers or ()):
                    words = covered(e, [span])
                    self.types[words] = -1
                    triggers += words if number == 0 else []
                allowed = [TYPES.index(t) for t in event.types]
                if allowed:
                    self.pairs.append((allowed, sources, targets, triggers, known))


def items_of(texts, lower, rng):
    return [Item(s, e, rows) for s, (e, rows) in zip(texts, lower.sentences([s.text for s in texts], rng))]


class Batch:
    """Items side by side, padded."""

    def __init__(self, items):
        count, pieces, words = len(items), max(len(i.rows) for i in items), max(len(i.first) for i in items)
        self.rows = torch.zeros(count, pieces, items[0].rows.shape[1])
        self.mask = torch.zeros(count, pieces, dtype=torch.bool)
        self.first = torch.zeros(count, words, dtype=torch.long)
        self.real = torch.zeros(count, words)
        self.types, self.realis = (torch.full((count, words), -1, dtype=torch.long) for _ in range(2))
        self.rest = torch.ones(count, 1)
        self.open = torch.zeros(count, words, dtype=torch.bool)
        self.marked = torch.tensor([bool((i.types >= 0).any()) for i in items])
        sides, pairs = [], []
        for b, i in enumerate(items):
            self.rows[b, : len(i.rows)] = torch.from_numpy(i.rows.astype(np.float32))
            self.mask[b, : len(i.rows)] = True
            n = len(i.first)
            self.first[b, :n] = torch.from_numpy(i.first)
            self.real[b, :n] = 1
            self.types[b, :n] = torch.from_numpy(i.types)
            self.realis[b, :n] = torch.from_numpy(i.realis)
            self.open[b, :n] = torch.from_numpy(i.open)
            if not i.complete:
                self.rest[b] = REST
            sides += [(b, *side) for side in i.sides]
            pairs += [(b, *pair) for pair in i.pairs]

        def matrix(rows, at):
            found = torch.zeros(len(rows), words)
            for n, row in enumerate(rows):
                found[n, row[at]] = 1
            return found

        def known(rows):
            found = torch.zeros(len(rows), words)
            for n, row in enumerate(rows):
                found[n, : len(row[-1])] = torch.from_numpy(row[-1].astype(np.float32))
            return found

        self.side_of = torch.tensor([row[0] for row in sides], dtype=torch.long)
        self.side_at = torch.tensor([row[1] for row in sides], dtype=torch.long)
        self.sources, self.targets, self.known = matrix(sides, 2), matrix(sides, 3), known(sides)
        self.pair_of = torch.tensor([row[0] for row in pairs], dtype=torch.long)
        self.pair_sources, self.pair_targets, self.pair_known = matrix(pairs, 2), matrix(pairs, 3), known(pairs)
        self.allowed = torch.zeros(len(pairs), len(TYPES), dtype=torch.bool)
        self.free = self.real[self.pair_of].clone()
        for n, row in enumerate(pairs):
            self.allowed[n, row[1]] = True
            if row[4]:
                self.free[n] = 0
                self.free[n, row[4]] = 1


def not_sides(scores, sides, known):
    """Mean over the words that are known to be no side of the logarithm that they are none, at each trigger."""
    others = known * (1 - sides)
    return torch.einsum("btw,bw->bt", F.logsigmoid(-scores), others) / others.sum(1).clamp(min=1)[:, None]


def losses(net, batch):
    types, realis, source, target = net(batch.rows, batch.mask, batch.first)
    told = batch.types >= 0
    cost = F.cross_entropy(types.flatten(0, 1), batch.types.flatten().clamp(min=0), reduction="none").view(
        types.shape[:2]
    )
    found = {"types": (cost * told * batch.rest).sum() / batch.real.sum() * 8}
    if (batch.realis >= 0).any():
        found["realis"] = F.cross_entropy(realis.flatten(0, 1), batch.realis.flatten(), ignore_index=-1)
    if len(batch.side_of):
        cost = 0.0
        for scores, sides in ((source, batch.sources), (target, batch.targets)):
            own = scores[batch.side_of, batch.side_at]
            each = (
                F.binary_cross_entropy_with_logits(own, sides, reduction="none")
                * batch.known
                * batch.real[batch.side_of]
            )
            cost = cost + each.sum(1).mean() / 10
        found["sides"] = cost
    if len(batch.pair_of):
        t, s, g = types[batch.pair_of], source[batch.pair_of], target[batch.pair_of]
        free = batch.free * (1 - batch.pair_sources) * (1 - batch.pair_targets)
        free = torch.where(free.sum(1, keepdim=True) > 0, free, batch.real[batch.pair_of])
        apart = not_sides(s, batch.pair_sources, batch.pair_known * batch.real[batch.pair_of])
        apart = apart + not_sides(g, batch.pair_targets, batch.pair_known * batch.real[batch.pair_of])
        real = batch.real[batch.pair_of]
        words = pair_words(t, s, g, batch.pair_sources, batch.pair_targets, free, apart)
        words = torch.logsumexp(words.masked_fill(~batch.allowed[:, None, :], FAR), 2)
        scores = pair_scores(t, s, g, batch.pair_sources, batch.pair_targets, real)
        right = torch.logsumexp(scores.log_softmax(1).masked_fill(~batch.allowed, FAR), 1)
        found["pairs"] = -(right + JOINT * torch.logsumexp(words, 1)).mean()
        # One word tells of the event; the others tell of none, as far as the corpus goes.
        rest = (
            real * (1 - words.detach().softmax(1)) * ~batch.marked[batch.pair_of][:, None] * ~batch.open[batch.pair_of]
        )
        found["rest"] = -(t.log_softmax(2)[:, :, 0] * rest).sum() / batch.real.sum() * 8
    return found


def part(net, items):
    """(gradients, losses) of a part of a batch, on one thread: on a shared machine two threads that wait for each other lose more than they gain."""
    batch = Batch(items)
    batch.rows *= (torch.rand(batch.rows.shape[:2]) >= BLANK)[:, :, None]
    parts = losses(net, batch)
    total = sum(WEIGHTS[name] * loss for name, loss in parts.items())
    return torch.autograd.grad(total, list(net.parameters()), allow_unused=True), {
        n: v.item() for n, v in parts.items()
    }


def train(net, fillings, o, report=None):
    """`fillings`: lists of items, of which each epoch reads one."""
    torch.manual_seed(o.seed)
    rng = np.random.default_rng(o.seed)
    body, head = [], []
    for name, parameter in net.named_parameters():
        (body if name.startswith(("layers.", "enter.")) else head).append(parameter)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": o.rate}, {"params": head, "lr": o.head_rate}], weight_decay=0.01
    )
    steps, pool = o.epochs * (len(fillings[0]) // o.batch), ThreadPoolExecutor(o.workers)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.0, 1 - s / steps)
    )
    for epoch in range(o.epochs):
        items, began, seen = fillings[epoch % len(fillings)], time.time(), {}
        net.train()
        order = rng.permutation(len(items))
        for at in range(0, len(order) - o.batch + 1, o.batch):
            chosen = sorted((items[i] for i in order[at : at + o.batch]), key=lambda i: len(i.rows))
            size = -(-o.batch // o.workers)
            jobs = [pool.submit(part, net, chosen[k : k + size]) for k in range(0, o.batch, size)]
            optimiser.zero_grad()
            for job in jobs:
                gradients, means = job.result()
                for parameter, gradient in zip(net.parameters(), gradients):
                    if gradient is not None:
                        parameter.grad = gradient if parameter.grad is None else parameter.grad.add_(gradient)
                for name, loss in means.items():
                    seen.setdefault(name, []).append(loss)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            rate.step()
        print(
            f"epoch {epoch + 1}",
            {n: round(float(np.mean(v)), 3) for n, v in seen.items()},
            f"{time.time() - began:.0f} s",
            flush=True,
        )
        if report:
            report(epoch)


def peaks_of(net, items):
    """Largest absolute value of each channel of the input of each linear map."""
    found, hooks = {}, []

    def watch(module, name):
        def keep(_, inputs, __):
            found[name] = np.maximum(found.get(name, 0.0), inputs[0].abs().flatten(0, -2).amax(0).numpy())

        hooks.append(module.register_forward_hook(keep))

    for number, layer in enumerate(net.layers):
        for part in ("projection", "output", "inner", "outer"):
            watch(getattr(layer, part), f"layer{number}.{part}")
    watch(net.enter, "enter")
    watch(net.heads, "heads")
    net.eval()
    with torch.no_grad():
        for item in items:
            batch = Batch([item])
            net(batch.rows, batch.mask, batch.first)
    for hook in hooks:
        hook.remove()
    return found


def tables_of(net, items, gate):
    """{name: array} for the Rust reader; `gate`: weight and bias."""
    peaks, tables = peaks_of(net, items), {}
    linear(tables, "gate", gate[0][None], gate[1], peaks["enter"])
    linear(tables, "enter", array(net.enter.weight), array(net.enter.bias), peaks["enter"])
    for number, layer in enumerate(net.layers):
        layer_tables(tables, f"layer{number}", layer, peaks)
    weight, bias = array(net.heads.weight).copy(), array(net.heads.bias).copy()
    for at in (SCORES + len(REALIS), SCORES + len(REALIS) + 2 * SIDE):
        weight[at : at + SIDE] /= SIDE**0.5
        bias[at : at + SIDE] /= SIDE**0.5
    linear(tables, "heads", weight, bias, peaks["heads"])
    tables |= {"source.bias": array(net.source), "target.bias": array(net.target)}
    return {n: np.ascontiguousarray(t if t.dtype == np.int8 else t.astype(np.float32)) for n, t in tables.items()}


def export(net, folder, items, layer, gate, said):
    save_file(tables_of(net, items, gate), folder / FILE)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content = (folder / FILE).read_bytes()
    manifest["files"][FILE] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["events"] = {
        "layer": layer,
        "layers": len(net.layers),
        "types": list(TYPES),
        "realis": list(REALIS),
        "side": SIDE,
        "reach": REACH,
        "temperature": 1.0,
        "realis_temperature": 1.0,
        "threshold": THRESHOLD,
        "side_threshold": 0.5,
        "gate": None,
        "encoder": manifest["files"]["model.safetensors"]["sha256"],
    } | said
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


# Stories invented for these references: sentences with events of several kinds, and one without.
EVENT_TEXTS = [
    "The Norvassan army shelled the border town of Ulverin on Friday, the foreign ministry said, and urged Dalmerra to pull back its troops.",
    "Kesselby denied that its police had beaten the dockers. Their union threatened a strike.\n\nA meeting of both sides is planned for May.",
    "The bank attacked inflation, and the team beat its old rival.",
    "After Kesselby's bombardment of Ulverin the council condemned the attack, called for a truce and sent aid to the town.",
]


def reference(folder):
    """What the artefact reads in fixed texts, by which the Rust reader tests itself."""
    reader, cases = EventReader(folder), []
    for text in [*TEXTS, *EVENT_TEXTS]:
        ends = [m.end() for m in re.finditer(r"[.!?]”?(?=\s|$)|\n+|$", text)]
        ranges = [(a, b) for a, b in zip([0, *ends], ends) if text[a:b].strip()]
        e, read = reader.read(text, ranges)
        case = []
        for (start, end), sentence in zip(ranges, read):
            part = {"range": [start, end], "chunks": []}
            for chunk in sentence:
                events = [
                    [int(e.start[t]), kind, round(happens, DIGITS), round(share, DIGITS), realis, sources, targets]
                    for t, kind, happens, share, realis, sources, targets in reader.events(e, chunk)
                ]
                part["chunks"].append(
                    {
                        "starts": [int(e.start[w]) for w in chunk.words],
                        "types": chunk.types.argmax(1).tolist(),
                        "realis": chunk.realis.argmax(1).tolist(),
                        "scores": [round(float(x), DIGITS) for x in chunk.types[0]],
                        "source": [round(float(x), DIGITS) for x in chunk.source[0]],
                        "target": [round(float(x), DIGITS) for x in chunk.target[0]],
                        "events": events,
                    }
                )
            case.append(part)
        cases.append({"text": text, "sentences": case})
    (folder / REFERENCE).write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")


def sentences_of(text, lower):
    """(rows, first pieces) of the sentences of a report, each word in its home window."""
    reading = Reading(text, lower.vocabulary, lower)
    e = reading.encoded
    ends = sorted({m.end() for m in ENDS.finditer(text)} | {m.end() for m in re.finditer(r"\n+", text)} | {len(text)})
    for start, end in zip([0, *ends], ends):
        words = [w for w in range(len(e)) if start <= e.start[w] < end and text[e.start[w]] != "\n"]
        counts = [int(e.first[w + 1] - e.first[w]) for w in words]
        if words and sum(counts) <= WINDOW:
            places = [(reading.home[w], reading.place(w, reading.home[w])) for w in words]
            rows = [reading.outputs[home][at : at + count] for (home, at), count in zip(places, counts)]
            yield np.concatenate(rows), np.cumsum([0, *counts[:-1]])


def gate(net, lower, texts):
    """(weight, bias, threshold, shares) of a linear map whose highest score at a word says whether a sentence is worth reading.

    It learns from what the whole model finds in reports; the threshold lets PASSED of the sentences pass.
    """
    firsts, wanted = [], []
    net.eval()
    with torch.no_grad():
        for text in texts:
            for rows, first in sentences_of(text, lower):
                x = torch.from_numpy(rows.astype(np.float32))
                types = net(x[None], torch.ones(1, len(x), dtype=torch.bool), torch.from_numpy(first)[None])[0]
                firsts.append(x[first])
                wanted.append(1 - types.softmax(2)[0, :, 0])
    happens = torch.tensor([float(w.max()) for w in wanted])
    train = np.array([i for i in range(len(firsts)) if i % 4])
    rest = np.array([i for i in range(len(firsts)) if i % 4 == 0])
    mean = torch.cat(firsts).mean(0)
    spread = torch.cat(firsts).std(0)
    weight = torch.zeros(len(mean), requires_grad=True)
    bias = torch.tensor(-3.0, requires_grad=True)
    optimiser = torch.optim.Adam([weight, bias], lr=0.01)
    rng = np.random.default_rng(1)
    for _ in range(GATE_STEPS):
        chosen = rng.choice(train, GATE_BATCH)
        words = (torch.cat([firsts[i] for i in chosen]) - mean) / spread @ weight + bias
        place = torch.repeat_interleave(torch.arange(GATE_BATCH), torch.tensor([len(firsts[i]) for i in chosen]))
        scores = torch.full((GATE_BATCH,), FAR).scatter_reduce(0, place, words, "amax")
        loss = F.binary_cross_entropy_with_logits(scores, happens[chosen])
        loss = loss + F.binary_cross_entropy_with_logits(words, torch.cat([wanted[i] for i in chosen]))
        optimiser.zero_grad()
        (loss + 1e-3 * weight.square().sum()).backward()
        optimiser.step()
    with torch.no_grad():
        own = weight / spread
        at = bias - mean @ own
        scores = np.array([float((x @ own + at).max()) for x in firsts])
    has = (happens >= THRESHOLD).numpy()
    threshold = round(float(np.quantile(scores, 1 - PASSED)), 4)
    shares = {
        "sentences": len(firsts),
        "with_event": round(float(has.mean()), 3),
        "pass": round(float((scores[rest] > threshold).mean()), 3),
        "kept": round(float((scores[rest][has[rest]] > threshold).mean()), 3),
    }
    return own.numpy(), at.numpy()[None], threshold, shares


def temperature(scores, wanted):
    """The number by which scores are best divided, that their softmax is as right as it is sure."""
    choices = np.arange(0.6, 2.51, 0.05)
    costs = [float(F.cross_entropy(scores / float(c), wanted)) for c in choices]
    return round(float(choices[int(np.argmin(costs))]), 2)


def calibrate(net, items):
    """(temperature, realis temperature, figures) on sentences that training did not see."""
    net.eval()
    types, realis, labels, kinds, sides = [], [], [], [], []
    with torch.no_grad():
        for item in items:
            batch = Batch([item])
            t, r, source, target = net(batch.rows, batch.mask, batch.first)
            told = batch.types[0] >= 0
            types.append(t[0][told])
            labels.append(batch.types[0][told])
            told = batch.realis[0] >= 0
            realis.append(r[0][told])
            kinds.append(batch.realis[0][told])
            for trigger, sources, targets, _ in item.sides:
                for scores, own in ((source, sources), (target, targets)):
                    found = set(torch.nonzero(scores[0, trigger] > 0)[:, 0].tolist()) - {trigger}
                    sides.append((len(found & set(own)), len(found), len(own)))
    types, realis, labels, kinds = (torch.cat(x) for x in (types, realis, labels, kinds))
    heat = temperature(types, labels), temperature(realis, kinds)
    happens = 1 - (types / heat[0]).softmax(1)[:, 0]
    best = 1 + types[:, 1:].argmax(1)
    figures = {"realis": round(float((realis.argmax(1) == kinds).float().mean()), 3)}
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        found = happens >= threshold
        right, there = int((found & (labels > 0)).sum()), int((labels > 0).sum())
        exact = int((found & (best == labels)).sum())
        figures[f"trigger P, R, type P at {threshold}"] = [
            round(right / max(1, int(found.sum())), 3),
            round(right / there, 3),
            round(exact / max(1, int(found.sum())), 3),
        ]
    both, found, own = (sum(x) for x in zip(*sides))
    figures["side words P, R"] = [round(both / max(1, found), 3), round(both / max(1, own), 3)]
    return *heat, figures


def training_sentences(o, filling):
    """(learned, kept): the project's sentences with other names in each filling, those marked in reports, and the public ones; many with other states."""
    rng, aside = random.Random(100 * o.seed + filling), set_aside(o.gold)
    own = marked(o.sentences, rng)
    reports = standoff.load(o.gold, o.marked)
    public_ones = [s for suite in PUBLIC for s in public(o.gold, suite) if s.id not in aside]
    learned = [s for s in own if rank(s.id[:OWN]) % KEPT]
    learned_reports = [s for s in reports if not held(s)]
    if filling:
        public_ones, learned_reports = (
            [renamed(s, rng) if rng.random() < RENAMED else s for s in part] for part in (public_ones, learned_reports)
        )
    acts = [s for s in happenings(o.gold) if rng.random() < HAPPENINGS]
    kept = [s for s in own if rank(s.id[:OWN]) % KEPT == 0], [s for s in reports if held(s)]
    return learned + learned_reports + public_ones + acts, kept


def held(sentence):
    """Whether the report of a sentence marked outside this repository is kept from training."""
    return rank(sentence.id.rsplit("-", 1)[0]) % KEPT == 0


def main():
    o = options()
    o.work.mkdir(parents=True, exist_ok=True)
    Item.folder = o.sentences
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    lower, original = Lower(o.model, LAYER), from_backbone(backbone()).eval()
    net, fillings = EventNet(original.sizes, LAYERS), []
    for filling in range(1 if o.trained else o.fillings):
        learned, kept = training_sentences(o, filling)
        fillings.append(items_of(learned, lower, np.random.default_rng([o.seed, filling])))
        if filling == 0:
            calibrating = [items_of(part, lower, np.random.default_rng(o.seed)) for part in kept]
            begin(net, lower, original, [s.text for s in learned[-1000:]], LAYER)
    if o.trained or o.start:
        net.load_state_dict(torch.load(o.trained or o.start, weights_only=True))
    if not o.trained:
        train(net, fillings, o, lambda _: torch.save(net.state_dict(), o.work / "events.pt"))
    reports = [d["text"] for d in attribution_splits(o.gold)[0][:READ]]
    weight, bias, threshold, shares = gate(net, lower, reports)
    heat, realis_heat, _ = calibrate(net, calibrating[0] + calibrating[1])
    figures = {name: calibrate(net, part)[2] for name, part in zip(("own", "reports"), calibrating)}
    said = {
        "temperature": heat,
        "realis_temperature": realis_heat,
        "gate": threshold,
        "scores": {"gate": shares, "kept": figures},
    }
    print(json.dumps(said))
    export(net, o.model, fillings[0][::5], LAYER, (weight, bias), said)
    reference(o.model)


if __name__ == "__main__":
    main()
