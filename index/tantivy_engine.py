"""The engine for large collections: tantivy (optional), by its Python package.

tantivy keeps the inverted index: it is built some ten times faster than Whoosh's and gives the postings of
a term in compiled code. Joining, totals and facets are those of `index.postings` and the columns, the same
as for Whoosh, so that both engines find exactly the same. Unlike Whoosh's pickles its files are plain data.
tantivy takes no weights with a term and gives no frequencies back: a term is written with the step of its
weight behind it, so that a posting list falls into one per step. The first score is then the same as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import tantivy

from index.engine import INDEXED_LAYERS, Engine, EngineDocument, EngineNode, Layer, Matches
from index.entries import OWN_ZONES, Zone
from index.forward import Forward
from index.kept import Kept
from index.postings import NODE_ELEMENTS, Evaluator, Postings, Sought, frequency
from index.ranking_data import ranking_weights

_WRITER_BYTES: Final = 64_000_000
_CACHE_ELEMENTS: Final = 8_000_000
# The steps of weighted frequencies; BM25 hardly tells what lies between them apart.
_STEPS: Final = np.asarray((0.2, 0.4, 0.6, 0.8, 1.0, 1.4, 1.7, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0), dtype=np.float32)
_BETWEEN: Final = (_STEPS[1:] + _STEPS[:-1]) / 2
# Behind a term; no analysed word has such a character.
_MARKS: Final = tuple(f"\x1f{chr(ord('a') + step)}" for step in range(len(_STEPS)))


def _field_name(layer: Layer, zone: Zone | None) -> str:
    return f"{layer}_{zone}" if zone else layer


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("ordinal", indexed=False, fast=True)
    for layer in INDEXED_LAYERS:
        for zone in (None, *OWN_ZONES):
            builder.add_text_field(_field_name(layer, zone), tokenizer_name="raw", index_option="basic")
    return builder.build()


def _add(writer: Any, documents: Iterable[EngineDocument]) -> None:
    for document in documents:
        values: dict[str, Any] = {"id": document.passage_id, "ordinal": document.ordinal}
        for (layer, zone), terms in document.terms.items():
            if terms:
                steps = np.searchsorted(_BETWEEN, np.fromiter(terms.values(), np.float32, len(terms)))
                marked = [term + _MARKS[step] for term, step in zip(terms, steps.tolist(), strict=True)]
                values[_field_name(layer, zone)] = marked
        writer.add_document(tantivy.Document(**values))


def _written(index: Any, documents: Iterable[EngineDocument], removed: Iterable[str]) -> None:
    # One thread: a few large segments, and memory that does not grow with the machine.
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    for passage_id in removed:
        writer.delete_documents_by_term("id", passage_id)
    _add(writer, documents)
    writer.commit()
    writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class TantivyKind:
    """How tantivy indexes are made and opened."""

    name: str = "tantivy"

    def build(self, folder: Path, documents: Iterable[EngineDocument]) -> None:
        """Make a new index in `folder`."""
        folder.mkdir(mode=0o700)
        _written(tantivy.Index(_schema(), path=str(folder)), documents, ())

    def update(self, folder: Path, added: Iterable[EngineDocument], removed: Iterable[str]) -> None:
        """Take out passages, then add some; small segments are merged by tantivy's own policy."""
        _written(tantivy.Index.open(str(folder)), added, removed)

    def open(self, folder: Path, forward: Forward) -> Engine:
        """Open for reading."""
        return TantivyEngine(folder, forward)


class TantivyEngine:
    """An open tantivy index: one searcher, which never changes."""

    def __init__(self, folder: Path, forward: Forward) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._cache: Kept[tuple[str, str]] = Kept(_CACHE_ELEMENTS)
        self._nodes: Kept[Sought] = Kept(NODE_ELEMENTS)
        weights = ranking_weights()
        self._forward = forward
        self._k1, self._b = weights.k1, weights.b

    def match(self, node: EngineNode, size: int) -> Matches:
        """What matches `node` among ordinals below `size`."""
        # Kept, the evaluator would be a circle.
        return Evaluator(self._forward, self._postings, self._k1, self._b, self._nodes).match(node, size)

    def frequency(self, layer: Layer, text: str) -> int:
        """In how many passages a term stands."""
        if layer == "form":
            return frequency(self._forward, self._forward.vocabulary.by_form.get(text, ()))
        return len(self._postings(layer, text, None)[0])

    def close(self) -> None:
        """Let go of the files: they are closed when nothing uses them any more."""
        self._cache.clear()
        self._nodes.clear()

    def _postings(self, layer: Layer, text: str, zone: Zone | None) -> Postings:
        name = _field_name(layer, zone)
        return self._cache.answer((name, text), lambda: self._read(name, text))

    def _read(self, name: str, text: str) -> Postings:
        found: list[int] = []
        counts: list[int] = []
        for mark in _MARKS:
            count = self._searcher.doc_freq(name, text + mark)
            if count:
                term = tantivy.Query.term_query(self._index.schema, name, text + mark)
                hits = self._searcher.search(term, limit=count, count=False).hits
                values: list[Any] = self._searcher.fast_field_values("ordinal", [place for _, place in hits])
                found.extend(values)
                count = len(hits)  # what is removed but not yet merged away still counts in the frequency
            counts.append(count)
        return np.asarray(found, dtype=np.int32), np.repeat(_STEPS, counts)
