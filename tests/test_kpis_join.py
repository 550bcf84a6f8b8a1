"""How values stand to each other: differences told apart, norms met, series that belong together."""

# ruff: noqa: E501 - the rows of a table stand on one line
from __future__ import annotations

import dataclasses

import pytest
from kpi_builders import Made, document

from kb.registers.kpis import join

DUO = ("DUO", "duo")
YEARS_23 = ["Indicator", "Realisatie 2021", "Realisatie 2022", "Realisatie 2023", "Norm 2023"]
YEARS_24 = ["Indicator", "Realisatie 2022", "Realisatie 2023", "Realisatie 2024", "Norm 2024"]


def joined(*made):
    """The values of these documents, joined."""
    values = [value for item in made for value in item.values()]
    return join(values, [item.document for item in made], lambda _: ())


def differences(values):
    """Every difference once: kind, the two texts in order, and the text that is likely wrong."""
    by_id = {value.kpi_value_id: value for value in values}
    told = set()
    for value in values:
        for item in value.conflicts:
            texts = tuple(sorted((value.text, by_id[item.kpi_value_id].text)))
            wrong = by_id[item.likely_error].text if item.likely_error else None
            told.add((item.kind, texts, wrong))
    return told


def report(year, columns, *rows, notes=()):
    """The yearly report of DUO for a year, with one table."""
    name = f"jaarverslag-{year}.pdf"
    return Made(document(name, year=year, organisation=DUO)).table(columns, *rows, notes=notes)


def test_two_yearly_reports():
    # Rounding, another definition with a note, and real contradictions, between two reports of one organisation.
    old = report(
        2023, YEARS_23,
        ["Telefonische bereikbaarheid", "81%", "76%", "83%", "≥ 85%"],
        ["Studiefinanciering binnen de termijn toegekend", "98,9%", "97,6%", "98,4%", "≥ 98,5%"],
        ["Bezwaren binnen de Awb-termijn afgehandeld", "85,6%", "79,2%", "82,7%", "≥ 90%"],
        ["Aantal ontvangen klachten", "3.405", "4.120", "3.678", "< 3.500"],
        ["Ziekteverzuim", "4,9%", "6,1%", "5,7%", "≤ 5,0%"],
    )  # fmt: skip
    new = report(
        2024, YEARS_24,
        ["Telefonische bereikbaarheid", "68%", "74%", "79%", "≥ 80%"],
        ["Studiefinanciering binnen termijn toegekend", "98%", "98,4%", "98,1%", "≥ 98,5%"],
        ["Afgehandelde bezwaren binnen Awb-termijn", "77,9%", "82,7%", "88,0%", "≥ 90%"],
        ["Aantal ontvangen klachten", "4.120", "3.867", "3.402", "< 3.500"],
        ["Ziekteverzuim", "6,1%", "5,68%", "5,5%", "≤ 5,0%"],
        notes=[("2", "Vanaf 2024 alleen oproepen die binnen vijf minuten zijn aangenomen; eerdere jaren zijn herrekend.", "Telefonische bereikbaarheid")],
    )  # fmt: skip
    assert differences(joined(old, new)) == {
        ("andere-definitie", ("68%", "76%"), None), ("andere-definitie", ("74%", "83%"), None),
        ("afronding", ("97,6%", "98%"), None), ("afronding", ("5,68%", "5,7%"), None),
        ("tegenspraak", ("77,9%", "79,2%"), None), ("tegenspraak", ("3.678", "3.867"), None),
    }  # fmt: skip


def test_a_definition_said_in_the_explanation():
    # The toelichting may say that years were counted anew.
    old = report(2023, YEARS_23, ["Telefonische bereikbaarheid", "81%", "76%", "83%", "≥ 85%"])
    new = report(2024, YEARS_24, ["Telefonische bereikbaarheid", "68%", "74%", "79%", "≥ 80%"])
    new.text(
        "De telefonische bereikbaarheid steeg. Door een nieuwe meetmethode zijn eerdere jaren herrekend.",
        section=("2 Toelichting", "Telefonische bereikbaarheid"),
    )
    assert {kind for kind, _, _ in differences(joined(old, new))} == {"andere-definitie"}


def test_a_note_that_explains_too_little_explains_nothing():
    # Where most values under the note are equal in both reports, the one that differs contradicts.
    note = ("7", "Tot 2022 zijn de gecombineerde resultaten gerapporteerd.", "Klanttevredenheid")
    old = report(
        2023,
        YEARS_23,
        ["Klanttevredenheid ouders", "7,1", "7,2", "7,4", "7,0"],
        ["Klanttevredenheid kandidaten", "7,8", "7,9", "7,7", "7,0"],
        notes=[note],
    )
    new = report(
        2024,
        YEARS_24,
        ["Klanttevredenheid ouders", "7,2", "7,4", "7,5", "7,0"],
        ["Klanttevredenheid kandidaten", "7,6", "7,7", "7,5", "7,0"],
    )
    assert differences(joined(old, new)) == {("tegenspraak", ("7,6", "7,9"), None)}


