"""The attributed train reports (JSONL, gzip): tokens with offsets, cue and content spans."""

import gzip
import json
import re

# A word may hold apostrophes, hyphens and inner dots ("U.S."); every other mark is a token of its own.
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[\w&]+(?:[-'’][\w&]+)*|''|``|[^\w\s]")
POSSESSIVE = re.compile(r"['’]s$")


def tokens(text):
    """[(start, end, word)]; a possessive 's is split off, as the language analysis does."""
    found = []
    for match in TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if POSSESSIVE.search(word) and len(word) > 2:
            found.append((start, end - 2, word[:-2]))
            found.append((end - 2, end, "'s"))
        else:
            found.append((start, end, word))
    return found


def read(path):
    """Yields (text, tokens, attributions) of each report."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["text"], tokens(record["text"]), record["attributions"]
