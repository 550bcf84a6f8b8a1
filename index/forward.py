"""The words of each passage by number, in order: what ranking, phrases, marks and spelling work on.

Each distinct word (form with its keys and parts) has a number; a passage is a row of numbers, zone after
zone. So the few hundred best passages of a search can be scored anew, with nearness, at array speed, and
the same way for every engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from index.arrays import ArrayReader, ArrayWriter
from index.columns import Floats, Ints, Longs
from index.entries import ZONES, Zone
from index.kept import Kept
from index.places import Places
from index.spots import Spots, TextSpots
from index.vocabulary import Vocabulary, WordKind

__all__ = ["Forward", "Vocabulary", "WordKind"]

Question: TypeAlias = tuple[tuple[int, ...], Zone | None]


# What was asked last is kept: so many passages in all, 8 bytes each.
_ASKED: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Forward:
    """The rows: `words[bounds[i, z]:bounds[i, z + 1]]` is zone z of ordinal i. `lengths` are weighted.

    `places` are the same rows turned around, `spots` where the words of texts stand.
    """

    vocabulary: Vocabulary
    words: Ints
    bounds: Longs
    lengths: npt.NDArray[np.float32]
    places: Places = field(default_factory=Places.empty)
    spots: Spots = field(default_factory=Spots.empty)
    asked: Kept[Question] = field(default_factory=lambda: Kept(_ASKED), init=False, repr=False, compare=False)
    _norms: dict[tuple[float, float], Floats] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def empty(cls) -> Forward:
        """No passages."""
        return cls(
            Vocabulary.of(),
            np.zeros(0, dtype=np.int32),
            np.zeros((0, len(ZONES) + 1), dtype=np.int64),
            np.zeros(0, dtype=np.float32),
        )

    def extended(
        self,
        rows: Sequence[Mapping[Zone, Sequence[int]]],
        lengths: Sequence[float],
        texts: Sequence[TextSpots],
    ) -> Forward:
        """These rows with new ones at the end; their numbers are of this vocabulary."""
        words: list[int] = []
        bounds = np.zeros((len(rows), len(ZONES) + 1), dtype=np.int64)
        for index, row in enumerate(rows):
            for place, zone in enumerate(ZONES):
                bounds[index, place] = len(words)
                words.extend(row.get(zone, ()))
            bounds[index, len(ZONES)] = len(words)
        return replace(
            self,
            words=np.concatenate((self.words, np.asarray(words, dtype=np.int32))),
            bounds=np.concatenate((self.bounds, bounds + len(self.words))),
            lengths=np.concatenate((self.lengths, np.asarray(lengths, dtype=np.float32))),
            spots=self.spots.extended(texts),
        )

    def norms(self, k1: float, b: float) -> Floats:
        """For each passage what BM25 adds to a frequency below the line: more for a longer one. Made once."""
        known = self._norms.get((k1, b))
        if known is None:
            mean = float(self.lengths.mean()) if len(self.lengths) else 0.0
            known = (k1 * (1 - b + b * self.lengths / (mean or 1.0))).astype(np.float32)
            self._norms[k1, b] = known
        return known

    def zone(self, ordinal: int, zone: Zone) -> Ints:
        """The words of one zone of a passage, in order."""
        place = ZONES.index(zone)
        first, last = self.bounds[ordinal, place : place + 2]
        return self.words[first:last]

    def copied(self) -> Forward:
        """The same rows with a vocabulary of their own, which may grow."""
        return replace(self, vocabulary=self.vocabulary.copied())

    def settled(self) -> Forward:
        """With the places of words made anew, when too many words came after they were made."""
        if not self.places.lagging(len(self.words)):
            return self
        return replace(self, places=Places.of(self.words, self.bounds, len(self.vocabulary)))

    def save(self, folder: Path, before: Path | None = None) -> None:
        """Write into `folder`, which is made; `before` is the folder that these rows grew from."""
        writer = ArrayWriter(folder, before)
        writer.grown("words.i4", self.words)
        writer.grown("bounds.i8", self.bounds)
        writer.grown("lengths.f4", self.lengths)
        writer.finish()
        for name, part in (("vocabulary", self.vocabulary), ("places", self.places), ("spots", self.spots)):
            part.save(folder / name, before / name if before is not None else None)

    @classmethod
    def open(cls, folder: Path, vocabulary: Vocabulary | None = None) -> Forward:
        """The rows of `folder`, memory-mapped; with the vocabulary that was written there, if at hand."""
        reader = ArrayReader(folder)
        return cls(
            vocabulary if vocabulary is not None else Vocabulary.open(folder / "vocabulary"),
            reader.open("words.i4"),
            reader.open("bounds.i8", len(ZONES) + 1),
            reader.open("lengths.f4"),
            Places.open(folder / "places"),
            Spots.open(folder / "spots"),
        )
