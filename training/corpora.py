"""Readers of the corpora and the fixed splits."""

import gzip
import hashlib
import json
import lzma
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from heads import ACTORS, ATTRIBUTION, IGNORE, NAME_LABELS, NAMES

HELD_OUT_REPORTS = 30  # reports of PolNeAR train that choose between trainings
NO_SOURCE = -1
FUNCTION_WORDS = set("it he she they we i you the this that these those his her their its our who a an".split())


def read(path: Path):
    opener = gzip.open if path.suffix == ".gz" else lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rank(identifier):
    """A number that only the identifier decides: splits do not change with the order of a file."""
    return int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:8], "big")


def attribution_splits(folder: Path):
    """PolNeAR: (train, held out of train, dev)."""
    train = sorted(read(folder / "attribution/train.jsonl.gz"), key=lambda d: rank(d["id"]))
    return train[HELD_OUT_REPORTS:], train[:HELD_OUT_REPORTS], read(folder / "attribution/dev.jsonl.gz")


def entity_splits(folder: Path):
    """{corpus: (train, dev)}. worldwide: every tenth report by rank is dev; re3d: every fourth."""
    entities = folder / "entities"

    def split(records, every):
        return [d for d in records if rank(d["id"]) % every], [d for d in records if rank(d["id"]) % every == 0]

    return {
        "worldwide": split(read(entities / "worldwide_newswire.jsonl.xz"), 10),
        "re3d": split(read(entities / "re3d.jsonl.gz"), 4),
        "crossner": (
            read(entities / "crossner_politics_train.jsonl.gz"),
            read(entities / "crossner_politics_dev.jsonl.gz"),
        ),
        "wikigold": (read(entities / "wikigold.jsonl.gz"), []),
    }


def coreference_split(folder: Path):
    """GUM: (train, dev); every fourth document by rank is dev."""
    documents = read(folder / "coreference/gum.jsonl.xz")
    return [d for d in documents if rank(d["id"]) % 4], [d for d in documents if rank(d["id"]) % 4 == 0]


def is_open(corpus, record):
    """True if weights that saw the record may be used by anybody, with credit (DATA.md)."""
    if corpus == "re3d":
        return not any(term in record["license"] for term in ("NC", "EEAS"))
    return corpus in ("crossner", "wikigold")


@dataclass
class Labelled:
    """An encoded text with what a corpus says of its words.

    `attribution` holds label numbers; `cue` (for content words) and `source` (for cue words) hold the word pointed to,
    NO_SOURCE, or IGNORE. `tags` maps a tag head to a matrix words x labels: True where the label may stand.
    """

    encoded: object
    attribution: np.ndarray = None
    cue: np.ndarray = None
    source: np.ndarray = None
    tags: dict = field(default_factory=dict)


def covered(encoded, spans):
    """Numbers of the words of which half or more lies in one of the spans."""
    found = []
    for s, e in spans:
        a = np.searchsorted(encoded.end, s, side="right")
        b = np.searchsorted(encoded.start, e, side="left")
        for w in range(a, b):
            inside = min(e, encoded.end[w]) - max(s, encoded.start[w])
            if 2 * inside >= encoded.end[w] - encoded.start[w]:
                found.append(w)
    return found


def label_attributions(encoded, record):
    labels = ATTRIBUTION.labels
    tag = np.zeros(len(encoded), dtype=np.int64)
    cue_of = np.full(len(encoded), IGNORE)
    source_of = np.full(len(encoded), IGNORE)
    # Cues last: where two attributions give a word two roles, the shorter role stays.
    for role in ("content", "source", "cue"):
        for item in record["attributions"]:
            for span in item[role]:
                run = covered(encoded, [span])
                if run:
                    tag[run] = labels.index(f"I-{role}")
                    tag[run[0]] = labels.index(f"B-{role}")
    for item in record["attributions"]:
        content, cue, source = (covered(encoded, item[role]) for role in ("content", "cue", "source"))
        if not cue:
            continue
        cue_of[content] = cue[0]
        source_of[cue] = source[0] if source else NO_SOURCE
    cue_of[~np.isin(tag, [labels.index("B-content"), labels.index("I-content")])] = IGNORE
    source_of[~np.isin(tag, [labels.index("B-cue"), labels.index("I-cue")])] = IGNORE
    return Labelled(encoded, tag, cue_of, source_of)


def disjoint(entities, longest):
    """A choice without overlaps: the longest (or shortest) first."""
    chosen = []
    order = -1 if longest else 1
    for e in sorted(entities, key=lambda e: (order * (e["span"][1] - e["span"][0]), -e.get("conf", 0), e["span"])):
        if all(e["span"][1] <= o["span"][0] or o["span"][1] <= e["span"][0] for o in chosen):
            chosen.append(e)
    return chosen


def is_named(text):
    return any(w[0].isupper() and w.lower() not in FUNCTION_WORDS for w in re.findall(r"\w+", text))


def permitted(encoded, head, entities, mapping):
    """Matrix words x labels: which labels the corpus leaves open for each word."""
    labels = head.labels
    allowed = np.zeros((len(encoded), len(labels)), dtype=bool)
    for name in mapping["O"]:
        allowed[:, [labels.index("O")] if name == "O" else [labels.index(f"{p}-{name}") for p in "BI"]] = True
    for entity in entities:
        run = covered(encoded, [entity["span"]])
        for i, w in enumerate(run):
            allowed[w] = False
            for name in mapping[entity["label"]]:
                allowed[w, labels.index(f"{'I' if i else 'B'}-{name}")] = True
    return allowed


def label_entities(encoded, record, corpus):
    mapping = NAME_LABELS[corpus]
    entities = [e for e in record["ents"] if e["label"] in mapping]
    labelled = Labelled(encoded)
    if corpus == "re3d":
        # re3d nests: a name in a longer mention of an actor. NAMES learns the names, ACTORS the longest mentions.
        actors = disjoint([e for e in entities if e["label"] in ACTORS.spans], longest=True)
        own = {"O": ("O",), **{span: (span,) for span in ACTORS.spans}}
        labelled.tags[ACTORS.name] = permitted(encoded, ACTORS, actors, own)
        entities = [e for e in entities if is_named(record["text"][slice(*e["span"])])]
    labelled.tags[NAMES.name] = permitted(encoded, NAMES, disjoint(entities, longest=False), mapping)
    return labelled
