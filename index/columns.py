"""Facet columns: which passage has which values, as memory-mapped arrays; exact counts and filters.

Passages are numbered by ordinals, given once and never used again until the index is rebuilt; a removed
passage keeps its ordinal and is no longer alive. A facet may have several values per passage: `codes`
holds them all, `bounds[i]:bounds[i + 1]` are those of ordinal i (compressed sparse rows).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from index.entries import FACETS, Facet, FacetTag

Mask: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One facet over all passages. `values[code]` is a value, `labels` the labels that tags brought."""

    values: tuple[str, ...]
    labels: Mapping[str, str]
    bounds: Longs
    codes: Ints
    rows: Ints
    _by_value: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Sequence[str], labels: Mapping[str, str], bounds: Longs, codes: Ints) -> FacetColumn:
        """A column with what can be derived: the ordinal of each code, and codes by value."""
        rows = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
        by_value = {value: code for code, value in enumerate(values)}
        return cls(tuple(values), dict(labels), bounds, codes, rows, by_value)

    def code(self, value: str) -> int | None:
        """The code of a value, None when no passage ever had it."""
        return self._by_value.get(value)

    def having(self, values: Iterable[str]) -> Mask:
        """Ordinals that have one of `values`."""
        wanted = [code for value in values if (code := self.code(value)) is not None]
        mask = np.zeros(len(self.bounds) - 1, dtype=np.bool_)
        if wanted:
            hit = np.zeros(len(self.values), dtype=np.bool_)
            hit[wanted] = True
            mask[self.rows[hit[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many ordinals of `mask` have each code. A passage has a value at most once."""
        counted: npt.NDArray[np.int64] = np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))
        return counted

    def of_row(self, ordinal: int) -> tuple[str, ...]:
        """The values of one passage."""
        codes = self.codes[self.bounds[ordinal] : self.bounds[ordinal + 1]]
        return tuple(self.values[code] for code in codes)

    def extended(self, rows: Sequence[Mapping[str, str | None]]) -> FacetColumn:
        """This column with `rows` (value → label) added at its end."""
        values, labels = list(self.values), dict(self.labels)
        by_value = dict(self._by_value)
        codes: list[int] = []
        sizes: list[int] = []
        for row in rows:
            for value, label in row.items():
                code = by_value.setdefault(value, len(values))
                if code == len(values):
                    values.append(value)
                if label:
                    labels.setdefault(value, label)
                codes.append(code)
            sizes.append(len(row))
        bounds = np.concatenate((self.bounds, self.bounds[-1] + np.cumsum(sizes, dtype=np.int64)))
        all_codes = np.concatenate((self.codes, np.asarray(codes, dtype=np.int32)))
        return FacetColumn.of(values, labels, bounds, all_codes)


def _empty_column() -> FacetColumn:
    return FacetColumn.of((), {}, np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of an index: ids, dates to sort by, who is alive, and the facets."""

    ids: tuple[str, ...]
    dates: Ints
    alive: Mask
    facets: Mapping[Facet, FacetColumn]

    @classmethod
    def empty(cls) -> Columns:
        """No passages."""
        none = np.zeros(0, dtype=np.int32)
        return cls((), none, none.astype(np.bool_), {name: _empty_column() for name in FACETS})

    def __len__(self) -> int:
        """How many ordinals are given out, dead ones included."""
        return len(self.ids)

    def extended(self, ids: Sequence[str], dates: Sequence[int], tags: Sequence[Iterable[FacetTag]]) -> Columns:
        """These columns with passages added at the end."""
        rows: dict[Facet, list[dict[str, str | None]]] = {name: [] for name in FACETS}
        for of_passage in tags:
            found: dict[Facet, dict[str, str | None]] = {name: {} for name in FACETS}
            for tag in of_passage:
                found[tag.facet].setdefault(tag.value, tag.label)
            for name in FACETS:
                rows[name].append(found[name])
        return Columns(
            ids=(*self.ids, *ids),
            dates=np.concatenate((self.dates, np.asarray(dates, dtype=np.int32))),
            alive=np.concatenate((self.alive, np.ones(len(ids), dtype=np.bool_))),
            facets={name: self.facets[name].extended(rows[name]) for name in FACETS},
        )

    def without(self, passage_ids: Iterable[str]) -> tuple[Columns, tuple[str, ...]]:
        """These columns with passages marked as removed, and the ids that were indeed there."""
        gone = set(passage_ids)
        alive = np.array(self.alive)
        removed = [
            (ordinal, passage_id)
            for ordinal, passage_id in enumerate(self.ids)
            if passage_id in gone and alive[ordinal]
        ]
        alive[[ordinal for ordinal, _ in removed]] = False
        columns = Columns(self.ids, self.dates, alive, self.facets)
        return columns, tuple(passage_id for _, passage_id in removed)

    def save(self, folder: Path) -> None:
        """Write the columns into `folder`, which is made."""
        folder.mkdir(mode=0o700)
        (folder / "ids.json").write_text(json.dumps(self.ids), encoding="utf-8")
        np.save(folder / "dates.npy", self.dates)
        np.save(folder / "alive.npy", self.alive)
        for name, column in self.facets.items():
            np.save(folder / f"{name}.bounds.npy", column.bounds)
            np.save(folder / f"{name}.codes.npy", column.codes)
            text = json.dumps({"values": column.values, "labels": column.labels}, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """The columns of `folder`; arrays are memory-mapped, never pickled objects."""
        facets: dict[Facet, FacetColumn] = {}
        for name in FACETS:
            data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            bounds = mapped(folder / f"{name}.bounds.npy")
            codes = mapped(folder / f"{name}.codes.npy")
            facets[name] = FacetColumn.of(data["values"], data["labels"], bounds, codes)
        ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        return cls(tuple(ids), mapped(folder / "dates.npy"), mapped(folder / "alive.npy"), facets)


def mapped(path: Path) -> Any:
    """A memory-mapped array, read only."""
    # An array without elements cannot be mapped.
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:
        return np.load(path, allow_pickle=False)
