"""A small reader of the WordNet 3.1 files: synsets, pointers, sense counts."""

import collections
import re

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}


class Synset:
    """One synset: its words in file order, its lexicographer file, pointers, derivations and gloss."""

    __slots__ = ("pos", "offset", "lexfile", "words", "pointers", "derived", "gloss")

    def __init__(self, pos, line):
        head, _, self.gloss = line.partition(" | ")
        fields = head.split()
        self.pos, self.offset, self.lexfile = pos, fields[0], int(fields[1])
        count = int(fields[3], 16)
        self.words = [re.sub(r"\((a|p|ip)\)$", "", w) for w in fields[4 : 4 + 2 * count : 2]]
        at = 4 + 2 * count
        self.pointers, self.derived = [], []
        for i in range(int(fields[at])):
            symbol, offset, pos_tag, numbers = fields[at + 1 + 4 * i : at + 5 + 4 * i]
            self.pointers.append((symbol, offset, pos_tag))
            # Which word of this synset is made of which word of the other one, numbered from 1.
            if symbol == "+":
                self.derived.append((pos_tag, offset, int(numbers[:2], 16), int(numbers[2:], 16)))


class WordNet:
    """`senses[pos][lemma]` is the list of (synset, tag count) in sense order."""

    def __init__(self, folder):
        self.synsets = {}
        for name, pos in POS.items():
            for line in open(folder / f"data.{name}", encoding="latin-1"):
                if not line.startswith("  "):
                    synset = Synset(pos, line)
                    self.synsets[pos, synset.offset] = synset
        counts = {}
        for line in open(folder / "index.sense", encoding="latin-1"):
            key, offset, _, count = line.split()
            lemma, _, rest = key.partition("%")
            pos = "nvara"[int(rest[0]) - 1]
            counts[pos, lemma, offset] = int(count)
        self.senses = {}
        for name, pos in POS.items():
            table = self.senses[pos] = {}
            for line in open(folder / f"index.{name}", encoding="latin-1"):
                if line.startswith("  "):
                    continue
                fields = line.split()
                offsets = fields[-int(fields[2]) :]
                table[fields[0]] = [(self.synsets[pos, o], counts.get((pos, fields[0], o), 0)) for o in offsets]

    def below(self, pos, *roots):
        """The synsets under the given synsets, these included; instances (proper names) are left out."""
        children = collections.defaultdict(list)
        for synset in self.synsets.values():
            if synset.pos == pos:
                for symbol, offset, _ in synset.pointers:
                    if symbol == "@":
                        children[offset].append(synset)
        found, queue = set(), [self.senses[pos][lemma][sense - 1][0] for lemma, sense in roots]
        while queue:
            synset = queue.pop()
            if synset.offset not in found:
                found.add(synset.offset)
                queue.extend(children[synset.offset])
        return found
