"""What a record or passage is about, as words with weights: what tracing over documents compares.

The words of a promise often point back ("deze", "hiervan"): then its heading and the sentence before say
what it is about. Words that stand in every letter do not count; a word counts more as fewer passages have it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb.language.analysis import analyse, normal_form
from kb.language.frequency import frequencies
from kb.records import Passage
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import Toezegging

_SHORTEST = 5
"""Letters of a word that can say what something is about."""
_FEW = 3
"""With less weight of its own a record leans on its heading and the sentence before."""
_BEFORE = 240
_HEADING, _LESS = 0.8, 0.3
_CORE = 0.35
_EVERYWHERE, _SPREAD = 5.5, 2.0
"""Zipf frequency from which a word says nothing ("onderzoek"), and over how much below it comes to say all."""


def _keys(word: str) -> tuple[str, ...]:
    return tuple(key for term in analyse(word) for key in term.keys)


_COMMON = frozenset(key for word in CUES["geen_onderwerp"]["woorden"] for key in _keys(word))


def topic_words(text: str) -> dict[str, str]:
    """The words that can say what a text is about: key → the word as it stands there."""
    found: dict[str, str] = {}
    for term in analyse(text):
        says = term.kind == "word" and len(term.form) >= _SHORTEST and telling(term.text) > 0
        if says and not _COMMON.intersection(term.keys):
            found.setdefault(term.keys[0], term.text)
    return found


def telling(word: str) -> float:
    """How much a word says in any Dutch text, 0..1: little for one that everybody uses (Zipf frequency)."""
    return max(0.0, min(1.0, (_EVERYWHERE - frequencies().get(normal_form(word), 0.0)) / _SPREAD))


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of a record with how much each counts (0..1) before rarity, and as they stand in the text."""

    weights: Mapping[str, float]
    shown: Mapping[str, str]

    def core(self) -> Topic:
        """Without what only stands near: its own words, and its heading where these are few."""
        kept = {key: weight for key, weight in self.weights.items() if weight >= _CORE}
        return Topic(kept or self.weights, self.shown)


def topic_of(record: Toezegging, passage: Passage | None) -> Topic:
    """What a record is about, with what stands before it where it says little itself."""
    own = topic_words(f"{record.quote} {record.subject or ''}")
    weights = {key: telling(word) for key, word in own.items()}
    shown = dict(own)
    if passage is not None:
        few = sum(weights.values()) < _FEW
        heading = topic_words(" ".join(passage.section[-1:]))
        before = topic_words(_before(record, passage))
        for words, part in ((heading, _HEADING if few else _LESS), (before, _LESS if own or heading else 1.0)):
            for key, word in words.items():
                weights.setdefault(key, part * telling(word))
                shown.setdefault(key, word)
    return Topic(weights, shown)


def _before(record: Toezegging, passage: Passage) -> str:
    """The text of the passage right before the quote."""
    text = " ".join(passage.text.split())
    at = text.find(record.quote)
    return text[max(0, at - _BEFORE) : at] if at > 0 else ""


class Rarity:
    """How rare a word is among passages: 0 for a word that most have, 1 for one that hardly any has."""

    def __init__(self, counts: Counter[str], total: int) -> None:
        self._counts = counts
        self._total = max(2, total)

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Rarity:
        """Counted over the keys of many texts."""
        counts: Counter[str] = Counter()
        total = 0
        for keys in texts:
            counts.update(set(keys))
            total += 1
        return cls(counts, total)

    def __call__(self, key: str) -> float:
        """The weight of a word."""
        return rarity(self._counts.get(key, 0), self._total)


def rarity(count: float, total: float) -> float:
    """How rare a word is that `count` of `total` have: 0 when all do, 1 when hardly any does."""
    return max(0.0, math.log(total / (count or 1)) / math.log(total))


def overlap(topic: Topic, keys: Iterable[str], rarity: Callable[[str], float]) -> tuple[float, list[str]]:
    """The share of a topic that other words cover, 0..1, and the words that they share, the rarest first."""
    whole = {key: weight * rarity(key) for key, weight in topic.weights.items()}
    total = sum(sorted(whole.values(), reverse=True)[:_MOST])
    shared = sorted(whole.keys() & set(keys), key=lambda key: (-whole[key], key))
    if not total:
        return 0.0, []
    return min(1.0, sum(whole[key] for key in shared) / total), shared


_MOST = 8
"""Words that a whole topic counts for at most: a long sentence need not be repeated in full."""