def test_a_slip_of_the_pen_is_called_likely_with_its_reason():
    # One figure differs and the other years lie elsewhere: likely wrong; swapped figures that both fit: undecided.
    columns = ["Indicator", "Waarde 2019", "Waarde 2020", "Waarde 2021", "Waarde 2022"]
    old = report(2022, columns, ["Vergoedingen op tijd uitbetaald", "99,95%", "99,91%", "90,98%", "99,79%"])
    new = report(
        2024,
        ["Indicator", "Waarde 2021", "Waarde 2022", "Waarde 2023"],
        ["Vergoedingen op tijd uitbetaald", "99,98%", "99,97%", "99,97%"],
    )
    values = joined(old, new)
    assert differences(values) == {
        ("tegenspraak", ("90,98%", "99,98%"), "90,98%"),
        ("tegenspraak", ("99,79%", "99,97%"), None),
    }
    reasons = [item.why for value in values for item in value.conflicts]
    assert any("waarschijnlijk een typefout" in why and "één cijfer verschilt" in why for why in reasons)
    assert any("twee cijfers verwisseld" in why for why in reasons)


def test_interim_counts():
    # A standing until November is a standing; one above the year's total cannot be.
    interim = Made(document("uitzonderingenrapportage.pdf", kind="uitzonderingenrapportage", organisation=DUO)).table(
        ["Indicator", "Streefwaarde 2023", "Norm t/m nov.", "Realisatie 2023"],
        ["Aantal ontvangen klachten", "≤ 1.700", "1.558", "1.754"], ["Aantal datalekken", "< 10", "8", "7"],
        ["Bezwaren binnen de Awb-termijn afgehandeld", "≥ 90%", "> 90%", "70%"], ["Werkvoorraad bezwaren", "< 900", "900", "950"],
    )  # fmt: skip
    whole = report(
        2024, ["Indicator", "Realisatie 2023", "Realisatie 2024"],
        ["Aantal ontvangen klachten", "1.896", "1.560"], ["Aantal datalekken", "6", "3"],
        ["Bezwaren binnen de Awb-termijn afgehandeld", "71,4%", "97,0%"], ["Werkvoorraad bezwaren", "910", "400"],
    )  # fmt: skip
    assert differences(joined(interim, whole)) == {
        ("tussenstand", ("1.754", "1.896"), None), ("tussenstand", ("70%", "71,4%"), None),
        ("tegenspraak", ("6", "7"), None), ("tussenstand", ("910", "950"), None),
    }  # fmt: skip


def test_two_values_within_one_document():
    # Table and text of one report can contradict each other too.
    made = report(
        2023,
        ["Indicator", "Realisatie 2023"],
        ["Aantal ontvangen klachten", "3.678"],
        ["Aantal datalekken", "14"],
    )
    made.text("In totaal zijn er 3.725 klachten ontvangen.")
    assert differences(joined(made)) == {("tegenspraak", ("3.678", "3.725"), None)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("82,7%", "83%", "afronding"),
        ("82,4%", "83%", "tegenspraak"),
        ("1.827", "1.800", "afronding"),
        ("1.547", "15.477", "leesfout"),
        ("82,7%", "82,7%", None),
        ("82,7%", "n.v.t.", None),
        ("12 weken", "84 dagen", None),
        ("12 weken", "90 dagen", "tegenspraak"),
        ("€ 4,9 miljard", "€ 4.900 miljoen", None),
        ("5,1%", "5.100", None),
    ],
)
def test_kinds_of_difference(one, other, expected):
    # The same year in two reports; units are made comparable, and other units are not compared.
    left = report(2022, ["Indicator", "Realisatie 2022"], ["Uitgegeven vergunningen", one])
    right = report(2023, ["Indicator", "Realisatie 2022"], ["Uitgegeven vergunningen", other])
    assert [kind for kind, _, _ in differences(joined(left, right))] == ([expected] if expected else [])


def test_a_repaired_number_is_shown_beside_the_one_that_confirms_it():
    # "1,8277" was read as 1.827: the text beside it says the same, and the misreading is in the open.
    made = Made(document(year=2022, organisation=DUO)).table(
        ["Indicator", "Waarde 2020", "Waarde 2021", "Waarde 2022"],
        ["Aantal ontvangen klachten", "2.771", "1.547", "1,8277"],
    )
    made.text("Het totaal aantal ontvangen klachten in 2022 (1.827 klachten) ligt hoger.")
    assert differences(joined(made)) == {("leesfout", ("1,8277", "1.827"), "1,8277")}


def test_values_are_compared_inside_one_organisation_only():
    # The same KPI of two organisations is two series.
    one = Made(document("a.pdf", organisation=DUO)).table(
        ["Indicator", "Realisatie 2023"], ["Ziekteverzuim", "5,7%"]
    )
    other = Made(document("b.pdf", organisation=("UWV", "uwv"))).table(
        ["Indicator", "Realisatie 2023"], ["Ziekteverzuim", "6,4%"]
    )
    assert differences(joined(one, other)) == set()


