"""Keeps the registers: finds the records of a document, and joins them over all documents.

Each register gives records of its own type; here they become rows of the store and come back as records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.decoding import from_json
from kb.records import Document, Identity, Passage, ReadDocument, Reference, as_json
from kb.registers.references import Resolver, collect_by_passage, with_passages
from kb.store import Store, StoredRecord
from kb.taxonomy import Taxonomy


def records_of(
    read: ReadDocument, identity: Identity, document: Document, passages: Sequence[Passage], taxonomy: Taxonomy
) -> Iterator[StoredRecord]:
    """All records of one document, as the store keeps them; `passages` are those of `read`, in order."""
    found = collect_by_passage(read, identity, document.document_id, document.source, taxonomy)
    for reference in with_passages(found, passages):
        yield _stored_reference(reference)


def join(store: Store) -> int:
    """What is only known over documents: which document a reference is; returns how many records changed."""
    changed = list(_resolved(store.documents(), references(store)))
    if changed:
        store.put_records(changed)
    return len(changed)


def references(store: Store, document_id: str | None = None) -> list[Reference]:
    """The references of one document, or of all, in reading order."""
    return [from_json(Reference, data) for data in store.records("reference", document_id)]


def _resolved(documents: Sequence[Document], found: Iterable[Reference]) -> Iterator[StoredRecord]:
    resolver = Resolver(documents)
    for reference in found:
        resolved = resolver.resolve(reference)
        if resolved != reference:
            yield _stored_reference(resolved)


def _stored_reference(reference: Reference) -> StoredRecord:
    assert reference.reference_id is not None
    assert reference.document_id is not None
    return StoredRecord(
        reference.reference_id, "reference", reference.document_id, reference.passage_id, as_json(reference),
        reference.rule, reference.confidence,
    )  # fmt: skip
