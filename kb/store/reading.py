"""What the store tells: documents, passages, source texts, judgements."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, select

from kb.records import Document, Heading, Passage, ReadDocument, SourceLine, SourcePage, Tag
from kb.store import rows
from kb.store.corrections import corrected
from kb.store.schema import annotation, document, form, line, page, passage, person, version

CHUNK = 500
"""Ids asked for at once: SQLite bounds the number of parameters of a statement."""


def documents(connection: Connection, where: Any = None) -> list[Document]:
    """Documents in order of their id, each at its current version."""
    query = select(document).order_by(document.c.document_id)
    found = connection.execute(query if where is None else query.where(where)).mappings().all()
    if not found:
        return []
    current = and_(
        version.c.document_id == document.c.document_id, version.c.number == document.c.current_version
    )
    version_columns = [column for column in version.c if column.name != "text"]
    version_query: Select[Any] = select(*version_columns).join(document, current)
    if where is not None:
        version_query = version_query.where(where)
    versions = {row["document_id"]: row for row in connection.execute(version_query).mappings()}
    forms = _grouped(connection, form, where)
    pages = _counts(connection, page, where)
    passages = _counts(connection, passage, where)
    return [
        rows.document_of(
            row,
            versions[row["document_id"]],
            forms.get(row["document_id"], ()),
            pages.get(row["document_id"], 0),
            passages.get(row["document_id"], 0),
        )
        for row in found
    ]


def _at_current(table: Any) -> Any:
    return and_(table.c.document_id == document.c.document_id, table.c.version == document.c.current_version)


def _counts(connection: Connection, table: Any, where: Any) -> dict[str, int]:
    query = select(table.c.document_id, func.count()).join(document, _at_current(table))
    query = query.group_by(table.c.document_id)
    result = connection.execute(query if where is None else query.where(where))
    return {row[0]: row[1] for row in result}


def _grouped(connection: Connection, table: Any, where: Any) -> dict[str, list[RowMapping]]:
    query = select(table).join(document, _at_current(table))
    grouped: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query if where is None else query.where(where)).mappings():
        grouped[row["document_id"]].append(row)
    return grouped


def passages_of(connection: Connection, owner: Document) -> list[Passage]:
    """The passages of a document's current version, in reading order, with their tags."""

    def at(table: Any) -> Any:
        return and_(table.c.document_id == owner.document_id, table.c.version == owner.version)

    people = _people(connection)
    tags: dict[int, list[Tag]] = defaultdict(list)
    for row in connection.execute(
        select(annotation).where(at(annotation)).order_by(annotation.c.char_start, annotation.c.annotation_id)
    ).mappings():
        tags[row["ordinal"]].append(_who(rows.tag_of(row), people))
    found = connection.execute(select(passage).where(at(passage)).order_by(passage.c.ordinal)).mappings()
    shown = rows.Owner.of_document(owner)
    made = [rows.passage_of(row, shown, tags.get(row["ordinal"], ())) for row in found]
    return corrected(connection, made)


def passages_by_id(connection: Connection, passage_ids: Sequence[str]) -> dict[str, Passage]:
    """The passages with these ids, of current versions of documents that are not in the bin."""
    found: list[RowMapping] = []
    for first in range(0, len(passage_ids), CHUNK):
        chunk = passage_ids[first : first + CHUNK]
        query = select(passage).join(document, _at_current(passage))
        query = query.where(passage.c.passage_id.in_(chunk), document.c.removed_at.is_(None))
        found.extend(connection.execute(query).mappings())
    owners = _owners(connection, {row["document_id"] for row in found})
    tags = _tags_of(connection, found)
    made = [
        rows.passage_of(row, owners[row["document_id"]], tags.get((row["document_id"], row["ordinal"]), ()))
        for row in found
    ]
    return {item.passage_id: item for item in corrected(connection, made)}


def _owners(connection: Connection, document_ids: Collection[str]) -> dict[str, rows.Owner]:
    """What passages show of these documents."""
    current = and_(
        version.c.document_id == document.c.document_id, version.c.number == document.c.current_version
    )
    columns = (
        document.c.document_id, document.c.publication_value, document.c.reporting_years, version.c.source,
    )  # fmt: skip
    query = select(*columns).join(version, current).where(document.c.document_id.in_(document_ids))
    return {row["document_id"]: rows.Owner.of(row) for row in connection.execute(query).mappings()}


