"""From analysed words to what an engine looks up: keys, parts of compounds, synonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import Protocol, TypeAlias

from index.engine import AllOf, EngineNode, Lookup, TermNode
from index.entries import Zone
from index.query import Word
from index.query_words import query_words
from index.ranking_data import Weights
from index.results import Expansion
from index.spelling import Spelling
from index.words import Language, Term
from kb.records import Span


class Synonym(Protocol):
    """Expressions searched along with typed words (their forms); each is found where all its words stand."""

    @property
    def words(self) -> tuple[str, ...]:
        """The typed forms that it was found by, in order."""

    @property
    def added(self) -> tuple[str, ...]:
        """The expressions to search as well."""

    @property
    def why(self) -> str:
        """The ground, in Dutch."""

    @property
    def weight(self) -> float:
        """Between 0 and 1, a typed word being 1."""


# The synonyms of a row of typed forms.
Synonyms: TypeAlias = Callable[[Sequence[str]], Iterable[Synonym]]


def no_synonyms(_forms: Sequence[str]) -> Iterable[Synonym]:
    """Knows no synonyms."""
    return ()


def shared_synonyms(forms: Sequence[str]) -> Iterable[Synonym]:
    """Those of `kb.language`, loaded when first needed."""
    found: Iterable[Synonym] = import_module("kb.language.synonyms").expand(forms)
    return found


@dataclass(frozen=True, slots=True)
class SoughtTerm:
    """One thing sought, for the second pass and for marks.

    `lookups` find it; `compound` are its parts, where it is one. `groups` are compounds and synonyms of
    several words, found where all stand;
    `prefix` finds every word that begins so. A phrase is a group whose words are not `marked` one by one.
    """

    text: str
    form: str
    lookups: tuple[Lookup, ...] = ()
    groups: tuple[tuple[TermNode, ...], ...] = ()
    prefix: str | None = None
    marked: bool = True
    compound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """A stretch of the query as typed, and what was meant there."""

    start: int
    end: int
    meant: str


def fixed(query: str, fixes: Iterable[Fix]) -> str | None:
    """The query with all fixes made; None without any."""
    text = query
    for fix in sorted(fixes, key=lambda fix: -fix.start):
        text = text[: fix.start] + fix.meant + text[fix.end :]
    return None if text == query else text


def place_of(words: Sequence[Word], term: Term) -> Span:
    """Where in the query a term stands that was found in `words` with a space between them."""
    offset = 0
    for word in words:
        if term.start < offset + len(word.text):
            start = word.start + term.start - offset
            return start, min(word.start + term.end - offset, word.end)
        offset += len(word.text) + 1
    return words[-1].start, words[-1].end


@dataclass(frozen=True, slots=True)
class How:
    """How words are looked up: the typed form only, as something that must not be there, in one zone."""

    exact: bool = False
    negated: bool = False
    zone: Zone | None = None

    @property
    def plainly(self) -> bool:
        """True when neither parts of compounds nor synonyms take part."""
        return self.exact or self.negated


@lru_cache(maxsize=4)
def _light_keys(language: Language) -> frozenset[str]:
    """What the words that say little are found by."""
    return frozenset(
        key for word in query_words().light for term in language.analyse(word) for key in term.keys
    )


@dataclass(frozen=True, slots=True)
class TermReader:
    """Makes lookups of terms, with the weights of `ranking.toml`; `off` are expansions that are not wanted."""

    language: Language
    weights: Weights
    synonyms: Synonyms
    spelling: Spelling
    off: frozenset[str] = frozenset()

    def spoken(self, terms: Sequence[Term]) -> list[Term]:
        """Terms that say something: no question words, no function words, no turns of phrase of questions.

        In a long question words that say little are left out too: the answer has others, or everything has.
        """
        words = query_words()
        unsaid = words.turns([term.form for term in terms])
        said = [term for at, term in enumerate(terms) if at not in unsaid and term.form not in words.silent]
        heavy = [term for term in said if not self._light(term)] if len(said) > words.heavy else said
        return heavy if len(heavy) >= words.heavy else said

    def _light(self, term: Term) -> bool:
        """Whether a term says little: a word of the list in whatever form, or a lone digit (of a note)."""
        if term.kind == "number":
            return len(term.form) == 1
        return term.kind == "word" and not _light_keys(self.language).isdisjoint(term.keys)

    def sought(self, term: Term, how: How) -> SoughtTerm:
        """What finds one typed word."""
        # The parts of a reference (its dossier, its number) are not it.
        compound = term.parts if term.kind == "word" and not how.plainly else ()
        groups = (self._parts(compound, how),) if compound else ()
        lookups = self.lookups(term, how)
        return SoughtTerm(term.text, term.form, lookups, groups, compound=compound)

    def mended(self, term: Term, typed: SoughtTerm, how: How) -> tuple[str, SoughtTerm] | None:
        """What a word that is nowhere was meant to be, and `typed` found by that as well."""
        meant = self.spelling.meant(term)
        if meant is None:
            return None
        found = [self.sought(other, how) for other in self.language.analyse(meant)]
        lookups = (*typed.lookups, *(lookup for item in found for lookup in item.lookups))
        groups = (*typed.groups, *(group for item in found for group in item.groups))
        return meant, replace(typed, lookups=lookups, groups=groups)

    def lookups(self, term: Term, how: How, weight: float = 1.0) -> tuple[Lookup, ...]:
        """By its keys and, as part of a compound, for less; by its form when `exact`."""
        if how.exact:
            return (Lookup("form", term.form, weight, how.zone),)
        keys = dict.fromkeys(term.keys) or {term.form: None}
        lookups = [Lookup("key", key, weight, how.zone) for key in keys]
        if not how.negated:
            lookups.extend(Lookup("part", key, weight * self.weights.part, how.zone) for key in keys)
        return tuple(lookups)

    def _parts(self, parts: Sequence[str], how: How) -> tuple[TermNode, ...]:
        """A typed compound, found where all its parts stand.

        A part that begins the one before it is another reading of that: tevredenheid, tevreden.
        """
        readings: list[list[str]] = []
        for part in parts:
            if readings and readings[-1][0] != part and readings[-1][0].startswith(part):
                readings[-1].append(part)
            else:
                readings.append([part])
        share = self.weights.parts / len(readings)
        by_part = share * self.weights.part
        return tuple(
            TermNode(
                tuple(
                    lookup
                    for part in reading
                    for lookup in (
                        Lookup("key", part, share, how.zone),
                        Lookup("part", part, by_part, how.zone),
                    )
                )
            )
            for reading in readings
        )

    def expand(
        self, sought: list[SoughtTerm], terms: Sequence[Term], how: How
    ) -> tuple[list[EngineNode], list[Expansion]]:
        """Add synonyms to `sought`; what the engine is to look for as well, and what is to be told.

        A synonym is another way to find what was typed, not a term of its own: of several typed words
        each is found by it for its share.
        """
        nodes: list[EngineNode] = []
        expansions: list[Expansion] = []
        if how.plainly or not terms:
            return nodes, expansions
        for synonym in self.synonyms([term.form for term in terms]):
            places = [place for place, item in enumerate(sought) if item.form in synonym.words]
            typed = " ".join({term.form: term.text for term in terms if term.form in synonym.words}.values())
            expansion = Expansion(typed, synonym.added, synonym.why)
            # Found by words that are not sought ("in" is no IN), or not wanted.
            if not places or expansion.key in self.off:
                continue
            for text in synonym.added:
                found = self.spoken(self.language.analyse(text))
                share = synonym.weight * self.weights.synonym / max(1, len(found) * len(places))
                group = tuple(TermNode(self.lookups(term, how, share)) for term in found)
                if not group or not places:
                    continue
                nodes.append(AllOf(group))
                for place in places:
                    sought[place] = replace(sought[place], groups=(*sought[place].groups, group))
            expansions.append(expansion)
        return nodes, expansions
