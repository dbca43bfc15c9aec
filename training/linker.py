"""Maps on the frozen encoder for coreference: which words head mentions, their borders, and which earlier one is the same."""

import torch
from torch import nn
from torch.nn import functional as F

from evidence import BUCKETS, FLAGS, FORMS
from text import FEATURES

LAYERS = (1, 3, 5, 6)  # layers of the encoder that are read
WIDTH, CONVOLUTIONS, REACH = 256, 2, 2
KINDS = ("person", "organization", "place", "time", "event", "abstract", "object", "substance", "animal", "plant")
BORDER = 64
BEFORE, BEHIND = 20, 48  # words of a mention before and behind its head
PAIR, HIDDEN, NONE = 128, 64, 32
DROPOUT = 0.3


class Linker(nn.Module):
    def __init__(self, encoder_width):
        super().__init__()
        self.taps = nn.Linear(len(LAYERS) * encoder_width, WIDTH)
        self.feature = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 2 * REACH + 1, padding=REACH) for _ in range(CONVOLUTIONS)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(CONVOLUTIONS))
        self.dropout = nn.Dropout(DROPOUT)
        self.head = nn.Linear(WIDTH, 2)
        self.kind = nn.Linear(WIDTH, len(KINDS))
        self.query = nn.Linear(WIDTH, 2 * BORDER)
        self.first, self.last = nn.Linear(WIDTH, BORDER), nn.Linear(WIDTH, BORDER)
        self.before = nn.Parameter(torch.zeros(BEFORE + 1))
        self.behind = nn.Parameter(torch.zeros(BEHIND + 1))
        self.mention = nn.Linear(3 * WIDTH, 2 * PAIR)
        self.forms = nn.Embedding(FORMS * FORMS, 32)
        self.mentions_between, self.sentences_between = nn.Embedding(BUCKETS, 16), nn.Embedding(BUCKETS, 16)
        self.pair = nn.Linear(PAIR + 32 + 16 + 16 + FLAGS, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.form = nn.Embedding(FORMS, 16)
        self.none, self.none_out = nn.Linear(PAIR + 16, NONE), nn.Linear(NONE, 1)

    def words(self, states, features):
        """What stands for each word, from the encoder's layers, words x layers x width."""
        x = F.gelu(self.taps(self.dropout(states.flatten(1)))) + self.feature(features)
        x = self.norm(x)
        for convolution, norm in zip(self.convolutions, self.norms):
            x = norm(x + F.gelu(convolution(self.dropout(x).t()[None])[0].t()))
        return x

    def borders(self, x, heads):
        """Scores of the words before and behind each head, from the head on, to be the first and last of its mention."""
        y = self.dropout(x)
        query = self.query(y[heads])
        before = heads[:, None] - torch.arange(BEFORE + 1)
        behind = heads[:, None] + torch.arange(BEHIND + 1)
        first = (self.first(y)[before.clamp(0)] * query[:, None, :BORDER]).sum(2) / BORDER**0.5 + self.before
        last = (self.last(y)[behind.clamp(max=len(x) - 1)] * query[:, None, BORDER:]).sum(2) / BORDER**0.5
        return first.masked_fill(before < 0, -1e9), (last + self.behind).masked_fill(behind >= len(x), -1e9)

    def links(self, x, mentions, forms, later, earlier, between, flags):
        """(score of each pair, score of each mention to be the same as none before); `mentions`: head, first, last."""
        read = self.mention(self.dropout(x[mentions].flatten(1)))
        query, key = read[:, :PAIR], read[:, PAIR:]
        evidence = [
            self.dropout(query[later] * key[earlier]),
            self.forms(forms[later] * FORMS + forms[earlier]),
            self.mentions_between(between[:, 0]),
            self.sentences_between(between[:, 1]),
            flags,
        ]
        pairs = self.out(self.dropout(F.relu(self.pair(torch.cat(evidence, 1)))))[:, 0]
        none = self.none_out(F.relu(self.none(torch.cat([query, self.form(forms)], 1))))[:, 0]
        return pairs, none
