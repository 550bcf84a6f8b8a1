"""The words that people see for the program's own values, from ``words.toml``; dates and numbers in Dutch."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from kb.records import PublicationDate

Labels: TypeAlias = Callable[[str, str], str]
"""(facet, value) → what people see; the taxonomy's `label`, which gives an unknown value back."""

TABLE = Path(__file__).with_name("words.toml")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
_SMALL = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "’t", "'t", "t"})
"""Words within a surname that are written small."""
_YEAR_PART, _MONTH_PART, _DAY_PART = 1, 2, 3


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def word(group: str, value: str) -> str:
    """What people see for `value` of `group`; a value without a word is shown as it is, readable."""
    return _table()[group].get(value) or plain(value)


def words(group: str) -> dict[str, str]:
    """All words of a group, in the order of the file; none for a group that is not there."""
    return dict(_table().get(group, {}))


def plain(value: str) -> str:
    """A kebab-case id as words: "stand-van-de-uitvoering" → "Stand van de uitvoering"."""
    text = value.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def label_of(labels: Labels, facet: str, value: str) -> str:
    """What people see for a value of a facet; an id that no taxonomy knows is made readable."""
    shown = labels(facet, value)
    if shown != value:
        return shown
    return person(value) if facet == "person" else plain(value) if facet in ("kind", "theme") else shown


def person(value: str) -> str:
    """The id of a person as a name: "inge-van-dijk" → "Inge van Dijk"."""
    parts = value.split("-")
    return (
        " ".join(part if part in _SMALL else part[:1].upper() + part[1:] for part in parts) if value else value
    )


def number(value: int) -> str:
    """A whole number with Dutch thousands: 1.547."""
    return f"{value:,}".replace(",", ".")


def count(value: int, one: str, many: str) -> str:
    """A number with its noun: "1 passage", "1.547 passages"."""
    return f"{number(value)} {one if value == 1 else many}"


def date_text(value: str | None) -> str | None:
    """An ISO date of any precision in Dutch: "2025-05" → "mei 2025"; what is no date is given back."""
    if not value:
        return None
    parts = value.split("T")[0].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > _DAY_PART:
        return value
    if len(parts) == _YEAR_PART:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= len(MONTHS):
        return value
    named = f"{MONTHS[month - 1]} {parts[0]}"
    return named if len(parts) == _MONTH_PART else f"{int(parts[2])} {named}"


def publication_text(date: PublicationDate) -> str:
    """When a document appeared, for people: known, bounded, or said to be unknown."""
    if date.value:
        return date_text(date.value) or date.value
    if date.not_before:
        return f"onbekend, niet voor {date_text(date.not_before)}"
    return "onbekend"
