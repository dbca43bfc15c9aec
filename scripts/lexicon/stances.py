"""stances.tsv: words that show how somebody stands to an issue: "condemn", "opposition to", "critical of".

    python3 scripts/lexicon/stances.py SOURCES [OUT]

The verbs and nouns are the members of senses of WordNet 3.1 that are named here, one list for each stance, with the nouns that
are made of these verbs in the sense of the act; what follows a word (its object, a preposition, an infinitive) and how strong it
is stands here too, from general knowledge. Phrases are hand-made. Needs Python 3.9 and its standard library.
"""

import pathlib
import re
import sys

import morphology
import tables
from build import manifest
from wordnet import WordNet

# stance: (strength, what follows a verb, what follows a noun, senses of WordNet as lemma.number)
VERBS = {
    "supports": (3, "-", "for|of", "support.2 endorse.0 endorse.1 welcome.0 praise.0 defend.0 favor.0 advocate.1 champion.0 applaud.1 "
                 "acclaim.0 hail.0 uphold.1 embrace.1"),
    "calls_for": (3, "-|that|to+", "for|that|to+", "demand.0 urge.0 urge.1 request.0 implore.0 beseech.0"),
    "proposes": (2, "-|to+|that", "for|to+|of|on|that", "propose.0"),
    "commits_to": (2, "-|to+|that", "to|to+|that", "pledge.0 vow.0 promise.0"),
    "intends": (2, "-|to+", "to+|for|of", "intend.0 plan.0 order.0 plan.1"),
    "justifies": (3, "-", "for|of", "justify.0 excuse.1"),
    "opposes": (3, "-|against", "to|against", "oppose.0 oppose.1 resist.1 protest.0 protest.1"),
    "rejects": (3, "-|to+", "of|to+", "reject.0 refuse.0 refuse.1 veto.0"),
    "condemns": (3, "-", "of", "condemn.0 denounce.0 deplore.0"),
    "criticises": (3, "-", "of", "criticize.0 slam.3 lambaste.1 rebuke.0 chide.0"),
    "blames": (3, "-", "of|against|that", "blame.0 accuse.0 blame.2"),
    "concerned": (2, "-|of|about|that|against", "about|over|at|regarding|for|of|that|against", "fear.0 worry.0 warn.0 dread.0"),
    "doubts": (2, "-|that", "about|over|regarding|that", "doubt.0"),
    "denies": (3, "-|that", "of|that", "deny.0"),
}
# Members of these senses that mean other things in news far more often, or that are rare.
NOT = set(
    "fight support_2 second knock pick hold charge fault tell say enjoin mean think press ask fight_back defend_1 suggest advise take "
    "cheer root_on be_after quest bespeak plump_for plunk_for indorse purport think_of back_up plight assure hold_out stand_firm "
    "pass_up negative blackball impeach incriminate criminate pick_apart slam_dunk urge_on gun hail_1 herald clap "
    "bosom hug squeeze jaw rag trounce exempt relieve lecture bid pray conjure adjure importune preach beg "
    "crush flog condone rationalize rationalise reject_1 promise_1 say_no".split()
)

