"""acts.tsv: words that name acts and events, with their word family and their meanings.

A verb and the nouns made of it ("invade", "invasion") have a root in common; words of one synset, or of synsets that
are made of each other, share a meaning.
"""

import collections

import morphology
import tables

SENSES = 3  # senses of a word that are looked at, commonest first
PREFIX = 3  # letters that a word and its root have in common
# Lexicographer files of nouns that name what happens: act, communication, event, feeling, phenomenon, process, state.
ACTS = {4, 10, 11, 12, 19, 22, 26}
AUXILIARIES = {"be", "can", "will", "may", "must"}


def derivations(wordnet):
    """({(pos, lemma): {(pos, lemma)}}, {(pos, offset): {(pos, offset)}}): which words, and synsets, are made of each other."""
    words, synsets = collections.defaultdict(set), collections.defaultdict(set)
    for (pos, offset), synset in wordnet.synsets.items():
        for other_pos, other_offset, here, there in synset.derived:
            if pos in "nv" and other_pos in "nv":
                a = pos, synset.words[here - 1].lower()
                b = other_pos, wordnet.synsets[other_pos, other_offset].words[there - 1].lower()
                words[a].add(b)
                words[b].add(a)
                synsets[pos, offset].add((other_pos, other_offset))
                synsets[other_pos, other_offset].add((pos, offset))
    return words, synsets


def tagged(wordnet, pos, lemma):
    return sum(count for _, count in wordnet.senses[pos].get(lemma, []))


def build(out, wordnet, noun_forms, verb_forms):
    words, synsets = derivations(wordnet)
    plain = lambda lemma: lemma.isascii() and lemma.isalpha() and len(lemma) > 1
    roots = collections.defaultdict(set)
    for lemma in wordnet.senses["v"]:
        if plain(lemma) and lemma not in AUXILIARIES:
            roots[lemma].add(lemma)
    verbs = set(roots)
    nouns = set()
    for lemma, senses in wordnet.senses["n"].items():
        if not plain(lemma):
            continue
        made = {other for pos, other in words["n", lemma] if pos == "v" and other in verbs and other[:PREFIX] == lemma[:PREFIX]}
        names_act = any(synset.lexfile in ACTS for synset, _ in senses[:SENSES])
        if made or lemma in verbs or names_act and tagged(wordnet, "n", lemma):
            nouns.add(lemma)
            roots[lemma] |= made
    used = lambda lemma: tagged(wordnet, "v", lemma) + tagged(wordnet, "n", lemma)
    lemmas = {lemma for lemma in verbs | nouns if used(lemma) or any(used(root) > 1 for root in roots[lemma])}
    # Of several words that a form belongs to, the commonest; of equals, the one whose inflection it is.
    owners = {}
    for lemma in sorted(lemmas):
        found = [(lemma, 0)]
        if lemma in verbs:
            found += [(form, 1) for form, _ in morphology.verb_forms(verb_forms, lemma)]
        if lemma in nouns:
            found += [(form, 1) for form in morphology.plurals(noun_forms, lemma)]
        for form, inflected in found:
            if plain(form):
                pos = "v" if lemma in verbs and lemma not in nouns else "n" if lemma not in verbs else "vn"
                rank = sum(tagged(wordnet, p, lemma) for p in pos) + 0.5 * (inflected and form != lemma)
                if form not in owners or rank > owners[form][0]:
                    owners[form] = rank, lemma
    forms = collections.defaultdict(set)
    for form, (_, lemma) in owners.items():
        forms[lemma].add(form)
    lemmas = set(forms)
    meanings = {}
    for lemma in lemmas:
        own = {(pos, s.offset) for pos in "vn" for s, _ in wordnet.senses[pos].get(lemma, [])[:SENSES] if pos == "v" or s.lexfile in ACTS}
        meanings[lemma] = own | {other for synset in own for other in synsets.get(synset, ())}
    # A meaning that no other word has tells nothing.
    uses = collections.Counter(key for lemma in lemmas for key in meanings[lemma])
    shared = sorted(key for key, count in uses.items() if count > 1)
    number = {key: n for n, key in enumerate(shared)}
    listed = lambda keys: " ".join(str(n) for n in sorted(number[k] for k in keys if k in number))
    rows = []
    for lemma in lemmas:
        root = {r for r in roots[lemma] if r in lemmas} or {lemma}
        own = sorted(forms[lemma] - {lemma})
        rows.append(
            (
                lemma,
                "|".join(own) if lemma in forms[lemma] else "|".join(["-", *own]),
                "" if root == {lemma} else "|".join(sorted(root)),
                listed(meanings[lemma]),
            )
        )
    header = [
        "word, its forms, the verbs it is made of (itself if empty), numbers of its meanings",
        "From WordNet 3.1 (verbs, and nouns for acts, events, states or made of verbs); forms of lemminflect (MIT).",
        "A form belongs to one word only; `-` says that the word itself is a form of another one.",
    ]
    tables.write(out, "acts.tsv", header, rows)
