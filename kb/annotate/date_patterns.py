"""The regexes of `kb.annotate.dates`, built from small named parts and the words of dates.toml.

No part repeats inside a repeated part, and every stretch of white space is bounded: matching is linear.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, Literal, TypeAlias

Bound: TypeAlias = Literal["uiterlijk", "voor", "na", "vanaf", "tot"]

_DATA: dict[str, Any] = tomllib.loads((resources.files(__package__) / "dates.toml").read_text(encoding="utf-8"))

MONTHS: dict[str, int] = {
    spelling: number for number, spellings in enumerate(_DATA["months"].values(), 1) for spelling in spellings
}
YEAR_PARTS: dict[str, tuple[str, str]] = {word: tuple(days) for word, days in _DATA["year_parts"].items()}
MONTH_PARTS: dict[str, tuple[int, int]] = {word: tuple(days) for word, days in _DATA["month_parts"].items()}
MOMENTS: dict[str, tuple[str, str]] = {word.lower(): tuple(days) for word, days in _DATA["moments"].items()}
ORDINALS: dict[str, int] = _DATA["ordinals"]
NUMBERS: dict[str, float] = _DATA["numbers"]
RELATIVE: dict[str, int] = _DATA["relative"]
AFTER_MONTHS: int = _DATA["after"]["months"]
HALVES = 2
FULL_MONTHS = frozenset(_DATA["months"])
"""Months written in full; only these stand for a month without a year ("jan" may be a name)."""
MONTH_HINTS: tuple[str, ...] = tuple(sorted({spelling[:3] for spelling in MONTHS}))

BOUNDS: dict[str, Bound] = {
    "uiterlijk": "uiterlijk", "voor": "voor", "vóór": "voor", "na": "na", "vanaf": "vanaf", "per": "vanaf",
    "sinds": "vanaf", "ingang van": "vanaf", "tot": "tot", "tot en met": "tot", "t/m": "tot",
    "tot aan": "tot",
}  # fmt: skip
BOUND_REACH = 24


def _any(words: Iterable[str]) -> str:
    """An alternation of words, longest first, white space in them free."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


_S = r"\s{1,3}"
_S0 = r"\s{0,3}"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
# A year may have a footnote marker glued to it when a text lost its layout; then two digits at most follow.
_AFTER_YEAR = r"(?![\d.,]\d{3}|\d{3})(?!\d{3})"
_BEFORE = r"(?<![\w.,/-])"
_BEFORE_NUMBER = r"(?<![\w.,/€$-])(?<!€\s)(?<!nr\.\s)"
_MONTH = _any(MONTHS)
_ORDINAL = _any(ORDINALS)
_REL = _any(RELATIVE)
_THROUGH = rf"(?:{_S0}(?:-|–|—){_S0}|{_S}(?:tot{_S}en{_S}met|t/m|tot|en{_S}met){_S})"
_WEEKDAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
_OF_YEAR = rf"(?:{_S}van)?(?:{_S}het{_S}jaar)?{_S}(?P<year>{_YEAR})(?!\d)"
_OF_RELATIVE = rf"(?:{_S}van)?{_S}(?:(?:het|dit|(?P<rel>{_REL})){_S})(?:kalender|toeslag|school)?jaar\b"

