"""A linear model of runs of words and of letters with the sides masked, which the reader of pairs is added to."""

import re

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

SOURCE, TARGET = "xsrcx", "xtgtx"  # stand for the sides
WORDS, LETTERS = range(1, 4), range(2, 6)  # lengths of runs
STRENGTH = 30
NEVER = -12.0  # logarithm for a kind without an example
PARTS = ("words", "letters", "between")


def masked(text, sources, targets):
    """The text in lower case with a word of its own in the place of each span of a side."""
    spans, free = [(tuple(s), SOURCE) for s in sources] + [(tuple(s), TARGET) for s in targets], len(text)
    for (start, end), name in sorted(spans, reverse=True):
        if end <= free:  # of spans that overlap the last one counts
            text, free = f"{text[:start]} {name} {text[end:]}", start
    return text.lower()


def words(text):
    found = re.findall(r"\w\w+", text)
    return [" ".join(found[i : i + n]) for n in WORDS for i in range(len(found) - n + 1)]


def letters(text):
    found = []
    for word in text.split():
        word = f" {word} "
        for n in LETTERS:
            found += [word[i : i + n] for i in range(max(1, len(word) - n + 1))]
            if len(word) <= n:
                break  # a short word counts once
    return found


def between(text):
    """Runs of words from the first of the sides to the other; all of them where a side is missing."""
    source, target = text.find(SOURCE), text.find(TARGET)
    if source >= 0 and target >= 0:
        text = text[min(source, target) : max(source, target) + len(SOURCE)]
    return words(text)


class Ngrams:
    def __init__(self, texts, kinds, count):
        """Learns from masked texts and the number of each one's kind, of `count` kinds."""
        self.count = count
        analysers = {"words": words, "letters": letters, "between": between}
        self.parts = {
            name: TfidfVectorizer(analyzer=analysers[name], sublinear_tf=True, min_df=2 if name == "letters" else 1)
            for name in PARTS
        }
        from scipy.sparse import hstack

        self.stack = hstack
        rows = hstack([part.fit_transform(texts) for part in self.parts.values()]).tocsr()
        self.model = LogisticRegression(C=STRENGTH, max_iter=200).fit(rows, kinds)

    def __call__(self, texts):
        """Logarithms of the kinds' probabilities."""
        rows = self.stack([part.transform(texts) for part in self.parts.values()]).tocsr()
        found = np.full((len(texts), self.count), NEVER)
        found[:, self.model.classes_] = self.model.predict_log_proba(rows)
        return found

    def tables(self):
        """Runs of each part (joined by line feeds, sorted), their weights by rarity, and the kinds' weights in 8 bits."""
        found, at = {}, 0
        weight = np.zeros((self.count, self.model.coef_.shape[1]))
        weight[self.model.classes_] = self.model.coef_
        bias = np.full(self.count, NEVER)
        bias[self.model.classes_] = self.model.intercept_
        for name, part in self.parts.items():
            runs = sorted(part.vocabulary_, key=lambda run: run.encode())
            order = [part.vocabulary_[run] for run in runs]
            mine = weight[:, at : at + len(order)][:, order].T
            scale = np.abs(mine).max(0).clip(1e-8) / 127
            found |= {
                f"{name}.runs": np.frombuffer("\n".join(runs).encode(), dtype=np.uint8),
                f"{name}.rarity": part.idf_[order].astype(np.float32),
                f"{name}.weight": np.rint(mine / scale).astype(np.int8),
                f"{name}.scale": scale.astype(np.float32),
            }
            at += len(order)
        return found | {"bias": bias.astype(np.float32)}
