"""The encoder (BERT, MiniLM sizes) and its heads."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from heads import LINK_HEADS, LINK_WIDTH, TAG_HEADS
from text import DEPTHS, GLUES, SHAPES, WINDOW

LONGEST = WINDOW + 2
DISTANCE_START = -0.08  # per piece; a pointer that starts without a sense of distance learns late
ALL_HEADS = (*TAG_HEADS, *LINK_HEADS)
BUCKETS = 9  # distances 0, 1, 2-3, 4-7, ... 128-255


@dataclass(frozen=True)
class Sizes:
    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float


def sizes(folder: Path):
    c = json.loads((folder / "config.json").read_text())
    return Sizes(
        c["vocab_size"],
        c["hidden_size"],
        c["num_hidden_layers"],
        c["num_attention_heads"],
        c["intermediate_size"],
        c["layer_norm_eps"],
    )


class Layer(nn.Module):
    def __init__(self, s: Sizes):
        super().__init__()
        self.heads = s.heads
        self.projection = nn.Linear(s.width, 3 * s.width)  # query, key, value
        self.output = nn.Linear(s.width, s.width)
        self.attention_norm = nn.LayerNorm(s.width, s.epsilon)
        self.inner = nn.Linear(s.width, s.inner)
        self.outer = nn.Linear(s.inner, s.width)
        self.norm = nn.LayerNorm(s.width, s.epsilon)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.projection(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + mixed)
        return self.norm(x + self.outer(F.gelu(self.inner(x))))


class Link(nn.Module):
    """Scores of pointing from each piece to each piece: a scaled product plus a bias learned per distance."""

    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(width, LINK_WIDTH)
        self.key = nn.Linear(width, LINK_WIDTH)
        self.slope = nn.Parameter(torch.full((2,), DISTANCE_START))
        self.bucket = nn.Parameter(torch.zeros(2 * BUCKETS))
        self.none = nn.Parameter(torch.tensor(10 * DISTANCE_START))  # piece 0 is no place: its bias is one number
        distance = torch.arange(-(LONGEST - 1), LONGEST)
        self.register_buffer("distance", distance, persistent=False)
        bucket = torch.floor(torch.log2(distance.abs().clamp(min=1).float())).long() + 1
        bucket[distance == 0] = 0
        self.register_buffer("bucket_of", bucket + BUCKETS * (distance < 0), persistent=False)

    def biases(self):
        """Bias for target minus origin = -(LONGEST - 1) ... LONGEST - 1."""
        slope = torch.where(self.distance < 0, self.slope[0], self.slope[1])
        return slope * self.distance.abs() + self.bucket[self.bucket_of]

    def forward(self, x):
        length = x.shape[1]
        place = torch.arange(length, device=x.device)
        bias = self.biases()[place[None, :] - place[:, None] + LONGEST - 1]
        bias = torch.cat([self.none.expand(length, 1), bias[:, 1:]], 1)
        product = self.query(x) @ self.key(x).transpose(1, 2)
        return product.float() / LINK_WIDTH**0.5 + bias


class Model(nn.Module):
    def __init__(self, s: Sizes, heads=ALL_HEADS):
        super().__init__()
        self.sizes = s
        self.word = nn.Embedding(s.vocabulary, s.width)
        self.position = nn.Embedding(LONGEST, s.width)
        self.shape = nn.Embedding(SHAPES, s.width)
        self.depth = nn.Embedding(DEPTHS, s.width)
        self.glued = nn.Embedding(GLUES, s.width)
        self.embedding_norm = nn.LayerNorm(s.width, s.epsilon)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.tags = nn.ModuleDict({h.name: nn.Linear(s.width, len(h.labels)) for h in TAG_HEADS if h in heads})
        self.links = nn.ModuleDict({h.name: Link(s.width) for h in LINK_HEADS if h in heads})

    def feature_table(self):
        """One row per feature number (text.py): the sum of its three parts."""
        parts = self.shape.weight[None, None] + self.depth.weight[None, :, None] + self.glued.weight[:, None, None]
        return parts.reshape(-1, self.sizes.width)

    def encode(self, ids, features, mask):
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(place) + F.embedding(features, self.feature_table())
        x = self.embedding_norm(x)
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids, features, mask, heads=None):
        """{head: scores}; `mask` is True at pieces. `heads` limits the work to some heads."""
        x = self.encode(ids, features, mask)
        out = {name: f(x).float() for name, f in self.tags.items() if heads is None or name in heads}
        for name, f in self.links.items():
            if heads is None or name in heads:
                out[name] = f(x).masked_fill(~mask[:, None, :], float("-inf"))
        return out


def from_checkpoint(path: Path, backbone: Path):
    """A trained model, with the heads that the checkpoint has."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    model = Model(sizes(backbone), [h for h in ALL_HEADS if any(f".{h.name}." in name for name in state)])
    model.load_state_dict(state)
    return model.eval()


def from_backbone(folder: Path, heads=ALL_HEADS):
    """A model that starts from the released sentence encoder; heads start at random, features at no effect."""
    s = sizes(folder)
    model = Model(s, heads)
    w = load_file(folder / "model.safetensors")
    with torch.no_grad():
        model.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        model.position.weight.copy_(w["embeddings.position_embeddings.weight"][:LONGEST])
        model.shape.weight.copy_(w["embeddings.token_type_embeddings.weight"][0].expand(SHAPES, -1))
        model.depth.weight.zero_()
        model.glued.weight.zero_()
    copy(model.embedding_norm, w, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        prefix = f"encoder.layer.{i}"
        parts = [f"{prefix}.attention.self.{p}" for p in ("query", "key", "value")]
        with torch.no_grad():
            layer.projection.weight.copy_(torch.cat([w[f"{p}.weight"] for p in parts]))
            layer.projection.bias.copy_(torch.cat([w[f"{p}.bias"] for p in parts]))
        copy(layer.output, w, f"{prefix}.attention.output.dense")
        copy(layer.attention_norm, w, f"{prefix}.attention.output.LayerNorm")
        copy(layer.inner, w, f"{prefix}.intermediate.dense")
        copy(layer.outer, w, f"{prefix}.output.dense")
        copy(layer.norm, w, f"{prefix}.output.LayerNorm")
    return model


def copy(module, weights, name):
    with torch.no_grad():
        module.weight.copy_(weights[f"{name}.weight"])
        module.bias.copy_(weights[f"{name}.bias"])
