"""When a number in a sentence holds: the date beside it, the one before it, the paragraph's, the report's."""

from __future__ import annotations

import calendar
import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from kb.annotate.dates import find_dates
from kb.records import ReportingPeriod, Span
from kb.registers.kpis.amounts import SENTENCES, Amount
from kb.registers.kpis.lexicon import any_of, bounded, folded, words
from kb.registers.kpis.numbers import to_number

_BESIDE: Final = 30
_IN_BRACKETS: Final = 4
_AS_MUCH: Final = re.compile(r"(?<![^\W_])zowel\s+(?:in|over)\s+$", re.IGNORECASE)
"""Before the first of two periods: "zowel in 2020 als in 2021 een 7,2"."""
_RIGHT_BEFORE: Final = 16
_COMPARED: Final = 80
"""Characters before a date among which the words of a comparison stand."""
_YEAR_DAYS: Final = 364
_DECEMBER: Final = 12
_FOLLOWED: Final = re.compile(r"\s?\(\s?(?:€\s?)?\d[\d.,]*\s?(?:%|procent|weken|dagen|minuten)?\s?\)")
_NEXT_CLAUSE: Final = re.compile(r",\s|\s(?:en|maar|terwijl)\s")


@dataclass(frozen=True, slots=True)
class Moment:
    """A period named in a sentence, with its place there; `compared` is True after "ten opzichte van"."""

    start: int
    end: int
    from_: date
    to: date
    label: str
    compared: bool = False
    as_well: bool = False

    @property
    def year(self) -> int:
        """The year that it ends in."""
        return self.to.year

    @property
    def whole_year(self) -> bool:
        """Whether it is exactly one year."""
        return (self.to - self.from_).days >= _YEAR_DAYS and self.from_.month == 1

    def period(self) -> ReportingPeriod:
        """The period of a record."""
        return ReportingPeriod(self.from_.isoformat(), self.to.isoformat(), self.label)


