"""The table of heads. A new head is one entry here, one reader in corpora.py, and one decoder."""

from dataclasses import dataclass

IGNORE = -100


@dataclass(frozen=True)
class TagHead:
    """Labels for each word; the loss is weighted by `weight`."""

    name: str
    spans: tuple  # kinds of span; the labels are O and B-, I- of each
    weight: float

    @property
    def labels(self):
        return ("O",) + tuple(f"{position}-{span}" for span in self.spans for position in "BI")


@dataclass(frozen=True)
class LinkHead:
    """A pointer from each word of one kind to one other word of the window."""

    name: str
    weight: float


ATTRIBUTION = TagHead("attribution", ("source", "cue", "content"), 1.0)
NAMES = TagHead("names", ("PER", "ORG", "LOC", "GROUP", "FACILITY", "EVENT", "MISC"), 0.5)
ACTORS = TagHead("actors", ("PER", "ORG", "LOC"), 0.25)
TAG_HEADS = (ATTRIBUTION, NAMES, ACTORS)

CONTENT_TO_CUE = LinkHead("content_to_cue", 0.5)
CUE_TO_SOURCE = LinkHead("cue_to_source", 0.5)  # piece 0, [CLS], stands for "no source in the text"
LINK_HEADS = (CONTENT_TO_CUE, CUE_TO_SOURCE)
LINK_WIDTH = 128

# What a label of each corpus may be in NAMES. Several names: the corpus does not tell them apart, so that the
# loss asks only that the sum of their probabilities be high. "O" says what an unmarked word may be.
NAME_LABELS = {
    "worldwide": {
        "O": ("O",),
        "PER": ("PER",),
        "ORG": ("ORG",),
        "LOC": ("LOC",),
        "NORP": ("GROUP",),
        "FAC": ("FACILITY",),
        "MISC": ("MISC", "EVENT"),
        "PRODUCT": ("MISC",),
    },
    "crossner": {
        "O": ("O", "GROUP", "FACILITY"),
        "PER": ("PER",),
        "ORG": ("ORG",),
        "LOC": ("LOC",),
        "EVENT": ("EVENT",),
        "MISC": ("MISC", "GROUP", "FACILITY"),
    },
    "wikigold": {
        "O": ("O",),
        "PER": ("PER",),
        "ORG": ("ORG",),
        "LOC": ("LOC", "FACILITY"),
        "MISC": ("MISC", "GROUP", "EVENT"),
    },
    "re3d": {
        "O": ("O", "FACILITY", "EVENT", "MISC"),
        "PER": ("PER",),
        "ORG": ("ORG",),
        "LOC": ("LOC", "FACILITY"),
        "NORP": ("GROUP",),
    },
}
