"""What people say of a document in this home: it goes before its manifest and before what the text says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from kb.store.database import Database, now
from kb.store.schema import own_manifest


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """Somebody's word about a document: `fields` as in a manifest, who said it and when (UTC, ISO)."""

    document_id: str
    fields: dict[str, Any]
    who: str
    at: str


class OwnManifest:
    """The manifest of one home. It is people's own: no ingest touches it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, OwnEntry]:
        """Document → what was said of it."""
        with self._database.read() as connection:
            rows = connection.execute(select(own_manifest).order_by(own_manifest.c.document_id))
            return {row[0]: OwnEntry(*row) for row in rows}

    def put(self, document_id: str, fields: dict[str, Any], who: str) -> None:
        """Say it anew; without fields the entry goes."""
        with self._database.write() as connection:
            if not fields:
                connection.execute(delete(own_manifest).where(own_manifest.c.document_id == document_id))
                return
            values = {"entry": fields, "who": who, "at": now()}
            statement = insert(own_manifest).values(document_id=document_id, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["document_id"], set_=values))
