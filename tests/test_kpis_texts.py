"""Values from running text: what is a value, of what, and when; and what is none."""

# ruff: noqa: E501 - a sentence of a test stands on one line
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kpi_builders import Made, document, sentence

REPORTS = {
    "uwv": "UWV", "svb": "SVB", "ind": "IND", "cbr": "CBR", "belastingdienst": "Belastingdienst", "duo": "DUO",
    "cak": "CAK", "rdw": "RDW", "rvo": "RVO", "cjib": "CJIB", "nvwa": "NVWA", "dienst-toeslagen": "Dienst Toeslagen",
}  # fmt: skip


def found(organisation, text, **facts):
    """Year, role, value and unit of what a report of this organisation says in these sentences."""
    values = Made(document(organisation=(REPORTS[organisation], organisation), **facts)).text(text).values()
    return [(value.year, value.role, value.value, value.unit) for value in values]


@pytest.mark.parametrize(
    ("organisation", "text", "expected"),
    [
        (
            "uwv",
            "De tijdigheid WW kwam in 2023 uit op 94%, ruim boven de norm van 90%.",
            [(2023, "waarde", 94, "%"), (2023, "norm", 90, "%")],
        ),
        (
            "uwv",
            "In 2023 steeg de klanttevredenheid van werkgevers van een 6,9 naar een 7,2.",
            [(2022, "waarde", 6.9, "cijfer"), (2023, "waarde", 7.2, "cijfer")],
        ),
        (
            "uwv",
            "Het ziekteverzuim bedroeg in 2023 gemiddeld 6,4 procent, tegenover 5,9 procent in 2022.",
            [(2023, "waarde", 6.4, "%"), (2022, "waarde", 5.9, "%")],
        ),
        (
            "uwv",
            "In 2023 hebben we 131.500 sociaal-medische beoordelingen verricht, 4.300 meer dan een jaar eerder.",
            [(2023, "waarde", 131500, "aantal")],
        ),
        ("uwv", "Het aantal klachten nam toe met 12 procent tot 9.870.", [(2023, "waarde", 9870, "aantal")]),
        (
            "uwv",
            "De klanttevredenheid van werkzoekenden kwam uit op een 7,0 (2022: 7,1). Werkgevers gaven ons een 6,4.",
            [(2023, "waarde", 7.0, "cijfer"), (2022, "waarde", 7.1, "cijfer"), (2023, "waarde", 6.4, "cijfer")],
        ),
        (
            "uwv",
            "Van alle telefoontjes werd 79 procent binnen twee minuten beantwoord. De streefwaarde van 80 procent is daarmee net niet gehaald.",
            [(2023, "waarde", 79, "%"), (2023, "streefwaarde", 80, "%")],
        ),
        (
            "uwv",
            "Het voornemen was om 90% van de klachten binnen drie weken af te handelen. Dit is gelukt bij 88% van de klachten.",
            [(2023, "streefwaarde", 90, "%"), (2023, "waarde", 88, "%")],
        ),
        (
            "uwv",
            "Vorig jaar lag het ziekteverzuim nog op 5,9%, in het verslagjaar op 6,4%.",
            [(2022, "waarde", 5.9, "%"), (2023, "waarde", 6.4, "%")],
        ),
        (
            "svb",
            "De tijdigheid van de AOW-toekenningen was 98,6 procent en bleef daarmee boven de norm van 95 procent.",
            [(2023, "waarde", 98.6, "%"), (2023, "norm", 95, "%")],
        ),
        (
            "svb",
            "Klanten waarderen onze dienstverlening met een 8,1. In 2022 was dat een 8,2.",
            [(2023, "waarde", 8.1, "cijfer"), (2022, "waarde", 8.2, "cijfer")],
        ),
        (
            "ind",
            "Daarvan werd 38 procent van de asielaanvragen binnen de wettelijke termijn beslist, terwijl de norm 90 procent is.",
            [(2023, "waarde", 38, "%"), (2023, "norm", 90, "%")],
        ),
        (
            "ind",
            "De doorlooptijd van asielaanvragen bedroeg gemiddeld 44 weken, tegen 38 weken in 2022.",
            [(2023, "waarde", 44, "weken"), (2022, "waarde", 38, "weken")],
        ),
        (
            "ind",
            "Het aantal ontvangen bezwaren halveerde. Wel nam het aantal ingebrekestellingen toe, van 12.800 naar 19.400.",
            [(2022, "waarde", 12800, "aantal"), (2023, "waarde", 19400, "aantal")],
        ),
        (
            "cbr",
            "De reserveringstermijn voor praktijkexamens bleef met 8,1 weken boven de norm van 7 weken.",
            [(2023, "waarde", 8.1, "weken"), (2023, "norm", 7, "weken")],
        ),
        (
            "cbr",
            "Het slagingspercentage daalde licht, van 52,4% naar 51,8%.",
            [(2022, "waarde", 52.4, "%"), (2023, "waarde", 51.8, "%")],
        ),
        (
            "belastingdienst",
            "Het percentage tijdig afgehandelde bezwaren is gestegen van 88% in 2021 via 90% in 2022 naar 93% in 2023.",
            [(2021, "waarde", 88, "%"), (2022, "waarde", 90, "%"), (2023, "waarde", 93, "%")],
        ),
        (
            "belastingdienst",
            "Ondanks een ziekteverzuim van 6,7% zijn vrijwel alle aanslagen op tijd opgelegd.",
            [(2023, "waarde", 6.7, "%")],
        ),
        (
            "duo",
            "In 2023 is 91,3% van de bezwaren binnen de Awb-termijn afgehandeld (2022: 88,4%).",
            [(2023, "waarde", 91.3, "%"), (2022, "waarde", 88.4, "%")],
        ),
        (
            "duo",
            "In het eerste halfjaar van 2023 ontvingen wij 1.902 klachten, in het tweede halfjaar 1.776.",
            [(2023, "waarde", 1902, "aantal"), (2023, "waarde", 1776, "aantal")],
        ),
        (
            "duo",
            "Wij beantwoordden 1.310.000 telefoongesprekken, twee procent meer dan in 2022.",
            [(2023, "waarde", 1310000, "aantal")],
        ),
        (
            "duo",
            "Ook het verzuim nam af: waar in 2022 nog 6,1 procent van de medewerkers ziek was, daalde dat in het verslagjaar tot 5,7 procent.",
            [(2022, "waarde", 6.1, "%"), (2023, "waarde", 5.7, "%")],
        ),
        (
            "cak",
            "In 2023 ontvingen we 2.318 klachten. In 2022 waren dat er 2.644 en in 2021 nog 3.012.",
            [
                (2023, "waarde", 2318, "aantal"),
                (2022, "waarde", 2644, "aantal"),
                (2021, "waarde", 3012, "aantal"),
            ],
        ),
        (
            "cak",
            "De gemiddelde wachttijd aan de telefoon was 58 seconden in het eerste kwartaal en 2,5 minuten in het vierde kwartaal.",
            [(2023, "waarde", 58, "seconden"), (2023, "waarde", 2.5, "minuten")],
        ),
        (
            "rdw",
            "De systemen van de RDW waren in 2023 99,86% van de tijd beschikbaar.",
            [(2023, "waarde", 99.86, "%")],
        ),
        (
            "rvo",
            "RVO betaalde 96,8 procent van de facturen binnen 30 dagen; de rijksbrede norm is 95 procent.",
            [(2023, "waarde", 96.8, "%"), (2023, "norm", 95, "%")],
        ),
        (
            "rvo",
            "Het inningspercentage is 94,6%, waarmee de norm van 93% is gehaald.",
            [(2023, "waarde", 94.6, "%"), (2023, "norm", 93, "%")],
        ),
        (
            "nvwa",
            "Van de Woo-verzoeken handelde de NVWA 54 procent tijdig af (2022: 47 procent).",
            [(2023, "waarde", 54, "%"), (2022, "waarde", 47, "%")],
        ),
        (
            "nvwa",
            "De norm voor het afhandelen van bezwaren binnen de Awb-termijn (90%) is met 88,5% nagenoeg gehaald.",
            [(2023, "norm", 90, "%"), (2023, "waarde", 88.5, "%")],
        ),
        (
            "nvwa",
            "Het percentage bezwaren dat binnen de termijn is afgedaan, is met 4 procentpunten verbeterd tot 88,5%.",
            [(2023, "waarde", 88.5, "%")],
        ),
        (
            "nvwa",
            "De personele bezetting in fte groeide van 2.610 fte eind 2022 naar 2.702 fte eind 2023.",
            [(2022, "waarde", 2610, "fte"), (2023, "waarde", 2702, "fte")],
        ),
        (
            "dienst-toeslagen",
            "In totaal hebben zich drie ernstige productieverstoringen voorgedaan. Dit zijn er drie minder dan vorig jaar en daarmee blijft het aantal binnen de norm van maximaal tien.",
            [(2023, "waarde", 3, "aantal"), (2023, "norm", 10, "aantal")],
        ),
        (
            "dienst-toeslagen",
            "De gemeten tevredenheid voor de jaarnorm «weten waar je aan toe bent bij Dienst Toeslagen» is 82% en ligt daarmee onder de norm van minimaal 90%.",
            [(2023, "waarde", 82, "%"), (2023, "norm", 90, "%")],
        ),
        (
            "dienst-toeslagen",
            "In 2023 daalde het aantal klachten met 18% (van 1.896 naar 1.560).",
            [(2022, "waarde", 1896, "aantal"), (2023, "waarde", 1560, "aantal")],
        ),
    ],
)
def test_values_in_sentences(organisation, text, expected):
    # Year, role, value and unit, in the turns of phrase of reports.
    assert found(organisation, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal klachten daalde met 8 procent.",
        "Het aantal datalekken verdubbelde.",
        "Dat zijn er twee minder dan in 2022.",
        "Ten opzichte van 2022 is een verbetering met 3% zichtbaar.",
        "Het percentage is met 3 procentpunt gestegen.",
        "Er zijn 385 meer klachten ontvangen dan in 2022.",
        "De klachten liggen 280 boven de jaarnorm.",
        "De tevredenheid ligt 6% onder het beoogde normpercentage.",
        "Een derde van de klachten ging over de website.",
        "Acht op de tien klanten is tevreden over de balie.",
        "Van de medewerkers is 32% ouder dan 55 jaar.",
        "In 2023 betaalden wij 52 miljard euro aan uitkeringen.",
        "Ruim 1,2 miljoen mensen ontvangen een AOW-pensioen.",
        "Bezwaren worden binnen zes weken behandeld.",
        "Het collegegeld gaat per 1 september 2024 omhoog naar 2.530 euro.",
        "Volgens artikel 6.2 vervalt 40 procent van de lening bij het behalen van een diploma.",
        "Volgens het CBS daalde de werkloosheid van 3,8 naar 3,5 procent.",
        "De rente bedraagt 2%.",
        "Bij 23% van de geïnspecteerde bedrijven werd een overtreding vastgesteld.",
        "Circa 93 procent van de gemeenten heeft inmiddels een steunpunt ingericht.",
        "Van de aanbevelingen is inmiddels 80% opgevolgd.",
        "Door de stijging van de lonen met 6% namen de kosten toe.",
        "Wij verwachten in 2025 een ziekteverzuim van 5%.",
        "In het vierde kwartaal is de 1-meting afgerond en zijn 22 workshops gehouden.",
        "Toeslagen zijn op een schaal van 1 tot 4 beoordeeld.",
        "De brief van 12 juni 2023 met nummer 2023-4412 ging over 17-jarigen.",
        "Dat scheelt naar schatting vier werkdagen per school per jaar.",
    ],
)
def test_sentences_without_a_value(text):
    # Differences, shares of the population, money, terms, laws and what others measure are no values.
    assert found("uwv", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het ziekteverzuim bij UWV was in 2022 6,4 procent.", [(2022, "waarde", 6.4, "%")]),
        ("In 2023 heeft 17% van de huishoudens een betalingsachterstand.", []),
        ("Uit onderzoek blijkt dat 40 procent van de werkgevers de regeling niet kent.", []),
        ("De gemiddelde bijdrage steeg van 3,1 naar 3,4 procent.", []),
    ],
)
def test_letters_only_give_values_of_known_kpis(text, expected):
    # A letter is full of percentages; only a KPI that it names counts.
    made = Made(document(kind="kamerbrief", organisation=("UWV", "uwv"), published="2023-07-01")).text(text)
    assert [(value.year, value.role, value.value, value.unit) for value in made.values()] == expected