@lru_cache(maxsize=1)
def _comparison() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = words(SENTENCES)["comparisons"]
    tail = r"\s+(?:(?:het|de|in|over)\s+){0,2}$"
    return (
        re.compile(rf"(?<![^\W_]){any_of(lists['words'])}{tail}", re.IGNORECASE),
        re.compile(rf"(?<![^\W_]){any_of(lists['as_well'])}{tail}", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _own_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = words(SENTENCES)["moments"]
    return re.compile(bounded(lists["this_year"]), re.I), re.compile(bounded(lists["year_before"]), re.I)


def read_moments(sentence: str, reference: date | None, reporting_year: int | None) -> list[Moment]:
    """The periods that a sentence names, in order; "vorig jaar" is read against the day `reference`."""
    found = list(_first_months(sentence, reporting_year))
    for mention in find_dates(sentence, reference):
        if mention.from_ is None or mention.to is None or mention.precision == "term":
            continue
        if any(item.start < mention.end and mention.start < item.end for item in found):
            continue
        start, to = mention.from_, mention.to
        if mention.bound == "tot" and re.search(
            r"(?:t/m|tot en met|tot aan)\s*$", sentence[: mention.start], re.I
        ):
            start = date(mention.to.year, 1, 1)
        found.append(Moment(mention.start, mention.end, start, to, mention.text))
    if reporting_year is not None:
        for pattern, back in zip(_own_words(), (0, 1), strict=True):
            year = reporting_year - back
            found += [
                Moment(match.start(), match.end(), date(year, 1, 1), date(year, 12, 31), str(year))
                for match in pattern.finditer(sentence)
                if not any(item.start < match.end() and match.start() < item.end for item in found)
            ]
    return [_judged(sentence, moment) for moment in sorted(found, key=lambda item: item.start)]


def terms(sentence: str) -> list[Span]:
    """Terms in a sentence ("binnen 30 dagen"): their numbers are no values."""
    return [(item.start, item.end) for item in find_dates(sentence, None) if item.precision == "term"]


@lru_cache(maxsize=1)
def _first() -> re.Pattern[str]:
    counts = "|".join(words()["number_words"])
    return re.compile(
        rf"(?<![^\W_])eerste\s+(?P<count>\d{{1,2}}|{counts})\s+(?P<what>maanden|kwartalen)"
        r"(?:\s+van\s+(?:het\s+jaar\s+|dit\s+jaar|(?P<year>(?:19|20)\d\d)))?",
        re.IGNORECASE,
    )


def _first_months(sentence: str, reporting_year: int | None) -> Iterator[Moment]:
    """Periods such as "de eerste acht maanden van 2023", "de eerste drie kwartalen"."""
    for match in _first().finditer(sentence):
        number = to_number(match["count"])
        year = int(match["year"]) if match["year"] else reporting_year
        months = int(number.value if number else 0) * (3 if match["what"].lower() == "kwartalen" else 1)
        if year is not None and 1 <= months <= _DECEMBER:
            last = date(year, months, calendar.monthrange(year, months)[1])
            yield Moment(match.start(), match.end(), date(year, 1, 1), last, match.group())


def _judged(sentence: str, moment: Moment) -> Moment:
    compared, as_well = _comparison()
    before = sentence[max(0, moment.start - _COMPARED) : moment.start]
    if _FOLLOWED.match(sentence, moment.end):  # "gelijk aan 2021 (99,98%)": it has a number of its own
        return moment
    until = re.search(r"(?:t/m|tot en met|tot aan)\s*$", before, re.IGNORECASE)
    label = f"{until.group().strip()} {moment.label}" if until else moment.label
    return dataclasses.replace(
        moment, label=folded(label) if until else label,
        compared=bool(compared.search(before)) and not as_well.search(before),
        as_well=bool(as_well.search(before) or _AS_MUCH.search(before)),
    )  # fmt: skip


def moment_of(
    sentence: str, amount: Amount, amounts: Sequence[Amount], moments: Sequence[Moment]
) -> Moment | None:
    """The period of one number: right behind it, else the nearest before it, else any in the sentence."""
    usable = [item for item in moments if not item.compared and not item.as_well]
    owned = [item for item in usable if _FOLLOWED.match(sentence, item.end)]
    for moment in owned:
        if 0 <= amount.start - moment.end <= _IN_BRACKETS:
            return moment
    usable = [item for item in usable if item not in owned]
    following = next((item.start for item in amounts if item.start > amount.start), len(sentence) + _BESIDE)
    clause = max((match.end() for match in re.finditer(r"[;]", sentence[: amount.start])), default=0)
    before = [item for item in amounts if item.end <= amount.start]
    earlier = [
        item for item in usable
        if clause <= item.end <= amount.start and not any(_right_behind(sentence, one, item) for one in before)
    ]  # fmt: skip
    for moment in usable:
        if amount.end <= moment.start < following and _right_behind(sentence, amount, moment):
            return moment
    if earlier:
        return earlier[-1]
    return next(
        (item for item in usable if item.start >= amount.end and _extends(sentence, amount, amounts, item)),
        None,
    )


def _right_behind(sentence: str, amount: Amount, moment: Moment) -> bool:
    """Whether a period follows a number at once: "13,1 weken in 2022", "2.610 fte eind 2023"."""
    between = sentence[amount.end : moment.start]
    if len(between) > _BESIDE or re.match(r"\s*(?:en|maar|terwijl)\s", between):
        return False  # "en in 2021 nog 3.012": it opens the next number
    joined = re.match(r"[^.;,()]{0,30}?(?<![^\W_])(?:in|over|voor|per|van)\s+(?:de\s+|het\s+)?$", between, re.I)
    return not between.strip() or joined is not None


def _extends(sentence: str, amount: Amount, amounts: Sequence[Amount], moment: Moment) -> bool:
    """Whether a later period is this number's: no other result stands between, nor is it in brackets."""
    if ";" in sentence[amount.end : moment.start] or in_brackets(sentence, moment.start):
        return False
    between = [item for item in amounts if amount.end <= item.start < moment.start]
    after = any(item.start >= moment.end for item in amounts)
    if after and _NEXT_CLAUSE.search(sentence, amount.end, moment.start):
        return False  # "was 80%, vorig jaar 71%": the period opens the next clause
    return all(item.role != "waarde" or in_brackets(sentence, item.start) for item in between)


def in_brackets(sentence: str, place: int) -> bool:
    """Whether a place stands between round brackets."""
    before = sentence[:place]
    return before.count("(") > before.count(")")


def beside(amount: Amount, moment: Moment) -> bool:
    """Whether a period stands right behind a number, or right before it ("t/m november minder dan 1.558")."""
    return 0 <= moment.start - amount.end <= _BESIDE or 0 <= amount.start - moment.end <= _RIGHT_BEFORE