DAY_MONTH = re.compile(
    rf"{_BEFORE_NUMBER}(?:(?P<first>{_DAY})(?:e|ste|de)?(?P<joint>{_THROUGH}|{_S}en{_S}|,{_S}))?"
    rf"(?P<day>{_DAY})(?:e|ste|de)?{_S0}(?P<month>{_MONTH})\b\.?"
    rf"(?:{_S0},?{_S0}(?P<year>{_YEAR})(?!\d{{3}}|[.,]\d{{3}})|,?{_S}(?P<jl>j\.?l\.?|jongstleden|a\.s\.|aanstaande)(?!\w))?",
    re.IGNORECASE,
)
NUMERIC = re.compile(
    rf"{_BEFORE}(?P<day>{_DAY})(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<year>{_YEAR})(?![\w-])"
)
ISO = re.compile(rf"{_BEFORE}(?P<year>{_YEAR})-(?P<month>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])(?![\w-])")
MONTH_YEAR = re.compile(
    rf"(?<![\w/])(?:(?P<part>{_any(MONTH_PARTS)}){_S}|(?P<near>(?:afgelopen|vorige|komende|volgende|aanstaande)){_S})?"
    rf"(?:(?P<first>{_MONTH})\.?(?:{_S}(?P<firstyear>{_YEAR}))?(?:{_THROUGH}|{_S}en{_S}))?"
    rf"(?P<month>{_MONTH})\b(?:\.?{_S0}(?:van{_S})?(?P<year>{_YEAR})(?!\d{{3}}|[.,]\d{{3}}))?",
    re.IGNORECASE,
)
QUARTER = re.compile(
    rf"(?<!\w)(?:(?:het{_S})?(?:(?P<first>{_ORDINAL}){_S}(?:en|tot{_S}en{_S}met|t/m){_S}(?:het{_S})?)?"
    rf"(?P<nr>{_ORDINAL}){_S}kwartaal|Q(?P<q>[1-4])\b)(?:{_OF_YEAR}|{_OF_RELATIVE})?",
    re.IGNORECASE,
)
HALF = re.compile(
    rf"(?<!\w)(?:de{_S}|het{_S})?(?P<nr>{_ORDINAL}){_S}(?:helft|half{_S0}jaar|jaarhelft)"
    rf"(?:{_OF_YEAR}|{_OF_RELATIVE}|(?<=helft)(?!\w)(?!{_S}van{_S}\w)|(?<=jaar)(?!\w))",
    re.IGNORECASE,
)
YEAR_PART = re.compile(
    rf"(?<!\w)(?:het{_S})?(?P<part>{_any(YEAR_PARTS)})(?:{_OF_YEAR}|{_OF_RELATIVE}|(?<!half){_S}jaar\b)",
    re.IGNORECASE,
)
MOMENT = re.compile(
    rf"(?<!\w)(?:(?P<side>voor|vóór|na|tijdens){_S}|(?P<at>in|op|bij|rond|sinds|vanaf|met){_S})?"
    rf"(?:(?:de|het){_S})?(?P<core>(?:(?P<rel>{_REL}){_S})?(?P<moment>{_any(MOMENTS)})"
    rf"(?:(?:{_S}van)?{_S}(?P<year>{_YEAR})(?!\d))?)(?![\w-])",
    re.IGNORECASE,
)
SESSION = re.compile(
    rf"(?<!\w)(?:vergader|zittings|parlementair{_S})jaar{_S}(?P<year>{_YEAR}){_S0}[-–/]{_S0}(?:\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
YEAR_RANGE = re.compile(
    rf"{_BEFORE_NUMBER}(?P<first>{_YEAR})(?:{_THROUGH}|/)"
    # Two digits are a year only behind a sign: "2021-22", not "van 85% in 2021 tot 78%".
    rf"(?P<last>{_YEAR}|(?:(?<=[-–—/])|(?<=[-–—/]\s))\d\d(?!\d|[-/]|\s?%))(?![\w-]|[.,]\d)"
)
YEAR = re.compile(rf"{_BEFORE_NUMBER}(?P<year>{_YEAR})(?!\w|[.,]\d|[-/]\d|\s(?:euro|fte|miljoen|mln)\b)")
RELATIVE_YEAR = re.compile(
    rf"(?<!\w)(?P<rel>{_any(word for word in RELATIVE if word not in {'deze', 'lopend', 'vorige'})})"
    rf"{_S}(?:kalender|toeslag|school|verslag)?jaar\b",
    re.IGNORECASE,
)
RELATIVE_MONTH = re.compile(rf"(?<!\w)(?P<rel>{_REL}){_S}(?P<unit>maand|kwartaal)\b", re.IGNORECASE)
TERM = re.compile(
    rf"(?<!\w)(?P<side>binnen|over){_S}(?P<count>\d{{1,2}}|{_any(NUMBERS)}){_S}"
    rf"(?P<unit>werkdagen|dagen|weken|week|maanden|maand|jaar)\b",
    re.IGNORECASE,
)
BOUND = re.compile(
    rf"(?<!\w)(?P<word>uiterlijk|voor|vóór|na|vanaf|per|sinds|ingang{_S}van|tot{_S}en{_S}met|tot{_S}aan|tot|t/m)"
    rf"{_S}(?:op{_S}|(?:de|het){_S}|{_WEEKDAY}{_S})?$",
    re.IGNORECASE,
)


def full_year(last: str, first: str) -> int:
    """The last year of a range, which may be written with two digits ("2022/23")."""
    return int(last) if len(last) == len(first) else int(first[:2] + last)
