"""Reads events with the artefact as the Rust reader does: whole numbers, sentence by sentence. The reference for section 14."""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from decode import Reading
from eventnet import REACH, SCORES, SIDE
from plover import REALIS, TYPES
from runners import WholeRunner
from text import WINDOW, Vocabulary

FILE = "events.safetensors"
OUTSIDE = float(np.log(1e-4))  # of a side's word in another chunk than the trigger


class LowerRunner(WholeRunner):
    """The encoder up to the layer whose rows are read."""

    def __init__(self, folder, layer):
        super().__init__(folder)
        self.sizes = self.sizes | {"layers": layer}

    def __call__(self, ids, features):
        return self.layers(ids, features)[-1]


class UpperRunner(WholeRunner):
    """The layers and heads of the events model."""

    def __init__(self, folder):
        super().__init__(folder)
        self.said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["events"]
        self.tables = {name: table.float() for name, table in load_file(folder / FILE).items()}

    def __call__(self, rows, first):
        """Scores of types and realis at each word, and of each word to be source and target of each trigger."""
        with torch.inference_mode():
            x = self.linear(rows, "enter")
            for number in range(self.said["layers"]):
                x = self.layer(x, f"layer{number}")
            parts = self.linear(x[first], "heads").split([SCORES, len(REALIS), SIDE, SIDE, SIDE, SIDE], 1)
            types, realis, *sides = parts
            place = torch.arange(len(first))
            apart = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
            source = sides[0] @ sides[1].T + self.tables["source.bias"][apart]
            target = sides[2] @ sides[3].T + self.tables["target.bias"][apart]
        return types, realis / self.said["realis_temperature"], source, target


class Chunk:
    """Words of a sentence that are read together, and what the model says of them."""

    def __init__(self, words, outputs, temperature):
        self.words = words  # numbers in the text
        types, self.realis, self.source, self.target = outputs
        self.types, self.plain = (types / temperature).log_softmax(1), types.log_softmax(1)


class EventReader:
    def __init__(self, folder: Path):
        self.upper = UpperRunner(folder)
        self.said = self.upper.said
        self.lower = LowerRunner(folder, self.said["layer"])
        self.vocabulary = Vocabulary(folder / "vocab.txt")

    def read(self, text, ranges=None, gated=True):
        """(encoded, sentences as lists of chunks); `ranges` are the sentences' code points, else the text is one."""
        reading = Reading(text, self.vocabulary, self.lower)
        e = reading.encoded
        found = []
        for start, end in ranges or [(0, len(text))]:
            words = [w for w in range(len(e)) if start <= e.start[w] < end and text[e.start[w]] != "\n"]
            found.append([self.chunk(reading, part, gated) for part in chunks(e, words)])
        return e, [[c for c in sentence if c] for sentence in found]

    def chunk(self, reading, words, gated):
        e, rows, first, size = reading.encoded, [], [], 0
        for w in words:
            home = reading.home[w]
            at, count = reading.place(w, home), int(e.first[w + 1] - e.first[w])
            rows.append(reading.outputs[home][at : at + count])
            first.append(size)
            size += count
        rows = torch.cat(rows)
        if gated and self.said["gate"] is not None:
            with torch.inference_mode():
                if float(self.upper.linear(rows[first], "gate").max()) <= self.said["gate"]:
                    return None
        return Chunk(words, self.upper(rows, first), self.said["temperature"])

    def events(self, e, chunk):
        """[trigger word, type, happens, share of the type, realis, source spans, target spans], spans in code points."""
        found = []
        happens = 1 - chunk.types[:, 0].exp()
        for t in torch.nonzero(happens >= self.said["threshold"])[:, 0].tolist():
            best = int(chunk.types[t, 1:].argmax())
            share = float(chunk.types[t, 1 + best].exp() / happens[t])
            realis = REALIS[int(chunk.realis[t].argmax())]
            spans = [self.side(e, chunk, scores[t].sigmoid(), t) for scores in (chunk.source, chunk.target)]
            found.append([chunk.words[t], TYPES[best], float(happens[t]), share, realis, *spans])
        return found

    def side(self, e, chunk, shares, trigger):
        spans, last = [], None
        for w, share in enumerate(shares.tolist()):
            if share < self.said["side_threshold"] or w == trigger:
                continue
            start, end = int(e.start[chunk.words[w]]), int(e.end[chunk.words[w]])
            if last == w - 1:
                spans[-1][1] = end
            else:
                spans.append([start, end])
            last = w
        return spans

    def pair(self, sentence, sources, targets):
        """Logarithms of the probabilities of the types, for sides given as words of the text."""
        scores = []
        for chunk in sentence:
            at = {w: n for n, w in enumerate(chunk.words)}
            total = torch.zeros(len(chunk.words))
            for words, matrix in ((sources, chunk.source), (targets, chunk.target)):
                inside = [at[w] for w in words if w in at]
                if words:
                    total += (F.logsigmoid(matrix[:, inside]).sum(1) + OUTSIDE * (len(words) - len(inside))) / len(
                        words
                    )
            total[[at[w] for w in [*sources, *targets] if w in at]] = -1e4
            scores.append(total[:, None] + chunk.plain[:, 1:])
        return (
            torch.logsumexp(torch.cat(scores), 0).log_softmax(0)
            if scores
            else torch.full((len(TYPES),), 1 / len(TYPES)).log()
        )


def chunks(e, words):
    """Runs of whole words of at most WINDOW pieces."""
    part, size = [], 0
    for w in words:
        count = int(e.first[w + 1] - e.first[w])
        if part and size + count > WINDOW:
            yield part
            part, size = [], 0
        part.append(w)
        size += count
    if part:
        yield part
