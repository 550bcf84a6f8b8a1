"""The words of each passage by number, in order: what ranking, suggestions and spelling work on.

Each distinct word (form with its keys and parts) has a number; a passage is a row of numbers, zone after
zone. So the few hundred best passages of a search can be scored anew, with nearness, at array speed, and
the same way for every engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index.arrays import open_array, save_array
from index.columns import Ints, Longs
from index.entries import ZONES, Zone

WordKind: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class Vocabulary:
    """Distinct words by number: `kinds[number]` is (form, keys, parts)."""

    kinds: list[WordKind]
    numbers: dict[WordKind, int]
    by_key: dict[str, tuple[int, ...]]
    by_part: dict[str, tuple[int, ...]]
    by_form: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, kinds: Iterable[WordKind] = ()) -> Vocabulary:
        """A vocabulary of `kinds`, numbered in order."""
        vocabulary = cls([], {}, {}, {}, {})
        for kind in kinds:
            vocabulary.number(kind)
        return vocabulary

    def number(self, kind: WordKind) -> int:
        """The number of a word, a new one when it is not known yet."""
        known = self.numbers.get(kind)
        if known is not None:
            return known
        number = len(self.kinds)
        self.kinds.append(kind)
        self.numbers[kind] = number
        form, keys, parts = kind
        own = (number,)
        self.by_form[form] = self.by_form.get(form, ()) + own
        for key in keys:
            numbers = self.by_key.get(key, ())
            if numbers[-1:] != own:
                self.by_key[key] = numbers + own
        for part in parts:
            numbers = self.by_part.get(part, ())
            if numbers[-1:] != own:
                self.by_part[part] = numbers + own
        return number

    def copied(self) -> Vocabulary:
        """The same words, to grow without this one growing: what is in it is never changed in place."""
        return Vocabulary(
            list(self.kinds), dict(self.numbers), dict(self.by_key), dict(self.by_part), dict(self.by_form)
        )

    def beginning(self, prefix: str) -> list[int]:
        """Numbers of the words whose form begins with `prefix`."""
        return [number for number, (form, _, _) in enumerate(self.kinds) if form.startswith(prefix)]


@dataclass(frozen=True, slots=True)
class Forward:
    """The rows: `words[bounds[i, z]:bounds[i, z + 1]]` is zone z of ordinal i. `lengths` are weighted."""

    vocabulary: Vocabulary
    words: Ints
    bounds: Longs
    lengths: npt.NDArray[np.float32]

    @classmethod
    def empty(cls) -> Forward:
        """No passages."""
        return cls(
            Vocabulary.of(),
            np.zeros(0, dtype=np.int32),
            np.zeros((0, len(ZONES) + 1), dtype=np.int64),
            np.zeros(0, dtype=np.float32),
        )

    def extended(self, rows: Sequence[Mapping[Zone, Sequence[int]]], lengths: Sequence[float]) -> Forward:
        """These rows with new ones at the end; their numbers are of this vocabulary."""
        words: list[int] = []
        bounds = np.zeros((len(rows), len(ZONES) + 1), dtype=np.int64)
        for index, row in enumerate(rows):
            for place, zone in enumerate(ZONES):
                bounds[index, place] = len(words)
                words.extend(row.get(zone, ()))
            bounds[index, len(ZONES)] = len(words)
        return Forward(
            self.vocabulary,
            np.concatenate((self.words, np.asarray(words, dtype=np.int32))),
            np.concatenate((self.bounds, bounds + len(self.words))),
            np.concatenate((self.lengths, np.asarray(lengths, dtype=np.float32))),
        )

    def copied(self) -> Forward:
        """The same rows with a vocabulary of their own, which may grow."""
        return Forward(self.vocabulary.copied(), self.words, self.bounds, self.lengths)

    def save(self, folder: Path) -> None:
        """Write into `folder`, which is made."""
        folder.mkdir(mode=0o700)
        text = json.dumps(self.vocabulary.kinds, ensure_ascii=False, separators=(",", ":"))
        (folder / "vocabulary.json").write_text(text, encoding="utf-8")
        save_array(folder / "words.i4", self.words)
        save_array(folder / "bounds.i8", self.bounds)
        save_array(folder / "lengths.f4", self.lengths)

    @classmethod
    def open(cls, folder: Path) -> Forward:
        """The rows of `folder`, memory-mapped."""
        kinds = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        return cls(
            Vocabulary.of((form, tuple(keys), tuple(parts)) for form, keys, parts in kinds),
            open_array(folder / "words.i4"),
            open_array(folder / "bounds.i8", len(ZONES) + 1),
            open_array(folder / "lengths.f4"),
        )
