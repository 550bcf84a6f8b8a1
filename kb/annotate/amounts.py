"""Amounts with their unit: money, percentages, fte, and large numbers with what is counted.

Dutch writing: a dot for thousands, a comma for decimals ("€ 1.000", "73,1%", "6,1 miljard euro").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    (resources.files(__package__) / "amounts.toml").read_text(encoding="utf-8")
)
_UNIT_OF: dict[str, str] = {
    word.lower(): unit for group in ("money", "units") for unit, words in _DATA[group].items() for word in words
}
_SCALES: dict[str, int] = _DATA["scales"]
_NUMBERS: dict[str, int] = _DATA["numbers"]
_NO_NOUN = frozenset(_DATA["not_counted"]["words"])


def _any(items: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(item) for item in sorted(items, key=len, reverse=True)) + ")"


_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|\d{1,9}(?:,\d{1,4})?)(?:,-)?"
_NO_TAIL = r"(?![\d]|[.,]\d)"
_SCALE = rf"(?:\s{{0,2}}(?P<scale>{_any(_SCALES)}))"
_BEFORE = r"(?<![\w.,/-])"
MONEY = re.compile(rf"(?:€|EUR)\s{{0,2}}(?P<n>{_NUMBER}){_NO_TAIL}{_SCALE}?(?:\s{{1,2}}euro)?(?![\w])")
WITH_UNIT = re.compile(
    rf"{_BEFORE}(?P<n>{_NUMBER}|(?i:{_any(_NUMBERS)})(?=\s)){_SCALE}?\s{{0,2}}(?P<unit>{_any(_UNIT_OF)})(?![\w])",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"{_BEFORE}(?:(?P<n>\d{{1,3}}(?:\.\d{{3}}){{1,4}}){_NO_TAIL}{_SCALE}?"
    rf"|(?P<m>\d{{1,4}}(?:,\d{{1,3}})?){_SCALE.replace('scale', 'big')})"
    rf"\s{{1,2}}(?:{_any(_DATA['not_counted']['adjectives'])}\s{{1,2}})?"
    r"(?P<what>[a-zà-ÿ][a-zà-ÿ-]{2,40})"
)


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A number with a unit; `unit` is "EUR", "%", "fte" or, for a count, what is counted."""

    text: str
    start: int
    end: int
    number: float
    unit: str
    rule: str

    @property
    def value(self) -> str:
        """Number and unit as one text: "1000 EUR"."""
        number = f"{self.number:.6f}".rstrip("0").rstrip(".")
        return f"{number} {self.unit}"


def find_amounts(text: str) -> list[AmountMention]:
    """All amounts of `text` in order, none overlapping."""
    if not any(char.isdigit() for char in text) and not any(word in text for word in ("procent", "euro")):
        return []
    found = sorted(_candidates(text), key=lambda item: (item.start, -item.end))
    kept: list[AmountMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _candidates(text: str) -> Iterator[AmountMention]:
    if "€" in text or "EUR" in text:
        for match in MONEY.finditer(text):
            yield _mention(match, match["n"], match["scale"], "EUR", "bedrag/euro")
    for match in WITH_UNIT.finditer(text):
        unit = _UNIT_OF[match["unit"].lower()]
        yield _mention(match, match["n"], match["scale"], unit, "bedrag/eenheid")
    for match in COUNTED.finditer(text):
        what = match["what"].lower()
        if what not in _UNIT_OF and what not in _SCALES and what not in _NO_NOUN:
            yield _mention(
                match, match["n"] or match["m"], match["scale"] or match["big"], what, "bedrag/aantal"
            )


def _mention(match: re.Match[str], number: str, scale: str | None, unit: str, rule: str) -> AmountMention:
    value = float(_NUMBERS.get(number.lower()) or _plain(number))
    if scale:
        value *= _SCALES[scale.lower()]
    return AmountMention(match.group(), match.start(), match.end(), value, unit, rule)


def _plain(number: str) -> float:
    """A Dutch number as a number: "1.547,5" → 1547.5."""
    return float(number.removesuffix(",-").replace(".", "").replace(",", "."))
