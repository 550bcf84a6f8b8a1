"""The store as the rest of the program sees it: one truth, one transaction per change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from kb.records import (
    Document,
    Form,
    Heading,
    Identity,
    Judgement,
    Passage,
    PublicationDate,
    ReadDocument,
    RecordType,
    SourceLine,
    SourcePage,
    Span,
    Tag,
    as_json,
)
from kb.store import judging, reading, rows, schema, writing
from kb.store.database import Database, bump, now
from kb.store.writing import NewVersion, RecordsOf, StoredRecord

_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Holder:
    """A document that a file belongs to: why is 'hash', 'official' or 'path'."""

    document_id: str
    why: str
    removed: bool
    sha256: str
    media_type: str


class Store:
    """Documents, passages, tags and people's judgements of one knowledge base, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self.database.revision

    @property
    def store_id(self) -> str:
        """A random name given once to this store; the index carries it."""
        return self.database.store_id

    @property
    def schema(self) -> int:
        """The number of the newest migration that this file has had."""
        return self.database.schema

    @property
    def unfinished(self) -> str | None:
        """The command that changes documents and has not come to its end: it runs now, or it broke off."""
        return self.database.meta(_UNFINISHED)

    def begin(self, command: str) -> None:
        """Note that a command begins whose work is more than one transaction."""
        self.database.set_meta(_UNFINISHED, command)

    def finish(self) -> None:
        """Note that it came to its end."""
        self.database.drop_meta(_UNFINISHED)

    def close(self) -> None:
        """Give back all connections."""
        self.database.close()

    # ------------------------------------------------------------------ reading

    def documents(self, *, removed: bool = False) -> list[Document]:
        """All documents, or those in the bin."""
        column = schema.document.c.removed_at
        with self.database.read() as connection:
            return reading.documents(connection, column.is_not(None) if removed else column.is_(None))

    def document(self, document_id: str) -> Document | None:
        """One document, in the bin or not."""
        with self.database.read() as connection:
            found = reading.documents(connection, schema.document.c.document_id == document_id)
        return found[0] if found else None

    def documents_by_id(self, document_ids: Sequence[str]) -> list[Document]:
        """The documents with these ids, in the bin or not."""
        with self.database.read() as connection:
            return reading.documents(connection, schema.document.c.document_id.in_(document_ids))

    def passages(self, document_id: str | None = None) -> Iterator[Passage]:
        """Passages in reading order, document by document; those of documents in the bin are left out."""
        owners = self.documents() if document_id is None else [self.document(document_id)]
        for owner in owners:
            if owner is not None:
                with self.database.read() as connection:
                    found = reading.passages_of(connection, owner)
                yield from found

    def passages_by_id(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; what is not there (any more) is left out."""
        with self.database.read() as connection:
            return reading.passages_by_id(connection, passage_ids)

    def source_text(self, document_id: str, version: int | None = None) -> str | None:
        """The document's text as the program read it."""
        with self.database.read() as connection:
            row = reading.version_row(connection, document_id, version)
        return row["text"] if row else None

    def version(self, document_id: str) -> dict[str, Any] | None:
        """The row of the current version: text, text_version, pipeline, furniture, fields, official …"""
        with self.database.read() as connection:
            row = reading.version_row(connection, document_id)
        return dict(row) if row else None

    def read_document(self, document: Document) -> ReadDocument | None:
        """The current version as reading gave it, so that later steps can be done anew."""
        with self.database.read() as connection:
            return reading.read_document(connection, document)

    def pages(self, document: Document) -> tuple[SourcePage, ...]:
        """The pages of a document's current version."""
        with self.database.read() as connection:
            return reading.pages_of(connection, document.document_id, document.version)

    def lines(self, document: Document) -> tuple[SourceLine, ...]:
        """The lines of a document's current version, each with its role."""
        with self.database.read() as connection:
            return tuple(reading.lines_of(connection, document.document_id, document.version))

    def headings(self, document_id: str) -> tuple[Heading, ...]:
        """The outline of a document."""
        with self.database.read() as connection:
            return reading.headings_of(connection, document_id)

    def identity(self, document_id: str) -> tuple[Identity, dict[str, Any] | None] | None:
        """What is known of a document, and the manifest entry that it was made with."""
        with self.database.read() as connection:
            query = select(schema.document).where(schema.document.c.document_id == document_id)
            row = connection.execute(query).mappings().first()
        return (rows.identity_of(row), row["manifest"]) if row else None

    def holder(self, sha256: str, official_id: str | None, root: str, path: str) -> Holder | None:
        """The document that a file belongs to (contract, *Identity*): same hash, number, or path."""
        document, version, form = schema.document, schema.version, schema.form
        current = and_(
            version.c.document_id == document.c.document_id, version.c.number == document.c.current_version
        )
        base = select(document.c.document_id, document.c.removed_at, version.c.sha256, version.c.media_type)
        base = base.join(version, current)
        same_file = select(form.c.document_id).where(
            form.c.sha256 == sha256,
            form.c.document_id == document.c.document_id,
            form.c.version == document.c.current_version,
        )
        tests: list[tuple[str, ColumnElement[bool]]] = [("hash", same_file.exists())]
        if official_id:
            tests.append(("official", document.c.official_id == official_id))
        tests.append(("path", and_(document.c.root == root, document.c.path == path)))
        with self.database.read() as connection:
            for why, test in tests:
                row = connection.execute(base.where(test).order_by(document.c.removed_at.is_not(None))).first()
                if row:
                    return Holder(row[0], why, row[1] is not None, row[2], row[3])
        return None

    def free_id(self, wanted: str) -> str:
        """`wanted`, or `wanted-2`, `wanted-3` … when another document has that id already."""
        query = select(schema.document.c.document_id).where(
            or_(schema.document.c.document_id == wanted, schema.document.c.document_id.like(f"{wanted}-%"))
        )
        with self.database.read() as connection:
            taken = set(connection.execute(query).scalars())
        if wanted not in taken:
            return wanted
        return next(name for n in range(2, len(taken) + 3) if (name := f"{wanted}-{n}") not in taken)

    def changed_since(self, revision: int, *, found: bool = False) -> list[str]:
        """The documents that changed after a revision, purged ones too; `found`: so that searching can tell."""
        query = select(schema.change.c.document_id).where(schema.change.c.revision > revision).distinct()
        if found:
            query = query.where(schema.change.c.found)
        with self.database.read() as connection:
            return list(connection.execute(query).scalars())

    def made_with(self) -> dict[str, str]:
        """Document id → what the tags of its current version were made with."""
        document, version = schema.document, schema.version
        query = select(version.c.document_id, version.c.pipeline).join(
            document,
            and_(
                version.c.document_id == document.c.document_id, version.c.number == document.c.current_version
            ),
        )
        with self.database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def records(self, kind: RecordType, document_id: str | None = None) -> list[dict[str, Any]]:
        """The JSON of all records of a register, of documents that are not in the bin, in reading order."""
        record, document, passage = schema.record, schema.document, schema.passage
        place = and_(
            passage.c.document_id == record.c.document_id,
            passage.c.version == record.c.version,
            passage.c.passage_id == record.c.passage_id,
        )
        query = (
            select(record.c.data)
            .join(document, document.c.document_id == record.c.document_id)
            .outerjoin(passage, place)
            .where(record.c.type == kind, document.c.removed_at.is_(None))
            .order_by(record.c.document_id, passage.c.ordinal, record.c.record_id)
        )
        if document_id is not None:
            query = query.where(record.c.document_id == document_id)
        with self.database.read() as connection:
            return list(connection.execute(query).scalars())

    def counts(self) -> dict[str, int]:
        """How many documents, documents in the bin, passages and judgements there are."""
        document = schema.document
        current = and_(
            schema.passage.c.document_id == document.c.document_id,
            schema.passage.c.version == document.c.current_version,
            document.c.removed_at.is_(None),
        )
        queries = {
            "documents": select(func.count()).select_from(document).where(document.c.removed_at.is_(None)),
            "removed": select(func.count()).select_from(document).where(document.c.removed_at.is_not(None)),
            "passages": select(func.count()).select_from(schema.passage).join(document, current),
            "judgements": select(func.count()).select_from(schema.judgement),
        }
        with self.database.read() as connection:
            return {name: connection.execute(query).scalar_one() for name, query in queries.items()}

    # ------------------------------------------------------------------ changing

    def save(self, new: NewVersion, records_of: RecordsOf | None = None) -> int:
        """Write a document's new (or first) version with its records in one transaction.

        Returns the revision.
        """
        with self.database.write() as connection:
            number = writing.save(connection, new)
            if records_of is not None:
                owner = reading.documents(connection, schema.document.c.document_id == new.document_id)[0]
                found = records_of(owner, reading.passages_of(connection, owner))
                writing.save_records(connection, new.document_id, number, found)
            return bump(connection, (new.document_id,))

    def save_records(self, document: Document, records: Iterable[StoredRecord]) -> int:
        """Replace all records of a document; returns the revision."""
        with self.database.write() as connection:
            writing.save_records(connection, document.document_id, document.version, records)
            return bump(connection, (document.document_id,))

    def add_form(self, document: Document, form: Form, size: int) -> int:
        """Add another file of the same paper; returns the revision."""
        with self.database.write() as connection:
            writing.add_form(connection, document.document_id, document.version, form, size)
            return bump(connection, (document.document_id,))

    def set_identity(self, document_id: str, identity: Identity, manifest: dict[str, Any] | None) -> int:
        """Replace what is known of a document; returns the revision."""
        with self.database.write() as connection:
            writing.set_identity(connection, document_id, identity, manifest)
            return bump(connection, (document_id,))

    def set_publication(self, document_id: str, date: PublicationDate) -> int:
        """Replace a document's publication date; returns the revision."""
        with self.database.write() as connection:
            connection.execute(
                update(schema.document)
                .where(schema.document.c.document_id == document_id)
                .values(**rows.publication_values(date), changed_at=now())
            )
            return bump(connection, (document_id,))

    def save_tags(self, document: Document, tags: Sequence[Sequence[Tag]], pipeline: str) -> int:
        """Replace all tags of a document's current version; returns the revision."""
        with self.database.write() as connection:
            writing.save_tags(connection, document.document_id, document.version, tags)
            connection.execute(
                update(schema.version)
                .where(
                    schema.version.c.document_id == document.document_id,
                    schema.version.c.number == document.version,
                )
                .values(pipeline=pipeline)
            )
            return bump(connection, (document.document_id,))

    def decide_who(self, decide: writing.Decide) -> int:
        """Keep who is meant by each name of a person; `decide` gives value and label of a fuller name.

        Only names that stand for another one are kept. Returns how many documents changed by it.
        """
        with self.database.write() as connection:
            changed = writing.decide_who(connection, reading.names(connection), decide)
            if changed:
                bump(connection, tuple(changed))
            return len(changed)

    def set_removed(self, document_id: str, removed: bool) -> int:
        """Put a document into the bin, or take it out; returns the revision."""
        with self.database.write() as connection:
            writing.set_removed(connection, document_id, now() if removed else None)
            return bump(connection, (document_id,))

    def purge(self, document_id: str) -> list[str]:
        """Delete a document for good; returns the hashes of files that nothing holds any more."""
        with self.database.write() as connection:
            orphans = writing.purge(connection, document_id)
            bump(connection, (document_id,))
            return orphans

    # ------------------------------------------------------------------ people's judgements

    def judge(
        self,
        target: str,
        verb: str,
        passage: Passage,
        place: Span,
        *,
        value: str | None,
        note: str | None,
        who: str,
    ) -> Judgement:
        """Keep a person's word about `place` (offsets into the source text) in a passage."""
        with self.database.write() as connection:
            made = judging.add(connection, target, verb, passage, place, value=value, note=note, who=who)
            bump(connection, (passage.document_id,))
            return made

    def judgements(
        self, *, passage_id: str | None = None, detached: bool | None = None
    ) -> tuple[Judgement, ...]:
        """People's judgements, oldest first; `detached` keeps only those that are (not) *losgeraakt*."""
        with self.database.read() as connection:
            return judging.found(connection, passage_id=passage_id, detached=detached)

    def withdraw(self, judgement_id: int) -> bool:
        """Take a judgement back; False when there is none with that number."""
        with self.database.write() as connection:
            owner = judging.withdraw(connection, judgement_id)
            if owner is None:
                return False
            bump(connection, (owner,))
            return True

    # ------------------------------------------------------------------ runs and checks

    def note_run(self, command: str, started_at: str, status: str, report: Any, **facts: str | None) -> None:
        """Keep the report of a command that changed something."""
        with self.database.write() as connection:
            connection.execute(
                insert(schema.run).values(
                    command=command, started_at=started_at, finished_at=now(), status=status,
                    report=as_json(report), program_version=facts.get("program_version", ""),
                    pipeline=facts.get("pipeline"),
                )
            )  # fmt: skip

    def last_run(self, command: str) -> dict[str, Any] | None:
        """The report of the last run of a command."""
        query = select(schema.run).where(schema.run.c.command == command).order_by(schema.run.c.run_id.desc())
        with self.database.read() as connection:
            row = connection.execute(query).mappings().first()
        return dict(row) if row else None
