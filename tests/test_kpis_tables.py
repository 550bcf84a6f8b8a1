"""Values from tables: header, rows and groups tell what a cell is, whatever their order and number."""

# ruff: noqa: E501 - the rows of a table stand on one line
from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kpi_builders import Made, document, told

IND = document(organisation=("IND", "ind"))
COLUMNS = ["Indicator", "Realisatie 2021", "Realisatie 2022", "Norm 2023", "Realisatie 2023"]
ROWS = [
    ["Telefonische bereikbaarheid", "81%", "76%", "≥ 85%", "83%"],
    ["Gemiddelde wachttijd telefoon (minuten)", "5,1", "7,9", "≤ 5,0", "4,6"],
    ["Aantal ontvangen klachten", "3.405", "4.120", "< 3.500", "3.678"],
    ["Ziekteverzuim", "4,9%", "–", "≤ 5,0%", "5,7%"],
    ["Tevredenheid van gemeenten (rapportcijfer)", "7,7", "n.v.t.", "≥ 7,5", "7,8"],
    ["Uitgaven aan onderzoek (in miljoenen euro’s)", "5,1", "5,1", "n.v.t.", "6,3 (voorlopig)"],
]


def facts(columns, rows):
    """What the register finds in a table, without order."""
    return {
        (*item, value.comparator)
        for value in Made().table(columns, *rows).values()
        for item in [told([value])[0]]
    }


TRUTH = facts(COLUMNS, ROWS)


def test_the_table_as_a_person_reads_it():
    # Label, year, role, value, unit and sign of every cell; "–" and "n.v.t." are kept as no value.
    assert len(TRUTH) == 24
    assert ("Telefonische bereikbaarheid", 2023, "norm", 85, "%", "≥") in TRUTH
    assert ("Gemiddelde wachttijd telefoon", 2022, "waarde", 7.9, "minuten", None) in TRUTH
    assert ("Aantal ontvangen klachten", 2023, "norm", 3500, "aantal", "<") in TRUTH
    assert ("Ziekteverzuim", 2022, "waarde", None, "%", None) in TRUTH
    assert ("Tevredenheid van gemeenten", 2021, "waarde", 7.7, "cijfer", None) in TRUTH
    assert ("Uitgaven aan onderzoek", 2023, "waarde", 6.3, "miljoen euro", None) in TRUTH
    assert ("Uitgaven aan onderzoek", 2023, "norm", None, "miljoen euro", None) in TRUTH


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(COLUMNS))), st.permutations(range(len(ROWS))))
def test_order_of_columns_and_rows_does_not_matter(columns, rows):
    # The label may stand anywhere, years in any order.
    swapped = [[ROWS[row][column] for column in columns] for row in rows]
    assert facts([COLUMNS[column] for column in columns], swapped) == TRUTH


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(ROWS) - 1), min_size=2, unique=True))
def test_rows_may_be_dropped(kept):
    # No row depends on another one that is not its group.
    labels = {told(Made().table(COLUMNS, ROWS[row]).values())[0][0] for row in kept if row != 5}
    found = facts(COLUMNS, [ROWS[row] for row in kept])
    assert {item for item in TRUTH if item[0] in labels} <= found
    assert found <= TRUTH


