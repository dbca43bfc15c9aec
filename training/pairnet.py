"""The reader of pairs: what a source does to a target, where a sentence and both sides are given."""

import random
import time

import torch
from torch import nn
from torch.nn import functional as F

from corpora import covered
from model import from_backbone
from plover import TYPES, YIELD
from prepare import backbone
from text import MARK, encode

KINDS = [t for t in TYPES if t not in YIELD] + ["YIELD"]  # what corpora of YIELD do not part stands as one
ROLES = 3  # of a word: on no side, source, target
PIECES = 250  # of a sentence, with the marks around its sides
MARKS = (("someone", "government"), (",",), ("them", "people"), (",",))  # what the marks around source and target begin as
NO = -1e4
DROPPED = 0.15
SEEN = 0.5  # share of examples that are read without the words of the sides
TRIGGER = 0.3  # weight of the trigger's likelihood, and of the type by the words alone


def kinds_of(types):
    return sorted({KINDS.index("YIELD" if t in YIELD else t) for t in types})


class Example:
    """A sentence with its sides. `allowed`: numbers of the kinds that count as right; `triggers`: spans, if they are known."""

    def __init__(self, text, sources, targets, allowed=(), triggers=(), weight=1.0, vocabulary=None):
        self.encoded = encode(text, vocabulary)
        self.sources = set(covered(self.encoded, sources))
        self.targets = set(covered(self.encoded, targets)) - self.sources
        self.triggers = set(covered(self.encoded, triggers)) - self.sources - self.targets
        self.allowed, self.weight = allowed, weight

    def pieces(self, vocabulary, hidden):
        """[(piece or -1 - mark, feature, role, word or -1)], and where the first marks of each side stand.

        `hidden`: the words of the sides are left out, and only the marks around them stay.
        """
        e, found, opened, before = self.encoded, [(vocabulary.cls, MARK, 0, -1)], ([], []), 0
        for word in range(len(e) + 1):
            role = 1 if word in self.sources else 2 if word in self.targets else 0
            if before and role != before:
                found.append((-1 - (2 * before - 1), MARK, before, -1))
            if role and role != before:
                opened[role - 1].append(len(found))
                found.append((-1 - (2 * role - 2), MARK, role, -1))
            before = role
            if word < len(e) and not (role and hidden):
                for at in range(e.first[word], e.first[word + 1]):
                    first = at == e.first[word] and not role
                    found.append((int(e.ids[at]), int(e.features[at]), role, word if first else -1))
        return [*found[:PIECES], (vocabulary.sep, MARK, 0, -1)], opened


def collate(examples, hidden, vocabulary):
    """Tensors of a batch; `hidden` tells for each example whether its sides are left out."""
    read = [example.pieces(vocabulary, hide) for example, hide in zip(examples, hidden)]
    count, longest = len(read), max(len(pieces) for pieces, _ in read)
    ids, role = (torch.zeros(count, longest, dtype=torch.long) for _ in range(2))
    marks, feature = torch.full((count, longest), -1), torch.full((count, longest), MARK)
    real, words, triggers = (torch.zeros(count, longest, dtype=torch.bool) for _ in range(3))
    sides, allowed = torch.zeros(count, 2, longest), torch.zeros(count, len(KINDS), dtype=torch.bool)
    for row, ((pieces, opened), example) in enumerate(zip(read, examples)):
        size = len(pieces)
        piece, features, roles, word = (torch.tensor(column) for column in zip(*pieces))
        ids[row, :size], marks[row, :size] = piece.clamp(min=0), torch.where(piece < 0, -1 - piece, -1)
        feature[row, :size], role[row, :size], real[row, :size] = features, roles, True
        words[row, :size] = word >= 0
        triggers[row, :size] = torch.tensor([w in example.triggers for w in word.tolist()])
        if not words[row].any():
            words[row, 0] = True
        for side, places in enumerate(opened):
            inside = [place for place in places if place < longest]
            if inside:
                sides[row, side, inside] = 1 / len(inside)
        allowed[row, list(example.allowed)] = True
    weight = torch.tensor([example.weight for example in examples])
    return (ids, marks, feature, role, real, words, sides), triggers, allowed, weight


