"""Evaluates a query tree over posting lists as arrays: exact, term by term, no engine in sight.

For engines that can give the postings of a term but whose own way of joining them is slow or wrong in
its totals (Whoosh's unions, see the README). BM25 with the weighted frequencies of `EngineDocument`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from index.columns import Floats, Ints, Mask
from index.engine import (
    AllOf,
    AnyOf,
    EngineNode,
    Layer,
    Lookup,
    Matches,
    OrdinalsNode,
    PhraseNode,
    PrefixNode,
    TermNode,
    Wanted,
    Without,
)
from index.entries import WRITTEN_ZONES, ZONES, Zone
from index.forward import Forward
from index.kept import Kept
from index.places import among, rows_and_zones

Postings: TypeAlias = tuple[Ints, Floats]
Lister: TypeAlias = Callable[[Layer, str, Zone | None], Postings]
Sought: TypeAlias = tuple[TermNode, int]
"""What an engine keeps answers for: a term, and how many passages there are."""
NODE_ELEMENTS: Final = 2_000_000
"""So many passages are kept with their scores, 8 bytes each: who narrows a search asks the same words again."""


def idf(frequency: float, size: int) -> float:
    """How much a term tells that stands in `frequency` of `size` passages; never negative."""
    return float(np.log(1 + (size - frequency + 0.5) / (frequency + 0.5)))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates trees over `postings`, which gives the passages of keys and parts.

    Exact forms need no posting lists: they are read off the rows of words. The weights of `postings` are
    weighted frequencies.
    """

    forward: Forward
    postings: Lister
    k1: float
    b: float
    kept: Kept[Sought]

    def match(self, node: EngineNode, size: int) -> Matches:
        """What matches among ordinals below `size`, with BM25 scores."""
        match node:
            case TermNode():
                found = self._term(node, size)
            case PhraseNode():
                found = self._constant(self._phrase_mask(node, size))
            case PrefixNode():
                found = self._constant(self._prefix_mask(node, size))
            case OrdinalsNode():
                found = Matches(node.mask, np.zeros(size, dtype=np.float32))
            case Wanted():
                found = self._wanted(node, size)
            case Without():
                item, excluded = self.match(node.item, size), self.match(node.excluded, size)
                mask = item.mask & ~excluded.mask
                found = Matches(mask, item.scores * mask)
            case AllOf() | AnyOf():
                found = self._joined(node, size)
        return found

    def _wanted(self, node: Wanted, size: int) -> Matches:
        required, optional = self.match(node.required, size), self.match(node.optional, size)
        return Matches(required.mask, (required.scores + optional.scores) * required.mask)

    def _joined(self, node: AllOf | AnyOf, size: int) -> Matches:
        if isinstance(node, AnyOf):
            return self._any(node, size)
        mask = np.ones(size, dtype=np.bool_)
        scores = np.zeros(size, dtype=np.float32)
        for item in node.items:
            found = self.match(item, size)
            mask &= found.mask
            scores += found.scores
        return Matches(mask, scores * mask)

    def _any(self, node: AnyOf, size: int) -> Matches:
        """Terms touch only the passages that they stand in: rare ones cost next to nothing."""
        mask = np.zeros(size, dtype=np.bool_)
        scores = np.zeros(size, dtype=np.float32)
        for item in node.items:
            if isinstance(item, TermNode):
                ordinals, score = self._scored(item, size)
                mask[ordinals] = True
                scores[ordinals] += score
            else:
                found = self.match(item, size)
                mask |= found.mask
                scores += found.scores
        return Matches(mask, scores)

    def _term(self, node: TermNode, size: int) -> Matches:
        return self._any(AnyOf((node,)), size)

    def _scored(self, node: TermNode, size: int) -> Postings:
        """The passages of a term, each once, with the score of the best of its lookups."""
        return self.kept.answer((node, size), lambda: self._best(node, size))

    def _best(self, node: TermNode, size: int) -> Postings:
        lists = []
        for lookup in node.lookups:
            ordinals, weights = self._list(lookup, size)
            if len(ordinals):
                weight = np.float32(idf(len(ordinals), size) * lookup.weight)
                lists.append((ordinals, self._bm25(ordinals, weights) * weight))
        if len(lists) == 1:
            return lists[0]
        best = np.zeros(size, dtype=np.float32)
        for ordinals, score in lists:
            best[ordinals] = np.maximum(best[ordinals], score)
        found = np.zeros(size, dtype=np.bool_)
        for ordinals, _ in lists:
            found[ordinals] = True
        every = np.flatnonzero(found).astype(np.int32)
        return every, best[every]

    def _list(self, lookup: Lookup, size: int) -> Postings:
        if lookup.layer == "form":
            numbers = self.forward.vocabulary.by_form.get(lookup.text, ())
            ordinals, weights = with_words(self.forward, numbers, lookup.zone)
        else:
            ordinals, weights = self.postings(lookup.layer, lookup.text, lookup.zone)
        if len(ordinals) and ordinals.max() >= size:
            below = ordinals < size
            return ordinals[below], weights[below]
        return ordinals, weights

    def _bm25(self, ordinals: Ints, weights: Floats) -> Floats:
        norm = self.forward.norms(self.k1, self.b)[ordinals]
        score: Floats = (weights * (self.k1 + 1) / (weights + norm)).astype(np.float32)
        return score

    def _constant(self, mask: Mask) -> Matches:
        """A group of words counts as much as one word that is as rare."""
        weight = idf(int(mask.sum()), len(mask)) if mask.any() else 0.0
        return Matches(mask, mask.astype(np.float32) * np.float32(weight))

    def _prefix_mask(self, node: PrefixNode, size: int) -> Mask:
        mask = np.zeros(size, dtype=np.bool_)
        ordinals, _ = with_words(self.forward, self.forward.vocabulary.beginning(node.prefix), node.zone)
        mask[ordinals[ordinals < size]] = True
        return mask

    def _phrase_mask(self, node: PhraseNode, size: int) -> Mask:
        ordinals = with_phrase(self.forward, node.forms, node.zone)
        mask = np.zeros(size, dtype=np.bool_)
        mask[ordinals[ordinals < size]] = True
        return mask


