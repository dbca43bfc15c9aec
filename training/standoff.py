"""Events marked in sentences of corpora whose text stays outside this repository: only offsets, labels and checksums are kept.

Usage:
    python standoff.py take MARKED.txt... --read READ.json... [--gold ../../shared/eval] [--to marked]   # markup to offsets
    python standoff.py show [CORPUS [ID]] [--gold ../../shared/eval]                                    # offsets to markup

MARKED holds `## corpus id` and, under it, `n| sentence in event markup` (sentences.py) for each sentence with an event; READ says which
sentences of which reports were read: [[corpus, id, [[start, end, text], ...]], ...]. A sentence that was read and is not in MARKED has
no event. A line of `marked/CORPUS.jsonl` is one sentence: `report` is the checksum of the record's id (ids can hold words of a headline),
offsets are code points of the record's text, spans those of the sentence.
"""

import argparse
import hashlib
import json
from functools import cache
from pathlib import Path

import sentences
from corpora import read
from plover import Sentence, Told

FOLDER = Path(__file__).resolve().parent / "marked"
CORPORA = {
    "allsides": "stories/allsides.public.jsonl.gz",
    "gsr": "events/gsr.jsonl",
    "plv": "events/plv.jsonl",
    "polnear": "attribution/train.jsonl.gz",
    "re3d": "entities/re3d.jsonl.gz",
    "reports": "stories/reports.public.jsonl.gz",
    "rss2023": "stories/rss2023_week_unlabelled.public.jsonl.gz",
    "worldwide_newswire": "entities/worldwide_newswire.jsonl.xz",
}


class TextError(ValueError):
    """The text of a corpus is not the one that was marked."""


def check(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def texts(gold, corpus):
    """{checksum of the id: (id, text)}"""
    return {check(record["id"]): (record["id"], record["text"]) for record in read(gold / CORPORA[corpus])}


def records(folder=FOLDER):
    """(corpus, record) of every sentence that was read, in order of file and line."""
    for path in sorted(Path(folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


def sentence_of(gold, corpus, record):
    """(id of the report, text of the sentence)"""
    name, text = texts(gold, corpus)[record["report"]]
    text = text[record["start"] : record["end"]]
    if check(text) != record["check"]:
        raise TextError(f"{corpus} {name} {record['start']}: not the text that was marked")
    return name, text


def load(gold, folder=FOLDER):
    """The sentences with all their events."""
    found = []
    for corpus, record in records(folder):
        told = [
            Told(
                (e["type"],),
                [tuple(s) for s in e["sources"]],
                [tuple(s) for s in e["targets"]],
                [tuple(t[:2]) for t in e["triggers"]],
                [t[2] for t in e["triggers"]],
            )
            for e in record["events"]
        ]
        report, text = sentence_of(gold, corpus, record)
        found.append(Sentence(f"{corpus}-{report}-{record['start']}", text, told, complete=True, whole=True))
    return found


def take(marked, read_files, gold, folder):
    """Adds what was read to `folder`; a sentence that is there already is replaced."""
    events = {}
    for path in marked:
        report = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("## "):
                report = tuple(line[3:].split(" ", 1))
            elif line.strip():
                place, markup = line.split("| ", 1)
                events[*report, int(place)] = sentences.parse(markup, f"{path}:{number}")
    rows = {(corpus, r["report"], r["start"]): r for corpus, r in records(folder)}
    for path in read_files:
        for corpus, name, parts in json.loads(path.read_text(encoding="utf-8")):
            for number, (start, end, _) in enumerate(parts, 1):
                whole = texts(gold, corpus)[check(name)][1][start:end]
                text, told = events.pop((corpus, name, number), (whole, ()))
                if text != whole:
                    raise TextError(f"{corpus} {name} {number}: the marked sentence has another text")
                rows[corpus, check(name), start] = {
                    "report": check(name),
                    "start": start,
                    "end": end,
                    "check": check(whole),
                    "events": [
                        {
                            "type": e.type,
                            "mode": e.mode,
                            "triggers": e.mentions,
                            "sources": e.sources,
                            "targets": e.targets,
                        }
                        for e in told
                    ],
                }
    if events:
        raise TextError(f"marked, but not among what was read: {sorted(events)[:3]}")
    folder.mkdir(exist_ok=True)
    for corpus in sorted({key[0] for key in rows}):
        lines = [json.dumps(rows[key], ensure_ascii=False) for key in sorted(rows) if key[0] == corpus]
        (folder / f"{corpus}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def markup(text, events):
    """The sentence with its marks, as `sentences.parse` reads them."""
    marks = {}
    for number, e in enumerate(events, 1):
        for letter, spans in (("S", e["sources"]), ("T", e["targets"])):
            for span in spans:
                marks.setdefault((*span, "]"), []).append(f"{letter}{number}")
        for place, (start, end, realis) in enumerate(e["triggers"]):
            mode = f"/{e['mode']}" if e["mode"] else ""
            marks[start, end, "}"] = [f"={number} {realis}|" if place else f"{number} {e['type']}{mode} {realis}|"]
    openings, closings = {}, {}
    for (start, end, close), words in sorted(marks.items(), key=lambda m: (m[0][0], -m[0][1], m[0][2])):
        opening = "{" + words[0] if close == "}" else "[" + ",".join(words) + " "
        openings.setdefault(start, []).append(opening)
        closings.setdefault(end, []).insert(0, (start, close))
    out = []
    for at in range(len(text) + 1):
        out += [close for _, close in sorted(closings.get(at, []), key=lambda c: (-c[0], c[1] != "}"))]
        out += openings.get(at, [])
        out.append(text[at : at + 1])
    return "".join(out)


def show(gold, corpus, name, folder):
    last = None
    for at, record in records(folder):
        if corpus not in (None, at):
            continue
        report, text = sentence_of(gold, at, record)
        if name in (None, report):
            if (at, report) != last:
                last = at, report
                print(f"## {at} {report}")
            print(f"{record['start']}| {markup(text, record['events'])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../../shared/eval"))
    parser.add_argument("--to", type=Path, default=FOLDER)
    commands = parser.add_subparsers(dest="command", required=True)
    taking = commands.add_parser("take")
    taking.add_argument("marked", type=Path, nargs="+")
    taking.add_argument("--read", type=Path, nargs="+", required=True)
    showing = commands.add_parser("show")
    showing.add_argument("corpus", nargs="?")
    showing.add_argument("id", nargs="?")
    o = parser.parse_args()
    if o.command == "take":
        take(o.marked, o.read, o.gold, o.to)
    else:
        show(o.gold, o.corpus, o.id, o.to)


if __name__ == "__main__":
    main()
