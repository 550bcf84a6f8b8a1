"""Records of different documents that are one promise, told or made again: pairs, and the chains they make.

Of one document only the record that fits best goes with one of another, and only when that holds both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kb.annotate.references import surname
from kb.registers.shelf import reached
from kb.registers.toezeggingen.topics import overlap
from kb.registers.toezeggingen.tracing import GROUP, NUMBER, PROMISE, Tracing
from kb.store.cards import Card, Pair

_SAME = 0.45
_CERTAIN = 9.0
_AT_ONCE = 300
_FAMILIES = ({"toezegging", "aankondiging"}, {"motie"}, {"verzoek"})


def changed(tracing: Tracing) -> dict[str, tuple[str, ...]]:
    """For the records for which that can be otherwise than it was: the others of its chain, oldest first."""
    shelf = tracing.shelf
    touched = _paired(tracing, tracing.weighed_anew() | _numbered_anew(tracing)) | shelf.come(PROMISE).keys()
    shelf.read_pairs(PROMISE, touched)
    near = {other for name in touched for other in shelf.pairs(PROMISE, name)}
    chains = _Chains(tracing)
    chains.read(touched | near)
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(touched | near):
        if name not in found:
            found |= chains.chain(name)
    return found


# --------------------------------------------------------------------------- pairs


def _numbered_anew(tracing: Tracing) -> set[str]:
    """The records with a number of the register that now, or no more, too many have to be compared by."""
    shelf = tracing.shelf
    return {
        name
        for number in shelf.moved(NUMBER)
        if (shelf.count(NUMBER, number) <= GROUP) != (shelf.count_before(NUMBER, number) <= GROUP)
        for name in shelf.having(NUMBER, number)
    }


def _paired(tracing: Tracing, anew: set[str]) -> set[str]:
    """Set what each of these records is alike with; returns the records, these or others, that this changed."""
    shelf = tracing.shelf
    lost = shelf.gone(PROMISE).keys() - shelf.come(PROMISE).keys()
    touched: set[str] = set()
    for name in lost:
        touched |= shelf.set_pairs(PROMISE, name, {})
    done: set[str] = set()
    names = sorted(anew)
    for first in range(0, len(names), _AT_ONCE):
        records = list(shelf.cards(PROMISE, names[first : first + _AT_ONCE]))
        near = _near(tracing, records)
        shelf.read_pairs(PROMISE, near)
        for record in records:
            known = shelf.pairs(PROMISE, record.name)
            others = near[record.name]
            pairs: dict[str, Pair] = {name: known[name] for name in done & known.keys() & others}
            for other in shelf.cards(PROMISE, others - done):
                score = _alike(tracing, record, other) if other.document_id != record.document_id else 0.0
                if score:
                    pairs[other.name] = (score, "")
            if changes := shelf.set_pairs(PROMISE, record.name, pairs):
                touched |= changes | {record.name}
            done.add(record.name)
    return touched - lost


def _near(tracing: Tracing, records: Sequence[Card]) -> dict[str, set[str]]:
    """For each record those that share its number or a rare word with it."""
    shelf = tracing.shelf
    tracing.read_counts(word for record in records for word in record.words)
    words = {record.name: [word for word in record.words if tracing.grouped(word)] for record in records}
    shelf.read_having(PROMISE, {word for some in words.values() for word in some})
    near = {
        name: {other for word in some for other in shelf.having(PROMISE, word)} for name, some in words.items()
    }
    for record in records:
        number = record.facts["number"]
        if number is not None and shelf.count(NUMBER, number.lower()) <= GROUP:
            near[record.name] |= shelf.having(NUMBER, number.lower())
        near[record.name].discard(record.name)
    others = list(shelf.cards(PROMISE, set[str]().union(*near.values())))
    tracing.read_counts(word for other in others for word in other.words)
    return near


def _alike(tracing: Tracing, one: Card, other: Card) -> float:
    """How well two records of different documents go together as one promise, told or made again; 0: not."""
    number = one.facts["number"]
    if number and number == other.facts["number"]:
        return _CERTAIN
    if not any(one.facts["kind"] in family and other.facts["kind"] in family for family in _FAMILIES):
        return 0.0
    left, right = tracing.topic(one), tracing.topic(other)
    core, others = left.core(), right.core()
    share = max(
        overlap(core, others.weights, tracing.rarity)[0], overlap(others, core.weights, tracing.rarity)[0]
    )
    people = _people(one) & _people(other)
    occasion = one.facts["occasion"]
    if one.facts["kind"] == "motie":
        enough = bool(people) and _people(one) == _people(other) and share >= _SAME / 2
    elif people and occasion and occasion == other.facts["occasion"]:
        enough = share >= _SAME / 2
    else:
        enough = share >= _SAME and _same_sender(one, other)
    if not enough:
        return 0.0
    both = sorted(
        (overlap(left, right.weights, tracing.rarity)[0], overlap(right, left.weights, tracing.rarity)[0])
    )
    return share + both[0] + both[1]


def _people(record: Card) -> frozenset[str]:
    return frozenset(surname(name) for name in record.facts["members"])


def _same_sender(one: Card, other: Card) -> bool:
    return any(
        one.facts[name] and one.facts[name] == other.facts[name] for name in ("ministry", "organisation")
    )


# --------------------------------------------------------------------------- chains


class _Chains:
    """The chains that follow from the pairs."""

    def __init__(self, tracing: Tracing) -> None:
        self._shelf = tracing.shelf
        self._best: dict[str, dict[str, str]] = {}

    def read(self, names: set[str]) -> None:
        """Read ahead all chains of these records."""
        reached(names, self._linked, self._read)

    def chain(self, name: str) -> dict[str, tuple[str, ...]]:
        """For each record of the chain of this one the others, oldest first."""
        cards = sorted(self._shelf.cards(PROMISE, reached((name,), self._linked)), key=_when)
        ordered = [card.name for card in cards]
        return {item: tuple(other for other in ordered if other != item) for item in ordered}

    def _linked(self, name: str) -> Iterator[str]:
        own = self._card(name).document_id
        for other in self._best_of(name).values():
            if self._best_of(other).get(own) == name:
                yield other

    def _read(self, names: Iterable[str]) -> None:
        wanted = list(names)
        self._shelf.read_pairs(PROMISE, wanted)
        others = {other for name in wanted for other in self._shelf.pairs(PROMISE, name)}
        self._shelf.read_pairs(PROMISE, others)
        self._shelf.read_cards(PROMISE, others.union(wanted))

    def _best_of(self, name: str) -> dict[str, str]:
        """For each other document the record of it that fits best."""
        if name not in self._best:
            best: dict[str, tuple[float, str]] = {}
            for other, (score, _) in self._shelf.pairs(PROMISE, name).items():
                document, place = self._card(other).document_id, (-score, other)
                best[document] = min(best.get(document, place), place)
            self._best[name] = {document: other for document, (_, other) in best.items()}
        return self._best[name]

    def _card(self, name: str) -> Card:
        card = self._shelf.card(PROMISE, name)
        assert card is not None
        return card


def _when(card: Card) -> tuple[Any, ...]:
    return (card.facts["day"] or "9999", card.name)
