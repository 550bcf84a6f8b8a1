"""Tables of a PDF beside running text and other tables: each begins and ends where it does."""

import random

import pytest

from ingest import read
from ingest.made.pages import Maker

LEFT, WIDE = 62.0, 470.0
PROSE = (
    "Wij hebben dit jaar veel aandacht besteed aan de kwaliteit van onze dienstverlening. Medewerkers kregen "
    "meer ruimte om maatwerk te leveren en signalen van burgers werden sneller opgepakt dan in andere jaren."
)
FIRST = [
    ["Indicator", "Norm 2023", "Realisatie 2023", "Realisatie 2022"],
    ["Tijdige eerste betaling", "≥ 95%", "97,2%", "96,8%"],
    ["Beslissingen binnen de termijn", "85%", "61,4%", "58,9%"],
    ["Klanttevredenheid", "7,0", "7,2", "7,1"],
    ["Doorlooptijd van een bezwaar", "6 weken", "9 weken", "8 weken"],
]
SECOND = [
    ["", "2021", "2022", "2023"],
    ["Ontvangen klachten", "12.874", "14.310", "13.902"],
    ["Nieuwe uitkeringen", "301.846", "239.018", "254.407"],
    ["Kosten per bewoner", "€ 28.400", "€ 29.000", "€ 33.150"],
]


def set_table(maker, rows, top, drawn):
    """A table with bold titles, drawn with rules on all sides, below rows, or with every other row shaded."""
    step = 19.0
    edges = [LEFT, LEFT + 200, LEFT + 290, LEFT + 380, LEFT + WIDE]
    for at, row in enumerate(rows):
        upper = top + at * step
        if drawn == "shaded" and at % 2:
            maker.rectangle(LEFT, upper, WIDE, step, 0.92)
        if drawn in {"rows", "grid"}:
            maker.rule(LEFT, upper, WIDE)
        for place, text in zip(edges, row, strict=False):
            maker.put(text.split(), place + 4, upper + 5, bold=at == 0)
    bottom = top + len(rows) * step
    if drawn in {"rows", "grid"}:
        maker.rule(LEFT, bottom, WIDE)
    if drawn == "grid":
        for place in edges:
            maker.rectangle(place - 0.25, top, 0.5, bottom - top, 0)
    return bottom + 14


def tables_of(maker):
    """Columns and rows of the tables that are read, cells as texts."""
    document = read(maker.data(), "rapport.pdf")
    return [
        [
            list(passage.cells.columns),
            *([cell.text if cell else "" for cell in row] for row in passage.cells.rows),
        ]
        for passage in document.passages
        if passage.cells is not None
    ]


@pytest.mark.parametrize("drawn", ["rows", "grid", "shaded"])
def test_two_tables_with_a_paragraph_between(drawn):
    """The paragraph and the caption are no rows; the last white row belongs to its table."""
    maker = Maker(random.Random(3))
    top = maker.block(PROSE, LEFT, 80.0, WIDE) + 8
    top = maker.block("Tabel 1 Prestaties", LEFT, top, WIDE, bold=True) + 4
    top = set_table(maker, FIRST, top, drawn)
    top = maker.block(PROSE, LEFT, top, WIDE) + 8
    top = maker.block("Tabel 2 Aantallen", LEFT, top, WIDE, bold=True) + 4
    top = set_table(maker, SECOND, top, drawn)
    maker.block(PROSE, LEFT, top, WIDE)
    assert tables_of(maker) == [FIRST, SECOND]


def two_levels(upper, lower, rows):
    """A table with two rows of titles; the upper ones begin where the first of their columns does."""
    maker = Maker(random.Random(5))
    top = maker.block(PROSE, LEFT, 80.0, WIDE) + 8
    edges = [LEFT + 150 + 53 * at for at in range(6)]
    for number, row in enumerate([upper, lower, *rows]):
        height = top + 19 * number
        maker.rule(LEFT, height, WIDE)
        maker.put(row[0].split(), LEFT + 4, height + 5, bold=number < 2)
        for place, text in zip(edges, row[1:], strict=True):
            maker.put(text.split(), place + 4, height + 5, bold=number < 2)
    maker.rule(LEFT, top + 19 * (2 + len(rows)), WIDE)
    return maker


def test_titles_over_columns_whose_names_come_back():
    """2021, 2022 and 2023 each stand over a norm and a result."""
    maker = two_levels(
        ["Indicator", "2021", "", "2022", "", "2023", ""],
        ["", *["Norm", "Resultaat"] * 3],
        [["Bezwaar op tijd", "98%", "99,1%", "98%", "99,3%", "98%", "98,7%"],
         ["Klacht op tijd", "97%", "98,0%", "97%", "97,4%", "97%", "96,1%"],
         ["Bereikbaarheid", "90%", "88,5%", "90%", "91,2%", "92%", "92,6%"]],
    )  # fmt: skip
    (table,) = tables_of(maker)
    pairs = [f"{year} {name}" for year in (2021, 2022, 2023) for name in ("Norm", "Resultaat")]
    assert table[0] == ["Indicator", *pairs]
    assert table[1][1:3] == ["98%", "99,1%"]


def test_a_title_over_years_ends_before_a_year_comes_back():
    """ "Realisatie" over five years, "Norm" over the second 2023 alone."""
    maker = Maker(random.Random(7))
    top = maker.block(PROSE, LEFT, 80.0, WIDE) + 8
    years = ["2019", "2020", "2021", "2022", "2023", "2023"]
    edges = [LEFT + 150 + 53 * at for at in range(6)]
    maker.rule(LEFT, top, WIDE)
    maker.put(["Realisatie"], edges[2], top + 5, bold=True)
    maker.put(["Norm"], edges[5] + 2, top + 5, bold=True)
    rows = [["Indicator", *years], ["Bereikbaarheid", "84%", "79%", "81%", "76%", "83%", "85%"],
            ["Bezwaren op tijd", "91%", "88%", "85%", "79%", "82%", "90%"],
            ["Ziekteverzuim", "4,8%", "4,3%", "4,9%", "6,1%", "5,7%", "5,0%"]]  # fmt: skip
    for number, row in enumerate(rows):
        height = top + 19 * (number + 1)
        maker.put(row[0].split(), LEFT + 4, height + 5, bold=number == 0)
        for place, text in zip(edges, row[1:], strict=True):
            maker.put([text], place + 4, height + 5, bold=number == 0)
        maker.rule(LEFT, height + 19, WIDE)
    (table,) = tables_of(maker)
    assert table[0][1:] == [*(f"Realisatie {year}" for year in years[:5]), "Norm 2023"]


def test_currency_signs_in_a_name_keep_their_column():
    """ "Omzet (x € 1.000)" is a name: its sign does not draw the next column's number."""
    maker = Maker(random.Random(9))
    rows = [
        ["Post", "2021", "2022", "2023"],
        ["Omzet (x €", "61.204", "70.118", "74.909"],
        ["Kosten (x €", "58.110", "66.402", "71.300"],
        ["Saldo (x €", "3.094", "3.716", "3.609"],
    ]
    set_table(maker, rows, maker.block(PROSE, LEFT, 80.0, WIDE) + 8, "rows")
    assert tables_of(maker) == [rows]
