"""Reference outputs on fixed texts, so that another reader of the model can test itself.

Usage: python reference.py ../models/attribution-0.1 --checkpoint work/run/epoch-8.pt ; writes reference.json into the folder.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from decode import Reading, entities, kept
from heads import ACTORS, NAMES, TAG_HEADS
from model import from_checkpoint
from prepare import backbone
from runners import TorchRunner, WholeRunner
from text import Vocabulary

TEXTS = [
    "The minister said on Tuesday that the bridge would open in May.",
    "“We will not wait,” said Ilse Marrow, head of the port union. “The ships are here, and so are we.”",
    "Harbour fees to double: Brandt\n\nThe port of Kesselby plans to double its fees, Deputy Mayor Oto Brandt told reporters.",
    "BRANDT: \"You have seen the figures.\"\nMARROW: 'We have not.'",
    "MARROW SAYS SHE 'NEVER SAW' THE REPORT",
    "According to the Kesselby Courier, fees rose 12.5% (from €4,000 to €4,500) in 2019–2021.",
    "Señora Muñoz-Ångström and Đặng Văn Łukasz met in São Tomé; İstanbul’s mayor wasn’t there.",
    "He called it “the ‘so-called’ plan of a man who ``never' read it''” and left.",
    "Great news! 🎉👩‍👩‍👧 The team’s tweet read: «Merci à tous» 😀.",
    "Pneumonoultramicroscopicsilicovolcanoconiosis is no word for a headline, the doctor joked.",
    "“The fees are a shame.” ― Ilse Marrow\n“We moved away.” — Jon Pell, a boatman of Kesselby\nPell and Marrow met.",
    "a" * 101 + " is too long a word, and " + "b" * 100 + " is not.",
    "“The first part of the answer has no end.\n\n“The second part has one,” she added.\n\n中文 and かな stand beside Ελλάς and Москва.",
    "It\u00a0was\u200b said\ufeff to\u00adday\t\tthat\r\nnothing\u2028would change .",
    "",
]
DIGITS = 3


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="what was exported, for the scores without quantisation"
    )
    return parser.parse_args()


def rounded(array):
    return [[round(float(x), DIGITS) for x in row] for row in array]


def outputs(reading):
    """All windows: the best label of each piece and, of the first and last piece, all scores and links."""
    found = []
    for (a, b), out in zip(reading.ranges, reading.outputs):
        found.append(
            {
                "words": [a, b],
                "best": {h.name: out[h.name].argmax(1).tolist() for h in TAG_HEADS},
                "scores": {h.name: rounded(out[h.name][1:3]) for h in TAG_HEADS},
                "links": {
                    name: rounded(np.array([out[f"{name}.query"][1] @ out[f"{name}.key"].T]))[0]
                    for name in reading.runner.biases
                },
            }
        )
    return found


def main():
    o = options()
    vocabulary = Vocabulary(o.model / "vocab.txt")
    trained = from_checkpoint(o.checkpoint, backbone())
    runners = {"int8": WholeRunner(o.model), "fp32": TorchRunner(trained)}
    cases = []
    for text in TEXTS:
        readings = {name: Reading(text, vocabulary, runner) for name, runner in runners.items()}
        reading = readings["int8"]
        e = reading.encoded
        cases.append(
            {
                "text": text,
                "starts": e.start.tolist(),
                "ends": e.end.tolist(),
                "quotations": [[q.start, q.first, q.last, q.end, q.level, q.closed] for q in e.quotations],
                "first_pieces": e.first.tolist(),
                "ids": e.ids.tolist(),
                "features": e.features.tolist(),
                "int8": outputs(reading),
                "fp32": outputs(readings["fp32"]),
                "attributions": [
                    a | {"confidence": round(a["confidence"], DIGITS)}
                    for a in kept(reading, runners["int8"].confidence)
                ],
                "names": entities(reading, NAMES),
                "actors": entities(reading, ACTORS),
            }
        )
    (o.model / "reference.json").write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(cases)} texts")


if __name__ == "__main__":
    main()
