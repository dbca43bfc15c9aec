"""Political events (PLOVER): the labels, the readers of the corpora, and the part of the public split that is set aside."""

import functools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from corpora import rank, read

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()
REALIS = "happened ongoing planned demanded hypothetical denied alleged".split()
YIELD = ("CONCEDE", "RETREAT")  # what the type YIELD of older corpora became
SUITES = ("gsr", "plv", "petr_gw", "quad")
SHINGLE, SAME = 3, 0.5  # words of a shingle; share of common shingles from which two sentences count as one
ENDS = re.compile(r"(?<=[^A-Z.][.!?])[”\"]? (?=[A-Z“\"])")  # between sentences of the project's own texts
SET_ASIDE = 4  # one group in so many


@dataclass
class Told:
    """An event that a corpus marks in a text: accepted types, the sides' spans, and what else the corpus tells of it."""

    types: tuple
    sources: list
    targets: list
    triggers: list = None  # spans; None where the corpus does not tell
    realis: str = None
    reciprocal: bool = False


@dataclass
class Sentence:
    """A text of one sentence with its events. `complete`: no other events are in it. `whole`: sides are whole noun phrases."""

    id: str
    text: str
    events: list = field(default_factory=list)
    complete: bool = False
    whole: bool = False


def accepted(event):
    """The types that count as right for an event of the public suites."""
    found = {event["plover"], *event.get("plover_ok", ())} - {None}
    if "YIELD" in found:
        found |= set(YIELD)
    return tuple(t for t in TYPES if t in found)


def spans_of(side):
    return [tuple(actor["span"]) for actor in side if actor.get("span")]


def public(folder: Path, suite):
    """The sentences of a public suite."""
    found = []
    for record in read(folder / f"events/{suite}.jsonl"):
        events = [
            Told(
                accepted(e),
                spans_of(e["source"]),
                spans_of(e["target"]),
                [tuple(s) for s in e["trigger"]] if e.get("trigger") else None,
                None,
                bool(e.get("reciprocal")),
            )
            for e in record["events"]
        ]
        found.append(Sentence(record["id"], record["text"], events))
    return found


def happenings(folder: Path):
    """Sentences of ECB+ train in which every act is marked, of whatever kind: no other word tells of an event."""
    found = []
    for record in read(folder / "crossdoc/ecbplus_train.jsonl.xz"):
        acts = [m["span"] for m in record["mentions"] if m["kind"] == "event" and not m["tag"].endswith("STATE")]
        for start, end in (s["span"] for s in record["sentences"] if s["selected"]):
            told = [Told((), [], [], [(a - start, b - start)]) for a, b in acts if start <= a and b <= end]
            if told:
                found.append(Sentence(f"{record['id']}-{start}", record["text"][start:end], told))
    return found


def shingles(text):
    """Word shingles; numbers and names do not tell near-copies apart, so words with a capital inside the sentence become one."""
    words = re.findall(r"\w+", text)
    plain = [words[0].lower()] if words else []
    plain += ["*" if w[0].isupper() or w[0].isdigit() else w.lower() for w in words[1:]]
    plain = [w for i, w in enumerate(plain) if w != "*" or i == 0 or plain[i - 1] != "*"]
    return {tuple(plain[i : i + SHINGLE]) for i in range(max(1, len(plain) - SHINGLE + 1))}


def groups(sentences):
    """{id: smallest id of its group}: sentences that are the same or nearly so, joined one by one."""
    parent = {s.id: s.id for s in sentences}

    def top(name):
        while parent[name] != name:
            name = parent[name]
        return name

    sets = {s.id: shingles(s.text) for s in sentences}
    holders = defaultdict(list)
    for s in sentences:
        common = defaultdict(int)
        for shingle in sets[s.id]:
            for other in holders[shingle]:
                common[other] += 1
            holders[shingle].append(s.id)
        for other, count in common.items():
            if count >= SAME * min(len(sets[s.id]), len(sets[other])):
                a, b = sorted((top(s.id), top(other)))
                parent[b] = a
    return {name: top(name) for name in parent}


def set_aside(folder: Path):
    """Ids of the public sentences that no training sees."""
    group = groups([s for suite in SUITES for s in public(folder, suite)])
    return {name for name, first in group.items() if rank(first) % SET_ASIDE == 0}


def marked(folder: Path, rng):
    """The project's own training sentences with names drawn by `rng` (random.Random)."""
    import sentences

    found = []
    for s in sentences.load(folder):
        text, events = sentences.fill(s, rng)
        ends = [m.end() for m in ENDS.finditer(text)] + [len(text)]
        for start, end in zip([0, *ends], ends):

            def within(spans):
                return [(a - start, b - start) for a, b, *_ in spans if start <= a and b <= end]

            told = [
                Told(
                    (e.type,),
                    within(e.sources),
                    within(e.targets),
                    within(e.mentions),
                    [m[2] for m in e.mentions if start <= m[0] and m[1] <= end],
                )
                for e in events
            ]
            name = f"own-{rank(s.text):016x}-{start}"
            found.append(Sentence(name, text[start:end], [t for t in told if t.triggers], complete=True, whole=True))
    return found


def renamed(sentence, rng):
    """The sentence with each state it names replaced by another one, throughout, and its spans moved along."""
    import sentences

    every, often = sentences.countries()
    forms = {}
    for c in every:
        for kind, words in (("name", (c.name, *c.others)), ("adjective", c.adjectives), ("capital", (c.capital,))):
            for word in words:
                forms.setdefault(word, (c.name, kind))
    by_name = {c.name: c for c in every}
    pattern = names_pattern(tuple(sorted(forms, key=lambda w: (-len(w), w))))
    chosen, edits = {}, []
    for match in pattern.finditer(sentence.text):
        name, kind = forms[match.group()]
        if name not in chosen:
            chosen[name] = by_name[name] if rng.random() < 0.3 else rng.choice(often if rng.random() < 0.5 else every)
        c = chosen[name]
        words = {"name": c.name, "adjective": c.adjectives[0], "capital": c.capital}[kind]
        if c.name != name:
            edits.append((*match.span(), words))
    out, at, moved, size = [], 0, {}, 0
    for start, end, words in edits:
        for i in range(at, start + 1):
            moved[i] = size + i - at
        size += start - at + len(words)
        for i in range(start + 1, end):
            moved[i] = size
        moved[end] = size
        out += [sentence.text[at:start], words]
        at = end
    for i in range(at, len(sentence.text) + 1):
        moved[i] = size + i - at
    out.append(sentence.text[at:])

    def shift(spans):
        return None if spans is None else [(moved[a], moved[b]) for a, b in spans]

    events = [
        Told(e.types, shift(e.sources), shift(e.targets), shift(e.triggers), e.realis, e.reciprocal)
        for e in sentence.events
    ]
    return Sentence(sentence.id, "".join(out), events, sentence.complete, sentence.whole)


@functools.cache
def names_pattern(names):
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
