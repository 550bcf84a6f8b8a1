"""Passages that are the same or nearly so: same letters, or more than 0.8 of their word 5-grams in common.

Found when passages are added, so that a search only looks them up. Same letters (case, marks and spaces
aside) are one *class*; classes that are nearly the same are joined by a pair. Nearness is Jaccard's measure
on the sets of five words in a row, computed exactly; candidates come by prefix filtering: of two sets that
have more than 0.8 in common, the first fifths in one fixed order share a member (Chaudhuri and others,
ICDE 2006; Bayardo and others, WWW 2007). Classes outlive their passages: text that comes back is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index.arrays import open_array, save_array
from index.columns import Ints, Longs, Mask
from index.entries import ZONES
from index.forward import Forward

SHINGLE: Final = 5
# More than four fifths in common.
_SHARE: Final = (4, 5)
# Five words that begin so many sets are a fixed turn of phrase, and no ground to compare all of these.
_MAX_SHARED: Final = 200
# A form letter sent to thousands: each is joined to so many others of those added with it at most.
_MAX_NEAR: Final = 50
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_TEXT: Final = ZONES.index("text")


def letters(text: str) -> int:
    """A number for the letters and digits of a text: the same for texts that differ in nothing else."""
    plain = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
    digest = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


@dataclass(frozen=True, slots=True)
class Folded:
    """A ranked result as hits: places of the first of each group, with the places that are like it."""

    first: npt.NDArray[np.int64]
    same: dict[int, list[int]]
    similar: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Groups:
    """`of[ordinal]` is a passage's class, `firsts[class]` an ordinal of it, `hashes[class]` its letters.

    `pairs` are rows of two classes that are nearly the same. `starts` and `owners` are the first fifths of
    all sets: a member and the class whose set it begins, ordered by member.
    """

    of: Ints
    firsts: Ints
    hashes: Longs
    pairs: Ints
    starts: Longs
    owners: Ints
    _near: dict[int, list[int]] = field(default_factory=dict)
    _busy: list[Mask] = field(default_factory=list)

    @classmethod
    def empty(cls) -> Groups:
        """No passages."""
        ints, longs = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
        return cls(ints, ints, longs, np.zeros((0, 2), dtype=np.int32), longs, ints)

    def extended(self, hashes: Sequence[int], forward: Forward) -> Groups:
        """These groups with passages at the end; `forward` holds their words already."""
        known = {int(value): number for number, value in enumerate(self.hashes)}
        of: list[int] = []
        firsts: list[int] = []
        added: list[int] = []
        for ordinal, value in enumerate(hashes, start=len(self.of)):
            number = known.setdefault(value, len(known))
            if number == len(self.hashes) + len(added):
                added.append(value)
                firsts.append(ordinal)
            of.append(number)
        grown = Groups(
            np.concatenate((self.of, np.asarray(of, dtype=np.int32))),
            np.concatenate((self.firsts, np.asarray(firsts, dtype=np.int32))),
            np.concatenate((self.hashes, np.asarray(added, dtype=np.int64))),
            self.pairs,
            self.starts,
            self.owners,
        )
        return grown._compared(range(len(self.hashes), len(grown.hashes)), forward)

    def _compared(self, numbers: Sequence[int], forward: Forward) -> Groups:
        """With the sets of new classes laid beside all others."""
        sets = _Shingles(forward, self.firsts)
        begun = [sets.of(number) for number in numbers]
        begun = [members[: _prefix(len(members))] for members in begun]
        owners = np.repeat(np.asarray(numbers, dtype=np.int32), [len(members) for members in begun])
        own = np.concatenate([np.zeros(0, dtype=np.int64), *begun])
        starts = np.concatenate((self.starts, own))
        # Stable: the old are in order already, which makes it a merge.
        order = np.argsort(starts, kind="stable")
        starts, all_owners = starts[order], np.concatenate((self.owners, owners))[order]
        low = np.searchsorted(starts, own, side="left")
        count = np.searchsorted(starts, own, side="right") - low
        count[count > _MAX_SHARED] = 0
        left = np.repeat(owners, count).astype(np.int64)
        steps = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        right = all_owners[np.repeat(low, count) + steps].astype(np.int64)
        # A pair of two new classes comes up twice, in both directions: the later one's is taken.
        size = np.int64(len(self.hashes))
        candidates = np.unique((left * size + right)[right < left])
        pairs = sets.near(candidates // size, candidates % size)
        return Groups(
            self.of, self.firsts, self.hashes, np.concatenate((self.pairs, pairs)), starts, all_owners
        )

    # ------------------------------------------------------------------ asked

    def near(self, number: int) -> Sequence[int]:
        """The classes that are nearly the same as one."""
        if not self._near and len(self.pairs):
            near: dict[int, list[int]] = {}
            for left, right in self.pairs.tolist():
                near.setdefault(left, []).append(right)
                near.setdefault(right, []).append(left)
            self._near.update(near)
        return self._near.get(number, ())

    def _company(self) -> Mask:
        """Which classes may have company in a result."""
        if not self._busy:
            busy = np.bincount(self.of, minlength=len(self.hashes)) > 1
            busy[self.pairs.ravel()] = True
            self._busy.append(busy)
        return self._busy[0]

    def fold(self, ranked: npt.NDArray[np.integer]) -> Folded:
        """A result, best first, as hits: what is like a better one comes with that."""
        classes = self.of[ranked]
        kept = np.ones(len(ranked), dtype=np.bool_)
        same: dict[int, list[int]] = {}
        similar: dict[int, list[int]] = {}
        taken: dict[int, tuple[int, dict[int, list[int]]]] = {}
        for place in np.flatnonzero(self._company()[classes]).tolist():
            number = int(classes[place])
            found = taken.get(number)
            if found is None:
                taken[number] = (place, same)
                for other in self.near(number):
                    taken.setdefault(other, (place, similar))
            else:
                kept[place] = False
                found[1].setdefault(found[0], []).append(place)
        return Folded(np.flatnonzero(kept), same, similar)

    # ------------------------------------------------------------------ kept

    def save(self, folder: Path) -> None:
        """Write into `folder`, which is made."""
        folder.mkdir(mode=0o700)
        for name in ("of", "firsts", "pairs", "owners"):
            save_array(folder / f"{name}.i4", getattr(self, name))
        for name in ("hashes", "starts"):
            save_array(folder / f"{name}.i8", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> Groups:
        """The groups of `folder`, memory-mapped."""
        ints = {name: open_array(folder / f"{name}.i4") for name in ("of", "firsts", "owners")}
        longs = {name: open_array(folder / f"{name}.i8") for name in ("hashes", "starts")}
        return cls(**ints, **longs, pairs=open_array(folder / "pairs.i4", 2))


def _prefix(size: int) -> int:
    """How many members of a set, in the fixed order, must meet those of a set that is nearly the same."""
    part, whole = _SHARE
    return size - -(-size * part // whole) + 1 if size else 0


@dataclass(frozen=True, slots=True)
class _Shingles:
    """The sets of five words in a row, made from the rows of words when asked for."""

    forward: Forward
    firsts: Ints
    _made: dict[int, Longs] = field(default_factory=dict)

    def of(self, number: int) -> Longs:
        """The set of a class, in order; empty for fewer than five words."""
        known = self._made.get(number)
        if known is None:
            first, last = self.forward.bounds[self.firsts[number], _TEXT : _TEXT + 2]
            known = self._made[number] = shingles(np.asarray(self.forward.words[first:last]))
        return known

    def near(self, left: Longs, right: Longs) -> Ints:
        """Those pairs of classes whose sets have enough in common, for each class a bounded number."""
        part, whole = _SHARE
        found: list[tuple[int, int]] = []
        counts: dict[int, int] = {}
        for one, other in zip(left.tolist(), right.tolist(), strict=True):
            if max(counts.get(one, 0), counts.get(other, 0)) >= _MAX_NEAR:
                continue
            members, others = self.of(one), self.of(other)
            if min(len(members), len(others)) * whole <= max(len(members), len(others)) * part:
                continue
            common = len(np.intersect1d(members, others, assume_unique=True))
            if common * whole > (len(members) + len(others) - common) * part:
                found.append((one, other))
                counts[one], counts[other] = counts.get(one, 0) + 1, counts.get(other, 0) + 1
        return np.asarray(found, dtype=np.int32).reshape(-1, 2)


def shingles(words: npt.NDArray[np.integer]) -> Longs:
    """The different runs of five words as numbers, mixed well, in order."""
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.int64)
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for step in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + words[step : step + len(mixed)].astype(np.uint64)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed.astype(np.int64))
