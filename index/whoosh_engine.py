"""The default engine: whoosh-reloaded, by its public interface only.

Whoosh keeps the inverted index: which term stands in which passage, with what weight. Its query parser,
analysers, unions, facets and highlighter take no part: the parser because saved searches must outlive the
engine, the unions because they lose matches and walk in step, one call per passage and term. Postings are
read through the matcher interface, once per term, and kept as arrays while the index stays open.
Index files hold pickles: an index that is not ours is never opened (`index.generations` sees to that).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import columns as whoosh_columns
from whoosh import fields, formats, reading
from whoosh.filedb.filestore import FileStorage

from index.columns import Ints
from index.engine import INDEXED_LAYERS, Engine, EngineDocument, EngineNode, Layer, Matches
from index.entries import OWN_ZONES, Zone
from index.forward import Forward
from index.kept import Kept
from index.postings import NODE_ELEMENTS, Evaluator, Postings, Sought, frequency
from index.ranking_data import ranking_weights

_WRITER_MB: Final = 128
# Posting lists kept in memory, in elements of 8 bytes together: 64 MB.
_CACHE_ELEMENTS: Final = 8_000_000


class WeightedTerms(fields.FieldType):  # type: ignore[misc]
    """A field that takes terms with their weights as they are: our analysis has already been."""

    def __init__(self) -> None:
        # Not that Whoosh scores: a field without lengths costs a look at the disk per posting written.
        super().__init__(formats.Existence(), None, scorable=True)

    def index(self, value: Mapping[str, float], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, no value) per term, as Whoosh asks of a field."""
        for term, weight in value.items():
            yield term.encode("utf-8"), 1, weight, b""


def _field_name(layer: Layer, zone: Zone | None) -> str:
    return f"{layer}_{zone}" if zone else layer


def _schema() -> fields.Schema:
    schema = fields.Schema(
        id=fields.ID(unique=True),
        ordinal=fields.COLUMN(whoosh_columns.NumericColumn("i", default=-1)),
    )
    for layer in INDEXED_LAYERS:
        for zone in (None, *OWN_ZONES):
            schema.add(_field_name(layer, zone), WeightedTerms())
    return schema


def _add(writer: Any, documents: Iterable[EngineDocument]) -> None:
    for document in documents:
        named = {_field_name(layer, zone): terms for (layer, zone), terms in document.terms.items() if terms}
        writer.add_document(id=document.passage_id, ordinal=document.ordinal, **named)


@dataclass(frozen=True, slots=True)
class WhooshKind:
    """How Whoosh indexes are made and opened."""

    name: str = "whoosh"

    def build(self, folder: Path, documents: Iterable[EngineDocument]) -> None:
        """Make a new index in `folder`."""
        folder.mkdir(mode=0o700)
        writer = FileStorage(str(folder)).create_index(_schema()).writer(limitmb=_WRITER_MB)
        try:
            _add(writer, documents)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=True)

    def update(self, folder: Path, added: Iterable[EngineDocument], removed: Iterable[str]) -> None:
        """Take out passages, then add some; small segments are merged by Whoosh's own policy."""
        writer = FileStorage(str(folder)).open_index().writer(limitmb=_WRITER_MB)
        try:
            for passage_id in removed:
                writer.delete_by_term("id", passage_id)
            _add(writer, added)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def open(self, folder: Path, forward: Forward) -> Engine:
        """Open for reading."""
        return WhooshEngine(folder, forward)


class WhooshEngine:
    """An open Whoosh index: one reader for as long as the index stays as it is."""

    def __init__(self, folder: Path, forward: Forward) -> None:
        self._reader = FileStorage(str(folder)).open_index().reader()
        self._ordinals = _ordinals(self._reader)
        # Matchers of one file share its position: postings are read by one thread at a time.
        self._lock = threading.Lock()
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
        """Close the reader."""
        with self._lock:
            self._reader.close()

    def _postings(self, layer: Layer, text: str, zone: Zone | None) -> Postings:
        name = _field_name(layer, zone)
        return self._cache.answer((name, text), lambda: self._read(name, text))

    def _read(self, name: str, text: str) -> Postings:
        documents: list[int] = []
        weights: list[float] = []
        with self._lock:
            try:
                matcher = self._reader.postings(name, text)
            except reading.TermNotFound:
                return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
            while matcher.is_active():
                documents.append(matcher.id())
                weights.append(matcher.weight())
                matcher.next()
        return self._ordinals[documents], np.asarray(weights, dtype=np.float32)


def _ordinals(reader: Any) -> Ints:
    """The ordinal of each Whoosh document number."""
    if not reader.doc_count_all():
        return np.zeros(0, dtype=np.int32)  # a reader without segments has no columns
    parts = [
        np.fromiter(leaf.column_reader("ordinal"), dtype=np.int32, count=leaf.doc_count_all())
        for leaf, _ in reader.leaf_readers()
    ]
    return np.concatenate(parts)
