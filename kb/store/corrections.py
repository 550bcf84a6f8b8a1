"""A person's word about tags, laid over what the program found: rejected tags go, added ones come.

The program's own tags stay in the store as they were found; the correction is made when passages are read.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from kb.anchors import clean_span
from kb.records import Judgement, Passage, Tag
from kb.store import rows
from kb.store.schema import document, judgement, version

ADDED, REJECTED = "toegevoegd", "afgewezen"


def corrected(connection: Connection, passages: Sequence[Passage]) -> list[Passage]:
    """`passages` with people's corrections of their tags; most have none, and are given as they are."""
    owners = {item.document_id for item in passages}
    said = _said(connection, owners)
    if not said:
        return list(passages)
    texts = _sources(connection, {item.document_id for item in passages if item.passage_id in said})
    return [
        _applied(item, said[item.passage_id], texts[item.document_id]) if item.passage_id in said else item
        for item in passages
    ]


def _said(connection: Connection, document_ids: Iterable[str]) -> dict[str, list[Judgement]]:
    """Passage id → judgements about its tags, oldest first."""
    query = select(judgement).where(
        judgement.c.target == "tag",
        judgement.c.detached.is_(False),
        judgement.c.verb.in_((ADDED, REJECTED)),
        judgement.c.document_id.in_(document_ids),
    )
    said: dict[str, list[Judgement]] = defaultdict(list)
    for row in connection.execute(query.order_by(judgement.c.judgement_id)).mappings():
        if row["passage_id"] is not None:
            said[row["passage_id"]].append(rows.judgement_of(row))
    return said


def _sources(connection: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    query = select(version.c.document_id, version.c.text).join(
        document, document.c.current_version == version.c.number
    )
    query = query.where(
        document.c.document_id == version.c.document_id, version.c.document_id.in_(document_ids)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _applied(passage: Passage, said: Sequence[Judgement], source: str) -> Passage:
    tags = list(passage.tags)
    for item in said:
        asked = json.loads(item.value or "{}")
        if item.char_start is None or item.char_end is None:
            continue
        place = clean_span(passage.text, source, passage.spans, (item.char_start, item.char_end))
        if place is None:
            continue
        start, end = place
        same = [tag for tag in tags if (tag.type, tag.value) == (asked.get("type"), asked.get("value"))]
        tags = [tag for tag in tags if tag not in same or tag.end <= start or end <= tag.start]
        if item.verb == ADDED:
            words = passage.text[start:end]
            tags.append(
                Tag(asked["type"], asked["value"], asked["label"], words, start, end, f"mens/{item.who}", 1.0)
            )
    tags.sort(key=lambda tag: (tag.start, tag.end, tag.type, tag.value))
    return dataclasses.replace(passage, tags=tuple(tags))