def with_words(forward: Forward, numbers: Sequence[int], zone: Zone | None) -> Postings:
    """The passages in which one of the words with `numbers` stands, in `zone` or any written one.

    The weight of a passage is how often. What was asked last is remembered: matching and ranking ask the same.
    """
    return forward.asked.answer((tuple(numbers), zone), lambda: _with_words(forward, numbers, zone))


def _with_words(forward: Forward, numbers: Sequence[int], zone: Zone | None) -> Postings:
    found = forward.places.at(forward.words, numbers)
    rows, zones = rows_and_zones(forward.bounds, found)
    rows = rows[_wanted(zone)[zones]]
    # Places ascend, and so do passages: each begins where another one was before.
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    counts = np.diff(first, append=len(rows))
    return rows[first].astype(np.int32), counts.astype(np.float32)


def with_phrase(forward: Forward, forms: Sequence[str], zone: Zone | None) -> Ints:
    """The passages in which `forms` follow each other within one zone (`zone`, or any written one)."""
    by_form = forward.vocabulary.by_form
    sought = [by_form.get(form, ()) for form in forms]
    words, places = forward.words, forward.places
    # The rarest of the words is looked up, the others are looked for beside it.
    rarest = min(range(len(sought)), key=lambda step: places.count(words, sought[step]))
    at = places.at(words, sought[rarest]) - rarest
    at = at[(at >= 0) & (at <= len(words) - len(forms))]
    for step, numbers in enumerate(sought):
        if step != rarest:
            at = at[among(numbers, words[at + step])]
    rows, zones = rows_and_zones(forward.bounds, at)
    whole = at + len(forms) <= forward.bounds[rows, zones + 1]
    return _each(rows[whole & _wanted(zone)[zones]]).astype(np.int32)


def frequency(forward: Forward, numbers: Sequence[int]) -> int:
    """In how many passages one of the words with `numbers` is written."""
    if len(numbers) != 1:
        return len(with_words(forward, numbers, None)[0]) if numbers else 0
    places, (number,) = forward.places, numbers
    count = int(places.passages[number]) if number < len(places.passages) else 0
    later = np.flatnonzero(forward.words[places.covered :] == number) + places.covered
    rows, zones = rows_and_zones(forward.bounds, later)
    return count + len(_each(rows[_wanted(None)[zones]]))


def _each(rows: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
    """Every row once; `rows` ascend."""
    return rows[np.flatnonzero(np.diff(rows, prepend=-1))]


def _wanted(zone: Zone | None) -> Mask:
    """For each zone by number whether it is looked in: one, or all in which something is written."""
    return np.asarray([name in WRITTEN_ZONES if zone is None else name == zone for name in ZONES])


def gather(forward: Forward, ordinals: npt.NDArray[np.integer]) -> tuple[Ints, Ints, Ints]:
    """The words of some passages in one row: words, which of `ordinals` each is of, and its zone."""
    starts, ends = forward.bounds[ordinals, :-1].ravel(), forward.bounds[ordinals, 1:].ravel()
    sizes = ends - starts
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    words = np.asarray(forward.words[offsets + np.arange(sizes.sum())], dtype=np.int32)
    zone_count = len(ZONES)
    owner = np.repeat(np.arange(len(ordinals) * zone_count, dtype=np.int32), sizes)
    return words, owner // zone_count, owner % zone_count
