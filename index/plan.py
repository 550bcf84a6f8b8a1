"""From a query as typed to a query as searched: analysis, synonyms, filters, and what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

import numpy as np

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
from index.indicators import Indicators
from index.numbers import in_one, is_it, number_alone
from index.plan_filters import FilterReader, without_filters
from index.plan_terms import Fix, How, SoughtTerm, Synonyms, TermReader, fixed, no_synonyms, place_of
from index.query import And, FieldFilter, In, Node, Not, Or, ParsedQuery, Phrase, Prefix, Soft, Word, YearFilter
from index.query_printer import print_query
from index.quotations import unquoted
from index.ranking_data import Weights, ranking_weights
from index.results import Expansion, Message, Understood
from index.spelling import Spelling
from index.wishes import SoftFilter, WishReader
from index.words import Language, Term
from kb.filters import Filters


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to be searched. `node` is None when nothing but filters is asked.

    `first` are ordinals that go before all others: the passages that open what a typed number names.
    `suggestion` is the query with words that are nowhere replaced by what they were meant to be.
    """

    node: EngineNode | None
    sought: tuple[SoughtTerm, ...]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]
    filters: Filters
    soft: tuple[SoftFilter, ...]
    first: tuple[int, ...]
    suggestion: str | None
    understood: Understood
    messages: tuple[Message, ...]


@dataclass(slots=True)
class Planner:
    """Makes plans over the columns of one index."""

    language: Language
    columns: Columns
    spelling: Spelling
    synonyms: Synonyms = no_synonyms
    resolver: Resolver = no_taxonomy
    weights: Weights = field(default_factory=ranking_weights)
    indicators: Indicators = field(default_factory=Indicators)

    def plan(
        self, parsed: ParsedQuery, filters: Filters, *, exact: bool = False, off: frozenset[str] = frozenset()
    ) -> Plan:
        """The plan of a query; `exact` searches the typed forms only, `off` are expansions and wishes."""
        reader = FilterReader(self.columns, self.resolver, filters, list(parsed.messages))
        terms = TermReader(self.language, self.weights, self.synonyms, self.spelling, off)
        forward = self.spelling.forward
        wisher = WishReader(self.language, self.columns, forward, self.resolver, self.indicators)
        work = _Planning(self.columns, reader, terms, wisher, How(exact=exact))
        node = work.top(parsed.tree) if parsed.tree is not None else None
        return work.finished(node, parsed.text)


# In a pasted text many words can be unknown: so many are looked into, and told.
_MAX_UNKNOWN: Final = 8


@dataclass(slots=True)
class _Found:
    """What is collected on the way through a tree."""

    sought: list[SoughtTerm] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    phrase_texts: list[str] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    soft: list[SoftFilter] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)


