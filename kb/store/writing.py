"""What changes the store: each function works inside one write transaction of its caller."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kb.anchors import fold, locate
from kb.records import (
    Document,
    Form,
    Identity,
    Passage,
    ReadDocument,
    ReadPassage,
    RecordType,
    Span,
    Tag,
    as_json,
)
from kb.store import rows, schema
from kb.store.database import now

BATCH = 1_000
"""Rows written by one statement."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """All that one reading of a document brings into the store, in one transaction.

    `forms` are all files of the paper, the one that `read` was made from first; `tags` and `years_named`
    go with the passages of `read`, in order; `telling` are the places of those that can tell another's date.
    """

    document_id: str
    root: str
    path: str
    read: ReadDocument
    identity: Identity
    forms: tuple[Form, ...]
    sizes: dict[str, int]
    tags: tuple[tuple[Tag, ...], ...]
    years_named: tuple[tuple[int, ...], ...]
    pipeline: str
    manifest: dict[str, Any] | None
    telling: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record of a register as the store keeps it: `data` is its JSON, the rest is to find it by."""

    record_id: str
    type: RecordType
    document_id: str
    passage_id: str | None
    data: dict[str, Any]
    rule: str | None = None
    confidence: float | None = None


Decide = Callable[[Iterable[str]], Mapping[str, tuple[str, str]]]
"""From all names of a collection to value and full name of who is meant."""

RecordsOf = Callable[[Document, Sequence[Passage]], Iterable[StoredRecord]]
"""Finds the records of a document that was just written; called within its transaction."""


def passage_ids(document_id: str, passages: Sequence[ReadPassage] | Sequence[Passage]) -> list[str]:
    """The ids of a document's passages: its letters' hash, and a counter for equal ones (contract)."""
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for item in passages:
        digest = hashlib.sha256(fold(item.text).text.encode()).hexdigest()[:8]
        seen[digest] += 1
        counter = "" if seen[digest] == 1 else f"-{seen[digest]}"
        ids.append(f"{document_id}.{digest}{counter}")
    return ids


def save(connection: Connection, new: NewVersion) -> int:
    """Write a new version (or the first one) of a document; returns the version's number."""
    moment = now()
    number = _next_number(connection, new.document_id)
    for form in new.forms:
        connection.execute(
            upsert(schema.file)
            .values(
                sha256=form.sha256,
                size=new.sizes.get(form.sha256, 0),
                media_type=form.media_type,
                name=form.source,
                added_at=moment,
            )
            .on_conflict_do_nothing()
        )
    _save_document(connection, new, number, moment)
    _save_version(connection, new, number, moment)
    _save_passages(connection, new, number)
    anchor_judgements(connection, new.document_id, new.read)
    return number


def _next_number(connection: Connection, document_id: str) -> int:
    query = select(schema.version.c.number).where(schema.version.c.document_id == document_id)
    return max(connection.execute(query).scalars(), default=0) + 1


def _save_document(connection: Connection, new: NewVersion, number: int, moment: str) -> None:
    values = {
        **rows.identity_values(new.identity),
        "current_version": number,
        "manifest": new.manifest,
        "status": "partial" if new.read.problems else "ok",
        "problems": as_json(new.read.problems),
        "changed_at": moment,
        "removed_at": None,
    }
    first = {"document_id": new.document_id, "root": new.root, "path": new.path, "added_at": moment}
    statement = upsert(schema.document).values(**first, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["document_id"], set_=values))


