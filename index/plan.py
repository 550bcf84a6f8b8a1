"""From a query as typed to a query as searched: analysis, synonyms, filters, and what was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from index.columns import Columns
from index.engine import (
    AllOf,
    AnyOf,
    EngineNode,
    Lookup,
    OrdinalsNode,
    PhraseNode,
    PrefixNode,
    TermNode,
    Wanted,
    Without,
)
from index.entries import Zone
from index.facet_values import Resolver, no_taxonomy
from index.plan_filters import FilterReader, without_filters
from index.query import And, FieldFilter, In, Node, Not, Or, ParsedQuery, Phrase, Prefix, Soft, Word, YearFilter
from index.query_printer import print_query
from index.query_words import query_words
from index.ranking_data import Weights, ranking_weights
from index.results import Expansion, Message, Understood
from index.words import Language, Term
from kb.filters import Filters


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words searched along with a typed term: `texts` are analysed as one thing each."""

    term: str
    texts: tuple[str, ...]
    why: str


# Gives the synonyms of a run of terms; each holds for one or more of them.
Synonyms: TypeAlias = Callable[[Sequence[Term]], Iterable[Synonym]]


def no_synonyms(_terms: Sequence[Term]) -> Iterable[Synonym]:
    """Knows no synonyms."""
    return ()


