"""Write the artefact. Usage: python export.py CHECKPOINT --out ../models/attribution-0.1

model.safetensors (weights of 8 bits), vocab.txt and manifest.json.

A row of activations has one scale. A few channels are ten times larger than all others and would leave the others few of the 255 steps:
such a channel is divided by a number, and its weights multiplied by it, before quantisation ("evened"). The
largest values are measured on held-out reports (without an attribution head: on texts of wikigold).
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from corpora import attribution_splits, entity_splits
from decode import Reading
from heads import ATTRIBUTION, LINK_HEADS, LINK_WIDTH, TAG_HEADS
from model import LONGEST, from_checkpoint
from prepare import backbone
from runners import TorchRunner, WholeRunner
from text import DEPTHS, FEATURES, GLUES, SHAPES, STRIDE, WINDOW, Vocabulary

USUAL = 0.99  # the share of channels whose largest value counts as usual
UNEVEN = 2.5  # how far above that a channel must be for its input to be evened
MEASURED = 15  # reports
VERSION = "0.1.1"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def array(tensor):
    return tensor.detach().numpy()


def head_parts(model):
    """(output name, weight, bias) of all heads; the query of a link carries the link's scale."""
    for name, module in model.tags.items():
        yield name, array(module.weight), array(module.bias)
    for name, link in model.links.items():
        scale = LINK_WIDTH**-0.5
        yield f"{name}.query", array(link.query.weight) * scale, array(link.query.bias) * scale
        yield f"{name}.key", array(link.key.weight), array(link.key.bias)


def measure_peaks(model, texts, vocabulary):
    """{name of a linear map: largest absolute value of each channel of its input}."""
    found, hooks = {}, []

    def watch(module, name):
        def keep(_, inputs, __):
            highest = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, 0.0), highest)

        hooks.append(module.register_forward_hook(keep))

    for number, layer in enumerate(model.layers):
        for part in ("projection", "output", "inner", "outer"):
            watch(getattr(layer, part), f"layer{number}.{part}")
    watch(next(iter(model.tags.values())), "heads")
    runner = TorchRunner(model)
    for text in texts:
        Reading(text, vocabulary, runner)
    for hook in hooks:
        hook.remove()
    return found


def rows_of_bytes(rows):
    """(whole numbers, scale of each row)."""
    scale = np.abs(rows).max(1).clip(1e-8) / 127
    return np.rint(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def evening(peaks):
    """What each channel of a linear map's input is divided by."""
    factor = np.maximum(1, peaks / np.quantile(peaks, USUAL)).astype(np.float32)
    return factor if factor.max() >= UNEVEN else np.ones_like(factor)


def linear(tables, name, weight, bias, peaks):
    factor = evening(peaks)
    whole, scale = rows_of_bytes(weight * factor)
    tables |= {f"{name}.weight": whole, f"{name}.scale": scale, f"{name}.bias": bias, f"{name}.even": 1 / factor}


def norm(tables, name, module):
    tables |= {f"{name}.{part}": array(getattr(module, part)) for part in ("weight", "bias")}


def layer_tables(tables, name, layer, peaks):
    width = layer.output.in_features
    weight, bias = array(layer.projection.weight).copy(), array(layer.projection.bias).copy()
    weight[:width] /= (width / layer.heads) ** 0.5  # the scale of attention, folded into the query
    bias[:width] /= (width / layer.heads) ** 0.5
    linear(tables, f"{name}.projection", weight, bias, peaks[f"{name}.projection"])
    for part in ("output", "inner", "outer"):
        module = getattr(layer, part)
        linear(tables, f"{name}.{part}", array(module.weight), array(module.bias), peaks[f"{name}.{part}"])
    norm(tables, f"{name}.attended", layer.attention_norm)
    norm(tables, f"{name}.norm", layer.norm)


def tables_of(model, peaks):
    """{name: array} of all that the reader needs."""
    words, scales = rows_of_bytes(array(model.word.weight))
    tables = {
        "word.weight": words,
        "word.scale": scales,
        "position.weight": array(model.position.weight),
        "feature.weight": array(model.feature_table()),
    }
    norm(tables, "embedded", model.embedding_norm)
    for number, layer in enumerate(model.layers):
        layer_tables(tables, f"layer{number}", layer, peaks)
    parts = list(head_parts(model))
    weight, bias = (np.concatenate([part[i] for part in parts]) for i in (1, 2))
    linear(tables, "heads", weight, bias, peaks["heads"])
    return {name: np.ascontiguousarray(table) for name, table in tables.items()}


def manifest(model, folder):
    def digest(name):
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()

    return {
        "name": "attribution",
        "version": VERSION,
        "format": 2,
        "licence": "weights: research and other non-commercial use, see LICENSE",
        "files": {
            name: {"sha256": digest(name), "bytes": (folder / name).stat().st_size}
            for name in ("model.safetensors", "vocab.txt")
        },
        "encoder": {
            "width": model.sizes.width,
            "layers": model.sizes.layers,
            "heads": model.sizes.heads,
            "inner": model.sizes.inner,
            "pieces": LONGEST,
            "epsilon": model.sizes.epsilon,
        },
        "window": {"pieces": WINDOW, "stride": STRIDE},
        "special": {"start": "[CLS]", "end": "[SEP]", "unknown": "[UNK]", "line_break": "[unused1]"},
        "features": {
            "rows": FEATURES,
            "number": "shape + 6 * (depth + 3 * glued)",
            "shape": ["lower", "title", "upper", "mixed", "digit", "mark"],
            "depth": DEPTHS,
            "glued": GLUES,
            "shapes": SHAPES,
        },
        "heads": [{"name": h.name, "labels": list(h.labels)} for h in TAG_HEADS if h.name in model.tags],
        "links": [
            {
                "name": h.name,
                "width": LINK_WIDTH,
                "distance_bias": [round(float(b), 6) for b in array(model.links[h.name].biases())],
                "none_bias": round(model.links[h.name].none.item(), 6),
            }
            for h in LINK_HEADS
            if h.name in model.links
        ],
    }


def measured_texts(gold, attribution):
    """Texts whose activations are measured: held-out reports, or for a model of open texts such texts."""
    if attribution:
        records = attribution_splits(gold)[1]
    else:
        records, _ = entity_splits(gold)["wikigold"]
    return [record["text"] for record in records[:MEASURED]]


def largest_difference(one, other, rng, windows=20):
    worst = 0.0
    for _ in range(windows):
        length = int(rng.integers(3, LONGEST + 1))
        ids, features = rng.integers(1000, 30000, length), rng.integers(0, FEATURES, length)
        a, b = one(ids, features), other(ids, features)
        worst = max(worst, max(float(np.abs(a[name] - b[name]).max()) for name in a))
    return worst


def main():
    o = options()
    o.out.mkdir(parents=True, exist_ok=True)
    model = from_checkpoint(o.checkpoint, backbone())
    texts = measured_texts(o.gold, ATTRIBUTION.name in model.tags)
    peaks = measure_peaks(model, texts, Vocabulary(backbone() / "vocab.txt"))
    save_file(tables_of(model, peaks), o.out / "model.safetensors")
    shutil.copy(backbone() / "vocab.txt", o.out / "vocab.txt")
    (o.out / "manifest.json").write_text(json.dumps(manifest(model, o.out), indent=1) + "\n")
    difference = largest_difference(TorchRunner(model), WholeRunner(o.out), np.random.default_rng(1))
    print(f"weights and activations of 8 bits against the trained model: largest difference {difference:.2e}")
    print(f"{o.out / 'model.safetensors'}: {(o.out / 'model.safetensors').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
