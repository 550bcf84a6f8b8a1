"""What joining the registers keeps between two times: cards of what it compares, and the pairs that are alike.

A card holds all that joining looks at of one record (or document, or passage that may fulfil a promise): the
words that it is looked up and compared by, and its facts. Cards say of which revision of the store they are, so
that the next joining looks only at what changed since; made by other rules they are thrown away and made again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from sqlite3 import OperationalError
from sys import intern
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kb.store import schema, writing
from kb.store.database import Database, bump
from kb.store.writing import StoredRecord

AT_ONCE = 500
"""Names or words asked for at once: SQLite bounds the number of parameters of a statement."""
WRITTEN = 5_000
"""Rows written by one statement."""
RARE = "-zeldzaam"
"""Behind a kind: the words that are among the rarest of a card, by which others are looked up."""
JOINED = "joined"
"""The note that says of which revision the cards are, and by which rules they were made."""
_TABLES: tuple[Table, ...] = (
    schema.joining_card,
    schema.joining_word,
    schema.joining_count,
    schema.joining_pair,
)


@dataclass(frozen=True, slots=True)
class Card:
    """What joining looks at of one thing.

    `kind` and `name` say of which: a register and the id of its record. `words` are weighed before it is known
    how rare they are. `facts` is JSON: all else that is compared.
    """

    kind: str
    name: str
    document_id: str
    words: Mapping[str, float]
    facts: Mapping[str, Any] = field(default_factory=dict)


Pair = tuple[float, str]
"""How alike two records are, and why (Dutch)."""


@dataclass(slots=True)
class Changes:
    """What a joining changes in what is kept: cards that go and come, rarest words per card, pairs.

    `anew`: nothing of what was kept stays. `pairs` are by kind and two names, the lower one first; None for a
    pair that is no more.
    """

    anew: bool = False
    gone: list[Card] = field(default_factory=list)
    come: list[Card] = field(default_factory=list)
    rarest: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    pairs: dict[tuple[str, str, str], Pair | None] = field(default_factory=dict)


class Kept:
    """The cards and pairs of one store, as the last joining left them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> tuple[int, str] | None:
        """The revision that the cards are of, and the rules that made them; None when there are none."""
        noted = self._database.meta(JOINED)
        return None if noted is None else (int(noted.partition(" ")[0]), noted.partition(" ")[2])

    def counts(self, kind: str, words: Collection[str]) -> dict[str, int]:
        """In how many cards of a kind each word stands."""
        table = schema.joining_count
        query = select(table.c.word, table.c.count).where(table.c.kind == kind)
        return {row[0]: row[1] for row in self._asked(query, table.c.word, words)}

    def total(self, kind: str) -> int:
        """How many cards of a kind there are."""
        table = schema.joining_card
        with self._database.read() as connection:
            query = select(func.count()).select_from(table).where(table.c.kind == kind)
            return int(connection.execute(query).scalar_one())

    def names(self, kind: str) -> list[str]:
        """The names of all cards of a kind."""
        table = schema.joining_card
        with self._database.read() as connection:
            return list(connection.execute(select(table.c.name).where(table.c.kind == kind)).scalars())

    def having(self, kind: str, words: Collection[str]) -> dict[str, list[str]]:
        """The names of the cards that have each word; with `RARE` behind the kind: among their rarest."""
        word, card = schema.joining_word, schema.joining_card
        query = select(word.c.word, card.c.name).join(card, card.c.card == word.c.card)
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._asked(query.where(word.c.kind == kind), word.c.word, words):
            found[row[0]].append(row[1])
        return found

    def cards(self, kind: str, names: Collection[str]) -> Iterator[tuple[Card, tuple[str, ...]]]:
        """The cards with these names, each with its rarest words."""
        query = select(schema.joining_card).where(schema.joining_card.c.kind == kind)
        yield from map(_card, self._asked(query, schema.joining_card.c.name, names))

    def owners(self, kind: str, names: Collection[str]) -> dict[str, tuple[str, int]]:
        """The documents that these cards are of, and their places in it."""
        table = schema.joining_card
        query = select(table.c.name, table.c.document_id, table.c.facts["place"].as_integer())
        rows = self._asked(query.where(table.c.kind == kind), table.c.name, names)
        return {row[0]: (row[1], row[2] or 0) for row in rows}

    def of_documents(self, document_ids: Collection[str]) -> Iterator[tuple[Card, tuple[str, ...]]]:
        """All cards of some documents, each with its rarest words."""
        table = schema.joining_card
        yield from map(_card, self._asked(select(table), table.c.document_id, document_ids))

    def pairs(self, kind: str, names: Collection[str]) -> dict[str, dict[str, Pair]]:
        """For each name the names that it is alike with."""
        table = schema.joining_pair
        found: dict[str, dict[str, Pair]] = {name: {} for name in names}
        for mine, theirs in ((table.c.one, table.c.other), (table.c.other, table.c.one)):
            query = select(mine, theirs, table.c.score, table.c.why).where(table.c.kind == kind)
            for row in self._asked(query, mine, names):
                found[row[0]][row[1]] = (row[2], row[3])
        return found

    def records(self, names: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The JSON of records, by id."""
        table = schema.record
        for row in self._asked(select(table.c.record_id, table.c.data), table.c.record_id, names):
            yield row[0], row[1]

    def texts(self, passage_ids: Collection[str]) -> dict[str, str]:
        """The texts of passages of current versions."""
        passage, document = schema.passage, schema.document
        current = and_(
            document.c.document_id == passage.c.document_id,
            document.c.current_version == passage.c.version,
        )
        query = select(passage.c.passage_id, passage.c.text).join(document, current)
        return {row[0]: row[1] for row in self._asked(query, passage.c.passage_id, passage_ids)}

    def _asked(self, query: Any, column: Any, values: Collection[str]) -> Iterator[Any]:
        """The rows of `query` with one of the values in a column, asked for in parts."""
        if not values:
            return
        with self._database.read() as connection:
            for part in _parts(list(values), AT_ONCE):
                yield from connection.execute(query.where(column.in_(part)))


def _card(row: Any) -> tuple[Card, tuple[str, ...]]:
    words = {intern(word): weight for word, weight in row.words.items()}
    return Card(row.kind, row.name, row.document_id, words, row.facts), tuple(row.rarest)


def _parts(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), size):
        yield values[first : first + size]


# --------------------------------------------------------------------------- writing


def put_joined(
    database: Database, records: Iterable[StoredRecord], changes: Changes, made_with: str, seen: int
) -> int:
    """Write what joining changed in records, and the cards that it goes on from next time, in one transaction.

    `seen` is the revision that was joined, `made_with` the rules. Returns the revision.
    """
    mine: dict[str, list[StoredRecord]] = defaultdict(list)
    for item in records:
        mine[item.document_id].append(item)
    document, meta = schema.document, schema.meta
    with database.write() as connection:
        before = int(connection.execute(select(meta.c.value).where(meta.c.key == "revision")).scalar_one())
        for part in _parts(sorted(mine), AT_ONCE):
            query = select(document.c.document_id, document.c.current_version)
            for row in list(connection.execute(query.where(document.c.document_id.in_(part)))):
                writing.put_records(connection, row[1], mine[row[0]])
        revision = bump(connection, tuple(sorted(mine)), found=False) if mine else before
        # what another wrote meanwhile is looked at next time
        _keep(connection, changes, revision if before == seen else seen, made_with)
    return revision


def _keep(connection: Connection, changes: Changes, revision: int, made_with: str) -> None:
    if changes.anew:
        forget(connection)
    else:
        _drop(connection, changes.gone)
    _add(connection, changes.come)
    _rank(connection, changes.rarest)
    _pair(connection, changes.pairs)
    note = {"key": JOINED, "value": f"{revision} {made_with}"}
    statement = upsert(schema.meta).values(note)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": note["value"]}))


def forget(connection: Connection) -> None:
    """Throw away all that is kept: the next joining makes it again."""
    for table in _TABLES:
        connection.execute(delete(table))
    connection.execute(delete(schema.meta).where(schema.meta.c.key == JOINED))


def discard(database: Database) -> None:
    """Throw away all that is kept, and give back its room where the disk has room to do so: for a backup."""
    with database.write() as connection:
        forget(connection)
    raw = database.engine.raw_connection()
    try:
        with suppress(OperationalError):
            raw.cursor().execute("VACUUM")
    finally:
        raw.close()


def _drop(connection: Connection, gone: Sequence[Card]) -> None:
    card, word = schema.joining_card, schema.joining_word
    for part in _parts(gone, AT_ONCE // 2):
        at = or_(*(and_(card.c.kind == item.kind, card.c.name == item.name) for item in part))
        rows = list(connection.execute(select(card).where(at)))
        for row in rows:
            for kind, words in ((row.kind, row.words), (row.kind + RARE, row.rarest)):
                for some in _parts(list(words), AT_ONCE):
                    mine = and_(word.c.kind == kind, word.c.word.in_(some), word.c.card == row.card)
                    connection.execute(delete(word).where(mine))
        connection.execute(delete(card).where(card.c.card.in_([row.card for row in rows])))
    _count(connection, gone, -1)


def _add(connection: Connection, come: Sequence[Card]) -> None:
    last = connection.execute(select(func.max(schema.joining_card.c.card))).scalar() or 0
    rows, words = [], []
    for number, item in enumerate(come, last + 1):
        rows.append(
            {"card": number, "kind": item.kind, "name": item.name, "document_id": item.document_id,
             "words": dict(item.words), "rarest": [], "facts": dict(item.facts)}
        )  # fmt: skip
        words += [{"kind": item.kind, "word": word, "card": number} for word in item.words]
    _insert(connection, schema.joining_card, rows)
    _insert(connection, schema.joining_word, words)
    _count(connection, come, 1)


def _count(connection: Connection, cards: Sequence[Card], by: int) -> None:
    table = schema.joining_count
    counts = Counter((item.kind, word) for item in cards for word in item.words)
    rows = [{"kind": kind, "word": word, "count": by * number} for (kind, word), number in counts.items()]
    statement = upsert(table)
    raised = statement.on_conflict_do_update(
        index_elements=["kind", "word"], set_={"count": table.c.count + statement.excluded.count}
    )
    for part in _parts(rows, WRITTEN):
        connection.execute(raised, part)
    if by < 0:
        connection.execute(delete(table).where(table.c.count <= 0))


def _rank(connection: Connection, rarest: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Write the rarest words of cards; cards that are no more are passed over."""
    card, word = schema.joining_card, schema.joining_word
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, name in rarest:
        by_kind[kind].append(name)
    for kind, names in by_kind.items():
        for part in _parts(names, AT_ONCE):
            rows = list(
                connection.execute(
                    select(card.c.card, card.c.name, card.c.rarest).where(
                        card.c.kind == kind, card.c.name.in_(part)
                    )
                )
            )
            came = []
            for number, name, before in rows:
                now = rarest[kind, name]
                if list(now) == before:
                    continue
                connection.execute(update(card).where(card.c.card == number).values(rarest=list(now)))
                lost = [item for item in before if item not in now]
                if lost:
                    mine = and_(word.c.kind == kind + RARE, word.c.word.in_(lost), word.c.card == number)
                    connection.execute(delete(word).where(mine))
                came += [
                    {"kind": kind + RARE, "word": item, "card": number} for item in now if item not in before
                ]
            _insert(connection, word, came)


def _pair(connection: Connection, pairs: Mapping[tuple[str, str, str], Pair | None]) -> None:
    table = schema.joining_pair
    lost = [key for key, pair in pairs.items() if pair is None]
    for part in _parts(lost, AT_ONCE // 3):
        at = (
            and_(table.c.kind == kind, table.c.one == one, table.c.other == other) for kind, one, other in part
        )
        connection.execute(delete(table).where(or_(*at)))
    rows = [
        {"kind": kind, "one": one, "other": other, "score": pair[0], "why": pair[1]}
        for (kind, one, other), pair in pairs.items()
        if pair is not None
    ]
    statement = upsert(table)
    set_ = {"score": statement.excluded.score, "why": statement.excluded.why}
    written = statement.on_conflict_do_update(index_elements=["kind", "one", "other"], set_=set_)
    for some in _parts(rows, WRITTEN):
        connection.execute(written, some)


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for part in _parts(list(rows), WRITTEN):
        connection.execute(insert(table), part)


def as_text(value: Any) -> str:
    """A value as one line of JSON, the same for equal values: to tell whether something is as it was."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
