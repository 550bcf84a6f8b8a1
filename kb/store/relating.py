"""What relating documents to each other reads of all of them, in few statements however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, select

from kb.records import Document, Identity, Passage, RecordType
from kb.store import rows, schema, writing
from kb.store.database import Database


def identities(database: Database) -> dict[str, tuple[Identity, dict[str, Any] | None]]:
    """Document id → what is known of it and its manifest entry, of all that are not in the bin."""
    query = select(schema.document).where(schema.document.c.removed_at.is_(None))
    with database.read() as connection:
        found = connection.execute(query).mappings()
        return {row["document_id"]: (rows.identity_of(row), row["manifest"]) for row in found}


def note_telling(database: Database, document: Document, ordinals: Iterable[int]) -> None:
    """Keep which passages of a document's current version can tell another's date; no change of its own."""
    with database.write() as connection:
        writing.save_telling(connection, document.document_id, document.version, ordinals)


def told(database: Database) -> dict[str, list[str]]:
    """Document id → the texts of its passages that can tell another's date, in order."""
    passage, telling, document = schema.passage, schema.telling, schema.document
    place = and_(
        passage.c.document_id == telling.c.document_id,
        passage.c.version == telling.c.version,
        passage.c.ordinal == telling.c.ordinal,
    )
    current = and_(
        document.c.document_id == telling.c.document_id, document.c.current_version == telling.c.version
    )
    query = select(passage.c.document_id, passage.c.text).select_from(telling)
    query = query.join(passage, place).join(document, current).where(document.c.removed_at.is_(None))
    texts: dict[str, list[str]] = defaultdict(list)
    with database.read() as connection:
        for row in connection.execute(query.order_by(passage.c.document_id, passage.c.ordinal)):
            texts[row[0]].append(row[1])
    return texts


def untagged(database: Database, owner: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order, without their tags, which are most of the reading."""
    passage = schema.passage
    query = select(passage).where(
        passage.c.document_id == owner.document_id, passage.c.version == owner.version
    )
    shown = rows.Owner.of_document(owner)
    with database.read() as connection:
        found = connection.execute(query.order_by(passage.c.ordinal)).mappings()
        return tuple(rows.passage_of(row, shown, ()) for row in found)


def registers_of(database: Database, document_ids: Iterable[str]) -> set[RecordType]:
    """The registers in which one of these documents has a record."""
    wanted = set(document_ids)
    query = select(schema.record.c.document_id, schema.record.c.type).distinct()
    with database.read() as connection:
        return {row[1] for row in connection.execute(query) if row[0] in wanted}