# lemma, part, stance, strength, what follows. Forms of the first word are inflected.
PHRASES = [
    ("back", "v", "supports", 3, "-"),
    ("call for", "v", "calls_for", 3, "-"),
    ("appeal for", "v", "calls_for", 3, "-"),
    ("ask for", "v", "calls_for", 2, "-"),
    ("press for", "v", "calls_for", 3, "-"),
    ("push for", "v", "calls_for", 3, "-"),
    ("campaign for", "v", "calls_for", 3, "-"),
    ("lobby for", "v", "calls_for", 3, "-"),
    ("advocate", "v", "supports", 3, "-|for"),
    ("insist on", "v", "calls_for", 3, "-"),
    ("urge for", "v", "calls_for", 3, "-"),
    ("stand for", "v", "supports", 2, "-"),
    ("stand by", "v", "supports", 2, "-"),
    ("speak out for", "v", "supports", 3, "-"),
    ("speak out against", "v", "opposes", 3, "-"),
    ("come out against", "v", "opposes", 3, "-"),
    ("vote for", "v", "supports", 3, "-"),
    ("vote against", "v", "opposes", 3, "-"),
    ("campaign against", "v", "opposes", 3, "-"),
    ("lobby against", "v", "opposes", 3, "-"),
    ("rally against", "v", "opposes", 3, "-"),
    ("argue for", "v", "supports", 3, "-"),
    ("argue against", "v", "opposes", 3, "-"),
    ("warn against", "v", "opposes", 2, "-"),
    ("advise against", "v", "opposes", 2, "-"),
    ("object to", "v", "opposes", 3, "-"),
    ("take issue with", "v", "criticises", 2, "-"),
    ("rule out", "v", "rejects", 3, "-"),
    ("turn down", "v", "rejects", 3, "-"),
    ("be unwilling", "v", "rejects", 2, "to+"),
    ("blame", "v", "blames", 3, "obj+for|-"),
    ("call on", "v", "calls_for", 3, "obj+to"),
    ("call upon", "v", "calls_for", 3, "obj+to"),
    ("ask", "v", "calls_for", 2, "obj+to"),
    ("tell", "v", "calls_for", 1, "obj+to"),
    ("press", "v", "calls_for", 2, "obj+to"),
    ("order", "v", "intends", 3, "obj+to"),
    ("instruct", "v", "intends", 3, "obj+to"),
    ("direct", "v", "intends", 2, "obj+to"),
    ("encourage", "v", "supports", 2, "obj+to"),
    ("urge", "v", "calls_for", 3, "obj+to|-|that"),
    ("accuse", "v", "blames", 3, "obj+of"),
    ("warn", "v", "concerned", 2, "of|about|that|obj+of|obj+that|obj+against"),
    ("hold", "v", "blames", 3, "obj+responsible for|obj+accountable for"),
    ("violate", "v", "criticises", 2, "content"),
    ("breach", "v", "criticises", 2, "content"),
    ("undermine", "v", "criticises", 2, "content"),
    ("endanger", "v", "criticises", 2, "content"),
    ("jeopardise", "v", "criticises", 2, "content"),
    ("jeopardize", "v", "criticises", 2, "content"),
    ("destabilise", "v", "criticises", 2, "content"),
    ("destabilize", "v", "criticises", 2, "content"),
    ("propose", "v", "proposes", 3, "-|to+|that"),
    ("recommend", "v", "proposes", 2, "-|that"),
    ("suggest", "v", "proposes", 1, "gerund"),
    ("dismiss", "v", "rejects", 2, "-"),
    ("rebuff", "v", "rejects", 3, "-"),
    ("decry", "v", "condemns", 3, "-"),
    ("criticise", "v", "criticises", 3, "-"),
    ("lament", "v", "criticises", 1, "-"),
    ("regret", "v", "criticises", 1, "-|that"),
    ("complain of", "v", "criticises", 2, "-"),
    ("complain about", "v", "criticises", 2, "-"),
    ("favour", "v", "supports", 3, "-"),
    ("prefer", "v", "supports", 2, "-"),
    ("agree to", "v", "commits_to", 2, "-|to+"),
    ("agree with", "v", "supports", 2, "-"),
    ("commit to", "v", "commits_to", 3, "-|to+"),
    ("aim for", "v", "intends", 2, "-"),
    ("decide", "v", "intends", 2, "to+"),
    ("seek", "v", "calls_for", 1, "-"),
    ("request", "v", "calls_for", 2, "-|that"),
    ("appeal", "v", "calls_for", 3, "to+"),
    ("oppose", "v", "opposes", 3, "-"),
    ("refute", "v", "denies", 3, "-|that"),
    ("caution", "v", "concerned", 2, "that|about|of"),
    ("caution against", "v", "opposes", 2, "-"),
    ("see no prospect", "v", "doubts", 3, "of|for|that"),
    ("see no prospects", "v", "doubts", 3, "of|for|that"),
    ("see little hope", "v", "doubts", 3, "of|for|that"),
    ("see no hope", "v", "doubts", 3, "of|for|that"),
    ("see little prospect", "v", "doubts", 3, "of|for|that"),
    ("express confidence in", "v", "supports", 2, "-"),
    # Nouns.
    ("support", "n", "supports", 3, "for|of"),
    ("backing", "n", "supports", 3, "for|of"),
    ("solidarity", "n", "supports", 2, "with"),
    ("supporter", "n", "supports", 3, "of"),
    ("backer", "n", "supports", 3, "of"),
    ("advocate", "n", "supports", 3, "of|for"),
    ("champion", "n", "supports", 2, "of"),
    ("proponent", "n", "supports", 3, "of"),
    ("praise", "n", "supports", 3, "for|of"),
    ("readiness", "n", "commits_to", 2, "for|to+"),
    ("willingness", "n", "commits_to", 1, "to+"),
    ("commitment", "n", "commits_to", 2, "to|to+"),
    ("pledge", "n", "commits_to", 2, "to|to+|of"),
    ("promise", "n", "commits_to", 2, "to+|of"),
    ("vow", "n", "commits_to", 2, "to+|of"),
    ("call", "n", "calls_for", 3, "for|to+"),
    ("appeal", "n", "calls_for", 3, "for|to+"),
    ("demand", "n", "calls_for", 3, "for|that"),
    ("plea", "n", "calls_for", 2, "for|to+"),
    ("request", "n", "calls_for", 2, "for|to+"),
    ("need", "n", "calls_for", 2, "for|to+|of"),
    ("necessity", "n", "calls_for", 2, "of|for"),
    ("importance", "n", "calls_for", 2, "of"),
    ("urgency", "n", "calls_for", 2, "of"),
    ("proposal", "n", "proposes", 2, "for|to+|of"),
    ("initiative", "n", "proposes", 2, "for|to+|of"),
    ("plan", "n", "intends", 2, "for|to+|of"),
    ("intention", "n", "intends", 2, "to+|of"),
    ("decision", "n", "intends", 2, "to+"),
    ("strategy", "n", "intends", 2, "of|to+"),
    ("goal", "n", "intends", 2, "of"),
    ("aim", "n", "intends", 2, "of"),
    ("opposition", "n", "opposes", 3, "to"),
    ("objection", "n", "opposes", 3, "to"),
    ("resistance", "n", "opposes", 2, "to"),
    ("opponent", "n", "opposes", 3, "of"),
    ("protest", "n", "opposes", 3, "against|over|at"),
    ("warning against", "n", "opposes", 3, "-"),
    ("rejection", "n", "rejects", 3, "of"),
    ("refusal", "n", "rejects", 3, "of|to+"),
    ("veto", "n", "rejects", 3, "of|on|against"),
    ("condemnation", "n", "condemns", 3, "of"),
    ("denunciation", "n", "condemns", 3, "of"),
    ("outrage", "n", "condemns", 2, "at|over|about"),
    ("criticism", "n", "criticises", 3, "of"),
    ("critic", "n", "criticises", 3, "of"),
    ("critique", "n", "criticises", 2, "of"),
    ("disappointment", "n", "criticises", 2, "with|at|over|in|about"),
    ("frustration", "n", "criticises", 2, "with|at|over|about"),
    ("dissatisfaction", "n", "criticises", 2, "with|at|over|about"),
    ("anger", "n", "criticises", 2, "at|over|about"),
    ("dismay", "n", "criticises", 2, "at|over|about"),
    ("concern", "n", "concerned", 2, "about|over|at|regarding|for|that"),
    ("alarm", "n", "concerned", 3, "about|over|at|that"),
    ("anxiety", "n", "concerned", 2, "about|over|at|that"),
    ("unease", "n", "concerned", 2, "about|over|at|with"),
    ("worry", "n", "concerned", 2, "about|over|that"),
    ("fear", "n", "concerned", 2, "of|about|over|for|that"),
    ("apprehension", "n", "concerned", 2, "about|over|of|that"),
    ("misgiving", "n", "concerned", 2, "about|over"),
    ("reservation", "n", "concerned", 2, "about|over"),
    ("warning", "n", "concerned", 2, "of|about|that"),
    ("doubt", "n", "doubts", 2, "about|over|that|on"),
    ("scepticism", "n", "doubts", 2, "about|over|of|toward|towards"),
    ("skepticism", "n", "doubts", 2, "about|over|of|toward|towards"),
    ("pessimism", "n", "doubts", 3, "about|over|regarding|on"),
    ("denial", "n", "denies", 3, "of|that"),
    # Adjectives and what is like them.
    ("committed", "a", "commits_to", 2, "to"),
    ("dedicated", "a", "commits_to", 2, "to"),
    ("opposed", "a", "opposes", 3, "to"),
    ("against", "a", "opposes", 2, "-"),
    ("in favour of", "a", "supports", 3, "-"),
    ("in favor of", "a", "supports", 3, "-"),
    ("in support of", "a", "supports", 2, "-"),
    ("supportive", "a", "supports", 2, "of"),
    ("critical", "a", "criticises", 2, "of"),
    ("concerned", "a", "concerned", 2, "about|over|by|at|that"),
    ("worried", "a", "concerned", 2, "about|over|by|that"),
    ("alarmed", "a", "concerned", 3, "about|over|by|at|that"),
    ("afraid", "a", "concerned", 2, "of|that"),
    ("disappointed", "a", "criticises", 2, "with|by|at|in|that"),
    ("ready", "a", "commits_to", 2, "to+|for"),
    ("willing", "a", "commits_to", 1, "to+"),
    ("unwilling", "a", "rejects", 2, "to+"),
    ("determined", "a", "intends", 2, "to+"),
    ("sceptical", "a", "doubts", 2, "of|about|that"),
    ("skeptical", "a", "doubts", 2, "of|about|that"),
    ("pessimistic", "a", "doubts", 3, "about|over|on"),
]

