"""Levels of headings: from the format, from numbers, from the letter that numbered ones have.

Failing those, a heading lies below the last numbered one; among those, one that stands right on its text
lies below one that stands apart and has a heading as its first text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.outline import FIRST_LETTERS

Style = tuple[float, bool]
"""Size of a letter (0.0: not known), and whether it is bold."""


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading: the group at place `at`, its number, its level if known, and how it looks.

    `sure`: the format or the number says so; `marked`: its letter is larger or bolder than the text;
    `apart`: white space stands below it; `named`: it is a part outside the numbering ("Voorwoord").
    """

    at: int
    number: str | None
    level: int | None
    style: Style
    sure: bool
    marked: bool
    apart: bool
    named: bool


def levels(found: Sequence[FoundHeading]) -> dict[int, tuple[int, str | None]]:
    """The level of each heading."""
    numbered = any(item.level is not None and item.number for item in found)
    known = _levels_of_styles(found)
    sizes = sorted({item.style for item in found if item.style[0] and item.level is None}, reverse=True)
    parents = {item.at for item, after in pairwise(found) if item.apart and after.at == item.at + 1}
    below_letters = _below_letters(found)
    result: dict[int, tuple[int, str | None]] = {}
    above = 0
    loose: list[FoundHeading] = []
    for item in found:
        level = item.level or known.get(item.style)
        if level is None and item.named and (numbered or not item.style[0]):
            level = 1
        if level is not None:
            above, loose = level, []
        else:
            loose.append(item)
            level = above + 1 + _depth(item, loose, sizes, parents) + (item.at in below_letters)
        result[item.at] = (level, item.number)
    return result


def _levels_of_styles(found: Sequence[FoundHeading]) -> dict[Style, int]:
    """The level that numbered headings in a letter have, where they agree on it."""
    levels: dict[Style, Counter[int]] = defaultdict(Counter)
    for item in found:
        if item.level is not None and item.number and item.marked and item.style[0]:
            levels[item.style][item.level] += 1
    return {style: counts.most_common(1)[0][0] for style, counts in levels.items() if len(counts) == 1}


def _below_letters(found: Sequence[FoundHeading]) -> set[int]:
    """Places of headings without a letter between "b. Doel" and "c. Middelen", which they look like."""
    result: set[int] = set()
    waiting: list[FoundHeading] = []
    lettered: FoundHeading | None = None
    for item in found:
        if item.number and item.number.islower():
            if lettered is not None and item.number not in FIRST_LETTERS:
                result.update(other.at for other in waiting if other.style == lettered.style)
            lettered, waiting = item, []
        elif item.level is not None or item.number:
            lettered, waiting = None, []
        else:
            waiting.append(item)
    return result


def _depth(item: FoundHeading, loose: Sequence[FoundHeading], sizes: Sequence[Style], parents: set[int]) -> int:
    """How deep a heading without number lies among those since the last numbered one: 0 is right below it."""
    if item.style[0] and len(sizes) > 1:
        present = sorted({other.style for other in loose}, reverse=True)
        return present.index(item.style)
    if item.apart:
        return 0
    apart = [other for other in loose if other.apart]
    return int(bool(apart) and apart[-1].at in parents)
