"""The second pass: the best passages of an engine scored anew, the same way for every engine.

BM25F over weighted zones, where a term found only as a compound part or synonym counts for less; then
how many of the typed terms are there (coverage), how near each other (nearness), and whether a year that
was typed is one of the passage's. All weights stand in `ranking.toml`; nothing is fitted to a query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from index.columns import Columns, Floats, Ints, Mask
from index.engine import Layer, Lookup
from index.entries import ZONES
from index.feedback import shared_words
from index.forward import Forward
from index.places import among
from index.plan import Plan
from index.postings import gather, idf, with_words
from index.ranking_data import Weights

Frequency: TypeAlias = Callable[[Layer, str], int]
Matrix: TypeAlias = npt.NDArray[np.float64]

# Nearness looks at pairs: more terms than this (a pasted text) are weighed without it.
_MAX_NEAR_TERMS: Final = 24
# One part is no compound: every word with that part is found by it already.
_COMPOUND: Final = 2


@dataclass(frozen=True, slots=True)
class _Column:
    """One way in which a term can stand in a passage: word number → worth (weight times idf).

    Only words that stand in the passages at hand; `best` is the highest worth that any word can have.
    """

    term: int
    worth: dict[int, float]
    best: float


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The words of the passages at hand in one row: passage and zone of each, and which words there are."""

    words: Ints
    owner: Ints
    zones: Ints
    present: Mask

    @classmethod
    def of(cls, forward: Forward, ordinals: npt.NDArray[np.integer]) -> _Gathered:
        words, owner, zones = gather(forward, ordinals)
        present = np.zeros(len(forward.vocabulary), dtype=np.bool_)
        present[words] = True
        return cls(words, owner, zones, present)

    def among(self, numbers: npt.NDArray[np.integer], worth: float) -> dict[int, float]:
        """Those of `numbers` that are there, each worth as much."""
        return dict.fromkeys(numbers[self.present[numbers]].tolist(), worth)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores passages for a plan. `frequency` tells in how many passages a term stands."""

    forward: Forward
    columns: Columns
    frequency: Frequency
    weights: Weights

    def scores(self, plan: Plan, ordinals: npt.NDArray[np.integer]) -> Floats:
        """A score per passage of `ordinals`, in their order."""
        if not plan.sought or not len(ordinals):
            return np.zeros(len(ordinals), dtype=np.float32)
        at_hand = _Gathered.of(self.forward, ordinals)
        columns, mains, groups = self._columns(plan, at_hand)
        hits = self._hits(columns, at_hand)
        by_column = self._by_column(columns, hits, ordinals)
        by_term = np.zeros((len(ordinals), len(plan.sought)))
        for term, column in mains:
            by_term[:, term] = np.maximum(by_term[:, term], by_column[:, column])
        for term, members in groups:
            parts = by_column[:, members]
            whole = parts.sum(axis=1) * (parts > 0).all(axis=1)
            by_term[:, term] = np.maximum(by_term[:, term], whole)
        liked = 1 + self.weights.soft_filter * self._soft(plan, ordinals)
        score = self._total(columns, hits, by_term) * liked
        if self.weights.long_question.local and len(plan.sought) >= self.weights.long_question.terms:
            score = self._total(columns, hits, by_term * self._telling(by_term, score)) * liked
        if self.weights.feedback:
            score += self.weights.feedback * self._feedback(
                columns, ordinals, at_hand, score.astype(np.float32)
            )
        final: Floats = score.astype(np.float32)
        return final

    def _total(self, columns: Sequence[_Column], hits: _Hits, by_term: Matrix) -> Matrix:
        """The score of each passage: what its terms are worth, how near each other, and how many of all."""
        score = by_term.sum(axis=1) + self.weights.nearness * self._nearness(columns, hits, by_term)
        total: Matrix = score * self._coverage(columns, by_term)
        return total

    def _telling(self, by_term: Matrix, score: Matrix) -> Matrix:
        """Per term how much it tells the best passages apart: less the more of them have it.

        The inverse document frequency among the best passages instead of all (local idf; Xu and Croft 1996
        on local context), from 1 for a term that none has.
        """
        how = self.weights.long_question
        best = np.argsort(-score, kind="stable")[: how.best]
        having = (by_term[best] > 0).sum(axis=0)
        rare = np.log((len(best) + 1) / (having + 0.5)) / np.log((len(best) + 1) / 0.5)
        telling: Matrix = 1 - how.local + how.local * rare
        return telling

    def _feedback(
        self,
        columns: Sequence[_Column],
        ordinals: npt.NDArray[np.integer],
        at_hand: _Gathered,
        scores: Floats,
    ) -> Matrix:
        """What the words that the best of `ordinals` share say of each."""
        size = len(self.columns)
        typed = {number for column in columns for number in column.worth}
        found = shared_words(
            self.forward, ordinals, scores, lambda key: idf(self.frequency("key", key), size), typed
        )
        if not found:
            return np.zeros(len(ordinals))
        by_key = self.forward.vocabulary.by_key
        shared = [_Column(0, at_hand.among(by_key.numbers(key), worth), worth) for key, worth in found.items()]
        total: Matrix = self._by_column(shared, self._hits(shared, at_hand), ordinals).sum(axis=1)
        return total

    # ------------------------------------------------------------------ what is looked for

    def _columns(
        self, plan: Plan, at_hand: _Gathered
    ) -> tuple[list[_Column], list[tuple[int, int]], list[tuple[int, list[int]]]]:
        columns: list[_Column] = []
        mains: list[tuple[int, int]] = []
        groups: list[tuple[int, list[int]]] = []
        for term, sought in enumerate(plan.sought):
            if sought.lookups or sought.prefix is not None:
                mains.append((term, len(columns)))
                ways = (
                    self._longer(sought.compound, at_hand),
                    self._worth(sought.lookups, at_hand),
                    self._beginning(sought.prefix, at_hand),
                )
                worth = {number: value for way, _ in ways for number, value in way.items()}
                columns.append(_Column(term, worth, max(best for _, best in ways)))
            for group in sought.groups:
                groups.append((term, list(range(len(columns), len(columns) + len(group)))))
                columns.extend(_Column(term, *self._worth(node.lookups, at_hand)) for node in group)
        return columns, mains, groups

    def _worth(self, lookups: Sequence[Lookup], at_hand: _Gathered) -> tuple[dict[int, float], float]:
        """Of each word at hand what it is worth, and the highest worth of any word."""
        vocabulary = self.forward.vocabulary
        by_layer = {"key": vocabulary.by_key, "part": vocabulary.by_part, "form": vocabulary.by_form}
        found: list[tuple[float, dict[int, float]]] = []
        for lookup in lookups:
            numbers = by_layer[lookup.layer].numbers(lookup.text)
            if len(numbers):
                value = lookup.weight * idf(self.frequency(lookup.layer, lookup.text), len(self.columns))
                found.append((value, at_hand.among(numbers, value)))
        worth: dict[int, float] = {}
        # The highest comes last, and stays.
        for _, numbered in sorted(found, key=lambda item: item[0]):
            worth.update(numbered)
        return worth, max((value for value, _ in found), default=0.0)

    def _longer(self, compound: Sequence[str], at_hand: _Gathered) -> tuple[dict[int, float], float]:
        """Words that have all parts of a typed compound: "ex-partner" finds "ex-toeslagpartner"."""
        if len(compound) < _COMPOUND:
            return {}, 0.0
        lists = sorted((self.forward.vocabulary.by_part.numbers(part) for part in compound), key=len)
        numbers = lists[0]
        for other in lists[1:]:
            numbers = numbers[among(other, numbers)]
        if not len(numbers):
            return {}, 0.0
        rarest = min(self.frequency("part", part) for part in compound)
        worth = self.weights.parts * idf(rarest, len(self.columns))
        return at_hand.among(numbers, worth), worth

    def _beginning(self, prefix: str | None, at_hand: _Gathered) -> tuple[dict[int, float], float]:
        """All words that begin so, each worth as much as one word that is as frequent as all together."""
        if prefix is None:
            return {}, 0.0
        numbers = self.forward.vocabulary.beginning(prefix)
        if not numbers:
            return {}, 0.0
        frequency = len(with_words(self.forward, numbers, None)[0])
        worth = idf(frequency, len(self.columns))
        return at_hand.among(np.asarray(numbers, dtype=np.int32), worth), worth

    # ------------------------------------------------------------------ what is found

    def _hits(self, columns: Sequence[_Column], at_hand: _Gathered) -> _Hits:
        """Every word at hand that one of the columns looks for, in order of place."""
        words, owner, zones = at_hand.words, at_hand.owner, at_hand.zones
        pairs = sorted(
            (number, c, worth) for c, item in enumerate(columns) for number, worth in item.worth.items()
        )
        numbers = np.asarray([number for number, _, _ in pairs], dtype=np.int32)
        # A word may serve several columns: each of its pairs gives a hit of its own.
        sought = np.flatnonzero(among(numbers, words))
        first = np.searchsorted(numbers, words[sought], side="left")
        count = np.searchsorted(numbers, words[sought], side="right") - first
        places = np.repeat(sought, count)
        steps = np.arange(len(places)) - np.repeat(np.cumsum(count) - count, count)
        pair = np.repeat(first, count) + steps
        of_column = np.asarray([place for _, place, _ in pairs], dtype=np.int32)[pair]
        worth = np.asarray([value for _, _, value in pairs])[pair]
        return _Hits(places, owner[places], zones[places], of_column, worth)

    def _by_column(self, columns: Sequence[_Column], hits: _Hits, ordinals: npt.NDArray[np.integer]) -> Matrix:
        """BM25F per passage and column: linear in the worth of the best word, saturating in how often."""
        shape = (len(ordinals), len(columns))
        best, frequency = np.zeros(shape), np.zeros(shape)
        np.maximum.at(best, (hits.owner, hits.column), hits.worth)
        of_best = best[hits.owner, hits.column]
        zone_weights = np.asarray([self.weights.zones[zone] for zone in ZONES])
        np.add.at(
            frequency,
            (hits.owner, hits.column),
            zone_weights[hits.zone]
            * np.divide(hits.worth, of_best, out=np.zeros_like(of_best), where=of_best > 0),
        )
        norm = self.forward.norms(1.0, self.weights.b)[ordinals]
        saturated = frequency * (self.weights.k1 + 1) / (frequency + self.weights.k1 * norm[:, None])
        matrix: Matrix = best * saturated
        return matrix

    # ------------------------------------------------------------------ what else counts

    def _nearness(self, columns: Sequence[_Column], hits: _Hits, by_term: Matrix) -> Matrix:
        """Per passage: for each term, how near the nearest other term stands, times what it is worth."""
        passages, terms = by_term.shape
        closeness = np.zeros((passages, terms))
        if not 1 < terms <= _MAX_NEAR_TERMS or not len(hits.place):
            return np.zeros(passages)
        term = np.asarray([column.term for column in columns])[hits.column]
        # Neighbours in the row of hits; a hit of the same term or word in between hides none further on
        # than this many hits.
        for step in (1, 2, 3):
            left, right = slice(None, -step), slice(step, None)
            distance = hits.place[right] - hits.place[left]
            same = (hits.owner[right] == hits.owner[left]) & (hits.zone[right] == hits.zone[left])
            near = same & (term[right] != term[left]) & (distance <= self.weights.distance)
            near &= distance > 0
            worth = 1 - (distance[near] - 1) / self.weights.distance
            for side in (left, right):
                np.maximum.at(closeness, (hits.owner[side][near], term[side][near]), worth)
        result: Matrix = (closeness * by_term).sum(axis=1)
        return result

    def _coverage(self, columns: Sequence[_Column], by_term: Matrix) -> Matrix:
        """From 1 - coverage (hardly any of the terms) to 1 (all): terms count by what they are worth."""
        worth = np.zeros(by_term.shape[1])
        for column in columns:
            worth[column.term] = max(worth[column.term], column.best)
        if not worth.sum():
            return np.ones(len(by_term))
        share = ((by_term > 0) * worth).sum(axis=1) / worth.sum()
        result: Matrix = 1 - self.weights.coverage * (1 - share)
        return result

    def _soft(self, plan: Plan, ordinals: npt.NDArray[np.integer]) -> Matrix:
        """Which share of the filters taken from words a passage passes; a year also where it is named."""
        passed = np.zeros(len(ordinals))
        for item in plan.soft:
            found = self.columns.facets[item.facet].having(item.values)
            if item.facet == "year":
                found |= self.columns.facets["year_named"].having(item.values)
            passed += found[ordinals]
        return passed / max(1, len(plan.soft))


@dataclass(frozen=True, slots=True)
class _Hits:
    """Sought words as they stand: place in the row of words, passage, zone, column, worth."""

    place: npt.NDArray[np.int64]
    owner: Ints
    zone: Ints
    column: Ints
    worth: Matrix


def best_first(scores: Floats, ordinals: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
    """`ordinals` with the highest score first (none is negative); equals in order of the collection."""
    # The bits of floats that are not negative sort as they do: score and ordinal become one number, and
    # sorting bare numbers is many times faster than sorting by two keys.
    bits = np.ascontiguousarray(scores, dtype=np.float32).view(np.uint32)
    keys = (~bits).astype(np.uint64) << np.uint64(32) | ordinals.astype(np.uint64)
    keys.sort()
    ordered: npt.NDArray[np.integer] = (keys & np.uint64(0xFFFFFFFF)).astype(ordinals.dtype)
    return ordered
