"""By when: the words of a deadline and the interval that they stand for, counted from the paper's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from kb.annotate.calendar import add_months
from kb.annotate.dates import DateMention, find_dates
from kb.language.analysis import normal_form
from kb.records import Span
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.lexicon import CUES, words_of
from kb.registers.toezeggingen.model import Deadline
from kb.registers.toezeggingen.predicates import is_later
from kb.registers.toezeggingen.signals import Signal

_REACH = 28
"""Characters before a date in which its limiting word stands ("uiterlijk in het tweede kwartaal")."""
_YEAR_MONTHS = 12
_EVENT_REACH = 70
_UP_TO_EVENT = re.compile(
    r"(?<!\w)(?:voorafgaand\saan|in\saanloop\snaar|voor|vóór|uiterlijk\sbij|bij|tijdens|na)\s"
    r"(?:de|het)\s(?:[\w’'()-]{1,30}\s){1,5}(?:op|van|d\.d\.)\s$",
    re.IGNORECASE,
)
""" "Voorafgaand aan de Landbouwraad van", right before a date. """
_IN_LETTER = re.compile(
    r"(?<!\w)(?:in|via|bij|met)\s(?:de|mijn|onze)\s(?:\w{1,30}\s){0,3}\w{0,30}(?:brief|rapportage|monitor)\svan\s$",
    re.IGNORECASE,
)
""" "In de voortgangsbrief van", right before a month: the letter that is to come. """
_OPENING = re.compile(
    r"(?<!\w)(?:voor|vóór)\s(?:de\s)?(?:aanvang|start|begin|ingang)\svan\s(?P<what>(?:het|de)\s\w{0,12}(?:reces|zomer|vakantie))(?!\w)",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?<!\w)(?:in\s|voor\s|uiterlijk\s(?:in\s)?)?week\s(?P<week>[1-9]|[1-4]\d|5[0-3])(?:\svan\s(?P<year>20\d\d))?(?![\w-])",
    re.IGNORECASE,
)


def deadline_of(view: View, signal: Signal, taken: Sequence[Span]) -> Deadline:
    """The deadline of a signal, `taken` are stretches of the sentence that are occasion or reference."""
    found = [*_dated(view, signal, taken), *_counted(view, signal), *_weeks(view, signal)]
    found += _openings(view, signal)
    if found:
        chosen = min(found, key=lambda item: item[0])
        return chosen[1]
    return _event(view, signal) or _vague(view, signal) or Deadline()


def _dated(view: View, signal: Signal, taken: Sequence[Span]) -> Iterator[tuple[tuple[int, int], Deadline]]:
    """Dates that can be the deadline, the likeliest first: behind the promise, in its own clause."""
    for mention in view.dates:
        if not signal.start <= mention.start < signal.end:
            continue
        if any(start < mention.end and mention.start < end for start, end in taken) and not _ahead(
            view, mention
        ):
            continue
        if not _is_term(view, mention):
            continue
        moved = ahead(mention, view.frame.reference_date)
        if moved is None:
            continue
        start = with_limit(view.text, mention)
        low, high = _limited(view.text[start : mention.start], mention, moved, view.frame.reference_date)
        rank = (_rank(view, signal, mention), mention.start)
        yield rank, Deadline(view.text[start : mention.end], _iso(low), _iso(high))


def _ahead(view: View, mention: DateMention) -> bool:
    """Whether a date lies wholly after the paper's, so that it is of no earlier letter or debate."""
    reference = view.frame.reference_date
    if reference is None or mention.from_ is None:
        return False
    return mention.from_ > reference or (
        mention.relative and _IN_LETTER.search(view.text[: mention.start]) is not None
    )


def _rank(view: View, signal: Signal, mention: DateMention) -> int:
    """0 for a date in the clause of the promise's verb, more for one further off."""
    sentence = view.sentence
    core = sentence.clause[min(sentence.token_at(signal.core), len(sentence.clause) - 1)]
    own = sentence.clause[min(sentence.token_at(mention.start), len(sentence.clause) - 1)]
    vague = 3 if mention.precision == "year" else 0
    return abs(core - own) + vague


