"""Filters typed in a query: which become filters of the whole search, and which stay part of the tree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final, cast

from index.columns import Columns, Mask
from index.entries import Facet
from index.facet_values import Resolver, nearest, resolve
from index.facets import FIELD_FACET, YEAR_FACET, years_in
from index.query import And, FieldFilter, Node, Not, Soft, YearFilter
from index.query_printer import print_query
from index.results import Message
from kb.filters import Filters

FACET_FIELD: Final[dict[Facet, str]] = {facet: name for name, facet in FIELD_FACET.items()}


@dataclass(slots=True)
class FilterReader:
    """Reads typed filters over the columns of an index.

    `filters` grows by those that hold for the whole search, `shown` by all in printed form, `messages`
    by values that nothing here has.
    """

    columns: Columns
    resolver: Resolver
    filters: Filters
    messages: list[Message]
    shown: list[str] = field(default_factory=list)

    def take(self, item: FieldFilter | YearFilter, *, excluded: bool) -> bool:
        """Make a typed filter part of the filters; False when it must be searched instead.

        A filter of which no value is known is dropped with a message: the rest is still searched.
        """
        if isinstance(item, YearFilter):
            return self._take_years(item, excluded=excluded)
        if item.name == "paper":
            return False
        values = self._values(item)
        if not values:
            return True
        name = FACET_FIELD[cast("Facet", item.name)]
        self.shown.append(print_query(Not(item) if excluded else item))
        if excluded:
            pairs = tuple((name, value) for value in values)
            self.filters = replace(self.filters, excluded=(*self.filters.excluded, *pairs))
        else:
            changes = {name: tuple(dict.fromkeys((*getattr(self.filters, name), *values)))}
            self.filters = replace(self.filters, **changes)  # type: ignore[arg-type]
        return True

    def _take_years(self, item: YearFilter, *, excluded: bool) -> bool:
        if excluded or (self.filters.years and self.filters.year_kind != item.kind):
            return False
        self.shown.append(print_query(item))
        years = (*self.filters.years, *item.years)
        self.filters = replace(self.filters, years=years, year_kind=item.kind)
        return True

    def mask(self, item: FieldFilter | YearFilter, *, show: bool) -> Mask | None:
        """The passages that a typed filter lets through; None when no value is known."""
        if isinstance(item, YearFilter):
            facet = YEAR_FACET[item.kind]
            values = years_in(self.columns, facet, item.years)
        else:
            facet = cast("Facet", item.name)
            values = self._values(item)
            if not values:
                return None
        if show:
            self.shown.append(print_query(item))
        return self.columns.facets[facet].having(values)

    def _values(self, item: FieldFilter) -> tuple[str, ...]:
        facet = cast("Facet", item.name)
        column = self.columns.facets[facet]
        values: list[str] = []
        for typed in item.values:
            found = resolve(column, facet, typed, self.resolver)
            values.extend(found)
            if not found:
                near = nearest(column, typed)
                hint = f" Lijkt op: {', '.join(near)}." if near else ""
                text = f"“{typed}” komt hier niet voor; dit filter is weggelaten.{hint}"
                self.messages.append(Message("onbekende_waarde", text, item.start, item.end))
        return tuple(dict.fromkeys(values))


def without_filters(tree: Node, reader: FilterReader) -> Node | None:
    """The tree less the filters that hold for all of it: alone, in a row, or joined by EN at the top.

    In a row, filters of one kind are OR, as on the command line; joined by EN both must hold, which
    filters cannot say: those stay in the tree.
    """
    if not isinstance(tree, Soft | And):
        return None if _taken(tree, reader) else tree
    names = Counter(_name(item) for item in tree.items)
    kept = [
        item
        for item in tree.items
        if (isinstance(tree, And) and names[_name(item)] > 1) or not _taken(item, reader)
    ]
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else replace(tree, items=tuple(kept))


def _name(item: Node) -> str | None:
    """The field of a filter that may become one of the whole search, else None."""
    if isinstance(item, YearFilter):
        return item.kind
    return item.name if isinstance(item, FieldFilter) else None


def _taken(item: Node, reader: FilterReader) -> bool:
    if isinstance(item, Not) and isinstance(item.item, FieldFilter | YearFilter):
        return reader.take(item.item, excluded=True)
    return isinstance(item, FieldFilter | YearFilter) and reader.take(item, excluded=False)
