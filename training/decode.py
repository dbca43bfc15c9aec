"""From the model's scores to attributions and entities: the reference for the Rust decoder, step by step.

README.md, "The contract", states the same in words. Words are numbered in the text; all spans are code points.
"""

import math

import numpy as np

from heads import ATTRIBUTION, CONTENT_TO_CUE, CUE_TO_SOURCE
from structure import structural
from text import DEPTHS, MARK, SHAPES, STRIDE, WINDOW, encode, windows

FORBIDDEN = -1e9
NONE = -1  # the key of "no word" among votes
CENTRAL = 64  # pieces from a border beyond which a window's word counts in full
ROLES = ("source", "cue", "content")
# Chosen on the 30 held-out reports of PolNeAR train, with models after one and two epochs.
LESS_OUTSIDE = 0.5  # taken from the log probability of "O"
OWN_CONTENT = 2.0  # in logs of votes: what a cue without content may take a content for
PASSES = 4
POINTED = 0.5  # a word outside all cues (sources) becomes one when it has this much of the votes
ROLE_SHARE = 0.25  # a word beside it joins it when it has this probability of the role
STRUCTURAL = 0.95  # confidence of what structure.py finds
MARKS = 2  # words of a direct content that stand in no quotation marks: the marks
LEAST = 1e-4  # added before a logarithm