def test_an_unknown_indicator_keeps_its_own_words():
    # Never dropped, never forced on a KPI that looks like it.
    assert sentence("De gemiddelde meldingsfrequentie is 1,4.")[0][0] == "gemiddelde meldingsfrequentie"
    assert (
        sentence("De gemeten tevredenheid van gemeenten ligt met 61% onder de norm van 70%.")[0][0]
        == "tevredenheid van gemeenten"
    )


def test_anaphora_stay_with_their_indicator():
    # "dit percentage", "dit aantal" and "begin 2023 was dit" are about the sentence before.
    made = Made(document(year=2022)).text(
        "Eind 2021 verstrekte ongeveer 80 procent van de instellingen vrijwillig gegevens. Met de verplichting steeg dit percentage in januari 2022 naar 89,6 procent. "
        "Gedurende 2022 is dit aantal verder gestegen naar 92,8 procent."
    )
    values = made.values()
    assert [(value.year, value.value) for value in values] == [(2021, 80), (2022, 89.6), (2022, 92.8)]
    assert len({value.series for value in values}) == 1
    assert "ongeveer" in (values[0].definition_note or "")


def test_a_heading_lends_its_kpi_to_a_norm():
    # Under "2) Afgehandelde bezwaren binnen Awb-termijn" the norm is that of the objections.
    made = Made().text(
        "2) Afgehandelde bezwaren binnen Awb-termijn\nOndanks betere prestaties wordt de norm van 90% voor 2023 niet meer gerealiseerd."
    )
    assert [(value.kpi, value.role, value.value) for value in made.values()] == [
        ("afgehandelde-bezwaren-binnen-awb-termijn", "norm", 90)
    ]


