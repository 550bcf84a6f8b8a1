"""What is only known over documents: what a later paper may fulfil, and which records say the same again.

A candidate is never a fact: at most five, the best first, each with its score and the reason in words, and
never older than the promise. Records and passages are compared only where they share a rare word.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.annotate.references import surname
from kb.citation import dutch_date
from kb.records import Document, Passage, PublicationDate
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import Fulfilment, Toezegging
from kb.registers.toezeggingen.topics import Rarity, Topic, overlap, topic_of, topic_words

MOST = 5
"""Candidates a record has at most (issue: five)."""
LEAST = 0.45
_SHARE = 0.3
_SAME = 0.45
_RARE = 0.35
_TELLS = 0.9
"""Weight of a word that hardly stands in any Dutch text: it tells something however often it stands here."""
_POSTINGS = 400
"""Passages that a word may stand in to be looked up; a commoner word tells nothing."""
_SHOWN = 3
_CERTAIN = 9.0

PassagesOf = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of a document that may fulfil something, with its words."""

    document: Document
    passage: Passage
    keys: frozenset[str]
    text: str


def join(
    records: Sequence[Toezegging], documents: Sequence[Document], passages_of: PassagesOf
) -> list[Toezegging]:
    """The records with `fulfilled_by` and `repeats`, in their order."""
    by_id = {document.document_id: document for document in documents}
    passages = {passage.passage_id: passage for name in by_id for passage in passages_of(name)}
    places = [
        _Place(
            by_id[passage.document_id], passage, frozenset(topic_words(_worded(passage))), passage.text.lower()
        )
        for passage in passages.values()
        if _may_fulfil(passage)
    ]
    topics = {item.toezegging_id: topic_of(item, passages.get(item.passage_id)) for item in records}
    rarity = Rarity.of([*(place.keys for place in places), *(topic.weights for topic in topics.values())])
    index = _index(places, topics)
    chains = _chains(records, topics, rarity, by_id)
    return [
        dataclasses.replace(
            item,
            fulfilled_by=tuple(_candidates(item, topics[item.toezegging_id], index, rarity, by_id)),
            repeats=chains.get(item.toezegging_id, ()),
        )
        for item in records
    ]


def _worded(passage: Passage) -> str:
    return f"{' '.join(passage.section[-1:])} {passage.text}"


def _may_fulfil(passage: Passage) -> bool:
    """Whether a passage can tell that something was sent or told to parliament; most do not."""
    lowered = passage.text.lower()
    return any(hint in lowered for hint in CUES["nakoming"]["wenken"])


def _index(places: Sequence[_Place], topics: Mapping[str, Topic]) -> dict[str, list[_Place]]:
    """For each word of a topic the passages that have it."""
    wanted = {key for topic in topics.values() for key in topic.weights}
    found: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for key in place.keys & wanted:
            found[key].append(place)
    return found


# --------------------------------------------------------------------------- fulfilment


def day_of(document: Document) -> str | None:
    """The day, month or year from which a document is: its date, or the latest date that it tells as past."""
    return document.publication_date.value or document.publication_date.not_before


def _candidates(
    record: Toezegging,
    topic: Topic,
    index: Mapping[str, list[_Place]],
    rarity: Rarity,
    documents: Mapping[str, Document],
) -> list[Fulfilment]:
    own = documents.get(record.document_id)
    since = day_of(own) if own is not None else None
    if own is None or since is None or record.status in ("afgedaan", "vervallen"):
        return []
    seen: dict[str, _Place] = {}
    for key in sorted(topic.weights, key=lambda item: -topic.weights[item] * rarity(item)):
        postings = index.get(key, ())
        tells = rarity(key) >= _RARE or topic.weights[key] >= _TELLS
        if tells and len(postings) <= _POSTINGS:
            seen.update((place.passage.passage_id, place) for place in postings)
    found = [
        _weighed(record, topic, place, rarity) for place in seen.values() if _later(place.document, own, since)
    ]
    best: dict[str, Fulfilment] = {}
    for item in sorted((item for item in found if item is not None), key=lambda item: -item.confidence):
        best.setdefault(item.document_id, item)
    return list(best.values())[:MOST]


def _later(document: Document, own: Document, since: str) -> bool:
    """Whether a document came after the one with the promise, as far as both dates tell."""
    day = day_of(document)
    if day is None or document.document_id == own.document_id:
        return False
    length = min(len(day), len(since))
    return day[:length] > since[:length]


def _weighed(record: Toezegging, topic: Topic, place: _Place, rarity: Rarity) -> Fulfilment | None:
    share, shared = overlap(topic, place.keys, rarity)
    number = record.register_number is not None and record.register_number.lower() in place.text
    if share < _SHARE and not number:
        return None
    score, why = 0.5 * share, [f"zelfde woorden: {', '.join(topic.shown[key] for key in shared[:_SHOWN])}"]
    if number:
        score += 0.4
        why.append(f"noemt {record.register_number}")
    members = [
        item.name for item in record.to_whom if "amer" not in item.name and surname(item.name) in place.text
    ]
    if members:
        score += 0.15
        why.append(f"noemt {members[0]}")
    sent = next((word for word in CUES["nakoming"]["verzonden"] if word in place.text), None)
    if sent is not None:
        score += 0.2
        why.append(f'zegt "{sent}"')
    if _in_time(record, place.document):
        score += 0.1
        why.append("verschenen binnen of kort na de termijn")
    if score < LEAST:
        return None
    why.append(f"later document ({dutch_date(_dated(place.document)) or 'datum onbekend'})")
    return Fulfilment(
        place.document.document_id, place.passage.passage_id, "; ".join(why), round(min(0.95, score), 2)
    )


