"""The distinct words of a collection by number, and which of them have a form, a key or a part.

A word is its form with its keys and parts. What was kept on disk stays in arrays beside three sorted lists
of texts, looked up by halving: opening a large vocabulary costs little time and memory. Words that come
later are held beside them in plain dictionaries.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, TypeAlias, overload

import numpy as np

from index.arrays import ArrayReader, ArrayWriter, share
from index.columns import Ints, Longs

WordKind: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
_TABLES: Final = ("forms", "keys", "parts")
_KEPT: Final = "kept.json"
_LATER: Final = "later.json"
# Words that came later are joined with the others when they are more than this share, and more than so many.
_SHARE: Final = 16
_FEW: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """One table on disk: `names` sorted; `ids[bounds[n]:bounds[n + 1]]` are the names of word n, in order.

    Turned around: `numbers[starts[i]:starts[i + 1]]` are the words that have name i.
    """

    names: list[str]
    bounds: Longs
    ids: Ints
    numbers: Ints
    starts: Longs

    @classmethod
    def of(cls, names: list[str], bounds: Longs, ids: Ints) -> _Kept:
        owners = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
        order = np.argsort(ids, kind="stable")
        counts = np.bincount(ids, minlength=len(names))
        starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        return cls(names, bounds, ids, owners[order], starts)

    @classmethod
    def empty(cls) -> _Kept:
        return cls.of([], np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32))

    def having(self, name: str) -> Ints:
        """The words that have a name, ascending."""
        place = bisect_left(self.names, name)
        if place == len(self.names) or self.names[place] != name:
            return self.numbers[:0]
        return self.numbers[self.starts[place] : self.starts[place + 1]]

    def beginning(self, prefix: str) -> list[int]:
        """The words that have a name that begins so."""
        size = len(prefix)
        first = bisect_left(self.names, prefix)
        last = bisect_right(self.names, prefix, lo=first, key=lambda name: name[:size])
        found: list[int] = self.numbers[self.starts[first] : self.starts[last]].tolist()
        return found

    def of_word(self, number: int) -> tuple[str, ...]:
        """The names of a word, in order."""
        found = self.ids[self.bounds[number] : self.bounds[number + 1]].tolist()
        return tuple(self.names[name] for name in found)

    def joined(self, rows: Sequence[Sequence[str]]) -> tuple[list[str], Longs, Ints]:
        """Names, bounds and ids with the names of further words at the end."""
        names = sorted({*self.names, *(name for row in rows for name in row)})
        # Both lists are sorted: where an old name went to is a merge.
        by_name = {name: place for place, name in enumerate(names)}
        moved = np.fromiter((by_name[name] for name in self.names), np.int32, len(self.names))
        added = np.asarray([by_name[name] for row in rows for name in row], dtype=np.int32)
        ends = np.asarray(list(accumulate(len(row) for row in rows)), dtype=np.int64)
        ids = np.concatenate((moved[self.ids], added)).astype(np.int32)
        return names, np.concatenate((self.bounds, self.bounds[-1] + ends)), ids


class ByText(Mapping[str, tuple[int, ...]]):
    """Text → the numbers of the words that have it, ascending."""

    __slots__ = ("_kept", "_later")

    def __init__(self, kept: _Kept, later: dict[str, list[int]]) -> None:
        self._kept = kept
        self._later = later

    def __getitem__(self, text: str) -> tuple[int, ...]:
        found = dict.fromkeys([*self._kept.having(text).tolist(), *self._later.get(text, ())])
        if not found:
            raise KeyError(text)
        return tuple(found)

    def numbers(self, text: str) -> Ints:
        """As an array, empty for a text that no word has; a word may come more than once."""
        later = self._later.get(text)
        found = self._kept.having(text)
        return np.concatenate((found, np.asarray(later, dtype=np.int32))) if later else found

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys([*self._kept.names, *self._later])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Kinds(Sequence[WordKind]):
    """Number → (form, keys, parts)."""

    __slots__ = ("_kept", "_later", "_size")

    def __init__(self, kept: tuple[_Kept, _Kept, _Kept], later: list[WordKind]) -> None:
        self._kept = kept
        self._later = later
        self._size = len(kept[0].bounds) - 1

    @overload
    def __getitem__(self, place: int) -> WordKind: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[WordKind]: ...

    def __getitem__(self, place: int | slice) -> WordKind | Sequence[WordKind]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if number >= self._size:
            return self._later[number - self._size]
        forms, keys, parts = self._kept
        return forms.of_word(number)[0], keys.of_word(number), parts.of_word(number)

    def __len__(self) -> int:
        return self._size + len(self._later)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(slots=True)
class Vocabulary:
    """Distinct words by number: `kinds[number]` is (form, keys, parts)."""

    _kept: tuple[_Kept, _Kept, _Kept]
    _kinds: list[WordKind] = field(default_factory=list)
    _later: tuple[dict[str, list[int]], ...] = field(default_factory=lambda: ({}, {}, {}))
    _numbers: dict[WordKind, int] = field(default_factory=dict)

    @classmethod
    def of(cls, kinds: Iterable[WordKind] = ()) -> Vocabulary:
        """A vocabulary of `kinds`, numbered in order."""
        vocabulary = cls((_Kept.empty(), _Kept.empty(), _Kept.empty()))
        for kind in kinds:
            vocabulary.number(kind)
        return vocabulary

    @property
    def kinds(self) -> Kinds:
        """All words by number."""
        return Kinds(self._kept, self._kinds)

    @property
    def by_form(self) -> ByText:
        """The words with a form."""
        return ByText(self._kept[0], self._later[0])

    @property
    def by_key(self) -> ByText:
        """The words that are found by a key."""
        return ByText(self._kept[1], self._later[1])

    @property
    def by_part(self) -> ByText:
        """The words with a part."""
        return ByText(self._kept[2], self._later[2])

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._kept[0].bounds) - 1 + len(self._kinds)

    def number(self, kind: WordKind) -> int:
        """The number of a word, a new one when it is not known yet."""
        known = self._numbers.get(kind)
        if known is None:
            known = self._numbers[kind] = self._found(kind)
        return known

    def _found(self, kind: WordKind) -> int:
        kinds = self.kinds
        for number in self.by_form.get(kind[0], ()):
            if kinds[number] == kind:
                return number
        return self._add(kind)

    def _add(self, kind: WordKind) -> int:
        number = len(self)
        self._kinds.append(kind)
        for table, names in zip(self._later, ((kind[0],), *kind[1:]), strict=True):
            for name in dict.fromkeys(names):
                table.setdefault(name, []).append(number)
        return number

    def copied(self) -> Vocabulary:
        """The same words, to grow without this one growing."""
        later = tuple({name: list(numbers) for name, numbers in table.items()} for table in self._later)
        return Vocabulary(self._kept, list(self._kinds), later)

    def beginning(self, prefix: str) -> list[int]:
        """Numbers of the words whose form begins with `prefix`, ascending."""
        size = len(self._kept[0].bounds) - 1
        later = [size + place for place, kind in enumerate(self._kinds) if kind[0].startswith(prefix)]
        return sorted(self._kept[0].beginning(prefix)) + later

    def save(self, folder: Path, before: Path | None = None) -> None:
        """Write into `folder`, which is made; `before` is the folder that was written last, if any.

        As long as few words came later they are written by themselves, and the others are left where they are.
        """
        if before is not None and self._shares(before):
            writer = ArrayWriter(folder, before)
            for name, array in self._arrays([(kept.names, kept.bounds, kept.ids) for kept in self._kept]):
                writer.grown(name, array)
            share(before / _KEPT, folder / _KEPT)
            later = self._kinds
        else:
            writer, later = ArrayWriter(folder), []
            joined = [kept.joined(rows) for kept, rows in zip(self._kept, _by_table(self._kinds), strict=True)]
            for name, array in self._arrays(joined):
                writer.save(name, array)
            _write(folder / _KEPT, {name: table[0] for name, table in zip(_TABLES, joined, strict=True)})
        writer.finish()
        _write(folder / _LATER, later)

    def _shares(self, before: Path) -> bool:
        """Whether the folder keeps what this was opened with, and few words came since."""
        there = len(ArrayReader(before).open(f"{_TABLES[0]}.bounds.i8"))
        mine = len(self._kept[0].bounds)
        return there == mine and len(self._kinds) <= max(_FEW, mine // _SHARE)

    @staticmethod
    def _arrays(tables: Iterable[tuple[list[str], Longs, Ints]]) -> Iterator[tuple[str, Ints | Longs]]:
        for name, (_, bounds, ids) in zip(_TABLES, tables, strict=True):
            yield f"{name}.bounds.i8", bounds
            yield f"{name}.ids.i4", ids

    @classmethod
    def open(cls, folder: Path) -> Vocabulary:
        """The words of `folder`."""
        texts, reader = _read(folder / _KEPT), ArrayReader(folder)
        forms, keys, parts = (
            _Kept.of(texts[table], reader.open(f"{table}.bounds.i8"), reader.open(f"{table}.ids.i4"))
            for table in _TABLES
        )
        vocabulary = cls((forms, keys, parts))
        for form, of_keys, of_parts in _read(folder / _LATER):
            vocabulary._add((form, tuple(of_keys), tuple(of_parts)))
        return vocabulary


def _by_table(kinds: Sequence[WordKind]) -> tuple[Sequence[Sequence[str]], ...]:
    return [(form,) for form, _, _ in kinds], [keys for _, keys, _ in kinds], [parts for _, _, parts in kinds]


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
