"""A large collection made from a small one, for measuring speed: natural words, lengths and neighbours.

Text is walked through a bigram model of the given passages: each next word is drawn from those that followed
the word before. So words have the frequencies and neighbours of the source. A real large collection also
keeps bringing new words (Heaps' law), which a model of a small one cannot: one word in fifty is put together
from two others, chosen the rarer the larger their rank (Zipf), so that the vocabulary grows on. Lengths,
kinds, tags and headings are those of passages drawn at random; documents have sixty passages, and kinds,
organisations and years as in the source. Everything follows from `seed`.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, quantiles
from typing import Final

from index.entries import IndexEntry
from kb.records import Document

_PER_DOCUMENT: Final = 60
_NEW_WORD: Final = 0.02
_FIRST_YEAR: Final = 2010
_YEARS: Final = 15
_SHORTEST_PART: Final = 4
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a collection looks like: passages, words, distinct words, lengths, and how steep its words fall."""

    passages: int
    words: int
    distinct: int
    mean_length: float
    ninth_decile: float
    commonest: float
    once: float

    @classmethod
    def of(cls, texts: Sequence[str]) -> Statistics:
        """The statistics of some passages; words are parted by white space."""
        counts: Counter[str] = Counter()
        lengths = []
        for text in texts:
            words = text.lower().split()
            lengths.append(len(words))
            counts.update(words)
        total = counts.total() or 1
        once = sum(1 for count in counts.values() if count == 1)
        return cls(
            passages=len(texts),
            words=counts.total(),
            distinct=len(counts),
            mean_length=fmean(lengths),
            ninth_decile=quantiles(lengths, n=_TENTHS)[-1] if len(lengths) > 1 else float(lengths[0]),
            commonest=sum(count for _, count in counts.most_common(_TENTHS)) / total,
            once=once / (len(counts) or 1),
        )

    def shown(self) -> str:
        """As a line."""
        return (
            f"{self.passages} passages, {self.words} woorden ({self.distinct} verschillende, "
            f"{self.once:.0%} eenmalig), lengte gemiddeld {self.mean_length:.0f}, negende deciel "
            f"{self.ninth_decile:.0f}; de tien gewoonste woorden zijn {self.commonest:.0%}"
        )


@dataclass(frozen=True, slots=True)
class _Model:
    """Which words follow which; `ranked` are all words, the commonest first."""

    followers: dict[str, list[str]]
    openings: list[str]
    ranked: list[str]
    chance: random.Random

    @classmethod
    def of(cls, texts: Sequence[str], chance: random.Random) -> _Model:
        followers: dict[str, list[str]] = defaultdict(list)
        openings: list[str] = []
        counts: Counter[str] = Counter()
        for text in texts:
            words = text.split()
            openings.extend(words[:1])
            counts.update(words)
            for word, following in pairwise(words):
                followers[word].append(following)
        letters = [word for word, _ in counts.most_common() if word.isalpha() and len(word) >= _SHORTEST_PART]
        return cls(dict(followers), openings, letters, chance)

    def text(self, length: int) -> str:
        """So many words."""
        words: list[str] = []
        word = self.chance.choice(self.openings)
        while len(words) < length:
            words.append(self._new() if self.chance.random() < _NEW_WORD else word)
            after = self.followers.get(word)
            word = self.chance.choice(after) if after else self.chance.choice(self.openings)
        return " ".join(words)

    def _new(self) -> str:
        """Two words put together; that of rank r is chosen with a chance of about 1/r."""
        first, second = (self.ranked[int(len(self.ranked) ** self.chance.random()) - 1] for _ in range(2))
        return first + second.lower()


def made(entries: Sequence[IndexEntry], passages: int, seed: int = 1) -> Iterator[IndexEntry]:
    """So many passages like those of `entries`, in documents of sixty."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    model = _Model.of([entry.passage.text for entry in entries], chance)
    document = entries[0].document
    for number in range(passages):
        if number % _PER_DOCUMENT == 0:
            document = _document(chance.choice(entries).document, number // _PER_DOCUMENT, chance)
        like = chance.choice(entries).passage
        text = model.text(max(1, len(like.text.split())))
        passage = replace(
            like,
            passage_id=f"{document.document_id}.{number:08x}",
            document_id=document.document_id,
            text=text,
            spans=((0, len(text)),),
            char_start=0,
            char_end=len(text),
            footnotes=(),
            cells=None,
            ordinal=number % _PER_DOCUMENT,
        )
        yield IndexEntry(passage, document)


def _document(like: Document, number: int, chance: random.Random) -> Document:
    year = _FIRST_YEAR + chance.randrange(_YEARS)
    return replace(
        like,
        document_id=f"stuk-{number:06d}",
        source=f"stuk-{number:06d}.txt",
        title=f"{like.title or 'Stuk'} ({number})",
        kamerstuk=None,
        reporting_year=year,
        reporting_years=(year,),
        session=f"{year}-{year + 1}" if like.session else None,
        publication_date=replace(like.publication_date, value=f"{year + 1}-05", precision="month"),
    )