def _save_version(connection: Connection, new: NewVersion, number: int, moment: str) -> None:
    read, key = new.read, {"document_id": new.document_id, "version": number}
    connection.execute(
        update(schema.version)
        .where(schema.version.c.document_id == new.document_id, schema.version.c.superseded_by.is_(None))
        .values(superseded_by=number)
    )
    connection.execute(
        insert(schema.version).values(
            document_id=new.document_id,
            number=number,
            sha256=new.forms[0].sha256,
            source=new.forms[0].source,
            media_type=read.media_type,
            text=read.text,
            text_version=read.text_version,
            pipeline=new.pipeline,
            headings=as_json(read.headings),
            furniture=list(read.furniture),
            fields=read.fields,
            official=read.official,
            file_dates=list(read.file_dates),
            read_at=moment,
            superseded_by=None,
        )
    )
    _insert(connection, schema.form, [{**key, **as_json(form)} for form in new.forms])
    _insert(
        connection,
        schema.page,
        [
            {**key, "number": page.number, "label": page.label, "char_start": page.start, "char_end": page.end,
             "width": page.width, "height": page.height, "status": page.status}
            for page in read.pages
        ],
    )  # fmt: skip
    _insert(
        connection,
        schema.line,
        [
            {**key, "ordinal": ordinal, "char_start": line.start, "char_end": line.end, "page": line.page,
             "number": line.number, "box": list(line.box) if line.box else None, "size": line.size,
             "bold": line.bold, "role": line.role}
            for ordinal, line in enumerate(read.lines)
        ],
    )  # fmt: skip


def _save_passages(connection: Connection, new: NewVersion, number: int) -> None:
    key = {"document_id": new.document_id, "version": number}
    ids = passage_ids(new.document_id, new.read.passages)
    _insert(
        connection,
        schema.passage,
        [
            {
                **key,
                "ordinal": ordinal,
                "passage_id": passage_id,
                **rows.passage_values(item),
                "years_named": list(years),
            }
            for ordinal, (passage_id, item, years) in enumerate(
                zip(ids, new.read.passages, new.years_named, strict=True)
            )
        ],
    )
    save_tags(connection, new.document_id, number, new.tags)
    save_telling(connection, new.document_id, number, new.telling)


def save_telling(connection: Connection, document_id: str, number: int, ordinals: Iterable[int]) -> None:
    """Replace which passages of a document can tell another's date: those of this version only."""
    connection.execute(delete(schema.telling).where(schema.telling.c.document_id == document_id))
    key = {"document_id": document_id, "version": number}
    _insert(connection, schema.telling, [{**key, "ordinal": ordinal} for ordinal in ordinals])


def save_tags(connection: Connection, document_id: str, number: int, tags: Sequence[Sequence[Tag]]) -> None:
    """Replace all tags of a version; `tags` go with its passages, in order."""
    connection.execute(
        delete(schema.annotation).where(
            schema.annotation.c.document_id == document_id, schema.annotation.c.version == number
        )
    )
    _insert(
        connection,
        schema.annotation,
        [
            {"document_id": document_id, "version": number, "ordinal": ordinal, "type": tag.type,
             "value": tag.value, "label": tag.label, "text": tag.text, "char_start": tag.start,
             "char_end": tag.end, "rule": tag.rule, "confidence": tag.confidence}
            for ordinal, passage_tags in enumerate(tags)
            for tag in passage_tags
        ],
    )  # fmt: skip


