"""nouns.tsv: nouns for people, groups and sources that are documents, from WordNet 3.1.

A noun is kept when enough of its tagged senses are of a kind: tag counts are smoothed by one per sense, so that a
noun of one sense counts as wholly of its kind and "can" or "china" do not count as people.
"""

import re

import morphology
import tables

PERSON = [("person", 1)]
GROUP = [("organization", 1), ("social_group", 1), ("gathering", 1), ("people", 1), ("military_unit", 1)]
# Documents proper, and the wider field of communication of which only nouns that head a source in train are kept.
ARTEFACT = [
    ("document", 1), ("publication", 1), ("survey", 1), ("photograph", 1), ("recording", 1), ("report", 1), ("news", 1),
    ("website", 1), ("broadcast", 2), ("letter", 1), ("poll", 1),
]
WIDE = [
    ("communication", 2), ("investigation", 1), ("evidence", 1), ("data", 1), ("analysis", 1), ("research", 1),
    ("press", 2), ("television", 1), ("record", 1),
]
# What WordNet files elsewhere (buildings, acts, informal words) and reports quote as speaking: lemma -> kinds.
EXTRA = {
    "group": "g", "campaign": "g", "media": "g", "network": "g", "outlet": "g", "hospital": "g", "school": "g",
    "embassy": "g", "consulate": "g", "bank": "g", "university": "g", "church": "g", "office": "g", "force": "g",
    "side": "g", "camp": "g", "channel": "g", "station": "g", "watchdog": "g", "regulator": "g", "regime": "g",
    "charity": "g", "think tank": "g", "rights group": "g", "aid group": "g", "air force": "g", "armed forces": "g",
    "news outlet": "g", "majority": "g", "head": "p", "counterpart": "p", "predecessor": "p", "successor": "p",
    "military": "g", "general": "p", "public": "g", "opposition": "g", "rebel": "p", "hostage": "p", "detainee": "p",
    "evacuee": "p", "peacekeeper": "p", "defence ministry": "g", "defense ministry": "g", "foreign ministry": "g",
    "interior ministry": "g", "health ministry": "g", "security council": "g", "supreme court": "g", "news agency": "g",
    "state media": "g", "state television": "g", "police force": "g", "security forces": "g", "war cabinet": "g",
    "human rights group": "g", "intelligence agency": "g", "defence minister": "p", "defense minister": "p",
    "spokesperson": "p", "queen": "p", "ruler": "p", "first responder": "p", "whistleblower": "p", "staffer": "p", "settler": "p",
    "email": "a", "e-mail": "a", "editorial": "a", "article": "a", "lawsuit": "a", "tweet": "a", "post": "a",
    "figure": "pa", "number": "a", "finding": "a", "tally": "a", "toll": "a", "count": "a", "footage": "a",
    "image": "a", "imagery": "a", "estimate": "a", "assessment": "a", "intelligence": "a", "communique": "a",
    "transcript": "a", "release": "a", "press release": "a", "readout": "a", "briefing": "a", "dossier": "a",
    "filing": "a", "ruling": "a", "verdict": "a", "indictment": "a", "resolution": "a", "draft": "a", "bulletin": "a",
    "blog": "a", "ad": "a", "advertisement": "a", "speech": "a", "testimony": "a", "video": "a", "statement": "a",
    "polling": "a", "average": "a", "legislation": "a", "law": "a", "memo": "a", "leak": "a", "cable": "a",
    "investigation": "a", "inquiry": "a", "study": "a", "data": "a", "source": "pa", "press": "ga", "daily": "ga",
}
SHARE = 40  # percent; 40 keeps "source" (of information) and drops "can" (share 0) and "star" of the sky
# Words whose commonest use in news is another one than the tagged texts of WordNet suggest.
EXCLUDE = {"familiar", "chosen", "accused", "it", "can", "china", "turkey", "have", "while", "will", "may", "like", "down", "back", "well", "over"}


