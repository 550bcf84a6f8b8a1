"""From entries to what the index holds: terms for the engine, rows of words, values of facets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.columns import Columns
from index.engine import INDEXED_LAYERS, EngineDocument, Layer
from index.entries import (
    MATCHED_ZONES,
    OWN_ZONES,
    Broader,
    DocumentCard,
    FacetTag,
    IndexEntry,
    Zone,
    date_number,
    facet_tags,
    no_broader,
    zone_texts,
)
from index.forward import Forward, WordKind
from index.groups import Groups, letters
from index.ranking_data import Weights, ranking_weights
from index.snippets import SNIPPET_LENGTH
from index.spots import TextSpots
from index.words import Language, Term
from kb.records import Document

# Titles and headings come back with every passage of a document.
_REPEATED: Final[frozenset[Zone]] = frozenset(("title", "section", "tags"))
_MAX_REPEATED: Final = 10_000
# So many passages are turned into arrays at a time: memory stays bounded while a large store is read.
_BATCH: Final = 2_000


@dataclass(slots=True)
class Indexer:
    """Takes entries in, gives engine documents out, and grows columns and rows on the way.

    `columns`, `forward` and `groups` are complete once `documents` has been read to its end.
    """

    language: Language
    columns: Columns
    forward: Forward
    groups: Groups
    broader: Broader = no_broader
    weights: Weights = field(default_factory=ranking_weights)
    _repeated: dict[str, list[WordKind]] = field(default_factory=dict)
    _ids: list[str] = field(default_factory=list)
    _dates: list[int] = field(default_factory=list)
    _tags: list[tuple[FacetTag, ...]] = field(default_factory=list)
    _documents: dict[str, Document] = field(default_factory=dict)
    _headings: dict[str, dict[str, None]] = field(default_factory=dict)
    _rows: list[dict[Zone, list[int]]] = field(default_factory=list)
    _lengths: list[float] = field(default_factory=list)
    _letters: list[int] = field(default_factory=list)
    _spots: list[TextSpots] = field(default_factory=list)

    def documents(self, entries: Iterable[IndexEntry]) -> Iterator[EngineDocument]:
        """The engine's documents for `entries`, with ordinals that follow those of the columns."""
        for entry in entries:
            yield self._document(entry)
            if len(self._ids) >= _BATCH:
                self._flush()
        self._flush()
        self.forward = self.forward.settled()

    def _document(self, entry: IndexEntry) -> EngineDocument:
        ordinal = len(self.columns) + len(self._ids)
        words, spots = self._analysed(entry)
        self._spots.append(spots)
        self._ids.append(entry.passage.passage_id)
        self._dates.append(date_number(entry.document.publication_date.value))
        self._tags.append(tuple(facet_tags(entry, self.broader)))
        self._documents[entry.document.document_id] = entry.document
        self._headings.setdefault(entry.document.document_id, {}).update(dict.fromkeys(entry.passage.section))
        number = self.forward.vocabulary.number
        self._rows.append({zone: [number(kind) for kind in kinds] for zone, kinds in words.items()})
        self._letters.append(letters(entry.passage.text))
        self._lengths.append(sum(self.weights.zones[zone] * len(kinds) for zone, kinds in words.items()))
        return EngineDocument(ordinal, entry.passage.passage_id, _terms(words, self.weights))

    def _analysed(self, entry: IndexEntry) -> tuple[dict[Zone, list[WordKind]], TextSpots]:
        """The words of each zone, and where those of the text stand."""
        texts = zone_texts(entry)
        text = texts.pop("text", "")
        terms = self.language.analyse(text)
        sentences = self.language.sentence_spans(text) if len(text) > SNIPPET_LENGTH else ()
        words: dict[Zone, list[WordKind]] = {"text": [_kind(term) for term in terms]} if text else {}
        for zone, other in texts.items():
            words[zone] = self._words(zone, other)
        return words, TextSpots.of(text, terms, sentences)

    def _words(self, zone: Zone, text: str) -> list[WordKind]:
        if zone not in _REPEATED:
            return word_kinds(self.language, text)
        known = self._repeated.get(text)
        if known is None:
            if len(self._repeated) >= _MAX_REPEATED:
                self._repeated.clear()
            known = self._repeated[text] = word_kinds(self.language, text)
        return known

    def _flush(self) -> None:
        if self._ids:
            cards = {
                document_id: DocumentCard.of(document, self._headings[document_id])
                for document_id, document in self._documents.items()
            }
            self.columns = self.columns.extended(self._ids, self._dates, self._tags, cards)
            self.forward = self.forward.extended(self._rows, self._lengths, self._spots)
            self.groups = self.groups.extended(self._letters, self.forward)
        self._ids, self._dates, self._tags, self._rows, self._lengths = [], [], [], [], []
        self._letters, self._spots, self._documents = [], [], {}


def word_kinds(language: Language, text: str) -> list[WordKind]:
    """The words of a text as the vocabulary knows them: form, keys, parts of compounds."""
    return [_kind(term) for term in language.analyse(text)]


def _kind(term: Term) -> WordKind:
    return term.form, tuple(term.keys), tuple(term.parts)


def _places(zone: Zone, weights: Weights) -> Iterator[tuple[Zone | None, float]]:
    """Under which zones the words of a zone are found, and what they count for there."""
    if zone in MATCHED_ZONES:
        yield None, weights.zones[zone]
    if zone in OWN_ZONES:
        yield zone, 1.0


def _terms(
    words: Mapping[Zone, Sequence[WordKind]], weights: Weights
) -> dict[tuple[Layer, Zone | None], dict[str, float]]:
    terms: dict[tuple[Layer, Zone | None], dict[str, float]] = {}
    for zone, kinds in words.items():
        for place, weight in _places(zone, weights):
            by_key, by_part = (terms.setdefault((layer, place), defaultdict(float)) for layer in INDEXED_LAYERS)
            for _, keys, parts in kinds:
                for key in set(keys):
                    by_key[key] += weight
                for part in set(parts):
                    by_part[part] += weight
    return terms