def _is_term(view: View, mention: DateMention) -> bool:  # noqa: PLR0911 - a case each
    """Whether a date can be a deadline: to come, and not the year of a budget or report."""
    if mention.from_ is None and mention.to is None:
        return False
    before = view.text[max(0, mention.start - _REACH) : mention.start].split()
    word = normal_form(before[-1]) if before else ""
    if mention.precision in ("year", "range"):
        if mention.rule == "jaar" and word not in {
            "in",
            "uiterlijk",
            "voor",
            "eind",
            "begin",
            "medio",
            "loop",
            "van",
            "na",
        }:
            return False
        if word == "van" and not (
            len(before) > 1 and normal_form(before[-2]) in {"loop", "maanden", "helft", "begin", "weken"}
        ):
            return False
        if word in words_of("geen_termijn", "ervoor") - {"van"}:
            return False
    if word in words_of("geen_termijn", "steeds"):
        return False  # "elk half jaar": how often, not by when
    if " ".join(normal_form(item) for item in before[-3:]) == "in plaats van" or word in {"sinds", "over"}:
        return False
    if word == "van" and mention.precision == "day":
        return _before_event(view, mention)
    return is_later(view, mention) or (mention.relative and mention.rule != "jaar-relatief")


def _before_event(view: View, mention: DateMention) -> bool:
    """Whether the date is that of a meeting to come that it is to be before: "vóór de Raad van 23 juni"."""
    window = view.text[max(0, mention.start - _EVENT_REACH) : mention.start]
    reference = view.frame.reference_date
    later = reference is not None and mention.from_ is not None and mention.from_ > reference
    return later and _UP_TO_EVENT.search(window) is not None


def ahead(mention: DateMention, reference: date | None) -> tuple[date | None, date | None] | None:
    """The interval of a date that is to come: a month without a year that has passed is next year's."""
    low, high = mention.from_, mention.to
    if reference is None or high is None or high >= reference - timedelta(days=1):
        return low, high
    if not mention.relative or mention.text.lower().startswith(("dit ", "deze ", "afgelopen", "vorig")):
        return None
    if "jl" in mention.text or "jongstleden" in mention.text:
        return None
    return (add_months(low, _YEAR_MONTHS) if low else None), add_months(high, _YEAR_MONTHS)


def _limited(  # noqa: PLR0911 - a case each
    limit: str, mention: DateMention, interval: tuple[date | None, date | None], reference: date | None
) -> tuple[date | None, date | None]:
    """The interval under its limiting word: "uiterlijk 1 juli" runs from the paper's date up to 1 July."""
    low, high = interval
    words = {normal_form(word) for word in limit.split()}
    if high is None:
        return low, high
    if words & {"uiterlijk", "tot"} and mention.precision != "term":
        return _earlier(reference, low), high
    if words & {"voor"} and mention.precision != "season" and low is not None:
        if mention.rule == "deel-van-jaar":  # "voor het einde van het jaar": its last day at the latest
            return _earlier(reference, low), high
        return _earlier(reference, low), max(low - timedelta(days=1), _earlier(reference, low) or low)
    if words & {"na"} and mention.precision not in ("season", "term"):
        return high, None
    if words & {"vanaf", "per"}:
        return low, None
    return low, high


def _earlier(reference: date | None, low: date | None) -> date | None:
    if reference is None:
        return None
    return min(reference, low) if low is not None else reference


def with_limit(text: str, mention: DateMention) -> int:
    """Where the deadline's words begin: with the limiting word and what stands between."""
    window = text[max(0, mention.start - _REACH) : mention.start]
    match = _limits().search(window)
    return mention.start - len(window) + match.start("word") if match else mention.start


