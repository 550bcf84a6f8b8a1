"""Dutch date expressions, as identification needs them: where they stand and which interval they name.

Smaller than the annotator of dates on purpose: only expressions that name a year count, because a
document whose date is sought has no reference date yet to complete "3 februari jl." with.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "quarter", "year"]

MONTH_NAMES = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "februarij": 2, "maart": 3, "mrt": 3, "april": 4,
    "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "augustus": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_LAST_MONTH = 12
_WEEKDAY = re.compile(r"^(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s", re.IGNORECASE)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
# A footnote marker can be glued to a year ("15 juni 20223", "25 mei 2023.1"): one or two digits.
_YEAR = r"(?P<year>(?:19|20)\d\d)(?P<glued>\d{1,2})?(?!\d)"

_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\d.,-])(?P<day>\d{{1,2}})(?:e|ste|de)?\s{{1,3}}{_MONTH}\s{{0,3}}{_YEAR}", re.I
)
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<sep>[-/.])(?P<num>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<num>\d\d)-(?P<day>\d\d)(?!\d|-\d)")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s{{1,3}}(?:van\s)?{_YEAR}", re.I)
_QUARTER = re.compile(
    r"\b(?:(?P<ordinal>eerste|tweede|derde|vierde|laatste|[1-4]e)\s{1,3}kwartaal\s{1,3}(?:van\s{1,3})?(?:het\s{1,3}jaar\s{1,3})?"
    rf"|[QK](?P<q>[1-4])\s?[-/]?\s?){_YEAR}",
    re.I,
)
_YEAR_ONLY = re.compile(r"(?<![\d.,/€-])(?<!nr\. )(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d{3}|-\d)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: offsets into the text, the first and last day it can mean, how precise it is."""

    start: int
    end: int
    first: date
    last: date
    precision: Precision

    @property
    def iso(self) -> str:
        """The date with as many parts as its precision; a quarter is told by its year."""
        if self.precision == "day":
            return self.first.isoformat()
        if self.precision == "month":
            return f"{self.first:%Y-%m}"
        return f"{self.first:%Y}"


def _day(match: re.Match[str], month: int) -> DateMention | None:
    try:
        day = date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
    return DateMention(match.start(), match.end("year"), day, day, "day")


def _month(match: re.Match[str]) -> DateMention:
    year, month = int(match["year"]), MONTHS[match["month"].lower()]
    last = date(year, month, monthrange(year, month)[1])
    return DateMention(match.start(), match.end("year"), date(year, month, 1), last, "month")


def _quarter(match: re.Match[str]) -> DateMention:
    year = int(match["year"])
    word = (match["ordinal"] or "").lower()
    quarter = int(match["q"]) if match["q"] else 4 if word == "laatste" else _ORDINALS[word]
    last_month = quarter * 3
    last = date(year, last_month, monthrange(year, last_month)[1])
    return DateMention(match.start(), match.end("year"), date(year, last_month - 2, 1), last, "quarter")


def _whole_year(match: re.Match[str]) -> DateMention:
    year = int(match["year"])
    return DateMention(match.start(), match.end("year"), date(year, 1, 1), date(year, 12, 31), "year")


def _all(text: str) -> Iterator[DateMention | None]:
    for match in _DAY_MONTH_YEAR.finditer(text):
        yield _day(match, MONTHS[match["month"].lower()])
    for pattern in (_NUMERIC, _ISO):
        for match in pattern.finditer(text):
            yield _day(match, int(match["num"])) if 1 <= int(match["num"]) <= _LAST_MONTH else None
    yield from (_quarter(match) for match in _QUARTER.finditer(text))
    yield from (_month(match) for match in _MONTH_YEAR.finditer(text))
    yield from (_whole_year(match) for match in _YEAR_ONLY.finditer(text))


def find_dates(text: str) -> list[DateMention]:
    """All date expressions of `text` that name a year, in order; of overlapping ones the most precise."""
    taken: list[DateMention] = []
    covered: set[int] = set()
    for mention in _all(text):
        if mention and mention.start not in covered and mention.end - 1 not in covered:
            taken.append(mention)
            covered.update(range(mention.start, mention.end))
    return sorted(taken, key=lambda mention: mention.start)


def only_date(text: str) -> DateMention | None:
    """The date of a text that is a date and nothing else (" 9 november 2022 "), down to the month."""
    stripped = _WEEKDAY.sub("", text.strip(" \t,;:.|"))
    for mention in find_dates(stripped):
        if mention.precision in {"day", "month"} and mention.start == 0:
            rest = stripped[mention.end :].strip(" .,;:")
            return mention if not rest else None
    return None
