"""Training sentences in event markup: read, checked, and filled with names.

    [S1 The %d1 army] {1 ASSAULT/heavy-weapons happened|shelled} [T1 the town of %t1], and {=1 happened|the barrage} ...

`[S1,T2 words]` marks a source of event 1 that is a target of event 2, `{n TYPE/mode realis|words}` the words that tell of event n,
`{=n realis|words}` further words for it. A reciprocal event has all its sides as sources. Slots: %c country, %d its adjective,
%p person, %t town, %g armed group, %o organisation, %m ministry, %w newspaper or agency, each with a number; an article is
the sentence's own ("the %g1", "the %o1", "the %m1", "the %w1" or, for a bare name, "%o1").
"""

import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "crates/rapporteur-ontology/data"
FOLDER = Path(__file__).resolve().parent / "sentences"

# PLOVER 0.8 (openeventdata/PLOVER): types and the modes of each
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
MODES = {name: frozenset(modes.split()) for name, modes in MODES.items()}
REALIS = ("happened", "ongoing", "planned", "demanded", "hypothetical", "denied", "alleged")
LONGEST_TRIGGER = 4  # words; a longer one is a clause marked by mistake


@dataclass(frozen=True)
class Event:
    """One event: `mentions` are (start, end, realis) with the defining words first; spans are code points."""

    number: int
    type: str
    mode: str | None
    realis: str
    mentions: tuple
    sources: tuple
    targets: tuple


@dataclass(frozen=True)
class Sentence:
    """One line of a file: text with slots, and its events."""

    text: str
    events: tuple
    file: str
    line: int


class MarkupError(ValueError):
    """Bad markup, with file and line."""


OPENING = re.compile(r"\[((?:[ST]\d+)(?:,[ST]\d+)*) |\{(?:(\d+) ([A-Z]+)(?:/([a-z-]+))?|=(\d+)) ([a-z]+)\|")
SLOT = re.compile(r"%([cdptgomw])(\d)")


def parse(line, place="?"):
    """(text with slots, events) of one line of markup."""

    def fail(reason):
        raise MarkupError(f"{place}: {reason}")

    out, size, stack, sides, heads, further = [], 0, [], defaultdict(list), {}, defaultdict(list)
    at = 0
    while at < len(line):
        char = line[at]
        if char in "[{":
            match = OPENING.match(line, at)
            if not match:
                fail(f"bad opening {line[at : at + 30]!r}")
            if stack and stack[-1][1] == "}":
                fail(f"markup inside a trigger {line[at : at + 30]!r}")
            stack.append((match, "]" if char == "[" else "}", size))
            at = match.end()
            continue
        if char in "]}":
            if not stack or stack[-1][1] != char:
                fail(f"unbalanced {char!r} after {''.join(out)[-30:]!r}")
            match, _, start = stack.pop()
            words = "".join(out)[start:size]
            if not words.strip() or words != words.strip():
                fail(f"empty or untrimmed span {words!r}")
            marks, number, name, mode, again, realis = match.groups()
            if marks:
                marks = marks.split(",")
                if len(set(marks)) < len(marks):
                    fail(f"a mark twice on {words!r}")
                for mark in marks:
                    sides[mark].append((start, size))
            else:
                if realis not in REALIS:
                    fail(f"unknown realis {realis!r}")
                if len(words.split()) > LONGEST_TRIGGER:
                    fail(f"long trigger {words!r}")
                if again:
                    further[int(again)].append((start, size, realis))
                else:
                    if name not in MODES:
                        fail(f"unknown type {name!r}")
                    if mode is not None and mode not in MODES[name]:
                        fail(f"{name} has no mode {mode!r}")
                    if int(number) in heads:
                        fail(f"event {number} twice")
                    heads[int(number)] = (name, mode, realis, (start, size, realis))
            at += 1
            continue
        if char == "|":
            fail("a bar outside a trigger")
        if char == "%" and not SLOT.match(line, at):
            fail(f"bad slot {line[at : at + 4]!r}")
        out.append(char)
        size += 1
        at += 1
    if stack:
        fail(f"{len(stack)} bracket(s) left open")
    text = "".join(out)
    if not text or text != text.strip() or "  " in text:
        fail("empty text or needless spaces")
    for number in further:
        if number not in heads:
            fail(f"={number} without event {number}")
    for mark in sides:
        if int(mark[1:]) not in heads:
            fail(f"{mark} without event {mark[1:]}")
    return text, tuple(
        Event(n, name, mode, realis, (first, *further[n]), tuple(sides[f"S{n}"]), tuple(sides[f"T{n}"]))
        for n, (name, mode, realis, first) in sorted(heads.items())
    )


