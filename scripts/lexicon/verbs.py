"""verbs.tsv: common verbs with their forms. A verb is common when WordNet's tagged texts or the train reports use it."""

import morphology
import tables


def build(out, wordnet, verb_forms, counts):
    """Writes the table and returns the lemmas, commonest first."""
    lower, _, _ = counts
    weights = {}
    for lemma, senses in wordnet.senses["v"].items():
        # Auxiliaries are function words; "re" and the like are prefixes.
        if lemma.isalpha() and len(lemma) > 1 and lemma not in ("be", "can", "will", "may", "must"):
            tagged = sum(count for _, count in senses)
            if tagged or lower[lemma] >= 3 and lemma in verb_forms:
                weights[lemma] = tagged
    rows = []
    for lemma in sorted(weights):
        forms = [(f, c) for f, c in morphology.verb_forms(verb_forms, lemma) if f != lemma]
        # "found" is the past of "find", not the verb "found": the commoner verb keeps the form.
        rows.append((lemma, "|".join(f"{f}:{c}" for f, c in forms)))
    header = [
        "verb, forms (form:code; p past, n participle, x past or participle, g gerund, s third person)",
        "Lemmas of WordNet 3.1 that occur in its tagged texts or in PolNeAR train; forms of lemminflect (MIT).",
    ]
    past = {f.split(":")[0]: lemma for lemma, forms in rows for f in forms.split("|") if f.endswith((":x", ":p"))}
    rows = [(lemma, forms) for lemma, forms in rows if not (lemma in past and weights[past[lemma]] > 10 * weights[lemma])]
    tables.write(out, "verbs.tsv", header, rows)
    return [lemma for lemma, _ in sorted(rows, key=lambda r: (-weights[r[0]], r[0]))]
