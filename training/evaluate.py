"""Score a model. Usage: python evaluate.py MODEL [--gold ../../shared/eval] [--parts dev ...] [--out work/scores]

MODEL is a folder of models/, after export.py and calibrate.py.
Parts: heldout and dev (attribution), worldwide, crossner, re3d (entities).
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from corpora import attribution_splits, entity_splits
from corpora import read as read_lines
from decode import Reading, entities, kept
from heads import ACTORS, NAMES
from prepare import backbone
from runners import WholeRunner
from text import Vocabulary

ATTRIBUTION_PARTS, ENTITY_PARTS = ("heldout", "dev"), ("worldwide", "crossner", "re3d")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--parts", nargs="+", default=["dev", *ENTITY_PARTS])
    parser.add_argument("--out", type=Path, default=Path("work/scores"))
    return parser.parse_args()


def write(path, records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def score(scorer, gold, predictions, *more):
    run = subprocess.run([sys.executable, scorer, gold, predictions, *more], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def attribution_scores(o, part, records, runner, vocabulary):
    def read(record):
        reading = Reading(record["text"], vocabulary, runner)
        return {"id": record["id"], "attributions": kept(reading, runner.confidence)}

    predictions = write(o.out / f"{part}.jsonl", map(read, records))
    gold = write(o.out / f"{part}.gold.jsonl", records)
    s = score(o.gold / "attribution/score.py", gold, predictions)
    (o.out / f"{part}.score.json").write_text(json.dumps(s, indent=1))
    if part == "dev":
        outlets = {}
        for outlet in sorted({r["publisher"] for r in records}):
            own = {r["id"] for r in records if r["publisher"] == outlet}
            own_gold = write(o.out / "outlet.gold.jsonl", (r for r in records if r["id"] in own))
            own_predictions = write(o.out / "outlet.jsonl", (r for r in read_lines(predictions) if r["id"] in own))
            outlets[outlet] = score(o.gold / "attribution/score.py", own_gold, own_predictions)
        (o.out / "outlets.score.json").write_text(json.dumps(outlets, indent=1))
    kinds = "/".join(f"{100 * s['by_type'][k]['e2e']['f1']:.1f}" for k in ("direct", "mixed", "indirect"))
    low, high = s["e2e_f1_ci95"]
    return (
        f"e2e F1 {100 * s['e2e']['f1']:.1f} [{100 * low:.1f}-{100 * high:.1f}]"
        f" (P {100 * s['e2e']['p']:.1f} R {100 * s['e2e']['r']:.1f}), direct/mixed/indirect {kinds},"
        f" match {100 * s['content_match']['f1']:.1f}, source {100 * s['source_acc']:.1f}"
    )


def entity_scores(o, part, records, runner, vocabulary):
    def read(record):
        reading = Reading(record["text"], vocabulary, runner)
        found = entities(reading, NAMES)
        if part == "re3d":  # its gold holds names and the longer mentions around them
            found += entities(reading, ACTORS)
        return {"id": record["id"], "ents": found}

    predictions = write(o.out / f"{part}.jsonl", map(read, records))
    gold = write(o.out / f"{part}.gold.jsonl", records)
    named = ["--named"] if part == "re3d" else []
    s = score(o.gold / "entities/score.py", gold, predictions, "PER,ORG,LOC", *named)
    (o.out / f"{part}.score.json").write_text(json.dumps(s, indent=1))
    by_label = "/".join(str(s[label][2]) for label in ("PER", "ORG", "LOC"))
    return f"strict F1 {s['strict'][2]} (P {s['strict'][0]} R {s['strict'][1]}), PER/ORG/LOC {by_label}"


def main():
    o = options()
    o.out.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(backbone() / "vocab.txt")
    runner = WholeRunner(o.model)
    _, heldout, dev = attribution_splits(o.gold)
    texts = {"heldout": heldout, "dev": dev} | {c: d for c, (_, d) in entity_splits(o.gold).items()}
    for part in o.parts:
        began = time.time()
        scored = attribution_scores if part in ATTRIBUTION_PARTS else entity_scores
        print(f"{part}: {scored(o, part, texts[part], runner, vocabulary)}  ({time.time() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
