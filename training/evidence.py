"""What the words alone tell of mentions and of pairs of them: the reference for `coreference/evidence.rs`.

README.md, "The contract", section 13, states the rules in words.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from text import DEPTHS, SHAPES

PRONOUNS = (
    "i me my mine myself",
    "we us our ours ourselves",
    "you your yours yourself yourselves",
    "he him his himself",
    "she her hers herself",
    "it its itself",
    "they them their theirs themselves themself",
    "this that",
    "these those",
    "who whom whose which",
    "here there",
    "one ones",
)
PRONOUN = {word: number for number, words in enumerate(PRONOUNS) for word in words.split()}
SPEECH = 3  # the first of these pronouns are the same over any distance
NAMED = len(PRONOUNS)  # forms from here on are no pronouns
FORMS = NAMED + 6
DEFINITE = set("the this that these those my your his her its our their".split())
INDEFINITE = set("a an some any no every each another many several few all both most".split())
ARTICLES = {"the", "a", "an"}
EMPTY = DEFINITE | set("a an of ' ’ and in on to for at by with , . s".split())
APOSTROPHES = {"'", "’"}
OPENING = set('.?!\n"“:')
NEAR = 50  # mentions right before one that it is compared with
SAME = 20  # earlier mentions with a word in common, for each word; twice that together
BUCKETS = 10
FLAGS = 14


def bucket(distance):
    """0, 1, 2-3, 4-7, ... 256 and more."""
    return min(max(int(distance), 0).bit_length(), BUCKETS - 1)


@dataclass(frozen=True)
class Mention:
    head: int
    first: int
    last: int
    form: int
    core: frozenset  # words that say what it is about
    phrase: tuple


class Words:
    """A text's words as they are compared."""

    def __init__(self, text, encoded):
        self.written = [text[s:e] for s, e in zip(encoded.start, encoded.end)]
        self.lower = [word.lower() for word in self.written]
        self.sentence = np.cumsum([word in {".", "?", "!", "\n"} for word in self.lower])
        self.line = np.cumsum([word == "\n" for word in self.lower])
        self.quoted = encoded.features[encoded.first[:-1]] // SHAPES % DEPTHS > 0

    def form(self, head, first, last):
        lower, written = self.lower, self.written
        if first == last and lower[head] in PRONOUN:
            return PRONOUN[lower[head]]
        opens = head == 0 or lower[head - 1] in OPENING
        more = last > first and written[min(first + 1, len(written) - 1)][0].isupper()
        if written[head][0].isupper() and (head != first or not opens or more):
            return NAMED
        if lower[first] in DEFINITE:
            return NAMED + 1
        if lower[first] in INDEFINITE:
            return NAMED + 2
        if "0" <= written[head][0] <= "9":
            return NAMED + 3
        return NAMED + (4 if written[head][0].isupper() else 5)

    def mention(self, head, first, last):
        words = self.lower[first : last + 1]
        if len(words) > 2 and words[-2] in APOSTROPHES and words[-1] == "s":
            words = words[:-2]
        if words and words[-1] in APOSTROPHES:
            words = words[:-1]
        phrase = tuple(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)
        return Mention(head, first, last, self.form(head, first, last), frozenset(words) - EMPTY, phrase)

    def mentions(self, found):
        """Mentions from heads, first and last words, in the order of heads."""
        return [self.mention(int(head), int(first), int(last)) for head, first, last in found]

    def candidates(self, mentions):
        """For each mention the earlier ones that it is compared with."""
        with_word, chosen = defaultdict(list), []
        for at, mention in enumerate(mentions):
            near = max(0, at - NEAR)
            words = mention.core if mention.form >= NAMED else (self.lower[mention.head],)
            far = set()
            if mention.form >= NAMED or mention.form < SPEECH:
                for word in words:
                    far.update(other for other in with_word[word][-SAME:] if other < near)
            chosen.append(sorted(far)[-2 * SAME :] + list(range(near, at)))
            for word in words:
                with_word[word].append(at)
        return chosen

    def pairs(self, mentions):
        """Arrays over all pairs: later and earlier mention, distances in mentions and sentences, flags."""
        later, earlier = [], []
        for at, others in enumerate(self.candidates(mentions)):
            later += [at] * len(others)
            earlier += others
        flags = np.zeros((len(later), FLAGS), dtype=np.float32)
        between = np.zeros((len(later), 2), dtype=np.int64)
        head = [self.lower[m.head] for m in mentions]
        for number, (i, j) in enumerate(zip(later, earlier)):
            one, other = mentions[i], mentions[j]
            both = one.form >= NAMED and other.form >= NAMED
            gap = one.first - other.last
            flags[number] = (
                head[i] == head[j],
                one.phrase == other.phrase,
                both and bool(one.core) and one.core <= other.core,
                both and bool(other.core) and other.core <= one.core,
                both and not one.core.isdisjoint(other.core),
                head[i] in other.core,
                head[j] in one.core,
                other.first <= one.first and other.last >= one.last,
                one.first <= other.first and one.last >= other.last,
                gap == 1,
                gap == 2,
                self.quoted[one.head],
                self.quoted[other.head],
                self.line[one.head] == self.line[other.head],
            )
            between[number] = bucket(i - j), bucket(self.sentence[one.head] - self.sentence[other.head])
        return np.array(later, dtype=np.int64), np.array(earlier, dtype=np.int64), between, flags
