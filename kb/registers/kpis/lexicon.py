"""The words by which figures are recognised: words.toml and sentences.toml, loaded once and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, Final

DASHES: Final = "-‐‑‒–—−"
"""Characters that readers give for a hyphen, a dash or a minus."""


@lru_cache(maxsize=2)
def words(name: str = "words.toml") -> Mapping[str, Any]:
    """The word lists of this room, as they stand in the file."""
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))
    return data


def any_of(items: Iterable[str]) -> str:
    """A group that matches one of `items`, the longest first; white space between words may vary."""
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    return "(?:" + "|".join(re.escape(item).replace(r"\ ", r"\s+") for item in ordered) + ")"


def bounded(items: Iterable[str]) -> str:
    """As `any_of`, but not inside a longer word."""
    return rf"(?<![^\W_]){any_of(items)}(?![^\W_])"


@lru_cache(maxsize=64)
def pattern(section: str, key: str | None = None, name: str = "words.toml") -> re.Pattern[str]:
    """A pattern for the words of a list in a file: `section` alone takes all its lists."""
    lists = words(name)[section]
    items = lists[key] if key is not None else [item for group in lists.values() for item in group]
    return re.compile(bounded(items), re.IGNORECASE)


@lru_cache(maxsize=16)
def owner(section: str) -> Mapping[str, str]:
    """Which list of `section` a word stands in: "minimaal" → "≥"."""
    return {item.lower(): key for key, items in words()[section].items() for item in items}


def folded(text: str) -> str:
    """Lower case with single spaces, the ligature ĳ as two letters."""
    return " ".join(text.replace("ĳ", "ij").replace("Ĳ", "IJ").lower().split())
