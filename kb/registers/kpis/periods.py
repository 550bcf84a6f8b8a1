"""Years and periods in headers, captions and notes: "Waarde 2018", "Q1", "t/m nov.", "2e tertaal 2024".

Headers are terse: a period often lacks its year, which a neighbour then gives. What reads whole sentences
is `kb.annotate.dates`.
"""

from __future__ import annotations

import calendar
import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb.records import ReportingPeriod
from kb.registers.kpis.lexicon import any_of, words

FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2060
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class When:
    """A year, a part of one, or a part of an unknown one.

    Months count 1..12, both inclusive; `day` is set when one day of them is meant (a stand per 1 juli).
    `label` are the words of the period without its year; `start`/`end` where it stands in the text.
    """

    year: int | None
    first: int = 1
    last: int = 12
    label: str | None = None
    start: int = 0
    end: int = 0
    broken: bool = False
    day: int | None = None

    @property
    def whole(self) -> bool:
        """Whether this is the whole year, or its last day."""
        return self.first == 1 and self.last == _DECEMBER and not self.broken and self.day is None

    def in_year(self, year: int | None) -> When:
        """This period, in `year` when it has none of its own."""
        if self.year is not None or year is None:
            return self
        return dataclasses.replace(self, year=year)

    def period(self) -> ReportingPeriod | None:
        """The period of a record; None without a year."""
        if self.year is None:
            return ReportingPeriod(None, None, self.label) if self.label else None
        if self.broken:
            return ReportingPeriod(None, None, self.label)
        last_day = self.day or calendar.monthrange(self.year, self.last)[1]
        return ReportingPeriod(
            f"{self.year}-{self.first:02d}-{self.day or 1:02d}",
            f"{self.year}-{self.last:02d}-{last_day:02d}",
            self.label or str(self.year),
        )


def months() -> dict[str, int]:
    """Names and abbreviations of months with their numbers."""
    return {name: number for number, names in enumerate(words()["months"].values(), start=1) for name in names}


@dataclass(frozen=True, slots=True)
class _Patterns:
    part: re.Pattern[str]
    month_range: re.Pattern[str]
    until: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    broken: re.Pattern[str]
    day: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    month = any_of(months()) + r"(?![^\W\d_])\.?"
    ordinals = any_of(words()["ordinals"])
    ordinal = rf"(?:(?P<digit>[1-4])\s?(?:e|de|ste)?|(?P<roman>IV|I{{1,3}})|(?P<word>{ordinals}))"
    back = r"(?:(?P<digit2>[1-4])|(?P<roman2>IV|I{1,3}))"
    name = (
        r"(?P<{0}>kwartaal|kwartalen|kwart\.|kw\.?|tertaal|trimester|4-maandsperiode"
        r"|halfjaar|half\s?jaar|jaarhelft|helft)"
    )
    until = r"(?P<until>t/m|tot\s+en\s+met|tot\s+aan|cum\.?|cumulatief)"
    year = r"(?:(?:19|20)\d\d)"
    return _Patterns(
        part=re.compile(
            rf"(?<![^\W_])(?:{until}\s+(?:het\s+)?)?(?:(?P<letter>[QKTH]|kw|HJ)\s?(?P<number>[1-4])"
            rf"|{ordinal}\s+{name.format('name')}|{name.format('name2')}\s+{back})(?![^\W_])",
            re.IGNORECASE,
        ),
        month_range=re.compile(
            rf"(?<![^\W_])(?P<from>{any_of(months())})\.?\s?(?:t/m|tot\s+en\s+met|-|–|—|tot)\s?(?P<to>{month})",
            re.IGNORECASE,
        ),
        until=re.compile(rf"(?<![^\W_]){until}\s+(?:eind\s+)?(?P<to>{month})", re.IGNORECASE),
        month=re.compile(rf"(?<![^\W_])(?P<to>{month})", re.IGNORECASE),
        year=re.compile(rf"(?<![\w.,])(?P<year>{year})(?![\w]|[.,]\d)|(?<!\d)['’](?P<short>\d\d)(?!\w)"),
        broken=re.compile(rf"(?<!\w)(?P<first>{year})\s?[/–-]\s?(?P<second>{year}|\d\d)(?!\w)"),
        day=re.compile(
            rf"(?<!\w)(?:(?P<day>[0-3]?\d)\s+(?P<to>{month})"
            rf"|(?P<d>[0-3]?\d)[-/.](?P<m>[01]?\d)[-/.](?={year})|(?P<dd>[0-3]\d)[-/](?P<mm>[01]\d)(?![-/\w]))",
            re.IGNORECASE,
        ),
    )  # fmt: skip