@settings(max_examples=30, deadline=None)
@given(st.integers(1, len(COLUMNS)), st.integers(2010, 2020))
def test_a_year_may_be_added(at, year):
    # A column more, anywhere, adds its values and changes no other.
    columns = [*COLUMNS[:at], f"Realisatie {year}", *COLUMNS[at:]]
    rows = [[*row[:at], row[1], *row[at:]] for row in ROWS]
    found = facts(columns, rows)
    assert found >= TRUTH
    assert {item[1] for item in found - TRUTH} == {year}
    assert len(found - TRUTH) == len(ROWS)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        # Bare years, and a norm without one: it holds for the latest year.
        (
            Made().table(["KPI", "2022", "2023", "Norm"], ["Aantal datalekken", "9", "14", "10"]),
            [("Aantal datalekken", 2022, "waarde", 9, "aantal"), ("Aantal datalekken", 2023, "waarde", 14, "aantal"), ("Aantal datalekken", 2023, "norm", 10, "aantal")],
        ),
        # Years down the side, indicators in the header, one column a norm.
        (
            Made().table(["Jaar", "Aantal klachten", "Ziekteverzuim (%)", "Norm ziekteverzuim (%)"], ["2022", "1.350", "6,1", "4,5"], ["2023", "1.280", "5,7", "4,5"]),
            [
                ("Aantal ontvangen klachten", 2022, "waarde", 1350, "aantal"), ("Ziekteverzuim", 2022, "waarde", 6.1, "%"), ("Ziekteverzuim", 2022, "norm", 4.5, "%"),
                ("Aantal ontvangen klachten", 2023, "waarde", 1280, "aantal"), ("Ziekteverzuim", 2023, "waarde", 5.7, "%"), ("Ziekteverzuim", 2023, "norm", 4.5, "%"),
            ],
        ),
        # Norm and result as rows under their indicator, or in the name of a row.
        (
            Made().table(["", "2022", "2023"], ["Telefonische bereikbaarheid", None, None], ["Norm", "85%", "85%"], ["Realisatie", "76%", "83%"], ["Ziekteverzuim – norm", "5%", "4%"]),
            [
                ("Telefonische bereikbaarheid", 2022, "norm", 85, "%"), ("Telefonische bereikbaarheid", 2023, "norm", 85, "%"),
                ("Telefonische bereikbaarheid", 2022, "waarde", 76, "%"), ("Telefonische bereikbaarheid", 2023, "waarde", 83, "%"),
                ("Ziekteverzuim", 2022, "norm", 5, "%"), ("Ziekteverzuim", 2023, "norm", 4, "%"),
            ],
        ),
        # A column for the unit, and one with words that are no value.
        (
            Made().table(["KPI", "Eenheid", "Doel 2023", "Realisatie 2023", "Toelichting"], ["Doorlooptijd bezwaar", "dagen", "84", "91", "De doorlooptijd liep op door 12 zieken."]),
            [("Doorlooptijd bezwaar", 2023, "streefwaarde", 84, "dagen"), ("Doorlooptijd bezwaar", 2023, "waarde", 91, "dagen")],
        ),
        # Short names under a group that measures, and under the title of the labels.
        (
            Made(IND).table(["Indicator", "2023"], ["Aantal ingediende aanvragen", None], ["Asiel", "48.500"], ["Doorlooptijd (weken)", None], ["Asiel", "44"]),
            [("Aantal ingediende aanvragen asiel", 2023, "waarde", 48500, "aantal"), ("Doorlooptijd asielaanvragen", 2023, "waarde", 44, "weken")],
        ),
        (
            Made(IND).table(["Aantal beslissingen", "2023"], ["Asiel", "41.200"], ["Regulier", "90.400"]),
            [("Aantal beslissingen asiel", 2023, "waarde", 41200, "aantal"), ("Aantal beslissingen regulier", 2023, "waarde", 90400, "aantal")],
        ),
        # Words of a header that are neither role nor year part two indicators.
        (
            Made(IND).table(["Indicator", "Asiel 2023", "Regulier 2023"], ["Binnen de termijn beslist", "38%", "88%"]),
            [("Binnen de termijn beslist – asiel", 2023, "waarde", 38, "%"), ("Binnen de termijn beslist – regulier", 2023, "waarde", 88, "%")],
        ),
        # A unit for the whole table; a difference is no value.
        (
            Made().table(["(x € 1.000)", "Begroting 2023", "Realisatie 2023", "Verschil"], ["Personele kosten", "412.300", "420.118", "7.818"], ["Materiële kosten", "38.200", "37.955", "-245"]),
            [
                ("Personele kosten", 2023, "streefwaarde", 412300, "duizend euro"), ("Personele kosten", 2023, "waarde", 420118, "duizend euro"),
                ("Materiële kosten", 2023, "streefwaarde", 38200, "duizend euro"), ("Materiële kosten", 2023, "waarde", 37955, "duizend euro"),
            ],
        ),
        # Judgements in words stand beside numbers, and keep their words.
        (
            Made().table(["Indicator", "Streefwaarde 2023", "Realisatie 2023"], ["Ziekteverzuim", "≤ 5%", "5,7%"], ["Jaarrekening op tijd", "Ja", "Gerealiseerd"]),
            [
                ("Ziekteverzuim", 2023, "streefwaarde", 5, "%"), ("Ziekteverzuim", 2023, "waarde", 5.7, "%"),
                ("Jaarrekening op tijd", 2023, "streefwaarde", None, "kwalitatief"), ("Jaarrekening op tijd", 2023, "waarde", None, "kwalitatief"),
            ],
        ),
    ],
)  # fmt: skip
def test_shapes_of_tables(made, expected):
    # Header, group, row and unit in the forms that reports have.
    assert told(made.values()) == expected