def gender(lemma, gloss, female, male, senses, offset):
    last = lemma.split()[-1]
    if last.endswith("woman") or last.endswith("girl"):
        return "F"
    if offset in female or re.match(r"(?:\(.*?\) )?(?:an?|the) (?:\w+ )?(?:female|woman|girl|lady|mother|wife|daughter)\b", gloss):
        return "F"
    if last.endswith("man") and (last[:-3] + "woman") in senses or last in ("spokesman", "gunman", "clergyman"):
        return "M"
    if offset in male or re.match(r"(?:\(.*?\) )?(?:an?|the) (?:\w+ )?male\b", gloss):
        return "M"
    return "-"


def build(out, wordnet, noun_forms, counts):
    lower, _, heads = counts
    extra = dict(EXTRA)
    senses = wordnet.senses["n"]
    kinds = {"p": wordnet.below("n", *PERSON), "g": wordnet.below("n", *GROUP)}
    kinds["a"] = wordnet.below("n", *ARTEFACT)
    wide = wordnet.below("n", *WIDE)
    female, male = wordnet.below("n", ("female", 2)), wordnet.below("n", ("male", 2))
    rows = []
    for key, entries in senses.items():
        lemma = key.replace("_", " ")
        if not re.fullmatch(r"[a-z]{2,}(?:[ -][a-z]+){0,3}", lemma) or lemma in EXCLUDE or len(lemma) < 3:
            continue
        if not any(key in s.words for s, _ in entries):
            continue  # only ever capitalised: a proper name
        total = sum(c + 1 for _, c in entries)
        shares = {}
        for kind, offsets in kinds.items():
            counted = sum(c + 1 for s, c in entries if s.offset in offsets and key in s.words)
            shares[kind] = 100 * counted // total
        plurals = morphology.plurals(noun_forms, lemma)
        seen = sum(lower[f] for f in [lemma, *plurals]) if " " not in lemma else 0
        sources = sum(heads[f] for f in [lemma, *plurals])
        tagged = sum(c for _, c in entries)
        # The train reports are a second witness: a noun that often heads a source needs less of WordNet.
        floor = SHARE if sources < 5 else 15
        found = "".join(k for k in "pga" if shares[k] >= floor and (k != "a" or seen + tagged > 1))
        if not found and sources >= 2 and sum(c + 1 for s, c in entries if s.offset in wide) * 100 >= SHARE * total:
            found = "a"
        if lemma in extra:
            found = extra.pop(lemma)
        elif not found or otherwise_used(wordnet, key, tagged, plurals, seen, sources, lower) or (len(entries) > 1 and not tagged and not seen) or (" " in lemma and not known_phrase(lemma, tagged, counts)):
            continue
        best = max("pga", key=lambda k: shares[k])
        synset = next((s for s, _ in entries if s.offset in kinds["p"]), entries[0][0])
        sex = gender(lemma, synset.gloss, female, male, senses, synset.offset) if "p" in found else "-"
        rows.append((lemma, found, sex, seen, sources, shares[best], "|".join(plurals)))
    for lemma, found in extra.items():
        rows.append((lemma, found, "-", lower[lemma], heads[lemma], 100, "|".join(morphology.plurals(noun_forms, lemma))))
    # WordNet has "leaders" and "allies" as groups; they are plurals of people here. Some are groups indeed.
    people = {form for row in rows if "p" in row[1] for form in row[6].split("|")} - {"authorities", "troops", "forces"}
    rows = [row for row in rows if row[0] not in people]
    header = [
        "noun, kinds (p person, g group, a document or other artefact), gender (F M -), times in the train reports,",
        "times it heads a source there, percent of its tagged senses that are of its best kind, plurals",
        "From WordNet 3.1 (nouns under person, organization, social group, document ...); counts from PolNeAR train.",
    ]
    tables.write(out, "nouns.tsv", header, rows)


def otherwise_used(wordnet, key, tagged, plurals, seen, sources, lower):
    """Whether a word is mostly an adjective, adverb or verb ("major", "still", "put"): its plural is rare, too."""
    other = sum(count for pos in "arv" for _, count in wordnet.senses[pos].get(key, []))
    plural = sum(lower[form] for form in plurals)
    return other > 2 * tagged and sources < 5 and plural * 5 < seen


def known_phrase(lemma, tagged, counts):
    """A phrase is kept when WordNet saw it in text or all its words are words of the train reports."""
    lower, _, _ = counts
    return tagged > 0 or all(lower[w] >= 3 for w in re.split(r"[ -]", lemma))