def test_text_that_repeats_a_table_is_about_its_row():
    # The same number, year and role, and a word in common: the row of the document's own table.
    made = Made().table(
        ["Indicator", "Realisatie 2023"], ["Vergunningen op tijd verleend", "98,4%"], ["Ziekteverzuim", "5,7%"]
    )
    made.text("De verlening van vergunningen bleef met 98,4% net onder de norm van 98,5%.")
    twin = made.values()[2]
    assert (twin.label, twin.value, twin.rule) == ("Vergunningen op tijd verleend", 98.4, "tekst/tabel")


def test_an_equal_number_in_another_unit_repeats_nothing():
    # Eight o'clock is no waiting time of eight weeks.
    made = Made().table(
        ["Indicator", "Realisatie 2023"], ["Wachttijd voor het examen (weken)", "8"], ["Ziekteverzuim", "5,7%"]
    )
    made.text("Met de extra capaciteit konden wij de openingstijden verruimen tot acht uur ’s avonds.")
    assert [value.where for value in made.values()] == ["table", "table"]


def test_the_period_of_the_paragraph():
    # A period named in the sentence before holds for the next ones too; a mere comparison does not.
    made = Made(document(year=2022)).text(
        "De meting is in het eerste kwartaal van 2022 gedaan. Het ziekteverzuim was 6,1%. De telefonische bereikbaarheid is 81%."
    )
    assert [value.period.to for value in made.values()] == ["2022-03-31", "2022-03-31"]
    made = Made(document(year=2022)).text(
        "Ten opzichte van het eerste kwartaal van 2021 is dat beter. Het ziekteverzuim was 6,1%."
    )
    assert [value.period.to for value in made.values()] == ["2022-12-31"]


