"""Abbreviations that the documents explain themselves, searched along in both directions.

What the passages define is kept as traits of those passages, so that it comes and goes with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.columns import Columns
from index.entries import DEFINED
from index.words import Language
from kb.language.frequency import frequencies

Keys = frozenset[str]
WEIGHT: Final = 0.8
# A short form that stands for more than this many things says nothing by itself.
_MOST_MEANINGS: Final = 3
# "om", "of": who types a word as common as this means no abbreviation.
_COMMON: Final = 4.0


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One way of writing searched along with another; `words` are the typed forms it was found by."""

    words: tuple[str, ...]
    added: tuple[str, ...]
    why: str
    weight: float = WEIGHT


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Short forms with what they stand for here (`longs`), and full forms by their first key (`shorts`)."""

    longs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shorts: Mapping[str, tuple[tuple[tuple[Keys, ...], str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Columns, language: Language) -> Abbreviations:
        """Those that passages define now, the most often defined first."""
        column = columns.facets["trait"]
        counts = column.counts(columns.alive)
        defined: list[tuple[int, str, str]] = []
        for code, value in enumerate(column.values):
            if value.startswith(DEFINED) and counts[code]:
                short, _, long = value.removeprefix(DEFINED).partition("=")
                defined.append((int(counts[code]), short, long))
        longs: dict[str, dict[str, str]] = defaultdict(dict)
        shorts: dict[str, list[tuple[tuple[Keys, ...], str]]] = defaultdict(list)
        for _, short, long in sorted(defined, key=lambda item: (-item[0], item[1], item[2])):
            form = _form(short, language)
            if frequencies().get(form, 0.0) >= _COMMON:
                continue
            longs[form].setdefault(long.casefold(), long)
            row = tuple(frozenset(term.keys) for term in language.analyse(long))
            if row:
                for key in row[0]:
                    shorts[key].append((row, short))
        kept = {
            form: tuple(several.values()) for form, several in longs.items() if len(several) <= _MOST_MEANINGS
        }
        return cls(kept, {key: tuple(rows) for key, rows in shorts.items()})

    def expand(self, forms: Sequence[str], language: Language) -> Iterator[Abbreviation]:
        """What is searched along with a row of typed forms."""
        for form in dict.fromkeys(forms):
            for long in self.longs.get(form, ()):
                yield Abbreviation((form,), (long,), f"afkorting in de documenten: {form.upper()} = {long}")
        keys = [frozenset(key for term in language.analyse(form) for key in term.keys) for form in forms]
        for begin, here in enumerate(keys):
            for row, short in self._beginning(here):
                typed = keys[begin : begin + len(row)]
                if len(typed) == len(row) and all(map(frozenset.__and__, row, typed)):
                    words = tuple(forms[begin : begin + len(row)])
                    yield Abbreviation(words, (short,), f"in de documenten ook afgekort tot {short}")

    def _beginning(self, keys: Iterable[str]) -> Iterator[tuple[tuple[Keys, ...], str]]:
        seen: set[str] = set()
        for key in sorted(keys):
            for row, short in self.shorts.get(key, ()):
                if short not in seen:
                    seen.add(short)
                    yield row, short


def _form(short: str, language: Language) -> str:
    """The short form as a typed word has it."""
    terms = language.analyse(short)
    return terms[0].form if len(terms) == 1 else short.casefold()
