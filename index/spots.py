"""Where the words and sentences of each passage's text stand: what marks and snippets are made of.

Found once, when a passage is taken in, so that showing a page of hits analyses nothing. A text that is no
longer the one that was taken in (its checksum says so) is analysed as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.arrays import ArrayReader, ArrayWriter
from index.columns import Ints, Longs
from index.words import Term
from kb.records import Span

UInts: TypeAlias = npt.NDArray[np.uint32]

# A word is its beginning and its length in one number.
_LENGTH_BITS: Final = 8
_LONGEST: Final = (1 << _LENGTH_BITS) - 1
_FURTHEST: Final = 1 << (32 - _LENGTH_BITS)
_UNKNOWN: Final = -1
_NAMES: Final = ("checks.i8", "words.u4", "word_bounds.i8", "sentences.i4", "sentence_bounds.i8")


@dataclass(frozen=True, slots=True)
class TextSpots:
    """One text: a checksum, its words packed, its sentences as beginnings and ends in turn."""

    check: int
    words: Sequence[int] = ()
    sentences: Sequence[int] = ()

    @classmethod
    def of(cls, text: str, terms: Sequence[Term], sentences: Sequence[Span]) -> TextSpots:
        """Of a text with its terms and sentences; of one that does not fit, nothing is kept."""
        if len(text) >= _FURTHEST or any(term.end - term.start > _LONGEST for term in terms):
            return cls(_UNKNOWN)
        packed = [term.start << _LENGTH_BITS | (term.end - term.start) for term in terms]
        return cls(_checksum(text), packed, [edge for span in sentences for edge in span])


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the words of one text begin and end, and its sentences."""

    starts: Ints
    ends: Ints
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """The spots of all passages by ordinal, as rows in arrays."""

    checks: Longs
    words: UInts
    word_bounds: Longs
    sentences: Ints
    sentence_bounds: Longs

    @classmethod
    def empty(cls) -> Spots:
        """Of no passages."""
        none, bounds = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
        return cls(none, none.astype(np.uint32), bounds, none.astype(np.int32), bounds)

    def extended(self, texts: Sequence[TextSpots]) -> Spots:
        """With those of further passages at the end."""
        return Spots(
            np.concatenate((self.checks, np.asarray([text.check for text in texts], dtype=np.int64))),
            np.concatenate((self.words, np.asarray([w for t in texts for w in t.words], dtype=np.uint32))),
            _further(self.word_bounds, [len(text.words) for text in texts]),
            np.concatenate((self.sentences, np.asarray([e for t in texts for e in t.sentences], np.int32))),
            _further(self.sentence_bounds, [len(text.sentences) for text in texts]),
        )

    def of(self, ordinal: int, text: str) -> Seen | None:
        """Those of a passage; None when `text` is not what was taken in."""
        if ordinal >= len(self.checks) or self.checks[ordinal] != _checksum(text):
            return None
        packed = self.words[self.word_bounds[ordinal] : self.word_bounds[ordinal + 1]]
        starts = (packed >> _LENGTH_BITS).astype(np.int32)
        edges = self.sentences[self.sentence_bounds[ordinal] : self.sentence_bounds[ordinal + 1]].tolist()
        sentences = tuple(zip(edges[::2], edges[1::2], strict=True))
        return Seen(starts, starts + (packed & _LONGEST).astype(np.int32), sentences)

    def save(self, folder: Path, before: Path | None = None) -> None:
        """Write into `folder`, which is made; `before` is the folder that these grew from."""
        writer = ArrayWriter(folder, before)
        for name in _NAMES:
            writer.grown(name, getattr(self, name.partition(".")[0]))
        writer.finish()

    @classmethod
    def open(cls, folder: Path) -> Spots:
        """From `folder`, memory-mapped."""
        reader = ArrayReader(folder)
        return cls(*(reader.open(name) for name in _NAMES))


def _checksum(text: str) -> int:
    """Another number for another text, as good as always; never that of a text that is not kept."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) << 32 | crc32(data)


def _further(bounds: Longs, sizes: Sequence[int]) -> Longs:
    ends = np.asarray(list(accumulate(sizes)), dtype=np.int64)
    return np.concatenate((bounds, bounds[-1] + ends))