def _insert(connection: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    for first in range(0, len(values), BATCH):
        connection.execute(insert(table), values[first : first + BATCH])


def anchor_judgements(connection: Connection, document_id: str, read: ReadDocument) -> None:
    """Lay people's judgements on the new text; what is not found is marked *losgeraakt*, never dropped."""
    query = select(schema.judgement).where(schema.judgement.c.document_id == document_id)
    judgements = [rows.judgement_of(row) for row in connection.execute(query).mappings()]
    if not judgements:
        return
    spans = [span for passage in read.passages for span in passage.spans]
    body, whole = fold(read.text, spans), fold(read.text)
    ids = passage_ids(document_id, read.passages)
    for judgement in judgements:
        place = locate(judgement.anchor, body) or locate(judgement.anchor, whole)
        values: dict[str, Any] = {"detached": place is None}
        if place is not None:
            values |= {
                "char_start": place[0],
                "char_end": place[1],
                "passage_id": covering(ids, read.passages, place),
                "start": place[0],
                "text_version": read.text_version,
            }
        connection.execute(
            update(schema.judgement)
            .where(schema.judgement.c.judgement_id == judgement.judgement_id)
            .values(**values)
        )


def covering(ids: Sequence[str], passages: Sequence[ReadPassage], place: Span) -> str | None:
    """The id of the passage that holds the most of `place`; None when none does."""
    best, most = None, 0
    for passage_id, item in zip(ids, passages, strict=True):
        shared = sum(max(0, min(end, place[1]) - max(start, place[0])) for start, end in item.spans)
        if shared > most:
            best, most = passage_id, shared
    return best


def save_records(
    connection: Connection, document_id: str, number: int, records: Iterable[StoredRecord]
) -> None:
    """Replace all records of a document."""
    connection.execute(delete(schema.record).where(schema.record.c.document_id == document_id))
    put_records(connection, number, records)


def put_records(connection: Connection, number: int, records: Iterable[StoredRecord]) -> None:
    """Write records; one that is there already is replaced."""
    for item in records:
        values = {
            "record_id": item.record_id,
            "type": item.type,
            "document_id": item.document_id,
            "version": number,
            "passage_id": item.passage_id,
            "anchor": item.data.get("anchor"),
            "rule": item.rule,
            "confidence": item.confidence,
            "data": item.data,
        }
        statement = upsert(schema.record).values(**values)
        connection.execute(statement.on_conflict_do_update(index_elements=["record_id"], set_=values))


def decide_who(connection: Connection, found: Mapping[str, set[str]], decide: Decide) -> list[str]:
    """Keep who is meant by each name in `found` (name → documents); returns the documents that changed."""
    new = {name: who for name, who in decide(found).items() if name != who[1]}
    old = {row[0]: (row[1], row[2]) for row in connection.execute(select(schema.person))}
    other = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    if other:
        connection.execute(delete(schema.person))
        values = [{"name": name, "value": value, "label": label} for name, (value, label) in new.items()]
        _insert(connection, schema.person, values)
    return sorted(set().union(*(found.get(name, set()) for name in other)))


def add_form(connection: Connection, document_id: str, number: int, form: Form, size: int) -> None:
    """Add another file of the same paper to a version."""
    connection.execute(
        upsert(schema.file)
        .values(sha256=form.sha256, size=size, media_type=form.media_type, name=form.source, added_at=now())
        .on_conflict_do_nothing()
    )
    connection.execute(
        upsert(schema.form)
        .values(document_id=document_id, version=number, **as_json(form))
        .on_conflict_do_nothing()
    )


def set_identity(
    connection: Connection, document_id: str, identity: Identity, manifest: dict[str, Any] | None
) -> None:
    """Replace what is known of a document (its id stays)."""
    values = rows.identity_values(replace(identity)) | {"manifest": manifest, "changed_at": now()}
    connection.execute(
        update(schema.document).where(schema.document.c.document_id == document_id).values(**values)
    )


def set_removed(connection: Connection, document_id: str, removed_at: str | None) -> None:
    """Put a document into the bin, or take it out of it."""
    connection.execute(
        update(schema.document)
        .where(schema.document.c.document_id == document_id)
        .values(removed_at=removed_at, changed_at=now())
    )


def purge(connection: Connection, document_id: str) -> list[str]:
    """Delete a document for good; returns the hashes of files that no other document holds.

    People's judgements stay and are marked *losgeraakt*.
    """
    held = select(schema.form.c.sha256).where(schema.form.c.document_id == document_id)
    held_here = set(connection.execute(held).scalars())
    for table in (schema.annotation, schema.record, schema.passage, schema.line, schema.page, schema.form):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    connection.execute(delete(schema.version).where(schema.version.c.document_id == document_id))
    connection.execute(delete(schema.document).where(schema.document.c.document_id == document_id))
    connection.execute(
        update(schema.judgement)
        .where(schema.judgement.c.document_id == document_id)
        .values(detached=True, passage_id=None)
    )
    others = set(
        connection.execute(select(schema.form.c.sha256).where(schema.form.c.sha256.in_(held_here))).scalars()
    )
    orphans = held_here - others
    connection.execute(delete(schema.file).where(schema.file.c.sha256.in_(orphans)))
    return sorted(orphans)
