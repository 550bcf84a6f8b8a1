"""Tables in flattened text: cells by types and counts, headers, group rows, cells that span rows."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import pytest
from reading import check_letters, filler, read

from ingest import evaluate_tables
from ingest.layout import working_lines
from ingest.tableheads import columns_of, head_length, named_columns
from ingest.tablevalues import atoms
from ingest.text import read_text
from kb.records import ReadDocument

A, B = filler(1), filler(2)


def cells(document: ReadDocument) -> list[tuple[str | None, ...]]:
    """All rows of all tables, as words."""
    tables = [passage.cells for passage in document.passages if passage.cells]
    return [tuple(cell.text if cell else None for cell in row) for table in tables for row in table.rows]


def columns(document: ReadDocument) -> tuple[str, ...]:
    """The columns of the first table."""
    return next(passage.cells.columns for passage in document.passages if passage.cells)


def test_rows_on_a_line_with_a_cell_of_six_lines_between():
    """A cell of words over lines stands between the values of its row, and spans the rows that lack it."""
    text = f"""{A}
Waarde 2020 Waarde 2021 Streefwaarde 2022 Waarde 2022

Beleving van burgers

Burgertevredenheid - - >90% 93%

Telefonie 80,5 % 81,7 %
Minimaal 70% van de bellers,\x20

website en baliebezoekers die een\x20
3 of hoger scoort

65,5 %

Website 85,5 % 83,8 % 80,8 %

Rechtmatige toekenning Gerealiseerd Gerealiseerd

Het bedrag aan onrechtmatig
verstrekte toeslagen is dusdanig

laag dat het niet ter
discussie staat Gerealiseerd

Aantal klachten 2.771 1.547 Minder klachten dan vorig jaar 1.827

{B}"""
    document = read(text)
    norm = "Minimaal 70% van de bellers, website en baliebezoekers die een 3 of hoger scoort"
    assert columns(document) == ("", "Waarde 2020", "Waarde 2021", "Streefwaarde 2022", "Waarde 2022")
    assert cells(document) == [
        ("Beleving van burgers", None, None, None, None),
        ("Burgertevredenheid", "-", "-", ">90%", "93%"),
        ("Telefonie", "80,5 %", "81,7 %", norm, "65,5 %"),
        ("Website", "85,5 %", "83,8 %", norm, "80,8 %"),
        ("Rechtmatige toekenning", "Gerealiseerd", "Gerealiseerd",
         "Het bedrag aan onrechtmatig verstrekte toeslagen is dusdanig laag dat het niet ter discussie staat", "Gerealiseerd"),
        ("Aantal klachten", "2.771", "1.547", "Minder klachten dan vorig jaar", "1.827"),
    ]  # fmt: skip
    check_letters(document)


def test_cells_on_lines_of_their_own_and_a_header_that_comes_again():
    """Each cell on its own lines; the header comes again on the next page and stays out of the rows."""
    head = (
        "Prestatie-indicator\nStreefwaarde\n\n2023\n\nNorm\n\nt/m\nnov.\n\nRealisatie\n2023\n\nOpmerkingen\n\n"
    )
    text = f""" {A}
{head}Toekenningszekerheid en tijdigheid van de uitvoering
Het percentage definitief
toegekende toeslagen met een
bedrag > € 500
(of > € 1.000 bij KOT)

≥ 94%

≥ 94%
92,9%

Zie toelichting 1)

Afgehandelde bezwaren
binnen Awb-termijn

≥ 90%

> 90% 70% Zie toelichting 2)
 {head}Aantal ontvangen
klachten

≤ 1.700

1.558 1.754

{B}{filler(3)}"""
    document = read(text)
    assert columns(document) == (
        "Prestatie-indicator",
        "Streefwaarde 2023",
        "Norm t/m nov.",
        "Realisatie 2023",
        "Opmerkingen",
    )
    assert cells(document) == [
        ("Toekenningszekerheid en tijdigheid van de uitvoering", None, None, None, None),
        ("Het percentage definitief toegekende toeslagen met een bedrag > € 500 (of > € 1.000 bij KOT)",
         "≥ 94%", "≥ 94%", "92,9%", "Zie toelichting 1)"),
        ("Afgehandelde bezwaren binnen Awb-termijn", "≥ 90%", "> 90%", "70%", "Zie toelichting 2)"),
        ("Aantal ontvangen klachten", "≤ 1.700", "1.558", "1.754", None),
    ]  # fmt: skip
    assert document.furniture.count("Prestatie-indicator") == 1
    check_letters(document)


def test_cells_lead_back_to_the_source():
    """The places of a cell hold its words."""
    document = read(
        f"{A}\nIndicator Waarde 2021 Waarde 2022\n\nBalie 81,8 % 82,0 %\n\nWebsite 5,0 % 2,6 %\n\n{B}"
    )
    table = next(passage for passage in document.passages if passage.kind == "table")
    assert table.context == "Indicator | Waarde 2021 | Waarde 2022"
    assert table.cells is not None
    for row in table.cells.rows:
        for cell in row:
            assert cell is not None
            assert document.text[cell.start : cell.end] == cell.text


def test_markers_in_cells():
    """A marker behind a value, or glued to it, is no part of the cell, and its note goes with the table."""
    text = f"""{A}
