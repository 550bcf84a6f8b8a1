"""Is the store whole in itself: SQLite's own pages, rows that belong to nothing, words in their place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, and_, func, select

from kb.anchors import fold
from kb.records import Document, Judgement, Passage
from kb.store import rows, schema
from kb.store.database import Database
from kb.store.store import Store
from kb.store.writing import passage_ids

_PARTS: tuple[Table, ...] = (schema.form, schema.page, schema.line, schema.passage, schema.annotation)
"""Tables whose rows belong to a version."""


def store_problems(database: Database, *, quick: bool = False) -> Iterator[str]:
    """What is wrong with the file and its rows, in Dutch; `quick` leaves out what reads every page."""
    with database.read() as connection:
        told = connection.exec_driver_sql("PRAGMA quick_check" if quick else "PRAGMA integrity_check")
        yield from (str(row[0]) for row in told if row[0] != "ok")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"verwijzing zonder doel in tabel {row[0]}"
        for name, query in _orphans():
            count = connection.execute(query).scalar_one()
            if count:
                yield f"{count} regels in tabel {name} horen bij niets"


def _orphans() -> Iterator[tuple[str, Any]]:
    """For each table a count of the rows that belong to no row."""
    version, document, passage = schema.version, schema.document, schema.passage
    for table in _PARTS:
        owner = and_(version.c.document_id == table.c.document_id, version.c.number == table.c.version)
        yield table.name, _without(table, version, owner, version.c.number)
    at = and_(version.c.document_id == document.c.document_id, version.c.number == document.c.current_version)
    yield "document", _without(document, version, at, version.c.number)
    place = and_(
        passage.c.document_id == schema.annotation.c.document_id,
        passage.c.version == schema.annotation.c.version,
        passage.c.ordinal == schema.annotation.c.ordinal,
    )
    yield "annotation", _without(schema.annotation, passage, place, passage.c.ordinal)
    record = schema.record
    now = and_(document.c.document_id == record.c.document_id, document.c.current_version == record.c.version)
    yield "record", _without(record, document, now, document.c.document_id)


def _without(table: Table, other: Table, condition: Any, column: Any) -> Any:
    return select(func.count()).select_from(table).outerjoin(other, condition).where(column.is_(None))


def file_hashes(database: Database) -> dict[str, str]:
    """Hash → name of every source file that the store knows."""
    with database.read() as connection:
        found = connection.execute(select(schema.file.c.sha256, schema.file.c.name))
        return {row[0]: row[1] for row in found}


def misfits(text: str, passages: Sequence[Passage]) -> list[str]:
    """Ids of passages whose letters and digits are not those of their spans in the source `text`."""
    return [item.passage_id for item in passages if fold(item.text).text != fold(text, item.spans).text]


def misnamed(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Ids of passages that are not the ids that their words give, or that stand out of order."""
    ids = passage_ids(document.document_id, passages)
    return [
        item.passage_id
        for place, (wanted, item) in enumerate(zip(ids, passages, strict=True))
        if item.passage_id != wanted or item.ordinal != place
    ]


def mislabelled(passages: Sequence[Passage]) -> list[str]:
    """Ids of passages with a label whose words do not stand where it says."""
    return [
        item.passage_id
        for item in passages
        if any(item.text[tag.start : tag.end] != tag.text for tag in item.tags)
    ]


def misplaced(store: Store, text: str, passages: Sequence[Passage], document_id: str) -> Iterator[str]:
    """Records of a document whose words do not stand where they say: in the source, in their passage."""
    known = {item.passage_id: item for item in passages}
    with store.database.read() as connection:
        query = select(schema.record).where(schema.record.c.document_id == document_id)
        found = [dict(row) for row in connection.execute(query).mappings()]
    at_line = _Lines(store, document_id)
    for row in found:
        data, anchor, passage_id = row["data"], row["anchor"], row["passage_id"]
        name = f"{row['type']} {row['record_id']}"
        if passage_id is not None and passage_id not in known:
            yield f"{name} noemt passage {passage_id}, die er niet is"
            continue
        if anchor and text[anchor["start"] : anchor["start"] + len(anchor["exact"])] != anchor["exact"]:
            yield f"{name}: de woorden staan niet op de plaats in de bron"
        if anchor and not at_line.agrees(anchor["start"], data):
            yield f"{name}: de woorden staan niet op de regel die genoemd wordt"
        passage = known.get(passage_id)
        if passage is not None and not _holds(
            passage, data.get("quote") or data.get("text") or "", row["type"]
        ):
            yield f"{name}: de aangehaalde woorden staan niet in passage {passage_id}"
        if passage is not None and not _on_page(passage, data.get("page")):
            yield f"{name}: bladzijde {data['page']} is niet die van passage {passage_id}"


class _Lines:
    """The numbered lines of a document's current version."""

    def __init__(self, store: Store, document_id: str) -> None:
        owner = store.document(document_id)
        lines = store.lines(owner) if owner is not None else ()
        numbered = [(item.start, item.number) for item in lines if item.number is not None]
        self._starts = [start for start, _ in numbered]
        self._numbers = [number for _, number in numbered]

    def agrees(self, start: int, data: dict[str, Any]) -> bool:
        """True when the offset `start` stands on the line that a record names, if it names one."""
        named = data.get("line_start") or data.get("line")
        at = bisect_right(self._starts, start) - 1
        return named is None or (at >= 0 and self._numbers[at] == named)


def _holds(passage: Passage, words: str, kind: str) -> bool:
    """True when a passage holds `words`: in its text, beside it (lead-in, header), or in a footnote."""
    if kind == "kpi":
        return True  # a value of a table is checked by its place in the source: cells are cut otherwise
    sought = fold(words).text
    beside = (passage.text, passage.context or "", *(note.text for note in passage.footnotes))
    return any(sought in fold(item).text for item in beside) or sought in fold(" ".join(beside)).text


def _on_page(passage: Passage, page: int | None) -> bool:
    pages = [number for number in (passage.page_from, passage.page_to) if number is not None]
    pages += [note.page for note in passage.footnotes if note.page is not None]
    return page is None or not pages or min(pages) <= page <= max(pages)


def astray(text: str, judgements: Sequence[Judgement]) -> list[int]:
    """Numbers of judgements that are not *losgeraakt* and whose words yet stand somewhere else."""
    return [
        item.judgement_id
        for item in judgements
        if item.char_start is not None
        and item.char_end is not None
        and fold(text, ((item.char_start, item.char_end),)).text != fold(item.anchor.exact).text
    ]


def judgements_of(database: Database, document_id: str) -> list[Judgement]:
    """The judgements about a document that have their place."""
    query = select(schema.judgement).where(
        schema.judgement.c.document_id == document_id, schema.judgement.c.detached.is_(False)
    )
    with database.read() as connection:
        return [rows.judgement_of(row) for row in connection.execute(query).mappings()]
