"""What a bottleneck is about: points per theme, from its words, its heading, and the kind of cue.

The spellings of a theme (`themes.toml`) are clear words, its `hints` weaker ones that only together or beside
a cue say something. A finer theme goes before the general one above it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kb.annotate.knelpunten.cues import CueError
from kb.annotate.knelpunten.patterns import Hit, PatternError, Patterns
from kb.taxonomy import Taxonomy, Words, words_of

CLEAR, HINT, BY_CUE = 2.0, 1.0, 0.5
"""Points of a clear word, of a hint, and of a cue that is usually about a theme."""
IN_HEADING = 1.0
"""Share with which words of the heading or lead-in right above count; of the one above that, half."""
IN_NAME = 1.5
"""Share with which words count in the name that a table gives a bottleneck."""
BESIDE = 0.5
"""Share with which words count that stand in a sentence without a cue."""
AGAIN = 0.4
"""Share with which another word of the same theme counts: one clear word outdoes many hints."""
SECOND_FROM = 0.6
"""A second theme needs this share of the points of the first, and at least one clear word."""
OTHER = "overig"
_COMPOUND_FROM = 8


@dataclass(frozen=True, slots=True)
class Clue:
    """A word of a theme; `clear` when it says enough by itself."""

    theme: str
    clear: bool


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme of a bottleneck: id, label, points, and the words (half-open offsets) that say so, if any.

    `words` are all words of the theme that were found, folded, those that say most first.
    """

    id: str
    label: str
    points: float
    start: int | None
    end: int | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of a taxonomy, ready to be looked for."""

    labels: dict[str, str]
    broader: dict[str, str | None]
    finer: dict[str, str]
    weights: dict[str, float]
    patterns: Patterns[Clue]


def themes_of(taxonomy: Taxonomy) -> Themes:
    """The themes of a taxonomy. Raises CueError when a pattern cannot be read."""
    entries = taxonomy.entries("theme")
    found: list[tuple[str, Clue]] = []
    for entry in entries:
        found.extend((as_pattern(text), Clue(entry.id, clear=True)) for text in entry.spellings)
        found.extend((text, Clue(entry.id, clear=True)) for text in entry.extra.get("patterns", ()))
        found.extend((text, Clue(entry.id, clear=False)) for text in entry.extra.get("hints", ()))
    try:
        patterns = Patterns(found)
    except PatternError as error:
        raise CueError(f"themes.toml: {error}") from error
    return Themes(
        {entry.id: entry.label for entry in entries},
        {entry.id: entry.broader for entry in entries},
        {entry.id: finer for entry in entries if (finer := entry.get("finer")) is not None},
        {entry.id: float(entry.extra.get("weight", 1.0)) for entry in entries},
        patterns,
    )


def as_pattern(spelling: str) -> str:
    """A spelling of the taxonomy as a pattern; a long word alone also stands for compounds with it."""
    words = words_of(spelling).folded
    if len(words) == 1 and len(words[0]) >= _COMPOUND_FROM:
        return f"{words[0]}|{words[0]}*|*{words[0]}"
    return " ".join(words)


class Points:
    """Adds up what speaks for each theme; the first clear word of a theme is kept as its evidence."""

    def __init__(self, themes: Themes) -> None:
        self._themes = themes
        self._best: dict[str, float] = {}
        self._sum: dict[str, float] = {}
        self._clear: set[str] = set()
        self._words: dict[str, dict[str, float]] = {}
        self._place: dict[str, tuple[float, int, int]] = {}

    def words(
        self, words: Words, hits: Iterable[Hit[Clue]], share: float, sure: AbstractSet[str] = frozenset()
    ) -> None:
        """Counts the hits of one sentence with `share`; the best place of a theme is kept as its evidence.

        Hints of the themes in `sure` count as clear words.
        """
        for hit in hits:
            points = self._count(words, hit, share, hit.owner.theme in sure)
            known = self._place.get(hit.owner.theme)
            if known is None or points > known[0]:
                self._place[hit.owner.theme] = (points, words.starts[hit.first], words.ends[hit.last])

    def around(self, words: Words, hits: Iterable[Hit[Clue]], share: float) -> None:
        """Counts the hits of a heading, a lead-in or a name."""
        for hit in hits:
            self._count(words, hit, share)

    def cue(self, theme: str, share: float) -> None:
        """Counts a cue that is usually about `theme`."""
        known = self._words.setdefault(theme, {})
        known[""] = max(known.get("", 0.0), BY_CUE * share)

    def _count(self, words: Words, hit: Hit[Clue], share: float, sure: bool = False) -> float:
        clear = hit.owner.clear or sure
        points = (CLEAR if clear else HINT) * share
        known = self._words.setdefault(hit.owner.theme, {})
        text = " ".join(words.folded[hit.first : hit.last + 1])
        known[text] = max(points, known.get(text, 0.0))
        if clear:
            self._clear.add(hit.owner.theme)
        return points

    def best(self) -> tuple[ThemeHit, ...]:
        """At most two themes, the main one first; a general theme gives way to the finer one below it."""
        totals = {
            theme: _total(words.values()) * self._themes.weights.get(theme, 1.0)
            for theme, words in self._words.items()
        }
        for general, finer in self._themes.finer.items():
            if general in totals:
                self._give_way(totals, general, finer)
        ranked = sorted(totals, key=lambda theme: (-totals[theme], self._first(theme), theme))
        found = [self._hit(theme, totals[theme]) for theme in ranked[:1]]
        found += [
            self._hit(theme, totals[theme])
            for theme in ranked[1:2]
            if theme in self._clear and totals[theme] >= SECOND_FROM * totals[ranked[0]]
        ]
        return tuple(found)

    def _give_way(self, totals: dict[str, float], general: str, finer: str) -> None:
        """Lets the best theme below `general` have its points; `finer` where none of them is spoken of."""
        below = [theme for theme in totals if self._themes.broader.get(theme) == general]
        heir = max(below, key=lambda theme: totals[theme]) if below else finer
        points = totals.pop(general)
        totals[heir] = max(points, totals.get(heir, 0.0) + AGAIN * points)
        if general in self._clear:
            self._clear.add(heir)
        if general in self._place:
            self._place.setdefault(heir, self._place[general])

    def _first(self, theme: str) -> int:
        """Where the words of a theme stand; of equal themes the one that is spoken of first is the main one."""
        place = self._place.get(theme)
        return place[1] if place is not None else sys.maxsize

    def _hit(self, theme: str, points: float) -> ThemeHit:
        place = self._place.get(theme)
        start, end = (place[1], place[2]) if place else (None, None)
        known = self._words.get(theme, {})
        words = tuple(sorted((word for word in known if word), key=lambda word: (-known[word], word)))
        return ThemeHit(theme, self._themes.labels.get(theme, theme), points, start, end, words)


def _total(points: Iterable[float]) -> float:
    ranked = sorted(points, reverse=True)
    return ranked[0] + AGAIN * sum(ranked[1:])