def load(folder=FOLDER):
    """All sentences of a folder's .txt files, in order of file name and line."""
    sentences = []
    for path in sorted(Path(folder).glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            line = line.rstrip("\r")
            if line.strip() and not line.startswith("#"):
                text, events = parse(line, f"{path}:{number}")
                sentences.append(Sentence(text, events, path.name, number))
    return sentences


def rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


ORDER = 3  # letters that an invented letter looks back on
LONGEST_NAME = 10
ARTICLE = re.compile(
    r"(UK$|US$|U\.S\.|Netherlands|Philippines|United |Bahamas|Maldives|Gambia|Comoros|Solomon|Seychelles|Marshall|.* Republic|Democratic )"
)
# states that news of 1990-2024 names most: half of the draws
FREQUENT = (
    "US GB RU CN FR DE IL PS IR IQ SY LB EG SA YE TR UA PK IN AF KR KP JP SD SS ET SO CD NG LY RS BA XK VE CO CU MX BR ZA ZW ID"
    " PH MM TH AU IT ES PL GE AM AZ QA"
).split()
MINISTRIES = (
    "foreign ministry|defence ministry|interior ministry|justice ministry|finance ministry|trade ministry|health ministry"
    "|energy ministry|prime minister's office|president's office|attorney general's office|supreme court|central bank"
    "|national security council|parliament|cabinet|election commission|border guard|immigration service|state prosecutor's office"
    "|defense ministry|presidency|navy|security service"
).split("|")
GROUP_FORMS = (
    "{a} Liberation Front|{a} Liberation Army|{a} People's Army|{a} Resistance Movement|{a} Patriotic Front|{a} Salvation Army"
    "|{a} Brigades|{a} Democratic Forces|{a} Revolutionary Council|{b}LA|{b}PF|{b}RF|{b}DF|Free {a} Army|{a} Tigers|{a} Martyrs' Brigade"
).split("|")
BARE_GROUPS = "Ansar al-{a}|Harakat {a}|Jaish {a}|Hizb {a}|al-{a}|{a}|Jund {a}|{b}LF|Katibat {a}|{a} Nuestra".split("|")
ORGANISATION_FORMS = (
    "{a} Federation of Trade Unions|{a} Relief Committee|{a} Human Rights Council|{a} Democratic Party|{a} People's Party"
    "|{a} Reform Alliance|Union for {a} Democracy|{a} Medical Fund|{a} Development Bank|{a} Teachers' Union|{a} Farmers' League"
    "|{a} Bar Association|{a} National Congress|{a} Centre for Refugees|{b}DP|{b}TU|{a} Miners' Union|{a} Fisheries Commission"
).split("|")
BARE_ORGANISATIONS = (
    "{a} Watch|{a} Aid|Lawyers for {a}|{b}NP|Doctors of {a}|Mercy {a}|{a} Relief International|{a} Energy|{a} Airlines|{b}C|Free {a}|{a} Alert"
).split("|")
PAPER_FORMS = (
    "{a} Times|{a} Herald|{a} Post|{a} Tribune|{a} Gazette|{a} Monitor|{a} news agency|daily {a}|weekly {a}".split("|")
)
BARE_PAPERS = "{a} TV|{b}P|Radio {a}|{a}press|{a}-Inform|{a} News|{b}TA|{b}NA".split("|")


@dataclass(frozen=True)
class Country:
    """Names of a state; the capital stands for its government."""

    name: str
    others: tuple
    adjectives: tuple
    capital: str


@cache
def countries():
    """(all states, those news names most), from the ontology's table."""
    found = {}
    for code, _, status, _, names, adjectives, _, capitals in (row[:8] for row in rows("countries.tsv")):
        if status == "s" and adjectives and capitals:
            names = [n for n in names.split("|") if not n.lower().startswith("the ")]
            # the first names are the usual ones: later ones are historical, parts, or in another language
            other = {
                "US": ("US", "U.S."),
                "GB": ("Britain", "UK"),
                "CD": ("Congo", "DR Congo"),
                "CZ": ("Czechia",),
            }.get(code, ())
            adjective = {"US": ("US", "American", "U.S."), "GB": ("British", "UK")}.get(
                code, tuple(adjectives.split("|")[:1])
            )
            found[code] = Country(names[0], other, adjective, capitals.split("|")[0])
    return [found[code] for code in sorted(found)], [found[code] for code in FREQUENT]


class Syllables:
    """Names that sound like those of a list and stand in none of its rows."""

    def __init__(self, words):
        self.words = frozenset(word.lower() for word in words)
        self.next = defaultdict(list)
        for word in sorted(self.words):
            letters = "^" * ORDER + word + "$"
            for i in range(ORDER, len(letters)):
                self.next[letters[i - ORDER : i]].append(letters[i])

    def invented(self, rng):
        while True:
            letters = "^" * ORDER
            while len(letters) <= LONGEST_NAME + ORDER and not letters.endswith("$"):
                letters += rng.choice(self.next[letters[-ORDER:]])
            word = letters[ORDER:-1]
            if letters.endswith("$") and len(word) > 3 and word not in self.words:
                return word.capitalize()


@cache
def sounds():
    """(places, surnames, given names as they are)."""
    word = re.compile(r"[A-Za-z]{4,11}$")
    places = [row[0] for row in rows("places.tsv") if word.match(row[0])]
    surnames = [row[0] for row in rows("surnames.tsv") if word.match(row[0])]
    given = [row[0].capitalize() for row in rows("given.tsv") if re.match(r"[a-z]{3,10}$", row[0])]
    return Syllables(places), Syllables(surnames), given


def named(kind, bare, rng):
    """A name for a slot other than a country's; `bare`: no article stands before it."""
    places, surnames, given = sounds()
    if kind == "m":
        return rng.choice(MINISTRIES)
    if kind == "p":
        family = surnames.invented(rng)
        if rng.random() < 0.08:
            family = rng.choice(("al-", "El ", "de ", "van ")) + family
        return f"{rng.choice(given)} {family}"
    place = places.invented(rng)
    if kind == "t":
        shape = rng.random()
        return f"Port {place}" if shape < 0.03 else f"{place} {surnames.invented(rng)}" if shape < 0.1 else place
    forms = {
        "g": (GROUP_FORMS, BARE_GROUPS),
        "o": (ORGANISATION_FORMS, BARE_ORGANISATIONS),
        "w": (PAPER_FORMS, BARE_PAPERS),
    }
    initials = "".join(rng.choice("ABCDEFGHIKLMNPRSTU") for _ in range(rng.choice((1, 1, 2))))
    return rng.choice(forms[kind][bare]).replace("{a}", place).replace("{b}", initials)


CAPITAL_AS_STATE = 0.12  # share of the sides that are a bare country and are called by its capital


def fill(sentence, rng):
    """(text, events) of a sentence with its slots filled by names that `rng` (random.Random) draws."""
    text, chosen, edits = sentence.text, {}, []
    sides = {span for event in sentence.events for span in event.sources + event.targets}
    taken = set()
    for match in SLOT.finditer(text):
        kind, number = match.groups()
        start, end = match.span()
        key = ("c" if kind == "d" else kind, number)
        before = text[:start]
        article = re.search(r"\b(the|The|THE) $", before)
        opens = not before or re.search(r"[.!?:] [“\"]?$", before) is not None
        if key not in chosen:
            while True:
                if key[0] == "c":
                    every, often = countries()
                    value = rng.choice(often if rng.random() < 0.5 else every)
                else:
                    value = named(kind, not article, rng)
                if value not in taken or kind == "m":
                    break
            taken.add(value)
            chosen[key] = value
        value = chosen[key]
        after = end
        if kind == "d":
            words = rng.choice(value.adjectives)
        elif kind == "c":
            words = value.name
            if (start, end) in sides and rng.random() < CAPITAL_AS_STATE:
                words = value.capital
            else:
                if value.others and rng.random() < 0.6:
                    words = rng.choice(value.others)
                if ARTICLE.match(words) and not article:
                    words = ("The " if opens else "the ") + words
        else:
            words = value
        if opens and kind in "m":
            words = words[0].upper() + words[1:]
        indefinite = re.search(r"\b([Aa])n? $", before)
        if indefinite and kind in "cdgotw":
            vowel = words[0] in "AEIOaeio" or re.match(r"U[^SKnr.]|Un(?!i)|Ur(?!u)|U\b", words) is not None
            edits.append((indefinite.start(), start, indefinite.group(1) + ("n " if vowel else " ")))
        edits.append((start, after, words))
        if text[end : end + 2] in ("'s", "’s") and words.endswith("s"):
            edits.append((end + 1, end + 2, ""))
    out, moved, at, size = [], {}, 0, 0
    for start, end, words in edits:
        for i in range(at, start + 1):
            moved[i] = size + i - at
        out += [text[at:start], words]
        size += start - at + len(words)
        moved[end] = size
        at = end
    for i in range(at, len(text) + 1):
        moved[i] = size + i - at
    out.append(text[at:])

    def shifted(spans):
        return tuple((moved[s[0]], moved[s[1]], *s[2:]) for s in spans)

    events = tuple(
        Event(e.number, e.type, e.mode, e.realis, shifted(e.mentions), shifted(e.sources), shifted(e.targets))
        for e in sentence.events
    )
    return "".join(out), events


@cache
def lemmas():
    table = {}
    for verb, forms, *_ in rows("verbs.tsv"):
        for form in forms.split("|"):
            table.setdefault(form.split(":")[0], verb)
    return table


def lemma(words):
    """The dictionary form of a trigger, nearly: verbs by the table, nouns by their ending."""
    first, *rest = words.lower().split()
    first = lemmas().get(first) or re.sub(r"(?<=[^s])s$", "", first)
    return " ".join([first, *rest])


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    sentences = load(folder)
    files, kinds, realis, triggers = Counter(), Counter(), Counter(), defaultdict(Counter)
    seen, names = {}, random.Random(1)
    for sentence in sentences:
        if sentence.text in seen:
            raise MarkupError(f"{folder}/{sentence.file}:{sentence.line}: the same text as {seen[sentence.text]}")
        seen[sentence.text] = f"{sentence.file}:{sentence.line}"
        files[sentence.file] += 1
        for event in sentence.events:
            kinds[event.type] += 1
            realis[event.realis] += 1
            triggers[event.type][lemma(sentence.text[slice(*event.mentions[0][:2])])] += 1
        text, events = fill(sentence, names)
        for event in events:
            for start, end, *_ in event.mentions + event.sources + event.targets:
                words = text[start:end]
                if not words or words != words.strip():
                    raise MarkupError(f"{folder}/{sentence.file}:{sentence.line}: span {words!r} after filling")
    print("lines   ", dict(sorted(files.items())), len(sentences))
    print("types   ", {name: kinds[name] for name in MODES}, sum(kinds.values()))
    print("realis  ", {name: realis[name] for name in REALIS})
    print("no event", sum(not s.events for s in sentences))
    for name in MODES:
        print(
            name,
            len(triggers[name]),
            ", ".join(f"{w} {n}" for w, n in sorted(triggers[name].items(), key=lambda x: (-x[1], x[0]))),
        )


if __name__ == "__main__":
    main()
