"""Who sends or publishes a document, and which ministry that is.

A letter is its sender's: the ministry in the letterhead, or the one whose minister signs. A report is
of who publishes it: the colofon, the title, the running foot, who presents it, and last of all the
organisation that it speaks of by far the most. Papers of the Kamer itself are the Kamer's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.identify.kind import subjects
from kb.identify.ministries import (
    Ministry,
    bracketed_ministry,
    find_ministries,
    ministry_by_address,
    ministry_by_name,
)
from kb.identify.publication import LETTERS
from kb.identify.titlepage import title_like
from kb.identify.view import View
from kb.taxonomy import Matcher, Taxonomy

ORGANISATIONS, MINISTRIES = "organisation", "ministry"
"""Kinds of taxonomy entries."""
OF_PARLIAMENT = frozenset({"motie", "verslag-commissiedebat", "schriftelijk-overleg", "handelingen"})
"""Kinds that parliament itself publishes."""

_PUBLISHED = re.compile(
    r"^(?:dit is )?(?:een |de )?(?:gezamenlijke )?(?:uitgaven?|publicatie|brochure|rapportage)"
    r"(?: (?:is |wordt )?(?:uitgegeven )?(?:van|door)(?: (?:het|de))?\b|:)\s*:?\s*(?P<name>.*)$"
    r"|^(?:uitgegeven door|uitgever|opgesteld door|afzender|organisatie)\s*:?\s+(?P<other>.*)$",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"\b(?:voor u ligt|hierbij presenteert|met (?:trots|genoegen) presenteert|dit is)\b[^.]{0,120}?"
    r"\b(?:van|door) (?:het |de )?(?P<name>[^.,;]{3,80})",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[|•;]|,\s*(?=\w+ ?(?:\d|$)))\s*")
_ADDRESS = re.compile(
    r"^(?:postbus|www\.|https?:|tel|t\s|\d{4} ?[A-Z]{2}\b|bezoekadres|retouradres|>)", re.IGNORECASE
)
_ADDRESSEE = re.compile(
    r"^(?:(?:aan|de|het) ){0,3}"
    r"(?:voorzitter|leden|tweede kamer|eerste kamer|staten-generaal|minister|staatssecretaris)\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"(?:namens )?(?:de )?(?:demissionair )?(?:vice-)?(?:minister|staatssecretaris)\b", re.IGNORECASE
)
_WRITTEN_BY = re.compile(r"^(?:nr\. ?\d+ |[A-Z]{1,2}\d? )?(?:brief|nota)\svan\s(?:de|het)\s", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:Antwoord|Mededeling) van (?:de )?(?:Minister|Staatssecretaris)")
_ANSWER_REACH = 250
_FROM = re.compile(r"^(?:van|from|afzender)\s?:", re.IGNORECASE)
_DOMAIN = re.compile(r"@(?P<whole>(?:[\w-]{1,60}\.){0,3}(?P<name>[\w-]{2,60})\.[a-z]{2,6})\b", re.IGNORECASE)
_PAPER_NUMBER = re.compile(r"kst-\d{5}(?:-[IVX]+)?-(?P<number>\d+|[A-Z]+)$")
_CHAMBER = re.compile(
    r"^(?P<name>(?:Tweede|Eerste) Kamer)(?: der Staten-Generaal|, vergaderjaar)", re.IGNORECASE
)
_COLOFON_LINES, _COVER_LINES, _KOP_LINES, _LETTERHEAD_LINES, _LAST_LINES = 14, 12, 40, 25, 12
_LONGEST_NAME, _LONGEST_COVER_LINE = 90, 100
_MOST_SHARE, _MOST_TIMES = 0.5, 4
_MATCHED_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class OrganisationFound:
    """Label and taxonomy id of who sends or publishes, the ministry's abbreviation, and the words."""

    label: str | None = None
    organisation_id: str | None = None
    ministry: str | None = None
    evidence: str | None = None


