"""Follows a bottleneck through the years: which records of different documents are about the same one.

A pair is proposed when two records share a theme, do not speak of different regelingen, and use the same rare
words (see `likeness`). Only records that share one of their rarest words are compared. When documents come and
go, only what their words can change is compared anew; the outcome is that of comparing everything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kb.records import Document, Passage
from kb.registers.knelpunten.likeness import (
    JOINED,
    KIND,
    MOST_COMPARED,
    SAME,
    Comparing,
    Side,
    card_of,
    naming_keys,
    rarest_of,
    side_of,
)
from kb.registers.knelpunten.model import STATUSES, Knelpunt, Likeness, Step
from kb.registers.shelf import Shelf, rounded, rounded_total
from kb.store.cards import Card, Pair
from kb.taxonomy import Taxonomy

TOGETHER = "knelpunt-samen"
"""Cards of the records that a person put together with others, or kept apart: their words are those ids."""
_AT_ONCE = 300
"""Records whose neighbours are read at once."""
_REMEMBERED = 20_000
"""Records whose weights are remembered."""
_BY_PERSON: Pair = (1.0, "door een persoon samengevoegd")


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
    chains = _Chains(shelf)
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
    touched = _compared(shelf, taxonomy)
    for kind in (KIND, TOGETHER):
        touched |= shelf.come(kind).keys()
    for card in (*shelf.gone(TOGETHER).values(), *shelf.come(TOGETHER).values()):
        touched |= {card.name, *card.words}
    for name in shelf.gone(KIND):
        touched |= shelf.having(TOGETHER, name)
    shelf.read_pairs(KIND, touched)
    near = {other for name in touched for other in shelf.pairs(KIND, name)}
    return _Chains(shelf).outcomes(sorted(touched | near))


# ------------------------------------------------------------------------------ comparing


def _compared(shelf: Shelf, taxonomy: Taxonomy | None) -> set[str]:
    """Compare the records that came, and those whose words weigh otherwise now; whose pairs that changed."""
    anew = _weighed_anew(shelf)
    sides = _Sides(shelf)
    words = set(shelf.gone_rarest(KIND))
    for part in _parts(sorted(anew)):
        sides.read(part)
        for name in part:
            before = shelf.rarest(KIND, name)
            rarest = rarest_of(sides[name], sides.spread)
            shelf.rank(KIND, name, rarest)
            words |= {*before, *rarest}
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


def _paired(shelf: Shelf, sides: _Sides, anew: set[str], comparing: Comparing) -> set[str]:
    """Set what each of these records is alike with; returns the records, these or others, that this changed."""
    touched: set[str] = set()
    for name in shelf.gone(KIND).keys() - shelf.come(KIND).keys():
        touched |= shelf.set_pairs(KIND, name, {})
    done: set[str] = set()
    for part in _parts(sorted(anew)):
        near = {name: _near(shelf, name) for name in part}
        sides.read({*part, *(other for others in near.values() for other in others)})
        shelf.read_pairs(KIND, part)
        for name, others in near.items():
            known = shelf.pairs(KIND, name)
            pairs: dict[str, Pair] = {other: known[other] for other in done & known.keys() & others}
            for other in others - done:
                if sides[other].card.document_id != sides[name].card.document_id:
                    score, why = comparing.likeness(sides[name], sides[other])
                    if score >= SAME:
                        pairs[other] = (score, why)
            changed = shelf.set_pairs(KIND, name, pairs)
            touched |= changed | ({name} if changed else set())
            done.add(name)
    return touched - (shelf.gone(KIND).keys() - shelf.come(KIND).keys())


def _near(shelf: Shelf, name: str) -> set[str]:
    """The records that share one of their rarest words with this one."""
    rarest = shelf.rarest(KIND, name)
    shelf.read_rare(KIND, rarest)
    groups = (shelf.rare(KIND, word) for word in rarest)
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
        self.spread = _Spread(shelf)

    def read(self, names: Iterable[str]) -> None:
        """Read ahead these records and how many have their words."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        wanted = [name for name in names if name not in self._known]
        cards = list(self._shelf.cards(KIND, wanted))
        self._shelf.read_counts(KIND, {word for card in cards for word in card.words})

    def __getitem__(self, name: str) -> Side:
        side = self._known.get(name)
        if side is None:
            card = self._shelf.card(KIND, name)
            assert card is not None
            side = self._known[name] = side_of(card, self.spread, self._total)
        return side


