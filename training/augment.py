"""Other spellings of a training text: kinds of quotation marks, none at all, headlines with a speaker, datelines, other names."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict

STYLES = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "single": ("‘", "’"),
    "apostrophe": ("'", "'"),
    "none": (" ", " "),
}
CITIES = "Ankara Baku Beirut Bogota Brussels Cairo Dakar Doha Geneva Hanoi Jakarta Kyiv Lagos Lima Manila Nairobi Oslo".split()
DATELINES = (
    "{CITY}, May {day} (PN) — ",
    "{city}, {day} June — ",
    "{CITY}, {day} March. /NEWS/. ",
    "{CITY} (Newsdesk) - ",
    "{city}: ",
)
HEADLINES = (
    ("{content}: {name}", ":"),
    ("{content} — {name}", "—"),
    ("{content} - {name}", "-"),
    ("“{content}” — {name}", "—"),
    ("{name}: {content}", ":"),
    ("{NAME}: {content}", ":"),
    ("{name}: ‘{content}’", ":"),
    ("{content}, says {name}", "says"),
    ("{content}, {name} says", "says"),
)

SPEECH = re.compile(
    r"\b(said|says|told|tells|added|announced|warned|insisted|argued|wrote|tweeted|declared|promised|denied)\b"
)


def requote(text, style):
    """The text with its outer quotation marks in `style`, all offsets kept; '' becomes a mark and a space."""
    opening, closing = STYLES[style]
    lines = []
    for line in text.split("\n"):
        out, i, is_open = [], 0, False
        while i < len(line):
            char = line[i]
            if line[i : i + 2] in ("''", "``"):
                out.append(closing + " " if is_open else " " + opening)
                is_open, i = not is_open, i + 2
                continue
            if char == "“" or (char == '"' and not is_open):
                out.append(opening)
                is_open = True
            elif char in '”"':
                out.append(closing)
                is_open = False
            else:
                out.append(char)
            i += 1
        lines.append("".join(out))
    return "\n".join(lines)


def inserted(record, place, addition):
    """The record with `addition` at `place` of its text, and its spans moved."""
    size = len(addition)

    def move(spans):
        return [[s + size * (s >= place), e + size * (e > place)] for s, e in spans]

    moved = [a | {role: move(a[role]) for role in ("source", "cue", "content")} for a in record["attributions"]]
    return record | {"text": record["text"][:place] + addition + record["text"][place:], "attributions": moved}


def headline(record, rng):
    """(line, attribution) made of one of the record's attributions, or None."""
    text, fit = record["text"], []
    for a in record["attributions"]:
        if len(a["content"]) == 1 and a["source"] and SPEECH.search(text[slice(*a["cue"][0])]):
            names = re.findall(r"\b[A-Z]\w{3,}", text[slice(*a["source"][0])])
            content = re.sub(r"^(that|to) ", "", text[slice(*a["content"][0])].strip(" “”\"'‘’.,"))
            if names and 4 <= len(content.split()) <= 16 and not re.search('[\n“”"]', content):
                fit.append((names[-1], content[0].upper() + content[1:]))
    if not fit:
        return None
    name, content = fit[rng.integers(len(fit))]
    form, cue = HEADLINES[rng.integers(len(HEADLINES))]
    name = name.upper() if "{NAME}" in form else name
    form = form.replace("{NAME}", "{name}")
    line = form.format(name=name, content=content)
    content_at = form.format(name=name, content="\0").index("\0")
    marked = line[content_at - 1] in "“‘" if content_at else False
    content_span = [content_at - marked, content_at + len(content) + marked]
    before = form.format(name="\0", content=content).index("\0")
    rest = line[: content_span[0]] + " " * (content_span[1] - content_span[0]) + line[content_span[1] :]
    cue_at = rest.index(cue)
    spans = {"source": [[before, before + len(name)]], "cue": [[cue_at, cue_at + len(cue)]], "content": [content_span]}
    return line, spans


def headed(record, rng):
    """The record with a dateline before its second paragraph and a headline that attributes its statement."""
    text = record["text"]
    body = text.find("\n\n")
    if body >= 0:
        city = CITIES[rng.integers(len(CITIES))]
        dateline = DATELINES[rng.integers(len(DATELINES))].format(city=city, CITY=city.upper(), day=rng.integers(1, 29))
        record = inserted(record, body + 2, dateline)
    made = headline(record, rng)
    if made:
        line, spans = made
        record = inserted(record, 0, line + "\n\n")
        record["attributions"].append({"id": "headline", **spans})
    return record


