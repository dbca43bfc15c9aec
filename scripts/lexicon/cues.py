"""cues.tsv: verbs, nouns and phrases that report what somebody says, believes, orders or wants.

Candidates are the heads of cues in the train part of PolNeAR, and verbs of communication and cognition of WordNet.
Each occurrence of a candidate in the train reports is classified by the words after it (`complement`, the same test as
`cue::complement` of the crate) and counted as a cue or not. Occurrences inside the content of another attribution are
left out, because the corpus annotates only the outermost one.
"""

import collections
import re

import corpus
import morphology
import tables

MINIMUM = 2  # times a verb or noun must be a cue
PHRASE_MINIMUM = 3
SHARE = 0.06  # of its occurrences, to be listed at all

AUXILIARY = set("be been being is are was were am has have had having do does did will would can could may might must shall should to not n't never 's 're 've".split())
PREPOSITIONS = {"for": "for", "of": "of", "on": "on", "upon": "on", "about": "about", "over": "over", "with": "with", "against": "against", "as": "as", "in": "in", "to": "to"}
MODAL = set("would will could should can may might must was were is are has have had does do did isn't wasn't won't can't didn't doesn't don't couldn't wouldn't".split())
NOMINATIVE = set("i he she we they there".split())
WH = set("whether how why what who if when where which".split())
# Adverbs and names that WordNet also lists as verbs; "accord" is left to the phrase.
PARTICLES = set("out off down up over under forward aside accord clear right like better best near best second third".split()) - {"like"}
NOISE = set("since likely quick first himself herself".split())
DAYS = set("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
DETERMINER = set("a an the his her its their our my your this that these those any no some every each such 's".split())
OPEN, CLOSE = {"“", '"', "‘", "``"}, set(".,;!?)”’'")
ADVERB = re.compile(r".+ly$|^(?:also|again|still|just|even|already|once|often|later|then|now|yet|always|instead)$")

# Classes of heads; what is not listed falls to its WordNet file: communication -> say, cognition -> belief, else stance.
CLASSES = {
    "say": "say add state tell write note report announce explain declare continue respond reply answer acknowledge conclude claim argue insist stress "
    "emphasize emphasise reiterate repeat warn caution assert contend maintain admit concede confess deny confirm recall remark observe comment joke quip "
    "tweet post testify allege affirm disclose reveal inform notify remind assure mention point speak talk describe call cite quote put lament complain "
    "boast brag declare proclaim predict forecast promise pledge vow swear threaten interject chime read narrate recount relate relay signal hint suggest "
    "imply charge accuse blame criticize criticise denounce condemn blast slam praise thank mock ridicule attack decry dismiss defend blog deadpan whisper "
    "shout yell scream exclaim mutter gush rail rant estimate calculate counter retort interview discuss address elaborate clarify brief",
    "belief": "believe think know feel see view consider regard expect hope fear worry doubt suspect assume imagine guess understand realize realise wonder "
    "remember forget agree disagree judge find learn hear suppose reckon deem presume anticipate seem appear",
    "stance": "support oppose endorse back reject favor favour prefer like love hate dislike welcome embrace resist refuse decline accept approve disapprove "
    "object criticism support opposition respect admire applaud hail share",
    "show": "show indicate demonstrate prove illustrate highlight reflect underscore depict list include reportedly",
    "decree": "order rule decree command instruct direct require ban prohibit authorize authorise approve decide sentence pass sign legislate allow mandate forbid enact vote",
    "request": "urge demand request appeal beg plead implore recommend advise propose advocate encourage call-for petition press seek insist-on",
    "ask": "ask question query inquire enquire wonder",
    "intent": "want plan intend aim wish try prepare seek offer threaten consider need desire vow pledge promise commit",
}
CLASS_OF = {}
for label, heads in CLASSES.items():
    for head in heads.split():
        CLASS_OF.setdefault(head, label)
KIND = {"say": "speech", "according": "speech", "ask": "speech", "request": "speech", "show": "report", "decree": "decree",
        "belief": "stance", "stance": "stance", "intent": "stance"}
# Nouns of speech and thought whose verb carries the class.
NOUN_CLASS = {
    "statement": "say", "claim": "say", "warning": "say", "announcement": "say", "remark": "say", "comment": "say", "criticism": "say", "attack": "say",
    "accusation": "say", "allegation": "say", "denial": "say", "promise": "say", "pledge": "say", "vow": "say", "assertion": "say", "argument": "say",
    "suggestion": "say", "admission": "say", "rumor": "say", "prediction": "say", "threat": "say", "complaint": "say", "tweet": "say", "praise": "say",
    "call": "request", "demand": "request", "appeal": "request", "request": "request", "proposal": "request", "plea": "request", "recommendation": "request",
    "question": "ask", "order": "decree", "decision": "decree", "ruling": "decree", "ban": "decree", "plan": "intent", "desire": "intent", "intention": "intent",
    "effort": "intent", "goal": "intent", "support": "stance", "opposition": "stance", "endorsement": "stance", "refusal": "stance", "rejection": "stance",
    "belief": "belief", "view": "belief", "opinion": "belief", "hope": "belief", "fear": "belief", "concern": "belief", "doubt": "belief", "worry": "belief",
    "expectation": "belief", "report": "show", "evidence": "show", "finding": "show", "conclusion": "belief", "idea": "belief", "position": "stance",
}


def complement(words):
    """The complement by the words after a cue (lower case); the crate's `cue::complement` is the same test."""
    if not words:
        return "end"
    first = words[0]
    if first in OPEN:
        return "quote"
    if first in (",", ":") and len(words) > 1 and words[1] in OPEN:
        return "quote"
    if first == ":":
        return "colon"
    if first == "that":
        return "that"
    if first in WH:
        return "wh"
    if first == "to":
        return "infinitive" if len(words) > 1 and words[1] in complement.verbs and words[1] not in DETERMINER else "to"
    if first in PREPOSITIONS:
        return PREPOSITIONS[first]
    if first in CLOSE or first in ("—", "–", "-", "(", "and", "or", "but"):
        return "end"
    if first in NOMINATIVE:
        return "clause"
    if first.endswith("ing") and len(first) > 4 and first not in ("nothing", "something", "anything", "everything", "during"):
        return "gerund"
    for word in words[1:9]:
        if word in MODAL:
            return "clause"
        if word in CLOSE or word in OPEN or word in ("that", "who", "which", "to", ":", "and", "—"):
            break
    return "object"


complement.verbs = frozenset()


def strip(words):
    """The core of a cue: without auxiliaries, adverbs and marks at its edges."""
    words = [w for w in words if re.search(r"\w", w)]
    while words and (words[0] in AUXILIARY or ADVERB.match(words[0])):
        words = words[1:]
    while words and ADVERB.match(words[-1]):
        words = words[:-1]
    return words


def follow(low, at, size):
    """The index after a cue that ends before `at`, adverbs skipped."""
    while at < size and ADVERB.match(low[at]):
        at += 1
    return at


def part_of(low, i, lemma, verb_lemma, noun_lemma, weights):
    """Whether the token is used as a verb or a noun: by its form, then the word before, then by the commoner use."""
    if not verb_lemma or not noun_lemma:
        return "v" if verb_lemma else "n"
    if low[i].endswith(("ed", "ing")) and not noun_lemma == low[i]:
        return "v"
    j = i - 1
    while j >= 0 and ADVERB.match(low[j]):
        j -= 1
    before = low[j] if j >= 0 else "."
    if before in DETERMINER or before in ("of", "in", "on", "by", "with", "from", "for"):
        return "n"
    if before in AUXILIARY or before in NOMINATIVE or before in ("you", "it", "who", "which"):
        return "v"
    return "v" if weights[verb_lemma] else "n"


class Counter:
    """Counts of one cue: complement -> [cues, total]."""

    def __init__(self):
        self.usages = collections.defaultdict(lambda: [0, 0])

    def add(self, kind, hit):
        self.usages[kind][1] += 1
        self.usages[kind][0] += hit

    @property
    def cues(self):
        return sum(c for c, _ in self.usages.values())

    @property
    def total(self):
        return sum(t for _, t in self.usages.values())


def load(train):
    """Per report: tokens in lower case, cue index of each token (or -1), flag for tokens inside content."""
    for text, tokens, attributions in corpus.read(train):
        low = [w.lower().replace("’", "'") if len(w) > 1 else w.lower() for _, _, w in tokens]
        starts = {s: i for i, (s, _, _) in enumerate(tokens)}
        cue_of, inside = [-1] * len(tokens), [False] * len(tokens)

        def indices(spans):
            for start, end in spans:
                for i, (s, e, _) in enumerate(tokens[starts.get(start, 0) :], starts.get(start, 0)):
                    if s >= end:
                        break
                    if s >= start:
                        yield i

        groups = []
        for attribution in attributions:
            for i in indices(attribution["content"]):
                inside[i] = True
        for attribution in attributions:
            group = sorted(indices(attribution["cue"]))
            if group:
                groups.append(group)
            for i in group:
                cue_of[i], inside[i] = len(groups) - 1, False
        yield low, groups, cue_of, inside


def build(out, wordnet, noun_forms, verb_forms, common, train):
    verbs = set(common) - PARTICLES
    nouns = {k for k, v in wordnet.senses["n"].items() if k.isalpha() and any(k in s.words for s, _ in v)}
    complement.verbs = frozenset(common)
    # Rare verbs that share a form with a common one ("sayed", "wrot") would take it over: commoner lemmas first.
    def weight(pos):
        return lambda lemma: -sum(c for _, c in wordnet.senses[pos][lemma])

    verb_table, noun_table = {}, {}
    for lemma in sorted(verbs, key=lambda v: (weight("v")(v), v)):
        for form, _ in morphology.verb_forms(verb_forms, lemma):
            verb_table.setdefault(form, lemma)
    for lemma in sorted(nouns, key=lambda v: (weight("n")(v), v)):
        for form in [lemma, *morphology.plurals(noun_forms, lemma)]:
            noun_table.setdefault(form, lemma)
    weights = {v: weight("v")(v) <= (weight("n")(v) if v in nouns else 0) for v in verbs}
    reports = list(load(train))

    # Which word of a cue is its head, and which phrases recur.
    phrases, phrase_heads = collections.Counter(), {}
    heads = [set() for _ in reports]
    for number, (low, groups, _, _) in enumerate(reports):
        for group in groups:
            words = [low[i] for i in group]
            best = None
            for i in group:
                word = low[i]
                if word in AUXILIARY or ADVERB.match(word) or not word.isalpha() or word in PREPOSITIONS:
                    continue
                rank = (word in verb_table and part_of(low, i, word, verb_table.get(word), noun_table.get(word), weights) == "v", i)
                if (word in verb_table or word in noun_table) and (best is None or rank >= best):
                    best = rank
            if best:
                heads[number].add(best[1])
            core = strip(words)
            if 2 <= len(core) <= 5 and not DAYS & set(core) and "according" not in core:
                lemma = verb_table.get(core[0], core[0])
                key = (lemma, *core[1:])
                phrases[key] += 1

    singles = collections.defaultdict(Counter)
    for number, (low, groups, cue_of, inside) in enumerate(reports):
        for i, word in enumerate(low):
            if inside[i] or (word not in verb_table and word not in noun_table) or word in AUXILIARY:
                continue
            part = part_of(low, i, word, verb_table.get(word), noun_table.get(word), weights)
            lemma = verb_table[word] if part == "v" else noun_table[word]
            singles[part, lemma].add(complement(low[follow(low, i + 1, len(low)) :][:10]), i in heads[number])

    kept = {k for k, n in phrases.items() if n >= PHRASE_MINIMUM}
    kept |= {tuple(p.split()) for p in SEED_PHRASES}
    table = collections.defaultdict(Counter)
    by_first = collections.defaultdict(list)
    for key in kept:
        by_first[key[0]].append(key)
    for low, groups, cue_of, inside in reports:
        for i, word in enumerate(low):
            if inside[i]:
                continue
            for first in {word, verb_table.get(word, word)}:
                for key in by_first.get(first, ()):
                    if tuple(low[i + 1 : i + len(key)]) == key[1:]:
                        at = i + len(key)
                        # Annotators often leave the particle or the hearer out: "told" of "told reporters" is enough.
                        hit = any(cue_of[j] >= 0 for j in range(i, min(at, len(low))))
                        table[key].add(complement(low[follow(low, at, len(low)) :][:10]), hit)

    rows = []
    for (part, lemma), counter in singles.items():
        cues, total = counter.cues, counter.total
        listed = lemma in CLASS_OF or (part == "n" and lemma in NOUN_CLASS)
        if not listed and (cues < MINIMUM or cues < SHARE * total) or listed and not cues and not is_speech(wordnet, lemma):
            continue
        if part == "n" and lemma not in NOUN_CLASS and (lemma.endswith("ing") or cues < 4 or cues < 0.15 * total):
            continue
        if lemma in DETERMINER or lemma in WH or len(lemma) < 3:
            continue
        forms = morphology.verb_forms(verb_forms, lemma) if part == "v" else [(lemma, "1")] + [(p, "2") for p in morphology.plurals(noun_forms, lemma)]
        rows.append(row(lemma, part, classify(wordnet, part, lemma), forms, counter))
    seen = {lemma for part, lemma in singles if part == "v"}
    for lemma in verbs - seen:
        # Verbs that only report speech and that the train reports do not hold ("interject").
        if is_speech(wordnet, lemma) and len(wordnet.senses["v"][lemma]) == 1 and lemma in CLASS_OF:
            rows.append(row(lemma, "v", classify(wordnet, "v", lemma), morphology.verb_forms(verb_forms, lemma), Counter()))
    for key, counter in table.items():
        if counter.cues < 0.2 * counter.total and " ".join(key) not in SEED_PHRASES or key[-1] in DETERMINER or key[0] in DETERMINER:
            continue
        if set(key) & NOISE or any("n't" in w for w in key):
            continue
        first, rest = key[0], "".join(" " + w for w in key[1:])
        if not all(re.fullmatch(r"[a-z][a-z'-]*", w) for w in key):
            continue
        if first in verbs:
            forms = [(f + rest, c) for f, c in morphology.verb_forms(verb_forms, first)]
        else:
            forms = [(" ".join(key), "f")]
        lemma = " ".join(key)
        rows.append(row(lemma, "p", phrase_class(wordnet, key), forms, counter))
    for phrase in SEED_PHRASES:
        key = tuple(phrase.split())
        if key not in table:
            rest = "".join(" " + w for w in key[1:])
            forms = [(f + rest, c) for f, c in morphology.verb_forms(verb_forms, key[0])] if key[0] in verbs else [(phrase, "f")]
            rows.append(row(phrase, "p", phrase_class(wordnet, key), forms, Counter()))
    header = [
        "cue (lemma), part (v verb, n noun, p phrase), class, kind, forms (form:code; b base, s third person, p past, n participle, x past or",
        "participle, g gerund, 1 singular, 2 plural, f fixed), usages (complement:times a cue/times seen), after which words",
        "Heads: PolNeAR train cues and WordNet 3.1; counts: PolNeAR train. See data/README.md for the terms.",
    ]
    tables.write(out, "cues.tsv", header, rows)


def row(lemma, part, label, forms, counter):
    usages = ",".join(f"{k}:{c}/{t}" for k, (c, t) in sorted(counter.usages.items()))
    listed = "|".join(f"{f}:{c}" for f, c in dict.fromkeys(forms))
    return lemma, part, label, KIND[label], listed, usages


def is_speech(wordnet, lemma):
    senses = wordnet.senses["v"].get(lemma, [])
    return bool(senses) and senses[0][0].lexfile in (31, 32)


def classify(wordnet, part, lemma):
    if part == "n" and lemma in NOUN_CLASS:
        return NOUN_CLASS[lemma]
    if lemma in CLASS_OF:
        return CLASS_OF[lemma]
    senses = wordnet.senses[part].get(lemma, [])
    speech = {"v": 32, "n": 10}[part]
    thought = {"v": 31, "n": 9}[part]
    files = [s.lexfile for s, _ in senses[:2]]
    return "say" if speech in files[:1] else "belief" if thought in files[:1] else "say" if speech in files else "stance"


def phrase_class(wordnet, key):
    text = " ".join(key)
    if text in SEED_PHRASES and SEED_PHRASES[text]:
        return SEED_PHRASES[text]
    for word in reversed(key):
        if word in NOUN_CLASS:
            return NOUN_CLASS[word]
    return classify(wordnet, "v", key[0]) if key[0] in wordnet.senses["v"] else "say"


# Phrases of general use, counted when train holds them; "" leaves the class to the head.
SEED_PHRASES = {
    "according to": "according", "in the words of": "according", "as stated by": "according", "as reported by": "according", "as per": "according",
    "in the view of": "belief", "in the opinion of": "belief", "on the word of": "according", "as quoted by": "according", 
    "call for": "request", "call on": "request", "call upon": "request", "appeal to": "request", "appeal for": "request", "insist on": "request",
    "draw attention to": "say", "point out": "say", "point to": "say", "make clear": "say", "make it clear": "say", "speak of": "say", "speak about": "say",
    "talk of": "say", "talk about": "say", "go on to say": "say", "go on": "say", "tell reporters": "say", "express concern": "belief", "express concern over": "belief",
    "express concern about": "belief", "express hope": "belief", "express regret": "say", "express support for": "stance", "express confidence": "belief",
    "quote as saying": "say", "cite as saying": "say", "lay out": "say", "spell out": "say",
    "lash out": "say", "hit back": "say", "hit out at": "say", "speak out": "say", "speak out against": "say", "come out against": "stance", "come out in favor of": "stance",
    "issue a statement": "say", "give a warning": "say", "raise concerns": "belief", "voice concern": "belief", "rule out": "say", "insist that": "say",
    "take responsibility for": "say", "claim responsibility for": "say", "put it": "say", "think of": "belief", "hear about": "belief", "refer to": "say", "hint at": "say",
    "say of": "say", "warn of": "say", "warn against": "say", "accuse of": "say", "agree with": "belief", "disagree with": "belief", "write in a statement": "say",
    "reportedly": "show", "allegedly": "say", "say in a statement": "say", "say in an interview": "say", "add in a statement": "say", "let it be known": "say", "set out": "say", "call into question": "say",
}