@pytest.mark.parametrize(
    "made",
    [
        Made().table(["Artikel", "Huidige tekst", "Nieuwe tekst"], ["1", "Binnen 6 weken", "Binnen 8 weken"]),
        Made().table(
            ["Mijlpaal", "Planning 2023", "Realisatie 2023"],
            ["Nieuw portaal", "Q2", "Q3"],
            ["Archief", "1 juli", "oktober"],
        ),
        Made().table(
            ["Ambitie", "Voortgang", "Toelichting"],
            ["Herstel bieden", "Lopend", "In 2023 kregen 22.500 ouders bericht."],
        ),
        Made().table(["Signaal", "Omschrijving"], ["Vermogensgrens", "De grens is € 32.240 in 2023."]),
        Made().table(["Nr.", "Naam", "Telefoon"], ["1", "Balie", "0800 1234"]),
    ],
)
def test_tables_that_hold_no_figures(made):
    # Law texts, milestones and prose have numbers too; they are no values.
    assert [value for value in made.values() if value.where == "table"] == []


def test_norm_for_part_of_a_year_tells_the_period_of_the_result():
    # "Norm t/m nov." beside "Realisatie 2023": both are about the same months; the yearly target is not.
    made = Made().table(
        ["Indicator", "Streefwaarde 2023", "Norm t/m nov.", "Realisatie 2023"],
        ["Aantal ontvangen klachten", "≤ 1.700", "1.558", "1.754"],
    )
    periods = {value.role: (value.period.from_, value.period.to) for value in made.values()}
    assert periods["streefwaarde"] == ("2023-01-01", "2023-12-31")
    assert periods["norm"] == periods["waarde"] == ("2023-01-01", "2023-11-30")
    assert "period" in next(value for value in made.values() if value.role == "waarde").inferred


def test_results_with_a_period_of_their_own_keep_it():
    # The norm's period is only lent to a result that has none.
    made = Made(document(year=2024)).table(
        ["Indicator", "Norm t/m aug.", "Realisatie 2023", "Realisatie t/m aug. 2024"],
        ["Ziekteverzuim", "5%", "5,7%", "5,1%"],
    )
    ends = [value.period.to for value in made.values() if value.role == "waarde"]
    assert ends == ["2023-12-31", "2024-08-31"]


def test_footnotes_tell_periods_and_targets():
    # A note on a value gives its period; "Zie voetnoot 1" is the target that the note holds.
    made = Made(document(year=2022)).table(
        ["Indicator", "Streefwaarde 2022", "Waarde 2022"], ["Burgertevredenheid", "Zie voetnoot 1", "93%"],
        notes=[("1", "Minimaal 90% van de ondervraagden", "Zie voetnoot"), ("6", "Onze cijfers hebben betrekking op de periode t/m maart 2022.", "93%")],
    )  # fmt: skip
    target, value = made.values()
    assert (target.value, target.comparator, target.text) == (90, "≥", "Zie voetnoot 1")
    assert (value.period.from_, value.period.to) == ("2022-01-01", "2022-03-31")


def test_a_target_relative_to_last_year_gets_its_number():
    # "Minder klachten dan vorig jaar" is less than what the row says for the year before.
    made = Made(document(year=2022)).table(
        ["Indicator", "Waarde 2021", "Streefwaarde 2022", "Waarde 2022"],
        ["Aantal ontvangen klachten", "1.547", "Minder klachten dan vorig jaar", "1.827"],
    )
    target = next(value for value in made.values() if value.role == "streefwaarde")
    assert (target.value, target.comparator) == (1547, "<")
    assert "value" in target.inferred