Indicator Waarde 2021 Waarde 2022

Burgertevredenheid >90% 93% 6

Aantal klachten 1.547 1,8277

Balie 12 13

6 Tot en met maart 2022 gemeten.
7 Tot 2022 gezamenlijk gerapporteerd.
\f{B}"""
    text = (
        text.replace("6\n\nAantal", "1\n\nAantal")
        .replace("1,8277", "1,8272")
        .replace("\n6 Tot", "\n1 Tot")
        .replace("\n7 Tot", "\n2 Tot")
    )
    document = read(text)
    assert cells(document)[:2] == [("Burgertevredenheid", ">90%", "93%"), ("Aantal klachten", "1.547", "1,827")]
    table = next(passage for passage in document.passages if passage.kind == "table")
    assert [note.number for note in table.footnotes] == ["1", "2"]
    check_letters(document)


VALUES = [
    ("Telefonie 72,7 % 75,6 %", ["text", "number", "number"]),
    ("Burgertevredenheid n.v.t - >90% 93%", ["text", "none", "none", "signed", "number"]),
    ("n.v.t n.v.t 90%", ["none", "none", "number"]),
    ("Aantal storingen 7 5 Minder dan 10 8", ["text", "number", "number", "signed", "number"]),
    ("Website 81,7% Zie voetnoot 1 80,0%", ["text", "number", "reference", "number"]),
    ("Definitief vaststellen (voortgang jaar t-1) 93,0% 90,9%", ["text", "number", "number"]),
    ("Klantontevredenheid (schaal 1 – 5) % van de bellers die een 1,5 scoort", ["text"]),
    ("3 of hoger scoort", ["text"]),
    ("Telefonie Minimaal 70% van de", ["text", "text"]),
    ("- een verbeterde dienstverlening", ["text"]),
    ("6,3 (voorlopig) € 1.000 12 weken", ["number", "number", "number"]),
]


@pytest.mark.parametrize(("line", "kinds"), VALUES)
def test_values_in_a_line(line, kinds):
    """What in a line is a cell of its own, and what is words."""
    lines = working_lines(read_text(line.encode()))
    assert [atom.kind for atom in atoms(lines, {})] == kinds


HEADS = [
    ("Waarde 2018 Waarde 2019 Streefwaarde 2019", 3, ("", "Waarde 2018", "Waarde 2019", "Streefwaarde 2019")),
    ("Prestatie-indicator Waarde 2021 Waarde 2022", 2, ("Prestatie-indicator", "Waarde 2021", "Waarde 2022")),
    (
        "Indicator Realisatie Norm\n2022 2023 2023",
        3,
        ("Indicator", "Realisatie 2022", "Realisatie 2023", "Norm 2023"),
    ),
    ("Realisatie\n2021 2022 2023", 3, ("", "Realisatie 2021", "Realisatie 2022", "Realisatie 2023")),
    ("Indicator Q1 Q2 Q3 Q4 Jaar", 5, ("Indicator", "Q1", "Q2", "Q3", "Q4", "Jaar")),
    (
        "Indicator\nStreef-\nwaarde 2023\nStand van\nzaken",
        2,
        ("Indicator", "Streefwaarde 2023", "Stand van zaken"),
    ),
]


@pytest.mark.parametrize(("text", "count", "names"), HEADS)
def test_headers(text, count, names):
    """Headers on one line, on two levels, and on a line for each cell."""
    lines = working_lines(read_text(text.encode()))
    assert head_length(lines) == len(lines)
    assert named_columns(lines, count) == names


@pytest.mark.parametrize(
    "text", ["Aantal ontvangen klachten", "De waarde van 2021", "Burgers en bedrijven", "Doel", "Tijdigheid"]
)
def test_lines_that_are_no_header(text):
    """Labels and sentences with the word of a title in them are no header."""
    assert head_length(working_lines(read_text(text.encode()))) == 0
    assert columns_of([])[:1] == []


NO_TABLES = [
    f"{A}\nIn 2021 kwamen 143 bezoekers, in 2022 4.265\nen in 2023 4.605. Dat zijn er meer dan in 2020.\n\n{B}",
    f"{A}\n4,5\nmiljard\n\n4,7\nmiljard\n\n6,1\nmiljard\n\n{B}",  # labels of a figure
    f"{A}\n2021\n\n2022\n\n2023\n\n{B}",  # an axis
    f"{A}\n• 3 workshops in 2021;\n• 4 workshops in 2022;\n• 5 workshops in 2023.\n\n{B}",
    f"Datum 3 maart 2023\nOns kenmerk 2023-0000123456\nPagina 1 2\n\n{A}{B}",
]


@pytest.mark.parametrize("text", NO_TABLES)
def test_numbers_that_are_no_table(text):
    """Numbers in sentences, figures, lists and letterheads make no table."""
    assert not any(passage.kind == "table" for passage in read(text).passages)


def test_generated_tables():
    """Of the cells of tables that were made and flattened as in the seeds at least 98 in 100 come back right."""
    cells_right, named = evaluate_tables.evaluate(150, ["uit platte tekst zoals de seeds"])
    assert named.share >= 0.98
    assert cells_right.share >= 0.98, cells_right.wrong