def _tags_of(connection: Connection, found: Sequence[RowMapping]) -> dict[tuple[str, int], list[Tag]]:
    people = _people(connection)
    tags: dict[tuple[str, int], list[Tag]] = defaultdict(list)
    wanted: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in found:
        wanted[row["document_id"], row["version"]].append(row["ordinal"])
    for (document_id, number), ordinals in wanted.items():
        query = select(annotation).where(
            annotation.c.document_id == document_id,
            annotation.c.version == number,
            annotation.c.ordinal.in_(ordinals),
        )
        for item in connection.execute(
            query.order_by(annotation.c.char_start, annotation.c.annotation_id)
        ).mappings():
            tags[document_id, item["ordinal"]].append(_who(rows.tag_of(item), people))
    return tags


def _people(connection: Connection) -> dict[str, tuple[str, str]]:
    """Name → value and label of the person that it stands for in this collection."""
    return {row[0]: (row[1], row[2]) for row in connection.execute(select(person))}


def _who(tag: Tag, people: dict[str, tuple[str, str]]) -> Tag:
    if tag.type != "person" or tag.text not in people:
        return tag
    value, name = people[tag.text]
    # the party is that of the mention, and stays
    return dataclasses.replace(tag, value=value, label=name + tag.label.removeprefix(tag.text))


def names(connection: Connection) -> dict[str, set[str]]:
    """Each name of a person as documents give it → the documents, those in the bin left out."""
    query = select(annotation.c.text, annotation.c.document_id).join(document, _at_current(annotation))
    query = query.where(annotation.c.type == "person", document.c.removed_at.is_(None)).distinct()
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        found[row[0]].add(row[1])
    return found


def version_row(connection: Connection, document_id: str, number: int | None = None) -> RowMapping | None:
    """A version with its source text; the current one when no number is given."""
    query = select(version).where(version.c.document_id == document_id)
    if number is None:
        current = select(document.c.current_version).where(document.c.document_id == document_id)
        query = query.where(version.c.number == current.scalar_subquery())
    else:
        query = query.where(version.c.number == number)
    return connection.execute(query).mappings().first()


def pages_of(connection: Connection, document_id: str, number: int) -> tuple[SourcePage, ...]:
    """The pages of a version."""
    query = select(page).where(page.c.document_id == document_id, page.c.version == number)
    return tuple(rows.page_of(row) for row in connection.execute(query.order_by(page.c.number)).mappings())


def lines_of(connection: Connection, document_id: str, number: int) -> Iterator[SourceLine]:
    """The lines of a version, in reading order."""
    query = select(line).where(line.c.document_id == document_id, line.c.version == number)
    for row in connection.execute(query.order_by(line.c.ordinal)).mappings():
        yield rows.line_of(row)


def headings_of(connection: Connection, document_id: str) -> tuple[Heading, ...]:
    """The outline of a document's current version."""
    row = version_row(connection, document_id)
    return tuple(rows.heading_of(item) for item in row["headings"]) if row else ()


def read_document(connection: Connection, owner: Document) -> ReadDocument | None:
    """A document's current version as reading gave it, so that later steps can be done anew."""
    row = version_row(connection, owner.document_id)
    if row is None:
        return None
    query = select(passage).where(
        passage.c.document_id == owner.document_id, passage.c.version == owner.version
    )
    found = connection.execute(query.order_by(passage.c.ordinal)).mappings()
    return ReadDocument(
        media_type=row["media_type"],
        text=row["text"],
        text_version=row["text_version"],
        pages=pages_of(connection, owner.document_id, owner.version),
        lines=tuple(lines_of(connection, owner.document_id, owner.version)),
        headings=tuple(rows.heading_of(item) for item in row["headings"]),
        passages=tuple(rows.read_passage_of(item) for item in found),
        furniture=tuple(row["furniture"]),
        fields=row["fields"],
        official=row["official"],
        file_dates=tuple(row["file_dates"]),
        problems=owner.problems,
    )
