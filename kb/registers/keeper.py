"""Keeps the registers: finds the records of a document, lays people's words on them (see also `joining`).

Each register is a room with the same calls; here its records become rows of the store and come back as
records. What the program found is kept as it was found; a person's word is laid over it when it is read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from kb.anchors import clean_span
from kb.decoding import from_json
from kb.records import (
    Document,
    Identity,
    Judgement,
    Passage,
    ReadDocument,
    RecordType,
    Reference,
    Review,
    Span,
    as_json,
)
from kb.registers import knelpunten, kpis, toezeggingen
from kb.registers.kpis.judging import labels_of as kpi_labels
from kb.registers.listing import Entry, labels_of
from kb.registers.references import collect_by_passage, with_passages
from kb.registers.toezeggingen import facets, judging, overdue
from kb.store import Store, StoredRecord
from kb.taxonomy import Taxonomy

REVIEWS: tuple[str, ...] = get_args(Review)


@dataclass(frozen=True, slots=True)
class Around:
    """What records stand in: the documents, their passages, and how far the collection reaches."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    taxonomy: Taxonomy
    reach: overdue.Reach


@dataclass(frozen=True, slots=True)
class Room:
    """One register: its records, their id, the fields that only joining fills, and what the room can do.

    `values` are what a record can be filtered on, `labels` what people see for those that no taxonomy has,
    `vocabulary` the values that a field may have whether or not a record has them,
    `dated` is a record as it stands at a day, `added` one that a person makes, `merged` several as one.
    """

    kind: RecordType
    record: type[Any]
    id_field: str
    joined: tuple[str, ...]
    tools: Callable[[Taxonomy], Any]
    find: Callable[..., Sequence[Any]]
    apply: Callable[[Any, Sequence[Judgement]], Any]
    values: Callable[[Any, Around], Mapping[str, tuple[str, ...]]]
    labels: Callable[[Any], Mapping[tuple[str, str], str]] = lambda _record: {}
    vocabulary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dated: Callable[[Any, date, Around], Any] | None = None
    added: Callable[[Judgement, Document, Passage, str, Span], Any] | None = None
    merged: Callable[[Sequence[Any], Iterable[Sequence[str]]], list[Any]] | None = None


ROOMS: dict[RecordType, Room] = {
    "toezegging": Room(
        "toezegging", toezeggingen.Toezegging, "toezegging_id", ("fulfilled_by", "repeats"),
        toezeggingen.Tools, toezeggingen.find, judging.apply,
        lambda record, around: facets.filter_values(
            record, around.documents.get(record.document_id), around.passages.get(record.passage_id),
            around.taxonomy,
        ),
        labels=facets.labels,
        vocabulary={
            "kind": toezeggingen.KINDS, "status": toezeggingen.STATUSES, "review": REVIEWS,
            "overdue": ("ja", "nee"),
        },
        dated=lambda record, at, around: overdue.overdue_at(record, at, around.reach, around.documents),
        added=judging.added,
        merged=judging.merged,
    ),
    "kpi": Room(
        "kpi", kpis.KpiValue, "kpi_value_id", ("conflicts", "conflict", "met"),
        kpis.Tools.of, kpis.find, kpis.apply, lambda record, _around: kpis.filter_values(record),
        labels=kpi_labels,
        vocabulary={
            "kind": ("waarde", "streefwaarde", "norm"), "status": ("gehaald", "niet-gehaald"),
            "review": REVIEWS,
        },
    ),
    "knelpunt": Room(
        "knelpunt", knelpunten.Knelpunt, "knelpunt_id",
        ("same_as", "likenesses", "history", "first_year", "last_year", "changed"),
        knelpunten.Tools, knelpunten.find, knelpunten.apply,
        lambda record, _around: knelpunten.filter_values(record),
        vocabulary={
            "kind": ("uitdrukkelijk", "omschreven"), "status": knelpunten.STATUSES, "review": REVIEWS,
        },
    ),
}  # fmt: skip


def records_of(
    read: ReadDocument, identity: Identity, document: Document, passages: Sequence[Passage], taxonomy: Taxonomy
) -> Iterator[StoredRecord]:
    """All records of one document, as the store keeps them; `passages` are those of `read`, in order."""
    found = collect_by_passage(read, identity, document.document_id, document.source, taxonomy)
    references = list(with_passages(found, passages))
    yield from map(stored_reference, references)
    for room in ROOMS.values():
        given: dict[str, Any] = {"references": references} if room.kind == "toezegging" else {}
        tools = _tools(room.kind, taxonomy)
        for record in room.find(document, passages, read.text, tools, text_version=read.text_version, **given):
            yield stored(room, record)


def references_of(store: Store, document_id: str | None = None) -> list[Reference]:
    """The references of one document, or of all, in reading order."""
    return [from_json(Reference, data) for data in store.records("reference", document_id)]


def entries(store: Store, kind: RecordType, taxonomy: Taxonomy, at: date) -> list[Entry]:
    """The records of a register as people left them, in reading order, as they stand at a day (`at`)."""
    room = ROOMS[kind]
    documents = {item.document_id: item for item in store.documents()}
    found = _with_people(store, room, documents)
    passages = store.passages_by_id([item.passage_id for item in found if item.passage_id])
    around = Around(documents, passages, taxonomy, overdue.Reach.of(documents.values()))
    if room.dated is not None:
        found = [room.dated(record, at, around) for record in found]
    found.sort(key=lambda item: (item.document_id, item.anchor.start if item.anchor else 0))
    return [Entry(record, room.values(record, around)) for record in found]


