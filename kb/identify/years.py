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

from kb.identify.dates import MONTHS
from kb.identify.kind import names_pattern, subjects, title_like
from kb.identify.view import View
from kb.records import PublicationDate, ReportingPeriod

OF_THEIR_YEAR = frozenset(
    {
        "jaarrapportage",
        "stand-van-de-uitvoering",
        "uitzonderingenrapportage",
        "jaarplan",
        "voortgangsrapportage",
    }
)
"""Kinds that report on, or plan, a year which they name; the others have the year of their date."""

_YEARS = re.compile(
    r"(?<![\d.,/-])(?P<first>(?:19|20)\d\d)(?:\s?(?P<join>[-–/]|en|t/m|tot en met)\s?(?P<last>(?:19|20)?\d\d)(?![\d.,-]))?(?![\d%])"
)
_AFTER_NAME = 70
_BEFORE_NAME = 8
_ABOUT = re.compile(
    r"\b(?:verslagjaar|verslag over(?: het jaar)?|over (?:het )?(?:jaar|boekjaar|kalenderjaar))\s(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_MONTH_NAMES = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_MONTHS_OF = re.compile(
    rf"\b(?P<from>{_MONTH_NAMES})(?:\s(?P<year1>(?:19|20)\d\d))?\s?(?:[-–]|t/m|tot en met|tot)\s?(?P<to>{_MONTH_NAMES})\b(?:\s(?P<year2>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?P<n>eerste|tweede|derde|vierde|[1-4]e)\s(?P<what>kwartaal|tertaal|trimester|halfjaar|helft)(?:\s(?:van\s)?(?P<year>(?:19|20)\d\d))?",
    re.I,
)
_NUMBERS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4}
_LENGTHS = {"kwartaal": 3, "tertaal": 4, "trimester": 4, "halfjaar": 6, "helft": 6}
_SHARE = 0.45
_TIMES = 5
_MOST_YEARS = 6


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
        return YearsFound(years, _period(words, years), words)
    dominant = _dominant(view, earliest)
    return YearsFound((dominant,), _whole_year(dominant), None) if dominant else YearsFound()


def years_of_date(publication: PublicationDate) -> YearsFound:
    """The year of a letter or answer: that of its date, or the year that its latest past date lies in."""
    if publication.value:
        year = int(publication.value[:4])
        return YearsFound((year,), _whole_year(year), publication.evidence)
    if publication.not_before:
        year = int(publication.not_before[:4])
        return YearsFound((year,), _whole_year(year), publication.evidence)
    return YearsFound()


def _named(view: View, kind: str) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Years beside the kind's own name: weight (place), years, words."""
    pattern = names_pattern(kind)
    if pattern is None:
        return
    head = [line for line in view.head if line.role != "furniture"]
    for position, line in enumerate(head):
        if pattern.search(line.text) and title_like(view, line):
            text = line.text
            if (
                not _YEARS.search(text)
                and position + 1 < len(head)
                and _YEARS.fullmatch(head[position + 1].text)
            ):
                text = f"{text} {head[position + 1].text}"
            elif not _YEARS.search(text) and position and _YEARS.fullmatch(head[position - 1].text):
                text = f"{head[position - 1].text} {text}"
            yield from ((4, years, words) for years, words in _beside(text, pattern, anywhere=True))
    for text in view.furniture:
        yield from ((3, years, words) for years, words in _beside(text, pattern, anywhere=True))
    for text in subjects(view):
        yield from ((3, years, words) for years, words in _beside(text, pattern, anywhere=True))
    for line in view.lines:
        if len(line.text) < 90 and re.match(r"\d{1,3}\s\D|.*\D\s\d{1,3}$", line.text):
            yield from ((3, years, words) for years, words in _beside(line.text, pattern, anywhere=False))
    yield from ((2, years, words) for years, words in _beside(view.flat, pattern, anywhere=False))
    if match := _ABOUT.search(view.opening):
        yield 2, (int(match["year"]),), match.group()


def _beside(text: str, pattern: re.Pattern[str], *, anywhere: bool) -> Iterator[tuple[tuple[int, ...], str]]:
    for match in pattern.finditer(text):
        reach = _AFTER_NAME if anywhere else 6
        after = text[match.end() : match.end() + reach]
        found = _YEARS.search(after) if anywhere else re.match(r"\s(?:over\s)?" + _YEARS.pattern, after)
        if found is not None:
            yield (
                _years(found),
                text if anywhere and len(text) < 200 else text[match.start() : match.end() + found.end()],
            )
            continue
        before = text[: match.start()][-_BEFORE_NAME * 4 :] if anywhere else ""
        found = next(iter(_YEARS.finditer(before)), None)
        if found is not None:
            yield _years(found), text


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["first"])
    if not match["last"]:
        return (first,)
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
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
    """The year that the text names most, when it stands out and does not lie after what it tells as past."""
    counts = Counter(int(match["first"]) for match in _YEARS.finditer(view.flat) if not match["last"])
    ranked = counts.most_common(1)
    if not ranked or ranked[0][1] < _TIMES or ranked[0][1] < _SHARE * counts.total():
        return None
    year = ranked[0][0]
    return year if earliest is None or earliest.year - 2 <= year <= earliest.year + 1 else None


def _whole_year(year: int) -> ReportingPeriod:
    return ReportingPeriod(f"{year}-01-01", f"{year}-12-31", str(year))


def _period(words: str, years: tuple[int, ...]) -> ReportingPeriod:
    """The stretch of time in the words of the title; the whole years where they name no months."""
    if match := _MONTHS_OF.search(words):
        last_year = int(match["year2"] or match["year1"] or years[-1])
        first_year = int(match["year1"] or (match["year2"] and years[0]) or years[0])
        first, last = MONTHS[match["from"].lower()], MONTHS[match["to"].lower()]
        return _span(first_year, first, last_year, last, match.group())
    if match := _QUARTER.search(words):
        length, number = _LENGTHS[match["what"].lower()], _NUMBERS[match["n"].lower()]
        if number * length <= 12:
            year = int(match["year"] or years[-1])
            return _span(year, (number - 1) * length + 1, year, number * length, match.group())
    if len(years) == 1:
        return _whole_year(years[0])
    return ReportingPeriod(f"{years[0]}-01-01", f"{years[-1]}-12-31", f"{years[0]}-{years[-1]}")


def _span(year1: int, month1: int, year2: int, month2: int, label: str) -> ReportingPeriod:
    last_day = monthrange(year2, month2)[1]
    return ReportingPeriod(f"{year1}-{month1:02d}-01", f"{year2}-{month2:02d}-{last_day}", label)