def test_generic_rows_of_two_tables_are_not_one_indicator():
    # "Asiel" among the applications and "Asiel" among the decisions.
    made = Made(document(organisation=("IND", "ind")))
    made.table(["Soort", "2022", "2023"], ["Asiel", "46.400", "48.500"], caption="Tabel 1 Instroom")
    made.table(["Soort", "2022", "2023"], ["Asiel", "38.500", "41.200"], caption="Tabel 2 Beslissingen")
    assert differences(joined(made)) == set()


def test_quarters_beside_their_year_are_no_difference():
    # Quarters and year of one table, and December beside the year.
    made = Made().table(
        ["Indicator", "Realisatie 2023 Q1", "Realisatie 2023 Q4", "Realisatie 2023 Jaar"],
        ["Uitslag op tijd", "88%", "95%", "92%"],
    )
    assert differences(joined(made)) == set()


def test_a_label_that_changed_a_little_is_one_series():
    # Most words in common and equal values for the same years; never two rows of one table.
    old = report(
        2023, ["Indicator", "2021", "2022", "2023"], ["Vragen via de chat beantwoord", "81%", "84%", "86%"]
    )
    new = report(
        2024, ["Indicator", "2022", "2023", "2024"], ["Vragen beantwoord via chat en app", "84%", "86%", "88%"]
    )
    assert len({value.series for value in joined(old, new)}) == 1
    other = report(
        2024, ["Indicator", "2022", "2023", "2024"], ["Vragen beantwoord via chat en app", "64%", "66%", "68%"]
    )
    assert len({value.series for value in joined(old, other)}) == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Telefonische bereikbaarheid", "≥ 85%", "83%"], False),
        (["Telefonische bereikbaarheid", "≥ 85%", "85%"], True),
        (["Aantal datalekken", "< 10", "10"], False),
        (["Aantal datalekken", "Maximaal 10", "10"], True),
        (["Ziekteverzuim", "5%", "5,7%"], False),  # no sign: less is better, by the word
        (["Klanttevredenheid ouders", "7,0", "7,2"], True),
        (["Uitgegeven vergunningen", "100", "120"], None),  # no sign, and nothing tells
        (["Uitgegeven vergunningen", "n.v.t.", "120"], None),
        (["Jaarrekening op tijd", "Ja", "Niet behaald"], False),
        (["Jaarrekening op tijd", "Ja", "Gerealiseerd"], True),
    ],
)
def test_norms_met(row, expected):
    # By the sign of the norm; without one by the words of the indicator, else not at all.
    values = joined(
        Made().table(["Indicator", "Norm 2023", "Realisatie 2023"], row, ["Aantal klachten", "10", "9"])
    )
    result = next(value for value in values if value.role == "waarde" and value.text == row[2])
    assert result.met is expected


def test_the_norm_of_the_same_period_counts():
    # Until November the norm until November, not the target for the year; a quarter's count meets no yearly norm.
    made = Made().table(
        ["Indicator", "Streefwaarde 2023", "Norm t/m nov.", "Realisatie 2023"],
        ["Definitief vastgesteld", "≥ 90%", "88%", "88,6%"],
    )
    assert [value.met for value in joined(made) if value.role == "waarde"] == [True]
    made = Made().table(
        ["Indicator", "Realisatie 2023 Q1", "Realisatie 2023 Jaar", "Norm 2023"],
        ["Afgenomen examens", "18.240", "73.858", "≥ 70.000"],
    )
    assert [value.met for value in joined(made) if value.role == "waarde"] == [None, True]


def test_joining_again_changes_nothing():
    # Deterministic, in the order given, whatever was joined before.
    old = report(2023, YEARS_23, ["Ziekteverzuim", "4,9%", "6,1%", "5,7%", "≤ 5,0%"])
    new = report(2024, YEARS_24, ["Ziekteverzuim", "6,3%", "5,68%", "5,5%", "≤ 5,0%"])
    once = joined(old, new)
    documents = [old.document, new.document]
    assert join(once, documents, lambda _: ()) == once
    assert {value.kpi_value_id for value in join(once[::-1], documents, lambda _: ())} == {
        value.kpi_value_id for value in once
    }
    assert any(value.conflict for value in once)
    assert not any(value.conflict for value in join(once, documents[:1], lambda _: ()))


def test_a_rejected_value_contradicts_nothing():
    # What a person rejected is kept, and left out of every comparison.
    old = report(2023, YEARS_23, ["Ziekteverzuim", "4,9%", "6,1%", "5,7%", "≤ 5,0%"])
    new = report(2024, YEARS_24, ["Ziekteverzuim", "6,3%", "5,7%", "5,5%", "≤ 5,0%"])
    values = joined(old, new)
    wrong = next(value for value in values if value.text == "6,3%")
    again = join(
        [dataclasses.replace(value, review="afgewezen") if value is wrong else value for value in values],
        [old.document, new.document], lambda _: (),
    )  # fmt: skip
    assert len(again) == len(values)
    assert not any(value.conflicts for value in again)