class PairNet(nn.Module):
    def __init__(self, words=None):
        """`words`: a table of word pieces in place of the released encoder's; either stays as it is."""
        super().__init__()
        self.body = from_backbone(backbone(), ())
        if words is not None:
            with torch.no_grad():
                self.body.word.weight.copy_(words)
        self.body.word.weight.requires_grad_(False)
        number = {piece: i for i, piece in enumerate((backbone() / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
        table, width = self.body.word.weight.detach(), self.body.sizes.width
        begun = [table[[number[word] for word in of]].mean(0) for of in MARKS]
        self.marks = nn.Parameter(torch.stack(begun).clone())
        self.role = nn.Parameter(torch.zeros(ROLES, width))
        self.trigger, self.kind = nn.Linear(width, 1), nn.Linear(width, len(KINDS))
        self.pool = nn.Linear(4 * width, len(KINDS))
        self.dropout = nn.Dropout(DROPPED)
        nn.init.zeros_(self.pool.weight)
        nn.init.zeros_(self.pool.bias)

    def forward(self, ids, marks, feature, role, real, words, sides):
        """Logarithms of the kinds' probabilities, of those by the words alone, and of each piece to be the trigger."""
        body = self.body
        x = torch.where((marks >= 0)[:, :, None], self.marks[marks.clamp(min=0)], body.word(ids))
        x = x + body.position(torch.arange(ids.shape[1])) + F.embedding(feature, body.feature_table()) + self.role[role]
        x = self.dropout(body.embedding_norm(x))
        for layer in body.layers:
            x = layer(x, real[:, None, None, :])
        x = self.dropout(x)
        trigger = self.trigger(x)[:, :, 0].masked_fill(~words, NO).log_softmax(1)
        told = torch.logsumexp(trigger[:, :, None] + self.kind(x).log_softmax(2), 1)
        source, target = torch.einsum("bsn,bnd->bsd", sides, x).unbind(1)
        attended = torch.einsum("bn,bnd->bd", trigger.exp(), x)
        pooled = self.pool(torch.cat([x[:, 0], source, target, attended], 1))
        return (told + pooled).log_softmax(1), told, trigger


def loss(net, batch):
    given, triggers, allowed, weight = batch
    kinds, told, trigger = net(*given)
    total = -torch.logsumexp(kinds.masked_fill(~allowed, NO), 1)
    total = total - TRIGGER * torch.logsumexp(told.masked_fill(~allowed, NO), 1)
    found = -torch.logsumexp(trigger.masked_fill(~triggers, NO), 1)
    total = total + TRIGGER * found * triggers.any(1)
    return (total * weight).sum() / weight.sum()


def batches(examples, size, rng):
    order, found = list(range(len(examples))), []
    rng.shuffle(order)
    for at in range(0, len(order), size * 16):
        near = sorted(order[at : at + size * 16], key=lambda i: len(examples[i].encoded.ids))
        found += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(found)
    return found


def fit(net, make, epochs, rate, head_rate, rng, vocabulary, size=24):
    """`make(epoch)` gives the examples of an epoch."""
    body = [p for p in net.body.parameters() if p.requires_grad]
    heads = [p for name, p in net.named_parameters() if not name.startswith("body.")]
    steps = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01)
    count, step = epochs * -(-len(make(0)) // size), 0
    for epoch in range(epochs):
        examples, began, total = make(epoch), time.time(), 0.0
        net.train()
        order = batches(examples, size, rng)
        for chosen in order:
            share = max(0.02, 1 - step / count) * min(1, (step + 1) / (0.08 * count))
            steps.param_groups[0]["lr"], steps.param_groups[1]["lr"] = rate * share, head_rate * share
            batch = collate([examples[i] for i in chosen], [rng.random() < SEEN for _ in chosen], vocabulary)
            value = loss(net, batch)
            steps.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            steps.step()
            step, total = step + 1, total + value.item()
        print(f"epoch {epoch + 1}: {len(examples)} examples, loss {total / len(order):.3f}, {time.time() - began:.0f} s", flush=True)


def predict(net, examples, vocabulary):
    """Logarithms of the kinds' probabilities for each example: the mean of both views, as probabilities again."""
    net.eval()
    views = []
    with torch.no_grad():
        for hidden in (False, True):
            view = torch.zeros(len(examples), len(KINDS))
            order = sorted(range(len(examples)), key=lambda i: len(examples[i].encoded.ids))
            for at in range(0, len(order), 32):
                chosen = order[at : at + 32]
                given, *_ = collate([examples[i] for i in chosen], [hidden] * len(chosen), vocabulary)
                view[chosen] = net(*given)[0]
            views.append(view)
    return torch.stack(views).mean(0).log_softmax(1).numpy()


def seeded(seed):
    torch.manual_seed(seed)
    return random.Random(seed)
