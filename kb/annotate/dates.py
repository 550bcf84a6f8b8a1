"""Dates and periods in Dutch text, each as an interval with its exact words.

`find_dates(text, reference_date)` reads days, months, quarters, seasons, years and ranges of them, and
what counts from the document's own date: "na de zomer", "eind van het jaar", "binnen zes weken". What
cannot be placed without that date has an open interval when it is not known. Word lists and the days
that they stand for are data: dates.toml. Sources of the rules: the domain notes and the parliamentary
calendar; "begin", "medio" and "eind" are quarters of a year, as ministries use them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kb.annotate import date_patterns as patterns
from kb.annotate.calendar import (
    Interval,
    add_months,
    half,
    moment,
    month,
    month_part,
    nearest,
    prinsjesdag,
    quarter,
    year,
    year_part,
)
from kb.annotate.date_patterns import Bound

Precision = Literal["day", "month", "quarter", "half", "season", "part", "year", "range", "term"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period as it stands in a text; `start`/`end` are offsets into that text.

    `from_` and `to` are both inclusive and None when the document's date is needed and unknown.
    `bound` is the word before it that limits it ("uiterlijk 1 juli": up to); `relative` is True when it
    was placed with the reference date; `rule` names the pattern that found it.
    """

    text: str
    start: int
    end: int
    from_: date | None
    to: date | None
    precision: Precision
    rule: str
    bound: Bound | None = None
    relative: bool = False

    @property
    def value(self) -> str:
        """The interval as text, "2023-01-01/2023-03-31"; a side that is not known is "..": ISO 8601."""
        ends = (self.from_, self.to)
        return "/".join(end.isoformat() if end else ".." for end in ends)


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    interval: Interval | None
    precision: Precision
    rule: str
    relative: bool = False


def find_dates(text: str, reference_date: date | None = None) -> list[DateMention]:
    """All dates and periods of `text` in order, none overlapping: the longest reading wins.

    `reference_date` is the document's date. Linear in the length of `text`.
    """
    lowered = text.lower()
    candidates: list[_Candidate] = []
    for hints, reader in _READERS:
        if not hints or any(hint in lowered for hint in hints):
            candidates.extend(reader(text, reference_date))
    return [_mention(text, candidate) for candidate in _longest(candidates)]


