"""What people can filter on: one type for search, lists, registers, exports and saved searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

YearKind = Literal["reporting", "publication", "named", "session"]


@dataclass(frozen=True, slots=True)
class YearRange:
    """A stretch of years, both inclusive: 2021–2023; one year has `first` == `last`."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of one field are OR, fields are AND, `excluded` is taken away.

    Values are taxonomy ids or document ids, as facets give them; `kinds` are document kinds.
    `year_kind` says which of the four years `years` speaks of: reporting (any of a document's
    reporting years), publication, named in the passage, or session (named by its first year).
    `excluded` holds pairs (field name, value), field names as here.
    """

    kinds: tuple[str, ...] = ()
    regelingen: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    years: tuple[YearRange, ...] = ()
    year_kind: YearKind = "reporting"
    excluded: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing is filtered."""
        return self == Filters(year_kind=self.year_kind)
