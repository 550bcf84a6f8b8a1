"""What a document reports on: its year or years, and the period where it is not a whole year.

A report says it in its title or running foot, next to its own name ("Jaarrapportage 2022"). Without that
the year it names far more than any other counts. A letter or answer has the year of its date, or failing
that the year it speaks of as the present.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.identify.dates import MONTH_NAMES, MONTHS
from kb.identify.kind import names_pattern, subjects
from kb.identify.publication import YEARLY
from kb.identify.titlepage import is_numbered_line, title_like, whole_title
from kb.identify.view import View
from kb.records import PublicationDate, ReportingPeriod

OF_THEIR_YEAR = YEARLY | {
    "stand-van-de-uitvoering", "staat-van-de-uitvoering", "uitzonderingenrapportage", "jaarplan",
    "voortgangsrapportage",
}  # fmt: skip
"""Kinds that report on, or plan, a year that they name; the others have the year of their date."""

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?<![\d.,/-])(?P<first>{_YEAR})"
    rf"(?:\s?(?:[-–/]|en|t/m|tot en met)\s?(?P<last>(?:19|20)?\d\d)(?![\d.,-]))?(?![\d%])"
)
_ABOUT = re.compile(
    r"\b(?:verslagjaar|verslag over(?: het jaar)?|over (?:het )?(?:jaar|boekjaar|kalenderjaar))"
    rf"\s(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_MONTH_NAMES = "|".join(MONTH_NAMES)
_MONTHS_OF = re.compile(
    rf"\b(?P<from>{_MONTH_NAMES})(?:\s(?P<year1>{_YEAR}))?\s?(?:[-–]|t/m|tot en met|tot)\s?"
    rf"(?P<to>{_MONTH_NAMES})\b(?:\s(?P<year2>{_YEAR}))?",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<n>eerste|tweede|derde|vierde|[1-4]e)\s(?P<what>kwartaal|tertaal|trimester|halfjaar|helft)"
    rf"(?:\s(?:van\s)?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_NUMBERS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4}
_MONTHS_IN = {"kwartaal": 3, "tertaal": 4, "trimester": 4, "halfjaar": 6, "helft": 6}
_MONTHS_IN_YEAR = 12
_FULL_YEAR = 4
_TITLE, _LINE, _TEXT = 4, 3, 2
_AFTER_NAME, _BEFORE_NAME, _NEXT_TO_NAME = 70, 32, 10
_DOMINANT_SHARE, _DOMINANT_TIMES = 0.45, 5
_MOST_YEARS = 6
_LONGEST_EVIDENCE = 200


@dataclass(frozen=True, slots=True)
class YearsFound:
    """The reporting years, in order, the period, and the words that say so."""

    years: tuple[int, ...] = ()
    period: ReportingPeriod | None = None
    evidence: str | None = None


def find_years(view: View, kind: str | None, earliest: date | None) -> YearsFound:
    """What a report says that it reports on; empty for kinds that have the year of their date.

    `earliest`: the latest date that the text tells as past, to choose between years named alike.
    """
    if kind not in OF_THEIR_YEAR:
        return YearsFound()
    named = list(_named(view, kind))
    if named:
        strongest = max(weight for weight, _, _ in named)
        candidates = [(years, words) for weight, years, words in named if weight == strongest]
        years, words = _nearest(candidates, earliest)
        period = _period(words, years)
        return YearsFound(_years_of(period, years), period, words)
    dominant = _dominant(view, earliest)
    return YearsFound((dominant,), whole_years((dominant,))) if dominant else YearsFound()


def years_of_date(kind: str | None, publication: PublicationDate) -> YearsFound:
    """The year of a letter or answer: that of its date, or the year that its latest past date lies in.

    None for a yearly report: it appears after its year, nobody knows how long after.
    """
    day = publication.value or publication.not_before
    if day is None or kind in YEARLY:
        return YearsFound()
    year = int(day[:_FULL_YEAR])
    return YearsFound((year,), whole_years((year,)), publication.evidence)


def whole_years(years: tuple[int, ...]) -> ReportingPeriod:
    """The period of whole calendar years; `years` is not empty."""
    label = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return ReportingPeriod(f"{years[0]}-01-01", f"{years[-1]}-12-31", label)


def _named(view: View, kind: str) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Years beside the kind's own name: weight (by place), years, words."""
    pattern = names_pattern(kind)
    if pattern is None:
        return
    for rank, text in enumerate(_titles(view, pattern)):
        weight = _LINE if rank else _TITLE
        yield from ((weight, years, words) for years, words in _in_line(text, pattern))
    for text in (*view.furniture, *subjects(view)):
        yield from ((_LINE, years, words) for years, words in _in_line(text, pattern))
    for line in view.lines:
        if is_numbered_line(line.text):
            yield from ((_LINE, years, words) for years, words in _in_text(line.text, pattern))
    yield from ((_TEXT, years, words) for years, words in _in_text(view.flat, pattern))
    if match := _ABOUT.search(view.opening):
        yield _TEXT, (int(match["year"]),), match.group()


