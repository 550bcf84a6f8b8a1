"""What a record can be filtered by, and how it is cited and shown as a row of a ministry's annex."""

from __future__ import annotations

from dataclasses import dataclass

from kb.citation import citation, dutch_date
from kb.records import Document, Passage, PublicationDate
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import SETTLED, Toezegging
from kb.taxonomy import Taxonomy, kebab

COLUMNS = ("Omschrijving", "Vindplaats", "Stand van zaken")
"""The columns of the annex in which ministries list their toezeggingen."""


def filter_values(
    record: Toezegging,
    document: Document | None = None,
    passage: Passage | None = None,
    taxonomy: Taxonomy | None = None,
) -> dict[str, tuple[str, ...]]:
    """The values of each facet: kind, status, member, party, ministry, committee, regeling, year and so on.

    The document and passage that the record stands in give what it does not say itself.
    """
    parties = [_party(item.party, taxonomy) for item in record.to_whom if item.party]
    members = [kebab(item.name) for item in record.to_whom if not _body(item.name)]
    regelingen = [tag.value for tag in passage.tags if tag.type == "regeling"] if passage is not None else []
    ministry = record.ministry or (document.ministry if document is not None else None)
    values = {
        "kind": (record.kind,),
        "status": (record.status,),
        "review": (record.review,),
        "member": tuple(dict.fromkeys(members)),
        "party": tuple(dict.fromkeys(parties)),
        "ministry": (ministry.lower(),) if ministry else (),
        "committee": (kebab(record.committee),) if record.committee else (),
        "organisation": _one(document.organisation_id if document is not None else None),
        "type": _one(document.kind if document is not None else None),
        "document": (record.document_id,),
        "regeling": tuple(dict.fromkeys(regelingen)),
        "year": _years(record, document),
        "deadline": ("met termijn" if record.deadline.to else "zonder termijn",),
        "overdue": () if record.overdue is None else ("ja" if record.overdue else "nee",),
    }
    return {name: found for name, found in values.items() if found}


def labels(record: Toezegging) -> dict[tuple[str, str], str]:
    """(field, value) → what people see, for members, committees and ministries, which no taxonomy has whole."""
    found = {("member", kebab(item.name)): item.name for item in record.to_whom if not _body(item.name)}
    found |= {("party", kebab(item.party)): item.party for item in record.to_whom if item.party}
    if record.committee:
        found["committee", kebab(record.committee)] = record.committee
    if record.ministry:
        found["ministry", record.ministry.lower()] = record.ministry
    return found


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _party(party: str, taxonomy: Taxonomy | None) -> str:
    entry = taxonomy.find("party", party) if taxonomy is not None else None
    return entry.id if entry is not None else kebab(party)


def _body(name: str) -> bool:
    """Whether a recipient is the Kamer or a committee and no member."""
    lowered = name.lower()
    return "kamer" in lowered or "commissie" in lowered


def _years(record: Toezegging, document: Document | None) -> tuple[str, ...]:
    """The year in which it was promised: of the occasion, else of the document."""
    day = record.occasion_date or (document.publication_date.value if document is not None else None)
    if day:
        return (day[:4],)
    return tuple(str(year) for year in document.reporting_years) if document is not None else ()


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation of a record says: the exact words, where they stand, and when they were promised."""

    quote: str
    source: str
    occasion: str | None
    text: str


def cited(record: Toezegging, document: Document, passage: Passage) -> Cited:
    """A record as one cites it in a note: «words» (source), with the occasion."""
    source = citation(passage, document)
    day = dutch_date(PublicationDate(record.occasion_date)) if record.occasion_date else None
    occasion = " van ".join(part for part in (record.occasion, day) if part) or None
    told = f", gedaan in {occasion}" if record.occasion else (f", gedaan op {day}" if day else "")
    return Cited(record.quote, source, occasion, f"«{record.quote}» ({source}{told})")


def annex_row(record: Toezegging, document: Document, passage: Passage) -> tuple[str, str, str]:
    """A record as a row of the annex: Omschrijving · Vindplaats · Stand van zaken."""
    told = cited(record, document, passage)
    where = "; ".join(part for part in (told.occasion, told.source) if part)
    return record.subject or record.quote, where, standing(record, document)


def standing(record: Toezegging, document: Document) -> str:
    """The status, always with its date: "Openstaand volgens de brief van 9 november 2022"."""
    term = f", termijn: {record.deadline.text}" if record.deadline.text else ""
    return f"{record.status.capitalize()} {status_ground(record, document)}{term}"


def status_ground(record: Toezegging, document: Document) -> str:
    """Who says what the status is, and when: "volgens de brief van 9 november 2022"."""
    evidence = record.status_evidence or ""
    if evidence.startswith(SETTLED):
        day = dutch_date(PublicationDate(record.status_date)) if record.status_date else None
        return f"{evidence[:1].lower()}{evidence[1:].rstrip('.')}" + (f" op {day}" if day else "")
    names: dict[str, str] = CUES["stuk_namen"]
    paper = names.get(document.kind or "", names["overig"])
    day, since = dutch_date(document.publication_date), document.publication_date.not_before
    if day:
        return f"volgens {paper} van {day}"
    if since:
        return f"volgens {paper}, verschenen na {dutch_date(PublicationDate(since))}"
    return f"volgens {paper}, zonder datum"