def labels(kind: RecordType, several: Iterable[Entry], taxonomy: Taxonomy) -> Mapping[tuple[str, str], str]:
    """(field, value) → what people see for it in this register."""
    own: dict[tuple[str, str], str] = {}
    several = list(several)
    for entry in several:
        for key, label in ROOMS[kind].labels(entry.record).items():
            own.setdefault(key, label)
    return labels_of(several, taxonomy, own)


def _with_people(store: Store, room: Room, documents: Mapping[str, Document]) -> list[Any]:
    """What the program found, with people's words on it, and what people added or put together."""
    said = [item for item in store.judgements(detached=False) if item.target == room.kind]
    found = judged_by(room, _found(store, room), said)
    if room.added is not None:
        known = {record.anchor.start: record for record in found if record.anchor}
        for item in said:
            if item.verb == "toegevoegd" and item.char_start not in known:
                record = _added(store, room, item, documents)
                if record is not None:
                    later = [word for word in said if word.verb != "toegevoegd" and _about(word, record)]
                    found.append(room.apply(record, later))
    if room.merged is not None:
        groups = [_group(room, found, item) for item in said if item.verb == "samengevoegd"]
        found = room.merged(found, [group for group in groups if len(group) > 1])
    return found


def _added(store: Store, room: Room, judgement: Judgement, documents: Mapping[str, Document]) -> Any:
    """The record that a person added, None when its passage is gone."""
    passage = store.passages_by_id([judgement.passage_id or ""]).get(judgement.passage_id or "")
    text = store.source_text(judgement.anchor.document_id)
    if passage is None or text is None or room.added is None or judgement.char_start is None:
        return None
    span = (judgement.char_start, judgement.char_end or judgement.char_start)
    place = clean_span(passage.text, text, passage.spans, span)
    if place is None:
        return None
    return room.added(judgement, documents[judgement.anchor.document_id], passage, text, place)


def _group(room: Room, found: Sequence[Any], judgement: Judgement) -> list[str]:
    """The records that a person put together: that which the words are about first."""
    about = [getattr(item, room.id_field) for item in found if _about(judgement, item)]
    try:
        named = json.loads(judgement.value or "{}").get(room.id_field, [])
    except (json.JSONDecodeError, AttributeError):
        return []
    return [*about, *([named] if isinstance(named, str) else named)]


def record_id(kind: RecordType, record: Any) -> str:
    """The id of a record."""
    return str(getattr(record, ROOMS[kind].id_field))


def judged(kind: RecordType, record: Any, judgement: Judgement) -> Any:
    """The record as it would be with one more judgement. Raises ValueError for one that cannot be."""
    return ROOMS[kind].apply(record, [judgement])


_TOOLS: dict[tuple[str, str], Any] = {}


def _tools(kind: RecordType, taxonomy: Taxonomy) -> Any:
    """A register's tools, made once per taxonomy."""
    key = (kind, taxonomy.version)
    if key not in _TOOLS:
        _TOOLS[key] = ROOMS[kind].tools(taxonomy)
    return _TOOLS[key]


def _found(store: Store, room: Room) -> list[Any]:
    return [from_json(room.record, data) for data in store.records(room.kind)]


def judged_by(room: Room, found: Sequence[Any], judgements: Iterable[Judgement]) -> list[Any]:
    """Each record with what people said of its words."""
    said: dict[str, list[Judgement]] = defaultdict(list)
    for item in judgements:
        said[item.anchor.document_id].append(item)
    if not said:
        return list(found)
    return [
        room.apply(record, [item for item in said.get(record.document_id, ()) if _about(item, record)])
        for record in found
    ]


def of_documents(store: Store) -> Callable[[str], Iterator[Any]]:
    """From a document to its records in every register, as people left them; their words are read once."""
    said: dict[str, list[Judgement]] = defaultdict(list)
    for item in store.judgements(detached=False):
        said[item.anchor.document_id].append(item)

    def records_in(document_id: str) -> Iterator[Any]:
        for room in ROOMS.values():
            found = [from_json(room.record, data) for data in store.records(room.kind, document_id)]
            yield from judged_by(room, found, (item for item in said[document_id] if item.target == room.kind))

    return records_in


def judgements_of(store: Store, kind: RecordType, record: Any) -> tuple[Judgement, ...]:
    """What people said of a record, oldest first."""
    return tuple(
        item for item in store.judgements(detached=False) if item.target == kind and _about(item, record)
    )


def _about(judgement: Judgement, record: Any) -> bool:
    """True when a judgement stands on a record's own words."""
    anchor = record.anchor
    if anchor is None or judgement.char_start is None or judgement.char_end is None:
        return False
    return bool(judgement.char_start == anchor.start and judgement.char_end == anchor.start + len(anchor.exact))


def stored(room: Room, record: Any) -> StoredRecord:
    """A record of a register as the store keeps it."""
    return StoredRecord(
        record_id=getattr(record, room.id_field),
        type=room.kind,
        document_id=record.document_id,
        passage_id=record.passage_id,
        data=as_json(record),
        rule=record.rule,
        confidence=record.confidence,
    )


def stored_reference(reference: Reference) -> StoredRecord:
    """A reference as the store keeps it."""
    assert reference.reference_id is not None
    assert reference.document_id is not None
    return StoredRecord(
        reference.reference_id, "reference", reference.document_id, reference.passage_id, as_json(reference),
        reference.rule, reference.confidence,
    )  # fmt: skip
