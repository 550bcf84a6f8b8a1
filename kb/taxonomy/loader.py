"""Reads taxonomy files: TOML, one kind per file, one table per entry.

A file says its `kind` at the top; each table is an entry, its name the id. `load(extra)` reads ours and
then a user's own folder: a new id adds an entry, a known id overrides the fields that it gives, except
that lists are joined; `vervang = true` replaces an entry whole, `weg = true` takes it away.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.taxonomy.entries import Ambiguous, Entry, Taxonomy, build

HERE = Path(__file__).parent
OTHER_FILES = frozenset({"synonyms.toml"})
"""Data of other rooms that lies in this folder and has another form."""

_LISTS = ("spellings", "exact", "not_when", "not_compounds", "hits", "misses")
_TEXTS = ("label", "broader", "definition", "source")
_AMBIGUOUS_LISTS = ("only_with", "only_when", "not_when", "when_start")


class TaxonomyError(ValueError):
    """A taxonomy file that cannot be used; the message (Dutch) names file, entry and what is wrong."""


def load(extra: Path | None = None) -> Taxonomy:
    """Our taxonomies, with those of the folder `extra` added. Raises TaxonomyError for a bad file."""
    folders = [HERE, extra] if extra is not None and extra.is_dir() else [HERE]
    return _load(tuple((path, path.stat().st_mtime_ns) for folder in folders for path in _files(folder)))


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int], ...]) -> Taxonomy:
    tables: dict[tuple[str, str], dict[str, Any]] = {}
    digest = hashlib.sha256()
    for path, _ in files:
        content = path.read_bytes()
        digest.update(content)
        for kind, entry_id, table in _tables(path, content):
            known = tables.get((kind, entry_id))
            if table.pop("weg", False):
                tables.pop((kind, entry_id), None)
            elif known is None or table.pop("vervang", False):
                tables[kind, entry_id] = table
            else:
                tables[kind, entry_id] = _merged(known, table)
    entries = (_entry(kind, entry_id, table) for (kind, entry_id), table in tables.items())
    return build(entries, digest.hexdigest()[:12])


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.toml")):
        if path.name not in OTHER_FILES:
            yield path


def _tables(path: Path, content: bytes) -> Iterator[tuple[str, str, dict[str, Any]]]:
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TaxonomyError(f"{path.name}: geen leesbare TOML ({error})") from error
    kind = data.pop("kind", None)
    if not isinstance(kind, str):
        raise TaxonomyError(f'{path.name}: bovenaan ontbreekt de soort, bijvoorbeeld kind = "regeling"')
    for entry_id, table in data.items():
        if not isinstance(table, dict):
            raise TaxonomyError(f"{path.name}: [{entry_id}] is geen tabel met velden")
        yield kind, entry_id, dict(table)


def _merged(known: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    both = dict(known)
    for key, value in table.items():
        old = known.get(key)
        if isinstance(value, list) and isinstance(old, list):
            both[key] = [*old, *(item for item in value if item not in old)]
        else:
            both[key] = value
    return both


def _entry(kind: str, entry_id: str, table: dict[str, Any]) -> Entry:
    where = f"{kind} [{entry_id}]"
    fields = dict(table)
    texts = {name: _text(where, name, fields.pop(name, None)) for name in _TEXTS}
    lists = {name: _texts(where, name, fields.pop(name, [])) for name in _LISTS}
    ambiguous = tuple(_ambiguous(where, item) for item in fields.pop("ambiguous", []))
    label = texts.pop("label")
    if not label:
        raise TaxonomyError(f"{where}: het veld label ontbreekt")
    return Entry(
        id=entry_id, kind=kind, label=label, ambiguous=ambiguous,
        broader=texts["broader"], definition=texts["definition"], source=texts["source"],
        extra=MappingProxyType(fields), **lists,
    )  # fmt: skip


def _ambiguous(where: str, item: Any) -> Ambiguous:
    if not isinstance(item, dict) or not isinstance(item.get("spelling"), str):
        raise TaxonomyError(f"{where}: een regel van ambiguous heeft het veld spelling nodig")
    lists = {name: _texts(where, name, item.get(name, [])) for name in _AMBIGUOUS_LISTS}
    return Ambiguous(item["spelling"], **lists)


def _text(where: str, name: str, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TaxonomyError(f"{where}: {name} moet tekst zijn")


def _texts(where: str, name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise TaxonomyError(f"{where}: {name} moet een lijst van teksten zijn")
