"""Reads pairs with the artefact as the Rust reader does: whole numbers. The reference for section 15 of the contract."""

import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from ngrams import PARTS, between, letters, masked, words
from pairnet import KINDS, NO, Example
from runners import WholeRunner
from text import Vocabulary

WEIGHTS, NGRAMS = "pairs.safetensors", "ngrams.safetensors"


class NgramReader:
    def __init__(self, path):
        tables = load_file(path)
        self.bias, self.parts = tables["bias"].numpy(), {}
        for name in PARTS:
            runs = bytes(tables[f"{name}.runs"].numpy()).decode().split("\n")
            rest = [tables[f"{name}.{part}"].float().numpy() for part in ("rarity", "weight", "scale")]
            self.parts[name] = ({run: i for i, run in enumerate(runs)}, *rest)

    def __call__(self, text):
        """Logarithms of the kinds' probabilities, for a masked text."""
        scores = self.bias.astype(np.float64)
        for name, runs_of in (("words", words), ("letters", letters), ("between", between)):
            number, rarity, weight, scale = self.parts[name]
            counts = Counter(number[run] for run in runs_of(text) if run in number)
            values = {run: (1 + math.log(count)) * rarity[run] for run, count in counts.items()}
            length = math.sqrt(sum(value * value for value in values.values()))
            for run, value in values.items():
                scores = scores + value / length * (weight[run] * scale)
        return scores - np.logaddexp.reduce(scores)


class PairReader(WholeRunner):
    def __init__(self, folder: Path, reading: Path):
        super().__init__(reading)
        self.vocabulary = Vocabulary(reading / "vocab.txt")
        self.said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.words = self.tables["word.weight"], self.tables["word.scale"]
        self.tables = {name: table.float() for name, table in load_file(folder / WEIGHTS).items()}
        self.ngrams = NgramReader(folder / NGRAMS)

    def view(self, example, hidden):
        """(pieces, logarithms of the kinds' probabilities)"""
        pieces, opened = example.pieces(self.vocabulary, hidden)
        t, (table, scale) = self.tables, self.words
        rows = [table[i].float() * scale[i] if i >= 0 else t["marks"][-1 - i] for i, *_ in pieces]
        features, roles = (torch.tensor([piece[at] for piece in pieces]) for at in (1, 2))
        with torch.inference_mode():
            x = torch.stack(rows) + t["position.weight"][: len(pieces)] + t["feature.weight"][features] + t["role"][roles]
            x = self.norm(x, "embedded")
            for number in range(self.sizes["layers"]):
                x = self.layer(x, f"layer{number}")
            heads = self.linear(x, "heads")
            may = torch.tensor([word >= 0 for *_, word in pieces])
            may[0] |= not bool(may.any())
            trigger = heads[:, 0].masked_fill(~may, NO).log_softmax(0)
            told = torch.logsumexp(trigger[:, None] + heads[:, 1:].log_softmax(1), 0)
            sides = [x[places].mean(0) if places else torch.zeros_like(x[0]) for places in opened]
            pooled = torch.cat([x[0], *sides, trigger.exp() @ x])
            kinds = (told + self.linear(pooled[None], "pool")[0]).log_softmax(0)
        return pieces, kinds.numpy()

    def parts(self, text, sources, targets):
        """(pieces and logarithms of both views, those of the runs)"""
        example = Example(text, sources, targets, vocabulary=self.vocabulary)
        return [self.view(example, hidden) for hidden in (False, True)], self.ngrams(masked(text, sources, targets))

    def scores(self, text, sources, targets):
        """Logarithms of the kinds' probabilities."""
        views, runs = self.parts(text, sources, targets)
        both = np.mean([kinds for _, kinds in views], 0).astype(np.float64)
        both = both - np.logaddexp.reduce(both)
        found = (both + self.said["share"] * runs) / self.said["temperature"]
        return found - np.logaddexp.reduce(found)

    def told(self, text, sources, targets, digits):
        """The pieces of both views as [piece or -1 - mark, role], and the logarithms of both, of the runs, and of all."""

        def rounded(numbers):
            return [round(float(x), digits) for x in numbers]

        views, runs = self.parts(text, sources, targets)
        return {
            "pieces": [[[piece, role] for piece, _, role, _ in pieces] for pieces, _ in views],
            "views": [rounded(kinds) for _, kinds in views],
            "runs": rounded(runs),
            "all": dict(zip(KINDS, rounded(self.scores(text, sources, targets)))),
        }
