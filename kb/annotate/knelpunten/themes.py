"""What a bottleneck is about: points per theme, from its words, its heading, and the kind of cue.

The spellings of a theme (`themes.toml`) are clear words, its `hints` weaker ones that only together or beside
a cue say something, and its `faint` ones hardly anything by themselves. A finer theme goes before the general
one above it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kb.annotate.knelpunten.cues import CueError
from kb.annotate.knelpunten.patterns import Hit, PatternError, Patterns, keys_of
from kb.taxonomy import Taxonomy, Words, words_of

CLEAR, HINT, FAINT, BY_CUE = 2.0, 1.2, 0.4, 0.3
"""Points of a clear word, of a hint, of a faint hint, and of a cue that is usually about a theme."""
IN_HEADING = 1.0
"""Share with which words of the heading or lead-in right above count; of the one above that, half."""
IN_NAME = 1.5
"""Share with which words count in the name that a table gives a bottleneck."""
BESIDE = 0.9
"""Share with which words count that stand in a sentence without a cue."""
LEADING = 1.4
"""How much more words count in the first sentence: it mostly says what a stretch of text is about."""
AGAIN = 0.6
"""Share with which another word of the same theme counts."""
PHRASE = 3
"""Words of a clear phrase within which a hint of another theme does not count."""
SECOND_FROM = 0.6
"""A second theme needs this share of the points of the first, and at least one clear word."""
OTHER = "overig"
_COMPOUND_FROM = 8


@dataclass(frozen=True, slots=True)
class Clue:
    """A word of a theme and what it counts for; `clear` when it says enough by itself."""

    theme: str
    points: float

    @property
    def clear(self) -> bool:
        """Whether it says enough by itself."""
        return self.points >= CLEAR


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
        found.extend((as_pattern(text), Clue(entry.id, CLEAR)) for text in entry.spellings)
        for name, points in (("patterns", CLEAR), ("hints", HINT), ("faint", FAINT)):
            found.extend((text, Clue(entry.id, points)) for text in entry.extra.get(name, ()))
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
        self._forms: dict[tuple[str, ...], str] = {}

    def words(
        self,
        words: Words,
        hits: Iterable[Hit[Clue]],
        share: float,
        sure: AbstractSet[tuple[str, int]] = frozenset(),
    ) -> None:
        """Counts the hits of one sentence with `share`; the best place of a theme is kept as its evidence.

        Hints at the places in `sure` (theme and number of a word) count as clear words.
        """
        for hit in _apart(hits, sure):
            points = self._count(words, hit, share, (hit.owner.theme, hit.first) in sure)
            known = self._place.get(hit.owner.theme)
            if known is None or points > known[0]:
                self._place[hit.owner.theme] = (points, words.starts[hit.first], words.ends[hit.last])

    def around(self, words: Words, hits: Iterable[Hit[Clue]], share: float) -> None:
        """Counts the hits of a heading, a lead-in or a name."""
        for hit in _apart(hits, frozenset()):
            self._count(words, hit, share)

    def cue(self, theme: str, share: float) -> None:
        """Counts a cue that is usually about `theme`."""
        known = self._words.setdefault(theme, {})
        known[""] = max(known.get("", 0.0), BY_CUE * share)

    def _count(self, words: Words, hit: Hit[Clue], share: float, sure: bool = False) -> float:
        clear = hit.owner.clear or sure
        points = (CLEAR if clear else hit.owner.points) * share
        known = self._words.setdefault(hit.owner.theme, {})
        found = words.folded[hit.first : hit.last + 1]
        text = " ".join(found)
        if len(found) == 1:  # "wet" and "wetten" are one word
            text = self._forms.setdefault((hit.owner.theme, *keys_of(text)), text)
        known[text] = max(points, known.get(text, 0.0))
        if clear:
            self._clear.add(hit.owner.theme)
        return points

    def best(self) -> tuple[ThemeHit, ...]:
        """At most two themes, the main one first; a general theme gives way to the finer one below it."""
        for general, finer in self._themes.finer.items():
            if general in self._words:
                self._give_way(general, finer)
        totals = {theme: self._total(theme) for theme in self._words}
        ranked = sorted(totals, key=lambda theme: (-totals[theme], self._first(theme), theme))
        found = [self._hit(theme, totals[theme]) for theme in ranked[:1]]
        found += [
            self._hit(theme, totals[theme])
            for theme in ranked[1:2]
            if theme in self._clear and totals[theme] >= SECOND_FROM * totals[ranked[0]]
        ]
        return tuple(found)

    def _give_way(self, general: str, finer: str) -> None:
        """Lets the best theme below `general` have its words; `finer` where none of them is spoken of."""
        below = [theme for theme in self._words if self._themes.broader.get(theme) == general]
        heir = max(below, key=self._total) if below else finer
        known = self._words.setdefault(heir, {})
        for word, points in self._words.pop(general).items():
            known[word] = max(points, known.get(word, 0.0))
        if general in self._clear:
            self._clear.add(heir)
        if general in self._place:
            self._place.setdefault(heir, self._place[general])

    def _total(self, theme: str) -> float:
        ranked = sorted(self._words[theme].values(), reverse=True)
        return (ranked[0] + AGAIN * sum(ranked[1:])) * self._themes.weights.get(theme, 1.0)

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


def _apart(hits: Iterable[Hit[Clue]], sure: AbstractSet[tuple[str, int]]) -> list[Hit[Clue]]:
    """The hits without those within a better one: "contact" in "persoonlijk contact".

    A hint also gives way to a longer clear phrase of another theme: "rekening" in "rekening houden met".
    """

    def clear(hit: Hit[Clue]) -> bool:
        return hit.owner.clear or (hit.owner.theme, hit.first) in sure

    ranked = sorted(hits, key=lambda hit: (not clear(hit), -hit.owner.points, hit.first - hit.last, hit.first))
    taken: dict[str, set[int]] = {}
    phrases: set[int] = set()
    kept: list[Hit[Clue]] = []
    for hit in ranked:
        places = range(hit.first, hit.last + 1)
        if not clear(hit) and len(places) == 1 and hit.first in phrases:
            continue
        if taken.setdefault(hit.owner.theme, set()).isdisjoint(places):
            taken[hit.owner.theme].update(places)
            kept.append(hit)
            if clear(hit) and 1 < len(places) <= PHRASE:
                phrases.update(places)
    return kept
