"""Intervals of calendar time, both ends inclusive."""

from __future__ import annotations

import calendar as _calendar
from datetime import date, timedelta

from kb.annotate import date_patterns as patterns

Interval = tuple[date, date]

_TUESDAY = 1
_MONTHS = 12


def year(in_year: int) -> Interval:
    """A whole year."""
    return date(in_year, 1, 1), date(in_year, 12, 31)


def month(in_year: int, number: int) -> Interval:
    """A whole month, 1 is January."""
    return date(in_year, number, 1), date(in_year, number, _calendar.monthrange(in_year, number)[1])


def quarter(in_year: int, number: int) -> Interval:
    """A quarter, 1 to 4."""
    return date(in_year, 3 * number - 2, 1), month(in_year, 3 * number)[1]


def half(in_year: int, number: int) -> Interval:
    """A half year, 1 or 2."""
    return date(in_year, 6 * number - 5, 1), month(in_year, 6 * number)[1]


def month_part(in_year: int, number: int, word: str) -> Interval:
    """The part of a month that `word` names ("begin", "eind")."""
    first, last = patterns.MONTH_PARTS[word]
    end = month(in_year, number)[1]
    return date(in_year, number, min(first, end.day)), date(in_year, number, min(last, end.day))


def year_part(in_year: int, word: str) -> Interval:
    """The part of a year that `word` names ("begin", "medio", "eind")."""
    first, last = patterns.YEAR_PARTS[word]
    return _on(in_year, first), _on(in_year, last)


def moment(in_year: int, word: str, side: str, reference: date | None) -> Interval:
    """The season or moment that `word` names, or the time before or after it.

    With a reference date, "na de zomer" in a letter of November is next year's: a moment that has
    passed is not announced. "Before" begins at the reference date, or at the start of the year.
    """
    first, last = _span(in_year, word)
    if reference is not None and side in _AHEAD and (last if side == "na" else first) < reference:
        first, last = _span(in_year + 1, word)
    if side in {"voor", "vóór"}:
        before = first - timedelta(days=1)
        return min(reference or date(in_year, 1, 1), before), before
    if side == "na":
        return last + timedelta(days=1), add_months(last, patterns.AFTER_MONTHS)
    return first, last


_AHEAD = frozenset({"voor", "vóór"})


def prinsjesdag(in_year: int) -> date:
    """The third Tuesday of September, on which the parliamentary year begins."""
    first = date(in_year, 9, 1)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 14)


def nearest(reference: date | None, number: int, near: str | None) -> int | None:
    """The year of a month named without one: the nearest, or as "afgelopen" and "komende" say."""
    if reference is None:
        return None
    word = (near or "").lower()
    if word.startswith(("afgelopen", "vorig", "voorbije")):
        return reference.year if number < reference.month else reference.year - 1
    if word.startswith(("komend", "volgend", "aanstaand")):
        return reference.year if number > reference.month else reference.year + 1
    distance = number - reference.month
    if distance > _MONTHS // 2:
        return reference.year - 1
    return reference.year + 1 if distance < -_MONTHS // 2 else reference.year


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    index = start.year * _MONTHS + start.month - 1 + months
    in_year, number = divmod(index, _MONTHS)
    last = _calendar.monthrange(in_year, number + 1)[1]
    return date(in_year, number + 1, min(start.day, last))


def _on(in_year: int, month_day: str) -> date:
    number, day = (int(part) for part in month_day.split("-"))
    return date(in_year, number, min(day, _calendar.monthrange(in_year, number)[1]))


def _span(in_year: int, word: str) -> Interval:
    if word == "prinsjesdag":
        return prinsjesdag(in_year), prinsjesdag(in_year)
    first, last = patterns.MOMENTS[word]
    start, end = _on(in_year, first), _on(in_year, last)
    return start, (end if end >= start else _on(in_year + 1, last))