class OrganisationFinder:
    """Finds organisations by the taxonomy; built once per taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._matcher = Matcher(taxonomy, ORGANISATIONS)

    def named(self, text: str, evidence: str) -> OrganisationFound | None:
        """The organisation that `text` names and nothing else, by taxonomy or as a ministry."""
        ministry = ministry_by_name(text) if text.lower().startswith("ministerie") else None
        entry = self._taxonomy.find(ORGANISATIONS, text)
        if ministry is None and entry is not None:
            ministry = ministry_by_name(entry.label)
        if ministry is not None:
            return self.of_ministry(ministry, evidence)
        if entry is None:
            return None
        above = self._taxonomy.entry(MINISTRIES, entry.get("ministry") or "")
        return OrganisationFound(entry.label, entry.id, above.get("abbreviation") if above else None, evidence)

    def of_ministry(self, ministry: Ministry, evidence: str) -> OrganisationFound:
        """A ministry as an organisation; an old name keeps its name, and has the id of today's ministry."""
        entry = self._taxonomy.find(ORGANISATIONS, ministry.label)
        if entry is None:
            today = self._taxonomy.find(MINISTRIES, ministry.label.removeprefix("Ministerie van "))
            organisation_id = today.get("organisation") if today else None
        else:
            organisation_id = entry.id
        return OrganisationFound(ministry.label, organisation_id, ministry.abbreviation, evidence)

    def inside(self, text: str) -> Iterator[OrganisationFound]:
        """The organisations that `text` names among other words, in order; parliament left out.

        A report names parliament often, and is never parliament's own.
        """
        for match in self._matcher.find(text[:_MATCHED_TEXT]):
            if match.entry.get("sort") == "parlement":
                continue
            found = self.named(match.entry.label, match.text)
            if found:
                yield found

    def most_named(self, text: str) -> OrganisationFound | None:
        """The organisation that is named most, when it stands out; None otherwise."""
        found: dict[str, OrganisationFound] = {}
        counts: Counter[str] = Counter()
        for organisation in self.inside(text):
            if organisation.organisation_id:
                counts[organisation.organisation_id] += 1
                found.setdefault(organisation.organisation_id, organisation)
        ranked = counts.most_common(1)
        if not ranked or ranked[0][1] < max(_MOST_TIMES, _MOST_SHARE * counts.total()):
            return None
        return found[ranked[0][0]]


def find_organisation(
    view: View, kind: str | None, finder: OrganisationFinder, own_lines: tuple[str, ...] = ()
) -> OrganisationFound:
    """Who sends (letters) or publishes (reports) the document; all None when nothing says so.

    `own_lines`: lines that name the document itself (title, running foot), as found for kind and year.
    """
    if kind in OF_PARLIAMENT:
        return _chamber(view, finder)
    if kind == "e-mail":
        return _mailing(view, finder) or OrganisationFound()
    if kind in LETTERS:
        return _sender(view, finder, kind) or OrganisationFound()
    return _publisher(view, finder, kind, own_lines) or _sender(view, finder, kind) or _chamber(view, finder)


