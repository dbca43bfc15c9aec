"""feelings.tsv: nouns for what somebody feels, from WordNet 3.1.

A noun is kept when its first sense, the commonest, is in the file of feelings ("anger"), or in the file of states beside
a word of the first kind ("unease" beside "uneasiness").
"""

import re

import morphology
import tables

FEELING, STATE = 12, 26  # lexicographer files, lexnames(5WN)


def build(out, wordnet, noun_forms):
    first = {}
    for key, entries in wordnet.senses["n"].items():
        if re.fullmatch(r"[a-z]{3,}", key) and key in entries[0][0].words:
            first[key] = entries[0][0]
    plain = {key for key, synset in first.items() if synset.lexfile == FEELING}
    beside = {key for key, synset in first.items() if synset.lexfile == STATE and plain.intersection(synset.words)}
    rows = [(key, "|".join(morphology.plurals(noun_forms, key))) for key in plain | beside]
    header = [
        "noun, plurals",
        "From WordNet 3.1 (nouns whose first sense is of noun.feeling, or of noun.state with such a noun as synonym).",
    ]
    tables.write(out, "feelings.tsv", header, rows)
