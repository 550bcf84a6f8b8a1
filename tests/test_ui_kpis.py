"""The page of KPI's: series, chart, table with sources, differences told openly, one value."""

from __future__ import annotations

import json
import re

import pytest
from kpi_builders import Made, document

from kb.registers.kpis import join
from ui import present_kpi, present_kpi_chart, present_kpi_value
from ui.address import DocumentAddress
from ui.address_registers import RegisterAddress
from ui.present_kpi import all_series, pairs, panels
from ui.register_export import Sources

HOSTILE = "<script>alert(1)</script>"


def made_reports():
    """Two reports of one organisation that contradict each other, and one of another organisation."""
    reports = []
    for year, organisation, sick, complaints in (
        (2022, ("SVB", "svb"), ["4,1%", "5,2%", "≤ 5,0%"], ["1.204", "1.310", "n.v.t."]),
        (2024, ("SVB", "svb"), ["5,8%", "5,9%", "≤ 5,0%"], ["1.199", "1.280", "-"]),
        (2022, ("UWV", "uwv"), ["6,4%", "6,1%", "≤ 5,5%"], ["9.001", "9.870", "-"]),
    ):
        rows = [["Ziekteverzuim", *sick], ["Ontvangen klachten", *complaints]]
        facts = document(f"{organisation[1]}-{year}.pdf", year=year, organisation=organisation)
        made = Made(facts)
        first = year - 1 if year != 2024 else 2022  # the later report tells 2022 again, and skips 2023
        made.table(["Indicator", f"Realisatie {first}", f"Realisatie {year}", f"Norm {year}"], *rows)
        if year == 2022 and organisation[1] == "svb":
            made.text("Het ziekteverzuim was tot en met augustus 4,9%.")
        reports.append(made)
    return reports


@pytest.fixture(scope="module")
def held():
    """The values of the reports, joined, with documents and passages."""
    reports = made_reports()
    values = join(
        [value for made in reports for value in made.values()],
        [made.document for made in reports],
        lambda _: (),
    )
    sources = Sources(
        {made.document.document_id: made.document for made in reports},
        {passage.passage_id: passage for made in reports for passage in made.passages},
        lambda _facet, value: value,
    )
    return values, sources


@pytest.fixture(scope="module")
def sickness(held):
    """The panel of ziekteverzuim."""
    return next(item for item in panels(all_series(held[0])) if item.series[0].kpi == "ziekteverzuim")


def test_series_are_one_indicator_of_one_organisation(held, sickness):
    # One panel holds the same indicator of several organisations; its years run on, gaps included.
    assert [item.organisation for item in sickness.series] == ["SVB", "UWV"]
    assert sickness.years == (2021, 2022, 2023, 2024)
    assert sickness.series[0].years == (2021, 2022, 2024)
    assert {item.unit for item in panels(all_series(held[0]))} == {"%", "aantal"}


def test_a_value_without_number_goes_with_its_series(held):
    # "n.v.t." makes no series of its own.
    complaints = next(item for item in panels(all_series(held[0])) if item.unit == "aantal")
    assert len(complaints.series) == 2
    assert any(value.value is None for value in complaints.series[0].values)


def test_every_cell_of_the_table_has_its_source(held, sickness):
    # Each value links to its place in the document, with page; a year without value says so.
    html = present_kpi.table(sickness, held[1])
    assert html.count('class="kb-waarde"') == sum(len(item.values) for item in sickness.series)
    assert html.count('class="kb-bron"') == html.count('class="kb-waarde"')
    assert html.count(present_kpi.NO_VALUE) == 8
    assert "norm niet gehaald" in html
    assert "waarschijnlijk" not in html
    assert re.search(r'<th scope="row">2023</th>', html)
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == [
        "Jaar", "SVB: uitkomst", "SVB: norm", "UWV: uitkomst", "UWV: norm",
    ]  # fmt: skip


def test_a_place_is_found_again_in_the_document(held, sickness):
    # What the link says leads back to the passage of the value.
    passages = list(held[1].passages.values())
    for series in sickness.series:
        for value in series.values:
            params = present_kpi.place(value, held[1].passages)
            address = DocumentAddress.from_params(params)
            own = [item for item in passages if item.document_id == address.document_id]
            assert address.find(own).passage_id == value.passage_id


def test_differences_are_told_with_both_sources(held):
    # The contradiction over 2022 stands first, with both values; the interim value is told as such.
    found = pairs(held[0])
    assert [item.conflict.kind for item in found][:2] == ["tegenspraak", "tegenspraak"]
    html = present_kpi.differences(found, held[1])
    for said in ("5,2%", "5,8%", "1.310", "1.199", "svb-2022.pdf", "svb-2024.pdf", "tegenspraak"):
        assert said in html
    assert html.count("document?") == 2 * len(found)


def test_equal_numbers_in_several_places_are_one_difference():
    # A value that a document gives twice is not contradicted twice.
    made = Made(document("a.pdf", year=2023))
    made.table(["Indicator", "Realisatie 2023", "Norm 2023"], ["Ziekteverzuim", "5,2%", "5%"])
    made.text("Het ziekteverzuim was 5,2%.")
    other = Made(document("b.pdf", year=2023))
    other.table(["Indicator", "Realisatie 2023", "Norm 2023"], ["Ziekteverzuim", "5,9%", "5%"])
    values = join([*made.values(), *other.values()], [made.document, other.document], lambda _: ())
    assert len(values) == 5
    assert len(pairs(values)) == 1


