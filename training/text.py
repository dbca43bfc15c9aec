"""From text to the model's input: words, word pieces, features, windows.

This file is the reference for the Rust reader, which must give the same numbers.
README.md, "The contract", states the rules in words. All offsets are code points.
"""

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLS, SEP, UNKNOWN, MASK, BREAK, PAD = "[CLS]", "[SEP]", "[UNK]", "[MASK]", "[unused1]", "[PAD]"
WINDOW = 254  # word pieces in a window, [CLS] and [SEP] not counted
STRIDE = 214  # word pieces from the start of one window to the start of the next
LONGEST_WORD = 100  # characters after folding; a longer word is one [UNK]

LOWER, TITLE, UPPER, MIXED, DIGIT, MARK = range(6)  # shapes
SHAPES, DEPTHS, GLUES = 6, 3, 2  # feature = shape + SHAPES * (depth + DEPTHS * glued)
FEATURES = SHAPES * DEPTHS * GLUES

SPACES = frozenset(
    [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
)
INVISIBLE = frozenset(
    [
        *range(0x00, 0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0xFFFD,
    ]
)
# Rust's `char::is_alphanumeric` holds for these symbols too, unlike their general category (So).
CIRCLED_LETTERS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)

SPACE, SKIP, LETTER, ALONE = range(4)


def within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def is_alphanumeric(char):
    return unicodedata.category(char)[0] in "LN" or within(ord(char), CIRCLED_LETTERS)


@functools.cache
def kind(char):
    """Whether a character separates words, is skipped, belongs to a word, or is a word alone."""
    code = ord(char)
    if code in SPACES:
        return SPACE
    if code in INVISIBLE:
        return SKIP
    if within(code, IDEOGRAPHS):
        return ALONE
    if is_alphanumeric(char) or unicodedata.category(char)[0] == "M":
        return LETTER
    return ALONE


@functools.cache
def fold(char):
    """Lower case, canonical decomposition, combining marks dropped."""
    decomposed = unicodedata.normalize("NFD", char.lower())
    return "".join(c for c in decomposed if unicodedata.category(c)[0] != "M")


def shape(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return DIGIT if any(is_alphanumeric(c) for c in word) else MARK
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return LOWER
    if upper == 1 and letters[0].isupper():
        return TITLE
    return UPPER if upper == len(letters) else MIXED


class Vocabulary:
    def __init__(self, path: Path):
        lines = path.read_text(encoding="utf-8").split("\n")
        self.id = {piece: i for i, piece in enumerate(lines) if piece}
        self.cls, self.sep, self.unknown, self.mask, self.line_break, self.pad = (
            self.id[piece] for piece in (CLS, SEP, UNKNOWN, MASK, BREAK, PAD)
        )
        self.pieces = functools.lru_cache(maxsize=200_000)(self._pieces)

    def _pieces(self, folded):
        """Longest match first; one [UNK] where a rest has no match."""
        if not folded or len(folded) > LONGEST_WORD:
            return (self.unknown,)
        found, start = [], 0
        while start < len(folded):
            prefix = "##" if start else ""
            for end in range(len(folded), start, -1):
                piece = self.id.get(prefix + folded[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return (self.unknown,)
        return tuple(found)


def words(text):
    """Spans of words. A run of spaces with a line feed in it gives one word: its first line feed."""
    spans, start, end, feed = [], None, None, False
    for i, char in enumerate(text):
        k = kind(char)
        if k == LETTER:
            start = i if start is None else start
            end = i + 1
            feed = False
            continue
        if k == SKIP:
            continue
        if start is not None:
            spans.append((start, end))
            start = None
        if k == ALONE:
            spans.append((i, i + 1))
            feed = False
        elif char == "\n" and not feed:
            spans.append((i, i + 1))
            feed = True
    if start is not None:
        spans.append((start, end))
    return spans


@dataclass(frozen=True)
class Quotation:
    """A passage in quotation marks: `start` and `end` with the marks, `first` and `last` (exclusive) without them."""

    start: int
    first: int
    last: int
    end: int
    level: int
    closed: bool


def closing_double(line, start, end, marks):
    """The first of `marks` in line[start:end]; “ counts where it stands like a closing mark."""
    for i in range(start, end):
        if line[i] in marks and (line[i] != "“" or closes(line, start, i)):
            return i
    return None


def closing_single(line, start, end, mark):
    """The first `mark` in line[start:end] that stands like a closing mark, before no letter or digit."""
    for i in range(start, end):
        if line[i] == mark and closes(line, start, i):
            return i
    return None


def closes(line, start, i):
    return i > start and kind(line[i - 1]) != SPACE and (i + 1 == len(line) or not is_alphanumeric(line[i + 1]))


def opens_single(line, start, i):
    """A straight apostrophe opens a quotation at the start or after a space, bracket or mark, before a letter or digit."""
    before = i == start or kind(line[i - 1]) == SPACE or line[i - 1] in '([{"“—–-:'
    return before and i + 1 < len(line) and is_alphanumeric(line[i + 1])


def quotations_within(line, start, end, level, offset):
    """The quotations of line[start:end], outer ones first; two levels at most. `offset`: of the line in the text."""
    found, i = [], start
    while i < end:
        char, width, close, runs_on = line[i], 1, None, True
        if char == "“":
            close = closing_double(line, i + 1, end, '”"“')
        elif char == '"':
            close = closing_double(line, i + 1, end, '”"')
        elif char == "«":
            close = closing_double(line, i + 1, end, "»")
        elif line[i : min(i + 2, end)] in ("``", "''"):
            width, close = 2, line.find("''", i + 2, end)
            close = None if close < 0 else close
        elif char == "‘":
            close, runs_on = closing_single(line, i + 1, end, "’"), False
        elif char == "'" and opens_single(line, start, i):
            close, runs_on = closing_single(line, i + 1, end, "'"), False
        else:
            runs_on = False
        if close is None and not runs_on:
            i += 1
            continue
        last, after = (end, end) if close is None else (close, close + width)
        bounds = (offset + place for place in (i, i + width, last, after))
        found.append(Quotation(*bounds, level, close is not None))
        if level == 1:
            found += quotations_within(line, i + width, last, 2, offset)
        i = after
    return found


def quotations(text):
    """All quotations, by place. One ends with its line; without a closing mark it runs to the end of it."""
    found, offset = [], 0
    for line in text.split("\n"):
        found += quotations_within(line, 0, len(line), 1, offset)
        offset += len(line) + 1
    return found


def quotation_depth(text, found):
    """For each code point 0 outside quotation marks, 1 inside, 2 inside a quotation in a quotation; marks are outside."""
    depth = np.zeros(len(text), dtype=np.int8)
    for q in found:
        depth[q.first : q.last] = q.level
    return depth


@dataclass
class Encoded:
    """One text: words (`start`, `end`, code points), the first piece of each, pieces and their features."""

    start: np.ndarray
    end: np.ndarray
    first: np.ndarray  # one more entry than words: the last is the number of pieces
    ids: np.ndarray
    features: np.ndarray
    quotations: list

    def __len__(self):
        return len(self.start)


def encode(text, vocabulary):
    spans = words(text)
    found = quotations(text)
    depth = quotation_depth(text, found)
    ids, features, first, previous_end = [], [], [0], -1
    for start, end in spans:
        word = text[start:end]
        if word == "\n":
            pieces, feature = (vocabulary.line_break,), MARK
        else:
            pieces = vocabulary.pieces("".join(fold(c) for c in word if kind(c) != SKIP))
            glued = int(start == previous_end)
            feature = shape(word) + SHAPES * (int(depth[start]) + DEPTHS * glued)
        ids.extend(pieces)
        features.extend([feature] * len(pieces))
        first.append(len(ids))
        previous_end = end
    start, end = (np.array(column, dtype=np.int64) for column in (zip(*spans) if spans else ((), ())))
    return Encoded(
        start, end, np.array(first), np.array(ids, dtype=np.int64), np.array(features, dtype=np.int64), found
    )


def windows(first, size=WINDOW, stride=STRIDE, offset=0):
    """Word ranges [a, b) of at most `size` pieces that begin `stride` pieces apart (or a little more, at a word's start).

    `offset` > 0 shortens the first window, so that training sees other borders in each epoch.
    """
    count, ranges, a = len(first) - 1, [], 0
    limit = offset if offset else size
    while a < count:
        b = int(np.searchsorted(first, first[a] + limit, side="right")) - 1
        b = max(min(b, count), a + 1)
        ranges.append((a, b))
        if b == count:
            break
        step = min(limit, stride)
        a = max(int(np.searchsorted(first, first[a] + step, side="left")), a + 1)
        limit = size
    return ranges
