"""What came in or changed since a revision: documents by their arrival, records by the state they were in.

A record is known by its document and the letters of its words, so that a reading that splits passages
otherwise makes no news. States are noted at the end of every change, for the documents that changed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kb.anchors import fold
from kb.records import RecordType
from kb.saved import Arrival, RecordNews
from kb.store.database import Database
from kb.store.schema import change, document, judgement, meta, record, record_news

FOLLOWED: RecordType = "toezegging"
"""The register whose records people follow."""
STATE = ("kind", "status", "status_date", "by_whom", "register_number")
"""Fields whose change is news."""
CHUNK = 400
"""Documents looked at in one query."""
_NOTED = "news_revision"


class News:
    """What is new in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def arrivals(self) -> dict[str, Arrival]:
        """Document → when it first came in; documents in the bin are left out."""
        columns = (document.c.document_id, document.c.added_at, document.c.added_revision)
        with self._database.read() as connection:
            rows = connection.execute(select(*columns).where(document.c.removed_at.is_(None)))
            return {row[0]: Arrival(row[1], row[2] or 0) for row in rows}

    def arrived_after(self, revision: int) -> frozenset[str]:
        """The documents that first came in after a revision."""
        query = select(document.c.document_id).where(
            document.c.added_revision > revision, document.c.removed_at.is_(None)
        )
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def records_after(self, revision: int) -> list[RecordNews]:
        """The records that are new, or in another state, after a revision; the newest change first."""
        query = (
            select(record_news)
            .join(document, document.c.document_id == record_news.c.document_id)
            .where(record_news.c.changed_revision > revision, document.c.removed_at.is_(None))
            .order_by(record_news.c.changed_revision.desc(), record_news.c.document_id)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            RecordNews(
                row["record_id"], row["document_id"], row["state"],
                row["before"] or {} if row["first_revision"] <= revision else None, row["changed_revision"],
            )
            for row in rows
        ]  # fmt: skip

    def note(self) -> None:
        """Note the states of the records of all documents that changed since the last time."""
        with self._database.read() as connection:
            reached, noted = _number(connection, "revision"), _number(connection, _NOTED)
            if reached == noted:
                return
            query = select(change.c.document_id).where(change.c.revision > noted).distinct()
            changed = list(connection.execute(query).scalars())
        with self._database.write() as connection:
            for first in range(0, len(changed), CHUNK):
                _note(connection, changed[first : first + CHUNK], reached)
            connection.execute(delete(meta).where(meta.c.key == _NOTED))
            connection.execute(insert(meta).values(key=_NOTED, value=str(reached)))


def _number(connection: Connection, key: str) -> int:
    return int(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar() or 0)


def _note(connection: Connection, document_ids: Sequence[str], revision: int) -> None:
    """Compare the records of these documents with the states that were noted before."""
    now = _states(connection, document_ids)
    query = select(record_news).where(
        record_news.c.type == FOLLOWED, record_news.c.document_id.in_(document_ids)
    )
    known = {(row["document_id"], row["words"]): row for row in connection.execute(query).mappings()}
    made = []
    for (document_id, words), (record_id, state) in now.items():
        before = known.pop((document_id, words), None)
        if before is None:
            made.append(
                {"type": FOLLOWED, "document_id": document_id, "words": words, "record_id": record_id,
                 "state": state, "before": None, "first_revision": revision, "changed_revision": revision}
            )  # fmt: skip
            continue
        values: dict[str, Any] = {"record_id": record_id}
        if before["state"] != state:
            values |= {"state": state, "before": before["state"], "changed_revision": revision}
        elif before["record_id"] == record_id:
            continue
        connection.execute(update(record_news).where(*_key(document_id, words)).values(**values))
    for document_id, words in known:  # what is no longer found is no news any more
        connection.execute(delete(record_news).where(*_key(document_id, words)))
    if made:
        connection.execute(insert(record_news), made)


def _key(document_id: str, words: str) -> tuple[Any, ...]:
    return (
        record_news.c.type == FOLLOWED,
        record_news.c.document_id == document_id,
        record_news.c.words == words,
    )


def _states(
    connection: Connection, document_ids: Sequence[str]
) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """(document, hash of the words) → id and state of each record as it is now, with people's words."""
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    words = select(judgement).where(
        judgement.c.target == FOLLOWED, judgement.c.document_id.in_(document_ids), ~judgement.c.detached
    )
    for row in connection.execute(words.order_by(judgement.c.judgement_id)).mappings():
        told = " ".join(part for part in (row["verb"], row["value"]) if part)
        said[row["document_id"], row["char_start"]].append(told)
    query = select(record.c.record_id, record.c.document_id, record.c.data).where(
        record.c.type == FOLLOWED, record.c.document_id.in_(document_ids)
    )
    found = {}
    for record_id, document_id, data in connection.execute(query.order_by(record.c.record_id)):
        state: dict[str, Any] = {name: data.get(name) for name in STATE}
        state["deadline"] = (data.get("deadline") or {}).get("to")
        state["fulfilled_by"] = sorted({item["document_id"] for item in data.get("fulfilled_by") or ()})
        place = (data.get("anchor") or {}).get("start")
        state["judged"] = said.get((document_id, int(place or 0)), [])
        letters = hashlib.sha256(fold(data.get("quote") or "").text.encode()).hexdigest()[:16]
        found[document_id, letters] = (record_id, state)
    return found
