"""What stands above a passage: enough to understand it, nothing twice."""

from __future__ import annotations

import re

import pytest
from ui_builders import hit, passage

from kb.records import Cell, Cells
from ui import present_search
from ui.present_passage import MOST_ROWS, lead_in, matching_table

TABLE = Cells(
    ("Indicator", "Waarde 2021", "Waarde 2022"),
    (
        (Cell("Tijdig uitbetaald", 0, 1), Cell("99,9%", 0, 1), Cell("99,8%", 0, 1)),
        (Cell("Klachten", 0, 1), None, Cell("1.547", 0, 1)),
    ),
)
HEADER = "Indicator | Waarde 2021 | Waarde 2022"


@pytest.mark.parametrize(
    ("found", "before", "shown"),
    [
        # a hit stands alone: its lead-in is needed
        (passage("• een", kind="list", context="Dit doen wij:"), None, "Dit doen wij:"),
        # in the document it is the end of what was just read
        (passage("• een", kind="list", context="Dit doen wij:"), passage("Lang verhaal. Dit doen wij:"), None),
        (passage("• een", kind="list", context="Dit doen wij:"), passage("Iets anders."), "Dit doen wij:"),
        # the header of a table is in the table; its caption is not
        (passage("…", kind="table", context=HEADER, cells=TABLE), None, None),
        (passage("…", kind="table", context=f"Tabel 5\n{HEADER}", cells=TABLE), None, "Tabel 5"),
        # the second group of rows of the same table
        (
            passage("…", kind="table", context=f"Tabel 5\n{HEADER}", cells=TABLE),
            passage("…", kind="table", context=f"Tabel 5\n{HEADER}", cells=TABLE),
            None,
        ),
        (passage("Zonder."), None, None),
    ],
)
def test_context_is_shown_where_it_is_needed(found, before, shown):
    """Once, and not when it stands there already."""
    assert lead_in(found, before) == shown


def test_a_hit_in_a_table_shows_the_rows_that_match():
    """With the header, so that a number can be read; the other rows are left out."""
    text = "Tijdig uitbetaald 99,9% 99,8%\nKlachten 1.547"
    found = passage(text, kind="table", cells=TABLE, context=HEADER)
    html = present_search.hit_body(hit(found, highlights=((7, 17),)), lambda _, value: value)
    assert "<th" in html
    assert "Tijdig <mark>uitbetaald</mark>" in html
    assert "Klachten" not in html


def test_a_table_without_a_matching_row_is_shown_as_text():
    """The match may stand in a caption."""
    found = passage("Klachten 1.547", kind="table", cells=TABLE, context="bijschrift")
    assert matching_table(found, ()) is None
    assert matching_table(passage("Klachten bijschrift", cells=TABLE), ((9, 19),)) is None


def test_parts_of_words_in_a_table_are_found_in_their_rows():
    """What the search found within a compound is marked there and nowhere else; the best rows are kept."""
    rows = (("Beleving", "94%"), ("Burgertevredenheid", "93%"), *((f"Regel {n} burger", "1") for n in range(9)))
    cells = Cells(("Naam", "Waarde"), tuple(tuple(Cell(text, 0, 1) for text in row) for row in rows))
    text = "Naam Waarde\n" + "\n".join(" ".join(row) for row in rows)
    spans = [match.span() for match in re.finditer("[Bb]urger|tevreden", text)]
    html = matching_table(passage(text, kind="table", cells=cells), spans)
    assert html is not None
    assert "<mark>Burger</mark><mark>tevreden</mark>heid" in html
    assert "Beleving" not in html
    assert html.count("<tr>") == 1 + MOST_ROWS
    assert "Regel 3" in html
    assert "Regel 4" not in html
