"""Two ways to run the model on one window: the trained model and the exported graph. Both give the same arrays.

A runner is called with ids and features (with [CLS] and [SEP]) and returns, by name: the scores of each tag head
(pieces x labels), and for each link `NAME.query` and `NAME.key` (pieces x LINK_WIDTH; the query is scaled already).
`runner.biases[NAME]` are the biases of a link by distance, `runner.none[NAME]` the one for piece 0.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from heads import LINK_HEADS, LINK_WIDTH


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


class OnnxRunner:
    def __init__(self, folder: Path, graph="model.onnx", threads=1):
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(folder / graph), settings, providers=["CPUExecutionProvider"])
        self.names = [output.name for output in self.session.get_outputs()]
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        links = {link["name"]: link for link in manifest["links"]}
        self.biases = {h.name: np.array(links[h.name]["distance_bias"], dtype=np.float32) for h in LINK_HEADS}
        self.none = {h.name: links[h.name]["none_bias"] for h in LINK_HEADS}
        self.confidence = manifest.get("confidence")

    def __call__(self, ids, features):
        feed = {"ids": ids.astype(np.int32), "features": features.astype(np.int32)}
        return dict(zip(self.names, self.session.run(self.names, feed)))