def test_chart_has_gaps_hollow_points_signs_and_norms(sickness):
    # Lines join only years that follow each other; through both values where sources contradict each other.
    spec = present_kpi_chart.spec(sickness, {})
    json.dumps(spec)
    layers = {layer["mark"]["type"]: layer["data"]["values"] for layer in spec["layer"]}
    assert set(layers) == {"rule", "line", "point", "text"}
    svb = [point for point in layers["point"] if point["wie"] == "SVB"]
    assert {(point["x"], point["y"]) for point in svb if point["soort"] == "heel jaar"} == {
        (2021, 4.1), (2022, 5.2), (2022, 5.8), (2024, 5.9),
    }  # fmt: skip
    interim = [point for point in svb if point["soort"] != "heel jaar"]
    assert [point["y"] for point in interim] == [4.9]
    assert 2021.4 < interim[0]["x"] < 2022
    ends = [(end["x"], end["y"]) for end in layers["line"] if end["wie"] == "SVB"]
    assert ends == [(2021, 4.1), (2022, 5.2), (2021, 4.1), (2022, 5.8)]
    assert {point["y"] for point in layers["text"]} == {5.2, 5.8}
    assert {(mark["y"], mark["soort"]) for mark in layers["rule"]} == {(5.0, "norm"), (5.5, "norm")}


def test_chart_in_words(sickness):
    # Who does not see the chart hears what it shows, and that the table has it all.
    told = present_kpi_chart.alt(sickness)
    assert "2021 tot en met 2024" in told
    assert "SVB: 4,1% in 2021, 5,9% in 2024." in told
    assert "2 waarden zijn tegengesproken" in told


def test_a_chart_of_one_year_is_not_drawn():
    # One year makes no line: the table says it all.
    made = Made().table(["Indicator", "Realisatie 2023", "Norm 2023"], ["Ziekteverzuim", "5,2%", "5%"])
    (panel,) = panels(all_series(made.values()))
    assert not present_kpi_chart.drawable(panel)


def test_organisations_differ_in_shape_as_well_as_colour(sickness):
    # Nothing is told by colour alone.
    points = next(
        layer for layer in present_kpi_chart.spec(sickness, {})["layer"] if layer["mark"]["type"] == "point"
    )
    shapes = points["encoding"]["shape"]["scale"]
    assert shapes["domain"] == ["SVB", "UWV"]
    assert len(set(shapes["range"])) == 2


def test_overview_leads_to_each_series(held):
    # A line for each series, with its years and contradictions, and a link that chooses it.
    series = all_series(held[0])
    html = present_kpi.overview(series, RegisterAddress())
    assert html.count("<tr>") == len(series) + 1
    assert "kpis?kpi=ziekteverzuim&amp;organisatie=svb" in html
    assert "2021–2024" in html
    assert present_kpi.told(series, pairs(held[0])) == "4 reeksen, 2 tegenspraken"


def test_one_value_with_all_that_is_known(held):
    # Words, period, norm, source and what was inferred.
    value = next(item for item in held[0] if item.text == "4,9%")
    html = present_kpi_value.facts(value, held[1])
    for said in ("4,9%", "tot en met augustus", "SVB", "Bron"):
        assert said in html


@pytest.mark.parametrize(
    ("number", "shown"),
    [(99.97, "99,97"), (1547.0, "1.547"), (0.5, "0,5"), (1284000.0, "1.284.000"), (-0.8, "-0,8"), (None, None)],
)
def test_numbers_as_people_write_them(number, shown):
    # Dutch dots and commas.
    assert present_kpi.number_text(number) == shown


def test_a_norm_in_a_sentence_is_shown_by_its_number():
    # The sentence stands in the document; a cell has room for its number.
    made = Made()
    made.table(
        ["Indicator", "Norm 2023", "Realisatie 2023"],
        [
            "Klanttevredenheid balie",
            "Minimaal 70% van de bellers en bezoekers die een 3 of hoger scoort",
            "81%",
        ],
    )
    assert [present_kpi.short_text(value) for value in made.values()] == ["≥ 70%", "81%"]


def test_hostile_words_stay_words():
    # What a document says is shown as text, in table, differences, overview and chart.
    made = Made(document("a.pdf", organisation=(HOSTILE, "x")))
    made.table(["Indicator", "Realisatie 2022", "Realisatie 2023"], [f"Klachten {HOSTILE}", "12", "13"])
    values = made.values()
    sources = Sources({made.document.document_id: made.document}, {}, lambda _facet, value: value)
    series = all_series(values)
    (panel,) = panels(series)
    shown = (
        present_kpi.table(panel, sources)
        + present_kpi.overview(series, RegisterAddress())
        + present_kpi_value.facts(values[0], sources)
    )
    assert "<script" not in shown
    assert HOSTILE in json.dumps(present_kpi_chart.spec(panel, {}))
