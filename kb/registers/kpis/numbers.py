"""Dutch numbers as they stand in reports: "1.284.000", "99,95", "7.4", "4,6 miljard", "drie", "tweeëntwintig".

A dot before three digits parts thousands, a comma starts decimals. A number that is written wrongly because
a footnote marker stuck to it ("52.9045") is taken apart where its own form shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb.registers.kpis.lexicon import words

NUMBER: Final = (
    r"(?:\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,4}(?![\d.])"
    r"|\d{1,9}(?:[.,]\d{1,5})?)"
)
"""A number in figures; what it is worth says `to_number`."""
CELL_NUMBER: Final = (
    rf"(?:\d{{1,3}}(?: \d{{3}}){{1,4}}(?![\d.,])|\d{{1,3}}(?:\.\d{{3}}){{1,4}}\d{{1,2}}(?!\d)|{NUMBER})"
)
"""As `NUMBER`, in a table cell: spaces may part thousands, and a marker may stick to it."""

_TEN: Final = 10
_THOUSAND: Final = 1000
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}")
_GLUED: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3}){1,4})(?P<marker>\d{1,2})")
_PLAIN: Final = re.compile(r"\d{1,9}(?:[.,](?P<decimals>\d{1,5}))?")
_TENS: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its decimals as written; `marker` is a footnote number that was glued to it."""

    value: float
    decimals: int
    marker: str | None = None


def to_number(text: str) -> Number | None:
    """What figures or a number word are worth, or None when they are no number."""
    compact = re.sub(r"[\s\u00a0\u2009\u202f]", "", text).lower()
    if compact and not compact[0].isdigit():
        value = word_value(compact)
        return Number(value, 0) if value is not None else None
    whole, _, rest = compact.partition(",")
    if _THOUSANDS.fullmatch(whole) and (rest.isdigit() or not _):
        digits = whole.replace(".", "")
        return Number(float(f"{digits}.{rest or 0}"), len(rest)) if rest else Number(int(digits), 0)
    glued = _GLUED.fullmatch(compact)
    if glued:
        return Number(int(glued["number"].replace(".", "")), 0, glued["marker"])
    spaced = re.fullmatch(r"\d{1,9}", compact)
    if spaced:
        return Number(int(compact), 0)
    plain = _PLAIN.fullmatch(compact)
    if plain is None:
        return None
    decimals = len(plain["decimals"] or "")
    return Number(float(compact.replace(",", ".")), decimals)


@lru_cache(maxsize=512)
def word_value(word: str) -> int | None:
    """The value of a number word: "drie" → 3, "tweeëntwintig" → 22, "twaalfhonderd" → 1200."""
    known: dict[str, int] = words()["number_words"]
    if word in known:
        return known[word]
    for tens in _TENS:
        if word.endswith(tens):
            unit = re.sub(r"(?:en|ën)$", "", word[: -len(tens)])
            if unit in known and known[unit] < _TEN:
                return known[tens] + known[unit]
    for hundred, factor in (("honderd", 100), ("duizend", 1000)):
        if word.endswith(hundred) and word != hundred:
            before = word_value(word[: -len(hundred)])
            return before * factor if before is not None and before < _THOUSAND else None
    return None


@lru_cache(maxsize=1)
def _number_words() -> re.Pattern[str]:
    """Number words of running text; "een" alone is an article and does not count."""
    known = [word for word in words()["number_words"] if word not in {"een", "nul"}]
    units = "|".join(word for word in known if words()["number_words"][word] < _TEN) + "|een"
    compound = rf"(?:{units})(?:en|ën)(?:{'|'.join(_TENS)})"
    plain = "|".join(sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{compound}|{plain})(?:honderd|duizend)?(?![\w-])", re.IGNORECASE)


_FIGURES: Final = re.compile(rf"(?<![\w.,/-])(?P<number>{NUMBER})(?!\d|[.,]\d)")


def find_numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    """The numbers of a running text in order, with their offsets."""
    found: list[tuple[int, int, Number]] = []
    for match in _FIGURES.finditer(text):
        number = to_number(match["number"])
        leading_zero = re.match(r"0\d", match["number"])  # part of a code, no amount
        if number is not None and not leading_zero:
            found.append((match.start(), match.end(), number))
    for match in _number_words().finditer(text):
        number = to_number(match.group())
        if number is not None:
            found.append((match.start(), match.end(), number))
    return iter(sorted(found, key=lambda item: item[0]))
