"""Tables of PDFs from rules and places: generated tables come back with their cells, rows and header."""

import random

import pytest

pytest.importorskip("reportlab", reason="makes PDFs with reportlab (extra dev)")

import ingest
from ingest import evaluate_tables
from ingest.made.pages import Maker, paragraphs
from ingest.made.tables import Made
from ingest.pdf import read_pdf

LABELS = (
    "Klanttevredenheid", "Telefonische bereikbaarheid", "Bezwaren binnen de termijn afgehandeld",
    "Ziekteverzuim", "Uitgaven aan studiefinanciering (in miljarden euro’s)", "Aantal ontvangen klachten",
    "Ernstige verstoringen", "Beschikkingen zonder fouten", "Nieuwe aanvragen van burgers",
)  # fmt: skip
GROUPS = ("Dienstverlening", "Tijdigheid", "Bedrijfsvoering")


def value(rng):
    return rng.choice(
        [f"{rng.randint(1, 99)}%", f"{rng.randint(1, 9)}.{rng.randint(100, 999)}",
         f"{rng.randint(1, 9)},{rng.randint(0, 9)}", str(rng.randint(2, 900)), "n.v.t.", "–"]
    )  # fmt: skip


def make(seed):
    """A ruled table among text; gives the PDF, the names of its columns, and its rows (None: empty)."""
    rng = random.Random(seed)
    maker = Maker(rng, size=8.5, leading=11)
    top = maker.block(paragraphs("jaarrapportage-2022.txt", 1, rng)[0], 70, 90, 450) + 20
    count = rng.randint(2, 6)
    years = [str(2024 - count + at + 1) for at in range(count)]
    edges = [70 + 160 + 320 * at / count for at in range(count)]
    wide, shaded, upright = 480, rng.random() < 0.5, rng.random() < 0.3
    start = top
    maker.rule(70, top, wide)
    maker.block("Indicator", 74, top + 3, 150, bold=True)
    for year, x in zip(years, edges, strict=True):
        maker.block(year, x, top + 3, 60, bold=True)
    top += 17
    maker.rule(70, top, wide)
    expected = []
    labels = rng.sample(LABELS, rng.randint(4, 7))
    for at, label in enumerate(labels):
        if at % 3 == 0 and rng.random() < 0.5:
            group = GROUPS[at // 3]
            if shaded:
                maker.rectangle(70, top, wide, 15, 0.9)
            maker.block(group, 74, top + 2, 150, bold=True)
            expected.append([group] + [None] * count)
            top += 15
            maker.rule(70, top, wide)
        cells = [value(rng) for _ in years]
        low = maker.block(label, 74, top + 3, 130)
        for cell, x in zip(cells, edges, strict=True):
            maker.block(cell, x, top + 3, 60)
        expected.append([label, *cells])
        top = low + 3
        maker.rule(70, top, wide)
    if upright:
        for x in [70, *[edge - 6 for edge in edges], 550]:
            maker.pages[-1].drawn.append(("rect", x, start, 0.4, top - start, 0.2))
    maker.block(paragraphs("jaarrapportage-2022.txt", 2, rng)[1], 70, top + 20, 450)
    return maker.data(), ["Indicator", *years], expected


def raw_rows(document):
    """The rows of the first table: per row column → text."""
    rows = {}
    for cell in document.tables[0].cells if document.tables else ():
        text = " ".join(document.text[cell.start : cell.end].split())
        rows.setdefault(cell.row, {})[cell.column] = (text, cell.header)
    return [rows[at] for at in sorted(rows)]


def test_generated_tables_come_back_cell_by_cell():
    right = total = 0
    for seed in range(40):
        data, names, expected = make(seed)
        rows = raw_rows(read_pdf(data))
        wanted = [names, *expected]
        for at, row in enumerate(wanted):
            found = rows[at] if at < len(rows) else {}
            for column, text in enumerate(row):
                total += 1
                right += found.get(column, (None, False))[0] == text
        assert not rows or all(header for _, header in rows[0].values())
    assert total > 1000
    assert right / total >= 0.98, (right, total)


def test_the_whole_way_gives_rows_under_their_columns():
    data, names, expected = make(3)
    tables = [passage for passage in ingest.read(data, "tabel.pdf").passages if passage.cells]
    assert tables
    assert [name.split()[-1] for name in tables[0].cells.columns][1:] == names[1:]
    found = [[cell.text if cell else None for cell in row] for passage in tables for row in passage.cells.rows]
    values = [row for row in expected if row[1] is not None]
    assert all(any(row[1:] == other[1:] for other in found) for row in values)


def test_titles_over_several_columns():
    maker = Maker(random.Random(1), size=8.5)
    columns = [230, 300, 370, 440, 510]
    for y in (100, 134, 152, 170, 188):
        maker.rule(70, y, 490)
    maker.block("Realisatie", 340, 103, 60, bold=True)
    maker.block("Norm", 510, 103, 60, bold=True)
    for x, year in zip(columns, ["2020", "2021", "2022", "2023", "2023"], strict=True):
        maker.block(year, x, 119, 60, bold=True)
    maker.block("Indicator", 74, 119, 60, bold=True)
    for at, label in enumerate(["Klachten", "Bezwaren", "Beroepen"]):
        maker.block(label, 74, 137 + 18 * at, 100)
        for x in columns:
            maker.block(str(10 * at + x), x, 137 + 18 * at, 60)
    cells = read_pdf(maker.data()).tables[0].cells
    document = read_pdf(maker.data())
    head = {
        document.text[cell.start : cell.end]: (cell.row, cell.column, cell.columns)
        for cell in cells
        if cell.header
    }
    assert head["Realisatie"] == (0, 1, 4)
    assert head["Norm"] == (0, 5, 1)
    assert head["Indicator"] == (1, 0, 1)


def test_rules_above_and_below_text_make_no_table():
    maker = Maker(random.Random(2))
    for at, text in enumerate(paragraphs("jaarrapportage-2024.txt", 4, random.Random(2))):
        maker.rule(70, 95 + 120 * at, 450)
        maker.block(text, 70, 100 + 120 * at, 450)
    assert read_pdf(maker.data()).tables == ()


def open_table(maker, top, columns, gap=16):
    rows = [["Indicator", *(str(2019 + at) for at in range(len(columns)))]]
    rows += [
        [label, *(str(100 * row + at) for at in range(len(columns)))] for row, label in enumerate(LABELS[:5], 1)
    ]
    for row in rows:
        low = maker.block(row[0], 74, top, 130)
        for cell, x in zip(row[1:], columns, strict=True):
            maker.block(cell, x, top, 60)
        top = max(low, top + gap) + 3
    return rows, top


def test_a_table_without_rules_is_told_by_its_values():
    maker = Maker(random.Random(3), size=8.5)
    top = maker.block(paragraphs("jaarrapportage-2024.txt", 1, random.Random(3))[0], 70, 80, 450) + 14
    expected, top = open_table(maker, top, [260, 330, 400, 470])
    maker.block(paragraphs("jaarrapportage-2024.txt", 2, random.Random(3))[1], 70, top + 14, 450)
    rows = raw_rows(read_pdf(maker.data()))
    assert [[row[column][0] for column in sorted(row)] for row in rows] == expected


def test_a_title_row_above_the_first_rule_is_the_header():
    maker = Maker(random.Random(3), size=8.5)
    for x, text in zip([74, 260, 330, 400], ["Indicator", "2021", "2022", "2023"], strict=True):
        maker.block(text, x, 99, 60)
    for y in (112, 128, 144, 160):
        maker.rule(70, y, 420)
    for at in range(3):
        maker.block(LABELS[at][:20], 74, 114 + 16 * at, 150)
        for x in (260, 330, 400):
            maker.block(str(x + at), x, 114 + 16 * at, 60)
    rows = raw_rows(read_pdf(maker.data()))
    assert [text for text, header in rows[0].values() if header] == ["Indicator", "2021", "2022", "2023"]
    assert len(rows) == 4


def test_three_columns_of_text_are_no_table():
    maker = Maker(random.Random(3), size=8)
    for at, text in enumerate(paragraphs("jaarrapportage-2024.txt", 3, random.Random(4))):
        maker.block(text, 70 + 155 * at, 100, 140)
    assert read_pdf(maker.data()).tables == ()


@pytest.mark.parametrize(
    ("way", "floor"), [("uit pdf, met plaatsen", 0.97), ("uit platte tekst van die pdf", 0.97)]
)
def test_tables_set_as_pdfs(way, floor):
    """Made tables as PDFs (ruled, open, shared cells, over pages) come back; `kennisbank eval` reads 1,000."""
    cells, named = evaluate_tables.evaluate(60, [way])
    assert cells.share >= floor, cells.wrong
    assert named.share >= 0.95


def test_a_cell_that_rows_share_stands_in_each_of_them():
    """The rules that stop before a cell of many lines tell that it holds for the rows beside it."""
    made = Made(
        ["Indicator", "Waarde 2022", "Norm 2022", "Waarde 2023"],
        ["Indicator", "Waarde 2022", "Norm 2022", "Waarde 2023"],
        [
            ("Telefonie", ["80,5 %", NORM, "81,7 %"]),
            ("Website", ["85,5 %", NORM, "83,8 %"]),
            ("Balie", ["1.547", "≤ 1.700", "1.827"]),
        ],
        {1: 0},
        2,
    )
    for seed in range(8):
        document = evaluate_tables.by_places(made, seed)
        assert evaluate_tables.cells_of(document) == [(label, *cells) for label, cells in made.rows], seed


NORM = "Minimaal 70% van de bellers en bezoekers die een 3 of hoger scoort"
