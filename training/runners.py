"""Two ways to run the model on one window: the trained model and the artefact. Both give the same arrays.

A runner is called with ids and features (with [CLS] and [SEP]) and returns, by name: the scores of each tag head
(pieces x labels), and for each link `NAME.query` and `NAME.key` (pieces x LINK_WIDTH; the query is scaled already).
`runner.biases[NAME]` are the biases of a link by distance, `runner.none[NAME]` the one for piece 0.
"""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from heads import LINK_WIDTH


class TorchRunner:
    def __init__(self, model):
        self.model = model.eval()
        self.biases = {n: f.biases().detach().numpy() for n, f in self.model.links.items()}
        self.none = {n: f.none.item() for n, f in self.model.links.items()}

    def __call__(self, ids, features):
        with torch.inference_mode():
            ids, features = torch.from_numpy(ids)[None], torch.from_numpy(features)[None]
            x = self.model.encode(ids, features, None)
            out = {name: head(x)[0].numpy() for name, head in self.model.tags.items()}
            for name, link in self.model.links.items():
                out[f"{name}.query"] = (link.query(x)[0] / LINK_WIDTH**0.5).numpy()
                out[f"{name}.key"] = link.key(x)[0].numpy()
        return out


class WholeRunner:
    """The artefact as the Rust reader computes it: products of whole numbers, a scale for each row.

    Sums are exact in both (they stay below 2**24 or are added in double precision); what follows them differs in the last bits.
    """

    def __init__(self, folder: Path):
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.sizes, self.heads = manifest["encoder"], manifest["heads"]
        self.links = {link["name"]: link for link in manifest["links"]}
        self.biases = {name: np.array(link["distance_bias"], dtype=np.float32) for name, link in self.links.items()}
        self.none = {name: link["none_bias"] for name, link in self.links.items()}
        self.confidence = manifest.get("confidence")
        self.tables = {}
        for name, table in load_file(folder / "model.safetensors").items():
            self.tables[name] = table if name == "word.weight" else table.float()

    def linear(self, x, name):
        t = self.tables
        whole, scale = in_bytes(x * t[f"{name}.even"], 1)
        product = exact_product(whole, t[f"{name}.weight"].T)
        return product * (scale * t[f"{name}.scale"]) + t[f"{name}.bias"]

    def norm(self, x, name):
        weight, bias = self.tables[f"{name}.weight"], self.tables[f"{name}.bias"]
        return F.layer_norm(x, x.shape[-1:], weight, bias, self.sizes["epsilon"])

    def attention(self, joint):
        heads = [part.view(len(part), self.sizes["heads"], -1).transpose(0, 1) for part in joint.chunk(3, 1)]
        (query, query_scale), (key, key_scale) = in_bytes(heads[0], 2), in_bytes(heads[1], 2)
        value, value_scale = in_bytes(heads[2], 1)
        scores = exact_product(query, key.transpose(1, 2)) * (query_scale * key_scale.transpose(1, 2))
        share = torch.round(torch.exp(scores - scores.amax(2, keepdim=True)) * 255)
        mixed = exact_product(share, value) * (1 / share.sum(2, keepdim=True) * value_scale)
        return mixed.transpose(0, 1).reshape(len(joint), -1)

    def layers(self, ids, features):
        """What stands for the pieces after each layer."""
        t, found = self.tables, []
        with torch.inference_mode():
            ids, features = torch.from_numpy(np.asarray(ids)).long(), torch.from_numpy(np.asarray(features)).long()
            x = t["word.weight"][ids].float() * t["word.scale"][ids, None]
            x = self.norm(x + t["position.weight"][: len(ids)] + t["feature.weight"][features], "embedded")
            for number in range(self.sizes["layers"]):
                x = self.layer(x, f"layer{number}")
                found.append(x)
        return found

    def layer(self, x, name):
        mixed = self.attention(self.linear(x, f"{name}.projection"))
        x = self.norm(x + self.linear(mixed, f"{name}.output"), f"{name}.attended")
        inner = F.gelu(self.linear(x, f"{name}.inner"))
        return self.norm(x + self.linear(inner, f"{name}.outer"), f"{name}.norm")

    def __call__(self, ids, features):
        with torch.inference_mode():
            x = self.linear(self.layers(ids, features)[-1], "heads").numpy()
        widths = {head["name"]: len(head["labels"]) for head in self.heads}
        for name, link in self.links.items():
            widths |= {f"{name}.query": link["width"], f"{name}.key": link["width"]}
        return dict(zip(widths, np.split(x, np.cumsum(list(widths.values()))[:-1], axis=1)))


def in_bytes(x, dimension):
    """(whole numbers from -127 to 127, scale), with one scale along a dimension."""
    most = x.abs().amax(dimension, keepdim=True)
    return torch.round(x * torch.where(most > 0, 127 / most, 0.0)), most / 127


def exact_product(x, y):
    return (x.double() @ y.double()).float()
