"""The lower layers of an exported encoder in real numbers: their rows for the words of a text, as training reads them.

The reader computes the same rows in whole numbers (runners.py); the difference is that of rounding.
"""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from model import Layer, Sizes
from text import MARK, WINDOW, Vocabulary, encode


def layer_of(tables, number, sizes):
    """A layer as it was before export: without the scales of the bytes, of attention and of even channels."""
    layer, width = Layer(sizes), sizes.width
    with torch.no_grad():
        for part in ("projection", "output", "inner", "outer"):
            name = f"layer{number}.{part}"
            weight = tables[f"{name}.weight"].float() * tables[f"{name}.scale"][:, None] * tables[f"{name}.even"]
            bias = tables[f"{name}.bias"].clone()
            if part == "projection":
                weight[:width] *= (width / sizes.heads) ** 0.5
                bias[:width] *= (width / sizes.heads) ** 0.5
            getattr(layer, part).weight.copy_(weight)
            getattr(layer, part).bias.copy_(bias)
        for theirs, mine in (("attended", layer.attention_norm), ("norm", layer.norm)):
            mine.weight.copy_(tables[f"layer{number}.{theirs}.weight"])
            mine.bias.copy_(tables[f"layer{number}.{theirs}.bias"])
    return layer


class Lower:
    def __init__(self, folder: Path, layers):
        c = json.loads((folder / "manifest.json").read_text())["encoder"]
        self.vocabulary = Vocabulary(folder / "vocab.txt")
        t = load_file(folder / "model.safetensors")
        self.tables = t
        self.sizes = Sizes(len(t["word.weight"]), c["width"], c["layers"], c["heads"], c["inner"], c["epsilon"])
        self.layers = [layer_of(t, number, self.sizes).eval() for number in range(layers)]

    def __call__(self, ids, features):
        """Rows of one window, [CLS] and [SEP] among them."""
        t = self.tables
        with torch.inference_mode():
            ids, features = torch.from_numpy(ids), torch.from_numpy(features)
            x = t["word.weight"][ids].float() * t["word.scale"][ids, None]
            x = x + t["position.weight"][: len(ids)] + t["feature.weight"][features]
            x = F.layer_norm(x, x.shape[-1:], t["embedded.weight"], t["embedded.bias"], self.sizes.epsilon)[None]
            for layer in self.layers:
                x = layer(x, None)
        return x[0].numpy().astype(np.float16)

    def run(self, ids, features):
        """Rows of pieces that are a window by themselves."""
        v = self.vocabulary
        return self(np.concatenate([[v.cls], ids, [v.sep]]), np.concatenate([[MARK], features, [MARK]]))[1:-1]

    def sentences(self, texts, rng, packed=0.5):
        """(encoded, rows) of each text. A share of the texts is read one behind the other in one window, as in a report."""
        found, order = [None] * len(texts), rng.permutation(len(texts))
        pack = []
        for n in order:
            e = encode(texts[n], self.vocabulary)
            e = e if len(e.ids) <= WINDOW else cut(e)
            if pack and sum(len(p.ids) for _, p in pack) + len(e.ids) > WINDOW:
                self.read(pack, found)
                pack = []
            pack.append((n, e))
            if rng.random() >= packed:
                self.read(pack, found)
                pack = []
        if pack:
            self.read(pack, found)
        return found

    def read(self, pack, found):
        rows = self.run(*(np.concatenate([getattr(e, part) for _, e in pack]) for part in ("ids", "features")))
        at = 0
        for n, e in pack:
            found[n] = e, rows[at : at + len(e.ids)]
            at += len(e.ids)


def cut(e):
    """A text without the words that do not fit a window."""
    count = int(np.searchsorted(e.first, WINDOW, side="right")) - 1
    pieces = e.first[count]
    e.start, e.end, e.first = e.start[:count], e.end[:count], e.first[: count + 1]
    e.ids, e.features = e.ids[:pieces], e.features[:pieces]
    return e
