"""Themes against years: how often a theme is told, as a share of what there is of that year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.records import Document
from kb.registers.knelpunten.model import Knelpunt
from kb.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Column:
    """A year: its documents and their passages, and the bottlenecks found in them.

    A year without documents has 0 documents; its cells are None, not 0: nothing is known of it.
    """

    year: int
    documents: int
    passages: int
    knelpunten: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in a year: its bottlenecks, and the documents and passages that tell one.

    `share` is the share of the year's bottlenecks; `per_passage` the share of the year's passages, by which
    years of few and of many documents can be compared.
    """

    theme: str
    year: int
    knelpunten: int
    documents: int
    passages: int
    share: float
    per_passage: float


@dataclass(frozen=True, slots=True)
class Row:
    """A theme with its cells, one per column; `broader` is the general theme above it, which includes it."""

    theme: str
    label: str
    broader: str | None
    total: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of themes, general ones first and each followed by its finer ones; columns of years, in order."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def matrix(records: Iterable[Knelpunt], documents: Sequence[Document], taxonomy: Taxonomy) -> Matrix:
    """The matrix of these records; a record counts for each of its themes and of its reporting years.

    Rejected records do not count. Documents without a reporting year are in no column. Years between the first
    and the last are columns too, also when no document is of them.
    """
    per_year: dict[int, list[Document]] = defaultdict(list)
    for document in documents:
        for year in document.reporting_years:
            per_year[year].append(document)
    counted = [record for record in records if record.review != "afgewezen"]
    found = Counter(year for record in counted for year in record.reporting_years if year in per_year)
    years = range(min(per_year), max(per_year) + 1) if per_year else range(0)
    columns = tuple(
        Column(year, len(per_year[year]), sum(document.passages for document in per_year[year]), found[year])
        if year in per_year
        else Column(year, 0, 0, 0)
        for year in years
    )
    rows = (_row(theme, label, counted, columns, taxonomy) for theme, label in _themes(taxonomy))
    return Matrix(columns, tuple(row for row in rows if row.total))


def _themes(taxonomy: Taxonomy) -> Iterable[tuple[str, str]]:
    entries = taxonomy.entries("theme")
    for entry in entries:
        if entry.broader is None:
            yield entry.id, entry.label
            yield from ((finer.id, finer.label) for finer in entries if finer.broader == entry.id)


def _row(
    theme: str, label: str, records: Sequence[Knelpunt], columns: Sequence[Column], taxonomy: Taxonomy
) -> Row:
    within = set(taxonomy.narrower("theme", theme))
    own = [record for record in records if within.intersection(record.theme)]
    cells: list[Cell | None] = []
    for column in columns:
        if not column.documents:
            cells.append(None)
            continue
        here = [record for record in own if column.year in record.reporting_years]
        passages = len({record.passage_id for record in here})
        cells.append(
            Cell(
                theme=theme,
                year=column.year,
                knelpunten=len(here),
                documents=len({record.document_id for record in here}),
                passages=passages,
                share=len(here) / column.knelpunten if column.knelpunten else 0.0,
                per_passage=passages / column.passages if column.passages else 0.0,
            )
        )
    entry = taxonomy.entry("theme", theme)
    return Row(theme, label, entry.broader if entry else None, len(own), tuple(cells))
