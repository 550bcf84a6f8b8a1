"""What the index takes in: a passage with what it must know of its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kb.records import Cell, Document, Passage, TagType

Facet: TypeAlias = Literal[
    "kind", "regeling", "theme", "kpi", "organisation", "person", "party",
    "year", "year_publication", "year_named", "session", "document",
]  # fmt: skip
Zone: TypeAlias = Literal["title", "section", "text", "context", "table", "footnotes", "tags"]

FACETS: Final[tuple[Facet, ...]] = (
    "kind", "regeling", "theme", "kpi", "organisation", "person", "party",
    "year", "year_publication", "year_named", "session", "document",
)  # fmt: skip
ZONES: Final[tuple[Zone, ...]] = ("title", "section", "text", "context", "table", "footnotes", "tags")
# The zones that `in:titel` and so on can ask for.
OWN_ZONES: Final[tuple[Zone, ...]] = ("title", "section", "table", "footnotes")
YEAR_FACETS: Final[frozenset[Facet]] = frozenset(("year", "year_publication", "year_named", "session"))

# A tag says what a passage is about; these types are facets of their own.
_TAG_FACETS: Final[dict[TagType, Facet]] = {
    "regeling": "regeling",
    "knelpunt": "theme",
    "kpi": "kpi",
    "organisation": "organisation",
    "person": "person",
    "party": "party",
}
# Labels of these tags are searched along: a passage that says KOT is found by kinderopvangtoeslag.
_TAGS_SEARCHED: Final[frozenset[TagType]] = frozenset(("regeling", "knelpunt", "kpi", "organisation"))


@dataclass(frozen=True, slots=True)
class FacetTag:
    """One value of a facet on a passage; `label` is None when only a taxonomy knows it."""

    facet: Facet
    value: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A passage ready for the index. `publication_date` is "2025-05-01", "2025-05", "2025" or None."""

    passage: Passage
    title: str | None = None
    kind: str | None = None
    organisation: str | None = None
    organisation_id: str | None = None
    reporting_years: tuple[int, ...] = ()
    publication_date: str | None = None
    session: str | None = None
    kamerstuk: str | None = None

    @classmethod
    def of(cls, passage: Passage, document: Document) -> IndexEntry:
        """The entry of a passage of `document`."""
        return cls(
            passage=passage,
            title=document.title,
            kind=document.kind,
            organisation=document.organisation,
            organisation_id=document.organisation_id,
            reporting_years=document.reporting_years,
            publication_date=document.publication_date.value,
            session=document.session,
            kamerstuk=document.kamerstuk,
        )


def facet_tags(entry: IndexEntry) -> Iterator[FacetTag]:
    """The values of all facets of an entry; a value may come more than once.

    An organisation counts both where it publishes and where a passage speaks of it.
    """
    passage = entry.passage
    yield FacetTag("document", passage.document_id, entry.title)
    if entry.kind:
        yield FacetTag("kind", entry.kind)
    if entry.organisation_id:
        yield FacetTag("organisation", entry.organisation_id, entry.organisation)
    if entry.session:
        yield FacetTag("session", entry.session)
    if entry.publication_date:
        yield FacetTag("year_publication", entry.publication_date[:4])
    for year in entry.reporting_years:
        yield FacetTag("year", str(year))
    for year in passage.years_named:
        yield FacetTag("year_named", str(year))
    for tag in passage.tags:
        facet = _TAG_FACETS.get(tag.type)
        if facet is not None:
            yield FacetTag(facet, tag.value, tag.label or None)


def zone_texts(entry: IndexEntry) -> dict[Zone, str]:
    """The searched texts of an entry, by zone; zones without text are left out.

    Cells are searched as a zone of their own although their words stand in the text too: what stands
    in a table can so be weighed and asked for apart.
    """
    passage = entry.passage
    cells = passage.cells
    rows = cells.rows if cells is not None else ()
    labels = dict.fromkeys(tag.label for tag in passage.tags if tag.type in _TAGS_SEARCHED and tag.label)
    texts: dict[Zone, str] = {
        "title": "\n".join(text for text in (entry.title, entry.kamerstuk) if text),
        "section": "\n".join(passage.section),
        "text": passage.text,
        "context": passage.context or "",
        "table": "\n".join([*(cells.columns if cells is not None else ()), *_cell_texts(rows)]),
        "footnotes": "\n".join(note.text for note in passage.footnotes),
        "tags": "\n".join(labels),
    }
    return {zone: text for zone, text in texts.items() if text.strip()}


def _cell_texts(rows: Iterable[Sequence[Cell | None]]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            if cell is not None:
                yield cell.text


def date_number(date: str | None) -> int:
    """A date as a number to sort by: "2025-05" is 20250500; unknown is 0, before everything."""
    if not date:
        return 0
    year, month, day = ([*date.split("-"), "0", "0"])[:3]
    return int(year) * 10_000 + int(month) * 100 + int(day)
