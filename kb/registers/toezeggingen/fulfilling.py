"""Later passages that may fulfil a promise: the best of each document, with a score and the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kb.annotate.references import surname
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import Fulfilment
from kb.registers.toezeggingen.topics import overlap
from kb.registers.toezeggingen.tracing import PLACE, PROMISE, RARE, Tracing
from kb.store.cards import Card

MOST = 5
"""Candidates a record has at most (issue: five)."""
LEAST = 0.45
_SHARE = 0.3
_TELLS = 0.9
"""Weight of a word that hardly stands in any Dutch text: it tells something however often it stands here."""
_SHOWN = 3
_AT_ONCE = 200

Candidates = tuple[Fulfilment, ...]
_Near = tuple[Card, float, list[str]]
"""A passage, the share of a record's words that it has, and the rarest of those as they stand in the record."""
FulfilledOf = Callable[[Sequence[str]], Mapping[str, Candidates]]


def changed(tracing: Tracing, fulfilled_of: FulfilledOf) -> dict[str, Candidates]:
    """The candidates of the records for which they can be others than they were.

    `fulfilled_of` gives those that records had: where passages only came, the best of both are kept.
    """
    anew, met = tracing.weighed_anew(), {}
    if not tracing.everything:
        met = {name: places for name, places in _meeting(tracing).items() if name not in anew}
    before = fulfilled_of(sorted(met))
    gone = {card.document_id for card in tracing.shelf.gone(PLACE).values()}
    anew |= {name for name in met if any(item.document_id in gone for item in before.get(name, ()))}
    found = _of_all(tracing, sorted(anew))
    for record in tracing.shelf.cards(PROMISE, sorted(met.keys() - anew)):
        fitting = list(_fitting(tracing, record, _near(tracing, record, met[record.name])))
        if fitting:
            found[record.name] = _best([*before.get(record.name, ()), *fitting])
    return found


def _meeting(tracing: Tracing) -> dict[str, set[str]]:
    """The records that share a telling word with a passage that came or went: which of those passages came."""
    shelf, found = tracing.shelf, defaultdict[str, set[str]](set)
    come = shelf.come(PLACE)
    cards = (*shelf.gone(PLACE).values(), *come.values())
    words = {word for card in cards for word in card.words}
    tracing.read_counts(words)
    shelf.read_having(PROMISE, words)
    shelf.read_cards(PROMISE, {name for word in words for name in shelf.having(PROMISE, word)})
    for card in cards:
        place = {card.name} if come.get(card.name) is card else set()
        for word in card.words:
            if not tracing.looked_up(word):
                continue
            for record in shelf.cards(PROMISE, shelf.having(PROMISE, word)):
                if _tells(tracing, record, word):
                    found[record.name] |= place
    return found


def _tells(tracing: Tracing, record: Card, word: str) -> bool:
    """Whether passages are looked up by this word of a record."""
    return tracing.looked_up(word) and (tracing.rarity(word) >= RARE or record.words[word] >= _TELLS)


def _of_all(tracing: Tracing, names: Sequence[str]) -> dict[str, Candidates]:
    """The candidates of these records among all passages."""
    found: dict[str, Candidates] = {}
    shelf = tracing.shelf
    for first in range(0, len(names), _AT_ONCE):
        records = list(shelf.cards(PROMISE, names[first : first + _AT_ONCE]))
        tracing.read_counts(word for record in records for word in record.words)
        telling = {
            record.name: [word for word in record.words if _open(record) and _tells(tracing, record, word)]
            for record in records
        }
        shelf.read_having(PLACE, {word for words in telling.values() for word in words})
        met = {
            name: {place for word in words for place in shelf.having(PLACE, word)}
            for name, words in telling.items()
        }
        shelf.read_cards(PLACE, set[str]().union(*met.values()))
        near = {record.name: _near(tracing, record, met[record.name]) for record in records}
        shelf.read_texts({place.name for places in near.values() for place, _, _ in places})
        found |= {record.name: _best(_fitting(tracing, record, near[record.name])) for record in records}
    return found


def _best(found: Iterable[Fulfilment]) -> Candidates:
    """The best candidates, one of each document."""
    best: dict[str, Fulfilment] = {}
    for item in sorted(found, key=lambda item: (-item.confidence, item.document_id, item.passage_id or "")):
        best.setdefault(item.document_id, item)
    return tuple(best.values())[:MOST]


def _open(record: Card) -> bool:
    """Whether a record can have candidates: it is not done, and it is known of when it is."""
    return record.facts["day"] is not None and record.facts["status"] not in ("afgedaan", "vervallen")


def _near(tracing: Tracing, record: Card, places: Iterable[str]) -> list[_Near]:
    """Those of these passages that are later than a record and share enough of its words, with the share."""
    if not _open(record):
        return []
    topic, numbered = tracing.topic(record), record.facts["number"] is not None
    found = []
    for place in tracing.shelf.cards(PLACE, places):
        if _later(place, record):
            share, shared = overlap(topic, place.words, tracing.rarity)
            if share >= _SHARE or numbered:
                found.append((place, share, [topic.shown[key] for key in shared[:_SHOWN]]))
    return found


def _fitting(tracing: Tracing, record: Card, near: Iterable[_Near]) -> Iterator[Fulfilment]:
    """The passages that may fulfil a record."""
    for place, share, words in near:
        fulfilment = _weighed(record, place, share, words, tracing.shelf.text(place.name).lower())
        if fulfilment is not None:
            yield fulfilment


def _later(place: Card, record: Card) -> bool:
    """Whether a passage came after a record, as far as both dates tell."""
    day, since = place.facts["day"], record.facts["day"]
    if day is None or place.document_id == record.document_id:
        return False
    length = min(len(day), len(since))
    return bool(day[:length] > since[:length])


def _weighed(record: Card, place: Card, share: float, words: Sequence[str], text: str) -> Fulfilment | None:
    """A passage as a candidate; `words` are the rarest that it shares with the record, `text` is its own."""
    number = record.facts["number"]
    numbered = number is not None and number.lower() in text
    if share < _SHARE and not numbered:
        return None
    score, why = 0.5 * share, [f"zelfde woorden: {', '.join(words)}"]
    if numbered:
        score += 0.4
        why.append(f"noemt {number}")
    members = [name for name in record.facts["members"] if surname(name) in text]
    if members:
        score += 0.15
        why.append(f"noemt {members[0]}")
    sent = next((word for word in CUES["nakoming"]["verzonden"] if word in text), None)
    if sent is not None:
        score += 0.2
        why.append(f'zegt "{sent}"')
    if _in_time(record, place):
        score += 0.1
        why.append("verschenen binnen of kort na de termijn")
    if score < LEAST:
        return None
    why.append(f"later document ({place.facts['dated']})")
    return Fulfilment(place.document_id, place.name, "; ".join(why), round(min(0.95, score), 2))


def _in_time(record: Card, place: Card) -> bool:
    day, due = place.facts["day"], record.facts["to"]
    if day is None or due is None:
        return False
    low = (record.facts["from"] or "0000")[:7]
    return bool(low <= day[:7] and day[:4] <= str(int(due[:4]) + 1))
