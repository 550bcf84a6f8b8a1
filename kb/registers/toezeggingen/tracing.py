"""The words that promises are traced by over documents: which of them tell something, and who has them.

A word counts more the fewer have it, records and passages together (see `rounded`). A word that too many have
is no way to look something up.
"""

from __future__ import annotations

from collections.abc import Iterable

from kb.registers.shelf import Shelf, rounded, rounded_total
from kb.registers.toezeggingen.topics import Topic, rarity
from kb.store.cards import Card

PROMISE, PLACE, NUMBER = "toezegging", "plaats", "toezegging-nummer"
"""Cards of records, of passages that may fulfil one, and of records by their number in the register."""
RARE = 0.35
"""How rare a word is by which others are looked up."""
POSTINGS = 400
"""Passages that a word may stand in to be looked up; a commoner word tells nothing."""
GROUP = POSTINGS // 10
"""Records, the same."""


class Tracing:
    """The cards of promises and passages, and what their words weigh now."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._total = rounded_total(shelf.total(PROMISE) + shelf.total(PLACE))
        before = rounded_total(shelf.total_before(PROMISE) + shelf.total_before(PLACE))
        self.everything = self._total != before
        self._total = max(2.0, self._total)
        self._rarity: dict[str, float] = {}

    def rarity(self, word: str) -> float:
        """How much a word counts: 0 for one that most have, 1 for one that hardly any record or passage has."""
        if word not in self._rarity:
            spread = rounded(self.shelf.count(PROMISE, word) + self.shelf.count(PLACE, word))
            self._rarity[word] = rarity(spread, self._total)
        return self._rarity[word]

    def read_counts(self, words: Iterable[str]) -> None:
        """Read ahead how many have each of these words."""
        wanted = set(words)
        self.shelf.read_counts(PROMISE, wanted)
        self.shelf.read_counts(PLACE, wanted)

    def looked_up(self, word: str) -> bool:
        """Whether few enough passages have a word to look them up by it."""
        return self.shelf.count(PLACE, word) <= POSTINGS

    def grouped(self, word: str) -> bool:
        """Whether records are compared with each other because they share a word."""
        return self.rarity(word) >= RARE and self.shelf.count(PROMISE, word) <= GROUP

    @staticmethod
    def topic(card: Card) -> Topic:
        """What a record is about."""
        return Topic(card.words, card.facts["shown"])

    def weighed_anew(self) -> set[str]:
        """The records that came, and those with a word that counts otherwise now than it did."""
        shelf = self.shelf
        if self.everything:
            return shelf.names(PROMISE)
        moved = {*shelf.moved(PROMISE), *shelf.moved(PLACE)}
        self.read_counts(moved)
        other = [word for word in moved if self._state(word, now=True) != self._state(word, now=False)]
        shelf.read_having(PROMISE, other)
        return {name for word in other for name in shelf.having(PROMISE, word)} | shelf.come(PROMISE).keys()

    def _state(self, word: str, *, now: bool) -> tuple[float, bool, bool]:
        """All that decides what a word counts for."""
        count = self.shelf.count if now else self.shelf.count_before
        records, places = count(PROMISE, word), count(PLACE, word)
        return rounded(records + places), places <= POSTINGS, records <= GROUP
