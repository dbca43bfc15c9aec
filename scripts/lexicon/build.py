"""Rebuilds every generated table of crates/rapporteur-ontology/data and its manifest.

    python3 scripts/lexicon/fetch.py SOURCES
    python3 scripts/lexicon/build.py SOURCES TRAIN [OUT]

SOURCES is the folder that fetch.py filled; TRAIN is the train part of PolNeAR as JSONL, gzip (fields text and
attributions with source, cue and content spans). OUT is the data folder of the crate unless given.
Needs Python 3.9 or later and its standard library. Two runs give the same bytes.
"""

import hashlib
import json
import pathlib
import sys

import actors
import acts
import countries
import cues
import feelings
import gazetteer
import morphology
import names
import nouns
import places
import verbs
import words
from wordnet import WordNet


def manifest(out):
    entries = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.glob("*.tsv"))}
    (out / "MANIFEST.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def regions(out):
    """The names in the hand-made table of regions."""
    rows = [line.split("\t") for line in (out / "regions.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [name for row in rows for name in row[0].split("|")]


def main(sources, train, out):
    wordnet = WordNet(sources / "wordnet" / "package" / "dict")
    noun_forms, verb_forms = morphology.load(sources / "lemminflect")
    counts = words.count(train)
    words.build(out, counts)
    given, surnames = names.build(out, sources)
    nouns.build(out, wordnet, noun_forms, counts)
    feelings.build(out, wordnet, noun_forms)
    ordinary = {w for w, n in counts[0].items() if n >= 3 and n > counts[1][w]}
    capitals = countries.build(out, sources, wordnet)
    places.build(out, sources, wordnet, capitals, ordinary, given, surnames)
    gazetteer.build(out, sources, wordnet, regions(out))
    common = verbs.build(out, wordnet, verb_forms, counts)
    cues.build(out, wordnet, noun_forms, verb_forms, common, train)
    actors.build(out, sources, wordnet, noun_forms)
    acts.build(out, wordnet, noun_forms, verb_forms)
    manifest(out)


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[2]
    target = sys.argv[3] if len(sys.argv) > 3 else root / "crates" / "rapporteur-ontology" / "data"
    main(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(target))
