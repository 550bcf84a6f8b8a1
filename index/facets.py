"""Filters over the columns, and facet counts: OR inside a facet, AND between facets, exclusion.

A facet's counts are not narrowed by its own filter, so that a second value can be chosen beside the
first; every other filter and every exclusion narrows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from index.columns import Chosen, Columns, Labels, Mask
from index.entries import FACETS, YEAR_FACETS, Facet
from index.results import FacetValue
from kb.filters import Filters, YearKind, YearRange

YEAR_FACET: Final[dict[YearKind, Facet]] = {
    "reporting": "year",
    "publication": "year_publication",
    "named": "year_named",
    "session": "session",
}
# The field of `Filters` that speaks of a facet.
FIELD_FACET: Final[dict[str, Facet]] = {
    "kinds": "kind",
    "regelingen": "regeling",
    "themes": "theme",
    "kpis": "kpi",
    "organisations": "organisation",
    "persons": "person",
    "parties": "party",
    "documents": "document",
}
# There are thousands of documents: nobody reads them all beside a result.
_MOST: Final[Mapping[Facet, int]] = {"document": 100}


def years_in(columns: Columns, facet: Facet, ranges: Iterable[YearRange]) -> tuple[str, ...]:
    """The values of a year facet that lie in `ranges`; a session counts by its first year."""
    spans = tuple(ranges)
    return tuple(
        value
        for value in columns.facets[facet].values
        if value[:4].isdigit() and any(int(value[:4]) in span for span in spans)
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters as masks: one per filtered facet, and what no exclusion takes away.

    `chosen` are the values filtered on, by facet.
    """

    masks: dict[Facet, Mask]
    chosen: dict[Facet, frozenset[str]]
    kept: Mask

    @classmethod
    def of(cls, columns: Columns, filters: Filters) -> Selection:
        """The masks of `filters`; unknown values match nothing."""
        chosen: dict[Facet, frozenset[str]] = {}
        for field_name, facet in FIELD_FACET.items():
            if values := getattr(filters, field_name):
                chosen[facet] = frozenset(values)
        if filters.years:
            facet = YEAR_FACET[filters.year_kind]
            chosen[facet] = frozenset(years_in(columns, facet, filters.years))
        masks = {facet: columns.facets[facet].having(values) for facet, values in chosen.items()}
        kept = np.array(columns.alive)
        for field_name, value in filters.excluded:
            kept &= ~excluded_mask(columns, filters, field_name, value)
        return cls(masks, chosen, kept)

    def allowed(self, without: Facet | None = None) -> Mask:
        """What passes all filters; `without` leaves the filter on one facet out."""
        masks = [mask for facet, mask in self.masks.items() if facet != without]
        return reduce(np.logical_and, masks, self.kept)


def excluded_mask(columns: Columns, filters: Filters, field_name: str, value: str) -> Mask:
    """The passages that an exclusion (a field of `Filters`, a value) speaks of."""
    if field_name == "years":
        facet = YEAR_FACET[filters.year_kind]
        first, _, last = value.partition("-")
        span = YearRange(int(first), int(last or first))
        return columns.facets[facet].having(years_in(columns, facet, (span,)))
    return columns.facets[FIELD_FACET[field_name]].having((value,))


def count_facets(
    columns: Columns, selection: Selection, matching: Mask, labels: Labels
) -> dict[str, tuple[FacetValue, ...]]:
    """Counts of all facets over everything in `matching` that passes the filters.

    Most frequent first, then by label; years in order. Values with count 0 are left out, except those
    that are filtered on: a chosen value does not vanish from sight. Of documents only the first hundred
    come, beside those filtered on.
    """
    everything = Chosen(matching & selection.allowed())
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name in FACETS:
        chosen = everything
        if name in selection.masks:
            chosen = Chosen(matching & selection.allowed(without=name))
        facets[name] = _counted(columns, name, chosen, selection.chosen.get(name, frozenset()), labels)
    return facets


def _counted(
    columns: Columns, name: Facet, chosen: Chosen, filtered_on: frozenset[str], labels: Labels
) -> tuple[FacetValue, ...]:
    column = columns.facets[name]
    counts = column.counts(chosen)
    there = counts > 0
    there[[code for value in filtered_on if (code := column.code(value)) is not None]] = True
    codes = np.flatnonzero(there)
    texts, order = column.shown(name, labels)
    if name in YEAR_FACETS:
        ordered = sorted(codes.tolist(), key=lambda code: column.values[code])
    else:
        ordered = codes[np.lexsort((order[codes], -counts[codes]))].tolist()
    most = _MOST.get(name)
    if most is not None and len(ordered) > most:
        late = [code for code in ordered[most:] if column.values[code] in filtered_on]
        ordered = ordered[:most] + late
    return tuple(FacetValue(column.values[code], texts[code], int(counts[code])) for code in ordered)
