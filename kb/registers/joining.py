"""Joins the registers over documents: what is only known when all documents are there.

Which document a reference means, which later paper may fulfil a promise, which records say the same, how
values of one series differ. Each time only what changed since the last time is looked at, and what that can
change: cards of all records tell (see `kb.store.cards`). The outcome is that of joining everything, whatever
the order in which documents came and went.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.annotate.version import rules_version
from kb.decoding import from_json
from kb.language.analysis import ANALYSIS_VERSION
from kb.records import Document, Judgement, RecordType, as_json
from kb.registers import keeper, kpis
from kb.registers.knelpunten.chains import TOGETHER
from kb.registers.knelpunten.join import cards as bottleneck_cards
from kb.registers.knelpunten.join import joined as bottlenecks
from kb.registers.references import Resolver, answers, sought
from kb.registers.shelf import Shelf
from kb.registers.toezeggingen import joining as toezeggingen
from kb.registers.toezeggingen.model import Fulfilment
from kb.registers.toezeggingen.tracing import NUMBER, PLACE
from kb.store import Store, StoredRecord, relating
from kb.store.cards import Card, Kept, as_text, put_joined

CITING, CITED, SERIES = "verwijzing", "stuk", "kpi"
"""Cards of documents: what they cite, what they can be cited by, of which organisations they have values."""
STAYING = frozenset({CITING, CITED, SERIES, PLACE, NUMBER, TOGETHER})
"""Kinds of cards that need no other look when they are as they were."""


def join(store: Store, *, whole: bool = False) -> int:
    """What is only known over documents, in every register; returns how many records changed.

    Only what changed since the last time is looked at, unless `whole`, or other rules made what was kept.
    """
    seen, rules = store.revision, made_with()
    kept = Kept(store.database)
    state = kept.state()
    anew = whole or state is None or state[1] != rules or state[0] > seen
    owners = {document.document_id: document for document in store.documents()}
    touched = set(owners) if anew or state is None else set(store.changed_since(state[0]))
    if not touched and not anew:
        return 0
    joining = _Joining(store, Shelf(None if anew else kept, kept.texts), kept, owners)
    joining.lay(sorted(touched), () if anew else kept.of_documents(touched))
    changed = [*joining.references(), *joining.values(), *joining.traced()]
    put_joined(store.database, changed, joining.shelf.changes, rules, seen)
    return len(changed)


@lru_cache(maxsize=1)
def made_with() -> str:
    """The rules that cards are made by, and joined."""
    return f"{ANALYSIS_VERSION} {rules_version(Path(__file__).parent)}"


class _Joining:
    """One joining of a store: `owners` are its documents by id."""

    def __init__(self, store: Store, shelf: Shelf, kept: Kept, owners: Mapping[str, Document]) -> None:
        self.shelf = shelf
        self._store = store
        self._kept = kept
        self._owners = owners
        self._touched: list[str] = []
        self._said: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for item in store.judgements(detached=False):
            self._said[item.target, item.anchor.document_id].append(item)

    def lay(self, touched: Sequence[str], before: Iterable[tuple[Card, tuple[str, ...]]]) -> None:
        """Lay down the cards of the documents that changed, in the place of those `before`."""
        self._touched = list(touched)
        come = (card for name in touched if name in self._owners for card in self._cards(self._owners[name]))
        self.shelf.replace(before, come, STAYING)

    def _cards(self, document: Document) -> Iterator[Card]:
        name = document.document_id
        promises = self._judged("toezegging", name)
        passages = relating.untagged(self._store.database, document)
        yield from toezeggingen.cards(promises, document, passages)
        yield from bottleneck_cards(self._judged("knelpunt", name), document)
        citing = {key for item in keeper.references_of(self._store, name) for key in sought(item)}
        if citing:
            facts = {"organisation": document.organisation_id}
            yield Card(CITING, name, name, dict.fromkeys(sorted(citing), 1.0), facts)
        cited = dict.fromkeys(sorted(answers(document)), 1.0)
        yield Card(CITED, name, name, cited, {"kind": document.kind, "organisation": document.organisation_id})
        data = self._store.records("kpi", name)
        if data:
            yield self._series_card(name, data)

    def _judged(self, kind: RecordType, document_id: str) -> list[Any]:
        """The records of a document as people left them."""
        room = keeper.ROOMS[kind]
        found = [from_json(room.record, data) for data in self._store.records(kind, document_id)]
        return keeper.judged_by(room, found, self._said[kind, document_id])

    # ------------------------------------------------------------------ references

    def references(self) -> Iterator[StoredRecord]:
        """The references that now go elsewhere: of documents that changed, and to such."""
        places = (self.shelf.gone(CITED), self.shelf.come(CITED))
        words = {word for cards in places for card in cards.values() for word in card.words}
        self.shelf.read_having(CITING, words)
        citing = {name for word in words for name in self.shelf.having(CITING, word)}
        resolver = Resolver(self._owners.values())
        for name in sorted(citing.union(self._touched) & self._owners.keys()):
            for reference in keeper.references_of(self._store, name):
                resolved = resolver.resolve(reference)
                if resolved != reference:
                    yield keeper.stored_reference(resolved)

    # ------------------------------------------------------------------ series of values

    def values(self) -> Iterator[StoredRecord]:
        """The values of KPIs that now stand otherwise to others, in all papers with values of these bodies."""
        changed = (*self.shelf.gone(SERIES).values(), *self.shelf.come(SERIES).values())
        if not changed:
            return
        room = keeper.ROOMS["kpi"]
        found: dict[str, list[Any]] = {}
        for name in self._of_one_body({word for card in changed for word in card.words}):
            found[name] = [from_json(room.record, data) for data in self._store.records("kpi", name)]
        judged = [
            record
            for name, records in found.items()
            for record in keeper.judged_by(room, records, self._said["kpi", name])
        ]
        joined = kpis.join(judged, [self._owners[name] for name in found], lambda _name: ())
        after = {item.kpi_value_id: item for item in joined}
        for name, records in found.items():
            moved = [item for record in records if (item := _moved(room, record, after)) is not None]
            yield from moved
            if moved:
                written = {item.record_id: item.data for item in moved}
                data = self._store.records("kpi", name)
                self.shelf.renew(
                    self._series_card(name, [written.get(item["kpi_value_id"], item) for item in data])
                )

    def _of_one_body(self, bodies: set[str]) -> list[str]:
        """The documents with values of these organisations, or of others that such a document has, and on."""
        names: set[str] = set()
        while True:
            self.shelf.read_having(SERIES, bodies)
            more = {name for body in bodies for name in self.shelf.having(SERIES, body)} - names
            if not more:
                return sorted(names)
            names |= more
            bodies = {word for card in self.shelf.cards(SERIES, more) for word in card.words}

    def _series_card(self, document_id: str, data: Sequence[Mapping[str, Any]]) -> Card:
        """The organisations that a document has values of; its facts tell whether anything of it changed."""
        said = self._said["kpi", document_id]
        records = [from_json(keeper.ROOMS["kpi"].record, item) for item in data]
        judged = keeper.judged_by(keeper.ROOMS["kpi"], records, said)
        bodies = {record.series.partition("|")[0] for record in judged}
        letters = as_text([list(data), as_json(said)])
        digest = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()
        return Card(SERIES, document_id, document_id, dict.fromkeys(sorted(bodies), 1.0), {"letters": digest})

    # ------------------------------------------------------------------ promises, bottlenecks

    def traced(self) -> Iterator[StoredRecord]:
        """The promises and bottlenecks of which something else is known now."""
        found: dict[RecordType, dict[str, dict[str, Any]]] = {
            "toezegging": toezeggingen.joined(self.shelf, self._fulfilled),
            "knelpunt": bottlenecks(self.shelf),
        }
        for kind, fields in found.items():
            made: dict[int, Any] = {}  # what the records of a chain have in common is made JSON once
            for name, data in self._kept.records(fields):
                mine = fields[name]
                if not all(_same(value, data.get(key)) for key, value in mine.items()):
                    made |= {id(value): as_json(value) for value in mine.values() if id(value) not in made}
                    yield _filled(kind, name, data | {key: made[id(value)] for key, value in mine.items()})

    def _fulfilled(self, names: Sequence[str]) -> Mapping[str, tuple[Fulfilment, ...]]:
        """The papers that may fulfil each of these records, as far as was known until now."""
        return {
            name: tuple(from_json(Fulfilment, item) for item in data.get("fulfilled_by") or ())
            for name, data in self._kept.records(names)
        }


def _filled(kind: RecordType, name: str, data: Mapping[str, Any]) -> StoredRecord:
    """A record of which joining filled in something."""
    return StoredRecord(
        name,
        kind,
        data["document_id"],
        data["passage_id"],
        dict(data),
        data.get("rule"),
        data.get("confidence"),
    )


def _moved(room: keeper.Room, record: Any, after: Mapping[str, Any]) -> StoredRecord | None:
    """A record with what joining fills in, None when that is as it was."""
    there = after.get(getattr(record, room.id_field))
    if there is None:
        return None
    fields = {name: getattr(there, name) for name in room.joined}
    if all(getattr(record, name) == value for name, value in fields.items()):
        return None
    return keeper.stored(room, dataclasses.replace(record, **fields))


def _same(value: Any, data: Any) -> bool:
    """Whether `data` is the JSON of a value: told without making either into the other."""
    if isinstance(value, tuple):
        pairs = zip(value, data or (), strict=False)
        return isinstance(data, list) and len(value) == len(data) and all(_same(*pair) for pair in pairs)
    if dataclasses.is_dataclass(value):
        return isinstance(data, dict) and all(
            _same(getattr(value, item.name), data.get(item.name.rstrip("_")))
            for item in dataclasses.fields(value)
        )
    return bool(value == data)