@pytest.mark.parametrize(
    ("cells", "text", "value"),
    [
        (["2.876", "3.206", "1,8277"], "1,8277", 1827),
        (["2.876", "3.206", "1,827"], "1,827", 1827),
        (["7,4", "7,71", "7,5"], "7,71", 7.7),
        (["12.310", "11.9802", "12.004"], "11.9802", 11980),
    ],
)
def test_misread_numbers_are_put_right_where_the_row_leaves_no_doubt(cells, text, value):
    # A marker glued to a number, a comma for a dot; the exact words stay, and the record says what was done.
    made = Made().table(
        ["Indicator", "2021", "2022", "2023"], ["Afgenomen onderdelen", *cells], ["Behandelde vragen", "12", "14", "15"],
        notes=[("1", "Voorlopig.", cells[0])],
    )  # fmt: skip
    found = next(item for item in made.values() if item.text == text)
    assert found.value == value
    assert found.repaired
    assert found.confidence < 0.9


@pytest.mark.parametrize("cells", [["1,827", "1,902", "1,755"], ["12", "1,827", "9"], ["7,41", "7,71", "7,52"]])
def test_numbers_that_may_be_right_are_left_alone(cells):
    # Three decimals among three decimals, or beside small numbers, are what they are.
    made = Made().table(
        ["Indicator", "2021", "2022", "2023"], ["Index", *cells], notes=[("1", "Voorlopig.", cells[0])]
    )
    assert all(value.repaired is None for value in made.values())


def test_one_target_cell_for_several_rows():
    # A norm that stands once beside the target that the rows share, with the same number, holds for all of them.
    made = Made().table(
        ["Indicator", "Streefwaarde 2023", "Norm t/m nov.", "Realisatie 2023"],
        ["Balie noord", "Minimaal 70% tevreden", "70%", "73%"], ["Balie zuid", None, None, "79%"],
    )  # fmt: skip
    passage = made.passages[0]
    shared = passage.cells.rows[0][1]
    rows = (passage.cells.rows[0], (*passage.cells.rows[1][:1], shared, *passage.cells.rows[1][2:]))
    made.passages[0] = _with_rows(passage, rows)
    norms = [(value.label, value.value) for value in made.values() if value.role == "norm"]
    assert norms == [("Balie noord", 70), ("Balie zuid", 70)]


def _with_rows(passage, rows):
    return dataclasses.replace(passage, cells=dataclasses.replace(passage.cells, rows=rows))


def test_what_readers_make_of_a_table():
    # Signs of the font Symbol, and a header that ran over two columns.
    made = Made().table(
        ["Indicator", "Eenheid Streefwaarde 2023", "", "Jaar 2023"],
        ["Reservering op tijd", "%", "‡ 95", "94,5"],
        ["Wachttijd", "weken", "£ 7", "7,5"],
    )
    assert told(made.values()) == [
        ("Reservering op tijd", 2023, "streefwaarde", 95, "%"), ("Reservering op tijd", 2023, "waarde", 94.5, "%"),
        ("Wachttijd", 2023, "streefwaarde", 7, "weken"), ("Wachttijd", 2023, "waarde", 7.5, "weken"),
    ]  # fmt: skip
    assert [value.comparator for value in made.values()] == ["≥", None, "≤", None]


def test_a_column_of_remarks_explains_the_newest_value():
    # The toelichting in the row itself is that of its latest year; a mere reference is none.
    made = Made().table(
        ["Indicator", "Realisatie 2022", "Realisatie 2023", "Toelichting"],
        ["Ziekteverzuim", "6,1%", "5,7%", "Het verzuim daalde door betere begeleiding."], ["Aantal datalekken", "9", "14", "Zie toelichting 2)"],
    )  # fmt: skip
    quotes = [(value.text, value.explanation.quote if value.explanation else None) for value in made.values()]
    assert quotes == [
        ("6,1%", None),
        ("5,7%", "Het verzuim daalde door betere begeleiding."),
        ("9", None),
        ("14", None),
    ]


def test_a_table_cut_into_passages_is_one_table():
    # A passage with words only belongs to the table before it.
    made = Made()
    made.table(["Indicator", "Realisatie 2023"], ["Ziekteverzuim", "5,7%"], ["Aantal datalekken", "14"])
    made.table(["Indicator", "Realisatie 2023"], ["Jaarrekening op tijd", "Gerealiseerd"])
    assert [value.text for value in made.values()] == ["5,7%", "14", "Gerealiseerd"]