def _mailing(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """Who sent the first message, by the domain of the address; a name tells no organisation."""
    for line in view.head[:_KOP_LINES]:
        if not _FROM.match(line.text):
            continue
        domain = _DOMAIN.search(line.text)
        if domain is None:
            return None
        ministry = ministry_by_address(domain["whole"])
        if ministry is not None:
            return finder.of_ministry(ministry, line.text)
        return finder.named(domain["name"], line.text)
    return None


def organisation_lines(view: View, finder: OrganisationFinder) -> tuple[str, ...]:
    """The lines of the title page that are an organisation's name and nothing else."""
    return tuple(line.text for line in view.head[:_COVER_LINES] if finder.named(line.text, line.text))


def chamber_of(official_id: str | None, finder: OrganisationFinder) -> OrganisationFound | None:
    """Which chamber a paper is of, by its number: those of the Eerste Kamer have letters."""
    match = _PAPER_NUMBER.match(official_id or "")
    if match is None:
        return None
    name = "Tweede Kamer" if match["number"].isdigit() else "Eerste Kamer"
    return finder.named(name, official_id or "")


def _chamber(view: View, finder: OrganisationFinder) -> OrganisationFound:
    for text in (*(line.text for line in view.head), *view.furniture):
        if match := _CHAMBER.match(text):
            name = match["name"].title()
            return finder.named(name, text) or OrganisationFound(name, None, None, text)
    return OrganisationFound()


# --------------------------------------------------------------------------- letters


def _sender(view: View, finder: OrganisationFinder, kind: str | None) -> OrganisationFound | None:
    if kind == "antwoord-kamervragen" and (found := _answering(view, finder)):
        return found
    return (
        _letterhead_ministry(view, finder)
        or _signing_ministry(view, finder)
        or _letterhead_name(view, finder, kind)
        or _by_address(view, finder)
        or (_addressed_ministry(view, finder) if kind == "beslisnota" else None)
    )


def _letterhead_ministry(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    told = view.fields.get("briefhoofd", "")
    if told and (known := finder.named(told, told) or next(finder.inside(told), None)):
        return replace(known, evidence=told)
    for line in view.first_page:
        if line.text.lower().startswith("ministerie") and len(line.text) < _LONGEST_NAME:
            found = next(iter(find_ministries(line.text)), None)
            if found is not None and found.start == 0:
                return finder.of_ministry(found.ministry, line.text)
    return None


def _letterhead_name(view: View, finder: OrganisationFinder, kind: str | None) -> OrganisationFound | None:
    """An organisation alone on a line of the letterhead or of the foot; not the one that is written to."""
    lines = (*view.first_page[:_LETTERHEAD_LINES], *view.tail[-_LAST_LINES:])
    for line in lines:
        if any(pattern.match(line.text) for pattern in (_ADDRESSEE, _ADDRESS, _CHAMBER)):
            continue
        found = finder.named(line.text, line.text)
        if found is not None:
            return found
    return None if kind == "kamerbrief" else finder.most_named(view.flat)


def _by_address(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """The ministry by its post box or web address in the letterhead; the return address first."""
    fields = (view.fields.get(name, "") for name in ("retouradres", "afzender"))
    lines = [line.text for line in view.first_page]
    returns = (text for text in lines if "retouradres" in text.lower())
    for text in (*fields, *returns, *lines):
        ministry = ministry_by_address(text)
        if ministry is not None:
            return finder.of_ministry(ministry, text)
    return None


def _addressed_ministry(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """A nota goes up within the ministry of the minister that it is addressed to."""
    for line in view.head[:_KOP_LINES]:
        found = next(iter(find_ministries(line.text)), None)
        if found is not None:
            return finder.of_ministry(found.ministry, line.text)
    return None


def _answering(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """Who answers, in the kop of an Aanhangsel: "Antwoord van Minister Koolmees (Sociale Zaken …)"."""
    match = _ANSWER.search(view.kop)
    if match is None:
        return None
    piece = view.kop[match.start() : match.start() + _ANSWER_REACH]
    found = bracketed_ministry(piece) or next(iter(find_ministries(piece)), None)
    if found is None:
        return None
    return finder.of_ministry(found.ministry, piece[: found.start + len(found.words)])


def _signing_ministry(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """The ministry of who signs: a line of the foot that begins with the function; else of who writes."""
    for position, line in enumerate(view.tail):
        start = _SIGNING.match(line.text)
        if start is None:
            continue
        text = " ".join(item.text for item in view.tail[position : position + 3])
        found = next(iter(find_ministries(text)), None)
        if found is not None and found.start < start.end():
            return finder.of_ministry(found.ministry, found.words)
    for position, line in enumerate(view.head[:_KOP_LINES]):
        if _WRITTEN_BY.match(line.text):
            text = " ".join(item.text for item in view.head[position : position + 3])
            found = next(iter(find_ministries(text)), None)
            if found is not None:
                return finder.of_ministry(found.ministry, found.words)
            return next(finder.inside(line.text), None)
    return None


# --------------------------------------------------------------------------- reports


def _publisher(
    view: View, finder: OrganisationFinder, kind: str | None, own_lines: tuple[str, ...]
) -> OrganisationFound | None:
    return (
        _colofon(view, finder)
        or _title_page(view, finder, own_lines)
        or _presented(view, finder)
        or (finder.most_named(view.flat) if kind is not None else None)
    )


def _colofon(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    lines = [line.text for line in view.tail]
    at = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].lower().rstrip(":") == "colofon"), None)
    region = lines[at + 1 : at + 1 + _COLOFON_LINES] if at is not None else lines[-_COLOFON_LINES:]
    for position, text in enumerate(region):
        match = _PUBLISHED.match(text)
        if match is None:
            continue
        name = (match["name"] or match["other"] or "").strip(" .")
        name = name or (region[position + 1] if position + 1 < len(region) else "")
        name = _CUT.split(name)[0].strip(" .,")
        if name and len(name) < _LONGEST_NAME:
            return _published_by(name, text, " ".join(region[position : position + 3]), finder)
    if at is not None:
        return next((found for text in region if (found := finder.named(text, text))), None)
    return None


def _published_by(name: str, line: str, around: str, finder: OrganisationFinder) -> OrganisationFound:
    """The organisation called `name`; in its own words when the taxonomy does not know it."""
    found = finder.named(name, line) or next(finder.inside(name), None) or OrganisationFound(name)
    if found.ministry is None and (ministry := next(iter(find_ministries(around)), None)):
        return replace(found, ministry=ministry.ministry.abbreviation, evidence=around)
    return replace(found, evidence=line)


def _title_page(view: View, finder: OrganisationFinder, own_lines: tuple[str, ...]) -> OrganisationFound | None:
    """An organisation alone on a line of the title page, else within the title or a running foot."""
    cover = [line.text for line in view.head[:_COVER_LINES] if title_like(view, line)]
    for text in (*cover, *view.furniture):
        found = None if _CHAMBER.match(text) else finder.named(text, text)
        if found is not None:
            return found
    for text in own_lines:
        if ministry := next(iter(find_ministries(text)), None):
            return finder.of_ministry(ministry.ministry, text)
    short = (text for text in cover if len(text) < _LONGEST_COVER_LINE)
    for text in (*subjects(view), *own_lines, *short, *view.furniture):
        if found := next(finder.inside(text), None):
            return replace(found, evidence=text)
    return None


def _presented(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    match = _PRESENTED.search(view.opening)
    found = next(finder.inside(match["name"]), None) if match else None
    return replace(found, evidence=match.group()) if match and found else None
