"""Attributions that the shape of a line gives away: transcripts and signed quotations. No model is needed.

A transcript line is "NAME: words" in a text with two or more such lines; the name must stand elsewhere in the text in
ordinary case, so that "UPDATE:" is none. A signed quotation is a line “words” ― Name. PolNeAR train has about 25 of
both, too few to learn from.
"""

import re

NAME = r"[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,3}"
TRANSCRIPT = re.compile(rf"^[\"“]?({NAME})(?: \([^)\n]{{0,60}}\))?(:)[ \t]+([^\n]+)$", re.MULTILINE)
SIGNED = re.compile(r"^[ \t]*([\"“«][^\n]+[\"”»])[ \t]*(―|—|–|--|-)[ \t]*([A-Z][^\n\"“”«»:;]{1,80})$", re.MULTILINE)
FEWEST_LINES, FEWEST_WORDS, LONGEST_SIGNATURE = 2, 3, 12


def is_name_elsewhere(text, name):
    return re.search(rf"\b{re.escape(name.split()[-1].capitalize())}\b", text) is not None


def transcript_lines(text):
    lines = [
        m
        for m in TRANSCRIPT.finditer(text)
        if len(m.group(3).split()) >= FEWEST_WORDS and is_name_elsewhere(text, m.group(1))
    ]
    if len(lines) < FEWEST_LINES:
        return []
    return [{"source": m.span(1), "cue": m.span(2), "content": m.span(3), "rule": "transcript"} for m in lines]


def signed_quotations(text):
    return [
        {"source": m.span(3), "cue": m.span(2), "content": m.span(1), "rule": "signed"}
        for m in SIGNED.finditer(text)
        if len(m.group(3).split()) <= LONGEST_SIGNATURE
    ]


def structural(text):
    """Records {source, cue, content, rule} by place; each role one (start, end) in code points."""
    found = transcript_lines(text) + signed_quotations(text)
    return sorted(found, key=lambda record: record["content"])
