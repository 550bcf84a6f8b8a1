"""Tables as rows of figures: which column is the label, which rows are groups, what each cell is about.

No rule names an indicator, a document or a number of columns. A table that was cut into several passages is
one table again; years may stand in the header or in the rows; a norm may be a column, a row of its own under
its indicator, or part of a row's name.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.records import Cell, Passage
from kb.registers.kpis.headers import Meaning, read_header
from kb.registers.kpis.labels import clean_label, measure_words
from kb.registers.kpis.lexicon import folded
from kb.registers.kpis.periods import When, find_years, read_when
from kb.registers.kpis.shapes import Shape, filled, shape_of
from kb.registers.kpis.values import CellValue, read_cell

_ROLE_AT_END: Final = re.compile(
    r"^(?P<name>.{3,}?)\s*[(:,–-]+\s*(?P<role>norm|streefwaarde|streefcijfer|doelstelling|target|realisatie|resultaat)\)?$",
    re.I,
)
_ROLE_AT_START: Final = re.compile(
    r"^(?P<role>norm|streefwaarde|streefcijfer|doelstelling|target|realisatie)\s*(?:[:–-]\s*|voor\s+)?(?P<name>\S.{3,})$",
    re.I,
)
_NUMBERED: Final = re.compile(r"^\s*(?:(?:tabel|figuur|overzicht|staat|grafiek)\s+)?[\d.]*\d[.:]?\s+", re.I)
_YEARS_AT_END: Final = re.compile(r"[\s,(]+(?:in\s+|over\s+)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\)?\s*$")
_LONGEST: Final = 300
"""Characters of a row's name that may say a role."""
_NUMERIC_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell with what it is about, before its neighbours are asked for unit and missing year."""

    cell: Cell
    value: CellValue
    meaning: Meaning
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in a table: its name, the group rows above it, its figures, and remarks beside them.

    `label_cell` is None where a column header is the name. `when` is a period that the row itself gives.
    """

    passage: Passage
    label: str
    label_cell: Cell | None
    group: str | None
    group_cell: Cell | None
    figures: tuple[Figure, ...]
    unit_text: str | None = None
    remarks: tuple[Cell, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures with its rows.

    `caption_years` are years named above it, `heading` is the title over its labels.
    """

    passages: tuple[Passage, ...]
    columns: tuple[Meaning, ...]
    rows: tuple[Row, ...]
    caption: str
    caption_years: tuple[int, ...]
    has_roles: bool
    heading: str = ""


def read_tables(passages: Sequence[Passage]) -> Iterator[Table]:
    """The tables of figures among the passages of a document, in order."""
    for parts in _joined(passages):
        table = _read(parts)
        if table is not None:
            yield table


def _joined(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages that are one table: the same columns, nothing but footnotes between them."""
    parts: list[Passage] = []
    for passage in passages:
        if passage.cells is None:
            if passage.kind != "footnote" and parts:
                yield parts
                parts = []
            continue
        if parts and not _continues(parts[-1], passage):
            yield parts
            parts = []
        parts.append(passage)
    if parts:
        yield parts


def _continues(one: Passage, other: Passage) -> bool:
    """Whether a table goes on in the next passage: the same columns, and no title of its own."""
    if one.cells is None or other.cells is None or one.cells.columns != other.cells.columns:
        return False
    return (one.context or "") == (other.context or "") or one.context is None or other.context is None


def _read(parts: Sequence[Passage]) -> Table | None:
    grid = [(passage, row) for passage in parts if passage.cells for row in passage.cells.rows]
    columns = parts[0].cells.columns if parts[0].cells else ()
    if len(columns) <= 1 or not grid:
        return None
    shape = shape_of(columns, [row for _, row in grid])
    caption = _caption(parts[0])
    rows = tuple(_turned_rows(grid, shape, _caption_name(parts[0])) if shape.turned else _rows(grid, shape))
    if not _is_figures(rows):
        return None
    named = [figure.meaning.role for row in rows for figure in row.figures]
    return Table(
        tuple(parts), tuple(shape.meanings), rows, caption,
        tuple(year for _, _, year in find_years(caption)), any(role is not None for role in named),
        columns[shape.label],
    )  # fmt: skip


def _caption(passage: Passage) -> str:
    """What stands above a table: the caption without the header line, else the headings."""
    lines = [line for line in (passage.context or "").split("\n") if " | " not in line]
    return " ".join(lines) if lines else " ".join(passage.section[-2:])


def _caption_name(passage: Passage) -> str:
    """What a table is about: the words above it, without number and years ("Tabel 2 Wachttijd 2019-2023")."""
    lines = [line for line in (passage.context or "").split("\n") if " | " not in line]
    title = " ".join(lines) or next(iter(passage.section[-1:]), "")
    return _YEARS_AT_END.sub("", _NUMBERED.sub("", title)).strip(" :.,–-")


# ------------------------------------------------------------------------------ rows


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row is called: its label, the cell of it, the group above, a role of its own, the title of all."""

    label: str
    cell: Cell
    group: Cell | None
    own: Meaning | None
    title: str | None


def _rows(grid: Sequence[tuple[Passage, Sequence[Cell | None]]], shape: Shape) -> Iterator[Row]:
    """Rows of a table with its years and roles in the header."""
    group: Cell | None = None
    owner: tuple[str, Cell] | None = None
    parted = _parted(shape.meanings)
    title = shape.meanings[shape.label]
    above = title.text if title.kind == "unknown" and measure_words().match(title.text) else None
    for passage, cells in grid:
        label_cell = cells[shape.label]
        if label_cell is None:
            continue
        if filled(cells) == 1:
            group, owner = label_cell, None
            continue
        own = _row_meaning(label_cell.text, shape.meanings)
        if own is not None and own.rest == "":
            name = owner or ((group.text, group) if group else None)
            if name is not None:
                named = _Named(name[0], name[1], group if owner else None, own, above)
                yield from _row(passage, cells, shape, named, parted)
            continue
        owner = (own.rest if own is not None else label_cell.text, label_cell)
        yield from _row(passage, cells, shape, _Named(owner[0], label_cell, group, own, above), parted)


def _parted(meanings: Sequence[Meaning]) -> frozenset[int]:
    """Columns that differ only in further words of their header: those words belong to the indicator."""
    values = [item for item in meanings if item.kind == "value"]
    keys = Counter(_subject(item) for item in values)
    return frozenset(
        index
        for index, item in enumerate(meanings)
        if item.kind == "value" and item.rest and (item.role is None or keys[_subject(item)] > 1)
    )


def _subject(meaning: Meaning) -> tuple[str | None, int | None, int, int]:
    when = meaning.when or When(None)
    return meaning.role, when.year, when.first, when.last


def _row_meaning(label: str, columns: Sequence[Meaning]) -> Meaning | None:
    """The role that a row bears itself ("Norm", "Bereikbaarheid – norm"); `rest` is the indicator's name."""
    if any(item.role for item in columns if item.kind == "value"):
        return None
    text = clean_label(label)
    if len(text) > _LONGEST:
        return None
    meaning = read_header(text)
    if meaning.kind == "value" and meaning.role is not None and not meaning.rest:
        return dataclasses.replace(meaning, rest="")
    for pattern in (_ROLE_AT_END, _ROLE_AT_START):
        match = pattern.match(text)
        if match:
            return dataclasses.replace(read_header(match["role"]), rest=match["name"].strip(" :,–-("))
    return None


def _row(
    passage: Passage, cells: Sequence[Cell | None], shape: Shape, named: _Named, parted: frozenset[int]
) -> Iterator[Row]:
    """A row with its figures; a role of the row itself goes before that of a column."""
    figures: dict[str, list[Figure]] = {}
    remarks: list[Cell] = []
    unit_text: str | None = None
    when: When | None = None
    above = [cell for index in shape.groups if (cell := cells[index])]
    dated = cells[shape.dated] if shape.dated is not None else None
    of_row = read_when(dated.text) if dated else None
    for index, (meaning, cell) in enumerate(zip(shape.meanings, cells, strict=True)):
        if cell is None or index in {shape.label, shape.dated} or index in shape.groups:
            continue
        if meaning.kind == "value":
            own = _merged(meaning, named.own) if named.own else meaning
            if of_row is not None and (own.when is None or own.when.year is None):
                own = dataclasses.replace(own, when=own.when.in_year(of_row.year) if own.when else of_row)
            rest = meaning.rest if index in parted else ""
            figures.setdefault(rest, []).append(Figure(cell, read_cell(cell.text), own, index))
        elif meaning.kind == "unit":
            unit_text = cell.text
        elif meaning.kind == "note":
            remarks.append(cell)
            if "periode" in folded(meaning.text):
                when = read_when(cell.text) or when
    group = above[-1] if above else named.group
    for rest, found in figures.items():
        label = f"{named.label} – {rest}" if rest else named.label
        yield Row(
            passage, label, named.cell, group.text if group else named.title, group, tuple(found), unit_text,
            tuple(remarks), when,
        )  # fmt: skip


def _merged(column: Meaning, own: Meaning) -> Meaning:
    when = column.when
    if when is None or (own.when is not None and own.when.year is not None and when.year is None):
        when = own.when.in_year(when.year if when else None) if own.when else when
    return dataclasses.replace(column, role=own.role or column.role, when=when)


def _turned_rows(
    grid: Sequence[tuple[Passage, Sequence[Cell | None]]], shape: Shape, title: str
) -> Iterator[Row]:
    """Rows of a table with indicators in its header and years or roles down its side.

    A column that only says "Norm" or "Realisatie" is of the indicator before it, or of what the title names.
    """
    owner_name = title
    for index, column in enumerate(shape.meanings):
        if index == shape.label or column.kind in {"note", "skip", "unit"}:
            continue
        figures = []
        passage = grid[0][0]
        for owner, cells in grid:
            name, cell = cells[shape.label], cells[index]
            if name is None or cell is None:
                continue
            meaning = read_header(name.text)
            if meaning.kind != "value":
                continue
            figures.append(Figure(cell, read_cell(cell.text), _with_role(meaning, column), index))
            passage = owner
        if figures:
            label = _header_name(column)
            if column.kind == "value" and column.role is not None and not column.rest:
                label = owner_name or label
            else:
                owner_name = label
            yield Row(passage, label, None, None, None, tuple(figures), column.unit)


def _with_role(meaning: Meaning, column: Meaning) -> Meaning:
    return dataclasses.replace(meaning, role=meaning.role or column.role, unit=column.unit, scale=column.scale)


def _header_name(column: Meaning) -> str:
    name = column.text[:_LONGEST]
    match = _ROLE_AT_END.match(name) or _ROLE_AT_START.match(name)
    return match["name"].strip(" :,–-(") if match else column.text


def _is_figures(rows: Iterable[Row]) -> bool:
    """Whether a table holds figures: enough of its cells are numbers."""
    kinds = Counter(figure.value.kind for row in rows for figure in row.figures)
    said = kinds["number"] + kinds["range"] + kinds["relative"] + kinds["words"] + kinds["reference"]
    return kinds["number"] > 0 and kinds["number"] >= _NUMERIC_SHARE * said