@dataclass(frozen=True, slots=True)
class SoughtTerm:
    """One thing sought, for the second pass and for marks.

    `lookups` find it; `groups` are compounds and synonyms of several words, found where all stand;
    `prefix` finds every word that begins so. A phrase is a group whose words are not `marked` one by one.
    """

    text: str
    lookups: tuple[Lookup, ...] = ()
    groups: tuple[tuple[TermNode, ...], ...] = ()
    prefix: str | None = None
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to be searched. `node` is None when nothing but filters is asked."""

    node: EngineNode | None
    sought: tuple[SoughtTerm, ...]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]
    filters: Filters
    soft_years: tuple[str, ...]
    understood: Understood
    messages: tuple[Message, ...]


@dataclass(slots=True)
class Planner:
    """Makes plans over the columns of one index."""

    language: Language
    columns: Columns
    synonyms: Synonyms = no_synonyms
    resolver: Resolver = no_taxonomy
    weights: Weights = field(default_factory=ranking_weights)

    def plan(self, parsed: ParsedQuery, filters: Filters, *, exact: bool = False) -> Plan:
        """The plan of a query; `exact` searches the typed forms only."""
        reader = FilterReader(self.columns, self.resolver, filters, list(parsed.messages))
        work = _Planning(self, reader, exact)
        node = work.top(parsed.tree) if parsed.tree is not None else None
        return work.finished(node)


@dataclass(slots=True)
class _Planning:
    planner: Planner
    reader: FilterReader
    exact: bool
    sought: list[SoughtTerm] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    phrase_texts: list[str] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    soft_years: list[str] = field(default_factory=list)
    silent: bool = True
    negated: bool = False
    zone: Zone | None = None

    def finished(self, node: EngineNode | None) -> Plan:
        understood = Understood(
            terms=tuple(dict.fromkeys(term.text for term in self.sought if term.marked)),
            phrases=tuple(dict.fromkeys(self.phrase_texts)),
            filters=tuple(dict.fromkeys(self.reader.shown)),
            expansions=tuple(self.expansions),
        )
        return Plan(
            node=node,
            sought=tuple(self.sought),
            phrases=tuple(self.phrases),
            prefixes=tuple(self.prefixes),
            filters=self.reader.filters,
            soft_years=tuple(self.soft_years),
            understood=understood,
            messages=tuple(self.reader.messages),
        )

    # ------------------------------------------------------------------ the tree

    def top(self, tree: Node) -> EngineNode | None:
        """The whole query. Filters that hold for all of it become filters; the rest is searched."""
        rest = without_filters(tree, self.reader)
        if rest is None:
            return None
        node = self.node(rest)
        if node is None and self._has_words(rest):
            # Only words like "wat" and "de": then those are what is sought.
            self.silent = False
            node = self.node(rest)
        return node

    def _has_words(self, tree: Node) -> bool:
        if isinstance(tree, And | Or | Soft):
            return any(self._has_words(item) for item in tree.items)
        return self._has_words(tree.item) if isinstance(tree, In) else isinstance(tree, Word)

    def node(self, tree: Node) -> EngineNode | None:
        """A part of the tree for the engine; None where nothing is left to search."""
        node: EngineNode | None
        match tree:
            case Word():
                node = self._words((tree,))
            case Phrase():
                node = self._phrase(tree)
            case Prefix():
                node = self._prefix(tree)
            case FieldFilter() | YearFilter():
                node = self._filter_node(tree)
            case In():
                node = self._within(tree)
            case Not():
                excluded = self._excluded(tree.item)
                node = None if excluded is None else Without(AllOf(()), excluded)
            case And() | Or():
                nodes = [found for item in tree.items if (found := self.node(item)) is not None]
                node = _one_or(nodes, AllOf if isinstance(tree, And) else AnyOf)
            case Soft():
                node = self._soft(tree)
        return node

    def _within(self, tree: In) -> EngineNode | None:
        outer, self.zone = self.zone, cast("Zone", tree.zone)
        node = self.node(tree.item)
        self.zone = outer
        return node

    def _soft(self, tree: Soft) -> EngineNode | None:
        """Items side by side: see `index.query`."""
        words: list[Word] = []
        wished: list[EngineNode] = []
        asked: list[EngineNode] = []
        excluded: list[EngineNode] = []
        for item in tree.items:
            if isinstance(item, Word):
                words.append(item)
                continue
            if isinstance(item, Not):
                node = self._excluded(item.item)
                excluded.extend([node] if node is not None else [])
                continue
            node = self.node(item)
            if node is not None:
                plain = isinstance(item, Soft | Prefix | In)
                (wished if plain else asked).append(node)
        of_words = self._words(words)
        if of_words is not None:
            wished.insert(0, of_words)
        found = _wished_and_asked(wished, asked)
        if excluded:
            return Without(found if found is not None else AllOf(()), AnyOf(tuple(excluded)))
        return found

    def _excluded(self, item: Node) -> EngineNode | None:
        """What must not hold: searched as typed, without synonyms, and not among the terms sought."""
        before = (self.sought, self.phrases, self.phrase_texts, self.prefixes, self.expansions, self.soft_years)
        self.sought, self.phrases, self.phrase_texts, self.prefixes = [], [], [], []
        self.expansions, self.soft_years = [], []
        outer, self.negated = self.negated, True
        node = self.node(item)
        self.negated = outer
        (self.sought, self.phrases, self.phrase_texts, self.prefixes, self.expansions, self.soft_years) = before
        if node is not None:
            self.reader.shown.append(print_query(Not(item)))
        return node

    # ------------------------------------------------------------------ leaves

    def _words(self, words: Sequence[Word]) -> EngineNode | None:
        """Words side by side are analysed as one text, so that "31 066" is one number."""
        terms = self.planner.language.analyse(" ".join(word.text for word in words))
        silent = query_words().silent
        if self.silent:
            terms = [term for term in terms if term.form not in silent]
        nodes = [self._term(term) for term in terms]
        nodes.extend(self._synonyms(terms))
        return _one_or(nodes, AnyOf)

    def _term(self, term: Term) -> EngineNode:
        lookups = self._lookups(term)
        groups: tuple[tuple[TermNode, ...], ...] = ()
        # The parts of a reference (its dossier, its number) are not it.
        if term.parts and term.kind == "word" and not self.exact and not self.negated:
            groups = (self._part_nodes(term.parts),)
        self.sought.append(SoughtTerm(term.text, lookups, groups))
        if term.form.isdigit() and len(term.form) == 4:  # noqa: PLR2004 - a year has four digits
            self.soft_years.append(term.form)
        node: EngineNode = TermNode(lookups)
        return AnyOf((node, *(AllOf(group) for group in groups))) if groups else node

    def _lookups(self, term: Term, weight: float = 1.0) -> tuple[Lookup, ...]:
        if self.exact:
            return (Lookup("form", term.form, weight, self.zone),)
        keys = dict.fromkeys(term.keys) or {term.form: None}
        lookups = [Lookup("key", key, weight, self.zone) for key in keys]
        if not self.negated:
            lookups.extend(Lookup("part", key, weight * self.planner.weights.part, self.zone) for key in keys)
        return tuple(lookups)

    def _part_nodes(self, parts: Sequence[str]) -> tuple[TermNode, ...]:
        """A typed compound, found where all its parts stand."""
        weights = self.planner.weights
        share = weights.parts / len(parts)
        return tuple(
            TermNode((
                Lookup("key", part, share, self.zone),
                Lookup("part", part, share * weights.part, self.zone),
            ))
            for part in parts
        )  # fmt: skip

    def _synonyms(self, terms: Sequence[Term]) -> list[EngineNode]:
        if self.exact or self.negated or not terms:
            return []
        nodes: list[EngineNode] = []
        weight = self.planner.weights.synonym
        for synonym in self.planner.synonyms(terms):
            for text in synonym.texts:
                found = self.planner.language.analyse(text)
                group = tuple(TermNode(self._lookups(term, weight / len(found))) for term in found)
                self._join_synonym(synonym.term, group)
                nodes.extend([AllOf(group)] if group else [])
            self.expansions.append(Expansion(synonym.term, synonym.texts, synonym.why))
        return nodes

    def _join_synonym(self, text: str, group: tuple[TermNode, ...]) -> None:
        """A synonym is another way to find what was typed, not a term of its own."""
        for place, sought in enumerate(self.sought):
            if sought.text == text:
                self.sought[place] = replace(sought, groups=(*sought.groups, group))
                return
        self.sought.append(SoughtTerm(text, (), (group,)))

    def _phrase(self, phrase: Phrase) -> EngineNode | None:
        forms = tuple(term.form for term in self.planner.language.analyse(phrase.text))
        if not forms:
            return None
        self.phrases.append(forms)
        group = tuple(TermNode((Lookup("form", form),)) for form in dict.fromkeys(forms))
        self.sought.append(SoughtTerm(phrase.text, groups=(group,), marked=False))
        self.phrase_texts.append(phrase.text)
        return PhraseNode(forms, self.zone)

    def _prefix(self, prefix: Prefix) -> EngineNode | None:
        terms = self.planner.language.analyse(prefix.text)
        if not terms:
            return None
        # A hyphen parts words: only the last of them is a beginning.
        start = terms[-1].form
        self.prefixes.append(start)
        self.sought.append(SoughtTerm(f"{prefix.text}*", prefix=start))
        node: EngineNode = PrefixNode(start, self.zone)
        before = [TermNode((Lookup("form", term.form, 1.0, self.zone),)) for term in terms[:-1]]
        return AllOf((*before, node)) if before else node

    # ------------------------------------------------------------------ filters

    def _filter_node(self, item: FieldFilter | YearFilter) -> EngineNode | None:
        if isinstance(item, FieldFilter) and item.name == "paper":
            return self._paper(item)
        mask = self.reader.mask(item, show=not self.negated)
        return None if mask is None else OrdinalsNode(mask)

    def _paper(self, item: FieldFilter) -> EngineNode | None:
        """A paper's number, in whatever notation: as the document's own or cited in text or notes."""
        nodes: list[EngineNode] = []
        outer = self.zone
        for value in item.values:
            terms = self.planner.language.analyse(value)
            for self.zone in (None, "title"):
                nodes.extend([AllOf(tuple(TermNode(self._lookups(term)) for term in terms))] if terms else [])
                if len(terms) == 1 and terms[0].form.isdigit():
                    nodes.append(PrefixNode(f"{terms[0].form}-", self.zone))
        self.zone = outer
        if not self.negated:
            self.reader.shown.append(print_query(item))
        return _one_or(nodes, AnyOf)


def _one_or(nodes: Sequence[EngineNode], kind: type[AllOf] | type[AnyOf]) -> EngineNode | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))


def _wished_and_asked(wished: list[EngineNode], asked: list[EngineNode]) -> EngineNode | None:
    optional, required = _one_or(wished, AnyOf), _one_or(asked, AllOf)
    if optional is None or required is None:
        return required if optional is None else optional
    return Wanted(required, optional)
