"""Keeps the registers: finds the records of a document, joins them over documents, lays people's words on them.

Each register is a room with the same calls; here its records become rows of the store and come back as
records. What the program found is kept as it was found; a person's word is laid over it when it is read.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from kb.decoding import from_json
from kb.filters import Filters, YearRange
from kb.records import (
    Document,
    Identity,
    Judgement,
    Passage,
    ReadDocument,
    RecordType,
    Reference,
    Review,
    as_json,
)
from kb.registers import knelpunten, kpis, toezeggingen
from kb.registers.references import Resolver, collect_by_passage, with_passages
from kb.registers.toezeggingen import facets, joining, judging
from kb.store import Store, StoredRecord
from kb.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Room:
    """One register: its records, their id, the fields that only joining fills, those that they can be
    filtered on themselves, and what the room can do.
    """

    kind: RecordType
    record: type[Any]
    id_field: str
    joined: tuple[str, ...]
    fields: frozenset[str]
    tools: Callable[[Taxonomy], Any]
    find: Callable[..., Sequence[Any]]
    join: Callable[..., Sequence[Any]]
    apply: Callable[[Any, Sequence[Judgement]], Any]
    values: Callable[[Any], Mapping[str, tuple[str, ...]]]


ROOMS: dict[RecordType, Room] = {
    "toezegging": Room(
        "toezegging", toezeggingen.Toezegging, "toezegging_id", ("fulfilled_by", "repeats"),
        frozenset({"document"}),
        toezeggingen.Tools, toezeggingen.find, joining.join, judging.apply, facets.filter_values,
    ),
    "kpi": Room(
        "kpi", kpis.KpiValue, "kpi_value_id", ("conflicts", "conflict", "met"),
        frozenset({"kpi", "organisation", "year"}),
        kpis.Tools.of, kpis.find, kpis.join, kpis.apply, kpis.filter_values,
    ),
    "knelpunt": Room(
        "knelpunt", knelpunten.Knelpunt, "knelpunt_id",
        ("same_as", "likenesses", "history", "first_year", "last_year", "changed"),
        frozenset({"theme", "regeling", "organisation", "document", "year"}),
        knelpunten.Tools, knelpunten.find, knelpunten.join, knelpunten.apply, knelpunten.filter_values,
    ),
}  # fmt: skip


FIELDS = {
    "kpis": "kpi",
    "themes": "theme",
    "regelingen": "regeling",
    "organisations": "organisation",
    "documents": "document",
}
"""Field of `Filters` → field of records."""

NARROWED = ("theme",)
"""Fields in which a wanted value stands for all that lie below it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a register: of the records' own fields, and of the passages that they stand in."""

    kind: RecordType
    own: Mapping[str, frozenset[str]]
    years: tuple[YearRange, ...]
    reviews: frozenset[str]
    of_passages: Filters

    @classmethod
    def of(
        cls, kind: RecordType, filters: Filters, chosen: Mapping[str, Collection[str]], taxonomy: Taxonomy
    ) -> Wanted:
        """Filters parted into what records say themselves and what only passages say."""
        said = ROOMS[kind].fields
        own = {name: frozenset(values) for name, values in chosen.items() if values and name != "review"}
        taken: dict[str, Any] = {}
        for name, field in FIELDS.items():
            values = getattr(filters, name)
            if values and field in said:
                own[field] = frozenset(_with_narrower(field, values, taxonomy))
                taken[name] = ()
        own_years = "year" in said and filters.year_kind == "reporting"
        if own_years:
            taken["years"] = ()
        rest = dataclasses.replace(filters, **taken)
        reviews = frozenset(chosen.get("review") or set(get_args(Review)) - {"afgewezen"})
        return cls(kind, own, filters.years if own_years else (), reviews, rest)

    def fits(self, record: Any) -> bool:
        """True for a record that says what is wanted."""
        said = filter_values(self.kind, record)
        if record.review not in self.reviews:
            return False
        if self.years and not any(int(year) in item for item in self.years for year in said.get("year", ())):
            return False
        return all(values & set(said.get(name, ())) for name, values in self.own.items())


def _with_narrower(field: str, values: Iterable[str], taxonomy: Taxonomy) -> Iterator[str]:
    for value in values:
        yield from taxonomy.narrower(field, value) if field in NARROWED else (value,)


