"""Lays the Kamer's register on this collection: which record or passage a toezegging of the Kamer may be.

As with everything that is matched here: candidates with score and reason, at most five, never a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.annotate.references import surname
from kb.records import Document, Passage
from kb.registers.toezeggingen.joining import day_of
from kb.registers.toezeggingen.kamer import KamerRecord
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import Toezegging
from kb.registers.toezeggingen.topics import Rarity, Topic, overlap, telling, topic_words

MOST = 5
LEAST = 0.4
_RARE = 0.3
_POSTINGS = 400
_SHARE = 0.25
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class KamerMatch:
    """A place that may hold a toezegging of the Kamer's register; `score` in 0..1, `why` in Dutch."""

    kamer_id: str
    number: str | None
    document_id: str
    passage_id: str
    toezegging_id: str | None
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Spot:
    passage: Passage
    document: Document
    keys: frozenset[str]
    lowered: str
    records: tuple[Toezegging, ...]


def match(
    register: Sequence[KamerRecord],
    records: Sequence[Toezegging],
    documents: Sequence[Document],
    passages_of: Callable[[str], Sequence[Passage]],
) -> dict[str, list[KamerMatch]]:
    """For each id of the register its matches, the best first; ids without one are left out."""
    by_passage: dict[str, list[Toezegging]] = defaultdict(list)
    for record in records:
        by_passage[record.passage_id].append(record)
    spots = list(_spots(documents, passages_of, by_passage))
    topics = {item.id: _topic(item) for item in register}
    rarity = Rarity.of(spot.keys for spot in spots)
    index: dict[str, list[_Spot]] = defaultdict(list)
    wanted = {key for topic in topics.values() for key in topic.weights}
    for spot in spots:
        for key in spot.keys & wanted:
            index[key].append(spot)
    found: dict[str, list[KamerMatch]] = {}
    for item in register:
        matches = sorted(_matches(item, topics[item.id], index, spots, rarity), key=lambda one: -one.score)
        if matches:
            found[item.id] = matches[:MOST]
    return found


def beside(
    record: Toezegging, register: Sequence[KamerRecord], document: Document, passages: Sequence[Passage]
) -> list[tuple[KamerRecord, KamerMatch]]:
    """What the Kamer's register may say of one record, the best first.

    Only rows of the same day, to the same member, or with the record's own number are weighed: that is quick
    enough for a page, however long the register is.
    """
    people = {surname(item.name) for item in record.to_whom if "amer" not in item.name}
    near = [item for item in register if _near(item, record, people)]
    found = match(near, [record], [document], lambda _: passages)
    known = {item.id: item for item in near}
    pairs = [
        (known[key], place)
        for key, places in found.items()
        for place in places
        if place.toezegging_id == record.toezegging_id
    ]
    return sorted(pairs, key=lambda pair: -pair[1].score)[:MOST]


def _near(item: KamerRecord, record: Toezegging, people: set[str]) -> bool:
    if item.number is not None and item.number == record.register_number:
        return True
    if record.occasion_date is not None and item.activity_date is not None:
        return item.activity_date == record.occasion_date
    return bool(people & {surname(person.name) for person in item.to_whom})


def _topic(item: KamerRecord) -> Topic:
    words = topic_words(item.text)
    around = topic_words(item.activity or "")
    weights = {key: telling(word) for key, word in words.items()}
    for key, word in around.items():
        weights.setdefault(key, telling(word) / 2)
    return Topic(weights, {**around, **words})


def _spots(
    documents: Sequence[Document],
    passages_of: Callable[[str], Sequence[Passage]],
    by_passage: Mapping[str, list[Toezegging]],
) -> Iterator[_Spot]:
    """Passages that speak of promises or of the Kamer; the others cannot hold one."""
    for document in documents:
        for passage in passages_of(document.document_id):
            lowered = passage.text.lower()
            records = tuple(by_passage.get(passage.passage_id, ()))
            if records or "tz20" in lowered or any(hint in lowered for hint in CUES["nakoming"]["wenken"]):
                keys = frozenset(topic_words(f"{' '.join(passage.section[-1:])} {passage.text}"))
                yield _Spot(passage, document, keys, lowered, records)


def _matches(
    item: KamerRecord, topic: Topic, index: Mapping[str, list[_Spot]], spots: Sequence[_Spot], rarity: Rarity
) -> Iterator[KamerMatch]:
    near: dict[str, _Spot] = {}
    for key in topic.weights:
        postings = index.get(key, ())
        if rarity(key) >= _RARE and len(postings) <= _POSTINGS:
            near.update((spot.passage.passage_id, spot) for spot in postings)
    if item.number:
        near.update((spot.passage.passage_id, spot) for spot in spots if item.number.lower() in spot.lowered)
    for spot in near.values():
        found = _weighed(item, topic, spot, rarity)
        if found is not None:
            yield found


def _weighed(item: KamerRecord, topic: Topic, spot: _Spot, rarity: Rarity) -> KamerMatch | None:
    share, shared = overlap(topic, spot.keys, rarity)
    named = item.number is not None and item.number.lower() in spot.lowered
    if share < _SHARE and not named:
        return None
    score, why = (
        0.5 * share,
        [f"zelfde woorden: {', '.join(topic.shown[key] for key in shared[:_SHOWN])}"] if shared else [],
    )
    if named:
        score, why = score + 0.6, [*why, f"noemt {item.number}"]
    same_day = [
        record for record in spot.records if record.occasion_date and record.occasion_date == item.activity_date
    ]
    if same_day:
        score, why = score + 0.25, [*why, f"zelfde debat ({item.activity_date})"]
    people = {surname(person.name) for person in item.to_whom}
    member = next(
        (person.name for record in spot.records for person in record.to_whom if surname(person.name) in people),
        None,
    )
    if member is not None:
        score, why = score + 0.15, [*why, f"zelfde lid ({member})"]
    if _same_ministry(item, spot):
        score, why = score + 0.1, [*why, "zelfde ministerie"]
    if spot.records:
        score += 0.1
    if (_too_early(item, spot.document) and not named) or score < LEAST:
        return None
    best = same_day[0] if same_day else (spot.records[0] if len(spot.records) == 1 else None)
    return KamerMatch(
        item.id, item.number, spot.document.document_id, spot.passage.passage_id,
        best.toezegging_id if best is not None else None, round(min(0.99, score), 2), "; ".join(why),
    )  # fmt: skip


def _same_ministry(item: KamerRecord, spot: _Spot) -> bool:
    """Whether the minister's function names the ministry of the document's sender."""
    organisation = (spot.document.organisation or "").lower().removeprefix("ministerie van ")
    function = f"{item.function or ''} {item.ministry or ''}".lower()
    return bool(organisation) and organisation in function


def _too_early(item: KamerRecord, document: Document) -> bool:
    """Whether the document is older than the promise."""
    day, made = day_of(document), item.activity_date or item.created
    return day is not None and made is not None and day[: len(day)] < made[: len(day)]
