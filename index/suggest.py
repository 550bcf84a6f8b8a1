"""Suggestions while typing: titles, headings, names and labels that begin like what was typed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from index.columns import Columns
from index.entries import Facet
from kb.taxonomy import Taxonomy

# Facets whose labels people type; a year or a document is better said as a filter.
_NAMED: Final[tuple[Facet, ...]] = ("regeling", "theme", "kpi", "organisation", "person", "party", "kind")
_LONGEST: Final = 90
_MIN_PREFIX: Final = 2


def folded(text: str) -> str:
    """Lower case without diacritics: how a beginning is compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What can be suggested: (folded text, text as shown, in how many places it stands)."""

    entries: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, columns: Columns, taxonomy: Callable[[], Taxonomy]) -> Suggestions:
        """Everything in use here, and the taxonomies' labels of it."""
        texts: Counter[str] = Counter()
        for card in columns.cards.values():
            texts.update(text for text in (card.title, *card.headings) if text)
        for facet in _NAMED:
            column = columns.facets[facet]
            counts = column.counts(columns.alive)
            for code, value in enumerate(column.values):
                if counts[code]:
                    label = taxonomy().label(facet, value)
                    texts[column.labels.get(value, value) if label == value else label] += int(counts[code])
        return cls(_merged(texts))

    def beginning(self, typed: str, limit: int) -> tuple[str, ...]:
        """At most `limit` texts that begin with `typed`, then those of which a word does; frequent first."""
        start = folded(" ".join(typed.split()))
        if len(start) < _MIN_PREFIX:
            return ()
        found = [
            (not text.startswith(start), -count, len(shown), shown)
            for text, shown, count in self.entries
            if text.startswith(start) or f" {start}" in text
        ]
        return tuple(shown for *_, shown in sorted(found)[:limit])

    def commonest(self, limit: int) -> tuple[str, ...]:
        """At most `limit` texts, the most frequent first, short ones before long ones."""
        ordered = sorted(self.entries, key=lambda entry: (-entry[2], len(entry[1]), entry[1]))
        return tuple(shown for _, shown, _ in ordered[:limit])


def _merged(texts: Counter[str]) -> tuple[tuple[str, str, int], ...]:
    """One entry for texts that differ in case or accents only: the most frequent form is shown."""
    forms: dict[str, Counter[str]] = {}
    for text, count in _shown(texts.items()):
        forms.setdefault(folded(text), Counter())[text] += count
    return tuple((key, best.most_common(1)[0][0], best.total()) for key, best in forms.items())


def _shown(texts: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """Texts on one line, headings without their number; what is too long for a list is left out."""
    for text, count in texts:
        words = text.split()
        if words and words[0].rstrip(".").replace(".", "").isdigit():
            words = words[1:]
        joined = " ".join(words)
        if _MIN_PREFIX <= len(joined) <= _LONGEST:
            yield joined, count
