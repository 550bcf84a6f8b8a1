"""Filters taken from plain words: a year, a kind of document, a name.

They are wishes: passages that fit come earlier, the others stay. Who means it as a filter says so
(`jaar:2022`), who does not mean it at all puts the word between quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.columns import Columns
from index.entries import Facet
from index.facet_values import Resolver, slug
from index.query import FieldFilter, YearFilter
from index.query_printer import print_query
from index.words import Term
from kb.filters import YearRange

_YEAR_DIGITS: Final = 4
# The longest names of kinds: "antwoord op Kamervragen", "verslag van een commissiedebat".
_MAX_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class SoftFilter:
    """Passages with one of `values` come earlier."""

    facet: Facet
    values: tuple[str, ...]

    def shown(self) -> str:
        """In the query language, as the filter it could be."""
        if self.facet == "year":
            years = tuple(YearRange(int(value), int(value)) for value in self.values)
            return f"voorkeur voor {print_query(YearFilter('reporting', years))}"
        return f"voorkeur voor {print_query(FieldFilter(self.facet, self.values))}"


def wishes(terms: Sequence[Term], columns: Columns, resolver: Resolver) -> Iterator[SoftFilter]:
    """The wishes in a row of typed words, each once."""
    for term in terms:
        if term.form.isdigit() and len(term.form) == _YEAR_DIGITS:
            yield SoftFilter("year", (term.form,))
    yield from _kinds(terms, columns, resolver)
    people = columns.facets["person"].values
    for term in terms:
        # Many a surname is a plain word in lower case (groot, bakker).
        if term.text[:1].isupper():
            named = tuple(value for value in people if value.split("-")[-1] == slug(term.text))
            if named:
                yield SoftFilter("person", named)


def _kinds(terms: Sequence[Term], columns: Columns, resolver: Resolver) -> Iterator[SoftFilter]:
    """Kinds of documents that are named, the longest names first: a brief in "kamerbrief" is no other."""
    column = columns.facets["kind"]
    place = 0
    while place < len(terms):
        for size in range(min(_MAX_WORDS, len(terms) - place), 0, -1):
            typed = " ".join(term.text for term in terms[place : place + size])
            values = tuple(value for value in resolver("kind", typed) if column.code(value) is not None)
            if values:
                yield SoftFilter("kind", values)
                place += size - 1
                break
        place += 1