@lru_cache(maxsize=1)
def _limits() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(CUES["termijn"]["beperking"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<word>{words})\s{{1,2}}(?:op\s|in\s|de\s|het\s|van\s|eind\s|begin\s|medio\s|eerste\s|maanden\s|loop\s|"
        r"tweede\s|helft\s|weken\s|week\s){0,6}$",
        re.IGNORECASE,
    )


def _counted(view: View, signal: Signal) -> Iterator[tuple[tuple[int, int], Deadline]]:
    """Terms counted from the paper's date that are no calendar words: "volgende week", "later dit jaar"."""
    lowered = view.text.lower()
    reference = view.frame.reference_date
    for words, (first, last) in CUES["termijn_dagen"].items():
        at = lowered.find(words)
        if at < 0 or not signal.start <= at < signal.end:
            continue
        low = high = None
        if reference is not None:
            low, high = reference + timedelta(days=first), reference + timedelta(days=last)
            if words == "het nieuwe jaar":
                low, high = date(reference.year + 1, 1, 1), date(reference.year + 1, 6, 30)
            if words.endswith("dit jaar"):
                high = date(reference.year, 12, 31)
        yield (-1, at), Deadline(view.text[at : at + len(words)], _iso(low), _iso(high))


def _weeks(view: View, signal: Signal) -> Iterator[tuple[tuple[int, int], Deadline]]:
    """Weeks by their number: "in week 47", the next one of that number after the paper's date (ISO 8601)."""
    for match in _WEEK.finditer(view.text, signal.start, signal.end):
        reference, low = view.frame.reference_date, None
        years = [int(match["year"])] if match["year"] else []
        if not years and reference is not None:
            years = [reference.year, reference.year + 1]
        for year in years:
            try:
                low = date.fromisocalendar(year, int(match["week"]), 1)
            except ValueError:
                continue  # a year without week 53
            if match["year"] or reference is None or low + timedelta(days=6) >= reference:
                break
        high = low + timedelta(days=6) if low is not None else None
        yield (0, match.start()), Deadline(match.group().strip(), _iso(low), _iso(high))


def _openings(view: View, signal: Signal) -> Iterator[tuple[tuple[int, int], Deadline]]:
    """Before the opening of a recess or season: "voor aanvang van het zomerreces"."""
    for match in _OPENING.finditer(view.text, signal.start, signal.end):
        for mention in find_dates(f"voor {match['what']}", view.frame.reference_date):
            yield (0, match.start()), Deadline(match.group(), _iso(mention.from_), _iso(mention.to))


def _event(view: View, signal: Signal) -> Deadline | None:
    """A deadline that hangs on an event: "vóór de plenaire behandeling"; it has no date."""
    for match in _events().finditer(view.text, signal.start, signal.end):
        during = match.group().lower().startswith(("tijdens", "bij ", "ten tijde"))
        if during and signal.time != "coming" and match.start() < signal.core:
            continue  # where it was promised, and not by when
        return Deadline(" ".join(match.group().split()))
    return None


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    before = "|".join(
        re.escape(word) for word in sorted(CUES["termijn"]["gebeurtenis_voor"], key=len, reverse=True)
    )
    events = "|".join(re.escape(word) for word in sorted(CUES["termijn"]["gebeurtenis"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{before})\s(?:de\s|het\s|een\s)?(?:{events})(?!\w)", re.IGNORECASE)


def _vague(view: View, signal: Signal) -> Deadline | None:
    """Words that say when without a date: "zo spoedig mogelijk", and the clause of "zodra" or "nadat"."""
    for start, end in view.sentence.hits("termijn", "vaag"):
        if signal.start <= view.sentence.tokens[start].start < signal.end:
            return Deadline(view.sentence.words_in(start, end))
    sentence = view.sentence
    for place, token in enumerate(sentence.tokens):
        if token.form in {"zodra", "nadat"} and signal.start <= token.start < signal.end:
            last = place
            while last + 1 < len(sentence.tokens) and sentence.clause[last + 1] == sentence.clause[place]:
                if sentence.form(last + 1) in words_of("hulp", "toekomst"):
                    break
                last += 1
            return Deadline(sentence.words_in(place, last + 1))
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
