"""What cells, headers and periods say, each on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.registers.kpis.headers import read_header, read_unit
from kb.registers.kpis.numbers import find_numbers, to_number, word_value
from kb.registers.kpis.periods import read_when
from kb.registers.kpis.values import read_cell, verdict


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("93%", 93, "%", None),
        ("99,95 %", 99.95, "%", None),
        ("1.284.000", 1284000, None, None),
        ("1 284 000", 1284000, None, None),
        ("7,4", 7.4, None, None),
        ("7.4", 7.4, None, None),
        ("-2,1", -2.1, None, None),
        ("€ 4,9 mln", 4.9, "euro", None),
        ("≥ 90%", 90, "%", "≥"),
        (">90%", 90, "%", ">"),
        ("≤ 1.700", 1700, None, "≤"),
        ("Minder dan 10", 10, None, "<"),
        ("Maximaal tien", 10, None, "≤"),
        ("Minimaal 70% van de bellers die een 3 of hoger scoort", 70, "%", "≥"),
        ("ten minste 85%", 85, "%", "≥"),
        ("85% of hoger", 85, "%", "≥"),
        ("90% binnen acht weken", 90, "%", None),
        ("6,3 (voorlopig)", 6.3, None, None),
        ("2 weken", 2, "weken", None),
        ("ca. 1.200", 1200, None, None),
        ("acht", 8, None, None),
    ],
)
def test_numbers_in_cells(text, value, unit, comparator):
    # A number with sign and unit, in figures or words, with what may stand behind it.
    cell = read_cell(text)
    assert (cell.kind, cell.value, cell.unit, cell.comparator) == ("number", value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "value", "marker"),
    [("93% 6", 93, "6"), ("97,6%2", 97.6, "2"), ("52.9045", 52904, "5"), ("7,7¹", 7.7, "1"), ("80%*", 80, "*")],
)
def test_markers_are_taken_off_where_the_cell_shows_them(text, value, marker):
    # A footnote figure behind a unit, or a group of more than three figures, cannot be part of the number.
    cell = read_cell(text)
    assert (cell.value, cell.marker) == (value, marker)
    assert cell.repaired


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-", "empty"), ("–", "empty"), ("n.v.t", "empty"), ("N.v.t.", "empty"), ("niet gemeten", "empty"),
        ("nog niet bekend", "empty"), ("Gerealiseerd", "words"), ("1 juli 2023", "words"), ("Q4 2023", "words"),
        ("12 van de 15", "words"), ("3 sporen", "words"), ("Fouten en onzekerheden blijven binnen 1%", "words"),
        ("80-85%", "range"), ("tussen 80 en 85%", "range"), ("Zie voetnoot 1", "reference"),
        ("Zie toelichting 2)", "reference"), ("Minder klachten dan vorig jaar", "relative"),
        ("Hoger dan het voorgaande jaar", "relative"),
    ],
)  # fmt: skip
def test_cells_that_are_no_number(text, kind):
    # Nothing is made into a number that is none.
    cell = read_cell(text)
    assert (cell.kind, cell.value) == (kind, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Gerealiseerd", True), ("Niet behaald", False), ("ja", True), ("Naar verwachting gerealiseerd", None)],
)
def test_verdicts(text, expected):
    # A judgement in words says met or not met only when it is one.
    assert verdict(text) is expected


@given(st.integers(0, 99_999_999), st.integers(0, 3))
def test_dutch_notation_is_read_back(number, decimals):
    # What is written with dots and a comma is read as the same number.
    whole, part = divmod(number, 10**decimals)
    text = f"{whole:,}".replace(",", ".") + (f",{part:0{decimals}d}" if decimals else "")
    read = to_number(text)
    assert read is not None
    assert read.value == pytest.approx(number / 10**decimals)
    assert read.decimals == decimals


@given(st.text(max_size=80))
def test_any_cell_can_be_read(text):
    # Hostile cells are words or nothing, never an error.
    assert read_cell(text).kind
    assert read_header(text).kind


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("tien", 10),
        ("tweeëntwintig", 22),
        ("eenentachtig", 81),
        ("driehonderd", 300),
        ("zeventienduizend", 17000),
    ],
)
def test_number_words(word, value):
    # Tens with units, hundreds and thousands.
    assert word_value(word) == value


def test_no_numbers_in_words_that_hold_them():
    # "achttien" is one number, "achterstanden" and "een" are none.
    text = "achttien achterstanden en een vierde"
    assert [text[start:end] for start, end, _ in find_numbers(text)] == ["achttien"]


@pytest.mark.parametrize(
    ("text", "kind", "role", "year", "months"),
    [
        ("Waarde 2018", "value", "waarde", 2018, (1, 12)),
        ("Streefwaarde 2022", "value", "streefwaarde", 2022, (1, 12)),
        ("Streef- waarde 2023", "value", "streefwaarde", 2023, (1, 12)),
        ("Norm t/m nov.", "value", "norm", None, (1, 11)),
        ("Realisatie 2023 Q1", "value", "waarde", 2023, (1, 3)),
        ("Realisatie 2023 Jaar", "value", "waarde", 2023, (1, 12)),
        ("Doelstelling 2024", "value", "streefwaarde", 2024, (1, 12)),
        ("2023", "value", None, 2023, (1, 12)),
        ("t/m T2 2024", "value", None, 2024, (1, 8)),
        ("Stand per 31-12-2023", "value", "waarde", 2023, (1, 12)),
        ("Norm", "value", "norm", None, None),
        ("Prestatie-indicator", "label", None, None, None),
        ("Opmerkingen", "note", None, None, None),
        ("Eenheid", "unit", None, None, None),
        ("Verschil 2022-2023", "skip", None, None, None),
        ("Realisatie t.o.v. norm", "skip", None, None, None),
        ("Prognose 2025", "skip", None, None, None),
        ("Signaal", "unknown", None, None, None),
        ("Afgehandelde klachten", "unknown", None, None, None),
    ],
)
def test_headers(text, kind, role, year, months):
    # A header gives role and year by its words alone.
    meaning = read_header(text)
    assert (meaning.kind, meaning.role) == (kind, role)
    when = meaning.when
    assert (when.year if when else None) == year
    assert ((when.first, when.last) if when else None) == months


@pytest.mark.parametrize(
    ("text", "from_", "to"),
    [
        ("2e tertaal 2024", "2024-05-01", "2024-08-31"),
        ("1e halfjaar 2024", "2024-01-01", "2024-06-30"),
        ("eerste kwartaal 2022", "2022-01-01", "2022-03-31"),
        ("jan-apr 2024", "2024-01-01", "2024-04-30"),
        ("periode t/m maart 2022", "2022-01-01", "2022-03-31"),
        ("januari t/m november 2023", "2023-01-01", "2023-11-30"),
        ("1 juli 2024", "2024-07-01", "2024-07-01"),
        ("mei 2024", "2024-05-01", "2024-05-31"),
        ("ultimo 2023", "2023-01-01", "2023-12-31"),
        ("Realisatie '23", "2023-01-01", "2023-12-31"),
        ("2022/2023", None, None),
    ],
)
def test_periods(text, from_, to):
    # Parts of years in the terse forms that headers have; a broken year has no bounds that we know.
    when = read_when(text)
    assert when is not None
    period = when.period()
    assert period is not None
    assert (period.from_, period.to) == (from_, to)


@pytest.mark.parametrize("text", ["Tabel 50", "90% binnen 8 weken", "schaal 1-5", "voortgang jaar t-1", ""])
def test_no_period(text):
    # Numbers that are no year stay numbers.
    assert read_when(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("in miljarden euro’s", "euro", "miljard"),
        ("x € 1.000", "euro", "duizend"),
        ("€ mln", "euro", "miljoen"),
        ("minuten", "minuten", None),
        ("in procenten", "%", None),
        ("rapportcijfer", "cijfer", None),
        ("schaal 1-5", "schaal 1-5", None),
        ("aantal (x 1.000)", "aantal", "duizend"),
        ("voorlopig", None, None),
        ("voortgang jaar t-1", None, None),
    ],
)
def test_units(text, unit, scale):
    # Units as captions and brackets give them.
    assert read_unit(text) == (unit, scale)