CAPITAL = re.compile(
    r"\b[A-Z][^\W\d_]{2,}\b(?:(?!\.)|(?<=\w{5}))"
)  # a short word before a stop: rather "Sen." than a name
WORD = re.compile(r"\b[^\W\d_]+\b")
CALENDAR = set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December".split()
)
SELDOM_LOWER = 0.02  # share of a name's occurrences that may be in lower case
LONGEST_NAME = 11  # letters of an invented name
ORDER = 2  # letters that an invented letter looks back on


def edited(text, edits):
    """The text with `edits` (start, end, new words; in order), and how an offset moves."""
    out, starts, ends, shifts, at, shift = [], [], [], [0], 0, 0
    for start, end, new in edits:
        out += [text[at:start], new]
        at = end
        shift += len(new) - (end - start)
        starts.append(start)
        ends.append(end)
        shifts.append(shift)
    out.append(text[at:])

    def move(offset):
        k = bisect_right(ends, offset)
        moved = offset + shifts[k]
        if k < len(starts) and starts[k] < offset:  # inside a word that was replaced
            moved = min(moved, starts[k] + shifts[k] + len(edits[k][2]))
        return moved

    return "".join(out), move


class Names:
    """Names that stand for others: those of a corpus, and invented ones that sound like them."""

    def __init__(self, words):
        self.words = sorted(set(words))
        self.next = defaultdict(list)
        for word in self.words:
            letters = "^" * ORDER + word.lower() + "$"
            for i in range(ORDER, len(letters)):
                self.next[letters[i - ORDER : i]].append(letters[i])

    def invented(self, rng):
        while True:
            letters = "^" * ORDER
            while len(letters) <= LONGEST_NAME + ORDER and not letters.endswith("$"):
                after = self.next[letters[-ORDER:]]
                letters += after[rng.integers(len(after))]
            if letters.endswith("$") and len(letters) > ORDER + 4:
                return letters[ORDER:-1].capitalize()

    def draw(self, rng):
        return self.words[rng.integers(len(self.words))] if rng.random() < 0.5 else self.invented(rng)


def name_words(records, label):
    """The words of the names with a label, as far as they are written like names."""
    texts = (r["text"][slice(*e["span"])] for r in records for e in r["ents"] if e["label"] == label)
    return [word for text in texts for word in CAPITAL.findall(text) if not word.isupper()]


def proper_words(records):
    """Words that the records write with a capital and hardly ever without."""
    counts = Counter(word for record in records for word in WORD.findall(record["text"]))
    return {
        word
        for word, count in counts.items()
        if CAPITAL.fullmatch(word)
        and not word.isupper()
        and word not in CALENDAR
        and counts[word.lower()] <= SELDOM_LOWER * (count + counts[word.lower()])
    }


def renamed(record, proper, names, rng, share=0.7):
    """The record with a share of its proper words replaced, each by the same word throughout."""
    text, other = record["text"], {}
    edits = []
    for match in CAPITAL.finditer(text):
        word = match.group()
        key = word.capitalize() if word.isupper() else word
        if key not in proper:
            continue
        if key not in other:
            other[key] = names.draw(rng) if rng.random() < share else None
        if other[key]:
            edits.append((*match.span(), other[key].upper() if word.isupper() else other[key]))
    text, move = edited(text, edits)

    def moved(spans):
        return [[move(s), move(e)] for s, e in spans]

    attributions = [a | {role: moved(a[role]) for role in ("source", "cue", "content")} for a in record["attributions"]]
    return record | {"text": text, "attributions": attributions}


def renamed_entities(record, names, rng):
    """The record with each word of its names of people and places replaced; `names`: {label: Names}."""
    text, other = record["text"], {}
    taken = {}
    for e in record["ents"]:
        for match in CAPITAL.finditer(text, *e["span"]):
            if e["label"] in names:
                taken.setdefault(match.span(), (e["label"], match.group()))
    edits = []
    for span, (label, word) in sorted(taken.items()):
        if word not in other:
            other[word] = names[label].draw(rng)
        edits.append((*span, other[word]))
    text, move = edited(text, edits)
    return record | {
        "text": text,
        "ents": [e | {"span": [move(e["span"][0]), move(e["span"][1])]} for e in record["ents"]],
    }
