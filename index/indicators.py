"""Names that a query may hold: an indicator's (KPI), whole or for the better part, and surnames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from index.columns import Columns
from index.query_words import query_words
from index.words import Language, Term
from kb.taxonomy import Taxonomy

Keys: TypeAlias = frozenset[str]
# One word ("aantal", "percentage") is in too many names to mean one, unless it is all of a name.
_FEWEST: Final = 2
# How the id of somebody begins who is known by his office only.
_OFFICES: Final = ("minister-", "ministers-", "staatssecretaris-", "staatssecretarissen-", "bewindspersoon-")


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that passages here have (value and one of its names, each word as its keys), and people.

    `surnames` gives the ids of the people with a surname.
    """

    names: tuple[tuple[str, tuple[Keys, ...]], ...] = ()
    surnames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Columns, taxonomy: Callable[[], Taxonomy], language: Language) -> Indicators:
        """Those in use, by the names of the taxonomy and of tags."""
        found: dict[tuple[str, tuple[Keys, ...]], None] = {}
        labels = columns.facets["kpi"].labels
        for value in columns.values_in_use("kpi"):
            entry = taxonomy().entry("kpi", value)
            for name in (labels.get(value, value), *((entry.label, *entry.spellings) if entry else ())):
                words = tuple(frozenset(term.keys) for term in spoken(language.analyse(name)))
                if words:
                    found[value, words] = None
        surnames: dict[str, tuple[str, ...]] = {}
        for value in columns.facets["person"].values:
            if value.startswith(_OFFICES):  # minister-van-vws is nobody called Vws
                continue
            surname = value.rpartition("-")[2]
            surnames[surname] = (*surnames.get(surname, ()), value)
        return cls(tuple(found), surnames)

    def named(self, terms: Iterable[Term]) -> tuple[str, ...]:
        """The indicators meant: all words of a name typed, or all typed words (half a name at least) in it."""
        typed = tuple(frozenset(term.keys) for term in spoken(terms) if term.kind == "word")
        if not typed:
            return ()
        values = (value for value, words in self.names if _meant(typed, words))
        return tuple(dict.fromkeys(values))


def spoken(terms: Iterable[Term]) -> list[Term]:
    """Without words like "de" and "wat"."""
    silent = query_words().silent
    return [term for term in terms if term.form not in silent]


def _meant(typed: Sequence[Keys], words: Sequence[Keys]) -> bool:
    if _within(words, typed):
        return True
    enough = len(typed) >= _FEWEST and 2 * len(typed) >= len(words)
    return enough and _within(typed, words)


def _within(few: Sequence[Keys], many: Sequence[Keys]) -> bool:
    return all(any(one & other for other in many) for one in few)