# Words of judgement, said of an act: "an illegal blockade", "the vote was a mistake".
JUDGEMENTS = {
    # Before the noun that they judge too: "an illegal blockade".
    ("criticises", "-"): "unacceptable illegal unlawful illegitimate unjust unjustified unjustifiable disproportionate brutal barbaric "
                         "reckless irresponsible destabilising destabilizing provocative shameful disgraceful cynical catastrophic "
                         "counterproductive destructive inhumane inhuman inexcusable intolerable deplorable hardline intransigent "
                         "unconstitutional undemocratic immoral senseless inadmissible indiscriminate heinous despicable cowardly",
    # Only with "is" or "as".
    ("criticises", "is"): "provocation aggression aggressive mistake error failure outrageous outrage disgrace wrong hypocritical "
                          "hypocrisy excessive absurd betrayal farce scandal scandalous injustice unhelpful appalling abhorrent "
                          "dangerous unfair threat enemy obstacle menace crime adversary criminal",
    ("supports", "is"): "legitimate justified lawful welcome fair overdue constructive milestone breakthrough helpful courageous "
                        "commendable indispensable friend ally partner solution",
}


def forms_of(phrase, part, noun_forms, verb_forms):
    first, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    if part == "v":
        forms = [form for form, _ in morphology.verb_forms(verb_forms, first)]
    elif part == "n":
        forms = [first, *morphology.plurals(noun_forms, first)]
    else:
        forms = [first]
    if part == "j" and first in ("mistake", "error", "failure", "provocation", "betrayal", "injustice"):
        forms += morphology.plurals(noun_forms, first)
    return list(dict.fromkeys(form + tail for form in forms))


