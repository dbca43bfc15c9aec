"""Inflected forms: the table of lemminflect (from the SPECIALIST lexicon) first, rules for the rest."""

import gzip
import re

VOWEL = "aeiou"


def load(folder):
    """(nouns, verbs): lemma -> plurals, lemma -> (past, participle, gerund, third) as lists of variants."""
    nouns, verbs = {}, {}
    path = folder / "lemminflect" / "resources" / "infl_lu.csv.gz"
    for line in gzip.open(path, "rt", encoding="utf-8"):
        fields = line.rstrip("\n").split(",")
        if fields[1] == "noun" and len(fields) == 3:
            nouns[fields[0]] = [f for f in fields[2].split("/") if f]
        elif fields[1] == "verb" and len(fields) == 6:
            verbs[fields[0]] = [[f for f in field.split("/") if f] for field in fields[2:]]
    return nouns, verbs


def regular_s(word):
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWEL:
        return word[:-1] + "ies"
    return word + "s"


def plurals(nouns, lemma):
    """Plural forms of a noun; of a phrase, the last word is inflected unless a preposition follows the head."""
    words = lemma.split()
    head = next((i - 1 for i, w in enumerate(words) if i and w in ("of", "in", "at", "for", "to")), len(words) - 1)
    word = words[head]
    forms = nouns.get(word) or ([word[:-3] + "men"] if word.endswith("man") and word != "human" else [regular_s(word)])
    forms = [f for f in forms if f != word] or [regular_s(word)]
    return [" ".join(words[:head] + [f] + words[head + 1 :]) for f in forms]


def verb_forms(verbs, lemma):
    """[(form, code)] with codes b(ase) p(ast) n(participle) x(past or participle) g(erund) s(third)."""
    if lemma == "be":
        return [("be", "b"), ("was", "p"), ("were", "p"), ("been", "n"), ("being", "g"), ("is", "s"), ("are", "b")]
    if lemma in verbs:
        past, participle, gerund, third = verbs[lemma]
        participle = participle or past
    else:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        past = [lemma[:-1] + "ied"] if lemma.endswith("y") and lemma[-2] not in VOWEL else [stem + "ed"]
        participle, gerund, third = past, [stem + "ing"], [regular_s(lemma)]
    found = [(lemma, "b")]
    for form in past:
        found.append((form, "x" if form in participle else "p"))
    found += [(f, "n") for f in participle if f not in past]
    found += [(f, "g") for f in gerund] + [(f, "s") for f in third]
    return found


def lemmatiser(table):
    """form -> lemma for an iterable of (lemma, forms); a form that is a lemma of its own stays itself."""
    found = {}
    for lemma, forms in table:
        for form in forms:
            found.setdefault(form, lemma)
    return found
