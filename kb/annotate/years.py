"""Years that a text names with four digits, and ranges of them."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.taxonomy import Matcher, load

FIRST_YEAR, LAST_YEAR = 1900, 2099
LONGEST_RANGE = 15
"""Years; in "2016 tot en met 2020" those between count as named, in a longer range only the ends do."""

_YEAR = re.compile(r"(?<![\w.,/€-])((?:19|20)\d{2})(?![\w]|[.,]\d|[-/]\d)")
_RANGE = re.compile(
    r"(?<![\w.,/€])((?:19|20)\d{2})\s?(?:-|–|t/m|tot en met|tot|en met)\s?((?:19|20)\d{2})(?![\w-]|[.,]\d)"
)
_SHORT = re.compile(r"(?<![\w.,/€-])((?:19|20)\d{2})[/-](\d{2})(?![\w/-])")
_DATED = re.compile(r"(?<![\w.,€])\d{1,2}[-/]\d{1,2}[-/]((?:19|20)\d{2})(?![\w-])")
_SESSION = re.compile(
    r"(?:Kamerstuk(?:ken)?|Handelingen|Aanhangsel(?: van de)?(?: Handelingen)?|vergaderjaar)\s{0,3}"
    r"(?:(?:I|II|TK|EK)\b[\s,]{0,3})?(?:19|20)\d{2}\s?[-/–]\s?(?:\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?:€|EUR|euro|fte|%|procent|miljoen|mld|mln)")


def years_named(text: str) -> tuple[int, ...]:
    """The years that `text` names, in order of size.

    Years of a law's name ("Invorderingswet 1990"), session years of references ("Kamerstukken II
    2022-2023") and amounts ("2000 euro") are not among them.
    """
    kept = _without_names(_SESSION.sub(" ", text))
    years: set[int] = set()
    for match in _RANGE.finditer(kept):
        first, last = int(match[1]), int(match[2])
        years.update(range(first, last + 1) if 0 <= last - first <= LONGEST_RANGE else (first, last))
    for match in _SHORT.finditer(kept):
        first = int(match[1])
        if (first + 1) % 100 == int(match[2]):
            years.update((first, first + 1))
    for match in _DATED.finditer(kept):
        years.add(int(match[1]))
    for match in _YEAR.finditer(kept):
        if not _AMOUNT.match(kept[match.end() :][:12].lstrip()):
            years.add(int(match[1]))
    return tuple(sorted(year for year in years if FIRST_YEAR <= year <= LAST_YEAR))


@lru_cache(maxsize=1)
def _laws() -> Matcher:
    return Matcher(load(), "law")


def _without_names(text: str) -> str:
    """`text` with the names of laws blanked, so that their years are not read as named."""
    parts: list[str] = []
    at = 0
    for match in _laws().find(text):
        if match.start >= at:
            parts.append(text[at : match.start])
            at = match.end
    parts.append(text[at:])
    return " ".join(parts)
