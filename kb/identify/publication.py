"""When a document appeared, and how that is known. Which date counts depends on what the document is.

Order: official metadata, the day an answer was received, the date in the letterhead, a dagtekening, the
colofon or title page. Other dates only bound it (`bounds`); a year follows from them only where they and
the reporting period agree. A date that cannot be true (a yearly report older than its year) is dropped.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kb.identify.bounds import Bound, not_before
from kb.identify.dates import DateMention, find_dates, only_date
from kb.identify.kind import names_pattern
from kb.identify.official import Official, metadata
from kb.identify.organisation import LETTERS
from kb.identify.view import Line, View
from kb.records import DateBasis, PublicationDate

YEARLY = frozenset({"jaarrapportage"})
"""Kinds that appear after the year that they report on."""

_DATE_FIELDS = (
    "datum",
    "date",
    "datum brief",
    "dagtekening",
    "datum besluit",
    "datum nota",
    "verzenddatum",
    "publicatiedatum",
)
_LABEL = re.compile(
    r"^(?:datum(?: brief| besluit| nota)?|dagtekening|verzenddatum|publicatiedatum)\b\s*:?\s*(.*)$", re.I
)
_PLACE_DATE = re.compile(r"^(?P<place>[^,|\d]{2,25}?)\s?[,|]\s?(?P<date>.{5,40})$")
_KOP = re.compile(
    r"^\(?(?P<word>voorgesteld|vastgesteld|ontvangen)\s(?P<date>\d{1,2}\s\w+\s\d{4})", re.IGNORECASE
)
_RECEIVED = re.compile(r"\bontvangen (?P<date>\d{1,2}\s\w+\s(?:19|20)\d\d)", re.IGNORECASE)
_MARGIN_YEAR = re.compile(r"^[’'`´‘]?s[- ]Gravenhage (?P<year>(?:19|20)\d\d)$")
_SENT = re.compile(r"^(?:verzonden|sent|verstuurd|datum|date):\s*(.+)$", re.IGNORECASE)
_IMPRINT = re.compile(
    r"(?:^|[|•–-]\s?|\b(?:uitgave|publicatie(?:datum)?|datum|versie [\d.]+|verschenen|d\.d\.|drukdatum|uitgegeven)\b[^\d|]{0,20})"
    r"(?P<date>(?:\d{1,2}\s)?[a-z]{3,9}\.?\s(?:19|20)\d\d)\s*\.?$",
    re.IGNORECASE,
)
_LABEL_REACH = 10
_COVER_LINES = 20
_COVER_TOP = 6
_COLOFON_LINES = 20
_LAST_MONTH_OF_YEARLY = 9


def find_publication(
    view: View, kind: str | None, official: Official, years: tuple[int, ...]
) -> PublicationDate:
    """The publication date; value None when the text does not tell it, with `not_before` as bound."""
    for value, basis, evidence in _told(view, kind, official):
        if kind in YEARLY and years and value.last < date(max(years), 12, 1):
            continue
        bound = not_before(view, value.last)
        return PublicationDate(
            value.iso, _precision(value), bound.day.isoformat() if bound else None, basis, evidence
        )
    bound = _latest_bound(view, kind)
    return _derived(view, kind, years, bound)


def _precision(mention: DateMention) -> Literal["year", "month", "day"]:
    return "year" if mention.precision == "quarter" else mention.precision


def _told(view: View, kind: str | None, official: Official) -> Iterator[tuple[DateMention, DateBasis, str]]:
    yield from _official_dates(view, official)
    yield from _received(view, kind)
    yield from _kop_dates(view)
    yield from _letterhead(view)
    if kind not in LETTERS:
        yield from _colofon(view)
        yield from _title_page(view)
    yield from _dagtekening(view)
    if official.official_id:
        yield from _margin(view)


def _official_dates(view: View, official: Official) -> Iterator[tuple[DateMention, DateBasis, str]]:
    is_annex = (official.official_id or "").startswith("ah-")
    if is_annex:
        for value in metadata(view, "datumontvangst"):
            yield from ((mention, "received", f"ontvangen {value}") for mention in find_dates(value))
    for value in metadata(view, "issued", "datumondertekening", "date", "available"):
        for mention in find_dates(value):
            if mention.precision in {"day", "month"}:
                yield mention, "official", value


def _received(view: View, kind: str | None) -> Iterator[tuple[DateMention, DateBasis, str]]:
    if kind != "antwoord-kamervragen":
        return
    kop = " ".join(line.text for line in view.head[:45])
    if match := _RECEIVED.search(kop):
        yield from ((mention, "received", match.group()) for mention in find_dates(match["date"]))


def _kop_dates(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    """The kop of a Kamerstuk: "Voorgesteld 6 juli 2021", "Vastgesteld …", "Ontvangen …"."""
    for line in view.head[:45]:
        if match := _KOP.match(line.text):
            basis: DateBasis = "received" if match["word"].lower() == "ontvangen" else "official"
            yield from ((mention, basis, line.text) for mention in find_dates(match["date"]))


def _letterhead(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    for label in _DATE_FIELDS:
        value = view.fields.get(label, "")
        for mention in find_dates(value)[:1]:
            if mention.precision == "day":
                yield mention, "letterhead", f"{label.capitalize()} {value[mention.start : mention.end]}"
    lines = view.first_page
    for position, line in enumerate(lines):
        if match := _LABEL.match(line.text):
            told = only_date(match[1]) or _next_date(lines[position + 1 : position + 1 + _LABEL_REACH])
            if told is not None and told.precision == "day":
                yield told, "letterhead", f"Datum {told.first.day} {_month_name(told)} {told.first.year}"
    for line in view.head[:45]:
        if told := _place_date(line.text):
            yield told, "letterhead", line.text


def _month_name(mention: DateMention) -> str:
    names = "januari februari maart april mei juni juli augustus september oktober november december".split()
    return names[mention.first.month - 1]


def _next_date(lines: tuple[Line, ...]) -> DateMention | None:
    return next((told for line in lines if (told := only_date(line.text))), None)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    data = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
    return frozenset(place.lower() for place in data["plaatsen"])


def _place_date(text: str) -> DateMention | None:
    """The date of a line that is a place and a date: "Den Haag, mei 2025"."""
    match = _PLACE_DATE.match(text)
    return only_date(match["date"]) if match and match["place"].lower() in _places() else None


def _dagtekening(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    for line in reversed(view.tail):
        told = _place_date(line.text)
        if told is not None:
            yield told, "signature", line.text


def _colofon_lines(view: View) -> list[str]:
    lines = [line.text for line in view.lines if line.role != "furniture"]
    for position in range(len(lines) - 1, -1, -1):
        if lines[position].lower().rstrip(":") == "colofon":
            return lines[position + 1 : position + 1 + _COLOFON_LINES]
    return lines[-8:] if _ends_as_imprint(lines[-8:]) else []


def _ends_as_imprint(lines: list[str]) -> bool:
    words = ("uitgave van", "uitgaven van", "publicatie van", "postbus", "www.")
    return any(word in line.lower() for line in lines for word in words)


def _colofon(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    lines = _colofon_lines(view)
    for text in lines:
        if told := _place_date(text) or only_date(text):
            yield told, "colofon", text
    for text in lines:
        match = _IMPRINT.search(text)
        told = only_date(match["date"]) if match else None
        if told is not None:
            yield told, "colofon", text


def _title_page(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    page = view.first_page if len(view.first_page) <= _COVER_LINES else view.first_page[:_COVER_TOP]
    for line in page:
        match = _IMPRINT.search(line.text) if len(line.text) < 80 else None
        told = only_date(line.text) or (only_date(match["date"]) if match and "|" in line.text else None)
        if told is not None:
            yield told, "colofon", line.text


def _margin(view: View) -> Iterator[tuple[DateMention, DateBasis, str]]:
    for text in (*(line.text for line in view.first_page), *view.furniture):
        if match := _MARGIN_YEAR.match(text):
            year = int(match["year"])
            yield DateMention(0, 4, date(year, 1, 1), date(year, 12, 31), "year"), "official", text


# --------------------------------------------------------------------------- only bounds


def _latest_bound(view: View, kind: str | None) -> Bound | None:
    bound = not_before(view)
    if kind == "e-mail":
        sent = [
            Bound(mention.first, line.text)
            for line in view.lines
            if (match := _SENT.match(line.text))
            for mention in find_dates(match[1])
            if mention.precision == "day"
        ]
        return max([*sent, *([bound] if bound else [])], key=lambda item: item.day, default=None)
    return bound


def _derived(view: View, kind: str | None, years: tuple[int, ...], bound: Bound | None) -> PublicationDate:
    """What bounds and reporting period say together: a year, or only the bound."""
    day = bound.day.isoformat() if bound else None
    if kind in YEARLY and len(years) == 1 and bound is not None:
        in_next_year = bound.day.year == years[0] + 1 and bound.day.month <= _LAST_MONTH_OF_YEARLY
        if in_next_year:
            return PublicationDate(str(years[0] + 1), "year", day, "derived", bound.evidence)
    own = _own_period(view, kind, years)
    if own is not None and (bound is None or bound.day <= own[0].last) and own[0].first.year in years:
        mention, evidence = own
        if mention.precision == "month":
            return PublicationDate(mention.iso, "month", day, "derived", evidence)
        return PublicationDate(mention.iso, "year", day, "derived", evidence)
    return PublicationDate(None, None, day, None, bound.evidence if bound else None)


def _own_period(view: View, kind: str | None, years: tuple[int, ...]) -> tuple[DateMention, str] | None:
    """The document's own name and year with a month or quarter right after it, as on a time line."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None or len(years) != 1 or kind in YEARLY:
        return None
    named = re.compile(rf"{pattern.pattern}\s{years[0]}\b", re.IGNORECASE)
    for match in named.finditer(view.flat):
        after = view.flat[match.end() : match.end() + 40]
        mention = next(iter(find_dates(after)), None)
        if mention and mention.precision in {"month", "quarter"} and not after[: mention.start].strip(" ,:(–-"):
            return mention, match.group() + after[: mention.end]
    return None
