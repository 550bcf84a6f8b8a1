"""People's judgements in the store: added, listed, withdrawn; re-anchoring is in `writing`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kb.anchors import make_anchor
from kb.records import Judgement, Passage, Span, as_json
from kb.store import reading, rows
from kb.store.database import now
from kb.store.schema import judgement


def add(
    connection: Connection,
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
    row = reading.version_row(connection, passage.document_id)
    assert row is not None
    values: dict[str, Any] = as_json(make_anchor(passage.document_id, row["text"], place, row["text_version"]))
    values |= {
        "target": target,
        "verb": verb,
        "value": value,
        "note": note,
        "who": who,
        "at": now(),
        "detached": False,
        "passage_id": passage.passage_id,
        "char_start": place[0],
        "char_end": place[1],
    }
    key = connection.execute(insert(judgement).values(**values)).inserted_primary_key
    assert key is not None
    made = connection.execute(select(judgement).where(judgement.c.judgement_id == key[0])).mappings().one()
    return rows.judgement_of(made)


def found(
    connection: Connection, *, passage_id: str | None = None, detached: bool | None = None
) -> tuple[Judgement, ...]:
    """Judgements, oldest first."""
    query = select(judgement).order_by(judgement.c.judgement_id)
    if passage_id is not None:
        query = query.where(judgement.c.passage_id == passage_id)
    if detached is not None:
        query = query.where(judgement.c.detached == detached)
    return tuple(rows.judgement_of(row) for row in connection.execute(query).mappings())


def withdraw(connection: Connection, judgement_id: int) -> str | None:
    """Delete a judgement; the document that it was about, None when there is no such judgement."""
    condition = judgement.c.judgement_id == judgement_id
    owner: str | None = connection.execute(select(judgement.c.document_id).where(condition)).scalar()
    connection.execute(delete(judgement).where(condition))
    return owner