class Reading:
    """The model's view of one text: every word with the scores of the window in which it stands most centrally."""

    def __init__(self, text, vocabulary, runner, stride=STRIDE):
        self.text, self.runner = text, runner
        self.encoded = e = encode(text, vocabulary)
        self.ranges = windows(e.first, WINDOW, stride)
        self.outputs = []
        for a, b in self.ranges:
            ids, features = e.ids[e.first[a] : e.first[b]], e.features[e.first[a] : e.first[b]]
            ids = np.concatenate([[vocabulary.cls], ids, [vocabulary.sep]])
            features = np.concatenate([[MARK], features, [MARK]])
            self.outputs.append(runner(ids, features))
        self.home = [self.central_window(w) for w in range(len(e))]

    def central_window(self, word):
        """The window in which the word's margin is largest; the earlier one where equal."""
        holding = [n for n, (a, b) in enumerate(self.ranges) if a <= word < b]
        return max(holding, key=lambda n: (self.margin(word, n), -n))

    def place(self, word, window):
        """The row of a word in a window's arrays: its first piece, after [CLS]."""
        return self.encoded.first[word] - self.encoded.first[self.ranges[window][0]] + 1

    def margin(self, word, window):
        """Pieces between a word and the nearer border of a window; the text's own ends are no borders."""
        e, (a, b) = self.encoded, self.ranges[window]
        left = WINDOW if a == 0 else e.first[word] - e.first[a]
        right = WINDOW if b == len(e) else e.first[b] - e.first[word + 1]
        return int(min(left, right))

    def scores(self, head):
        """Log probabilities, words x labels: the mean over the windows of a word, weighted by its margin."""
        total = np.zeros((len(self.encoded), len(head.labels)))
        weights = np.zeros((len(self.encoded), 1))
        for number, (a, b) in enumerate(self.ranges):
            for word in range(a, b):
                row = self.outputs[number][head.name][self.place(word, number)].astype(np.float64)
                log = row - row.max() - np.log(np.exp(row - row.max()).sum())
                weight = min(self.margin(word, number), CENTRAL) + 1
                total[word] += weight * log
                weights[word] += weight
        return total / weights

    def pointers(self, link, words):
        """{word: probability}, the mean over `words`; NONE stands for piece 0."""
        found = {}
        for w in words:
            n = self.home[w]
            a, b = self.ranges[n]
            out, row = self.outputs[n], self.place(w, n)
            keys = out[f"{link.name}.key"]
            scores = keys @ out[f"{link.name}.query"][row]
            distance = np.arange(len(keys)) - row
            bias = self.runner.biases[link.name]
            scores = scores + bias[distance + len(bias) // 2]
            scores[0] += self.runner.none[link.name] - bias[len(bias) // 2 - row]
            p = np.exp(scores - scores.max())
            p /= p.sum()
            found[NONE] = found.get(NONE, 0.0) + p[0] / len(words)
            for v in range(a, b):
                found[v] = found.get(v, 0.0) + p[self.place(v, n)] / len(words)
        return found


def best_path(scores, labels):
    """Viterbi: the best sequence of labels in which I-x follows only B-x or I-x."""
    if not len(scores):
        return []
    legal = np.zeros((len(labels), len(labels)))
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            for i, before in enumerate(labels):
                if before[2:] != label[2:]:
                    legal[i, j] = FORBIDDEN
    start = np.array([FORBIDDEN if label.startswith("I-") else 0.0 for label in labels])
    total, back = scores[0] + start, []
    for row in scores[1:]:
        choices = total[:, None] + legal
        back.append(choices.argmax(0))
        total = choices.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [labels[i] for i in reversed(path)]


def spans(path, kind):
    """Word ranges (a, b) of one kind."""
    found = []
    for w, label in enumerate(path):
        if label == f"B-{kind}":
            found.append([w, w + 1])
        elif label == f"I-{kind}":
            found[-1][1] = w + 1
    return [tuple(span) for span in found]


def target(votes, candidates, probability, taken):
    """{span: votes}: the candidates that begin in the window, and one new span where a word outside all of them has more votes than each."""
    found = {span: sum(votes.get(w, 0.0) for w in range(*span)) for span in candidates if span[0] in votes}
    free = [(p, -w) for w, p in votes.items() if w != NONE and w not in taken]
    if free and max(free)[0] > max([POINTED, *found.values()]):
        word = -max(free)[1]
        found[grown(word, probability, taken)] = max(free)[0]
    return found


def grown(word, probability, taken):
    """The run around `word` in which each free word has ROLE_SHARE of the role."""
    a = b = word
    while a > 0 and a - 1 not in taken and probability[a - 1] >= ROLE_SHARE:
        a -= 1
    while b + 1 < len(probability) and b + 1 not in taken and probability[b + 1] >= ROLE_SHARE:
        b += 1
    return (a, b + 1)


def strongest(votes):
    """The key with most votes; the earlier one where equal."""
    return max(sorted(votes), key=votes.get)


def give_each_cue_a_content(owners, votes, cues):
    """Moves contents from cues that have several to cues that have none: every cue of the training data has one.

    Cues take their turn by place; each takes the content that loses least, OWN_CONTENT in the log of the votes at most.
    """
    counts = {cue: owners.count(cue) for cue in owners}
    voters = {cue: [i for i, v in enumerate(votes) if cue in v] for cue in cues}
    for _ in range(PASSES):
        moved = False
        for cue in cues:
            if counts.get(cue):
                continue
            movable = [i for i in voters[cue] if counts[owners[i]] > 1]
            losses = [(math.log(votes[i][owners[i]] + LEAST) - math.log(votes[i][cue] + LEAST), i) for i in movable]
            if losses and min(losses)[0] < OWN_CONTENT:
                i = min(losses)[1]
                counts[owners[i]] -= 1
                owners[i], counts[cue], moved = cue, 1, True
        if not moved:
            return


def attributions(reading):
    """Records {source, cue, content, evidence}, by place of the cue; each role a list of word ranges."""
    labels = ATTRIBUTION.labels
    scores = reading.scores(ATTRIBUTION)
    scores[:, 0] -= LESS_OUTSIDE
    path = best_path(scores, labels)
    taken = {w for w, label in enumerate(path) if label != "O"}
    share = {role: np.exp(scores[:, [labels.index(f"{p}-{role}") for p in "BI"]]).sum(1) for role in ROLES}
    cues, sources, contents = (spans(path, role) for role in ("cue", "source", "content"))
    votes = [target(reading.pointers(CONTENT_TO_CUE, range(*c)), cues, share["cue"], taken) for c in contents]
    pairs = [(c, v) for c, v in zip(contents, votes) if v]
    contents, votes = [c for c, _ in pairs], [v for _, v in pairs]
    owners = [strongest(v) for v in votes]
    give_each_cue_a_content(owners, votes, cues)
    records = []
    for cue in sorted(set(owners)):
        own = [i for i, owner in enumerate(owners) if owner == cue]
        pointers = reading.pointers(CUE_TO_SOURCE, range(*cue))
        found = target(pointers, sources, share["source"], taken)
        source = strongest(found) if found else None
        if source is None or pointers[NONE] > found[source]:
            source = None
        record = {"source": [source] if source else [], "cue": [cue], "content": [contents[i] for i in own]}
        words = sum(b - a for a, b in record["content"])
        quoted = quoted_words(reading.encoded, record["content"])
        record["evidence"] = {
            "cue": mean_log(share["cue"], [cue]),
            "content": mean_log(share["content"], record["content"]),
            "content_to_cue": min(math.log(votes[i][cue] + LEAST) for i in own),
            "cue_to_source": math.log((found[source] if source else pointers[NONE]) + LEAST),
            "has_source": float(bool(source)),
            "content_words": math.log(words),
            "quoted": quoted / words,
            "mixed": float(0 < quoted < words - MARKS * len(own)),
        }
        records.append(record)
    return records


def mean_log(share, ranges):
    logs = [math.log(share[w] + LEAST) for a, b in ranges for w in range(a, b)]
    return sum(logs) / len(logs)


def quoted_words(encoded, ranges):
    """How many words stand in quotation marks."""
    words = [w for a, b in ranges for w in range(a, b)]
    return sum(encoded.features[encoded.first[w]] // SHAPES % DEPTHS > 0 for w in words)


def confidence(evidence, coefficients):
    """The probability that an annotator would agree, from calibrate.py's coefficients."""
    total = coefficients["constant"] + sum(coefficients[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-total))


def kept(reading, fitted):
    """The attributions of a text in code points, with confidence, less those below the threshold.

    What the shape of a line gives away comes first (structure.py). An attribution of the model that has half of its
    content words in such a line's content is nested in it where its cue is there too, and else a copy to drop.
    """
    given = [
        {role: [list(line[role])] for role in ROLES} | {"nested": False, "confidence": STRUCTURAL}
        for line in structural(reading.text)
    ]
    lines = [record["content"][0] for record in given]
    for record in attributions(reading):
        probability = confidence(record["evidence"], fitted["coefficients"])
        around = [line for line in lines if 2 * inside(reading, record["content"], line) >= 1]
        nested = any(inside(reading, record["cue"], line) == 1 for line in around)
        if probability >= fitted["threshold"] and (nested or not around):
            given.append(in_code_points(reading, record) | {"nested": nested, "confidence": probability})
    return given


def inside(reading, ranges, place):
    """The share of the words that begin in `place`."""
    words = [w for a, b in ranges for w in range(a, b)]
    return sum(place[0] <= reading.encoded.start[w] < place[1] for w in words) / len(words)


def in_code_points(reading, record):
    e = reading.encoded
    return {role: [[int(e.start[a]), int(e.end[b - 1])] for a, b in record[role]] for role in ROLES}


def entities(reading, head):
    e = reading.encoded
    path = best_path(reading.scores(head), head.labels)
    return [
        {"span": [int(e.start[a]), int(e.end[b - 1])], "label": kind}
        for kind in head.spans
        for a, b in spans(path, kind)
    ]
