"""The parts of a Dutch compound: kinderopvangtoeslag → kinder, opvang, toeslag.

Of all ways to write a word as a row of known words (with a linking s, e or en between), the one with the
lowest cost is taken: each part costs as much as it is rare, and every part adds a fixed sum, so that few
common parts win. A word that is common itself needs better parts to be split. The parts must cover the word.
What may not be a part (prefixes, suffixes, function words) is data: compounds.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from kb.language.frequency import frequencies
from kb.language.stems import dictionary, is_infinitive

_SHORTEST: Final = 3  # letters of a part; shorter ones are linking letters and endings
_LONGEST_PART: Final = 24
_LONGEST_WORD: Final = 64  # longer rows of letters are no Dutch words; keeps the work per word bounded
_LINKS: Final = ("s", "e", "en")
# How common (Zipf) a part must be, by its length: short rows of letters are in every word list by accident.
_KNOWN_ZIPF: Final = {3: 4.0, 4: 3.2, 5: 2.5}  # a word that the lemma dictionary has
_OTHER_ZIPF: Final = {4: 3.3, 5: 2.8, 6: 2.4, 7: 2.0, 8: 1.6}  # one that only the frequency list has
_LONG_ZIPF: Final = 1.2
_DERIVED_ZIPF: Final = 2.0  # the verb of a noun in -ing that no list has
_SCALE: Final = 9.0  # costs are _SCALE - Zipf: 2 for very common words, 8 for rare ones
_PART_COST: Final = 1.5
_LINK_COST: Final = 0.5
_OTHER_COST: Final = 0.5
_DERIVED_COST: Final = 1.0
_WHOLE_WEIGHT: Final = 0.4  # how much the word's own Zipf value speaks against splitting it
_LIMIT: Final = 8.2  # mean cost of a part above which a split is not believed
_INNER_LIMIT: Final = 6.9  # the same within a part, which is a word itself: good parts only, however common
_INNER_ZIPF: Final = 4.3  # a part commoner than this ("vertrouwen") stays whole
_INNER_SHORTEST: Final = 4
_INNER_WORD: Final = 8
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class _Lists:
    barred: frozenset[str]
    ends: frozenset[str]
    whole: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    data = tomllib.loads((resources.files(__package__) / "compounds.toml").read_text(encoding="utf-8"))
    barred = frozenset([*data["prefixes"], *data["suffixes"], *data["words"]])
    return _Lists(barred, frozenset(data["ends"]), frozenset(data["whole"]), frozenset(data["parts"]))


def split(word: str) -> tuple[str, ...]:
    """The parts of `word` (a normal form) without linking letters, or () when it is no compound."""
    return tuple(part for part, _ in pieces(word))


@lru_cache(maxsize=65_536)
def pieces(word: str) -> tuple[tuple[str, str], ...]:
    """The parts of `word` with the linking letters behind each: (("inkomen", "s"), ("gegevens", "")), or ().

    The parts and links joined are the word again.
    """
    if not 2 * _SHORTEST <= len(word) <= _LONGEST_WORD or not word.isalpha() or _is_derived(word):
        return ()
    return _refined(word, 0)


def _is_derived(word: str) -> bool:
    """Whether `word` is a form of a verb, its noun in -ing, or an inflection of a word that is no compound."""
    base = dictionary(word)
    if base is not None and is_infinitive(base):
        return True
    for ending in ("ing", "ingen"):
        if word.endswith(ending) and is_infinitive(word[: -len(ending)] + "en"):
            return True
    return base is not None and base != word and not _refined(base, 0)


def _refined(word: str, depth: int) -> tuple[tuple[str, str], ...]:
    """The best split of `word`, its own compound parts split as well."""
    if word in _lists().whole:
        return ()
    cost, found = _cheapest(word)
    if len(found) < 2:  # noqa: PLR2004 - a compound has two parts or more
        return ()
    mean = cost / len(found)
    if depth:
        if frequencies().get(word, 0.0) > _INNER_ZIPF or mean > _INNER_LIMIT:
            return ()
        if min(len(part) for part, _ in found) < _INNER_SHORTEST:
            return ()
    elif mean + _WHOLE_WEIGHT * frequencies().get(word, 0.0) > _LIMIT:
        return ()
    result: list[tuple[str, str]] = []
    for part, link in found:
        inner = _refined(part, depth + 1) if len(part) >= _INNER_WORD and depth < _DEPTH else ()
        result += [*inner[:-1], (inner[-1][0], inner[-1][1] + link)] if inner else [(part, link)]
    return tuple(result)


def _cheapest(word: str) -> tuple[float, tuple[tuple[str, str], ...]]:
    """The row of parts with the lowest cost that covers `word`; an empty row when there is none."""
    size = len(word)
    best: list[tuple[float, tuple[tuple[str, str], ...]] | None] = [None] * (size + 1)
    best[0] = (0.0, ())
    for begin in range(size - _SHORTEST + 1):
        here = best[begin]
        if here is None:
            continue
        for end in range(begin + _SHORTEST, min(size, begin + _LONGEST_PART) + 1):
            if end - begin == size:
                continue
            option = _piece(word[begin:end], last=end == size)
            if option is None:
                continue
            total = here[0] + option[0] + _PART_COST
            there = best[end]
            if there is None or total < there[0]:
                best[end] = (total, (*here[1], (option[1], option[2])))
    return best[size] or (0.0, ())


def _piece(letters: str, *, last: bool) -> tuple[float, str, str] | None:
    """Cost, part and linking letters for one stretch of a word; None when it cannot be a part."""
    options: list[tuple[float, str, str]] = []
    bare = part_cost(letters, last=last)
    if bare is not None:
        options.append((bare, letters, ""))
    if not last:
        for link in _LINKS:
            stem = letters[: -len(link)]
            if letters.endswith(link) and len(stem) >= _SHORTEST:
                cost = part_cost(stem)
                if cost is not None:
                    options.append((cost + _LINK_COST, stem, link))
    return min(options) if options else None


@lru_cache(maxsize=131_072)
def part_cost(word: str, *, last: bool = False) -> float | None:
    """What `word` costs as a part of a compound: 2 for the commonest, about 8 for rare ones, None: no part.

    Some words are parts only where they come `last`.
    """
    lists = _lists()
    if word in lists.barred and not (last and word in lists.ends):
        return None
    size, common = len(word), frequencies().get(word, 0.0)
    if word in lists.parts:
        return _SCALE - max(common, _KNOWN_ZIPF[3])
    if common >= _KNOWN_ZIPF.get(size, _LONG_ZIPF) and dictionary(word) is not None:
        return _SCALE - common
    if size > _SHORTEST and common >= _OTHER_ZIPF.get(size, _LONG_ZIPF):
        return _SCALE - common + _OTHER_COST
    for ending in ("ing", "ingen"):
        if word.endswith(ending) and size > len(ending) + _SHORTEST:
            verb = word[: -len(ending)] + "en"
            if frequencies().get(verb, 0.0) > _DERIVED_ZIPF and dictionary(verb) is not None:
                return _SCALE - frequencies()[verb] + _DERIVED_COST
    return None
