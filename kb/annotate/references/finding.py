"""All references of one text. `find` reports what stands there; who cites what is decided elsewhere."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kb.annotate.dates import DateMention, find_dates
from kb.annotate.references import debates, named, numbered, simple
from kb.annotate.references.laws import LawFinder
from kb.annotate.spans import Spans
from kb.records import Reference
from kb.taxonomy import kebab

_BEHIND = re.compile(r"^\s{0,3}(?:c\.?\s?s\.?)?\s{0,3}\(?\s{0,2}(?:zie\s)?$", re.IGNORECASE)
_DATED_ACT = re.compile(r"(?<!\w)(?:Rijkswet|Wet|Besluit)\s{1,3}van\s{1,3}$")
_ACT_DATE = re.compile(r"^\s{1,3}van\s{1,3}$")
_LENDS = frozenset({"kamerstuk", "handelingen", "aanhangsel"})
_BORROWS = frozenset({"motie", "debat", "brief", "rapport"})

_DEBATE_HINTS = (
    "debat", "overleg", "ao ", "wgo", "plenair", "beschouwing", "behandeling", "vragenuur", "briefing",
    "vergadering", "gesprek", "vso",
)  # fmt: skip
"""Words of which one stands in every text that names a debate."""


def find_references(
    text: str,
    laws: LawFinder | None = None,
    *,
    reference_date: date | None = None,
    dates: Sequence[DateMention] | None = None,
    around: str = "",
    aliases: Mapping[str, str] | None = None,
) -> list[Reference]:
    """Every reference in `text`, in order of place; linear in its length.

    `laws` finds laws (None: none are looked for), `dates` are those of `find_dates` if already there,
    `around` are the heading and lead-in, `aliases` abbreviations that the document introduced.
    """
    lowered = text.lower()
    known = find_dates(text, reference_date) if dates is None else dates
    found: list[Reference] = list(simple.addresses_in(text)) if "http" in lowered or "www." in lowered else []
    found.extend(_numbered(text, lowered, _spans(found)))
    taken = _spans(found)
    found.extend(_named(text, lowered, known))
    if laws is not None:
        found.extend(
            item for item in laws.find(text, around, aliases) if not taken.touches(item.start, item.end)
        )
        found.extend(_dated_acts(text, known))
    found.sort(key=lambda item: (item.start, -item.end))
    return list(_lent(text, found, known))


def _dated_acts(text: str, dates: Sequence[DateMention]) -> Iterator[Reference]:
    """An amending act by its date alone: "de Wet van 7 juli 2020"; it has no address."""
    for mention in dates:
        act = _DATED_ACT.search(text[max(0, mention.start - 20) : mention.start])
        if act and mention.precision == "day" and mention.from_ is not None:
            start = mention.start - len(act.group())
            name = f"Wet van {mention.text}"
            yield Reference(
                type="wet", text=text[start : mention.end], start=start, end=mention.end, law=name,
                law_id=kebab(name), date=mention.from_.isoformat(), rule="wet/datum", confidence=0.9,
            )  # fmt: skip


def _numbered(text: str, lowered: str, taken: Spans) -> Iterator[Reference]:
    """References with a number; answered questions go before the Handelingen that they are an annex to."""
    groups: tuple[tuple[tuple[str, ...], Callable[[str], Iterable[Reference]]], ...] = (
        (("aanhangsel",), debates.aanhangsel),
        (("handelingen",), debates.handelingen),
        (("-", "tz", "t0", "ecli", "19", "20"), simple.identifiers),
        (("stb", "stcrt", "trb", "staatsblad", "staatscourant", "tractatenblad"), simple.gazettes),
        (("verordening", "richtlijn", "besluit", "pb", "com"), simple.european),
        ((), numbered.kamerstukken),
        (("(",), numbered.dossiers_in_brackets),
        (("-",), numbered.hyphenated),
    )
    for hints, finder in groups:
        if hints and not any(hint in lowered for hint in hints):
            continue
        fresh = [item for item in finder(text) if not taken.touches(item.start, item.end)]
        if fresh:
            taken = taken.with_more((item.start, item.end) for item in fresh)
            yield from fresh


def _spans(references: Iterable[Reference]) -> Spans:
    return Spans((item.start, item.end) for item in references)


def _named(text: str, lowered: str, dates: Sequence[DateMention]) -> Iterator[Reference]:
    if "brie" in lowered and dates:
        yield from named.letters(text, dates)
    if dates and any(hint in lowered for hint in _DEBATE_HINTS):
        yield from named.debates(text, dates)
    if "motie" in lowered or "amendement" in lowered:
        yield from named.motions(text)
    if any(mark in text for mark in '«“„"‘') or "20" in text:
        yield from named.reports(text)


def _with_date(text: str, law: Reference, dates: Sequence[DateMention], starts: Sequence[int]) -> Reference:
    """A law with the day behind its name: "Wet hardheidsaanpassing Awir van 7 juli 2020"."""
    place = bisect_left(starts, law.end)
    following = dates[place] if place < len(dates) else None
    if following is None or following.precision != "day" or following.from_ is None:
        return law
    if not _ACT_DATE.match(text[law.end : following.start][:10]):
        return law
    return dataclasses.replace(law, date=following.from_.isoformat())


def _lent(text: str, found: list[Reference], dates: Sequence[DateMention]) -> Iterator[Reference]:
    """A motie, debate or letter gets the number that stands in brackets in or right behind it."""
    starts = [mention.start for mention in dates]
    for place, reference in enumerate(found):
        if reference.type == "wet" and reference.date is None:
            yield _with_date(text, reference, dates, starts)
            continue
        if reference.type not in _BORROWS:
            yield reference
            continue
        lender = next(
            (
                other
                for other in found[place + 1 : place + 4]
                if other.type in _LENDS
                and (other.start < reference.end or _BEHIND.match(text[reference.end : other.start][:20]))
            ),
            None,
        )
        if lender is None:
            yield reference
        else:
            yield dataclasses.replace(
                reference, dossier=lender.dossier, numbers=lender.numbers, chamber=lender.chamber,
                session=lender.session, item=lender.item, urls=lender.urls,
            )  # fmt: skip