def _dated(document: Document) -> PublicationDate:
    if document.publication_date.value:
        return document.publication_date
    return PublicationDate(document.publication_date.not_before, "day")


def _in_time(record: Toezegging, document: Document) -> bool:
    day = day_of(document)
    if day is None or record.deadline.to is None:
        return False
    low = (record.deadline.from_ or "0000")[:7]
    return low <= day[:7] and day[:4] <= str(int(record.deadline.to[:4]) + 1)


# --------------------------------------------------------------------------- repeats


def _chains(
    records: Sequence[Toezegging],
    topics: Mapping[str, Topic],
    rarity: Rarity,
    documents: Mapping[str, Document],
) -> dict[str, tuple[str, ...]]:
    """For each record of a chain the others of it, oldest first."""
    parent = {item.toezegging_id: item.toezegging_id for item in records}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in _matched(records, topics, rarity, documents):
        parent[root(other)] = root(one)
    groups: dict[str, list[Toezegging]] = defaultdict(list)
    for item in records:
        groups[root(item.toezegging_id)].append(item)
    chains: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        ordered = sorted(group, key=lambda item: (_when(item, documents), item.toezegging_id))
        for item in ordered if len(ordered) > 1 else ():
            chains[item.toezegging_id] = tuple(
                other.toezegging_id for other in ordered if other.toezegging_id != item.toezegging_id
            )
    return chains


def _when(record: Toezegging, documents: Mapping[str, Document]) -> str:
    document = documents.get(record.document_id)
    return (day_of(document) if document is not None else None) or "9999"


def _pairs(
    records: Iterable[Toezegging], topics: Mapping[str, Topic], rarity: Rarity
) -> Iterator[tuple[Toezegging, Toezegging]]:
    """Pairs of records of different documents that share a register number or a rare word."""
    by_key: dict[str, list[Toezegging]] = defaultdict(list)
    for item in records:
        for key in topics[item.toezegging_id].weights:
            if rarity(key) >= _RARE:
                by_key[key].append(item)
        if item.register_number:
            by_key[f"#{item.register_number}"].append(item)
    seen: set[tuple[str, str]] = set()
    for group in by_key.values():
        if len(group) > _POSTINGS // 10:
            continue
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                pair = (one.toezegging_id, other.toezegging_id)
                if one.document_id != other.document_id and pair not in seen:
                    seen.add(pair)
                    yield one, other


_FAMILIES = ({"toezegging", "aankondiging"}, {"motie"}, {"verzoek"})


def _matched(
    records: Sequence[Toezegging],
    topics: Mapping[str, Topic],
    rarity: Rarity,
    documents: Mapping[str, Document],
) -> Iterator[tuple[str, str]]:
    """Ids that repeat each other: of one document only the record that fits best goes with one of another."""
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for one, other in _pairs(records, topics, rarity):
        score = _alike(one, other, topics, rarity, documents)
        for left, right in ((one, other), (other, one)):
            place = (left.toezegging_id, right.document_id)
            if score > best.get(place, (0.0, ""))[0]:
                best[place] = (score, right.toezegging_id)
    document_of = {item.toezegging_id: item.document_id for item in records}
    for (name, _), (_, fitting) in best.items():
        if best.get((fitting, document_of[name]), (0.0, ""))[1] == name and name < fitting:
            yield name, fitting


def _alike(
    one: Toezegging,
    other: Toezegging,
    topics: Mapping[str, Topic],
    rarity: Rarity,
    documents: Mapping[str, Document],
) -> float:
    """How well two records of different documents go together as one promise, told or made again; 0: not."""
    if one.register_number and one.register_number == other.register_number:
        return _CERTAIN
    if not any(one.kind in family and other.kind in family for family in _FAMILIES):
        return 0.0
    left, right = topics[one.toezegging_id], topics[other.toezegging_id]
    core, others = left.core(), right.core()
    share = max(overlap(core, others.weights, rarity)[0], overlap(others, core.weights, rarity)[0])
    people = _people(one) & _people(other)
    if one.kind == "motie":
        enough = bool(people) and _people(one) == _people(other) and share >= _SAME / 2
    elif people and one.occasion_date and one.occasion_date == other.occasion_date:
        enough = share >= _SAME / 2
    else:
        enough = share >= _SAME and _same_sender(one, other, documents)
    if not enough:
        return 0.0
    return share + overlap(left, right.weights, rarity)[0] + overlap(right, left.weights, rarity)[0]


def _people(record: Toezegging) -> frozenset[str]:
    return frozenset(surname(item.name) for item in record.to_whom if "amer" not in item.name)


def _same_sender(one: Toezegging, other: Toezegging, documents: Mapping[str, Document]) -> bool:
    left, right = documents.get(one.document_id), documents.get(other.document_id)
    if left is None or right is None:
        return False
    return bool(
        (left.ministry and left.ministry == right.ministry)
        or (left.organisation_id and left.organisation_id == right.organisation_id)
    )
