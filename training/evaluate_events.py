"""Score the events of an exported model by the scorer of the public suites.

Usage: python evaluate_events.py ../models/attribution-0.1 [--gold ../../shared/eval] [--part aside|all] [--save work/events/scores.json]

Pairs (plv): source and target are given. Extraction (gsr, plv): the best trigger of each type of a sentence is an event.
Codes of actors are those of the states named in their words: the program's own actor coding stands behind its own figures.
"""

import argparse
import importlib.util
import json
import re
from functools import cache
from pathlib import Path

from corpora import covered, read
from eventread import EventReader
from plover import TYPES, YIELD, set_aside
from sentences import rows


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--part", choices=("aside", "all"), default="aside")
    parser.add_argument("--save", type=Path)
    return parser.parse_args()


@cache
def states():
    """(pattern of names of states, code of each)."""
    codes = {}
    for _, code, _, _, names, adjectives, people, capitals in (row[:8] for row in rows("countries.tsv")):
        for word in "|".join((names, adjectives, people, capitals)).split("|"):
            codes.setdefault(word, code)
    codes |= {
        "US": "USA",
        "U.S.": "USA",
        "American": "USA",
        "UN": "UNO",
        "United Nations": "UNO",
        "European Union": "EUR",
        "EU": "EUR",
    }
    ordered = sorted(filter(None, codes), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)"), codes


def actors(text, spans):
    pattern, codes = states()
    found = []
    for start, end in spans:
        words = text[start:end]
        match = pattern.search(words)
        found.append({"text": words, "span": [start, end], "code": codes[match.group()] if match else None})
    return found


def extracted(reader, text):
    e, (sentence,) = reader.read(text)
    best = {}
    for chunk in sentence:
        for trigger, kind, happens, share, realis, sources, targets in reader.events(e, chunk):
            if kind not in best or happens * share > best[kind][0]:
                sides = {"source": actors(text, sources), "target": actors(text, targets)}
                best[kind] = happens * share, {"plover": kind, "realis": realis, **sides}
    return [event for _, event in sorted(best.values(), key=lambda x: -x[0])]


def paired(reader, record):
    e, (sentence,) = reader.read(record["text"], gated=False)
    found = []
    for event in record["events"]:
        sides = [covered(e, [a["span"] for a in event[side] if a.get("span")]) for side in ("source", "target")]
        scores = dict(zip(TYPES, reader.pair(sentence, *sides).exp().tolist()))
        joined = sum(scores[name] for name in YIELD)
        found.append({"plover": max(scores | {"YIELD": joined}, key=(scores | {"YIELD": joined}).get)})
    return found


def main():
    o = options()
    spec = importlib.util.spec_from_file_location("scorer", o.gold / "events/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reader, aside = EventReader(o.model), set_aside(o.gold)
    suites = {name: read(o.gold / f"events/{name}.jsonl") for name in ("gsr", "plv", "neg", "quad")}
    if o.part == "aside":
        suites |= {name: [r for r in suites[name] if r["id"] in aside] for name in ("gsr", "plv")}
    scores = {}
    found = [{"id": r["id"], "events": paired(reader, r)} for r in suites["plv"]]
    scores["plv, sides given"] = scorer.pair(suites["plv"], found, True)
    for name in ("gsr", "plv", "neg", "quad"):
        found = [{"id": r["id"], "events": extracted(reader, r["text"])} for r in suites[name]]
        scores[name] = scorer.evaluate(suites[name], found, name == "plv")
    for name, score in scores.items():
        print(name)
        for key, value in score.items():
            if key.startswith(
                (
                    "type",
                    "quad",
                    "tuple",
                    "macro",
                    "acc",
                    "hit",
                    "top1",
                    "detect",
                    "records",
                    "events",
                    "source",
                    "target",
                )
            ):
                print(f"  {key:20} {value}")
    if o.save:
        o.save.parent.mkdir(parents=True, exist_ok=True)
        o.save.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
