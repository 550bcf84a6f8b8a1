"""What follows from the pairs of alike bottlenecks: proposals, who belongs together, and their history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kb.registers.knelpunten.likeness import JOINED, KIND
from kb.registers.knelpunten.model import STATUSES, Likeness, Step
from kb.registers.shelf import Shelf, reached
from kb.store.cards import Card, Pair

TOGETHER = "knelpunt-samen"
"""Cards of the records that a person put together with others, or kept apart: their words are those ids."""
_BY_PERSON: Pair = (1.0, "door een persoon samengevoegd")


class Chains:
    """The chains of a collection as it is, or as it was `before` the change."""

    def __init__(self, shelf: Shelf, *, before: bool = False) -> None:
        self._shelf = shelf
        self._pairs = shelf.pairs_before if before else shelf.pairs
        self._card = shelf.card_before if before else shelf.card
        self._before = before
        self._ready: set[str] = set()
        self._best: dict[str, dict[str, str]] = {}
        self._decided: dict[str, dict[str, Pair]] = {}

    def outcomes(self, names: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The fields of these records, and of all that belong together with one of them."""
        found: dict[str, dict[str, Any]] = {}
        known = [card.name for card in self._shelf.cards(KIND, names)]
        self._read_chains(set(known))
        for name in known:
            if name not in found:
                found |= self._chain(name)
        return found

    def _read_chains(self, names: set[str]) -> None:
        """Read ahead all that belongs together with these records."""
        self._shelf.read_cards(KIND, reached(names, self.linked, self.read))

    def linked(self, name: str) -> list[str]:
        """The records that are surely the same as this one."""
        return [other for other, (score, _) in self.with_people(name).items() if score >= JOINED]

    def proposed(self, name: str) -> dict[str, Pair]:
        """The records of other documents that a record is proposed with: best of the document, or for it."""
        pairs = self._pairs(KIND, name)
        self.read((name,))
        mine = self._best_of(name)
        own, _ = self._owner(name)
        return {
            other: pair
            for other, pair in pairs.items()
            if mine[self._owner(other)[0]] == other or self._best_of(other)[own] == name
        }

    def _chain(self, name: str) -> dict[str, dict[str, Any]]:
        """The fields of all records that belong together with one."""
        cards = list(self._shelf.cards(KIND, sorted(reached((name,), self.linked))))
        cards.sort(
            key=lambda card: (
                card.facts["year"] or 0, card.facts["date"], card.document_id, card.facts["place"], card.name
            )
        )  # fmt: skip
        history = _history(cards)
        return {card.name: _fields(card, cards, history, self.with_people(card.name)) for card in cards}

    def with_people(self, name: str) -> dict[str, Pair]:
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
                if other not in parted and (pair is not _BY_PERSON or self._card(KIND, other) is not None)
            }
        return self._decided[name]

    def read(self, names: Iterable[str]) -> None:
        """Read ahead what these records are proposed with."""
        wanted = set(names) - self._ready
        self._ready |= wanted
        self._shelf.read_pairs(KIND, wanted)
        others = {other for name in wanted for other in self._pairs(KIND, name)}
        self._shelf.read_pairs(KIND, others)
        theirs = {other for name in others for other in self._pairs(KIND, name)}
        self._shelf.read_owners(KIND, wanted | others | theirs)
        self._shelf.read_cards(TOGETHER, wanted)
        self._shelf.read_having(TOGETHER, wanted)

    def _best_of(self, name: str) -> dict[str, str]:
        """For each other document the record of it that is most like this one."""
        if name not in self._best:
            best: dict[str, tuple[float, int, str]] = {}
            for other, (score, _) in self._pairs(KIND, name).items():
                document, place = self._owner(other)
                rank = (-score, place, other)
                best[document] = min(best.get(document, rank), rank)
            self._best[name] = {document: other for document, (_, _, other) in best.items()}
        return self._best[name]

    def _owner(self, name: str) -> tuple[str, int]:
        return self._shelf.owner(KIND, name, before=self._before)


def likenesses(pairs: Mapping[str, Pair]) -> tuple[Likeness, ...]:
    """The proposals of a record, the likeliest first."""
    found = (Likeness(other, score, why) for other, (score, why) in pairs.items())
    return tuple(sorted(found, key=lambda like: (-like.score, like.knelpunt_id)))


def _history(ordered: Sequence[Card]) -> dict[str, Any]:
    """How a bottleneck stood through the years: the fields that all records of a chain have in common."""
    steps = tuple(
        Step(item.facts["year"], item.facts["status"], item.name, item.document_id) for item in ordered
    )
    years = [step.year for step in steps if step.year is not None]
    return {
        "history": steps if len(steps) > 1 else (),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "changed": changed(steps),
    }


def _fields(
    card: Card, ordered: Sequence[Card], history: Mapping[str, Any], pairs: Mapping[str, Pair]
) -> dict[str, Any]:
    """What joining fills in a record; `ordered` is its chain, itself included, in order of year."""
    if len(ordered) == 1:
        return {"same_as": (), "likenesses": (), **history}
    return {
        "same_as": tuple(item.name for item in ordered if item.name != card.name),
        "likenesses": likenesses(pairs),
        **history,
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