def _longest(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """The candidates that remain when the earliest and then the longest one wins each place."""
    until = 0
    for candidate in sorted(candidates, key=lambda item: (item.start, -item.end)):
        if candidate.start >= until:
            until = candidate.end
            yield candidate


def _mention(text: str, found: _Candidate) -> DateMention:
    from_, to = found.interval or (None, None)
    words = text[found.start : found.end]
    return DateMention(
        words, found.start, found.end, from_, to, found.precision, found.rule,
        _bound(text, found.start), found.relative,
    )  # fmt: skip


def _bound(text: str, start: int) -> Bound | None:
    """The limiting word right before a date, if one stands there."""
    match = patterns.BOUND.search(text[max(0, start - patterns.BOUND_REACH) : start])
    return patterns.BOUNDS.get(" ".join(match["word"].lower().split())) if match else None


# ------------------------------------------------------------------------------ readers


def _days(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Days: "25 mei 2023", "3 en 10 maart 2024", "5 t/m 9 juni", "3 februari jl."."""
    for match in patterns.DAY_MONTH.finditer(text):
        number = patterns.MONTHS[match["month"].lower()]
        day = int(match["day"])
        if match["year"]:
            placed = _day(int(match["year"]), number, day)
            relative = False
        else:
            placed = _yearless(day, number, match["jl"], reference)
            relative = True
        if placed is None and (match["year"] or reference is not None):
            continue
        end = match.end("year") if match["year"] else (match.end("jl") if match["jl"] else match.end("month"))
        first = _day(placed.year, number, int(match["first"])) if match["first"] and placed else None
        if match["first"] and match["joint"].strip().lower() in {"en", ","}:
            if first is not None:
                yield _Candidate(
                    match.start("first"), match.end("first"), (first, first), "day", "dag-lijst", relative
                )
            yield _Candidate(match.start("day"), end, _only(placed), "day", "dag", relative)
        elif first is not None and placed is not None:
            yield _Candidate(match.start("first"), end, (first, placed), "range", "dagen", relative)
        else:
            yield _Candidate(match.start("day"), end, _only(placed), "day", "dag", relative)


def _numeric(text: str, _: date | None) -> Iterator[_Candidate]:
    """Days in figures: "01-07-2024", "1/7/2024", "2024-07-01"."""
    for match in patterns.NUMERIC.finditer(text):
        placed = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if placed is not None:
            yield _Candidate(match.start(), match.end(), (placed, placed), "day", "cijfers")
    for match in patterns.ISO.finditer(text):
        placed = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if placed is not None:
            yield _Candidate(match.start(), match.end(), (placed, placed), "day", "iso")


def _months(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Months and their parts: "mei 2023", "januari t/m april 2023", "nov-dec 2022", "eind mei 2023"."""
    for match in patterns.MONTH_YEAR.finditer(text):
        number = patterns.MONTHS[match["month"].lower().rstrip(".")]
        relative = not match["year"]
        if relative and match["month"].lower() not in patterns.FULL_MONTHS:
            continue
        in_year = int(match["year"]) if match["year"] else nearest(reference, number, match["near"])
        first = patterns.MONTHS[match["first"].lower().rstrip(".")] if match["first"] else None
        start = match.start("first") if first else match.start("month")
        if match["part"] or match["near"]:
            start = match.start("part") if match["part"] else match.start("near")
        end = match.end("year") if match["year"] else match.end("month")
        if in_year is None:
            yield _Candidate(start, end, None, "month", "maand", relative)
        elif first:
            from_year = int(match["firstyear"]) if match["firstyear"] else in_year - (first > number)
            yield _Candidate(
                start,
                end,
                (month(from_year, first)[0], month(in_year, number)[1]),
                "range",
                "maanden",
                relative,
            )
        elif match["part"]:
            interval = month_part(in_year, number, match["part"].lower())
            yield _Candidate(start, end, interval, "part", "deel-van-maand", relative)
        else:
            yield _Candidate(start, end, month(in_year, number), "month", "maand", relative)


def _quarters(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Quarters and halves: "het tweede kwartaal van 2024", "Q3 2023", "de eerste helft van 2025"."""
    for match in patterns.QUARTER.finditer(text):
        number = patterns.ORDINALS[match["nr"].lower()] if match["nr"] else int(match["q"])
        first = patterns.ORDINALS[match["first"].lower()] if match["first"] else number
        place = _year_of(match["year"], match["rel"], reference)
        interval = (quarter(place, first)[0], quarter(place, number)[1]) if place else None
        yield _Candidate(match.start(), match.end(), interval, "quarter", "kwartaal", not match["year"])
    for match in patterns.HALF.finditer(text):
        place = _year_of(match["year"], match["rel"], reference)
        number = patterns.ORDINALS[match["nr"].lower()]
        if number <= patterns.HALVES:
            interval = half(place, number) if place else None
            yield _Candidate(match.start(), match.end(), interval, "half", "helft", not match["year"])


def _year_parts(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Parts of a year: "eind 2022", "medio 2024", "aan het eind van het jaar", "begin volgend jaar"."""
    for match in patterns.YEAR_PART.finditer(text):
        place = _year_of(match["year"], match["rel"], reference)
        interval = year_part(place, match["part"].lower()) if place else None
        yield _Candidate(match.start(), match.end(), interval, "part", "deel-van-jaar", not match["year"])


def _moments(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Seasons and fixed moments: "najaar 2023", "na de zomer", "voor het zomerreces", "op Prinsjesdag"."""
    for match in patterns.MOMENT.finditer(text):
        word, side = match["moment"].lower(), (match["side"] or "").lower()
        if not (match["year"] or match["rel"] or side or match["at"]):
            continue
        start = match.start("side") if side else match.start("core")
        if match["year"] or match["rel"]:
            place = _year_of(match["year"], match["rel"], reference)
            interval = moment(place, word, side, None) if place else None
        else:
            interval = moment(reference.year, word, side, reference) if reference else None
        yield _Candidate(start, match.end(), interval, "season", "moment", not match["year"])


def _years(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Years and session years: "2016 tot en met 2020", "2022/23", "vergaderjaar 2022-2023", "2023"."""
    for match in patterns.SESSION.finditer(text):
        first = int(match["year"])
        yield _Candidate(
            match.start(), match.end(),
            (prinsjesdag(first), prinsjesdag(first + 1) - timedelta(days=1)), "range", "vergaderjaar",
        )  # fmt: skip
    for match in patterns.YEAR_RANGE.finditer(text):
        first, last = int(match["first"]), patterns.full_year(match["last"], match["first"])
        if first < last:
            yield _Candidate(
                match.start(), match.end(), (date(first, 1, 1), date(last, 12, 31)), "range", "jaren"
            )
    for match in patterns.YEAR.finditer(text):
        yield _Candidate(match.start(), match.end(), year(int(match["year"])), "year", "jaar")
    for match in patterns.RELATIVE_YEAR.finditer(text):
        place = _year_of(None, match["rel"], reference)
        yield _Candidate(
            match.start(), match.end(), year(place) if place else None, "year", "jaar-relatief", True
        )


def _relative(text: str, reference: date | None) -> Iterator[_Candidate]:
    """Counted from the reference date: "volgende maand", "komend kwartaal", "binnen zes weken"."""
    for match in patterns.RELATIVE_MONTH.finditer(text):
        shift = patterns.RELATIVE[match["rel"].lower()]
        interval: Interval | None = None
        if reference:
            months = shift if match["unit"].lower() == "maand" else shift * 3
            there = add_months(reference, months)
            interval = (
                month(there.year, there.month)
                if match["unit"].lower() == "maand"
                else quarter(there.year, (there.month + 2) // 3)
            )
        yield _Candidate(match.start(), match.end(), interval, "month", "maand-relatief", True)
    for match in patterns.TERM.finditer(text):
        count = patterns.NUMBERS.get(" ".join(match["count"].lower().split()))
        amount = float(count if count is not None else match["count"])
        interval = None
        if reference:
            end = _later(reference, amount, match["unit"].lower())
            interval = (end, end) if match["side"].lower() == "over" else (reference, end)
        yield _Candidate(match.start(), match.end(), interval, "term", "termijn", True)


_Reader = Callable[[str, "date | None"], Iterator[_Candidate]]

_READERS: tuple[tuple[tuple[str, ...], _Reader], ...] = (
    (patterns.MONTH_HINTS, _days),
    ((), _numeric),
    (patterns.MONTH_HINTS, _months),
    (("kwartaal", "q1", "q2", "q3", "q4", "helft", "halfjaar", "half jaar"), _quarters),
    (tuple(patterns.YEAR_PARTS), _year_parts),
    (tuple(patterns.MOMENTS), _moments),
    (("19", "20", "jaar"), _years),
    (("maand", "kwartaal", "weken", "week", "dagen", "jaar"), _relative),
)
"""Readers with words of which one must stand in the text before it is read: most texts hold few."""


# ------------------------------------------------------------------------------ helpers


def _only(day: date | None) -> Interval | None:
    return (day, day) if day else None


def _day(in_year: int, number: int, day: int) -> date | None:
    try:
        return date(in_year, number, day)
    except ValueError:
        return None


def _yearless(day: int, number: int, jl: str | None, reference: date | None) -> date | None:
    """A day without year: the last one for "jl.", the next one for "a.s.", else the nearest."""
    if reference is None:
        return None
    options = [found for shift in (-1, 0, 1) if (found := _day(reference.year + shift, number, day))]
    if jl and jl.lower().startswith("j"):
        options = [found for found in options if found <= reference] or options
        return max(options, default=None)
    if jl:
        options = [found for found in options if found >= reference] or options
        return min(options, default=None)
    return min(options, key=lambda found: abs(found - reference), default=None)


def _year_of(written: str | None, relative: str | None, reference: date | None) -> int | None:
    """The year that is meant: written out, or counted from the reference date's."""
    if written:
        return int(written)
    if reference is None:
        return None
    return reference.year + patterns.RELATIVE.get((relative or "dit").lower().strip(), 0)


def _later(start: date, amount: float, unit: str) -> date:
    """`start` plus so many days, weeks, months or years."""
    if unit.startswith("dag") or unit.startswith("werkdag"):
        return start + timedelta(days=round(amount))
    if unit.startswith("we"):
        return start + timedelta(days=round(amount * 7))
    return add_months(start, round(amount * (12 if unit.startswith("ja") else 1)))
