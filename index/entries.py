"""What the index takes in: a passage with what it must know of its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias

from kb.language.defined import definitions
from kb.records import Cell, Document, Passage, PublicationDate, TagType

Facet: TypeAlias = Literal[
    "kind", "regeling", "theme", "kpi", "organisation", "person", "party",
    "year", "year_publication", "year_named", "session", "document", "trait",
]  # fmt: skip
Zone: TypeAlias = Literal["title", "section", "text", "context", "table", "footnotes", "tags"]

FACETS: Final[tuple[Facet, ...]] = (
    "kind", "regeling", "theme", "kpi", "organisation", "person", "party",
    "year", "year_publication", "year_named", "session", "document",
)  # fmt: skip
ZONES: Final[tuple[Zone, ...]] = ("title", "section", "text", "context", "table", "footnotes", "tags")
# What a passage is (a table, a question) or holds (a toezegging): preferred by ranking, never shown as a facet.
COLUMNS: Final[tuple[Facet, ...]] = (*FACETS, "trait")
# A title stands with every passage of its document: it counts in the score, but by itself it makes no
# passage a match. Labels of tags find words, but a "phrase" or prefix* is about what is written.
MATCHED_ZONES: Final[frozenset[Zone]] = frozenset(ZONES) - {"title"}
WRITTEN_ZONES: Final[frozenset[Zone]] = MATCHED_ZONES - {"tags"}
# The zones that `in:titel` and so on can ask for.
OWN_ZONES: Final[tuple[Zone, ...]] = ("title", "section", "table", "footnotes")
YEAR_FACETS: Final[frozenset[Facet]] = frozenset(("year", "year_publication", "year_named", "session"))

# Goes up when an index is to hold something else of the same passages (columns, traits, zones).
SHAPE: Final = 2

# Before the name of what a register holds: a tag that speaks of a toezegging is not yet a record of one.
REGISTER: Final = "register:"

# Before an abbreviation that a passage explains: "afkorting:CT=consolidated tape".
DEFINED: Final = "afkorting:"

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
    """A passage ready for the index, with the document that it is of, and what the registers hold of it.

    `held` are short names: the kind of a record, and with it for whom or what it is ("toezegging:grinwis",
    "kpi:aantal-ontvangen-klachten:2022"). `asked` is the question that the passage answers: "Ja." is found
    by what was asked.
    """

    passage: Passage
    document: Document
    held: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What a hit shows and cites of its document, and what suggestions take from it; kept in the index."""

    document_id: str
    source: str
    title: str | None
    kind: str | None
    organisation: str | None
    publication_date: PublicationDate
    url: str | None
    kamerstuk: str | None
    session: str | None
    headings: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, headings: Iterable[str] = ()) -> DocumentCard:
        """The card of `document`; `headings` are those of its passages, for suggestions."""
        known = {item.name: getattr(document, item.name) for item in fields(cls) if item.name != "headings"}
        return cls(**known, headings=tuple(headings))

    def as_row(self) -> dict[str, Any]:
        """The card as plain values, for a file."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**values, "publication_date": self.publication_date.value, "headings": list(self.headings)}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> DocumentCard:
        """A card from `as_row`."""
        date, headings = PublicationDate(row["publication_date"]), tuple(row["headings"])
        return cls(**{**row, "publication_date": date, "headings": headings})


# Values above a value in its taxonomy, nearest first: (facet, value) → values.
Broader: TypeAlias = Callable[[str, str], Iterable[str]]


def no_broader(_facet: str, _value: str) -> Iterable[str]:
    """Knows no taxonomy."""
    return ()


def facet_tags(entry: IndexEntry, broader: Broader = no_broader) -> Iterator[FacetTag]:
    """The values of all facets and traits of an entry; a value may come more than once.

    With a value come those above it: a filter on a parent so includes its children, and the counts
    agree. An organisation counts both where it publishes and where a passage speaks of it.
    """
    for tag in _own_tags(entry):
        yield tag
        for value in broader(tag.facet, tag.value):
            yield FacetTag(tag.facet, value)


def _own_tags(entry: IndexEntry) -> Iterator[FacetTag]:
    passage, document = entry.passage, entry.document
    yield FacetTag("document", document.document_id, document.title)
    if document.kind:
        yield FacetTag("kind", document.kind)
    if document.organisation_id:
        yield FacetTag("organisation", document.organisation_id, document.organisation)
    if document.session:
        yield FacetTag("session", document.session)
    if document.publication_date.value:
        yield FacetTag("year_publication", document.publication_date.value[:4])
    for year in document.reporting_years:
        yield FacetTag("year", str(year))
    for year in passage.years_named:
        yield FacetTag("year_named", str(year))
    for tag in passage.tags:
        facet = _TAG_FACETS.get(tag.type)
        if facet is not None:
            yield FacetTag(facet, tag.value, tag.label or None)
    held = (f"{REGISTER}{name}" for name in entry.held)
    for trait in dict.fromkeys((passage.kind, *(tag.type for tag in passage.tags), *held)):
        yield FacetTag("trait", trait)
    for text in (passage.text, *(note.text for note in passage.footnotes)):
        for item in definitions(text):
            yield FacetTag("trait", f"{DEFINED}{item.short}={item.long}")


def zone_texts(entry: IndexEntry) -> dict[Zone, str]:
    """The searched texts of an entry, by zone; zones without text are left out.

    Cells are searched as a zone of their own although their words stand in the text too: what stands
    in a table can so be weighed and asked for apart.
    """
    passage, document = entry.passage, entry.document
    cells = passage.cells
    rows = cells.rows if cells is not None else ()
    labels = dict.fromkeys(tag.label for tag in passage.tags if tag.type in _TAGS_SEARCHED and tag.label)
    texts: dict[Zone, str] = {
        "title": "\n".join(text for text in (document.title, document.kamerstuk) if text),
        "section": "\n".join(passage.section),
        "text": passage.text,
        "context": "\n".join(text for text in (passage.context, entry.asked) if text),
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
