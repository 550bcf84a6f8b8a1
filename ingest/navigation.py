"""Navigation words: runs of short lines that come again as a whole on page after page.

Designed reports print the titles of all chapters on every page, wherever there is room. They are no running
head, for they stand between the text, and their lines may be broken anew on every page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout import Line

PAGES = 3
"""On so many pages the same words must stand; on fewer it can be chance."""
NUMBER = re.compile(r"\d+")
_RUN_LINES = 4
_RUN_WORDS = 8


def key_of(text: str) -> str:
    """The words of a line for comparing: digits as one sign, lower case, no outer punctuation."""
    return NUMBER.sub("#", text.casefold()).strip(" .,;:|-–—·•_*")


@dataclass(frozen=True, slots=True)
class Navigation:
    """Lines of navigation by index; `before` says for the key of such a line what stood before it."""

    lines: dict[int, Line]
    before: dict[str, set[str]]


def find_navigation(pages: dict[int, list[Line]]) -> Navigation:
    """Runs of short lines that come again as a whole on several pages, wherever their lines are broken."""
    where: dict[str, set[int]] = defaultdict(set)
    for page, lines in pages.items():
        for line in lines:
            where[key_of(line.text)].add(page)
    runs: list[list[Line]] = []
    for lines in pages.values():
        runs.append([])
        for line in lines:
            if len(where[key_of(line.text)]) >= PAGES and len(line.text) < 60:  # noqa: PLR2004
                runs[-1].append(line)
            elif runs[-1]:
                runs.append([])
    runs = [run for run in runs if run]
    texts: dict[str, set[int]] = defaultdict(set)
    for run in runs:
        words = " ".join(key_of(line.text) for line in run).split()
        for start in range(len(words) - _RUN_WORDS + 1):
            texts[" ".join(words[start : start + _RUN_WORDS])].add(run[0].page or 0)
    found = [line for run in runs for line in _recurring_part(run, texts)]
    own = _without_neighbours(_with_openers(found, runs), pages)
    before: dict[str, set[str]] = defaultdict(set)
    for first, second in pairwise(own):
        if first.index + 1 == second.index:
            before[key_of(second.text)].add(first.text)
    return Navigation({line.index: line for line in own}, dict(before))


def _recurring_part(run: Sequence[Line], texts: dict[str, set[int]]) -> list[Line]:
    """The lines of `run` that lie in stretches of words that stand on several pages."""
    words: list[tuple[str, int]] = []
    for at, line in enumerate(run):
        words.extend((word, at) for word in key_of(line.text).split())
    hit: set[int] = set()
    for start in range(len(words) - _RUN_WORDS + 1):
        stretch = words[start : start + _RUN_WORDS]
        pages = texts[" ".join(word for word, _ in stretch)]
        if len(pages) >= PAGES and max(pages) - min(pages) >= len(pages):
            hit.update(at for _, at in stretch)
    return [run[at] for at in sorted(hit)] if len(hit) >= _RUN_LINES else []


def _with_openers(found: Sequence[Line], runs: Sequence[Sequence[Line]]) -> list[Line]:
    """With the lines right before a recurring part that stand before it on other pages as well."""
    inside = {line.index for line in found}
    pairs = Counter(
        (key_of(first.text), key_of(second.text)) for run in runs for first, second in pairwise(run)
    )
    for run in runs:
        for first, second in reversed(list(pairwise(run))):
            if second.index in inside and pairs[key_of(first.text), key_of(second.text)] > 1:
                inside.add(first.index)
    return [line for run in runs for line in run if line.index in inside]


def _without_neighbours(found: Sequence[Line], pages: dict[int, list[Line]]) -> list[Line]:
    """Without the lines at the end of a run that stand elsewhere as well: they only happen to follow it."""
    inside = Counter(key_of(line.text) for line in found)
    everywhere = Counter(key_of(line.text) for lines in pages.values() for line in lines)
    own = {key for key, count in inside.items() if everywhere[key] <= 1.5 * count}
    return [line for line in found if key_of(line.text) in own]
