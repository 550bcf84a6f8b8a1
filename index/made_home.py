"""A knowledge base of made passages on disk: for measuring what a real one of that size does.

Only the store is filled: reading and annotating so many words takes hours, and is measured apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from index.entries import IndexEntry
from kb.records import Document, Form, Identity, ReadDocument, ReadPassage
from kb.store import NewVersion, Store

STORE: Final = "kennisbank.sqlite"
_APART: Final = "\n\n"


def fill(home: Path, entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    """Keep `entries`, document by document, in a new store in `home`; they come back as it gives them."""
    home.mkdir(parents=True)
    store = Store(home / STORE)
    try:
        for _, group in groupby(entries, key=lambda entry: entry.document.document_id):
            store.save(_version(list(group)))
        return stored(store)
    finally:
        store.close()


def stored(store: Store) -> list[IndexEntry]:
    """All passages of a store with their documents."""
    documents = {document.document_id: document for document in store.documents()}
    return [IndexEntry(passage, documents[passage.document_id]) for passage in store.passages()]


def _version(entries: Sequence[IndexEntry]) -> NewVersion:
    document = entries[0].document
    text, passages = _laid_out(entries)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    read = ReadDocument(document.media_type, text, "made-1", (), (), (), tuple(passages))
    return NewVersion(
        document_id=document.document_id,
        root="gemaakt",
        path=document.source,
        read=read,
        identity=_identity(document),
        forms=(Form(document.media_type, digest, document.source),),
        sizes={digest: len(text)},
        tags=tuple(entry.passage.tags for entry in entries),
        years_named=tuple(entry.passage.years_named for entry in entries),
        pipeline="gemaakt",
        manifest=None,
    )


def _laid_out(entries: Sequence[IndexEntry]) -> tuple[str, list[ReadPassage]]:
    """The text of a document, and its passages with their places in it."""
    passages: list[ReadPassage] = []
    pieces: list[str] = []
    at = 0
    for entry in entries:
        known: dict[str, Any] = {
            item.name: getattr(entry.passage, item.name) for item in fields(ReadPassage) if item.name != "spans"
        }
        text = entry.passage.text
        passages.append(ReadPassage(**known, spans=((at, at + len(text)),)))
        pieces.append(text)
        at += len(text) + len(_APART)
    return _APART.join(pieces), passages


def _identity(document: Document) -> Identity:
    names = {item.name for item in fields(Document)}
    return Identity(
        **{item.name: getattr(document, item.name) for item in fields(Identity) if item.name in names}
    )