def records_of(
    read: ReadDocument, identity: Identity, document: Document, passages: Sequence[Passage], taxonomy: Taxonomy
) -> Iterator[StoredRecord]:
    """All records of one document, as the store keeps them; `passages` are those of `read`, in order."""
    found = collect_by_passage(read, identity, document.document_id, document.source, taxonomy)
    references = list(with_passages(found, passages))
    yield from map(_stored_reference, references)
    for room in ROOMS.values():
        given: dict[str, Any] = {"references": references} if room.kind == "toezegging" else {}
        tools = _tools(room.kind, taxonomy)
        for record in room.find(document, passages, read.text, tools, text_version=read.text_version, **given):
            yield _stored(room, record)


def join(store: Store) -> int:
    """What is only known over documents, in every register; returns how many records changed."""
    documents = store.documents()
    changed = list(_resolved(documents, references_of(store)))
    for room in ROOMS.values():
        changed += _joined(store, room, documents)
    if changed:
        store.put_records(changed)
    return len(changed)


def references_of(store: Store, document_id: str | None = None) -> list[Reference]:
    """The references of one document, or of all, in reading order."""
    return [from_json(Reference, data) for data in store.records("reference", document_id)]


def records(store: Store, kind: RecordType) -> list[Any]:
    """The records of a register as people left them, in reading order."""
    room = ROOMS[kind]
    found = _judged(store, room, _found(store, room))
    return sorted(found, key=lambda item: (item.document_id, item.anchor.start if item.anchor else 0))


def filter_values(kind: RecordType, record: Any) -> Mapping[str, tuple[str, ...]]:
    """What a record can be filtered on: field → values."""
    return ROOMS[kind].values(record)


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


def _judged(store: Store, room: Room, found: Sequence[Any]) -> list[Any]:
    """Each record with what people said of its words."""
    said: dict[str, list[Judgement]] = defaultdict(list)
    for item in store.judgements(detached=False):
        if item.target == room.kind:
            said[item.anchor.document_id].append(item)
    if not said:
        return list(found)
    return [
        room.apply(record, [item for item in said.get(record.document_id, ()) if _about(item, record)])
        for record in found
    ]


def _about(judgement: Judgement, record: Any) -> bool:
    """True when a judgement stands on a record's own words."""
    anchor = record.anchor
    if anchor is None or judgement.char_start is None or judgement.char_end is None:
        return False
    return bool(judgement.char_start == anchor.start and judgement.char_end == anchor.start + len(anchor.exact))


def _joined(store: Store, room: Room, documents: Sequence[Document]) -> Iterator[StoredRecord]:
    """Records that joining changed: their own fields as they were found, the joined ones anew."""
    found = _found(store, room)
    cached: dict[str, Sequence[Passage]] = {}

    def passages_of(document_id: str) -> Sequence[Passage]:
        if document_id not in cached:
            cached[document_id] = tuple(store.passages(document_id))
        return cached[document_id]

    joined = {
        getattr(item, room.id_field): item
        for item in room.join(_judged(store, room, found), documents, passages_of)
    }
    for record in found:
        after = joined.get(getattr(record, room.id_field))
        if after is not None:
            new = dataclasses.replace(record, **{name: getattr(after, name) for name in room.joined})
            if new != record:
                yield _stored(room, new)


def _stored(room: Room, record: Any) -> StoredRecord:
    return StoredRecord(
        record_id=getattr(record, room.id_field),
        type=room.kind,
        document_id=record.document_id,
        passage_id=record.passage_id,
        data=as_json(record),
        rule=record.rule,
        confidence=record.confidence,
    )


def _resolved(documents: Sequence[Document], found: Iterable[Reference]) -> Iterator[StoredRecord]:
    resolver = Resolver(documents)
    for reference in found:
        resolved = resolver.resolve(reference)
        if resolved != reference:
            yield _stored_reference(resolved)


def _stored_reference(reference: Reference) -> StoredRecord:
    assert reference.reference_id is not None
    assert reference.document_id is not None
    return StoredRecord(
        reference.reference_id, "reference", reference.document_id, reference.passage_id, as_json(reference),
        reference.rule, reference.confidence,
    )  # fmt: skip
