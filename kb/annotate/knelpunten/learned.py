"""What words and pairs of words say for a bottleneck, learned from judged passages.

On top of the cues: it hears what is only described ("one inspector for eleven schools"). The weights stand in
`learned.tsv`, a line per word, and are made by `python -m kb.annotate.knelpunten.training`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kb.annotate.knelpunten.patterns import LONGEST, keys_of
from kb.taxonomy import Words

TABLE = Path(__file__).with_name("learned.tsv")
BIAS = "*"
"""The name of the weight that every stretch of text gets."""
SHARE, MOST = 0.8, 1.5
"""How much what was learned counts beside the cues, and the most that it can say before that.

It only says something for: what a cue says outright is not undone by the words around it.
"""
ENOUGH = 16
"""Known words from which it counts in full."""
USUAL = 40
"""Known words from which their mean counts."""
FEWEST = 4
"""Words below which there is too little to go by."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of words, of pairs of words, and of none at all (`bias`): logarithms of odds."""

    weights: Mapping[str, float]
    bias: float

    def weight(self, words: Words, first: int, end: int) -> float:
        """What the words `first` up to `end` add to the weight of the cues; 0 for a few words."""
        if end - first < FEWEST:
            return 0.0
        known = [self.weights[item] for item in features(words, first, end) if item in self.weights]
        odds = self.bias + sum(known) / scale(len(known))
        return SHARE * min(MOST, max(0.0, odds)) * min(1.0, len(known) / ENOUGH)


def scale(known: int) -> float:
    """By what the sum of the weights of known words is divided: long texts say no more than short ones."""
    return math.sqrt(max(1, known)) if known <= USUAL else known / math.sqrt(USUAL)


def features(words: Words, first: int, end: int) -> frozenset[str]:
    """The words of a stretch of text in one form each, and its pairs of words that follow each other."""
    return frozenset(_features(words, first, end))


def _features(words: Words, first: int, end: int) -> Iterator[str]:
    before = None
    for word in words.folded[first:end]:
        if word.isdigit() or len(word) > LONGEST:
            before = None
            continue
        yield from _keys(word)
        if before is not None:
            yield f"{before} {word}"
        before = word


@lru_cache(maxsize=60_000)
def _keys(word: str) -> tuple[str, ...]:
    return keys_of(word)


def read(table: Path = TABLE) -> Learned:
    """The weights of a table. Raises ValueError when it cannot be read."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    weights = {name: float(value) for name, value in rows}
    return Learned(weights, weights.pop(BIAS))


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What was learned, read once."""
    return read()