def test_a_letter_of_the_running_year_tells_a_standing():
    # What a letter says about the year that it was written in is not about all of it.
    made = Made(document(kind="kamerbrief", published="2023-07-01")).text(
        "De afhandeling van bezwaren binnen Awb-termijn ligt met 48% onder de norm van 90%."
    )
    waarde = next(value for value in made.values() if value.role == "waarde")
    assert (waarde.period.from_, waarde.period.to) == ("2023-01-01", None)


def test_places_in_running_text():
    # The anchor holds the exact words, the line is that of the source.
    made = Made().text("Eerste alinea zonder cijfers.", "Het ziekteverzuim was 6,1%.")
    value = made.values()[0]
    assert made.source[value.char_start : value.char_end] == "6,1%" == value.text
    assert value.line == 3


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="norm van 90% klachten ziekteverzuim was 6,1 naar 2023 (.;«»%€", max_size=200))
def test_hostile_text_does_no_harm(text):
    # Any text gives values that stand in it, or none.
    for value in Made().text(text).values():
        assert value.text in " ".join(text.split())


def test_long_lists_of_numbers_are_no_sentences():
    # Code, tables without cells and garbled text are passed over, quickly.
    text = "Het aantal klachten was " + ", ".join(f"{number}.123 klachten" for number in range(400)) + "."
    assert found("uwv", text) == []


def test_a_paragraph_of_dates_is_read_once():
    # Work grows with the length of a text, not with its square: what is no sentence is passed over.
    assert found("uwv", "Realisatie 2023 " * 5000 + "90%.") == []
