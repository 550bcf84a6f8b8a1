"""What search takes from the taxonomies: what a typed filter means, what stands above a value, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from kb import taxonomy as taxonomies
from kb.taxonomy import Taxonomy

TaxonomySource: TypeAlias = Callable[[], Taxonomy]


@cache
def shared_taxonomy() -> Taxonomy:
    """The taxonomies that come with the program, read once per process."""
    return taxonomies.load()


@dataclass(frozen=True, slots=True)
class FacetTaxonomy:
    """The taxonomies by facet: a facet and its taxonomy bear the same name. Read when first needed."""

    source: TaxonomySource

    def resolve(self, facet: str, typed: str) -> Iterable[str]:
        """The id that `typed` names (id, label or spelling), if any."""
        entry = self.source().find(facet, typed)
        return () if entry is None else (entry.id,)

    def broader(self, facet: str, value: str) -> Iterator[str]:
        """The ids above `value`, nearest first."""
        seen = {value}
        entry = self.source().entry(facet, value)
        while entry is not None and entry.broader is not None and entry.broader not in seen:
            seen.add(entry.broader)
            yield entry.broader
            entry = self.source().entry(facet, entry.broader)