def test_every_value_says_where_it_stands():
    # Place, exact words and an anchor on them.
    made = Made().table(COLUMNS, *ROWS)
    for value in made.values():
        assert made.source[value.char_start : value.char_end] == value.text == value.anchor.exact
        assert value.line == made.source.count("\n", 0, value.char_start) + 1
        assert value.page == 1


def test_ids_stay_when_other_rows_come_and_go():
    # A record is known by its own words.
    before = {value.kpi_value_id: value.text for value in Made().table(COLUMNS, *ROWS).values()}
    after = {value.kpi_value_id: value.text for value in Made().table(COLUMNS, *reversed(ROWS[:3])).values()}
    assert len(before) == 24
    assert after.items() <= before.items()


def test_a_column_gives_the_year_of_each_row():
    # "Jaar" with nothing but years: each row is of its year, the norm too.
    made = Made().table(
        ["Indicator", "Jaar", "Norm", "Realisatie"],
        ["Telefonische bereikbaarheid", "2022", "85%", "77%"],
        ["Telefonische bereikbaarheid", "2023", "85%", "86%"],
    )
    assert told(made.values()) == [
        ("Telefonische bereikbaarheid", 2022, "norm", 85, "%"),
        ("Telefonische bereikbaarheid", 2022, "waarde", 77, "%"),
        ("Telefonische bereikbaarheid", 2023, "norm", 85, "%"),
        ("Telefonische bereikbaarheid", 2023, "waarde", 86, "%"),
    ]


def test_the_title_names_what_columns_of_roles_are_about():
    # Years down the side, "Norm" and "Realisatie" on top: the indicator stands in the caption.
    made = Made().table(
        ["Jaar", "Norm", "Realisatie"], ["2022", "80%", "77%"], ["2023", "85%", "88%"],
        caption="Tabel 2 Telefonische bereikbaarheid 2022-2023",
    )  # fmt: skip
    assert {(label, year, role) for label, year, role, *_ in told(made.values())} == {
        ("Telefonische bereikbaarheid", year, role) for year in (2022, 2023) for role in ("norm", "waarde")
    }


def test_last_year_is_the_year_before():
    # "Vorig jaar" beside a result of the year reported on.
    made = Made().table(["Indicator", "Realisatie", "Vorig jaar"], ["Ziekteverzuim", "5,8%", "6,1%"])
    assert told(made.values()) == [
        ("Ziekteverzuim", 2023, "waarde", 5.8, "%"), ("Ziekteverzuim", 2022, "waarde", 6.1, "%"),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Behaald?", "Gehaald", "Resultaat", "Score"])
def test_judgements_beside_values_are_no_values(title):
    # "ja" and "nee" judge the values; alone they would be the values themselves.
    made = Made().table(
        ["Indicator", "Norm 2023", "Realisatie 2023", title],
        ["Ziekteverzuim", "5%", "5,8%", "nee"], ["Klanttevredenheid", "7,0", "7,2", "ja"],
    )  # fmt: skip
    assert len(made.values()) == 4


def test_a_whole_year_beside_its_quarters():
    # "Jaar" behind Q1..Q4 is the year; a "Totaal" without parts of a year beside it says nothing.
    made = Made().table(["Soort", "Q1", "Q2", "Q3", "Q4", "Jaar"], ["Boetes", "1", "2", "3", "4", "10"])
    assert [(value.value, value.period.label) for value in made.values()][-1] == (10, "2023")


@pytest.mark.parametrize(
    ("caption", "header", "unit"),
    [
        ("Volumes in duizenden", "2023", "duizend"),
        ("Uitgaven (x € 1 mln)", "2023", "miljoen euro"),
        ("Areaal (eenheid: km)", "2023", "km"),
        ("Kerncijfers", "Realisatie 2023 (in %)", "%"),
        ("Kerncijfers", "2023 in dagen", "dagen"),
    ],
)
def test_units_of_titles_and_headers(caption, header, unit):
    # What stands above the table or over the column holds for its numbers.
    made = Made().table(["Onderwerp", "2022", header], ["Asiel", "12,5", "14,0"], caption=caption)
    assert made.values()[-1].unit == unit


def test_a_day_over_two_lines_is_one_day():
    # A header that broke after its hyphen.
    made = Made().table(["KPI", "Stand 31-08- 2023"], ["Werkvoorraad bezwaren", "10.304"])
    assert [(value.year, value.period.to) for value in made.values()] == [(2023, "2023-08-31")]