_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LENGTHS: Final = {"q": 3, "k": 3, "kw": 3, "t": 4, "h": 6, "hj": 6}


def read_when(text: str) -> When | None:
    """The year and period that a header or note names; None when it names neither.

    Of several years the last counts ("Streefwaarde 2023-2025"), unless they are a broken year ("2022/2023").
    """
    patterns = _patterns()
    broken = patterns.broken.search(text)
    if broken:
        first, second = int(broken["first"]), broken["second"]
        last = int(second) if len(second) == len(str(first)) else first // 100 * 100 + int(second)
        if last == first + 1:
            return When(last, label=broken.group(), start=broken.start(), end=broken.end(), broken=True)
    years = list(find_years(text))
    year = max(years, key=lambda item: item[2])[2] if years else None
    part = _part(text)
    if part is None:
        if not years:
            return None
        return When(year, start=years[0][0], end=years[-1][1])
    bounds = [(part.start, part.end), *((item[0], item[1]) for item in years)]
    return dataclasses.replace(
        part, year=year, start=min(low for low, _ in bounds), end=max(high for _, high in bounds)
    )


def find_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Years in a text with their offsets."""
    for match in _patterns().year.finditer(text):
        year = int(match["year"]) if match["year"] else 2000 + int(match["short"])
        if FIRST_YEAR <= year <= LAST_YEAR:
            yield match.start(), match.end(), year


def _part(text: str) -> When | None:
    """The part of a year that a text names, its year left open."""
    patterns = _patterns()
    match = patterns.month_range.search(text)
    if match and _month(match["from"]) <= _month(match["to"]):
        return _open(match, _month(match["from"]), _month(match["to"]))
    match = patterns.day.search(text)
    if match:
        day = int(match["day"] or match["d"] or match["dd"])
        month = _month(match["to"]) if match["to"] else int(match["m"] or match["mm"])
        if 1 <= month <= _DECEMBER and 1 <= day <= calendar.monthrange(2024, month)[1]:
            if (day, month) == (31, _DECEMBER):
                return _open(match, 1, _DECEMBER)
            return dataclasses.replace(_open(match, month, month), day=day)
    match = patterns.until.search(text)
    if match:
        return _open(match, 1, _month(match["to"]))
    match = patterns.part.search(text)
    if match:
        return _open(match, *_quarter(match))
    match = patterns.month.search(text)
    return _open(match, _month(match["to"]), _month(match["to"])) if match else None


def _open(match: re.Match[str], first: int, last: int) -> When:
    """A part of an unknown year."""
    return When(None, first, last, match.group().strip(" -/."), match.start(), match.end())


def _month(name: str) -> int:
    return months()[name.lower().rstrip(".")]


def _quarter(match: re.Match[str]) -> tuple[int, int]:
    """First and last month of a quarter, a third or a half of a year; "t/m Q3" begins in January."""
    if match["letter"]:
        length, number = _LENGTHS[match["letter"].lower()], int(match["number"])
    else:
        name = (match["name"] or match["name2"]).lower()
        length = 3 if name.startswith("kw") else 4 if name[0] in "t4" else 6
        digit = match["digit"] or match["digit2"]
        roman = (match["roman"] or match["roman2"] or "").lower()
        number = int(digit) if digit else _ROMAN.get(roman) or words()["ordinals"][match["word"].lower()]
    number = min(number, 12 // length)
    return (1 if match["until"] else (number - 1) * length + 1), number * length
