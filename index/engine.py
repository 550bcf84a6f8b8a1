"""The thin interface between search and an engine: a tree of terms in, matching ordinals with scores out.

An engine sees terms after analysis only, never what a user typed, and knows no facets, marks, snippets or
final ranking: those are ours and the same for every engine. It takes documents as terms with weights and
gives, for a tree, every matching ordinal with a first score; the best of them are scored anew by
`index.ranking`. Ordinals are those of `index.columns`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from index.columns import Floats
from index.entries import Zone
from index.forward import Forward

# key: what a word is found by (lemma, stem); part: a part of a compound; form: the exact normal form.
Layer: TypeAlias = Literal["key", "part", "form"]
INDEXED_LAYERS: Final[tuple[Layer, ...]] = ("key", "part")


@dataclass(frozen=True, slots=True)
class Lookup:
    """One posting list. `weight` is what it counts for in the score; `zone` None looks everywhere."""

    layer: Layer
    text: str
    weight: float = 1.0
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class TermNode:
    """One thing sought, found by any of its lookups: the best of them counts."""

    lookups: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class PhraseNode:
    """Forms that follow each other within one zone."""

    forms: tuple[str, ...]
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class PrefixNode:
    """Any form that begins with `prefix`."""

    prefix: str
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class OrdinalsNode:
    """A given set of ordinals (a filter inside OF or NIET); scores nothing."""

    mask: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every item matches; scores add up. Without items: everything."""

    items: tuple[EngineNode, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one item matches; scores add up. Without items: nothing."""

    items: tuple[EngineNode, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`required` decides what matches; `optional` only adds to the score."""

    required: EngineNode
    optional: EngineNode


@dataclass(frozen=True, slots=True)
class Without:
    """`item`, less what matches `excluded`."""

    item: EngineNode
    excluded: EngineNode


EngineNode: TypeAlias = TermNode | PhraseNode | PrefixNode | OrdinalsNode | AllOf | AnyOf | Wanted | Without


@dataclass(frozen=True, slots=True)
class Matches:
    """All that matches: `mask[ordinal]`, and a first score per ordinal (0 where nothing matches)."""

    mask: npt.NDArray[np.bool_]
    scores: Floats


@dataclass(frozen=True, slots=True)
class EngineDocument:
    """A passage as terms: `terms[layer, zone]` maps a key or part to its weight there.

    Exact forms are in the rows of words (`index.forward`), which every engine is opened with.
    Under zone None stand all zones in which a word makes a match, each occurrence counting for the
    weight of its zone; the zones that can be asked for by themselves stand under their own name.
    """

    ordinal: int
    passage_id: str
    terms: Mapping[tuple[Layer, Zone | None], Mapping[str, float]]


class Engine(Protocol):
    """An open index of an engine: reads only, safe for threads."""

    def match(self, node: EngineNode, size: int) -> Matches:
        """What matches `node` among ordinals below `size`."""

    def frequency(self, layer: Layer, text: str) -> int:
        """In how many passages a term stands (those removed since may still count)."""

    def close(self) -> None:
        """Let go of the files."""


class EngineKind(Protocol):
    """How indexes of an engine are made and opened; `name` is written into the index."""

    @property
    def name(self) -> str:
        """Written into the index: "whoosh", "tantivy"."""

    def build(self, folder: Path, documents: Iterable[EngineDocument]) -> None:
        """Make a new index in `folder`, which does not exist yet."""

    def update(self, folder: Path, added: Iterable[EngineDocument], removed: Iterable[str]) -> None:
        """Change the index in `folder`, which nobody reads: take out passage ids, then add."""

    def open(self, folder: Path, forward: Forward) -> Engine:
        """Open for reading; `forward` holds the words of each passage, for lengths and phrases."""