class _Spread(Mapping[str, int]):
    """In how many records each word stands."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, word: str) -> int:
        return self._shelf.count(KIND, word)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


# ------------------------------------------------------------------------------ chains


class _Chains:
    """What follows from the pairs: proposals, who belongs together, and how it stood through the years."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._best: dict[str, dict[str, str]] = {}
        self._decided: dict[str, dict[str, Pair]] = {}

    def outcomes(self, names: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The fields of these records, and of all that belong together with one of them."""
        found: dict[str, dict[str, Any]] = {}
        for name in names:
            if name not in found and self._shelf.card(KIND, name) is not None:
                found |= self._chain(name)
        return found

    def proposed(self, name: str) -> dict[str, Pair]:
        """The records of other documents that a record is proposed with: best of the document, or for it."""
        pairs = self._shelf.pairs(KIND, name)
        self._read(pairs)
        mine = self._best_of(name)
        own = self._document(name)
        return {
            other: (round(score, 2), why)
            for other, (score, why) in pairs.items()
            if mine[self._document(other)] == other or self._best_of(other)[own] == name
        }

    def _chain(self, name: str) -> dict[str, dict[str, Any]]:
        """The fields of all records that belong together with one."""
        members, waiting = {name}, [name]
        while waiting:
            self._read(waiting)
            pairs = [self._with_people(item) for item in waiting]
            linked = {other for found in pairs for other, (score, _) in found.items() if score >= JOINED}
            waiting = sorted(linked - members)
            members |= linked
        cards = list(self._shelf.cards(KIND, sorted(members)))
        cards.sort(
            key=lambda card: (
                card.facts["year"] or 0, card.facts["date"], card.document_id, card.facts["place"], card.name
            )
        )  # fmt: skip
        return {card.name: _fields(card, cards, self._with_people(card.name)) for card in cards}

    def _with_people(self, name: str) -> dict[str, Pair]:
        """The proposals of a record with what people decided: joined is certain, parted is none."""
        if name not in self._decided:
            pairs = self.proposed(name)
            parted: set[str] = set()
            mine = self._shelf.card(TOGETHER, name)
            if mine is not None:
                pairs |= {other: _BY_PERSON for other in mine.facts["joined"] if other != name}
                parted |= set(mine.facts["parted"])
            for card in self._shelf.cards(TOGETHER, sorted(self._shelf.having(TOGETHER, name))):
                if name in card.facts["joined"] and card.name != name:
                    pairs[card.name] = _BY_PERSON
                if name in card.facts["parted"]:
                    parted.add(card.name)
            self._decided[name] = {
                other: pair
                for other, pair in pairs.items()
                if other not in parted and self._shelf.card(KIND, other) is not None
            }
        return self._decided[name]

    def _read(self, names: Iterable[str]) -> None:
        wanted = list(names)
        self._shelf.read_pairs(KIND, wanted)
        others = {other for name in wanted for other in self._shelf.pairs(KIND, name)}
        self._shelf.read_pairs(KIND, others)
        self._shelf.read_cards(KIND, others.union(wanted))
        self._shelf.read_cards(TOGETHER, wanted)
        self._shelf.read_having(TOGETHER, wanted)

    def _best_of(self, name: str) -> dict[str, str]:
        """For each other document the record of it that is most like this one."""
        if name not in self._best:
            best: dict[str, tuple[float, int, str]] = {}
            for other, (score, _) in self._shelf.pairs(KIND, name).items():
                card = self._shelf.card(KIND, other)
                assert card is not None
                place = (-score, card.facts["place"], other)
                best[card.document_id] = min(best.get(card.document_id, place), place)
            self._best[name] = {document: other for document, (_, _, other) in best.items()}
        return self._best[name]

    def _document(self, name: str) -> str:
        card = self._shelf.card(KIND, name)
        assert card is not None
        return card.document_id


def _fields(card: Card, ordered: Sequence[Card], pairs: Mapping[str, Pair]) -> dict[str, Any]:
    """What joining fills in a record; `ordered` is its chain, itself included, in order of year."""
    if len(ordered) == 1:
        year = card.facts["year"]
        return {
            "same_as": (), "likenesses": (), "history": (), "first_year": year, "last_year": year,
            "changed": None,
        }  # fmt: skip
    steps = tuple(
        Step(item.facts["year"], item.facts["status"], item.name, item.document_id) for item in ordered
    )
    years = [step.year for step in steps if step.year is not None]
    likenesses = (Likeness(other, score, why) for other, (score, why) in pairs.items())
    return {
        "same_as": tuple(item.name for item in ordered if item.name != card.name),
        "likenesses": tuple(sorted(likenesses, key=lambda like: (-like.score, like.knelpunt_id))),
        "history": steps,
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "changed": changed(steps),
    }


def changed(steps: Sequence[Step]) -> str | None:
    """What changed through the years, in Dutch: "genoemd (2021) → maatregel (2023)"; None when nothing did."""
    per_year: dict[int | None, int] = {}
    for step in steps:
        per_year[step.year] = max(per_year.get(step.year, 0), STATUSES.index(step.status))
    told: list[tuple[int | None, int]] = []
    for year, status in per_year.items():
        if not told or told[-1][1] != status:
            told.append((year, status))
    if len(told) < 2:  # noqa: PLR2004 - a change takes two
        return None
    return " → ".join(f"{STATUSES[status]} ({year or 'jaar onbekend'})" for year, status in told)
