"""The words of the query language, from `query_words.toml`: operators, field names, silent words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from kb.filters import YearKind

Operator = Literal["and", "or", "not"]
_FILE = Path(__file__).with_name("query_words.toml")


@dataclass(frozen=True, slots=True)
class QueryWords:
    """The data file, turned round: from a typed word to what it means.

    `silent_turns` are turns of phrase by their first word; `light` are words that say little, which are left
    out where `heavy` others stay.
    `shown` gives the printed form of a field, a kind of year, a zone or an operator.
    """

    operators: dict[str, Operator]
    fields: dict[str, str]
    years: dict[str, YearKind]
    zones: dict[str, str]
    zone_fields: frozenset[str]
    silent: frozenset[str]
    silent_turns: dict[str, tuple[tuple[str, ...], ...]]
    light: tuple[str, ...]
    beside_numbers: frozenset[str]
    shown: dict[tuple[str, str], str]
    max_characters: int
    max_terms: int
    max_depth: int
    min_prefix: int
    heavy: int

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that may stand before a colon."""
        return (*self.fields, *self.years, *self.zone_fields)

    def turns(self, forms: Sequence[str]) -> frozenset[int]:
        """Places in a row of normal forms that a turn of phrase of questions covers: "bent u bereid om"."""
        covered: set[int] = set()
        for at, form in enumerate(forms):
            for turn in self.silent_turns.get(form, ()):
                if tuple(forms[at : at + len(turn)]) == turn:
                    covered.update(range(at, at + len(turn)))
        return frozenset(covered)


def _turns(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Turns of phrase by their first word."""
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        by_first[words[0]] = (*by_first.get(words[0], ()), words)
    return by_first


def _pronominal(silent: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Pronominal adverbs: "er" and "voor" give "ervoor"."""
    for start in silent["pronominal_starts"]:
        yield from (start + end for end in silent["pronominal_ends"])


def _turned(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


@cache
def query_words() -> QueryWords:
    """The words of the query language, read once per process."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    shown = {
        (group, name): words[0]
        for group in ("operators", "fields", "years", "zones")
        for name, words in data[group].items()
    }
    limits = data["limits"]
    return QueryWords(
        operators=cast("dict[str, Operator]", _turned(data["operators"])),
        fields=_turned(data["fields"]),
        years=cast("dict[str, YearKind]", _turned(data["years"])),
        zones=_turned(data["zones"]),
        zone_fields=frozenset(data["zone_field"]["names"]),
        silent=frozenset(
            (*data["silent"]["question"], *data["silent"]["function"], *_pronominal(data["silent"]))
        ),
        silent_turns=_turns(data["silent"]["turns"]),
        light=tuple(data["silent"]["light"]),
        beside_numbers=frozenset(data["beside_numbers"]["words"]),
        shown=shown,
        max_characters=limits["characters"],
        max_terms=limits["terms"],
        max_depth=limits["depth"],
        min_prefix=limits["prefix"],
        heavy=limits["heavy"],
    )
