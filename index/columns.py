"""Facet columns: which passage has which values, as memory-mapped arrays; exact counts and filters.

Passages are numbered by ordinals, given once and never used again until the index is rebuilt; a removed
passage keeps its ordinal and is no longer alive. A facet may have several values per passage: `codes`
holds them all, `bounds[i]:bounds[i + 1]` are those of ordinal i (compressed sparse rows).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from index.arrays import ArrayReader, ArrayWriter
from index.entries import COLUMNS, DocumentCard, Facet, FacetTag

Mask: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]


# Labels as people see them: (facet, value) → label.
Labels: TypeAlias = Callable[[str, str], str]
# Neighbours that mostly have the same values are counted together when there are so many of them.
_NEIGHBOURS: Final = 4


@dataclass(slots=True)
class Chosen:
    """Some ordinals, to be counted in one column after another."""

    mask: Mask
    _before: Ints | None = None
    _others: Mask | None = None

    @property
    def others(self) -> Mask | None:
        """The ordinals that are not chosen, where those are the fewer; else None."""
        if 2 * int(self.before[-1]) <= len(self.mask):
            return None
        if self._others is None:
            self._others = ~self.mask
        return self._others

    @property
    def before(self) -> Ints:
        """How many are chosen before each ordinal, and in all; counted once."""
        if self._before is None:
            self._before = np.zeros(len(self.mask) + 1, dtype=np.int32)
            np.cumsum(self.mask, out=self._before[1:])
        return self._before


@dataclass(frozen=True, slots=True)
class Runs:
    """Neighbours with the same values: run i is the ordinals from `edges[i]` to `edges[i + 1]`.

    What a document says of itself is the same for all its passages: such a facet is counted by document.
    """

    edges: Longs
    codes: Ints
    owners: Ints

    @classmethod
    def of(cls, bounds: Longs, codes: Ints, rows: Ints) -> Runs | None:
        """The runs of a column; None when they are too short to gain by."""
        sizes = np.diff(bounds)
        if not len(sizes):
            return None
        same = np.zeros(len(sizes), dtype=np.bool_)
        same[1:] = sizes[1:] == sizes[:-1]
        # A code is laid beside the one at the same place in the row before.
        beside = np.flatnonzero(same[rows])
        differs = codes[beside] != codes[beside - sizes[rows[beside]]]
        same[rows[beside[differs]]] = False
        first = np.flatnonzero(~same)
        if len(first) * _NEIGHBOURS > len(sizes):
            return None
        kept = ~same[rows]
        counts = sizes[first]
        owners = np.repeat(np.arange(len(first), dtype=np.int32), counts)
        return cls(np.append(first, len(sizes)), codes[kept], owners)


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One facet over all passages. `values[code]` is a value, `labels` the labels that tags brought."""

    values: tuple[str, ...]
    labels: Mapping[str, str]
    bounds: Longs
    codes: Ints
    rows: Ints
    runs: Runs | None = None
    _by_value: dict[str, int] = field(default_factory=dict)
    _shown: list[tuple[Labels, tuple[str, ...], Ints]] = field(default_factory=list)
    _totals: list[npt.NDArray[np.int64]] = field(default_factory=list)

    @classmethod
    def of(cls, values: Sequence[str], labels: Mapping[str, str], bounds: Longs, codes: Ints) -> FacetColumn:
        """A column with what can be derived: the ordinal of each code, and codes by value."""
        rows = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
        by_value = {value: code for code, value in enumerate(values)}
        runs = Runs.of(bounds, codes, rows)
        return cls(tuple(values), dict(labels), bounds, codes, rows, runs, by_value)

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
            if self.runs is None:
                mask[self.rows[hit[self.codes]]] = True
            else:
                edges = self.runs.edges
                of_run = np.zeros(len(edges) - 1, dtype=np.bool_)
                of_run[self.runs.owners[hit[self.runs.codes]]] = True
                mask = np.repeat(of_run, np.diff(edges))
        return mask

    def counts(self, wanted: Chosen | Mask) -> npt.NDArray[np.int64]:
        """How many of the wanted ordinals have each code. A passage has a value at most once."""
        chosen = wanted if isinstance(wanted, Chosen) else Chosen(wanted)
        counted: npt.NDArray[np.int64]
        if self.runs is None:
            # Of nearly all it is less work to count the others.
            others = chosen.others
            counted = self._counted(chosen.mask if others is None else others)
            if others is not None:
                counted = self._counted(None) - counted
        else:
            sizes = np.diff(chosen.before[self.runs.edges])[self.runs.owners]
            # Counts as weights are floats, which hold whole numbers exactly.
            summed = np.bincount(self.runs.codes, weights=sizes, minlength=len(self.values))
            counted = summed.astype(np.int64)
        return counted

    def _counted(self, mask: Mask | None) -> npt.NDArray[np.int64]:
        """Counts over the ordinals of `mask`; over all, which are remembered, for None."""
        size = len(self.values)
        if mask is not None:
            return np.bincount(self.codes[np.flatnonzero(np.take(mask, self.rows))], minlength=size)
        if not self._totals:
            self._totals.append(np.bincount(self.codes, minlength=size))
        return self._totals[0]

    def shown(self, facet: str, labels: Labels) -> tuple[tuple[str, ...], Ints]:
        """The label of each code, and its place in the order of labels; made once for the same `labels`.

        The taxonomy's label; where it knows no better than the value, the one that a tag brought.
        """
        for known, texts, order in self._shown:
            if known == labels:
                return texts, order
        texts = tuple(self._label(facet, value, labels) for value in self.values)
        by_label = sorted(range(len(texts)), key=lambda code: (texts[code], self.values[code]))
        order = np.zeros(len(texts), dtype=np.int32)
        order[by_label] = np.arange(len(texts), dtype=np.int32)
        self._shown[:] = [(labels, texts, order)]
        return texts, order

    def _label(self, facet: str, value: str, labels: Labels) -> str:
        label = labels(facet, value)
        return self.labels.get(value, value) if not label or label == value else label

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
    """All columns of an index: ids, dates to sort by, who is alive, the facets, and the documents."""

    ids: tuple[str, ...]
    dates: Ints
    alive: Mask
    facets: Mapping[Facet, FacetColumn]
    cards: Mapping[str, DocumentCard]
    _in_use: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    @classmethod
    def empty(cls) -> Columns:
        """No passages."""
        none = np.zeros(0, dtype=np.int32)
        return cls((), none, none.astype(np.bool_), {name: _empty_column() for name in COLUMNS}, {})

    def __len__(self) -> int:
        """How many ordinals are given out, dead ones included."""
        return len(self.ids)

    def extended(
        self,
        ids: Sequence[str],
        dates: Sequence[int],
        tags: Sequence[Iterable[FacetTag]],
        cards: Mapping[str, DocumentCard],
    ) -> Columns:
        """These columns with passages added at the end."""
        rows: dict[Facet, list[dict[str, str | None]]] = {name: [] for name in COLUMNS}
        for of_passage in tags:
            found: dict[Facet, dict[str, str | None]] = {name: {} for name in COLUMNS}
            for tag in of_passage:
                found[tag.facet].setdefault(tag.value, tag.label)
            for name in COLUMNS:
                rows[name].append(found[name])
        return Columns(
            ids=(*self.ids, *ids),
            dates=np.concatenate((self.dates, np.asarray(dates, dtype=np.int32))),
            alive=np.concatenate((self.alive, np.ones(len(ids), dtype=np.bool_))),
            facets={name: self.facets[name].extended(rows[name]) for name in COLUMNS},
            cards={**self.cards, **cards},
        )

    def without(self, document_ids: Iterable[str]) -> tuple[Columns, tuple[str, ...]]:
        """These columns with all passages of documents marked as removed, and the ids of those."""
        gone = frozenset(document_ids)
        alive = np.array(self.alive)
        removed = np.flatnonzero(self.facets["document"].having(gone) & alive)
        alive[removed] = False
        cards = {document_id: card for document_id, card in self.cards.items() if document_id not in gone}
        columns = Columns(self.ids, self.dates, alive, self.facets, cards)
        return columns, tuple(self.ids[ordinal] for ordinal in removed)

    def first_of(self, document_id: str) -> int | None:
        """The first passage of a document, None when it has none now."""
        found = np.flatnonzero(self.facets["document"].having((document_id,)) & self.alive)
        return int(found[0]) if len(found) else None

    def values_in_use(self, facet: str) -> tuple[str, ...]:
        """The values that at least one passage has now; () for a facet that does not exist."""
        column = self.facets.get(cast("Facet", facet))
        if column is None:
            return ()
        known = self._in_use.get(facet)
        if known is None:
            counts = column.counts(Chosen(self.alive))
            known = self._in_use[facet] = tuple(column.values[code] for code in np.flatnonzero(counts))
        return known

    def save(self, folder: Path, before: Path | None = None) -> None:
        """Write the columns into `folder`, which is made; `before` is the folder that they grew from."""
        writer = ArrayWriter(folder, before)
        # One id a line: as bytes it is an array that grows like the others.
        lines = "".join(f"{passage_id}\n" for passage_id in self.ids).encode("utf-8")
        writer.grown("ids.u1", np.frombuffer(lines, dtype=np.uint8))
        writer.grown("dates.i4", self.dates)
        writer.save("alive.b1", self.alive)
        for name, column in self.facets.items():
            writer.grown(f"{name}.bounds.i8", column.bounds)
            writer.grown(f"{name}.codes.i4", column.codes)
            text = json.dumps({"values": column.values, "labels": column.labels}, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
        writer.finish()
        rows = [card.as_row() for card in self.cards.values()]
        (folder / "documents.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """The columns of `folder`; arrays are memory-mapped."""
        facets: dict[Facet, FacetColumn] = {}
        reader = ArrayReader(folder)
        for name in COLUMNS:
            data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            bounds, codes = reader.open(f"{name}.bounds.i8"), reader.open(f"{name}.codes.i4")
            facets[name] = FacetColumn.of(data["values"], data["labels"], bounds, codes)
        ids = reader.open("ids.u1").tobytes().decode("utf-8").split("\n")[:-1]
        rows = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
        cards = {card.document_id: card for card in map(DocumentCard.from_row, rows)}
        return cls(tuple(ids), reader.open("dates.i4"), reader.open("alive.b1"), facets, cards)
