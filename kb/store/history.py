"""The versions of a document: each reading of other content stays readable."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sqlalchemy import select

from kb.records import Document, Heading, Passage
from kb.store import reading, rows
from kb.store.database import Database
from kb.store.schema import version


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of a document: its `number`, when it was made (UTC, ISO), and of which file."""

    number: int
    read_at: str
    source: str
    media_type: str
    sha256: str
    current: bool


class History:
    """The versions in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """All versions of a document, the newest first."""
        columns = (
            version.c.number, version.c.read_at, version.c.source, version.c.media_type, version.c.sha256,
            version.c.superseded_by,
        )  # fmt: skip
        query = select(*columns).where(version.c.document_id == document_id)
        with self._database.read() as connection:
            found = connection.execute(query.order_by(version.c.number.desc())).all()
        return tuple(Version(*row[:5], current=row[5] is None) for row in found)

    def passages(self, document: Document, number: int) -> tuple[Passage, ...]:
        """The passages of one version, in reading order."""
        with self._database.read() as connection:
            return tuple(reading.passages_of(connection, dataclasses.replace(document, version=number)))

    def outline(self, document: Document, number: int) -> tuple[Heading, ...]:
        """The headings of one version."""
        with self._database.read() as connection:
            row = reading.version_row(connection, document.document_id, number)
        return tuple(rows.heading_of(item) for item in row["headings"]) if row else ()