def _titles(view: View, pattern: re.Pattern[str]) -> Iterator[str]:
    """Titles with the kind's own name and a year, in order: the first one is the document's."""
    head = [line for line in view.head if line.role != "furniture"]
    for position, line in enumerate(head):
        if pattern.search(line.text) and title_like(view, line):
            text = whole_title(head, position)
            if _YEARS.search(text):
                yield text


def _in_line(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Years anywhere near the name, in a line that is a title or running foot."""
    for match in pattern.finditer(text):
        found = _YEARS.search(text[match.end() : match.end() + _AFTER_NAME])
        found = found or _YEARS.search(text[max(0, match.start() - _BEFORE_NAME) : match.start()])
        if found is not None:
            yield _years(found), text[:_LONGEST_EVIDENCE]


def _in_text(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Years right after the name: "de Stand van de uitvoering 2021", "het jaarverslag over 2022"."""
    for match in pattern.finditer(text):
        after = text[match.end() : match.end() + _NEXT_TO_NAME + _FULL_YEAR * 3]
        found = re.match(r"\s(?:over\s(?:het\sjaar\s)?)?" + _YEARS.pattern, after)
        if found is not None:
            yield _years(found), text[match.start() : match.end() + found.end()]


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["first"])
    if not match["last"]:
        return (first,)
    last = int(match["last"]) if len(match["last"]) == _FULL_YEAR else first // 100 * 100 + int(match["last"])
    if not first < last < first + _MOST_YEARS:
        return (first,)
    return tuple(range(first, last + 1))


def _nearest(
    candidates: list[tuple[tuple[int, ...], str]], earliest: date | None
) -> tuple[tuple[int, ...], str]:
    """The years named most; of those named alike, the ones nearest to what the text tells as past."""
    counts = Counter(years for years, _ in candidates)
    top = max(counts.values())
    tied = [item for item in candidates if counts[item[0]] == top]
    if earliest is None:
        return min(tied, key=lambda item: item[0])
    return min(tied, key=lambda item: (abs(item[0][-1] - earliest.year), item[0]))


def _dominant(view: View, earliest: date | None) -> int | None:
    """The year that the text names most, when it stands out and fits what the text tells as past."""
    counts = Counter(int(match["first"]) for match in _YEARS.finditer(view.flat) if not match["last"])
    ranked = counts.most_common(1)
    if not ranked or ranked[0][1] < max(_DOMINANT_TIMES, _DOMINANT_SHARE * counts.total()):
        return None
    year = ranked[0][0]
    return year if earliest is None or earliest.year - 2 <= year <= earliest.year + 1 else None


def _years_of(period: ReportingPeriod, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years that the period touches: "november 2022 - februari 2023" is about two."""
    if period.from_ is None or period.to is None:
        return years
    return tuple(range(int(period.from_[:_FULL_YEAR]), int(period.to[:_FULL_YEAR]) + 1))


def _period(words: str, years: tuple[int, ...]) -> ReportingPeriod:
    """The stretch of time in the words of the title; whole years where they name no months."""
    if match := _MONTHS_OF.search(words):
        last_year = int(match["year2"] or match["year1"] or years[-1])
        first_year = int(match["year1"] or (match["year2"] and years[0]) or years[0])
        first, last = MONTHS[match["from"].lower()], MONTHS[match["to"].lower()]
        if first_year == last_year and first > last:
            first_year -= 1
        return _stretch(first_year, first, last_year, last, match.group())
    if match := _PART.search(words):
        length, number = _MONTHS_IN[match["what"].lower()], _NUMBERS[match["n"].lower()]
        if number * length <= _MONTHS_IN_YEAR:
            year = int(match["year"] or years[-1])
            return _stretch(year, (number - 1) * length + 1, year, number * length, match.group())
    return whole_years(years)


def _stretch(year1: int, month1: int, year2: int, month2: int, label: str) -> ReportingPeriod:
    last_day = monthrange(year2, month2)[1]
    return ReportingPeriod(f"{year1}-{month1:02d}-01", f"{year2}-{month2:02d}-{last_day}", label)