@dataclass(slots=True)
class _Planning:
    columns: Columns
    reader: FilterReader
    terms: TermReader
    wisher: WishReader
    how: How
    found: _Found = field(default_factory=_Found)
    first: tuple[int, ...] = ()
    silent: bool = True

    def finished(self, node: EngineNode | None, query: str) -> Plan:
        found = self.found
        wished = dict.fromkeys(item.key for item in found.soft)
        understood = Understood(
            terms=tuple(dict.fromkeys(term.text for term in found.sought if term.marked)),
            phrases=tuple(dict.fromkeys(found.phrase_texts)),
            filters=tuple(dict.fromkeys((*self.reader.shown, *(item.shown() for item in found.soft)))),
            expansions=tuple(found.expansions),
            wishes=tuple(wished),
        )
        return Plan(
            node=node,
            sought=tuple(found.sought),
            phrases=tuple(found.phrases),
            prefixes=tuple(found.prefixes),
            filters=self.reader.filters,
            soft=tuple(found.soft),
            first=self.first,
            suggestion=fixed(query, found.fixes),
            understood=understood,
            messages=tuple(self.reader.messages),
        )

    # ------------------------------------------------------------------ the tree

    def top(self, tree: Node) -> EngineNode | None:
        """The whole query. Filters that hold for all of it become filters; the rest is searched."""
        plain, told = unquoted(tree)
        self.reader.messages.extend(told)
        rest = without_filters(plain, self.reader)
        if rest is None:
            return None
        node = self._number(rest) or self.node(rest)
        if node is None and self._has_words(rest):
            # Only words like "wat" and "de": then those are what is sought.
            self.silent = False
            node = self.node(rest)
        return None if node is None else self._titled(node)

    def _titled(self, node: EngineNode) -> EngineNode:
        """`node`, with words in the title of the document counting in the first score: never a match alone."""
        title = self.terms.weights.zones["title"]
        nodes = []
        for item in self.found.sought:
            own = [replace(x, zone="title", weight=title * x.weight) for x in item.lookups if x.zone is None]
            nodes.extend([TermNode(tuple(own))] if own else [])
        return Wanted(node, AnyOf(tuple(nodes))) if title and nodes else node

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
            case And():
                node = self._all(tree)
            case Or():
                nodes = [found for item in tree.items if (found := self.node(item)) is not None]
                node = _one_or(nodes, AnyOf)
            case Soft():
                node = self._soft(tree)
        return node

    def _all(self, tree: And) -> EngineNode | None:
        """Every item holds. A word may stand in the title of the document as well, if the passage has another.

        Who types "jaarrapportage EN ziekteverzuim" wants what the report says of it; the title alone would
        bring every passage of the report.
        """
        found = [(item, node) for item in tree.items if (node := self.node(item)) is not None]
        written = [node for item, node in found if not isinstance(item, FieldFilter | YearFilter | Not)]
        titles = [self._in_title(item) if len(written) > 1 else None for item, _ in found]
        either = [
            node if title is None else AnyOf((node, title))
            for (_, node), title in zip(found, titles, strict=True)
        ]
        if any(title is not None for title in titles):
            either.append(AnyOf(tuple(written)))
        return _one_or(either, AllOf)

    def _in_title(self, item: Node) -> EngineNode | None:
        """A word looked for in titles; None for anything else, and where a zone is asked for already."""
        if not isinstance(item, Word) or self.how.zone is not None or self.how.negated:
            return None
        found, how, told = self.found, self.how, len(self.reader.messages)
        self.found, self.how = _Found(), replace(how, zone="title")
        node = self._words((item,))
        self.found, self.how = found, how
        del self.reader.messages[told:]
        return node

    def _within(self, tree: In) -> EngineNode | None:
        outer, self.how = self.how, replace(self.how, zone=cast("Zone", tree.zone))
        node = self.node(tree.item)
        self.how = outer
        return node

    def _number(self, tree: Node) -> EngineNode | None:
        """A query that is one number: the thing itself first, then who cites it; else None."""
        words = tree.items if isinstance(tree, Soft) else (tree,)
        typed = [item for item in words if isinstance(item, Word)]
        if len(typed) < len(words):
            return None
        language = self.terms.language
        terms = in_one(language.analyse(" ".join(word.text for word in typed)), language)
        number = number_alone(terms)
        if number is None:
            return None
        sought = [self.terms.sought(term, self.how) for term in terms if term.form == number.form]
        self.found.sought.extend(sought)
        names = {card.document_id: (card.kamerstuk, card.document_id) for card in self.columns.cards.values()}
        own = [name for name, texts in names.items() if is_it(number, texts, self.terms.language)]
        self.first = tuple(ordinal for name in own if (ordinal := self.columns.first_of(name)) is not None)
        where = f" Te lezen op {number.url}." if number.url else ""
        here = "" if own else " Niet in deze kennisbank."
        text = f"{sought[0].text} is {number.label}.{here}{where}"
        self.reader.messages.append(Message("nummer", text, typed[0].start, typed[-1].end))
        mask = np.zeros(len(self.columns), dtype=np.bool_)
        mask[list(self.first)] = True
        begun = [PrefixNode(f"{number.form}-")] if number.whole else []
        return AnyOf((OrdinalsNode(mask), *(TermNode(item.lookups) for item in sought), *begun))

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
        """What must not hold: searched as typed, without synonyms, and not among the things sought."""
        found, how = self.found, self.how
        self.found, self.how = _Found(), replace(how, negated=True)
        node = self.node(item)
        self.found, self.how = found, how
        if node is not None:
            self.reader.shown.append(print_query(Not(item)))
        return node

    # ------------------------------------------------------------------ leaves

    def _words(self, words: Sequence[Word]) -> EngineNode | None:
        """Words side by side are analysed as one text, so that "31 066" is one number."""
        terms = self.terms.language.analyse(" ".join(word.text for word in words))
        spoken = self.terms.spoken(terms) if self.silent else list(terms)
        sought = [self.terms.sought(term, self.how) for term in spoken]
        nodes: list[EngineNode] = []
        if not self.how.plainly:
            self._mend(words, spoken, sought)
        for item in sought:
            nodes.append(TermNode(item.lookups))
            nodes.extend(AllOf(group) for group in item.groups)
        added, expansions = self.terms.expand(sought, terms, self.how)
        self.found.sought.extend(sought)
        self.found.expansions.extend(expansions)
        self.found.soft.extend(item for item in self.wisher.wishes(terms) if item.key not in self.terms.off)
        return _one_or([*nodes, *added], AnyOf)

    def _mend(self, words: Sequence[Word], spoken: Sequence[Term], sought: list[SoughtTerm]) -> None:
        """Words that are nowhere are searched as what they were probably meant to be, and that is told."""
        nowhere = [place for place, term in enumerate(spoken) if self.terms.spelling.nowhere(term)]
        for place in nowhere[:_MAX_UNKNOWN]:
            term = spoken[place]
            mended = self.terms.mended(term, sought[place], self.how)
            start, end = place_of(words, term)
            told = None
            if mended is not None:
                why = f"‘{term.text}’ komt hier niet voor; gezocht is op ‘{mended[0]}’"
                told = Expansion(term.text, (mended[0],), why)
            if mended is not None and told is not None and told.key not in self.terms.off:
                meant, sought[place] = mended
                self.found.expansions.append(told)
                self.found.fixes.append(Fix(start, end, meant))
            elif not sought[place].groups:
                text = f"‘{term.text}’ komt in deze kennisbank niet voor."
                self.reader.messages.append(Message("onbekend_woord", text, start, end))

    def _phrase(self, phrase: Phrase) -> EngineNode | None:
        forms = tuple(term.form for term in self.terms.language.analyse(phrase.text))
        if not forms:
            return None
        self.found.phrases.append(forms)
        group = tuple(TermNode((Lookup("form", form),)) for form in dict.fromkeys(forms))
        self.found.sought.append(SoughtTerm(phrase.text, "", groups=(group,), marked=False))
        self.found.phrase_texts.append(phrase.text)
        return PhraseNode(forms, self.how.zone)

    def _prefix(self, prefix: Prefix) -> EngineNode | None:
        terms = self.terms.language.analyse(prefix.text)
        if not terms:
            return None
        # Where the analysis finds several words, only the last of them is a beginning.
        start = terms[-1].form
        self.found.prefixes.append(start)
        self.found.sought.append(SoughtTerm(f"{prefix.text}*", "", prefix=start))
        node: EngineNode = PrefixNode(start, self.how.zone)
        before = [TermNode((Lookup("form", term.form, 1.0, self.how.zone),)) for term in terms[:-1]]
        return AllOf((*before, node)) if before else node

    # ------------------------------------------------------------------ filters

    def _filter_node(self, item: FieldFilter | YearFilter) -> EngineNode | None:
        if isinstance(item, FieldFilter) and item.name == "paper":
            return self._paper(item)
        mask = self.reader.mask(item, show=not self.how.negated)
        return None if mask is None else OrdinalsNode(mask)

    def _paper(self, item: FieldFilter) -> EngineNode | None:
        """A paper's number, in whatever notation: as the document's own or cited in text or notes."""
        nodes: list[EngineNode] = []
        for value in item.values:
            terms = self.terms.language.analyse(value)
            for zone in (None, "title"):
                how = replace(self.how, zone=zone)
                if terms:
                    nodes.append(AllOf(tuple(TermNode(self.terms.lookups(term, how)) for term in terms)))
                if len(terms) == 1 and terms[0].form.isdigit():
                    nodes.append(PrefixNode(f"{terms[0].form}-", how.zone))
        if not self.how.negated:
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
