"""words.tsv: how often the train reports write a word in lower case and capitalised inside a sentence."""

import collections

import corpus
import tables

FLOOR = 3


def count(train):
    """(lower, upper, heads): counts by lower-cased word; heads counts the nouns that head a source."""
    lower, upper, heads = collections.Counter(), collections.Counter(), collections.Counter()
    for text, tokens, attributions in corpus.read(train):
        fresh = True
        for _, _, word in tokens:
            if word[0].isalpha():
                if word.islower():
                    lower[word] += 1
                elif not fresh and word[0].isupper():
                    upper[word.lower()] += 1
                fresh = False
            elif word in ".!?:“”\"":
                fresh = True
        for attribution in attributions:
            for start, end in attribution["source"]:
                words = [w for _, _, w in corpus.tokens(text[start:end])]
                stop = next((i for i, w in enumerate(words) if i and w in STOPS), len(words))
                # A capital marks a name ("King", "Guardian"), which says nothing about the noun.
                if stop and words[stop - 1].islower():
                    heads[words[stop - 1]] += 1
    return lower, upper, heads


STOPS = {",", "of", "for", "in", "from", "at", "to", "who", "that", "which", "with", "on", "by", "’", "'s", "—", "-", "(", "and", "or"}


def build(out, counts):
    lower, upper, _ = counts
    rows = [(w, n, upper[w]) for w, n in lower.items() if n >= FLOOR and w.isascii() and w.isalpha()]
    header = [
        "word, times in lower case, times capitalised inside a sentence",
        "Counts over the train part of PolNeAR (840 reports); words of at least 3 lower-case occurrences.",
    ]
    tables.write(out, "words.tsv", header, rows)