def build(out, wordnet, noun_forms, verb_forms):
    rows = {}
    for stance, (strength, verb_after, noun_after, senses) in VERBS.items():
        for sense in senses.split():
            lemma, _, number = sense.partition(".")
            entries = wordnet.senses["v"].get(lemma, [])
            if int(number) >= len(entries):
                continue
            synset = entries[int(number)][0]
            for word in synset.words:
                plain = word.lower()
                if plain in NOT or "_" in plain or not re.fullmatch(r"[a-z]+", plain):
                    continue
                # A member that is rarely used so is more often something else.
                own = [count for other, count in wordnet.senses["v"].get(plain, []) if other is synset]
                if plain != lemma and not own:
                    continue
                rows.setdefault((plain, "v"), (stance, strength, verb_after))
    for lemma, part, stance, strength, after in PHRASES:
        rows[lemma, part] = (stance, strength, after)
    for (stance, after), words in JUDGEMENTS.items():
        for word in words.split():
            rows[word, "j"] = (stance, 2, after)
    table = [
        (lemma, part, stance, strength, after, "|".join(forms_of(lemma, part, noun_forms, verb_forms)))
        for (lemma, part), (stance, strength, after) in rows.items()
    ]
    header = [
        "word or phrase, part (v verb, n noun, a adjective, j judgement), stance, strength 1 to 3, what follows (- the issue, to+ infinitive, obj+ an object and then, content only inside of what is said, is only with is or as), forms",
        "From WordNet 3.1 (verbs of the senses that stances.py names); phrases, strengths and what follows by hand; forms of lemminflect (MIT).",
    ]
    tables.write(out, "stances.tsv", header, table)


if __name__ == "__main__":
    sources = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).resolve().parents[2] / "crates/rapporteur-ontology/data"
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here
    nouns, verbs = morphology.load(sources / "lemminflect")
    build(target, WordNet(sources / "wordnet" / "package" / "dict"), nouns, verbs)
    manifest(target)
