"""The words that letterheads are told by: labels, return addresses, mastheads (letterhead.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class LetterheadWords:
    """All in lower case; in `masthead` and `imprint` the sign # stands for a digit."""

    labels: frozenset[str]
    leading: frozenset[str]
    mail: frozenset[str]
    return_address: tuple[str, ...]
    masthead: frozenset[str]
    imprint: frozenset[str]


@lru_cache(maxsize=1)
def letterhead_words() -> LetterheadWords:
    """The words of letterhead.toml."""
    data = tomllib.loads((resources.files(__package__) / "letterhead.toml").read_text(encoding="utf-8"))
    starts = tuple(data.pop("return_address"))
    return LetterheadWords(return_address=starts, **{name: frozenset(words) for name, words in data.items()})
