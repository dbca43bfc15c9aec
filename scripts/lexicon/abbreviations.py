#!/usr/bin/env python3
"""Makes crates/rapporteur-lang/data/abbreviations.tsv.

usage: abbreviations.py SUPPRESSIONS.json EWT_TRAIN.conllu[.xz] > abbreviations.tsv

SUPPRESSIONS.json: segments/en/suppressions.json of the npm package cldr-segments-full (Unicode licence v3): words after
whose stop a sentence does not end. EWT_TRAIN: train part of the treebank UD English EWT (CC BY-SA 4.0); it only serves to
drop entries that are common words without a stop ("Up.", "Job."). The lists below add what press English writes with a
stop, and the class of each word."""
import collections, json, lzma, re, sys

# Something always follows.
LEADS = """mr mrs ms messrs mx dr drs prof profs gen gens maj sen sens rep reps gov govs lt ltc col cols cmdr capt sgt adm
cpl pvt pte brig rev fr hon pres supt insp det amb ens cmdre const asst assoc dept atty msgr mgr mme mlle st ste mt ft
vs viz cf approx ca eg ie aka esp incl ret div arrv lv eds trans govt spc ssgt msgt pfc wm geo chas""".split()
# Can be the last word of a sentence.
ENDS = """inc corp co cos ltd jr sr etc al bros llc llp plc ph.d m.sc b.sc ave blvd rd hwy jan feb aug sep sept oct nov dec apr
mon tue tues wed thu thur thurs fri est calif conn fla ariz colo okla tenn minn mich mont neb nev wis wyo kan ky va pa ga
md ala ark tex mo vt n.y a.m p.m u.s u.k u.n e.u d.c dist univ intl mfg tel""".split()
# A word of its own unless a number follows.
NUMBER = """no nos p pp vol vols fig figs art arts ch sec secs para paras mar sun sat del jun jul op ver ext app""".split()


def suppressions(path):
    data = json.load(open(path, encoding="utf-8"))
    standard = data["segments"]["segmentations"]["SentenceBreak"]["standard"]
    return {entry["suppression"].rstrip(".").lower() for entry in standard}


def plain_words(path):
    """Words that do not carry a stop, in lower case."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")
    count = collections.Counter()
    for line in opened:
        columns = line.split("\t")
        if columns[0].isdigit():
            count[columns[1].lower()] += 1
    return count


def main():
    general, count = suppressions(sys.argv[1]), plain_words(sys.argv[2])
    table = {}
    for word in sorted(general):
        # Letters with stops between them are told by their shape; so are single letters.
        if not re.fullmatch(r"[a-z]{2,12}", word) or count[word] > 0:
            continue
        table[word] = "ends"
    for words, kind in ((LEADS, "leads"), (ENDS, "ends"), (NUMBER, "number")):
        for word in words:
            table[word] = kind
    print("# Made by scripts/lexicon/abbreviations.py from CLDR 46.1 (Unicode licence v3) and lists in the script.")
    print("# Lower case, without the last stop; class: leads, ends, number.")
    for word, kind in sorted(table.items()):
        print(f"{word}\t{kind}")


main()
