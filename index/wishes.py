"""Filters taken from plain words: a year, a kind of document, a name, an indicator, a toezegging.

They are wishes: passages that fit come earlier, the others stay. Who means it as a filter says so
(`jaar:2022`), who does not mean it at all puts the word between quotes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from index.columns import Columns
from index.entries import REGISTER, Facet
from index.facet_values import Resolver, slug
from index.forward import Forward
from index.indicators import Indicators
from index.postings import with_words
from index.query import FieldFilter, YearFilter
from index.query_printer import print_query
from index.words import Language, Term
from kb.filters import YearRange

_FILE: Final = Path(__file__).with_name("wishes.toml")
_YEAR_DIGITS: Final = 4
# Other numbers of four digits are no years here: "31066 1207".
_CENTURIES: Final = ("19", "20")
# The longest names of kinds: "antwoord op Kamervragen", "verslag van een commissiedebat".
_MAX_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class SoftFilter:
    """Passages with one of `values` come earlier; `text` is how to say so where no filter can."""

    facet: Facet
    values: tuple[str, ...]
    text: str | None = None

    @property
    def key(self) -> str:
        """In the query language, as the filter it could be; it is switched off by this."""
        if self.text is not None:
            return self.text
        if self.facet == "year":
            years = tuple(YearRange(int(value), int(value)) for value in self.values)
            return print_query(YearFilter("reporting", years))
        return print_query(FieldFilter(self.facet, self.values))

    def shown(self) -> str:
        """What is told of it."""
        return f"voorkeur voor {self.key}"


@dataclass(frozen=True, slots=True)
class Trait:
    """What a passage holds or is, how that is said, and the words that ask for it."""

    value: str
    shown: str
    words: tuple[str, ...] = ()


@cache
def _file() -> tuple[tuple[Trait, ...], Trait]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    holds = tuple(Trait(row["trait"], row["shown"], tuple(row["words"])) for row in data["holds"])
    return holds, Trait(data["indicator"]["trait"], data["indicator"]["shown"])


@dataclass(frozen=True, slots=True)
class WishReader:
    """Reads wishes over the columns and words of one index."""

    language: Language
    columns: Columns
    forward: Forward
    resolver: Resolver
    indicators: Indicators = field(default_factory=Indicators)

    def wishes(self, terms: Sequence[Term]) -> Iterator[SoftFilter]:
        """The wishes in a row of typed words."""
        years = [term for term in terms if _is_year(term)]
        for term in years:
            yield SoftFilter("year", (term.form,))
        yield from self._kinds(terms)
        for term in terms:
            if named := self._people(term):
                yield SoftFilter("person", named)
        yield from self._held(terms)
        yield from self._indicators(terms, years)

    def _people(self, term: Term) -> tuple[str, ...]:
        """The people with this surname.

        Many a surname is a plain word in lower case (groot, bakker): then it is a name where most passages
        that have the word are about such a person.
        """
        people = self.columns.facets["person"]
        if term.kind != "word":
            return ()
        named = self.indicators.surnames.get(slug(term.text), ())
        if not named or term.text[:1].isupper():
            return named
        ordinals, _ = with_words(self.forward, self.forward.vocabulary.by_form.get(term.form, ()), None)
        alive = ordinals[self.columns.alive[ordinals]]
        return named if len(alive) and 2 * np.count_nonzero(people.having(named)[alive]) > len(alive) else ()

    def _kinds(self, terms: Sequence[Term]) -> Iterator[SoftFilter]:
        """Kinds of documents that are named, the longest names first: a brief in "kamerbrief" is no other."""
        column = self.columns.facets["kind"]
        place = 0
        while place < len(terms):
            for size in range(min(_MAX_WORDS, len(terms) - place), 0, -1):
                typed = " ".join(term.text for term in terms[place : place + size])
                values = tuple(
                    value for value in self.resolver("kind", typed) if column.code(value) is not None
                )
                if values:
                    yield SoftFilter("kind", values)
                    place += size - 1
                    break
            place += 1

    def _held(self, terms: Sequence[Term]) -> Iterator[SoftFilter]:
        """What passages must hold: told only where some passage does."""
        typed = frozenset(key for term in terms for key in term.keys)
        named = [value for term in terms for value in self._people(term)]
        for trait in _file()[0]:
            if not typed & _keys(self.language, trait.words):
                continue
            held = f"{REGISTER}{trait.value}"
            values = self._here((held,)) or self._here((trait.value,))
            if values:
                yield SoftFilter("trait", values, trait.shown)
            if to := self._here(f"{held}:{person}" for person in named):
                yield SoftFilter("trait", to, f"{trait.shown} aan deze persoon")

    def _indicators(self, terms: Sequence[Term], years: Sequence[Term]) -> Iterator[SoftFilter]:
        values = self.indicators.named(term for term in terms if not _is_year(term))
        if not values:
            return
        yield SoftFilter("kpi", values)
        trait = _file()[1]
        if years and self._here((trait.value,)):
            yield SoftFilter("trait", (trait.value,), trait.shown)
        if told := self._here(f"{REGISTER}kpi:{value}:{term.form}" for value in values for term in years):
            yield SoftFilter("trait", told, "waarden van dat jaar en hun toelichting")

    def _here(self, traits: Iterable[str]) -> tuple[str, ...]:
        """Those that a passage has now."""
        column = self.columns.facets["trait"]
        return tuple(dict.fromkeys(each for each in traits if self.columns.alive[column.having((each,))].any()))


@lru_cache(maxsize=64)
def _keys(language: Language, words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for text in words for term in language.analyse(text) for key in term.keys)


def _is_year(term: Term) -> bool:
    return term.form.isdigit() and len(term.form) == _YEAR_DIGITS and term.form[:2] in _CENTURIES
