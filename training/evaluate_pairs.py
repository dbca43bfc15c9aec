"""Score `rapporteur pair` on the project's own gold events (eval/events): those with both sides in the sentence of their trigger.

Usage: python evaluate_pairs.py PROGRAM [--texts ../eval/events]

CONCEDE and RETREAT are also counted as one, as in the corpus that the reader of pairs learned from.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

from plover import ENDS, YIELD

OPENING = re.compile(
    r"\[(?P<sides>[ST]=?\d+(?:,[ST]=?\d+)*) |\{(?:(?P<number>\d+) (?P<type>[A-Z]+)\S* |=(?P<again>\d+) )(?P<realis>[a-z]+)\|"
)
BELOW = (0.5, 0.7, 0.9, 1.01)  # ranges of probabilities


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--texts", type=Path, default=Path("../eval/events"))
    return parser.parse_args()


def parse(marked):
    """(text, sides as (S or T, event, start, end), triggers by event as (type or None, realis, start))"""
    out, open_, sides, triggers, at = [], [], [], {}, 0
    while at < len(marked):
        match = OPENING.match(marked, at) if marked[at] in "[{" else None
        if match:
            open_.append((match, len(out)))
            at = match.end()
            continue
        if marked[at] in "]}" and open_:
            match, start = open_.pop()
            if match["sides"]:
                sides += [(m[0], int(m[1:].strip("=")), start, len(out)) for m in match["sides"].split(",")]
            else:
                event = int(match["number"] or match["again"])
                triggers.setdefault(event, []).append((match["type"], match["realis"], start))
        else:
            out.append(marked[at])
        at += 1
    return "".join(out), sides, triggers


def pairs(marked):
    """The first telling of each event that has both sides in its sentence, as a line for the program."""
    text, sides, triggers = parse(marked)
    cuts = {0, len(text), *(m.end() for m in ENDS.finditer(text)), *(m.end() for m in re.finditer("\n", text))}
    for event, tellings in triggers.items():
        kind = next((kind for kind, _, _ in tellings if kind), None)
        for _, realis, at in tellings:
            start, end = max(cut for cut in cuts if cut <= at), min(cut for cut in cuts if cut > at)
            of = {
                side: [[a - start, b - start] for s, e, a, b in sides if (s, e) == (side, event) and start <= a and b <= end]
                for side in "ST"
            }
            if kind and of["S"] and of["T"]:
                yield {"text": text[start:end], "source": of["S"], "target": of["T"], "type": kind, "realis": realis}
                break


def main():
    o = options()
    texts = [path.read_text(encoding="utf-8").split("\n", 1)[1] for path in sorted(o.texts.glob("*.txt"))]
    lines = "\n".join(json.dumps(pair) for text in texts for pair in pairs(text))
    printed = subprocess.run([o.program, "pair"], input=lines, capture_output=True, text=True, check=True).stdout
    found = [json.loads(line) for line in printed.splitlines()]

    def share(name, right, of=found):
        right = [right(line) for line in of]
        print(f"{name:40} {sum(right) / max(1, len(right)):.3f} of {len(right)}")

    def same(line):
        return line["event"]["type"] == line["type"]

    def nearly(line):
        return same(line) or {line["event"]["type"], line["type"]} <= set(YIELD)

    share("type", same)
    share("type, CONCEDE and RETREAT as one", nearly)
    share("realis", lambda line: line["event"].get("realis") == line["realis"])
    for low, high in zip((0, *BELOW), BELOW):
        share(f"type at {low} to {min(high, 1)}", nearly, [x for x in found if low <= x["event"]["probability"] < high])


if __name__ == "__main__":
    main()
