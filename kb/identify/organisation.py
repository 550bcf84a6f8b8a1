"""Who sends or publishes a document, and which ministry that is.

A letter is its sender's: the ministry in the letterhead, or the one whose minister signs. A report is
of who publishes it: the colofon, the title, the running foot, who presents it, and last of all the
organisation that it speaks of by far the most. Papers of the Kamer itself are the Kamer's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identify.kind import subjects, title_like
from kb.identify.ministries import Ministry, bracketed_ministry, find_ministries, ministry_by_name
from kb.identify.view import View
from kb.taxonomy import Matcher, Taxonomy

TAXONOMY_KIND = "organisation"
MINISTRY_KIND = "ministry"
LETTERS = frozenset({"kamerbrief", "beslisnota", "woo-besluit", "antwoord-kamervragen"})
"""Kinds whose organisation is the sender's."""
OF_PARLIAMENT = frozenset({"motie", "verslag-commissiedebat", "handelingen"})
"""Kinds that parliament itself makes."""

_PUBLISHED = re.compile(
    r"^(?:dit is )?(?:een |de )?(?:gezamenlijke )?(?:uitgaven?|publicatie|brochure|rapportage)"
    r"(?: (?:is |wordt )?(?:uitgegeven )?(?:van|door)(?: (?:het|de))?\b|:)\s*:?\s*(?P<name>.*)$"
    r"|^(?:uitgegeven door|uitgever|opgesteld door|auteur|afzender|organisatie)\s*:?\s+(?P<other>.*)$",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"\b(?:voor u ligt|hierbij presenteert|met (?:trots|genoegen) presenteert|dit is)\b[^.]{0,120}?"
    r"\b(?:van|door) (?:het |de )?(?P<name>[^.,;]{3,80})",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[|•;]|,\s*(?=[A-Z’'\"]?\w+ ?(?:\d|$)))\s*")
_ADDRESS = re.compile(
    r"^(?:postbus|www\.|https?:|tel|t\s|\d{4} ?[A-Z]{2}\b|bezoekadres|retouradres|>)", re.IGNORECASE
)
_ADDRESSEE = re.compile(
    r"^(?:aan |de )*(?:de )?(?:voorzitter|tweede kamer|eerste kamer|staten-generaal)\b", re.IGNORECASE
)
_COLOFON_LINES = 14
_MOST_SHARE = 0.5
_MOST_TIMES = 4
_COVER_LINES = 12


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
        self._matcher = Matcher(taxonomy, TAXONOMY_KIND)

    def named(self, text: str, evidence: str) -> OrganisationFound | None:
        """The organisation that `text` names and nothing else, by taxonomy or as a ministry."""
        ministry = ministry_by_name(text) if text.lower().startswith("ministerie") else None
        entry = self._taxonomy.find(TAXONOMY_KIND, text)
        if ministry is not None or entry is None:
            return self.of_ministry(ministry, evidence) if ministry else None
        own = ministry_by_name(entry.label)
        if own is not None:
            return self.of_ministry(own, evidence)
        return OrganisationFound(entry.label, entry.id, self._abbreviation(entry.get("ministry")), evidence)

    def of_ministry(self, ministry: Ministry, evidence: str) -> OrganisationFound:
        """A ministry as an organisation; an old name keeps its name, and has the id of today's ministry."""
        entry = self._taxonomy.find(TAXONOMY_KIND, ministry.label)
        if entry is None:
            today = self._taxonomy.find(MINISTRY_KIND, ministry.label.removeprefix("Ministerie van "))
            organisation_id = today.get("organisation") if today else None
        else:
            organisation_id = entry.id
        return OrganisationFound(ministry.label, organisation_id, ministry.abbreviation, evidence)

    def _abbreviation(self, ministry_id: str | None) -> str | None:
        entry = self._taxonomy.entry(MINISTRY_KIND, ministry_id) if ministry_id else None
        return entry.get("abbreviation") if entry else None

    def inside(self, text: str) -> Iterator[OrganisationFound]:
        """The organisations of the taxonomy that `text` names among other words, in order."""
        for match in self._matcher.find(text[:100_000]):
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
        if not ranked or ranked[0][1] < _MOST_TIMES or ranked[0][1] < _MOST_SHARE * counts.total():
            return None
        return found[ranked[0][0]]


def find_organisation(
    view: View, kind: str | None, finder: OrganisationFinder, own_lines: tuple[str, ...] = ()
) -> OrganisationFound:
    """Who sends (letters) or publishes (reports) the document; all None when nothing says so.

    `own_lines`: lines that name the document itself (title, running foot), as found for kind and year.
    """
    if kind in OF_PARLIAMENT:
        return _parliament(view, finder)
    if kind in LETTERS:
        found = _sender(view, finder, kind)
    else:
        found = _publisher(view, finder, kind, own_lines) or _sender(view, finder, kind)
    return found or OrganisationFound()


def _parliament(view: View, finder: OrganisationFinder) -> OrganisationFound:
    for text in (*(line.text for line in view.head), *view.furniture):
        match = re.match(r"(Tweede|Eerste) Kamer der Staten-Generaal", text, re.IGNORECASE)
        if match:
            name = match.group().title().replace(" Der ", " der ")
            return finder.named(name, text) or OrganisationFound(name, None, None, text)
    return OrganisationFound()


# --------------------------------------------------------------------------- letters


def _sender(view: View, finder: OrganisationFinder, kind: str | None) -> OrganisationFound | None:
    if kind == "antwoord-kamervragen" and (found := _answering(view, finder)):
        return found
    for line in view.first_page:
        if _ADDRESS.match(line.text) or len(line.text) > 90:
            continue
        ministries = find_ministries(line.text)
        if ministries and ministries[0].start == 0 and line.text.lower().startswith("ministerie"):
            return finder.of_ministry(ministries[0].ministry, line.text)
    if found := _signing_ministry(view, finder):
        return found
    for line in (*view.first_page[:25], *view.tail[-12:]):
        found = finder.named(line.text, line.text)
        if found and not _ADDRESSEE.match(line.text):
            return found
    return None


def _answering(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """Who answers, in the kop of an Aanhangsel: "Antwoord van Minister Koolmees (Sociale Zaken …)"."""
    kop = " ".join(line.text for line in view.head[:40])
    match = re.search(r"\b(?:Antwoord|Mededeling) van (?:de )?(?:Minister|Staatssecretaris)", kop)
    if match is None:
        return None
    piece = kop[match.start() : match.start() + 250]
    found = bracketed_ministry(piece) or next(iter(find_ministries(piece)), None)
    return (
        finder.of_ministry(found.ministry, piece[: piece.find(found.words) + len(found.words)])
        if found
        else None
    )


def _signing_ministry(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    """The ministry of who signs: a line of the foot that begins with the function; else of who writes."""
    for position in range(len(view.tail)):
        lines = view.tail[position : position + 3]
        text = " ".join(line.text for line in lines)
        if re.match(r"(?:de |namens de )?(?:minister|staatssecretaris)\b", text, re.IGNORECASE):
            found = next(iter(find_ministries(text)), None)
            if found and found.start <= len("namens de "):
                return finder.of_ministry(found.ministry, found.words)
    for line in view.head[:40]:
        if re.match(r"(?:brief|nota|antwoord)\s?van\sde\s", line.text, re.IGNORECASE):
            text = " ".join(item.text for item in view.head[line.index : line.index + 3])
            found = next(iter(find_ministries(text)), None)
            if found:
                return finder.of_ministry(found.ministry, found.words)
    return None


# --------------------------------------------------------------------------- reports


def _publisher(
    view: View, finder: OrganisationFinder, kind: str | None, own_lines: tuple[str, ...]
) -> OrganisationFound | None:
    return _colofon(view, finder) or _title_page(view, finder, own_lines) or _presented(view, finder) or (
        None if kind is None else finder.most_named(view.flat)
    )  # fmt: skip


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
        if not name or len(name) > 90:
            continue
        around = " ".join(region[position : position + 3])
        found = _as_named(name, text, finder)
        ministry = next(iter(find_ministries(around)), None)
        if found.ministry is None and ministry is not None:
            return OrganisationFound(found.label, found.organisation_id, ministry.ministry.abbreviation, around)
        return found
    if at is not None:
        for text in region:
            if found_line := finder.named(text, text):
                return found_line
    return None


def _as_named(name: str, evidence: str, finder: OrganisationFinder) -> OrganisationFound:
    found = finder.named(name, evidence) or next(finder.inside(name), None)
    if found is not None:
        return OrganisationFound(found.label, found.organisation_id, found.ministry, evidence)
    return OrganisationFound(name, None, None, evidence)


def _title_page(view: View, finder: OrganisationFinder, own_lines: tuple[str, ...]) -> OrganisationFound | None:
    """An organisation alone on a line of the title page, else within the title or a running foot."""
    cover = [line.text for line in view.head[:_COVER_LINES] if title_like(view, line)]
    for text in (*cover, *view.furniture):
        if found := finder.named(text, text):
            return found
    for text in (*subjects(view), *own_lines, *(text for text in cover if len(text) < 100), *view.furniture):
        for found in finder.inside(text):
            return OrganisationFound(found.label, found.organisation_id, found.ministry, text)
    return None


def _presented(view: View, finder: OrganisationFinder) -> OrganisationFound | None:
    match = _PRESENTED.search(view.opening)
    if match is None:
        return None
    found = next(finder.inside(match["name"]), None)
    if found is None:
        return None
    return OrganisationFound(found.label, found.organisation_id, found.ministry, match.group())
