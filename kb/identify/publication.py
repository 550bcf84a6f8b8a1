"""When a document appeared, and how that is known. Which date counts depends on what the document is.

Official metadata comes first, then the day an answer was received and the words of a Kamerstuk's kop.
A letter has its letterhead or dagtekening; a report its colofon, title page or foreword. Other dates only
bound it (`bounds`): a year follows from them only where they and the reporting period agree. A date that
cannot be true (a yearly report older than its year) is dropped: no date is better than a wrong one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from kb.identify.bounds import Bound, not_before, past_dates
from kb.identify.dates import MONTH_NAMES, DateMention, find_dates, only_date
from kb.identify.kind import names_pattern
from kb.identify.official import Official, metadata
from kb.identify.view import Line, View
from kb.records import DateBasis, PublicationDate

YEARLY = frozenset({"jaarrapportage"})
"""Kinds that appear after the year that they report on."""
LETTERS = frozenset({"kamerbrief", "beslisnota", "woo-besluit", "antwoord-kamervragen"})
"""Kinds with a letterhead; all others are looked at as reports."""

Told: TypeAlias = tuple[DateMention, DateBasis, str]

_DATE_FIELDS = (
    "datum", "date", "datum brief", "dagtekening", "datum besluit", "datum nota", "verzenddatum",
    "publicatiedatum", "datum publicatie",
)  # fmt: skip
_LABEL = re.compile(
    r"^(?P<label>datum(?: brief| besluit| nota| publicatie)?|dagtekening|verzenddatum|publicatiedatum)"
    r"\s*:?(?P<rest>\s.*|)$",
    re.IGNORECASE,
)
_KOP = re.compile(
    r"^\(?(?P<word>voorgesteld|vastgesteld|ontvangen)\s(?P<date>\d{1,2}\s\w+\s\d{4})", re.IGNORECASE
)
_MEETING = re.compile(
    r"\bvergadering,?\s(?:van\s)?(?:maan|dins|woens|donder|vrij|zater|zon)dag\s(?P<date>\d{1,2}\s\w+\s\d{4})",
    re.IGNORECASE,
)
_OWN_RELEASE = re.compile(
    r"\b(?:dit|deze)\s(?:document|rapport|publicatie|verslag|rapportage|onderzoek|jaarverslag)\s(?:is|werd)\sop\s"
    r"(?P<date>\d{1,2}\s\w+\s(?:19|20)\d\d)\s(?:aan\s.{3,40}?\s)?(?:aangeboden|gepubliceerd|verschenen|uitgebracht|openbaar)",
    re.IGNORECASE,
)
_FIRST_SENTENCES = 120
_RECEIVED = re.compile(r"\bontvangen (?P<date>\d{1,2}\s\w+\s(?:19|20)\d\d)", re.IGNORECASE)
_MARGIN_YEAR = re.compile(r"^[’'`´‘]?s[- ]Gravenhage (?P<year>(?:19|20)\d\d)$")
_SENT = re.compile(
    r"^(?:>\s?)*(?:(?:verzonden|sent|verstuurd)(?: op| om)?\s?:\s*(?P<rest>.+)"
    r"|(?:datum|date)\s?:\s*(?P<timed>.+\d[:.]\d\d.*))$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:^|[|•]\s?|©\s?|\b(?:uitgave|publicatie|publicatiedatum|datum|versie|verschenen|d\.d\.|uitgegeven|editie)\b[^|]{0,20}?)"
    r"(?P<date>(?:\d{1,2}\s)?[a-z]{3,9}\.?\s(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_COLOFON_LABEL = re.compile(
    r"^(?:publicatiedatum|datum(?: publicatie| uitgave| van uitgave)?|uitgave|verschenen|gepubliceerd(?: op)?)"
    r"\s?:?\s",
    re.IGNORECASE,
)
_IMPRINT_WORDS = ("uitgave van", "uitgaven van", "publicatie van", "postbus", "www.", "uitgegeven door")
_ROW_OF_LABELS = re.compile(r"\b(?:onderwerp|betreft|kenmerk|bijlagen?)\s+datum$", re.IGNORECASE)
# A day below such words is not the day that the document appeared.
_OTHER_DAY = re.compile(
    r"\b(?:ontvangst|deadline|vergadering|bijeenkomst|periode|peildatum|debat)\b", re.IGNORECASE
)
_WEEKDAY = len(" donderdag ") + 1
_LABEL_REACH, _VALUES_REACH = 10, 3
_KOP_LINES = 45
_COLOFON_LINES = 25
_LAST_LINES = 8
_COVER_LINES = 20
_COVER_TOP = 6
_COVER_LINE = 80
_LAST_MONTH_OF_YEARLY = 9
_OWN_PERIOD_REACH = 40
_NAME_WORDS, _FEW_LINES = 4, 8


def find_publication(
    view: View, kind: str | None, official: Official, years: tuple[int, ...]
) -> PublicationDate:
    """The publication date; value None when the text does not tell it, with `not_before` as bound."""
    for mention, basis, evidence in _told(view, kind, official):
        if kind in YEARLY and years and mention.last < date(max(years), 12, 1):
            continue
        bound = not_before(view, mention.last)
        day = bound.day.isoformat() if bound else None
        return PublicationDate(mention.iso, _precision(mention), day, basis, evidence)
    return _derived(view, kind, years, _latest_bound(view, kind))


def _precision(mention: DateMention) -> Literal["year", "month", "day"]:
    return "year" if mention.precision == "quarter" else mention.precision


def _told(view: View, kind: str | None, official: Official) -> Iterator[Told]:
    if kind == "e-mail":
        yield from _thread(view)
        return
    yield from _official_dates(view, official)
    yield from _received(view, kind)
    yield from _kop_dates(view)
    yield from _says_so(view)
    if kind in LETTERS:
        yield from _letterhead(view)
        yield from _places(view.head[:_KOP_LINES], "letterhead")
        yield from _places(reversed(view.tail), "signature")
    else:
        yield from _colofon(view)
        yield from _letterhead(view)
        yield from _title_page(view)
        yield from _places((*view.foreword, *reversed(view.tail)), "signature")
    if official.official_id:
        yield from _margin(view)


def _thread(view: View) -> Iterator[Told]:
    """The day of an e-mail with those it answers below it: the newest comes first, the others in order.

    A bundle of other messages has no day of its own.
    """
    sent = list(_sent(view))
    days = [mention.first for mention, _ in sent]
    if days and days == sorted(days, reverse=True):
        mention, words = sent[0]
        yield mention, "letterhead", words


def _sent(view: View) -> Iterator[tuple[DateMention, str]]:
    """The days on which messages were sent, in the order of the text, with the line that says so."""
    for line in view.lines:
        if match := _SENT.match(line.text):
            found = find_dates(match["rest"] or match["timed"])
            mention = next((item for item in found if item.precision == "day"), None)
            if mention is not None:
                yield mention, line.text


# --------------------------------------------------------------------------- official papers


def _official_dates(view: View, official: Official) -> Iterator[Told]:
    if (official.official_id or "").startswith("ah-"):
        for value in metadata(view, "datumontvangst"):
            yield from ((mention, "received", f"ontvangen {value}") for mention in find_dates(value))
    for value in metadata(view, "issued", "datumondertekening", "date", "available"):
        for mention in find_dates(value):
            if mention.precision in {"day", "month"}:
                yield mention, "official", value


def _received(view: View, kind: str | None) -> Iterator[Told]:
    if kind != "antwoord-kamervragen":
        return
    if match := _RECEIVED.search(view.kop):
        yield from ((mention, "received", match.group()) for mention in find_dates(match["date"]))


def _kop_dates(view: View) -> Iterator[Told]:
    """The kop of a Kamerstuk: "Voorgesteld 6 juli 2021", "Vastgesteld …", "Ontvangen …"."""
    for line in view.head[:_KOP_LINES]:
        if match := _KOP.match(line.text):
            basis: DateBasis = "received" if match["word"].lower() == "ontvangen" else "official"
            yield from ((mention, basis, line.text) for mention in find_dates(match["date"]))
        elif match := _MEETING.search(line.text):
            yield from ((mention, "official", line.text) for mention in find_dates(match["date"]))


def _says_so(view: View) -> Iterator[Told]:
    """A document that tells when it was brought out: "Dit rapport is op 18 mei 2016 aangeboden aan …"."""
    for sentence in view.sentences[:_FIRST_SENTENCES]:
        if match := _OWN_RELEASE.search(sentence):
            yield from ((mention, "colofon", match.group()) for mention in find_dates(match["date"]))


def _margin(view: View) -> Iterator[Told]:
    """The year in the margin of an official paper, below its number: "’s-Gravenhage 2021"."""
    for text in (*(line.text for line in view.first_page), *view.furniture):
        if match := _MARGIN_YEAR.match(text):
            yield from ((mention, "official", text) for mention in find_dates(match["year"]))


# --------------------------------------------------------------------------- letters


def _letterhead(view: View) -> Iterator[Told]:
    for label in _DATE_FIELDS:
        value = view.fields.get(label, "")
        for mention in find_dates(value)[:1]:
            if mention.precision == "day":
                yield mention, "letterhead", f"{label.capitalize()} {value[mention.start : mention.end]}"
    lines = view.first_page
    for position, line in enumerate(lines):
        if match := _LABEL.match(line.text):
            told = _first_date(match["rest"]) or _next_date(lines[position + 1 : position + 1 + _LABEL_REACH])
            if told is not None and told.precision == "day":
                words = f"{told.first.day} {MONTH_NAMES[told.first.month - 1]} {told.first.year}"
                yield told, "letterhead", f"{match['label'].capitalize()} {words}"

    yield from _labels_in_a_row(lines)


def _labels_in_a_row(lines: tuple[Line, ...]) -> Iterator[Told]:
    """Labels beside each other, values below them: "Onderwerp  Datum", then "Handel in … 29 maart 2006"."""
    for position, line in enumerate(lines[:_KOP_LINES]):
        if not _ROW_OF_LABELS.search(line.text):
            continue
        for later in lines[position + 1 : position + 1 + _VALUES_REACH]:
            told = next((item for item in find_dates(later.text) if item.precision == "day"), None)
            if told is not None and told.end >= len(later.text.rstrip(" .")):
                yield told, "letterhead", f"Datum {later.text[told.start : told.end]}"
                return


def _first_date(text: str) -> DateMention | None:
    """The date that `text` begins with, whatever comes after it on the line."""
    mention = next(iter(find_dates(text)), None)
    return mention if mention and mention.start <= _WEEKDAY and mention.precision in {"day", "month"} else None


def _next_date(lines: Iterable[Line]) -> DateMention | None:
    return next((told for line in lines if (told := only_date(line.text))), None)


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    """A known place at the beginning of a line, with the comma or bar after it."""
    data = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
    names = "|".join(re.escape(name) for name in sorted(data["plaatsen"], key=len, reverse=True))
    return re.compile(rf"^(?:{names})(?:\s?[,|]\s?|\s)", re.IGNORECASE)


def place_date(text: str) -> DateMention | None:
    """The date of a line that is a place and a date and nothing else: "Den Haag, mei 2025"."""
    match = _place().match(re.sub(r"[’‘`´]", "'", text))
    return only_date(text[match.end() :]) if match else None


def _places(lines: Iterable[Line], basis: DateBasis) -> Iterator[Told]:
    for line in lines:
        told = place_date(line.text)
        if told is not None:
            yield told, basis, line.text


# --------------------------------------------------------------------------- reports


def _colofon(view: View) -> Iterator[Told]:
    lines = _colofon_lines(view)
    for text in lines:
        parts = [text, *text.split("|")]
        told = next((item for part in parts if (item := place_date(part.strip()) or only_date(part))), None)
        label = _COLOFON_LABEL.match(text) if told is None else None
        told = _first_date(text[label.end() :]) if label else told
        if told is not None:
            yield told, "colofon", text
    yield from _imprints(lines)


def _colofon_lines(view: View) -> list[str]:
    lines = [line.text for line in view.lines if line.role != "furniture"]
    for position in range(len(lines) - 1, -1, -1):
        if lines[position].lower().rstrip(":") == "colofon":
            return lines[position + 1 : position + 1 + _COLOFON_LINES]
    last = lines[-_LAST_LINES:]
    return last if any(word in text.lower() for text in last for word in _IMPRINT_WORDS) else []


def _imprints(lines: Iterable[str]) -> Iterator[Told]:
    for text in lines:
        match = _IMPRINT.search(text.rstrip(" ."))
        told = only_date(match["date"]) if match else None
        if told is not None:
            yield told, "colofon", text


def _title_page(view: View) -> Iterator[Told]:
    """A date on the title page: alone, with a place, or after a mark. On a full page only at its top."""
    full = len(view.first_page) > _COVER_LINES
    page = view.first_page[:_COVER_TOP] if full else view.first_page
    short = [line.text for line in page if len(line.text) < _COVER_LINE]
    for above, text in zip(("", *short), short, strict=False):
        alone = None if full or _OTHER_DAY.search(above) else only_date(text)
        told = place_date(text) or _behind_name(text, cover=not full and len(page) <= _FEW_LINES) or alone
        if told is not None:
            yield told, "colofon", text
    yield from _imprints(text for text in short if not only_date(text))


def _behind_name(text: str, *, cover: bool) -> DateMention | None:
    """The date of a line of a title page with who publishes, where and when: "UWV, Amsterdam, april 2024".

    On a `cover`, a page with little else, the place can be left out.
    """
    name, _, rest = text.partition(",")
    if not rest or len(name.split()) > _NAME_WORDS:
        return None
    return place_date(rest.strip()) or (only_date(rest.strip()) if cover else None)


# --------------------------------------------------------------------------- only bounds


def _latest_bound(view: View, kind: str | None) -> Bound | None:
    if kind != "e-mail":
        return not_before(view)
    sent = [Bound(mention.first, words) for mention, words in _sent(view)]
    return max((*sent, *past_dates(view.sentences)), key=lambda item: item.day, default=None)


def _derived(view: View, kind: str | None, years: tuple[int, ...], bound: Bound | None) -> PublicationDate:
    """What bounds and reporting period say together: a year or month, or only the bound."""
    day = bound.day.isoformat() if bound else None
    if kind in YEARLY and len(years) == 1 and bound is not None:
        next_year = years[0] + 1
        if bound.day.year == next_year and bound.day.month <= _LAST_MONTH_OF_YEARLY:
            return PublicationDate(str(next_year), "year", day, "derived", bound.evidence)
    own = _own_period(view, kind, years)
    if own is not None and (bound is None or bound.day <= own[0].last):
        mention, evidence = own
        return PublicationDate(mention.iso, _precision(mention), day, "derived", evidence)
    return PublicationDate(None, None, day, None, bound.evidence if bound else None)


def _own_period(view: View, kind: str | None, years: tuple[int, ...]) -> tuple[DateMention, str] | None:
    """The document's own name and year with a month or quarter of it right after, as on a time line."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None or len(years) != 1 or kind in YEARLY:
        return None
    named = re.compile(rf"{pattern.pattern}\s{years[0]}\b", re.IGNORECASE)
    for match in named.finditer(view.flat):
        after = view.flat[match.end() : match.end() + _OWN_PERIOD_REACH]
        mention = next(iter(find_dates(after)), None)
        if mention is None or mention.precision not in {"month", "quarter"}:
            continue
        if mention.first.year == years[0] and not after[: mention.start].strip(" ,:(–-"):
            return mention, match.group() + after[: mention.end]
    return None
