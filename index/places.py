"""Where each word stands: the rows of words turned around, so that no question reads all words.

`order[starts[n]:starts[n + 1]]` are the places of word number n in the row of all words, ascending. Words
that came after it was made (the first `covered` are in it) are few and looked through; when they are no
longer few, it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index.arrays import ArrayReader, ArrayWriter
from index.columns import Ints, Longs
from index.entries import WRITTEN_ZONES, ZONES

# Made anew when more than this share of all words came later, and more than so many.
_SHARE: Final = 16
_FEW: Final = 65_536
_EDGES: Final = len(ZONES) + 1
_HALF: Final = 32
_NAMES: Final = ("order.i4", "starts.i8", "passages.i4")


@dataclass(frozen=True, slots=True)
class Places:
    """The places of each word, and in how many passages it is written."""

    order: Ints
    starts: Longs
    passages: Ints

    @classmethod
    def empty(cls) -> Places:
        """Of no words: everything is looked through."""
        none = np.zeros(0, dtype=np.int32)
        return cls(none, np.zeros(1, dtype=np.int64), none)

    @classmethod
    def of(cls, words: Ints, bounds: Longs, size: int) -> Places:
        """The places of word numbers below `size` in `words`; `bounds` as in `index.forward`."""
        # Word and place in one number: sorting bare numbers is many times faster than an argsort.
        both = (words.astype(np.int64) << _HALF) | np.arange(len(words))
        both.sort()
        order = (both & ((1 << _HALF) - 1)).astype(np.int32)
        starts = np.concatenate(([0], np.cumsum(np.bincount(words, minlength=size), dtype=np.int64)))
        return cls(order, starts, _passages((both >> _HALF).astype(np.int32), order, bounds, size))

    @property
    def covered(self) -> int:
        """How many words, from the first, are in it."""
        return len(self.order)

    def lagging(self, total: int) -> bool:
        """Whether so many of `total` words came later that it should be made anew."""
        return total - self.covered > max(_FEW, self.covered // _SHARE)

    def at(self, words: Ints, numbers: Sequence[int]) -> npt.NDArray[np.int64]:
        """Where in `words` one of `numbers` stands, ascending."""
        found: list[npt.NDArray[np.integer]] = [self._of(number) for number in numbers]
        later = words[self.covered :]
        if len(later):
            found.append(np.flatnonzero(among(numbers, later)) + self.covered)
        if len(found) == 1:
            return found[0].astype(np.int64)
        joined = np.concatenate(found, dtype=np.int64) if found else np.zeros(0, dtype=np.int64)
        if len(numbers) > 1:
            joined.sort()
        return joined

    def count(self, words: Ints, numbers: Sequence[int]) -> int:
        """How often one of `numbers` stands in `words`."""
        known = sum(len(self._of(number)) for number in numbers)
        later = words[self.covered :]
        return known + (int(np.count_nonzero(among(numbers, later))) if len(later) else 0)

    def _of(self, number: int) -> Ints:
        if number + 1 >= len(self.starts):
            return self.order[:0]
        return self.order[self.starts[number] : self.starts[number + 1]]

    def save(self, folder: Path, before: Path | None = None) -> None:
        """Write into `folder`, which is made; `before` is the folder that these were last written into."""
        same = before is not None and len(ArrayReader(before).open("order.i4")) == len(self.order)
        writer = ArrayWriter(folder, before if same else None)
        for name in _NAMES:
            writer.grown(name, getattr(self, name.partition(".")[0]))
        writer.finish()

    @classmethod
    def open(cls, folder: Path) -> Places:
        """From `folder`, memory-mapped."""
        reader = ArrayReader(folder)
        return cls(*(reader.open(name) for name in _NAMES))


def among(numbers: Iterable[int] | Ints, words: Ints) -> npt.NDArray[np.bool_]:
    """For each of `words` whether it is one of `numbers`."""
    wanted = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, dtype=np.int32)
    if len(wanted) == 1:
        return np.asarray(words == wanted[0])
    table = np.zeros(1 + max(int(wanted.max(initial=0)), int(words.max(initial=0))), dtype=np.bool_)
    table[wanted] = True
    return np.asarray(table[words])


def rows_and_zones(bounds: Longs, places: npt.NDArray[np.integer]) -> tuple[Longs, Longs]:
    """Of each place in the row of words its passage, and its zone there."""
    edge = np.searchsorted(bounds.ravel(), places, side="right") - 1
    return edge // _EDGES, edge % _EDGES


def _passages(sorted_words: Ints, order: Ints, bounds: Longs, size: int) -> Ints:
    """In how many passages each word is written; places of one word come together, in order."""
    sizes = np.diff(bounds, axis=1)
    is_written = np.asarray([zone in WRITTEN_ZONES for zone in ZONES])
    counts = np.repeat(np.tile(is_written, len(bounds)), sizes.ravel())
    owners = np.repeat(np.arange(len(bounds), dtype=np.int32), sizes.sum(axis=1))
    kept = counts[order]
    words, rows = sorted_words[kept], owners[order[kept]]
    first = np.ones(len(words), dtype=np.bool_)
    first[1:] = (words[1:] != words[:-1]) | (rows[1:] != rows[:-1])
    return np.bincount(words[first], minlength=size).astype(np.int32)
