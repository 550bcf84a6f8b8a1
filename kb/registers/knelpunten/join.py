"""Follows a bottleneck through the years: which records of different documents are about the same one.

A pair is proposed when two records share a theme, do not speak of different regelingen, and use the same rare
words (see `likeness`). Only records that share one of their rarest words are compared. When documents come and
go, only what their words can change is compared anew; the outcome is that of comparing everything.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kb.records import Document, Passage
from kb.registers.knelpunten.chains import TOGETHER, Chains, likenesses
from kb.registers.knelpunten.likeness import (
    KIND,
    MOST_COMPARED,
    SAME,
    Comparing,
    Side,
    card_of,
    naming_keys,
    rarest_of,
    rarity,
    side_of,
)
from kb.registers.knelpunten.model import Knelpunt
from kb.registers.shelf import Shelf, rounded, rounded_total
from kb.store.cards import Card, Pair
from kb.taxonomy import Taxonomy

_AT_ONCE = 300
"""Records whose neighbours are read at once."""
_REMEMBERED = 20_000
"""Records whose weights are remembered."""


def join(
    records: Sequence[Knelpunt],
    documents: Sequence[Document] = (),
    passages_of: Callable[[str], Sequence[Passage]] | None = None,  # noqa: ARG001 - the registers share one form
    taxonomy: Taxonomy | None = None,
) -> list[Knelpunt]:
    """The records with `same_as`, `likenesses` and `history`; what people joined or parted goes first.

    `likenesses` are all proposals, the likeliest first; `same_as` and `history` follow the surer ones.

    `taxonomy`, when given, lets two finer themes under one general theme count as related.
    """
    found = joined(_laid(records, documents, taxonomy), taxonomy)
    return [dataclasses.replace(record, **found[record.knelpunt_id]) for record in records]


def propose(
    records: Sequence[Knelpunt], documents: Sequence[Document] = (), taxonomy: Taxonomy | None = None
) -> Iterator[tuple[str, str, tuple[float, str]]]:
    """Pairs of records of different documents that may be the same bottleneck: ids, score in 0..1, reason.

    A record is paired with its best match in each other document.
    """
    shelf = _laid(records, documents, taxonomy)
    _compared(shelf, taxonomy)
    chains = Chains(shelf)
    place = {record.knelpunt_id: number for number, record in enumerate(records)}
    for one, number in place.items():
        for other, pair in chains.proposed(one).items():
            if number < place[other]:
                yield one, other, pair


def _laid(records: Sequence[Knelpunt], documents: Sequence[Document], taxonomy: Taxonomy | None) -> Shelf:
    shelf, owners = Shelf(), {document.document_id: document for document in documents}
    naming = naming_keys(taxonomy)
    for record in records:
        shelf.replace((), cards((record,), owners.get(record.document_id), naming))
    return shelf


def cards(
    records: Iterable[Knelpunt], document: Document | None, naming: frozenset[str] = frozenset()
) -> Iterator[Card]:
    """What joining looks at of the records of a document."""
    for record in records:
        yield card_of(record, document, naming)
        if record.joined or record.parted:
            facts = {"joined": list(record.joined), "parted": list(record.parted)}
            others = dict.fromkeys((*record.joined, *record.parted), 1.0)
            yield Card(TOGETHER, record.knelpunt_id, record.document_id, others, facts)


def joined(shelf: Shelf, taxonomy: Taxonomy | None = None) -> dict[str, dict[str, Any]]:
    """The fields that joining fills, of the records for which they can be others than they were, by id."""
    moved = _compared(shelf, taxonomy)
    shelf.read_pairs(KIND, shelf.come(KIND))
    for name in shelf.come(KIND):  # its place may decide who of its document is best
        for other in shelf.pairs(KIND, name):
            moved.setdefault(name, set()).add(other)
            moved.setdefault(other, set()).add(name)
    decided = set(shelf.come(KIND))
    for card in (*shelf.gone(TOGETHER).values(), *shelf.come(TOGETHER).values()):
        decided |= {card.name, *card.words}
    for name in shelf.gone(KIND):
        decided |= shelf.having(TOGETHER, name)
    return _outcomes(shelf, _proposed_anew(shelf, moved), decided)


def _proposed_anew(shelf: Shelf, moved: Mapping[str, set[str]]) -> set[str]:
    """The records that can be proposed with others than they were: their pairs changed, or who is best."""
    shelf.read_pairs(KIND, moved)
    near = {other for name in moved for other in shelf.pairs(KIND, name)}
    shelf.read_owners(KIND, near)
    found = set(moved)
    for name, others in moved.items():
        papers = {shelf.owner(KIND, other)[0] for other in others}
        found |= {other for other in shelf.pairs(KIND, name) if shelf.owner(KIND, other)[0] in papers}
    return found


def _outcomes(shelf: Shelf, proposed: set[str], decided: set[str]) -> dict[str, dict[str, Any]]:
    """The fields of records that are others now; of those in `decided`, and whom they belong with, all."""
    before, now = Chains(shelf, before=True), Chains(shelf)
    mine = {card.name for card in shelf.cards(KIND, proposed - decided)}
    for chains in (before, now):
        chains.read(mine)
    other = {name for name in mine if before.with_people(name) != now.with_people(name)}
    linked = {name for name in other if set(before.linked(name)) != set(now.linked(name))}
    found = now.outcomes(sorted(decided | linked))
    for name in other - found.keys():
        if now.linked(name):
            found[name] = {"likenesses": likenesses(now.with_people(name))}
    return found


# ------------------------------------------------------------------------------ comparing


def _compared(shelf: Shelf, taxonomy: Taxonomy | None) -> dict[str, set[str]]:
    """Compare the records that came, and those whose words weigh otherwise now; which pairs that changed."""
    anew = _weighed_anew(shelf)
    sides = _Sides(shelf)
    words = set(shelf.gone_rarest(KIND))
    for part in _parts(sorted(anew)):
        sides.read(part)
        rarest = {name: rarest_of(sides[name], sides.shared(name)) for name in part}
        ranked = {word for name in part for word in (*shelf.rarest(KIND, name), *rarest[name])}
        shelf.read_rare(KIND, ranked)
        words |= ranked
        for name in part:
            shelf.rank(KIND, name, rarest[name])
    shelf.read_rare(KIND, words)
    for word in words:
        many = len(shelf.rare(KIND, word)) > MOST_COMPARED
        if many != (shelf.rare_before(KIND, word) > MOST_COMPARED):
            anew |= shelf.rare(KIND, word)
    return _paired(shelf, sides, anew, Comparing(taxonomy))


def _weighed_anew(shelf: Shelf) -> set[str]:
    """The records that came, and those with a word that is now more or less rare than it was."""
    if rounded_total(shelf.total(KIND) + 1) != rounded_total(shelf.total_before(KIND) + 1):
        return shelf.names(KIND)
    moved = shelf.moved(KIND)
    shelf.read_counts(KIND, moved)
    rarer = [
        word for word in moved
        if rounded(shelf.count(KIND, word)) != rounded(shelf.count_before(KIND, word))
    ]  # fmt: skip
    shelf.read_having(KIND, rarer)
    return {name for word in rarer for name in shelf.having(KIND, word)} | shelf.come(KIND).keys()


def _paired(shelf: Shelf, sides: _Sides, anew: set[str], comparing: Comparing) -> dict[str, set[str]]:
    """Set what each of these records is alike with; returns for each record with whom that changed."""
    moved = defaultdict[str, set[str]](set)

    def put(name: str, pairs: Mapping[str, Pair]) -> None:
        for other in shelf.set_pairs(KIND, name, pairs):
            moved[name].add(other)
            moved[other].add(name)

    lost = shelf.gone(KIND).keys() - shelf.come(KIND).keys()
    shelf.read_pairs(KIND, lost)
    for name in sorted(lost):
        put(name, {})
    done: dict[str, Mapping[str, Pair]] = {}
    for part in _parts(sorted(anew)):
        shelf.read_rare(KIND, {word for name in part for word in shelf.rarest(KIND, name)})
        near = {name: _near(shelf, name) for name in part}
        sides.read({*part, *(other for others in near.values() for other in others)})
        for name, others in near.items():
            pairs = {
                other: pair for other in others & done.keys() if (pair := done[other].get(name)) is not None
            }
            for other in others - done.keys():
                if sides[other].card.document_id != sides[name].card.document_id:
                    score, why = comparing.likeness(sides[name], sides[other])
                    if score >= SAME:
                        pairs[other] = (round(score, 2), why)
            done[name] = pairs
        shelf.read_pairs(KIND, part)
        known = {other for name in part for other in (*shelf.pairs(KIND, name), *done[name])}
        shelf.read_pairs(KIND, known)
        for name in part:
            put(name, done[name])
    return {name: others for name, others in moved.items() if name not in lost}


def _near(shelf: Shelf, name: str) -> set[str]:
    """The records that share one of their rarest words with this one."""
    groups = (shelf.rare(KIND, word) for word in shelf.rarest(KIND, name))
    return {other for group in groups if len(group) <= MOST_COMPARED for other in group} - {name}


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(names), _AT_ONCE):
        yield names[first : first + _AT_ONCE]


class _Sides:
    """The records with the weights of their words, as far as they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._total = shelf.total(KIND)
        self._known: dict[str, Side] = {}
        self._rarities: dict[str, float] = {}

    def read(self, names: Iterable[str]) -> None:
        """Read ahead these records and how many have their words."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        cards = list(self._shelf.cards(KIND, [name for name in names if name not in self._known]))
        words = {word for card in cards for word in card.words} - self._rarities.keys()
        self._shelf.read_counts(KIND, words)
        self._rarities |= {word: rarity(self._shelf.count(KIND, word), self._total) for word in words}
        self._known |= {card.name: side_of(card, self._rarities) for card in cards}

    def __getitem__(self, name: str) -> Side:
        if name not in self._known:
            self.read((name,))
        return self._known[name]

    def shared(self, name: str) -> set[str]:
        """The words of a record that others have as well."""
        return {word for word in self[name].weights if self._shelf.count(KIND, word) > 1}
