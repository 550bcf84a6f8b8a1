"""Puts it together: what a document is, from its text, its metadata and a manifest.

The manifest's word goes first, field by field. Everything else is found without it; what nothing says
stays None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

from kb.identify.bounds import not_before
from kb.identify.kind import find_kind
from kb.identify.ministries import find_ministries, ministry_by_name
from kb.identify.official import Official, find_official, kamerstuk_parts, metadata, official_from_number
from kb.identify.organisation import (
    OF_PARLIAMENT,
    OrganisationFinder,
    OrganisationFound,
    chamber_of,
    find_organisation,
    organisation_lines,
)
from kb.identify.publication import find_publication
from kb.identify.relations import find_relations
from kb.identify.sessions import parse_session, session_of
from kb.identify.signatory import find_signatory
from kb.identify.title import find_title
from kb.identify.view import View
from kb.identify.years import OF_THEIR_YEAR, find_years, whole_years, years_of_date
from kb.manifest import ManifestEntry
from kb.records import Identity, PublicationDate, ReadDocument, Relation, ReportingPeriod
from kb.taxonomy import Taxonomy, load


def identify(
    read: ReadDocument,
    source: str,
    *,
    manifest: ManifestEntry | None = None,
    taxonomy: Taxonomy | None = None,
) -> Identity:
    """What `read` is. `source` (the file's name) is only kept for messages: a name tells no kind.

    `taxonomy` is the one to find organisations with, ours when not given.
    """
    del source
    view = View(read)
    finder = OrganisationFinder(taxonomy) if taxonomy is not None else _default_finder()
    kind_found = find_kind(view)
    kind = manifest.kind if manifest and manifest.kind else kind_found.kind
    official = find_official(view)
    bound = not_before(view) if kind in OF_THEIR_YEAR else None
    years = find_years(view, kind, bound.day if bound else None)
    given_years = manifest.reporting_years if manifest else ()
    publication = find_publication(view, kind, official, given_years or years.years)
    years = years if years.years else years_of_date(kind, publication)
    organisation = find_organisation(
        view, kind, finder, tuple(words for words in (kind_found.evidence, years.evidence) if words)
    )
    if organisation.label is None and kind in OF_PARLIAMENT:
        organisation = chamber_of(official.official_id, finder) or organisation
    lines = organisation_lines(view, finder)
    title = find_title(view, kind, years.evidence, organisation.label, lines)
    signatory = find_signatory(view, kind)
    found = Identity(
        official_id=official.official_id,
        kind=kind,
        title=title.title if title else None,
        organisation=organisation.label,
        organisation_id=organisation.organisation_id,
        ministry=organisation.ministry,
        signatory=signatory.name if signatory else None,
        kamerstuk=official.kamerstuk,
        session=_session(view, official, publication),
        reporting_years=years.years,
        reporting_period=years.period,
        publication_date=publication,
        url=official.url,
        relations=find_relations(view, official, kind),
        evidence=_evidence(
            kind=kind_found.evidence, title=title.evidence if title else None,
            organisation=organisation.evidence, official_id=official.evidence,
            signatory=signatory.evidence if signatory else None, reporting_year=years.evidence,
            publication_date=publication.evidence,
        ),
    )  # fmt: skip
    return _with_manifest(found, manifest, finder) if manifest else found


@lru_cache(maxsize=1)
def _default_finder() -> OrganisationFinder:
    return OrganisationFinder(load())


def _evidence(**words: str | None) -> dict[str, str]:
    return {name: value for name, value in words.items() if value}


def _session(view: View, official: Official, publication: PublicationDate) -> str | None:
    """The session of an official paper; for others that of its day, when it is a paper to parliament."""
    if official.session:
        return official.session
    names = (*metadata(view, "vergaderjaar"), view.fields.get("vergaderjaar", ""))
    told = next((session for item in names if (session := parse_session(item))), None)
    if told or official.official_id is None:
        return told
    value = publication.value
    return session_of(date.fromisoformat(value)) if value and publication.precision == "day" else None


def _with_manifest(found: Identity, entry: ManifestEntry, finder: OrganisationFinder) -> Identity:
    """`found` with what the manifest says in its place."""
    evidence = dict(found.evidence)
    told = replace(
        found,
        title=entry.title or found.title,
        kind=entry.kind or found.kind,
        signatory=entry.signatory or found.signatory,
        url=entry.url or found.url,
    )
    for name in ("title", "kind", "signatory", "url"):
        if value := getattr(entry, name):
            evidence[name] = f"manifest: {value}"
    if entry.organisation is not None:
        told = _organisation(told, entry.organisation, finder)
        evidence["organisation"] = f"manifest: {entry.organisation}"
    if entry.reporting_years:
        told = replace(told, reporting_years=entry.reporting_years, reporting_period=_period(told, entry))
        evidence["reporting_year"] = f"manifest: {', '.join(map(str, entry.reporting_years))}"
    if entry.publication_date is not None:
        told = replace(told, publication_date=_date(entry.publication_date, found.publication_date))
        evidence["publication_date"] = f"manifest: {entry.publication_date}"
    if entry.kamerstuk is not None:
        told = _kamerstuk(told, entry)
        evidence["kamerstuk"] = f"manifest: {entry.kamerstuk}"
    relations = list(told.relations)
    if entry.bijlage_bij:
        relations = [item for item in relations if item.type != "bijlage_bij"]
        relations.append(Relation("bijlage_bij", None, entry.bijlage_bij, "manifest"))
    if entry.versie_van:
        relations = [item for item in relations if item.type != "vervangt"]
        relations.append(Relation("vervangt", None, entry.versie_van, "manifest"))
    return replace(told, relations=tuple(relations), evidence=evidence)


def _organisation(told: Identity, name: str, finder: OrganisationFinder) -> Identity:
    known = finder.named(name, name) or OrganisationFound(name)
    ministry = known.ministry
    if ministry is None:
        in_name = ministry_by_name(name) or next((item.ministry for item in find_ministries(name)), None)
        ministry = in_name.abbreviation if in_name else told.ministry
    return replace(told, organisation=known.label, organisation_id=known.organisation_id, ministry=ministry)


def _period(told: Identity, entry: ManifestEntry) -> ReportingPeriod:
    if told.reporting_period and told.reporting_years == entry.reporting_years:
        return told.reporting_period
    return whole_years(entry.reporting_years)


def _date(value: str, found: PublicationDate) -> PublicationDate:
    parts: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}
    bound = found.not_before
    # A bound that lies after the date a person gave is a misreading.
    kept = bound if bound and bound[: len(value)] <= value else None
    return PublicationDate(value, parts[len(value)], kept, "manifest", f"manifest: {value}")


def _kamerstuk(told: Identity, entry: ManifestEntry) -> Identity:
    """A paper's own Kamerstuk is its official number; an annex only came with that paper."""
    assert entry.kamerstuk is not None
    parts = kamerstuk_parts(entry.kamerstuk)
    if parts is None:
        return replace(told, kamerstuk=entry.kamerstuk)
    official = official_from_number(f"kst-{parts[0]}-{parts[1]}", entry.kamerstuk)
    told = replace(told, kamerstuk=official.kamerstuk)
    is_annex = entry.bijlage_bij is not None or not re.match(_OWN_NUMBER, told.kind or "kamerbrief")
    if is_annex or told.official_id is not None:
        return told
    return replace(told, official_id=official.official_id, url=told.url or official.url)


_OWN_NUMBER = r"(?:kamerbrief|motie|verslag-commissiedebat|schriftelijk-overleg)$"
