"""The events model: upper layers of its own on the rows of a lower layer of the encoder, and what is read at each word."""

import torch
from torch import nn
from torch.nn import functional as F

from model import Layer
from plover import REALIS, TYPES

SIDE, REACH = 64, 24  # width of a side's query and key; words beyond which distance counts no more
SCORES = 1 + len(TYPES)
FAR = -1e4


class EventNet(nn.Module):
    def __init__(self, sizes, layers, dropout=0.1, start=()):
        """`start`: layers of an encoder that the upper layers begin as."""
        super().__init__()
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(layers))
        for mine, theirs in zip(self.layers, start):
            mine.load_state_dict(theirs.state_dict())
        self.enter = nn.Linear(sizes.width, sizes.width)
        with torch.no_grad():
            self.enter.weight.copy_(torch.eye(sizes.width))
            self.enter.bias.zero_()
        self.heads = nn.Linear(sizes.width, SCORES + len(REALIS) + 4 * SIDE)
        self.source = nn.Parameter(torch.full((2 * REACH + 1,), -2.0))
        self.target = nn.Parameter(torch.full((2 * REACH + 1,), -2.0))
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows, mask, first):
        """Rows of pieces (batch x pieces x width), which of them are real, and the first piece of each word.

        Gives the scores of types, of realis, and for trigger t and word w the scores that w is source and target of t.
        """
        x = self.dropout(self.enter(rows))
        for layer in self.layers:
            x = self.dropout(layer(x, mask[:, None, None, :]))
        x = x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))
        types, realis, *sides = self.heads(x).split([SCORES, len(REALIS), SIDE, SIDE, SIDE, SIDE], 2)
        place = torch.arange(first.shape[1])
        apart = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        source = sides[0] @ sides[1].transpose(1, 2) / SIDE**0.5 + self.source[apart]
        target = sides[2] @ sides[3].transpose(1, 2) / SIDE**0.5 + self.target[apart]
        return types, realis, source, target


def mean_log(scores, words):
    """Mean over some words (batch x words, 0 or 1) of scores at each trigger (batch x triggers x words); 0 without words."""
    return torch.einsum("btw,bw->bt", scores, words) / words.sum(1).clamp(min=1)[:, None]


def pair_words(types, source, target, sources, targets, free, more=0.0):
    """Scores of each type at each word that could be the trigger (`free`), for given sides."""
    happens = F.log_softmax(types, 2)[:, :, 1:]
    sides = mean_log(F.logsigmoid(source), sources) + mean_log(F.logsigmoid(target), targets) + more
    free = free * (1 - sources) * (1 - targets)
    return happens + (sides + FAR * (1 - free))[:, :, None]


def pair_scores(*given):
    """Scores of each type for given sides, summed over the words."""
    return torch.logsumexp(pair_words(*given), 1)
