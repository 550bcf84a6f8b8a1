"""Metadata that people correct: kept as a manifest of the home, and laid over every reading.

A manifest beside the files says what their owner knows; this one says what the people who work with this
knowledge base know, and goes before it. It survives new versions and a new ingest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kb.decoding import from_json
from kb.identify import identify
from kb.manifest import ManifestEntry, ManifestError, parse_manifest
from kb.records import as_json
from kb.reports import KennisbankError
from kb.store import Store
from kb.store.own_manifest import OwnEntry, OwnManifest

EDITABLE = (
    "title", "kind", "organisation", "reporting_year", "publication_date", "kamerstuk", "url", "signatory",
    "bijlage_bij",
)  # fmt: skip
"""Keys of a manifest that can be edited for a document that is there."""


def edit(store: Store, document_id: str, values: Mapping[str, Any], who: str) -> None:
    """Keep what `who` says of a document, and identify it anew; no values: the edits are taken back.

    `values` are by the keys of `EDITABLE`; a reporting year is a number or a list of them. Raises
    `KennisbankError` when a value cannot be meant, or nobody is named.
    """
    if not who.strip():
        raise KennisbankError("Vul uw naam in: bij een wijziging staat wie haar deed.", "zonder-naam")
    said = {key: value for key, value in values.items() if value not in (None, "", [], ())}
    unknown = set(said) - set(EDITABLE)
    if unknown:
        raise KennisbankError(f"Dit gegeven kan hier niet gewijzigd worden: {', '.join(sorted(unknown))}.")
    checked(said)
    OwnManifest(store.database).put(document_id, said, " ".join(who.split())[:120])
    identify_again(store, document_id)


def checked(values: Mapping[str, Any]) -> ManifestEntry:
    """The values as an entry of a manifest. Raises `KennisbankError` for one that cannot be meant."""
    try:
        (entry,) = parse_manifest(as_toml([("dit document", dict(values))])).entries
    except ManifestError as error:
        # The place in a file says nothing to who filled in a form.
        raise KennisbankError(str(error).split("): ", 1)[-1], "gegeven") from error
    return entry


def identify_again(store: Store, document_id: str) -> None:
    """What the document is, from what was read, its manifest, and what people said here."""
    document, known = store.document(document_id), store.identity(document_id)
    read = store.read_document(document) if document is not None else None
    if document is None or known is None or read is None:
        return
    own = OwnManifest(store.database).all().get(document_id)
    beside = from_json(ManifestEntry, known[1]) if known[1] else None
    entry = _over(beside, checked(own.fields)) if own else beside
    store.set_identity(document_id, identify(read, document.source, manifest=entry), known[1])


def reapply(store: Store, document_ids: Collection[str]) -> int:
    """Lay people's words over documents that were just read again; returns over how many."""
    own = set(OwnManifest(store.database).all()) & set(document_ids)
    for document_id in sorted(own):
        identify_again(store, document_id)
    return len(own)


def as_toml(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """A manifest.toml of (file, values)."""
    parts = []
    for file, values in entries:
        lines = ["[[document]]", f"file = {_toml(file)}"]
        lines += [f"{key} = {_toml(value)}" for key, value in values.items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def home_manifest(store: Store) -> str:
    """All that people said here as a manifest.toml, to lay beside the files."""
    sources = {item.document_id: item.source for item in store.documents()}
    own: Iterable[OwnEntry] = OwnManifest(store.database).all().values()
    return as_toml((sources[item.document_id], item.fields) for item in own if item.document_id in sources)


def _over(beside: ManifestEntry | None, own: ManifestEntry) -> ManifestEntry:
    """What both say, people here first."""
    if beside is None:
        return own
    said = {
        item.name: value
        for item in dataclasses.fields(own)
        if item.name != "file" and (value := getattr(own, item.name))
    }
    return dataclasses.replace(beside, **said)


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, int):
        return str(value)
    text = str(as_json(value))
    # TOML's basic strings: what is no printable character is written as its code.
    escaped = "".join(
        _CODES.get(letter) or (letter if letter.isprintable() else f"\\U{ord(letter):08x}") for letter in text
    )
    return f'"{escaped}"'


_CODES = {"\\": "\\\\", '"': '\\"'}
