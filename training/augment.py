"""Other spellings of a training text: kinds of quotation marks, none at all, headlines with a speaker, datelines."""

import re

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
